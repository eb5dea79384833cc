"""What is asked of those who ask, and of those who answer."""
