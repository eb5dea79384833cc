"""What the record shows of a seat, test by test, and which seats should be looked at."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import Seat
from folkmoot.proceedings.seats.queries.fit import fits
from folkmoot.proceedings.seats.queries.standing import standing_of
from folkmoot.proceedings.voice.models import Call, Feedback, SeatReview, Sitting
from folkmoot.proceedings.voice.queries.presence import attendance
from folkmoot.proceedings.voice.queries.telling import past_sittings
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import Rulebook

CRITERIA = "review.names"
YEARS = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A seat that should be looked at, and what says so."""

    seat: Seat
    rule: str
    words: str
    clause: Clause


def book_of_reviews(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the document that says how a seat is reviewed, or None. A query for each document."""
    return book_that_fixes(assembly, CRITERIA, on=on)


def reviews(assembly: Assembly) -> QuerySet[SeatReview]:
    """Return the looks at seats, the latest first. One query."""
    found = SeatReview.objects.filter(seat__assembly=assembly)
    return found.select_related("seat__body", "holding").order_by("-opened_at", "-pk")


def review_named(assembly: Assembly, reference: str) -> QuerySet[SeatReview]:
    """Return the look at a seat with a reference. One query."""
    found = SeatReview.objects.filter(seat__assembly=assembly, reference=reference)
    return found.select_related(
        "seat__body", "seat__assembly", "holding__person", "holding__organisation",
        "holding__seat__assembly", "raised_by",
    )  # fmt: skip


def prompts(assembly: Assembly, *, on: date) -> list[Prompt]:
    """Return the seats whose attendance is low, by counts, and that nobody looks at. Ten queries."""
    looked = set(
        SeatReview.objects.filter(seat__assembly=assembly, closed_at=None).values_list(
            "seat_id", flat=True
        )
    )
    rows = attendance(assembly, past_sittings(assembly, on=on, since=on - YEARS), on=on)
    return [
        Prompt(
            seat=one.seat,
            rule="attendance_is_enough",
            words=_("%(attended)d of %(reported)d meetings")
            % {"attended": one.attended, "reported": one.reported},
            clause=one.finding.clause,
        )
        for one in rows
        if one.is_low and one.finding is not None and one.seat.pk not in looked
    ]


def evidence_for(seat: Seat, *, at: datetime) -> dict[str, str]:
    """
    Return what the record shows of a seat for each of the tests of a review, in words.

    The tests are those of the document, or the same four where none names them. Fifteen
    queries at most.
    """
    assembly = seat.assembly
    on = day_of(assembly, at)
    book = book_of_reviews(assembly, on=on)
    names = (
        tuple(book.words(CRITERIA))
        if book is not None
        else (
            _("knowing the area"),
            _("sitting at the right level"),
            _("a way to answer locally"),
            _("coming to meetings"),
        )
    )
    found = fits(assembly, [standing_of(seat, on=on)], on=on)
    local = _("nobody holds the seat")
    if found:
        words = {True: _("yes"), False: _("no"), None: _("not known")}
        local = _("based in the area: %(base)s; works mostly there: %(work)s") % {
            "base": words[found[0].is_based_here],
            "work": words[found[0].works_mostly_here],
        }
    level = _("the board works at this level: %(level)s") % {"level": seat.body.get_level_display()}
    since = at - YEARS
    told = Feedback.objects.filter(holding__seat=seat, given_at__gte=since).count()
    asked = Call.objects.filter(seat=seat, opened_at__gte=since).count()
    locally = _("in three years members were asked %(asked)d times and told %(told)d times") % {
        "asked": asked,
        "told": told,
    }
    sittings = Sitting.objects.filter(
        body=seat.body_id, cancelled_at=None, on__lte=on, on__gte=on - YEARS
    ).select_related("body__assembly")
    rows = [one for one in attendance(assembly, sittings, on=on) if one.seat.pk == seat.pk]
    came = _("no meeting is on record")
    if rows:
        came = _("%(came)d of %(reported)d meetings reported on, of %(held)d held") % {
            "came": rows[0].attended,
            "reported": rows[0].reported,
            "held": rows[0].sittings,
        }
    return dict(zip(names, (local, level, locally, came), strict=False))
