"""How a meeting is called, attended, presided over and noted."""
