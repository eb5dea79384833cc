"""The clauses that the pages and deeds of the voice rest on."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.proceedings.meetings.queries.meetings import book_for
from folkmoot.rules.findings import Clause


def clause_of(assembly: Assembly, *keys: str, on: date) -> Clause | None:
    """Return the first clause of some keys that the agreement has, or None. One query."""
    book = book_for(assembly, on=on)
    return clause_with_key(book, *keys) if book is not None else None
