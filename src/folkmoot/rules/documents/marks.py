"""Whether a text still says of itself that it is a draft."""

import re

MARK = re.compile(r"\bDRAFT\b")
LINE = re.compile(r"^\W*(?:\w+\s+){0,2}draft\b", re.IGNORECASE)
FILE = re.compile(r"(?:^|[^a-z])draft(?![a-z])", re.IGNORECASE)
SHORT = 6
"""A line of so many words or fewer can be a mark; a longer one speaks of some draft."""


def draft_mark(text: str) -> str:
    """
    Return the first line that marks a text as a draft, or nothing.

    A mark is the word in capitals wherever it stands, or a short line, such as a page foot, that
    has it among its first words: "Draft 3, May", "Final draft". "The draft budget is open for
    comment until May" marks nothing.
    """
    for line in text.splitlines():
        is_short = len(line.split()) <= SHORT and not line.rstrip().endswith((".", ";"))
        if MARK.search(line) or (is_short and LINE.match(line)):
            return line.strip()[:200]
    return ""


def draft_mark_of_address(address: str) -> str:
    """Return the name of a file that calls itself a draft, out of its address, or nothing."""
    name = address.partition("?")[0].rstrip("/").rpartition("/")[2]
    return name[:200] if FILE.search(name) else ""
