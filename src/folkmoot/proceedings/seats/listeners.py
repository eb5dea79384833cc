"""What seats does when it hears of what was done below it."""
