"""When a case study says all that it should."""
