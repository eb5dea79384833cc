"""What is shown of reports."""
