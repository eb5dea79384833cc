"""What is asked of readiness, of emergencies, and of who helps whom."""
