"""What is typed before, in and after an emergency."""
