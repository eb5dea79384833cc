"""The consultations that were published, each with the document that binds it, and how long it is open."""

from dataclasses import dataclass
from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import pinned
from folkmoot.ground.once import asked_once
from folkmoot.rules.consultations.asking import MINIMUM, STANDARD
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import Rulebook
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.consultations.queries.planning import asking_book, started_on


@dataclass(frozen=True, slots=True)
class Open:
    """For how many days a consultation is open, beside what its document asks for."""

    days: int
    standard: int | None
    minimum: int | None
    clause: Clause | None


def consultations_asked(
    assembly: Assembly, *, on: date
) -> list[tuple[Consultation, Rulebook | None]]:
    """
    Return every consultation that was published, with the document that binds it.

    Talking with people and telling them are no consultations, and are left out. Four queries at
    most; while a page is read, for the first who asks.
    """

    def ask() -> list[tuple[Consultation, Rulebook | None]]:
        rows = Consultation.objects.filter(
            assembly=assembly,
            kind=Consultation.Kind.CONSULTATION,
            published_at__isnull=False,
            withdrawn_at=None,
        ).prefetch_related("formats")
        usual = asking_book(assembly, on=on)
        return [(one, _book(one, usual)) for one in rows.order_by("opens_on", "pk")]

    return asked_once(("consultations that were published", assembly.pk, on), ask)


def _book(one: Consultation, usual: Rulebook | None) -> Rulebook | None:
    return pinned(one.document, one.version, changes=one.changes) if one.document else usual


def length(one: Consultation, book: Rulebook | None) -> Open | None:
    """
    Return how long one is open, counted as its document counts it; None while that is not known.

    No query, for one as `consultations_asked` gives it.
    """
    starts = started_on(one)
    if starts is None or one.closes_on is None:
        return None
    return Open(
        (one.closes_on - starts).days,
        book.whole(STANDARD) if book else None,
        book.whole(MINIMUM) if book else None,
        book.parameter(STANDARD).clause if book else None,
    )
