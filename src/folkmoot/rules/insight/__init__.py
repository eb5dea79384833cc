"""What a record about a community has to say: what is there first, then what is missing."""
