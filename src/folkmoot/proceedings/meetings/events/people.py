"""What happens to those who come to a meeting."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingSaid:
    """Somebody is to come to a meeting, for an organisation or as a guest."""

    meeting: str
    forum: str
    organisation: str
    mode: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApologiesSent:
    """Somebody is not to come to a meeting, and said so; what they said is theirs."""

    meeting: str
    forum: str
    organisation: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameIn:
    """Somebody is at a meeting, in the room or from afar."""

    meeting: str
    forum: str
    organisation: str
    mode: str
    is_deputy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WentOut:
    """Somebody who was at a meeting has left it."""

    meeting: str
    forum: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """Somebody who had left a meeting is at it again."""

    meeting: str
    forum: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyAsked:
    """A member asked whether somebody else may come in its usual person's place."""

    meeting: str
    forum: str
    organisation: str
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyAgreed:
    """Whoever presides agreed to a deputy, who now counts for the member at that meeting."""

    meeting: str
    forum: str
    organisation: str
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyDeclined:
    """Whoever presides did not agree to a deputy."""

    meeting: str
    forum: str
    organisation: str
    starts_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencesNoted:
    """When a meeting closed, so many members of its forum were away without a word."""

    meeting: str
    forum: str
    members: int
    away: int


# Told within the house, and never in the public record.


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceReached:
    """
    A member has been away without a word as often as the agreement says; people look into it.

    Published on the bus about its membership; it ends nothing.
    """

    meeting: str
    forum: str
    organisation: str
    in_a_row: int
    threshold: int


# Letters that say more than the public record does.


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyQuestionLetter:
    """Tells whoever presides who is to come as a deputy, and why."""

    meeting: str
    forum: str
    organisation: str
    name: str
    why: str
    starts_at: datetime
    deputy: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputyAnswerLetter:
    """Tells a member, and its deputy, whether the deputy may come; with the reason if not."""

    meeting: str
    forum: str
    organisation: str
    name: str
    starts_at: datetime
    is_agreed: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedLetter:
    """Tells a member kindly that it was missed, and how to send word another time."""

    meeting: str
    forum: str
    organisation: str
    met_at: datetime
    in_a_row: int
    next_at: datetime | None
