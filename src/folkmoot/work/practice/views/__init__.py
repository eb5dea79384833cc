"""What is shown of what the sector knows how to do, and shares."""
