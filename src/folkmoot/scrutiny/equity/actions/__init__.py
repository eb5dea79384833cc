"""What is done for fairness."""
