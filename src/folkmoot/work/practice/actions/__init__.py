"""What is done with what the sector knows how to do, and shares."""
