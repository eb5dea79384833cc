"""How a dispute, a breach and the end of a membership are handled."""
