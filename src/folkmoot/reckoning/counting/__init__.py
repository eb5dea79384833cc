"""How ballots are counted."""
