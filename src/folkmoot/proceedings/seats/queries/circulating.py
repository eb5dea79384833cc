"""What is new in the register since it was last sent, who gets it, and when it is due again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.membership.queries import good_standing
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.queries import people_of_all
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of, zone_of
from folkmoot.proceedings.seats.models import Circulation, Holding
from folkmoot.proceedings.seats.queries.register import last_circulation
from folkmoot.proceedings.seats.queries.standing import standings
from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import add

CYCLE = "representatives.circulated_every"
MOST_CHANGES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTell:
    """What a letter with the register says, and to whom it goes."""

    seats: int
    held: int
    vacant: int
    changes: list[str]
    people: list[Person]
    last: Circulation | None


def changes_since(assembly: Assembly, last: Circulation | None, *, on: date) -> list[Holding]:
    """Return who came to a seat or left it since the register was last sent. One query."""
    found = Holding.objects.filter(seat__assembly=assembly).exclude(role=Holding.Role.APPLICANT)
    if last is None:
        found = found.filter(ended_on=None)
    else:
        since = last.sent_at.astimezone(zone_of(assembly)).date()
        found = found.filter(Q(from_on__gt=since) | Q(ended_on__gt=since))
    found = found.exclude(from_on__gt=on).select_related("seat__body")
    return list(found.order_by("seat__body__name", "pk")[: MOST_CHANGES + 1])


def change_said(holding: Holding, *, on: date) -> str:
    """Return what happened to a holding as a line of the letter. No query."""
    facts = {"body": holding.seat.body.name, "role": holding.get_role_display()}
    if holding.ended_on is not None and holding.ended_on <= on:
        return _("%(body)s: its %(role)s left") % facts
    return _("%(body)s: a new %(role)s") % facts


def to_tell(assembly: Assembly, *, at: datetime) -> ToTell:
    """Return what a letter with the register would say now, and to whom. Eight queries at most."""
    on = day_of(assembly, at)
    rows = standings(assembly, on=on)
    last = last_circulation(assembly)
    bodies = good_standing(assembly, on=on).values_list("organisation_id", flat=True)
    return ToTell(
        seats=len(rows),
        held=sum(bool(one.holders) and one.state != "lapsed" for one in rows),
        vacant=sum(one.state == "vacant" for one in rows),
        changes=[change_said(one, on=on) for one in changes_since(assembly, last, on=on)],
        people=list(dict.fromkeys(people_of_all(bodies, on=on))),
        last=last,
    )


def clause_on_circulating(assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause on sending the register, or None where the agreement has none. One query."""
    book = book_with(assembly, CYCLE, on=on)
    return book.parameter(CYCLE).clause if book is not None else None


def circulation_due_on(assembly: Assembly, *, on: date) -> tuple[date, Clause] | None:
    """
    Return by when the register is to be sent again, or None where the agreement asks for none.

    At once when somebody came or went since; else a cycle after it was last sent, or after
    the first holder came. Three queries at most.
    """
    book = book_with(assembly, CYCLE, on=on)
    if book is None:
        return None
    last = last_circulation(assembly)
    clause = book.parameter(CYCLE).clause
    changed = changes_since(assembly, last, on=on)
    if last is None:
        days = [one.from_on for one in changed if one.from_on is not None]
        return (min(days) + timedelta(days=7), clause) if days else None
    if changed:
        days = [
            day
            for one in changed
            for day in (one.from_on, one.ended_on)
            if day is not None and day <= on
        ]
        return max(days) + timedelta(days=7), clause
    return add(day_of(assembly, last.sent_at), book.period(CYCLE)), clause
