"""Whether names that go forward come from a fair spread."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.rules.findings import Clause, Finding

SMALL = frozenset({"micro", "small"})


@dataclass(frozen=True, slots=True)
class Name:
    """Whom a name stands for; an empty word where that is not known."""

    organisation: str
    place: str
    size: str


def names_are_spread(
    clause: Clause | None, names: Sequence[Name], pool: Sequence[Name], *, because: str = ""
) -> Finding | None:
    """
    Test whether names come from more than one hand, place and size, as far as the pool has them.

    What is narrow is named; a reason in words lets the names go forward all the same. One name
    alone is held against nothing: it cannot be spread.

    :param clause: that asks for a spread; None where no document does.
    :param names: who would go forward, :param pool: everybody who fits, those among them.
    :return: None where no document asks, or there is one name or none.
    """
    if clause is None or len(names) < 2:
        return None
    narrow = []
    organisations = Counter(one.organisation for one in names if one.organisation)
    if organisations and max(organisations.values()) * 2 > len(names):
        narrow.append("more than half are from one organisation")
    if _places(pool) > 1 and _places(names) == 1:
        narrow.append("all are from one place")
    if any(one.size in SMALL for one in pool) and not any(one.size in SMALL for one in names):
        narrow.append("none is from a small group")
    holds = not narrow or bool(because.strip())
    return Finding(clause, holds, "names-not-spread", {"narrow": narrow, "names": len(names)})


def _places(names: Sequence[Name]) -> int:
    return len({one.place for one in names if one.place})
