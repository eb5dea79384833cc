"""What is done when views are asked for."""
