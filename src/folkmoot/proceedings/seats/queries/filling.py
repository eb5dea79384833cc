"""What filling a seat needs to know: why, for how long, under which guidance, and who waits."""

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.queries.offices import forums_chaired_by
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries import going_on_for_seats
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.models import Binding, Holding, Seat
from folkmoot.proceedings.seats.queries.standing import Standing, holdings_of, standings
from folkmoot.rules.periods import Period, add
from folkmoot.rules.rulebook import Rulebook

TERMS = ("seats.term", "representative.term")


def reason_to_call(standing: Standing) -> str:
    """Return why an election to a seat is called: it is new, in the interim, over, or vacant. No query."""
    if standing.state == "interim":
        return Contest.Reason.INTERIM
    if standing.state == "lapsed":
        return Contest.Reason.TERM
    ever = standing.seat.holdings.exists() if standing.state == "vacant" else True
    return Contest.Reason.VACANCY if ever else Contest.Reason.NEW


def term_end(seat: Seat, book: Rulebook | None, *, from_on: date) -> date | None:
    """
    Return the first day after a term that begins on a day, or None where nobody fixes it. No query.

    The seat's own length of term, or that of the agreement.
    """
    if seat.term_years is not None:
        return add(from_on, Period(seat.term_years, "years"))
    for name in TERMS:
        if book is not None and name in book.parameters:
            return add(from_on, book.period(name))
    return None


def guidance_of(book: Rulebook | None) -> str:
    """Return the document and version of the guidance for representatives, if there is one. No query."""
    if book is None or clause_with_key(book, "guidance") is None:
        return ""
    return f"{book.document} {book.number}"


def guidance_to_accept(holdings: Iterable[Holding], book: Rulebook | None) -> list[Holding]:
    """Return those who have not accepted the guidance as it stands now. No query."""
    version = guidance_of(book)
    if not version:
        return []
    return [one for one in holdings if one.guidance_version != version]


def bindings_unanswered(holdings: Iterable[Holding]) -> list[Binding]:
    """Return the positions that holders have neither taken nor stood down over. One query."""
    found = Binding.objects.filter(
        holding__in=list(holdings), accepted_at=None, resigned_at=None, position__until_on=None
    )
    return list(
        found.select_related("position", "seat__body", "seat__assembly", "holding").order_by("pk")
    )


def waiting_in_filling(
    _organisation: object, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """
    Return what filling seats asks of a person: calls, positions, guidance. Eight queries at most.

    Of a chair, the vacant seats of their forums; of a support officer, all; of a
    representative, what they have to accept.
    """
    on = day_of(assembly, at)
    book = book_for(assembly, on=on)
    own = holdings_of(person, assembly, on=on)
    items = [_guidance_item(one, assembly) for one in guidance_to_accept(own, book)]
    if own:
        items += [_binding_item(one, assembly) for one in bindings_unanswered(own)]
    officer = is_officer(person, assembly, on=on)
    chaired = forums_chaired_by(person.pk, on=on)
    if not officer and not chaired:
        return items
    contests = going_on_for_seats(assembly)
    clause = clause_with_key(book, "notice-of-vacancy", "representative-term") if book else None
    for one in standings(assembly, on=on):
        theirs = officer or bool({forum.pk for forum in one.forums} & chaired)
        if one.state != "vacant" or one.seat.reference in contests or not theirs or not one.forums:
            continue
        items.append(
            DeskItem(
                verb_phrase=_("Ask members for nominations to %(body)s")
                % {"body": one.seat.body.name},
                url=reverse("seats:call", args=[assembly, one.seat.reference]),
                minutes=5,
                clause=clause,
                state="due",
            )
        )
    return items


def _guidance_item(holding: Holding, assembly: Assembly) -> DeskItem:
    return DeskItem(
        verb_phrase=_("Read and accept the guidance for representatives (%(body)s)")
        % {"body": holding.seat.body.name},
        url=reverse("seats:guidance", args=[assembly, holding.seat.reference, holding.pk]),
        minutes=5,
        state="due",
    )


def _binding_item(binding: Binding, assembly: Assembly) -> DeskItem:
    assert binding.holding is not None  # they are asked for by their holdings
    return DeskItem(
        verb_phrase=_("Say whether you put the agreed position on %(topic)s forward")
        % {"topic": binding.position.topic},
        url=reverse(
            "seats:position",
            args=[assembly, binding.seat.reference, binding.holding.pk, binding.pk],
        ),
        minutes=3,
        state="due",
    )
