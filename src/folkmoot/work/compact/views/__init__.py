"""Agreements with partners, what support bodies state, and who backs a compact."""
