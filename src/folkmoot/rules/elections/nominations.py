"""When nominations are open, and which nomination and nominee count."""

from datetime import date, datetime

from folkmoot.rules.findings import Finding
from folkmoot.rules.membership.rights import members_of
from folkmoot.rules.periods import Span, add
from folkmoot.rules.rulebook import Rulebook

LENGTH = "nominations.length"


def nominations_are_open_long_enough(
    book: Rulebook, *, opens_on: date, closes_on: date, reason: str
) -> Finding:
    """
    Test whether nominations are open for the usual time, or a reason is given.

    Open on 1 March and closed on 22 March is 21 days: the first day counts, the day
    of the close does not.

    :param reason: why the time is shorter; printed on the notice. Empty if it is not.
    :raises ValueError: if nominations close before they open.
    """
    period = book.period(LENGTH)
    usual = add(opens_on, period)
    Span(opens_on, closes_on)
    holds = closes_on >= usual or bool(reason.strip())
    facts = {"opens_on": opens_on, "closes_on": closes_on, "needed": str(period), "usual": usual}
    return Finding(book.parameter(LENGTH).clause, holds, "nominations-too-short", facts)


def nomination_is_in_time(
    book: Rulebook, *, opens_at: datetime, closes_at: datetime, at: datetime
) -> Finding:
    """Test whether a nomination arrives while nominations are open: [opens, closes)."""
    open_for = Span(opens_at, closes_at)
    early = open_for.is_to_come(at)
    return Finding(
        book.parameter(LENGTH).clause,
        at in open_for,
        "nominations-not-open" if early else "nominations-closed",
        {"opens_at": opens_at, "closes_at": closes_at},
        from_when=opens_at if early else None,
    )


def nomination_is_complete(book: Rulebook, *, parts: list[str]) -> Finding:
    """
    Test whether a nomination gives every part that it must.

    :param parts: the parts it gives, by the names the rulebook uses.
    """
    asked = book.parameter("nomination.parts")
    missing = [part for part in book.words(asked.name) if part not in parts]
    return Finding(asked.clause, not missing, "nomination-incomplete", {"missing": missing})


def nominee_answers_every_quality(book: Rulebook, *, answered: list[str]) -> Finding:
    """
    Test whether a nominee has written something on every quality of the role.

    Members read the answers; nobody scores them.
    """
    asked = book.parameter("chair.qualities")
    missing = [quality for quality in book.words(asked.name) if quality not in answered]
    return Finding(asked.clause, not missing, "qualities-unanswered", {"missing": missing})


def nominee_confirms_capacity(book: Rulebook, *, confirmed: list[str]) -> Finding:
    """
    Test whether a nominee has confirmed having time for all that the role takes.

    :param confirmed: what the nominee has confirmed, by the names the rulebook uses.
    """
    asked = book.parameter("capacity.parts")
    missing = [part for part in book.words(asked.name) if part not in confirmed]
    return Finding(asked.clause, not missing, "capacity-not-confirmed", {"missing": missing})


def nominee_is_eligible(
    book: Rulebook, *, membership_class: str, in_forum: bool, standing: bool
) -> Finding:
    """
    Test whether a nominee may be a candidate for chair, and say what would cure it.

    The tests are made in turn, and the first that fails is named. Whoever chaired
    before is judged like anybody else.

    :param membership_class: the class of the organisation that the nominee belongs to.
    :param in_forum: whether that organisation is a member of this forum.
    :param standing: whether its membership is in good standing at the close of nominations.
    """
    eligible = book.parameter("candidate.classes")
    may = book.words(eligible.name)
    facts = {"membership_class": membership_class, "failing": "", "cure": ""}
    by_whom = None
    if membership_class not in may:
        facts["failing"] = f"the membership of the organisation is {membership_class}"
        facts["cure"] = f"A candidate comes from {members_of(may)}."
        by_whom = members_of(may)
    elif not in_forum:
        facts["failing"] = "the organisation is not a member of this forum"
        facts["cure"] = "It can join the forum before nominations close."
    elif not standing:
        facts["failing"] = "the membership of the organisation is not in good standing"
        facts["cure"] = "It can stand once the membership is active again."
    holds = not facts["failing"]
    return Finding(eligible.clause, holds, "nominee-not-eligible", facts, by_whom=by_whom)
