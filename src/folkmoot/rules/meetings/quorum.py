"""
How many must be there, and of whom, before a vote opens.

A quorum is a list of requirements, each "at least so many of these": "one from the
south side" and "one from the north side", or "four full members". Whoever is there
carries labels, and counts once for every requirement that names one of them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

FORUM, GROUP = "quorum.forum", "quorum.group"

FULL_MEMBER = "full-member"
"""The label of a full member organisation that is there or takes part from afar."""

ANYBODY = "anybody"
"""What a rulebook says when everything that is there counts, whatever its labels."""

_FROM = " from "
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """
    One part of a quorum: at least so many of these.

    :param name: what the rulebook calls it, such as "north_side".
    :param of: the labels that count towards it.
    :param said: what is needed, in words: "somebody from the north side", "full members".
    :param one: how one of them is called: "member from the north side".
    """

    name: str
    needed: int
    of: tuple[str, ...]
    said: str
    one: str

    def count(self, present: Sequence[Collection[str]]) -> int:
        """Return how many of those present count towards it."""
        if ANYBODY in self.of:
            return len(present)
        return sum(any(label in self.of for label in labels) for labels in present)

    def lacking_in_words(self, lacking: int) -> str:
        """Say what is still needed: "one more full member", "somebody from the north side"."""
        if lacking == self.needed == 1 and _FROM in self.one:
            return self.said
        return f"{_number(lacking)} more {self.one if lacking == 1 else self.said}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one requirement stands with those who are there."""

    requirement: Requirement
    count: int
    met: bool
    lacking: int

    def __str__(self) -> str:
        return self.requirement.lacking_in_words(self.lacking)


def requirements(book: Rulebook, *, is_group: bool) -> list[Requirement]:
    """
    Return the parts of a quorum, as the rulebook lists them.

    :param is_group: whether it is the co-ordination group that votes, not a forum.
    :raises NotFixed: if the rulebook has no such quorum.
    """
    return [_requirement(book, name) for name in book.words(GROUP if is_group else FORUM)]


def quorum_standing(
    requirements: Sequence[Requirement], *, present: Sequence[Collection[str]]
) -> list[Standing]:
    """
    Return how each requirement stands.

    :param present: for each thing that counts once, its labels: a member organisation
        in a forum, a place in the co-ordination group. Whoever is left out of an item
        for an interest is not among them.
    """
    standings = []
    for requirement in requirements:
        count = requirement.count(present)
        lacking = max(0, requirement.needed - count)
        standings.append(
            Standing(requirement=requirement, count=count, met=not lacking, lacking=lacking)
        )
    return standings


def quorum_is_met(book: Rulebook, *, is_group: bool, present: Sequence[Collection[str]]) -> Finding:
    """
    Test whether enough are there for a vote, conflicts already taken away.

    :param present: as for `quorum_standing`.
    """
    standings = quorum_standing(requirements(book, is_group=is_group), present=present)
    unmet = [standing for standing in standings if not standing.met]
    facts = {
        "lacking": [str(standing) for standing in unmet],
        "met": len(standings) - len(unmet),
        "needed": len(standings),
        "present": len(present),
    }
    clause = book.parameter(GROUP if is_group else FORUM).clause
    return Finding(clause, not unmet, "quorum", facts)


def quorum_of_the_group(book: Rulebook, *, sides: list[str]) -> Finding:
    """
    Test whether the co-ordination group may vote.

    :param sides: for each place that is filled and there, the side it stands for.
    """
    return quorum_is_met(book, is_group=True, present=[{side} for side in sides])


def quorum_of_a_forum(book: Rulebook, *, full_members: int) -> Finding:
    """
    Test whether a local or thematic forum may vote.

    :param full_members: different full member organisations that are there or take
        part from afar, those who abstain and the chair's among them.
    """
    return quorum_is_met(book, is_group=False, present=[{FULL_MEMBER}] * full_members)


def quorum_of_all(book: Rulebook, *, full_members: int, present: int) -> Finding:
    """
    Test whether a meeting of all members may vote: a share of them, and never too few.

    :param full_members: how many full members there are.
    :param present: how many of them are there or take part from afar.
    """
    share = book.share("quorum.share")
    needed = max(ceil(share * full_members), book.whole("quorum.floor"))
    lacking = max(0, needed - present)
    said = f"{_number(lacking)} more full member{'' if lacking == 1 else 's'}"
    facts = {"lacking": [said], "needed": needed, "present": present}
    return Finding(book.parameter("quorum.share").clause, not lacking, "quorum", facts)


def _requirement(book: Rulebook, name: str) -> Requirement:
    number = book.parameter(f"quorum.{name}")
    needed, of = book.whole(number.name), book.words(f"{number.name}.of")
    one = number.one
    is_somebody = needed == 1 and _FROM in one
    said = f"somebody{_FROM}{one.partition(_FROM)[2]}" if is_somebody else number.unit
    return Requirement(name=name, needed=needed, of=of, said=said, one=one)


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
