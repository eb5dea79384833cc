"""How the assembly is represented: who comes to a seat, who leaves it, what it owes."""
