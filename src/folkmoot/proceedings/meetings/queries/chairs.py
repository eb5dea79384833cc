"""How the chair of a local forum came to the co-ordination group, told to the forum."""

from dataclasses import dataclass
from datetime import date

from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.proceedings.meetings.models import Attendance, Meeting
from folkmoot.proceedings.meetings.queries.attendance import A_YEAR
from folkmoot.proceedings.meetings.queries.meetings import meets_on


@dataclass(frozen=True, slots=True, kw_only=True)
class InGroup:
    """
    One meeting of the co-ordination group, and how a forum's chair was at it.

    :param state: "present", "apology", "missed" (without a word), or "vacant": nobody chaired.
    """

    meeting: Meeting
    chair: str
    state: str


def chair_in_the_group(forum: Forum, *, on: date) -> list[InGroup]:
    """
    Return the meetings of the co-ordination group in twelve months to a day, the latest first.

    Those that were closed, each with whoever chaired the forum on that day. Nothing for a
    forum that is not local. Three queries, or none.
    """
    if forum.kind != Forum.Kind.LOCAL:
        return []
    held = Meeting.objects.filter(
        assembly=forum.assembly_id,
        forum__kind=Forum.Kind.COORDINATION,
        closed_at__isnull=False,
    )
    met = [
        one
        for one in held.select_related("assembly", "forum").order_by("-starts_at", "-pk")
        if on - A_YEAR < meets_on(one) <= on
    ]
    chairs = Term.objects.filter(office__forum=forum, office__role=Office.Role.CHAIR)
    terms = list(chairs.order_by("-from_on", "-pk"))
    rows = Attendance.objects.filter(meeting__in=[one.pk for one in met]).order_by("pk")
    said: dict[int, list[Attendance]] = {}
    for row in rows:
        said.setdefault(row.meeting_id, []).append(row)
    return [_at(one, terms, said.get(one.pk, [])) for one in met]


def _at(meeting: Meeting, terms: list[Term], rows: list[Attendance]) -> InGroup:
    day = meets_on(meeting)
    chair = next((term for term in terms if _holds(term, day)), None)
    if chair is None:
        return InGroup(meeting=meeting, chair="", state="vacant")
    own = {str(row.status) for row in rows if _is(row, chair)}
    state = next((status for status in ("present", "apology") if status in own), "missed")
    return InGroup(meeting=meeting, chair=chair.holder_name, state=state)


def _holds(term: Term, day: date) -> bool:
    begun = term.from_on is None or term.from_on <= day
    return begun and (term.ended_on is None or term.ended_on > day)


def _is(row: Attendance, chair: Term) -> bool:
    if row.person_id is not None and chair.person_id is not None:
        return row.person_id == chair.person_id
    return row.name.casefold() == chair.holder_name.casefold()
