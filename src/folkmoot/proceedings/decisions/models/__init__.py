"""What is kept of decisions: motions, what members say to them, polls, and what follows."""

from folkmoot.proceedings.decisions.models.motions import (
    Answer,
    Enactment,
    Motion,
    Option,
    Position,
    Stance,
    Wording,
)
from folkmoot.proceedings.decisions.models.polls import Ballot, Entitlement, Poll

__all__ = [
    "Answer",
    "Ballot",
    "Enactment",
    "Entitlement",
    "Motion",
    "Option",
    "Poll",
    "Position",
    "Stance",
    "Wording",
]
