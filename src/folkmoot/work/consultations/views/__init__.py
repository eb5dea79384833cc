"""Views asked for, answered, counted and answered back."""
