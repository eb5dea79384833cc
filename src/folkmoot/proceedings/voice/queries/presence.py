"""Who was at boards, counted and not guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.proceedings.seats.models import Holding, Seat
from folkmoot.proceedings.voice.models import Presence, Sitting
from folkmoot.proceedings.voice.queries.telling import Told, told
from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook
from folkmoot.rules.seats.answering import attendance_is_enough

MINIMUM = "attendance.minimum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attended:
    """
    How often a seat was represented at its board's meetings.

    :param sittings: held while it was held; :param reported: those of which somebody said who
        was there. What nobody reported is not counted as away.
    :param in_person: meetings at which the holder was; :param by_deputy: at which a deputy was.
    """

    seat: Seat
    name: str
    sittings: int
    reported: int
    in_person: int
    by_deputy: int
    disputed: int
    finding: Finding | None

    @property
    def attended(self) -> int:
        return self.in_person + self.by_deputy

    @property
    def unreported(self) -> int:
        return self.sittings - self.reported

    @property
    def per_cent(self) -> int | None:
        """Whole per cent of the meetings reported on; None where there is none."""
        return round(100 * self.attended / self.reported) if self.reported else None

    @property
    def is_low(self) -> bool:
        return self.finding is not None and not self.finding.holds and self.reported > 0


def book_of_attendance(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the document that asks representatives to come, or None. A query for each document."""
    return book_that_fixes(assembly, MINIMUM, on=on)


def attendance(
    assembly: Assembly, sittings: Iterable[Sitting], *, on: date, by: str = "seat"
) -> list[Attended]:
    """
    Return how often each seat, holder or organisation was at some meetings, by name.

    Cancelled meetings are out, and so are those before somebody held the seat. Six queries,
    and one for each document that binds the assembly.

    :param by: "seat", "holder" or "organisation".
    """
    rows = [one for one in told(assembly, sittings, on=on) if one.sitting.on <= on]
    book = book_of_attendance(assembly, on=on)
    grouped: dict[tuple[str, int], list[Told]] = {}
    for row in rows:
        grouped.setdefault(_group(row, by), []).append(row)
    return [_counted(name, found, book) for (name, _key), found in sorted(grouped.items())]


def _group(row: Told, by: str) -> tuple[str, int]:
    holding: Holding = row.holding
    if by == "holder":
        return holding.holder_name, holding.person_id or -holding.pk
    if by == "organisation":
        organisation = holding.organisation
        name = organisation.name if organisation else holding.organisation_as_written
        return name or "–", holding.organisation_id or 0
    return f"{holding.seat.body.name}, {holding.seat.title}", holding.seat_id


def _counted(name: str, rows: list[Told], book: Rulebook | None) -> Attended:
    reports = [row.presence for row in rows if row.presence is not None]
    in_person = sum(one.status == Presence.Status.PRESENT for one in reports)
    by_deputy = sum(one.status == Presence.Status.DEPUTY for one in reports)
    finding = (
        attendance_is_enough(book, attended=in_person + by_deputy, sittings=len(reports))
        if book is not None
        else None
    )
    return Attended(
        seat=rows[0].holding.seat,
        name=name,
        sittings=len(rows),
        reported=len(reports),
        in_person=in_person,
        by_deputy=by_deputy,
        disputed=sum(one.confirmed == Presence.Confirmed.DISPUTED for one in reports),
        finding=finding,
    )
