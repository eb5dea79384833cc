"""What happens to interests; what the interest is stays on the register, out of the record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDeclared:
    """
    Somebody declared an interest: in an item of a meeting, or whatever is taken.

    :param meeting: nothing for a standing interest.
    :param organisation: whose interest it is, where it is not the person's alone.
    """

    interest: int
    meeting: str
    item: str
    organisation: str
    moment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestRuled:
    """Whoever presides decided what follows from an interest in an item."""

    interest: int
    meeting: str
    item: str
    organisation: str
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestClosed:
    """An interest no longer holds, and what it closed is open again."""

    interest: int
    meeting: str
    item: str
    organisation: str


# Letters that say more than the public record does.


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestDeclaredLetter:
    """Tells whoever presides of an interest, so that they can say what follows from it."""

    interest: int
    meeting: str
    forum: str
    item: str
    name: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestRuledLetter:
    """Tells those concerned what follows from an interest, and why."""

    interest: int
    meeting: str
    forum: str
    item: str
    effect: str
    because: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestClosedLetter:
    """Tells those concerned that the item is open to them again."""

    interest: int
    meeting: str
    forum: str
    item: str
    organisation: str
