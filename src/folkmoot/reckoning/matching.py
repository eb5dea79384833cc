"""How well what somebody offers fits what is asked for, with the reasons."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from folkmoot.reckoning.registers.cells import folded

PARTS = re.compile(r"[,;\n]+")
WORDS = re.compile(r"[^\W\d_]{3,}")
WEIGHTS = {"skills": 3.0, "communities": 2.0, "places": 2.0, "themes": 1.0, "times": 1.0}
"""What counts how much: what somebody can do or has lived through before when they are free."""


def terms(text: str) -> frozenset[str]:
    """Return the things named in a text, each folded: parted by commas, semicolons and lines."""
    parts = (folded(part).strip() for part in PARTS.split(text))
    return frozenset(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is asked for, or offered; nothing named means nothing asked, or nothing known."""

    skills: frozenset[str] = frozenset()
    communities: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """
    How well an offer fits.

    :param fit: 0 (nothing of what is asked) to 1 (all of it).
    :param shared: what fits, by kind; :param missing: what was asked and is not offered.
    """

    fit: float
    shared: dict[str, list[str]] = field(default_factory=dict)
    missing: dict[str, list[str]] = field(default_factory=dict)


def match(wanted: Profile, offered: Profile) -> Match:
    """
    Hold an offer against what is asked for.

    Each kind counts by its weight and by the part of it that is offered; a kind that nothing is
    asked of does not count. A skill fits one that shares a word of three letters or more.
    """
    total = got = 0.0
    shared: dict[str, list[str]] = {}
    missing: dict[str, list[str]] = {}
    for kind, weight in WEIGHTS.items():
        asked: frozenset[str] = getattr(wanted, kind)
        if not asked:
            continue
        has: frozenset[str] = getattr(offered, kind)
        found = sorted(one for one in asked if _fits(one, has, loosely=kind == "skills"))
        total += weight
        got += weight * len(found) / len(asked)
        if found:
            shared[kind] = found
        if left := sorted(asked - set(found)):
            missing[kind] = left
    return Match(got / total if total else 0.0, shared, missing)


def _fits(asked: str, has: Iterable[str], *, loosely: bool) -> bool:
    if asked in has:
        return True
    if not loosely:
        return False
    words = set(WORDS.findall(asked))
    return any(words & set(WORDS.findall(one)) for one in has)
