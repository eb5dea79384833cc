"""What has happened to an invitation from a board."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationReceived:
    """A body asks to have somebody of the sector; it has a reference from now on."""

    invitation: str
    body: str
    seats: int | None
    table: int
    answer_by: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRouted:
    """It is settled which forum would elect, and by what."""

    invitation: str
    body: str
    forum: str
    routed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAssessed:
    """Somebody looked at whether a seat would be for show."""

    invitation: str
    body: str
    is_tokenistic: bool
    failed: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAnswered:
    """The assembly decided whether to be represented, and said why."""

    invitation: str
    body: str
    answer: str
    decided_by: str
    motion: str
    reasons: str
    seats: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationWithdrawn:
    """The body takes its invitation back."""

    invitation: str
    body: str
