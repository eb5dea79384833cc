"""Documents entered, changed, drafted, approved, adopted, looked at again, tried and followed."""
