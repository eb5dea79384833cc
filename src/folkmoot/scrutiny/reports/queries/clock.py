"""The public clock: what partners owe the sector by a day, and how it stands, body by body."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.translation import gettext as _

from folkmoot.rules.findings import Clause

type Stands = Literal["due", "overdue", "long overdue", "met", "kept late", "unknown"]

LONG_OVERDUE = timedelta(days=28)
"""So many days after its day a duty that is still not kept is long overdue. No document says when."""

STATES: tuple[Stands, ...] = ("long overdue", "overdue", "due", "unknown", "kept late", "met")
"""How a duty can stand, the worst first. Unknown: its day is over, and nobody knows if it was kept."""
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """
    One duty with its day.

    :param body: who owes it: a public body, a funder, a board's host.
    :param part: the directorate or board within it, where the record names one.
    :param kind: which kind of duty it is, as `KINDS` of the sources names it.
    :param note: what is to be known beside it: how many days, and why.
    :param is_ours: whether the assembly owes it itself.
    :param is_known: whether the record can tell if it was kept.
    """

    body: str
    part: str = ""
    kind: str
    what: str
    due_on: date
    done_on: date | None
    clause: Clause | None
    url: str
    note: str = ""
    is_ours: bool = False
    is_known: bool = True

    def stands(self, *, on: date) -> Stands:
        """Tell how it stands on a day."""
        if self.done_on is not None and self.done_on <= on:
            return "met" if self.done_on <= self.due_on else "kept late"
        if on <= self.due_on:
            return "due"
        if not self.is_known:
            return "unknown"
        return "long overdue" if on > self.due_on + LONG_OVERDUE else "overdue"


@dataclass(frozen=True, slots=True)
class Line:
    """How many duties of a body, or of a part of it, stand how; in the order of `STATES`."""

    body: str
    part: str
    counts: list[int]
    is_ours: bool

    @property
    def labelled(self) -> list[tuple[str, int]]:
        """Each state with how many stand so."""
        return [(_(state), number) for state, number in zip(STATES, self.counts, strict=True)]

    @property
    def number(self) -> int:
        """How many there are in all."""
        return sum(self.counts)


def since_of(on: date) -> date:
    """Return from which day on duties are shown where no other is asked for: a year back."""
    return on - A_YEAR


def by_body(owed: Iterable[Owed], *, on: date) -> list[tuple[Line, list[Line]]]:
    """
    Return how the duties of each body stand, with its parts, by name; the assembly's own last.

    No query. A body with no part named has no lines below it.
    """
    counted: dict[str, dict[str, Counter[str]]] = {}
    names: dict[str, str] = {}
    ours: set[str] = set()
    for one in owed:
        key = one.body.casefold()
        names.setdefault(key, one.body)
        counted.setdefault(key, {}).setdefault(one.part, Counter())[one.stands(on=on)] += 1
        if one.is_ours:
            ours.add(key)

    def line(key: str, part: str, number: Counter[str]) -> Line:
        return Line(names[key], part, [number[state] for state in STATES], key in ours)

    found = []
    for key in sorted(counted, key=lambda one: (one in ours, one)):
        parts = counted[key]
        whole: Counter[str] = sum(parts.values(), Counter())
        below = [line(key, part, parts[part]) for part in sorted(parts) if part]
        found.append((line(key, "", whole), below))
    return found


def in_order(owed: Iterable[Owed], *, on: date) -> list[Owed]:
    """Put duties in order: those not kept first, the longest waiting before; then what was kept. No query."""
    rank = {state: place for place, state in enumerate(STATES)}
    return sorted(
        owed,
        key=lambda one: (rank[one.stands(on=on)], one.due_on, one.body.casefold(), one.what),
    )


def chosen(
    owed: Iterable[Owed], *, on: date, body: str = "", part: str = "", state: str = ""
) -> list[Owed]:
    """Return the duties of a body, of a part of it, and in a state, where these are asked for. No query."""
    return [
        one
        for one in owed
        if (not body or one.body.casefold() == body.casefold())
        and (not part or one.part == part)
        and (not state or one.stands(on=on) == state)
    ]
