from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded:
    """
    A decision that was taken elsewhere is on the register, with how and when it was taken.

    :param collectively: whether several decided together, or one person alone.
    """

    motion: str
    forum: str
    how: str
    collectively: bool
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumsAsked:
    """Other forums are asked about a motion that touches their places too."""

    motion: str
    forum: str
    asked: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecommended:
    """What a forum decided goes to another as its recommendation."""

    motion: str
    forum: str
    to_forum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsSet:
    """The ways of settling a motion that are weighed, and by what, are set down."""

    motion: str
    forum: str
    options: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionChosen:
    """It is set down which of the options a decision chose."""

    motion: str
    forum: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionAdopted:
    """The assembly holds a position on a topic, by a decision; one before it ends."""

    topic: str
    wording: str
    decision: str
    backed_by: list[str]
    from_on: date
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionEnded:
    """The assembly holds a position no longer."""

    topic: str
    decision: str
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionReviewed:
    """A position was looked at again and stays as it is."""

    topic: str
    decision: str
    review_on: date
