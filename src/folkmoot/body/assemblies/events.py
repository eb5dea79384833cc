from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyFounded:
    """An assembly exists in this installation."""

    name: str
    scheme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostGiven:
    """A person holds a post in the assembly from a day."""

    person: str
    post: str
    body: str
    from_on: date
