"""What is asked of those who fund, apply, judge and report."""
