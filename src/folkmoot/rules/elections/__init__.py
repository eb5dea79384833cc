"""How a chair is elected, from nomination to verified result."""
