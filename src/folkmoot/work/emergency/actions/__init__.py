"""What is done: getting ready, opening, calling, helping, standing down."""
