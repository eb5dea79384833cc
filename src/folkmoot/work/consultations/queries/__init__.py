"""What is asked of consultations."""
