"""Who belongs, in which class, from when, until when, and with what rights."""
