"""Two texts side by side: which paragraphs are the same, and which words in the others changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

WORDS = re.compile(r"\s+|[^\s]+")
LONG = 1500
"""A paragraph of more words than this is compared as a whole, so that no page takes minutes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph, and whether they stand in this text alone."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """
    One paragraph of the old text beside one of the new.

    :param kind: "same", "changed", "removed" or "added".
    """

    kind: str
    old: tuple[Piece, ...]
    new: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side, with how many paragraphs were changed, removed and added."""

    rows: tuple[Row, ...]

    def number(self, kind: str) -> int:
        """Return how many rows are of a kind."""
        return sum(row.kind == kind for row in self.rows)


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text that have anything on them, without spaces at their ends."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def compared(old: str, new: str) -> Comparison:
    """
    Return two texts side by side.

    Paragraphs that are the same are found first; those between are set beside one another in
    their order, and their words compared.
    """
    before, after = paragraphs(old), paragraphs(new)
    rows: list[Row] = []
    found = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, begin, stop in found.get_opcodes():
        if tag == "equal":
            rows += [
                Row("same", (Piece(line, is_changed=False),), (Piece(line, is_changed=False),))
                for line in before[start:end]
            ]
        else:
            rows += _beside(before[start:end], after[begin:stop])
    return Comparison(tuple(rows))


def _beside(before: Sequence[str], after: Sequence[str]) -> list[Row]:
    return [_row(old, new) for old, new in zip_longest(before, after)]


def _row(old: str | None, new: str | None) -> Row:
    if new is None:
        return Row("removed", _whole(old or ""), ())
    if old is None:
        return Row("added", (), _whole(new))
    was, now = WORDS.findall(old), WORDS.findall(new)
    if len(was) > LONG or len(now) > LONG:
        return Row("changed", _whole(old), _whole(new))
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, start, end, begin, stop in SequenceMatcher(
        None, was, now, autojunk=False
    ).get_opcodes():
        is_changed = tag != "equal"
        if end > start:
            left.append(Piece("".join(was[start:end]), is_changed))
        if stop > begin:
            right.append(Piece("".join(now[begin:stop]), is_changed))
    return Row("changed", tuple(left), tuple(right))


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, is_changed=True),)
