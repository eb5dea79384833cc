"""What is kept of representatives: bodies outside, seats, who holds them, who is asked for."""

from folkmoot.proceedings.seats.models.bodies import (
    BodyOfficer,
    Level,
    OutsideBody,
    PartnerType,
    TableShare,
)
from folkmoot.proceedings.seats.models.holdings import (
    Binding,
    Circulation,
    Holding,
    StandingAside,
)
from folkmoot.proceedings.seats.models.invitations import Invitation
from folkmoot.proceedings.seats.models.seats import Answering, Method, Seat

__all__ = [
    "Answering", "Binding", "BodyOfficer", "Circulation", "Holding", "Invitation", "Level",
    "Method", "OutsideBody", "PartnerType", "Seat", "StandingAside", "TableShare",
]  # fmt: skip
