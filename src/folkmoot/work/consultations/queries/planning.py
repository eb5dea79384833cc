"""Which consultations there are, how each stands, what binds it, and what is like it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import adopted_books, pinned
from folkmoot.reckoning.wording import Reading, reading_of
from folkmoot.rules.consultations.asking import (
    MINIMUM,
    STANDARD,
    binds_who_asks,
    feedback_period,
    holidays_within,
)
from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import Rulebook
from folkmoot.work.consultations.models import Consultation, PromisedFormat, Response

SENT = Q(responses__state=Response.State.SENT)


def consultations(assembly: Assembly) -> QuerySet[Consultation]:
    """Return the consultations of an assembly, the latest to open first. One query."""
    found = Consultation.objects.filter(assembly=assembly)
    found = found.annotate(**{"answered_by": Count("responses", filter=SENT)})
    return found.select_related("owner", "assembly").order_by("-opens_on", "-pk")


def consultation_at(assembly: Assembly, reference: str) -> QuerySet[Consultation]:
    """Return the consultation with an address. One query."""
    found = Consultation.objects.filter(assembly=assembly, reference=reference)
    return found.select_related("assembly", "owner")


def standing(consultation: Consultation, *, on: date) -> str:
    """
    Tell how a consultation stands on a day, in one word.

    It is open from the day it opens through the last day for answers, and after that until it is
    closed by hand with the look at who is missing.
    """
    if consultation.withdrawn_at:
        return "withdrawn"
    if not consultation.published_at:
        return "planned"
    if consultation.opens_on and on < consultation.opens_on:
        return "to open"
    if not consultation.closed_at:
        return (
            "open" if consultation.closes_on is None or on <= consultation.closes_on else "to close"
        )
    return "answered" if consultation.answered_on else "closed"


def is_open(consultation: Consultation, *, on: date) -> bool:
    """Whether answers are received on a day."""
    return standing(consultation, on=on) == "open"


def book_of(consultation: Consultation, *, on: date) -> Rulebook | None:
    """
    Return the document that says how a consultation is held; the one it was published under.

    Two queries at most. None where the assembly has adopted none that says so.
    """
    if consultation.document:
        return pinned(consultation.document, consultation.version, changes=consultation.changes)
    return asking_book(consultation.assembly, on=on)


def asking_book(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the adopted document that says how views are asked for, if one does. Two queries."""
    return next((book for book in adopted_books(assembly, on=on) if binds_who_asks(book)), None)


def started_on(consultation: Consultation) -> date | None:
    """
    Return the day from which its length is counted; None while a promised format is not out.

    That is the day it opens, or the later one on which the last promised format was out. One query.
    """
    if consultation.opens_on is None:
        return None
    ready = [one.ready_on for one in consultation.formats.all()]
    if any(day is None for day in ready):
        return None
    return max([consultation.opens_on, *(day for day in ready if day is not None)])


def formats_missing(consultation: Consultation) -> list[PromisedFormat]:
    """Return the promised formats that are not out. One query."""
    return list(consultation.formats.filter(ready_on=None).order_by("kind", "pk"))


def feedback_due(consultation: Consultation, book: Rulebook | None) -> tuple[date, Clause] | None:
    """Return by when people are told what came of it, and the clause; None where nothing says."""
    if book is None or consultation.closes_on is None:
        return None
    given = feedback_period(book)
    if given is None:
        return None
    period, name = given
    return add(consultation.closes_on, period), book.parameter(name).clause


@dataclass(frozen=True, slots=True)
class Length:
    """How long a consultation is open, beside what the document asks for."""

    days: int
    standard: int | None
    minimum: int | None
    holidays: list[tuple[str, int]]
    clause: Clause | None

    @property
    def is_short(self) -> bool:
        """Whether it is shorter than is usual."""
        return self.standard is not None and self.days < self.standard


def length_of(consultation: Consultation, book: Rulebook | None) -> Length | None:
    """Return how long it is open; None while its days are not known."""
    opens, closes = consultation.opens_on, consultation.closes_on
    if opens is None or closes is None:
        return None
    return Length(
        (closes - opens).days,
        book.whole(STANDARD) if book else None,
        book.whole(MINIMUM) if book else None,
        holidays_within(opens, closes),
        book.parameter(STANDARD).clause if book else None,
    )


def similar(consultation: Consultation, *, on: date) -> list[Consultation]:
    """
    Return others planned or open that ask about the same theme or place, the soonest first.

    Those that could be asked together: not closed, not withdrawn, of the same assembly. Four
    queries.
    """
    themes = list(consultation.themes.values_list("pk", flat=True))
    places = list(consultation.places.values_list("pk", flat=True))
    if not themes and not places:
        return []
    found = Consultation.objects.filter(
        assembly=consultation.assembly, closed_at=None, withdrawn_at=None
    ).exclude(pk=consultation.pk)
    found = found.filter(Q(closes_on=None) | Q(closes_on__gte=on))
    theme = Consultation.themes.through.objects.filter(
        consultation=OuterRef("pk"), theme__in=themes
    )
    place = Consultation.places.through.objects.filter(consultation=OuterRef("pk"), area__in=places)
    found = found.filter(Exists(theme) | Exists(place)) if themes else found.filter(Exists(place))
    return list(found.order_by("opens_on", "pk")[:10])


@dataclass(frozen=True, slots=True)
class Load:
    """What small groups are asked at the same time: how many things, and how long it takes."""

    asked: list[Consultation]
    minutes_short: int
    minutes_long: int

    @property
    def is_heavy(self) -> bool:
        """Whether it is more than a small group can well answer in a month."""
        return len(self.asked) > 4 or self.minutes_short > 60


def load(assembly: Assembly, *, since: date, until: date) -> Load:
    """Return what is asked of the sector within some days, the soonest to close first. One query."""
    found = Consultation.objects.filter(
        assembly=assembly,
        published_at__isnull=False,
        withdrawn_at=None,
        opens_on__lte=until,
        closes_on__gte=since,
    ).exclude(kind=Consultation.Kind.INFORMATION)
    asked = list(found.order_by("closes_on", "pk"))
    return Load(
        asked, sum(one.minutes_short for one in asked), sum(one.minutes_long for one in asked)
    )


def load_this_month(assembly: Assembly, *, on: date) -> Load:
    """Return what is asked of the sector in the month around a day. One query."""
    return load(assembly, since=on - timedelta(days=15), until=on + timedelta(days=15))


def wording(consultation: Consultation) -> list[tuple[str, Reading]]:
    """Return how its words read: what it is about, what can change, and its questions. Two queries."""
    texts = [
        ("What it is about", consultation.summary),
        ("What can change", consultation.can_change),
        ("What is fixed", consultation.is_fixed),
    ]
    texts += [
        (f"Question {one.number}", one.words) for one in consultation.questions.order_by("number")
    ]
    texts += [
        (f"Statement {one.number}", one.words) for one in consultation.statements.order_by("number")
    ]
    return [(name, reading_of(text)) for name, text in texts if text]
