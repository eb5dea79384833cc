"""What is shown at the door."""
