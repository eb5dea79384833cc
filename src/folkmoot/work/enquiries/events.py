"""What has happened at the door."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryReceived:
    """Something was brought. Of what is told in confidence, only that it came."""

    reference: str
    kind: str
    title: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryOwned:
    """Somebody answers for it."""

    reference: str
    title: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryReplied:
    """It has a reply."""

    reference: str
    title: str
    kind: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryAnswered:
    """Whoever brought it is told the reply."""

    reference: str
    title: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryClosed:
    """What came of it is said."""

    reference: str
    title: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryBacked:
    """An organisation backs it."""

    reference: str
    title: str
    organisation: str
    backs_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestSent:
    """A request of a public body was sent to an organisation that fits it, or follows its kind."""

    reference: str
    title: str
    organisation: str
    request_kind: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNamed:
    """Somebody can be reached by the public, or confirmed that they still can."""

    role: str
    organisation: str
    confirm_by: date
