from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentQuestionAsked:
    """A decision that could not wait is sought between meetings; members have until its close."""

    motion: str
    forum: str
    mode: str
    closes_at: datetime
    asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentQuestionLetter:
    """A member is asked for its view or its vote on something that could not wait."""

    motion: str
    forum: str
    question: str
    because: str
    is_poll: bool
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentQuestionCounted:
    """The answers to an urgent question are counted: how many took part, and what came of it."""

    motion: str
    forum: str
    mode: str
    took_part: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentDecisionNoted:
    """A meeting took note of what was decided urgently before it."""

    motion: str
    forum: str
    meeting: str
