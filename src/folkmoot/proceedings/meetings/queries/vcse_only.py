"""Which clause lets the chair keep an item for full members."""

from datetime import datetime

from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.agenda import book_of
from folkmoot.proceedings.meetings.queries.clauses import clause_fixing
from folkmoot.rules.findings import Clause

KEPT_FOR = "business.vcse_only_classes"


def kept_clause(meeting: Meeting, *, at: datetime) -> Clause | None:
    """Return the clause that gives the chair this discretion, or None. One query."""
    return clause_fixing(book_of(meeting, at=at), KEPT_FOR)
