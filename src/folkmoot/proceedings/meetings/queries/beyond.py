"""
What the nouns above meetings tell of them: stakes, parts of a page, lines of notes, news.

A meeting stands below decisions, elections and cases, and does not know them. Each of them
gives its functions to the decorators here, from its `listeners`, and the pages of a
meeting, its notes and its standing items ask everybody who has said that they know.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from folkmoot.body.forums.models import Forum
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.rules.findings import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """
    A stake that somebody seems to have in an item.

    :param code: what it is, for the record of the declaration ("nominee", "party").
    :param words: what is known, as a sentence to the person.
    """

    code: str
    words: str
    is_of_organisation: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """
    Something to show with an item: a template, and what it is given.

    :param is_for_room: whether the room shows it too, under the item that is being taken.
    """

    template: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    is_for_room: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """
    A line of the notes that follows from what happened.

    :param item: the key of the item it belongs to; None for the meeting as a whole.
    :param drawn_from: what kind of thing it follows from ("motion"), and
    :param source: which, so that it comes once.
    :param order: where it stands among the lines of its item; lower is earlier.
    """

    item: int | None
    drawn_from: str
    source: str
    text: str
    order: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """
    A line under a standing item: what has come since the last meeting.

    :param standing: the code of the standing item.
    :param visibility: who may read it: public, members or full.
    """

    standing: str
    words: str
    when: datetime
    url: str = ""
    visibility: str = "members"


type Knower = Callable[[Person, frozenset[int], AgendaItem], Iterable[Stake]]
type Shower = Callable[
    [Meeting, Sequence[AgendaItem], Sight, datetime], Mapping[int, Sequence[Part]]
]
type Drafter = Callable[[Meeting], Iterable[Drafted]]
type Teller = Callable[[Forum, datetime, datetime], Iterable[News]]
type Hinderer = Callable[[AgendaItem], Refusal | None]

_KNOWERS: list[Knower] = []
_SHOWERS: list[Shower] = []
_DRAFTERS: list[Drafter] = []
_TELLERS: list[Teller] = []
_HINDERERS: list[Hinderer] = []


def _joined[Function](functions: list[Function], function: Function) -> Function:
    if function not in functions:
        functions.append(function)
    return function


def knows_stakes(knower: Knower) -> Knower:
    """Ask a function for stakes from now on; asking twice is asking once."""
    return _joined(_KNOWERS, knower)


def shows_with_items(shower: Shower) -> Shower:
    """Ask a function for parts to show with items; it is asked for a whole agenda at once."""
    return _joined(_SHOWERS, shower)


def drafts_notes(drafter: Drafter) -> Drafter:
    """Ask a function for lines of notes when a meeting's notes are drafted."""
    return _joined(_DRAFTERS, drafter)


def tells_news(teller: Teller) -> Teller:
    """Ask a function what has come to a forum between two moments, for its standing items."""
    return _joined(_TELLERS, teller)


def may_hinder_the_end(hinderer: Hinderer) -> Hinderer:
    """Ask a function whether something still stands against the end of an item."""
    return _joined(_HINDERERS, hinderer)


def stakes_in(person: Person, bodies: frozenset[int], item: AgendaItem) -> list[Stake]:
    """
    Return the stakes that the site knows of somebody in an item, in no order of weight.

    :param bodies: the organisations that the person acts for.
    """
    return [stake for knower in tuple(_KNOWERS) for stake in knower(person, bodies, item)]


def parts_of(
    meeting: Meeting, items: Sequence[AgendaItem], sight: Sight, *, at: datetime
) -> dict[int, list[Part]]:
    """Return what to show with each of some items that are open to somebody, by their key."""
    found: dict[int, list[Part]] = {item.pk: [] for item in items}
    for shower in tuple(_SHOWERS):
        for key, parts in shower(meeting, items, sight, at).items():
            found[key].extend(parts)
    return found


def drafted_of(meeting: Meeting) -> list[Drafted]:
    """Return the lines of notes that the nouns above draw from what happened."""
    return [line for drafter in tuple(_DRAFTERS) for line in drafter(meeting)]


def news_for(forum: Forum, *, since: datetime, until: datetime) -> list[News]:
    """Return what has come to a forum in a time, the earliest first."""
    found = [line for teller in tuple(_TELLERS) for line in teller(forum, since, until)]
    return sorted(found, key=lambda line: line.when)


def hindrance_to_ending(item: AgendaItem) -> Refusal | None:
    """Return what stands against the end of an item (a poll that is open), or None."""
    for hinderer in tuple(_HINDERERS):
        if (refusal := hinderer(item)) is not None:
            return refusal
    return None
