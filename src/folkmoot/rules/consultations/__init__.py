"""How long views are asked for, and what those who ask owe."""
