"""What is asked to keep documents."""
