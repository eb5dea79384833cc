"""Fairness shown, acted on and reported."""
