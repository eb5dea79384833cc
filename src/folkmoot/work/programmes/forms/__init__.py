"""What is asked about programmes, training, hubs, groups of several sectors, and support."""
