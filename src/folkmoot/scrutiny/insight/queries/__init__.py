"""What is asked of what the sector knows."""
