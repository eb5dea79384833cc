"""Under which theme, principle and standard of conduct a thing under a compact is filed."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

THEMES, PRINCIPLES, STANDARDS = "themes.names", "principles.names", "respect.standards"
GENERAL = "general principles"
"""Where a thing is filed that belongs under no theme."""
RESPECT = "mutual respect"
"""The principle under which a concern names the standard of conduct that was missed."""

_BEGINS = {
    "consult": "consultation",
    "new-policies": "consultation",
    "views-make": "consultation",
    "positions-are": "consultation",
    "fund": "funding",
    "delivery": "funding",
    "time-to-bid": "funding",
    "multi-year": "funding",
    "open-consistent": "funding",
    "clear-mechanisms": "funding",
    "full-cost": "funding",
    "other-sources": "funding",
    "in-kind": "funding",
    "money": "funding",
    "volunteering": "volunteering",
    "infrastructure": "infrastructure",
    "promote-infrastructure": "infrastructure",
    "equality": "equality",
    "linked-strategy": "equality",
}
"""How the keys of clauses begin, and the code of the theme that they belong to."""


def theme_of(book: Rulebook, key: str) -> str:
    """Return the code of the theme that a clause belongs to, or `GENERAL`."""
    found = next((code for start, code in _BEGINS.items() if key.startswith(start)), GENERAL)
    return found if found in book.words(THEMES) else GENERAL


def principle_of(book: Rulebook, key: str) -> str:
    """Return the principle that a clause states, in the word it is filed under; or nothing."""
    stated = [one for one in book.clauses if one.startswith("principle-")]
    names = book.words(PRINCIPLES)
    return dict(zip(stated, names, strict=False)).get(key, "")


def filed_under_a_theme(book: Rulebook, *, theme: str) -> Finding:
    """Test whether a thing is filed under one of the themes, or under the general principles."""
    names = (*book.words(THEMES), GENERAL)
    clause = book.parameter(THEMES).clause
    return Finding(clause, theme in names, "theme-not-named", {"themes": names})


def filed_under_a_principle(book: Rulebook, *, principles: list[str]) -> Finding:
    """Test whether a thing is filed under at least one of the principles, and under no other word."""
    names = book.words(PRINCIPLES)
    holds = bool(principles) and set(principles) <= set(names)
    clause = book.parameter(PRINCIPLES).clause
    return Finding(clause, holds, "principle-not-named", {"principles": names})


def respect_names_its_standard(
    book: Rulebook, *, principles: list[str], standards: list[str]
) -> Finding:
    """Test whether a concern about mutual respect names which standard of conduct was missed."""
    names = book.words(STANDARDS)
    holds = set(standards) <= set(names) and (RESPECT not in principles or bool(standards))
    clause = book.parameter(STANDARDS).clause
    return Finding(clause, holds, "standard-not-named", {"standards": names})
