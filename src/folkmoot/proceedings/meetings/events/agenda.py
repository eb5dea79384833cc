"""What happens to an agenda, its items, requests for it, papers, and what forums send each other."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaFilled:
    """The items that are always on an agenda were put on it."""

    meeting: str
    forum: str
    items: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAdded:
    """Something is on an agenda that was not."""

    meeting: str
    forum: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChanged:
    """What an agenda says of an item is no longer what it was."""

    meeting: str
    forum: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMoved:
    """An item is taken earlier or later than the agenda had it."""

    meeting: str
    forum: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWithdrawn:
    """An item is no longer on an agenda."""

    meeting: str
    forum: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemKeptForFullMembers:
    """The chair kept an item for full members; the others see none of its papers, talk or notes."""

    meeting: str
    forum: str
    title: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOpenedToMembers:
    """An item that was kept for full members is open to every member again."""

    meeting: str
    forum: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSent:
    """The agenda went to the members of a forum, in time or late with a reason."""

    meeting: str
    forum: str
    meets_at: datetime
    items: list[str]
    days_late: int
    late_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAskedFor:
    """A member asked for something to be on an agenda, and waits for the answer."""

    meeting: str
    forum: str
    organisation: str
    channel: str
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLetter:
    """What those who make an agenda are told of a request: this is not for the record."""

    meeting: str
    forum: str
    organisation: str
    title: str
    meets_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAccepted:
    """What a member asked for is on the agenda."""

    meeting: str
    forum: str
    organisation: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPutOff:
    """What a member asked for is for the next agenda of the forum."""

    meeting: str
    forum: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDeclined:
    """What a member asked for does not go on the agenda; the member knows why."""

    meeting: str
    forum: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestTakenBack:
    """A member no longer asks for its item."""

    meeting: str
    forum: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAnswerLetter:
    """
    What the member that asked is told: this is not for the record.

    :param answer: accepted, deferred or declined.
    :param next_meeting: the reference of the meeting it is put off to, if that is called.
    """

    meeting: str
    forum: str
    organisation: str
    title: str
    answer: str
    because: str
    meets_at: datetime
    next_meeting: str
    next_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAdded:
    """There is a paper for a meeting or one of its items."""

    meeting: str
    forum: str
    item: str
    visibility: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperShared:
    """A paper that was the members' alone may be read by everybody, and on whose word."""

    meeting: str
    forum: str
    item: str
    is_for_sharing: bool
    has_consent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWithdrawn:
    """A paper is no longer with a meeting."""

    meeting: str
    forum: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSent:
    """A forum sent something to another, or a representative and a forum to one another."""

    kind: str
    from_forum: str
    to_forum: str
    through: str
    motion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAnswered:
    """What was sent has its answer, which stands on the sender's next agenda."""

    kind: str
    from_forum: str
    to_forum: str
    through: str
    agreed: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLetter:
    """
    What those who receive or await an answer are told: this is not for the record.

    :param is_answer: whether it tells the sender of the answer.
    """

    referral: int
    kind: str
    from_forum: str
    to_forum: str
    through: str
    title: str
    is_answer: bool
