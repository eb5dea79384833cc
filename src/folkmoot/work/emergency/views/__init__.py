"""What is shown before, in and after an emergency."""
