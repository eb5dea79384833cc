"""What is asked of money."""
