"""What is done in volunteering."""
