"""What is asked of fairness."""
