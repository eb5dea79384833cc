"""Folkmoot: the home of a voluntary and community sector assembly."""
