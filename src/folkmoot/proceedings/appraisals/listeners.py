"""Appraisals hear of nothing below them; what they show is on their own pages."""
