"""Under which clause something is done, where an agreement says so; None where none does."""

from datetime import date, datetime

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import Rulebook


def clause_named(book: Rulebook | None, key: str) -> Clause | None:
    """Return a clause by its key. No query."""
    return book.clauses[key].clause if book is not None and key in book.clauses else None


def clause_fixing(book: Rulebook | None, name: str) -> Clause | None:
    """Return the clause that fixes a parameter. No query."""
    if book is None or name not in book.parameters:
        return None
    return book.parameter(name).clause


def clause_on(assembly: Assembly, key: str, *, on: date) -> Clause | None:
    """Return a clause of the agreement that is in force on a day, by its key. One query."""
    return clause_named(book_for(assembly, on=on), key)


def clause_here(meeting: Meeting, key: str, *, at: datetime) -> Clause | None:
    """Return a clause of the agreement in force at a moment, for a meeting. One query."""
    return clause_on(meeting.assembly, key, on=day_of(meeting.assembly, at))
