"""What has happened in finding people for boards and groups."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleLookedFor:
    """A body asks for people, and the assembly looks for them."""

    search: str
    title: str
    asked_by: str
    people: int
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAskedFor:
    """Somebody who fits is asked whether their name may go forward."""

    search: str
    title: str
    asked_by: str
    why: str
    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesWentForward:
    """Names went to the body that asked, with what was found of their spread."""

    search: str
    title: str
    names: int
    narrow: list[str]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchClosed:
    """A search is over, with what came of it."""

    search: str
    title: str
    outcome: str
