"""What is done with programmes, training, hubs, groups of several sectors, and support."""
