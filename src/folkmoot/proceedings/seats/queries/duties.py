"""What the agreement asks of those who keep seats, by when."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.proceedings.meetings.queries.meetings import book_for
from folkmoot.proceedings.seats.queries.circulating import circulation_due_on
from folkmoot.proceedings.seats.queries.standing import Standing, standings
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import Rulebook

FILL = "seat.fill"
AHEAD = timedelta(days=183)


def obligations_of_seats(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return what is due of seats: vacancies, interims, ends of terms, the register. Seven queries.

    Ends of terms are told half a year ahead.
    """
    book = book_for(assembly, on=on)
    if book is None:
        return []
    due = [duty for one in standings(assembly, on=on) for duty in _of_seat(one, book, on=on)]
    if (circulation := circulation_due_on(assembly, on=on)) is not None:
        day, clause = circulation
        due.append(
            Obligation(
                what=_("Send the register of representatives to all members"),
                who=_("the support officer"),
                clause=clause,
                due_on=day,
            )
        )
    return due


def _of_seat(one: Standing, book: Rulebook, *, on: date) -> list[Obligation]:
    seat, facts = one.seat, {"body": one.seat.body.name}
    elected = clause_with_key(book, "representatives-elected")
    found = []
    if one.state == "vacant" and seat.vacant_since is not None and FILL in book.parameters:
        found.append(
            Obligation(
                what=_("Fill the empty place on %(body)s") % facts,
                who=_("the members of the forum"),
                clause=book.parameter(FILL).clause,
                due_on=add(seat.vacant_since, book.period(FILL)),
            )
        )
    interim = clause_with_key(book, "seats-interim", "representatives-elected")
    terms = clause_with_key(book, "seats-terms", "representative-term") or elected
    for holder in one.holders:
        if holder.is_interim and holder.target_on is not None and interim is not None:
            found.append(
                Obligation(
                    what=_("Elect somebody in the place of the interim on %(body)s") % facts,
                    who=_("the forum that elects"),
                    clause=interim,
                    due_on=holder.target_on,
                )
            )
        ends_on = holder.ends_on
        if ends_on is not None and terms is not None and on + AHEAD >= ends_on:
            found.append(
                Obligation(
                    what=_("Fill the seat on %(body)s anew, because a term ends") % facts,
                    who=_("the forum that elects"),
                    clause=terms,
                    due_on=ends_on - timedelta(days=1),
                )
            )
    return found
