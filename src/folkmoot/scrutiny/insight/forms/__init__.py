"""What is asked of those who tell what they know."""
