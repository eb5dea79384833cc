"""What is asked of those who list, tell, share, keep and answer."""
