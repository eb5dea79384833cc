"""Whether a representative reports back, comes to meetings, and learns."""

from fractions import Fraction

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook


def representative_reports_back(book: Rulebook, *, reports: int) -> Finding:
    """
    Test whether the local sector heard from a seat often enough in a year.

    :param reports: calls for views and reports sent to members in that year.
    """
    least = book.parameter("report.minimum")
    needed = book.whole(least.name)
    facts = {"reports": reports, "needed": needed}
    return Finding(least.clause, reports >= needed, "does-not-report-back", facts)


def attendance_is_enough(book: Rulebook, *, attended: int, sittings: int) -> Finding:
    """
    Test whether a seat was represented at enough of its board's meetings.

    Only what is logged counts. Where no meeting was held nothing can be missed. The finding
    prompts people to look at the seat, and does nothing else.

    :param attended: meetings at which the holder or a deputy was.
    :param sittings: meetings held while it was held, of which somebody reported.
    """
    least = book.parameter("attendance.minimum")
    assert isinstance(least.value, Fraction)  # the document fixes a share
    share = Fraction(attended, sittings) if sittings else Fraction(1)
    facts = {"attended": attended, "sittings": sittings, "least": least.value}
    return Finding(least.clause, share >= least.value, "attendance-low", facts)


def training_missed_raises_a_review(book: Rulebook, *, missed_in_a_row: int) -> Finding:
    """
    Test whether a representative still comes to what they are invited to.

    Enough missed in a row without an excuse prompts a review, and never removes anybody.
    """
    most = book.parameter("training.missed_in_a_row")
    limit = book.whole(most.name)
    facts = {"missed": missed_in_a_row, "limit": limit}
    return Finding(most.clause, missed_in_a_row < limit, "training-missed", facts)
