"""What has happened to a document."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDocumentKept:
    """A document was entered, or its sheet changed."""

    document: int
    title: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyOwnerChecked:
    """It was looked at whether the owner of a document is still there."""

    document: int
    title: str
    owner: str
    is_there: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDocumentWithdrawn:
    """A document was withdrawn."""

    document: int
    title: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyLinked:
    """A document was tied to another."""

    document: int
    title: str
    how: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LawKept:
    """A law was listed for a document, or what is said of it changed."""

    document: int
    title: str
    law: str
    is_repealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChecked:
    """It was looked at whether a law still holds."""

    document: int
    title: str
    law: str
    is_repealed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersionDrafted:
    """A draft of a document was kept."""

    document: int
    title: str
    version: int
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersionApproved:
    """A version was approved at a level."""

    document: int
    title: str
    version: int
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyVersionAdopted:
    """A version of a document is in force."""

    document: int
    title: str
    version: int
    adopted_on: date
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMarkFound:
    """A live document still calls itself a draft."""

    document: int
    title: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityCheckAttached:
    """A version has its equality impact assessment, or the reason for none."""

    document: int
    title: str
    version: int
    is_waiver: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFormatKept:
    """A version can be had in a form."""

    document: int
    title: str
    version: int
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyCommented:
    """Something was said of a draft."""

    document: int
    title: str
    version: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyCommentAnswered:
    """A comment on a draft has its reply."""

    document: int
    title: str
    version: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyReviewed:
    """A document was looked back at."""

    document: int
    title: str
    held_on: date
    next_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyReviewVaried:
    """Partners agreed to review a document on another day."""

    document: int
    title: str
    next_on: date
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RewriteBegun:
    """A project to rewrite a document began."""

    document: int
    title: str
    from_on: date
    until_on: date
    groups: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RewriteGroupHeard:
    """A group that a rewriting touches was heard."""

    document: int
    title: str
    group: str
    heard_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessorPromised:
    """It was promised what a document is to become."""

    document: int
    title: str
    kind: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySucceeded:
    """A document was followed by another, and points to it."""

    document: int
    title: str
    successor: int
    successor_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotGroupKept:
    """A group tries something new, or said what it thinks of it."""

    document: int
    title: str
    version: int
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceGivenOut:
    """Copies of a version were given out."""

    document: int
    title: str
    version: int
    to: str
    copies: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStated:
    """It was stated how something stands."""

    statement: int
    title: str
    written_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChecked:
    """A statement was looked at again."""

    statement: int
    title: str
    checked_on: date
