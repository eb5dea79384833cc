"""Reading tables that were typed to be printed: look-alike letters, marks of italics, placeholders."""

import re

# Letters of the Greek and Cyrillic alphabets that are printed like ours.
LOOK_ALIKE = str.maketrans(
    "АВЕКМНОРСТУХІЈЅҮαΑΒΕΖΗΙΚΜΝΟΡΤΥΧавекмнорстухіјѕ",
    "ABEKMHOPCTYXIJSYaABEZHIKMNOPTYXabekmhopctyxijs",
)
AWAITED = {"tbc", "tba", "to be confirmed", "to be announced"}
INTERIM = re.compile(r"[\s,;:(-]*\b(?:interim|acting)\b\)?", re.IGNORECASE)
ITALIC = re.compile(r"</?(?:i|em)>|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)", re.IGNORECASE)
PLACEHOLDER = re.compile(r"\b(?:tbc|tba)\b", re.IGNORECASE)


def is_awaited(text: str) -> bool:
    """Whether a cell says that it is to be confirmed, in whichever letters it is typed."""
    return " ".join(text.translate(LOOK_ALIKE).casefold().split()).strip(". ") in AWAITED


def without_marks(cell: str) -> str:
    """Return the words of a cell on one line, without its marks of italics."""
    return " ".join(ITALIC.sub("", cell).split())


def placeholders(text: str) -> tuple[int, int]:
    """Count the placeholders (TBC) in a text, and those of them with look-alike letters in them."""
    plain = text.translate(LOOK_ALIKE)
    found = list(PLACEHOLDER.finditer(plain))
    alike = [one for one in found if text[one.start() : one.end()] != one.group()]
    return len(found), len(alike)
