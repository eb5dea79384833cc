"""A small town to try Folkmoot in: every person and organisation in it is invented."""
