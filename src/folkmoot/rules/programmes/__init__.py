"""What must agree in the figures of a programme: who was trained, what they said, who came."""
