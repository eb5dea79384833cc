"""What is done about what the sector knows."""
