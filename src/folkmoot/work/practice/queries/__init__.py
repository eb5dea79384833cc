"""What is asked of what the sector knows how to do, and shares."""
