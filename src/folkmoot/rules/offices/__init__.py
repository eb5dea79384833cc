"""How long an office is held, and by whom."""
