"""Whether a consultation may be published as it stands: long enough, honest, before the decision."""

from collections.abc import Iterator
from datetime import date, timedelta

from folkmoot.rules.findings import Clause, Finding
from folkmoot.rules.holidays import is_bank_holiday
from folkmoot.rules.periods import Period, add
from folkmoot.rules.rulebook import Rulebook

STANDARD, MINIMUM = "consultation.standard", "consultation.minimum"
WAYS = ("inclusive.methods", "consultation.ways")
BEFORE = ("consult-before-deciding", "consultation-length")
FEEDBACK = ("feedback.limit", "consultation.feedback")
SCOPE = ("consult-open-honest", "consultation-open")


def binds_who_asks(book: Rulebook) -> bool:
    """Whether a document says how long views are asked for, and how."""
    return MINIMUM in book.parameters


def _clause(book: Rulebook, keys: tuple[str, ...]) -> Clause:
    return book.clause(next((key for key in keys if key in book.clauses), keys[0]))


def consultation_is_long_enough(
    book: Rulebook, *, starts_on: date, closes_on: date, has_reason: bool
) -> Finding:
    """
    Test how long a written consultation is open.

    The standard length needs no reason; down to the least length it needs a published one; below
    that nothing allows it.

    :param starts_on: the day from which it is counted: that of opening, or the later day on which
        the last promised format was out.
    :param closes_on: the last day on which one may answer.
    :raises NotFixed: if the document fixes no length.
    """
    days = (closes_on - starts_on).days
    least, standard = book.period(MINIMUM), book.period(STANDARD)
    facts = {"days": days, "least": least, "standard": standard}
    if closes_on < add(starts_on, least):
        clause = book.parameter(MINIMUM).clause
        return Finding(
            clause, False, "consultation-too-short", facts, from_when=add(starts_on, least)
        )
    clause = book.parameter(STANDARD).clause
    holds = has_reason or closes_on >= add(starts_on, standard)
    return Finding(
        clause, holds, "consultation-needs-reason", facts, from_when=add(starts_on, standard)
    )


def consultation_is_before_the_decision(
    book: Rulebook, *, opens_on: date, closes_on: date, decided_on: date
) -> Finding:
    """
    Test that views are asked for, and all in, before the decision.

    Asking after it is not a consultation; it can be published as information alone.
    """
    facts = {"closes_on": closes_on, "decided_on": decided_on}
    code = "consultation-after-decision" if opens_on >= decided_on else "closes-after-decision"
    return Finding(_clause(book, BEFORE), closes_on < decided_on, code, facts)


def consultation_says_what_can_change(
    book: Rulebook, *, says_open: bool, says_fixed: bool
) -> Finding:
    """Test that both what can still change and what cannot are said."""
    missing = [
        words
        for is_said, words in ((says_open, "what can change"), (says_fixed, "what is fixed"))
        if not is_said
    ]
    return Finding(_clause(book, SCOPE), not missing, "scope-not-said", {"missing": missing})


def ways_are_enough(book: Rulebook, *, ways: int) -> Finding:
    """Test that there is more than one way to answer. It warns, and does not refuse."""
    name = next((name for name in WAYS if name in book.parameters), WAYS[0])
    needed = book.whole(name)
    facts = {"ways": ways, "needed": needed}
    return Finding(book.parameter(name).clause, ways >= needed, "few-ways-to-answer", facts)


def feedback_period(book: Rulebook) -> tuple[Period, str] | None:
    """Return how long after the close people are told what came of it, and the parameter's name."""
    name = next((name for name in FEEDBACK if name in book.parameters), None)
    return (book.period(name), name) if name is not None else None


def holidays_within(opens_on: date, closes_on: date) -> list[tuple[str, int]]:
    """
    Return the times in which many are away, with how many days of it fall into a period.

    Those are the bank holidays of England, the school summer (22 July to 31 August), and the
    turn of the year (20 December to 4 January).
    """
    days = [opens_on + timedelta(days=n) for n in range((closes_on - opens_on).days + 1)]
    found = [
        ("the school summer", sum(_is_summer(day) for day in days)),
        ("the turn of the year", sum(_is_turn_of_year(day) for day in days)),
        ("bank holidays", sum(is_bank_holiday(day) for day in days)),
    ]
    return [(name, number) for name, number in found if number]


def _is_summer(day: date) -> bool:
    return (7, 22) <= (day.month, day.day) <= (8, 31)


def _is_turn_of_year(day: date) -> bool:
    return (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 4)


def faults_before_publishing(
    book: Rulebook,
    *,
    starts_on: date,
    closes_on: date,
    decided_on: date,
    reason: str,
    can_change: str,
    is_fixed: str,
) -> Iterator[Finding]:
    """Yield what the document says against publishing, the first first."""
    for finding in (
        consultation_is_before_the_decision(
            book, opens_on=starts_on, closes_on=closes_on, decided_on=decided_on
        ),
        consultation_is_long_enough(
            book, starts_on=starts_on, closes_on=closes_on, has_reason=bool(reason.strip())
        ),
        consultation_says_what_can_change(
            book, says_open=bool(can_change.strip()), says_fixed=bool(is_fixed.strip())
        ),
    ):
        if not finding.holds:
            yield finding
