"""A governing document as values: its versions, their clauses, what they fix."""

from folkmoot.rules.rulebook.book import (
    NOUN,
    PLACEHOLDER,
    RULE,
    ClauseEntry,
    DeadlineEntry,
    Document,
    NotFixed,
    NotInForce,
    Parameter,
    Rulebook,
    Value,
)
from folkmoot.rules.rulebook.reading import read_document, value_of
from folkmoot.rules.rulebook.versions import version_in_force, version_numbered

__all__ = [
    "NOUN",
    "PLACEHOLDER",
    "RULE",
    "ClauseEntry",
    "DeadlineEntry",
    "Document",
    "NotFixed",
    "NotInForce",
    "Parameter",
    "Rulebook",
    "Value",
    "read_document",
    "value_of",
    "version_in_force",
    "version_numbered",
]
