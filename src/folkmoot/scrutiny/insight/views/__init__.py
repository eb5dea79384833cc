"""What the sector knows, shown and taken in."""
