"""How a printed table of representatives comes into the register."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.readings import body_called, known_bodies
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.actions.bodies import free_slug
from folkmoot.proceedings.seats.events.keeping import TableRead
from folkmoot.proceedings.seats.models import Answering, Holding, Method, OutsideBody, Seat
from folkmoot.rules.findings import Refusal, teach

teach({"table-has-faults": "Nothing was brought in, because {faults} lines could not be read."})

WORD = re.compile(r"\w+")
COMPASS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "central",
    ]
)
COMMON = frozenset(
    ["vcse", "hc", "healthy", "communities", "forum", "forums", "and", "of", "the", "alliance"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody named in the column of representatives, with what is said of them there."""

    name: str
    body: str
    is_interim: bool
    coverage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    One body of the table.

    :param kind: one of OutsideBody.Kind; :param method: one of Method, as the seat is meant
        to be filled; :param authority: who appoints, as written; :param forum: as written.
    :param term: one of Holding.TermKind.
    """

    number: int
    kind: str
    body: str
    named: list[Named]
    method: str
    authority: str
    forum: str
    is_unlimited: bool
    term: str
    from_on: date | None
    ends_on: date | None
    as_written: dict[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line of the table, and in which column."""

    number: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a table that could be read, and the faults of those that could not."""

    lines: list[Line]
    faults: list[Fault]


@dataclass(slots=True)
class Told:
    """What became of a line: "added" or "unchanged", its state, and what to look at."""

    number: int
    name: str
    became: str
    state: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each line of a table."""

    lines: list[Told]

    def count(self, became: str) -> int:
        return sum(1 for line in self.lines if line.became == became)


@transaction.atomic
def import_seats(
    *,
    assembly: Assembly,
    table: Table,
    source: str,
    is_trial: bool = False,
    by: Person | None,
    at: datetime,
) -> Report:
    """
    Bring a table of representatives into the register as it stands, all of it or nothing.

    Every state is kept as a state: vacant, interim, a term that does not apply or is not
    known. A body that is there already is left as it is, so it is safe to run again.

    :param by: a support officer, or None from the command line.
    :param is_trial: tell what would be done, and keep nothing.
    :raises Refusal: if `by` is no support officer, or the table has faults.
    """
    on = day_of(assembly, at)
    if by is not None:
        require_officer(by, assembly, on=on)
    if table.faults:
        raise Refusal("table-has-faults", None, {"faults": len(table.faults)})
    forums = list(Forum.objects.filter(assembly=assembly, closed_on=None).order_by("name", "pk"))
    known = known_bodies(assembly)
    told = []
    for place, line in enumerate(table.lines):
        there = OutsideBody.objects.filter(assembly=assembly, name__iexact=line.body)
        if there.exists():
            told.append(Told(line.number, line.body, "unchanged"))
            continue
        told.append(_bring(assembly, line, place, forums, known, source, on=on))
    report = Report(told)
    added = [one for one in report.lines if one.became == "added"]
    if added:
        event = TableRead(
            bodies=len(added),
            seats=len(added),
            holders=sum(len(line.named) for line in table.lines if _is_in(line, added)),
            vacant=sum(one.state == "vacant" for one in added),
        )
        book = book_for(assembly, on=on)
        clause = clause_with_key(book, "seats-register") if book is not None else None
        record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    if is_trial:
        transaction.set_rollback(True)
    return report


def _is_in(line: Line, added: Iterable[Told]) -> bool:
    return line.number in {one.number for one in added}


def _bring(
    assembly: Assembly,
    line: Line,
    place: int,
    forums: list[Forum],
    known: Mapping[str, Organisation],
    source: str,
    *,
    on: date,
) -> Told:
    notes: list[str] = []
    body = OutsideBody.objects.create(
        assembly=assembly,
        name=line.body,
        slug=free_slug(assembly, line.body),
        kind=line.kind,
        partner_type="nhs",
        level="place" if line.kind == OutsideBody.Kind.PLACE_BOARD else "county",
        position=place,
    )
    linked = forums_meant(line.forum, forums)
    if line.forum and not linked:
        notes.append(_("No forum of the register is meant by “%(forum)s”.") % {"forum": line.forum})
    years = line.ends_on.year - 1 - line.from_on.year if line.from_on and line.ends_on else None
    seat = Seat.objects.create(
        assembly=assembly,
        body=body,
        reference=f"{body.slug[:74]}-1",
        capacity=Seat.Capacity.UNLIMITED if line.is_unlimited else Seat.Capacity.COUNTED,
        places=None if line.is_unlimited else max(1, len(line.named)),
        method=line.method,
        term_years=years,
        forums_to_be_confirmed=not linked and line.method in (Method.ELECTED, Method.UNKNOWN),
        as_written=line.as_written,
        position=place,
    )
    for forum in linked:
        Answering.objects.create(seat=seat, forum=forum, settled_by=source[:300])
    for one in line.named:
        organisation = body_called(one.body, known)
        if organisation is None:
            notes.append(_("%(body)s is not a body known by that name.") % {"body": one.body})
        arrived = _arrived(line, one)
        Holding.objects.create(
            seat=seat,
            holder_name=one.name,
            organisation=organisation,
            organisation_as_written="" if organisation else one.body,
            arrived=arrived,
            is_interim=one.is_interim,
            authority=line.authority or (source[:300] if arrived == Method.ELECTED else ""),
            coverage=one.coverage[:200],
            term=line.term,
            from_on=line.from_on,
            ends_on=line.ends_on,
        )
    state = (
        "vacant"
        if not line.named
        else ("interim" if any(n.is_interim for n in line.named) else "held")
    )
    if line.ends_on is not None and line.ends_on <= on:
        notes.append(_("Its term is over, so it shows as lapsed."))
    return Told(line.number, line.body, "added", state, notes)


def _arrived(line: Line, one: Named) -> str:
    """An interim holder of a seat that is meant to be elected was not elected; how, nobody says."""
    if line.method == Method.ELECTED and one.is_interim:
        return Method.UNKNOWN
    return line.method


def forums_meant(text: str, forums: Iterable[Forum]) -> list[Forum]:
    """
    Return the forums that a cell names in its own short way. No query.

    Every word that is not common to all of them stands in the forum's name; of points of the
    compass one is enough, so that "forums north and south" are two.
    """
    words = set(WORD.findall(text.casefold())) - COMMON
    sides, rest = words & COMPASS, words - COMPASS
    if not words:
        return []
    found = []
    for forum in forums:
        own = set(WORD.findall(forum.name.casefold()))
        if rest <= own and (not sides or sides & own):
            found.append(forum)
    return found
