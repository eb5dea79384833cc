"""
What the nouns above seats tell of them: the work of a holder, on the page of the seat.

A seat stands below the voice of its holder, and does not know it. Whoever does gives a
function to the decorator here, from its `listeners`, and the page of a seat asks them all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.seats.queries.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    Something to show on the page of a seat.

    :param template: the name of one that is given `facts` and the page's own context.
    :param order: where it stands; lower is higher up.
    """

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    order: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What one kind of partner brought to the tables of an assembly's boards."""

    matters: int = 0
    papers: int = 0
    proposals: int = 0
    accepted: int = 0


type Parity = Callable[[Assembly], Mapping[str, Brought]]
type HandsOver = Callable[[Standing, datetime], Iterable[Part]]
type Shower = Callable[[Standing, Person | None, datetime], Iterable[Part]]

_SHOWERS: list[Shower] = []
_PARITIES: list[Parity] = []
_HANDERS: list[HandsOver] = []


def adds_to_parity(parity: Parity) -> Parity:
    """Ask a function what each kind of partner brought to the boards; twice is once."""
    if parity not in _PARITIES:
        _PARITIES.append(parity)
    return parity


def brought_by_partner(assembly: Assembly) -> dict[str, Brought]:
    """Return what each kind of partner brought to the boards, by its word."""
    found: dict[str, Brought] = {}
    for parity in tuple(_PARITIES):
        found.update(parity(assembly))
    return found


def hands_over(hander: HandsOver) -> HandsOver:
    """Ask a function for parts of the pack that a new holder gets; twice is once."""
    if hander not in _HANDERS:
        _HANDERS.append(hander)
    return hander


def handed_over(standing: Standing, *, at: datetime) -> list[Part]:
    """Return what a new holder is given besides what the seat knows, in its order."""
    found = [part for hander in tuple(_HANDERS) for part in hander(standing, at)]
    return sorted(found, key=lambda part: part.order)


def shows_with_seats(shower: Shower) -> Shower:
    """Ask a function for parts of a seat's page from now on; asking twice is asking once."""
    if shower not in _SHOWERS:
        _SHOWERS.append(shower)
    return shower


def parts_of(standing: Standing, person: Person | None, *, at: datetime) -> list[Part]:
    """Return what to show on the page of a seat to somebody, in its order."""
    found = [part for shower in tuple(_SHOWERS) for part in shower(standing, person, at)]
    return sorted(found, key=lambda part: part.order)
