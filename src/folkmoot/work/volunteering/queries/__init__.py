"""What is asked of volunteering."""
