"""Two texts side by side: which paragraphs are the same, and which words in the others changed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

WORDS = re.compile(r"\S+")
LONG, MOST = 300, 15_000
"""
A paragraph of more words than the first is compared as a whole; so is everything after so many
words as the second, so that no page takes seconds.
"""


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
    left = MOST
    found = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, begin, stop in found.get_opcodes():
        if tag == "equal":
            same = [(Piece(line, is_changed=False),) for line in before[start:end]]
            rows += [Row("same", line, line) for line in same]
            continue
        for old_line, new_line in zip_longest(before[start:end], after[begin:stop]):
            row, cost = _row(old_line, new_line, at_most=min(left, LONG))
            left -= cost
            rows.append(row)
    return Comparison(tuple(rows))


def _row(old: str | None, new: str | None, *, at_most: int) -> tuple[Row, int]:
    """Return one row, and how many words were compared for it."""
    if new is None:
        return Row("removed", _whole(old or ""), ()), 0
    if old is None:
        return Row("added", (), _whole(new)), 0
    was, now = WORDS.findall(old), WORDS.findall(new)
    cost = max(len(was), len(now))
    if cost > at_most:
        return Row("changed", _whole(old), _whole(new)), 0
    codes = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    left = [(was[start:end], tag != "equal") for tag, start, end, _begin, _stop in codes]
    right = [(now[begin:stop], tag != "equal") for tag, _start, _end, begin, stop in codes]
    return Row("changed", _pieces(left), _pieces(right)), cost


def _pieces(parts: Sequence[tuple[list[str], bool]]) -> tuple[Piece, ...]:
    """Join words by spaces; the space between two parts belongs to neither."""
    found: list[Piece] = []
    for words, is_changed in parts:
        if words:
            found += [Piece(" ", is_changed=False)] if found else []
            found.append(Piece(" ".join(words), is_changed=is_changed))
    return tuple(found)


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, is_changed=True),)
