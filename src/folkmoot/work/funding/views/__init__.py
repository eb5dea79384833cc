"""Money shown, applied for, judged, awarded and ended."""
