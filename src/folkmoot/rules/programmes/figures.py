"""What the figures of a programme give, each divided by what it is a part of and nothing else."""

from dataclasses import dataclass

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

CHILDREN = "programme.children"


@dataclass(frozen=True, slots=True)
class Counts:
    """
    What is counted of a programme; what is not known is None and never nought.

    :param children: all who came.
    :param eligible_children: those of them whom it is meant for.
    :param eligible: how many there are whom it is meant for, whether they came or not.
    :param visits: how often those came whom it is meant for: not the visits of all.
    :param days: on how many days one could come.
    """

    children: int | None = None
    eligible_children: int | None = None
    eligible: int | None = None
    visits: int | None = None
    days: int | None = None


def tenths(part: int, *, of: int) -> str:
    """
    Return a part for each one of a whole with one decimal, a half rounded up: 19,360 by 2,050 is 9.4.

    :raises ValueError: if there is nothing to divide by.
    """
    if of < 1 or part < 0:
        raise ValueError(f"{part} cannot be divided by {of}")
    whole, tenth = divmod((20 * part + of) // (2 * of), 10)
    return f"{whole}.{tenth}"


def reach(counts: Counts) -> str | None:
    """Return how many of a hundred whom it is meant for came: 2,050 of 9,452 is 21.7."""
    if counts.eligible_children is None or not counts.eligible:
        return None
    return tenths(100 * counts.eligible_children, of=counts.eligible)


def share(counts: Counts) -> str | None:
    """Return how many of a hundred who came it is meant for: 2,050 of 5,299 is 38.7."""
    if counts.eligible_children is None or not counts.children:
        return None
    return tenths(100 * counts.eligible_children, of=counts.children)


def visits_each(counts: Counts) -> str | None:
    """
    Return how often one of those it is meant for came: 19,360 visits of 2,050 are 9.4 each.

    The visits are theirs alone, so they are never divided by all who came.
    """
    if counts.visits is None or not counts.eligible_children:
        return None
    return tenths(counts.visits, of=counts.eligible_children)


def impossible(counts: Counts) -> list[str]:
    """Return what cannot be so, as words that stand for a sentence; nothing where all can be."""
    found = []
    came, meant, there, visits = (
        counts.children,
        counts.eligible_children,
        counts.eligible,
        counts.visits,
    )
    if came is not None and meant is not None and meant > came:
        found.append("more-eligible-than-came")
    if there is not None and meant is not None and meant > there:
        found.append("more-came-than-eligible")
    if visits is not None and meant is not None and visits < meant:
        found.append("fewer-visits-than-children")
    if visits and meant == 0:
        found.append("visits-of-nobody")
    return found


def odd(counts: Counts, *, before: Counts | None = None) -> list[str]:
    """
    Return what may be so but is seldom meant, as words that stand for a sentence.

    :param before: what was told of the same thing the last time, if it was.
    """
    found = []
    if counts.children == 0:
        found.append("nobody-came")
    visits, meant, days = counts.visits, counts.eligible_children, counts.days
    if visits is not None and meant and days and visits > meant * days:
        found.append("more-visits-than-days")
    if visits is not None and meant and meant > 1 and visits == meant:
        found.append("one-visit-each")
    if before is not None and before.children and counts.children:
        small, great = sorted((before.children, counts.children))
        if great > 3 * small:
            found.append("unlike-the-last-time")
    return found


def programme_figures_make_sense(
    book: Rulebook, *, children: int, eligible_children: int, eligible: int, visits: int
) -> Finding:
    """
    Test that the figures of a programme can all be true at once.

    Those it is meant for are among all who came and among all whom it is meant for, and each
    of them came at least once.

    :param visits: of those it is meant for, and of nobody else.
    :raises NotFixed: if the document says nothing of it.
    """
    counts = Counts(
        children=children, eligible_children=eligible_children, eligible=eligible, visits=visits
    )
    facts = {
        "children": children,
        "eligible_children": eligible_children,
        "eligible": eligible,
        "visits": visits,
    }
    clause = book.parameter(CHILDREN).clause
    return Finding(clause, not impossible(counts), "figures-make-no-sense", facts)
