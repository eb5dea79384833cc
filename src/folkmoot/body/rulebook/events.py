from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentAdopted:
    """A version of a governing document binds the assembly from a day."""

    document: str
    title: str
    version: str
    from_on: date
    is_agreement: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAmended:
    """Something that a governing document fixes is changed from a day, by a decision."""

    document: str
    title: str
    clause: str
    parameter: str
    was: str
    now: str
    from_on: date
    decided_by: str
