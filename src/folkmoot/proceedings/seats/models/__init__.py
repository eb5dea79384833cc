"""What is kept of representatives: bodies outside, seats, who holds them, who is asked for."""

from folkmoot.proceedings.seats.models.bodies import (
    BodyOfficer,
    Commitment,
    CoSigner,
    Evidence,
    Level,
    Memorandum,
    OutsideBody,
    PartnerType,
    TableShare,
)
from folkmoot.proceedings.seats.models.invitations import (
    Applicant,
    Audit,
    Invitation,
    Need,
    Offer,
    Recruitment,
    Search,
    Suggested,
)
from folkmoot.proceedings.seats.models.seats import (
    Answering,
    Binding,
    Circulation,
    Holding,
    Method,
    Seat,
    StandingAside,
)

__all__ = [
    "Answering", "Applicant", "Audit", "Binding", "BodyOfficer", "Circulation", "CoSigner",
    "Commitment", "Evidence", "Holding", "Invitation", "Level", "Memorandum", "Method", "Need",
    "Offer", "OutsideBody", "PartnerType", "Recruitment", "Search", "Seat", "StandingAside",
    "Suggested", "TableShare",
]  # fmt: skip
