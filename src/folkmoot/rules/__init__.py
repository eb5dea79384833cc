"""What the documents say: pure functions of days, numbers and a rulebook."""
