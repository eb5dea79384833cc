"""What is asked to keep agreements with partners."""
