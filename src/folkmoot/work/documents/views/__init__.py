"""Documents listed, read, compared, taken away, and kept."""
