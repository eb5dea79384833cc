"""What happens in cases. The record is public: it is told the reference, the kind and the step."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRaised:
    """Something was noticed by a rule; whoever it falls to decides whether to go into it."""

    case: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A case was opened."""

    case: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWentOn:
    """Something was said or done in a case."""

    case: str
    kind: str
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAskedToBeHeard:
    """The member that a case is about was asked to be heard before the group votes."""

    case: str
    kind: str
    by_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """A case was closed, with its outcome."""

    case: str
    kind: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePublished:
    """What everybody may read of a closed case was written."""

    case: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationAsked:
    """Every side of a case agreed to a champion, who is asked to mediate."""

    case: str
    kind: str
