"""How people are found for places at tables."""
