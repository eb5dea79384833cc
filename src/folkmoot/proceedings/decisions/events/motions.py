from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionProposed:
    """Something has been put to a forum to be decided, and has its reference for good."""

    motion: str
    forum: str
    meeting: str
    proposed_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionReworded:
    """A motion reads otherwise now; what was said to the old wording counts no longer."""

    motion: str
    forum: str
    edition: int
    set_aside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionWithdrawn:
    """A motion was taken back before it was decided."""

    motion: str
    forum: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceTaken:
    """A member has said what it makes of a motion. What it said is with the motion."""

    motion: str
    forum: str
    organisation: str
    channel: str
