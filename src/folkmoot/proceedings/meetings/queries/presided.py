"""Who presided over a meeting that is going on or over, from who was there when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from folkmoot.body.forums.models import Office, Term
from folkmoot.proceedings.meetings.models import AgendaItem, Attendance, Interest, Meeting
from folkmoot.proceedings.meetings.queries.meetings import meets_on
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms

type Span = tuple[datetime, datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presided:
    """
    Who presided over an item, or over the beginning of the meeting.

    :param because: why it was not the chair: "away", "interest"; nothing where it was.
    """

    item: AgendaItem | None
    term: Term | None
    because: str = ""


def presided(meeting: Meeting, items: Iterable[AgendaItem]) -> list[Presided]:
    """
    Return who presided as the meeting began, and over each item that was taken, in order.

    The chair, unless they were not there as it began or had an interest in it; then the
    vice-chair. Where nobody was entered as there, the chair. Three queries.
    """
    terms = chairing_terms(meeting.forum, on=meets_on(meeting))
    spans = _spans(meeting)
    interested = _interested(meeting)
    moments: list[tuple[AgendaItem | None, datetime]] = []
    if meeting.opened_at is not None:
        moments.append((None, meeting.opened_at))
    moments += [(item, item.started_at) for item in items if item.started_at is not None]
    return [_at(item, moment, terms, spans, interested) for item, moment in moments]


def _at(
    item: AgendaItem | None,
    moment: datetime,
    terms: dict[str, Term],
    spans: dict[str, list[Span]],
    interested: set[tuple[int, str]],
) -> Presided:
    because = ""
    for role in (Office.Role.CHAIR, Office.Role.VICE_CHAIR):
        term = terms.get(role)
        if term is None:
            continue
        if spans and not _was_there(term, moment, spans, is_beginning=item is None):
            because = because or "away"
        elif item is not None and _keys(item, term) & interested:
            because = because or "interest"
        else:
            return Presided(item=item, term=term, because=because)
    return Presided(item=item, term=None, because=because or "away")


def _was_there(
    term: Term, moment: datetime, spans: dict[str, list[Span]], *, is_beginning: bool
) -> bool:
    """Whoever comes in the first minutes was there as the meeting began."""
    key = _key(term.person_id, term.holder_name)
    return any(
        (is_beginning or arrived_at <= moment) and (left_at is None or left_at > moment)
        for arrived_at, left_at in spans.get(key, ())
    )


def _spans(meeting: Meeting) -> dict[str, list[Span]]:
    """When each person was there, by their key or, without an account, their name. One query."""
    found: dict[str, list[Span]] = {}
    rows = Attendance.objects.filter(meeting=meeting, arrived_at__isnull=False)
    for person, name, arrived_at, left_at in rows.values_list(
        "person_id", "name", "arrived_at", "left_at"
    ):
        if arrived_at is not None:
            found.setdefault(_key(person, name), []).append((arrived_at, left_at))
    return found


def _key(person: int | None, name: str) -> str:
    return f"person {person}" if person is not None else name.casefold()


def _keys(item: AgendaItem, term: Term) -> set[tuple[int, str]]:
    return {
        (item.pk, f"person {term.person_id}"),
        (item.pk, f"body {term.organisation_id}"),
    }


def _interested(meeting: Meeting) -> set[tuple[int, str]]:
    """
    Which persons and bodies had an interest that moves the chair, by item. One query.

    Not one that had been closed before the item was begun.
    """
    rows = Interest.objects.filter(
        ~Q(effect=Interest.Effect.STAYS),
        Q(closed_at=None) | Q(closed_at__gt=F("item__started_at")),
        item__meeting=meeting,
    )
    found: set[tuple[int, str]] = set()
    for item, person, body, of_body in rows.values_list(
        "item_id", "person_id", "organisation_id", "is_of_organisation"
    ):
        if person is not None:
            found.add((item, f"person {person}"))
        if of_body and body is not None:
            found.add((item, f"body {body}"))
    return found
