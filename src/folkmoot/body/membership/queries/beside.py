"""
What nouns above show beside each member in the register.

The register is membership's; forums, which come after it, tell which of them a member
belongs to. They say so once, when the house starts, and membership never learns their name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from folkmoot.body.membership.models import Membership


@dataclass(frozen=True, slots=True)
class Beside:
    """One thing that a member has or belongs to, and its page."""

    name: str
    url: str


class Teller(Protocol):
    """Answers, for some members on a day, what each has, by the key of the membership."""

    def __call__(
        self, memberships: Sequence[Membership], *, on: date
    ) -> dict[int, list[Beside]]: ...


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the register that a noun above fills."""

    heading: Any
    tell: Teller


_COLUMNS: dict[str, Column] = {}


def beside_members[Told: Teller](word: str, *, heading: Any) -> Callable[[Told], Told]:
    """
    Have a function fill a column of the register. Used as a decorator.

    :param word: the name of the column in what is downloaded.
    :param heading: its heading on the page, translated when it is shown.
    """

    def keep(teller: Told) -> Told:
        _COLUMNS[word] = Column(heading, teller)
        return teller

    return keep


def columns() -> dict[str, Column]:
    """Return the columns that are filled from above, by the word of each, in order of it."""
    return dict(sorted(_COLUMNS.items()))


def with_beside(
    memberships: Sequence[Membership], *, on: date
) -> list[tuple[Membership, list[tuple[str, list[Beside]]]]]:
    """Return each member with its cells: heading and what it has. The queries of the tellers."""
    told = [(column.heading, column.tell(memberships, on=on)) for column in columns().values()]
    return [
        (each, [(str(heading), found.get(each.pk, [])) for heading, found in told])
        for each in memberships
    ]
