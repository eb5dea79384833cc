"""What is asked of agreements with partners."""
