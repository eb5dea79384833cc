"""What is asked in volunteering."""
