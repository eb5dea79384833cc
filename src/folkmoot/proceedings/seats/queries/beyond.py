"""
What the nouns above seats tell of them: the work of a holder, on the page of the seat.

A seat stands below the voice of its holder, and does not know it. Whoever does gives a
function to the decorator here, from its `listeners`, and the page of a seat asks them all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

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


type Shower = Callable[[Standing, Person | None, datetime], Iterable[Part]]

_SHOWERS: list[Shower] = []


def shows_with_seats(shower: Shower) -> Shower:
    """Ask a function for parts of a seat's page from now on; asking twice is asking once."""
    if shower not in _SHOWERS:
        _SHOWERS.append(shower)
    return shower


def parts_of(standing: Standing, person: Person | None, *, at: datetime) -> list[Part]:
    """Return what to show on the page of a seat to somebody, in its order."""
    found = [part for shower in tuple(_SHOWERS) for part in shower(standing, person, at)]
    return sorted(found, key=lambda part: part.order)
