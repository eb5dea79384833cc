"""What has happened to fairness."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessCounted:
    """Who was heard in a year was counted; `index` is of 100, or nothing if nobody was heard."""

    year: int
    organisations: int
    heard: int
    index: float | None
    gaps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GapActionSet:
    """Something is done so that a kind of organisation is heard."""

    year: int
    name: str
    words: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GapActionDone:
    """It was done, with what came of it."""

    year: int
    name: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessReported:
    """The board has the year's report, with an action for each gap."""

    year: int
    gaps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceMemberNamed:
    """A body is in the equality reference group, or whom it speaks for changed."""

    organisation: str
    speaks_for: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceMemberLeft:
    """A body is no longer in the group."""

    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSent:
    """A draft was sent to the group for comment."""

    slug: str
    title: str
    kind: str
    sent_by: str
    comments_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftCommented:
    """A member of the group commented on a draft."""

    slug: str
    title: str
    number: int
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftReplied:
    """A comment has its reply."""

    slug: str
    title: str
    number: int
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSettled:
    """A draft has its final text."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayWidened:
    """Something was changed so that more can take part."""

    title: str
    at_risk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityStated:
    """An organisation gave its policy on equality, or a statement."""

    organisation: str
    kind: str
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EqualityTrained:
    """An organisation told how many of a group were trained; the record does not say which."""

    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwarenessPlanned:
    """A day of awareness or a training is prepared together."""

    title: str
    on: date
    owners: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustRated:
    """The assembly rated how it keeps its values."""

    year: int
    values: int
