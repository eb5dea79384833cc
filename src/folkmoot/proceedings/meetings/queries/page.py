"""Everything that the page of a meeting tells, in a number of queries that does not grow."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.ground.words import as_html
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting, Paper
from folkmoot.proceedings.meetings.queries.agenda import (
    Length,
    agenda_due_on,
    days_late,
    is_changed_since_sent,
    items_of,
    length_of,
    requests_close_on,
    standing_codes,
)
from folkmoot.proceedings.meetings.queries.beyond import Part, parts_of
from folkmoot.proceedings.meetings.queries.clauses import clause_fixing
from folkmoot.proceedings.meetings.queries.meetings import day_of, meets_on, state_of
from folkmoot.proceedings.meetings.queries.papers import papers_of, papers_seen
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.proceedings.meetings.queries.standing import Line, under_standing_items
from folkmoot.rules.findings import Clause
from folkmoot.rules.meetings.calling import NOTES, NOTICE, REQUESTS
from folkmoot.rules.periods import add
from folkmoot.rules.rulebook import Rulebook

AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """
    One item as somebody sees it.

    :param number: its place on the agenda, from 1.
    :param closed: why its substance is closed to them: "left", "full", "members"; or nothing.
    :param is_changed: whether it was changed after the agenda went out.
    """

    item: AgendaItem
    number: int
    closed: str
    text: SafeString | str
    papers: list[Paper]
    parts: list[Part]
    lines: list[Line]
    is_changed: bool

    @property
    def is_now(self) -> bool:
        return self.item.started_at is not None and self.item.ended_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a meeting's life, as the timeline draws it."""

    label: str
    when: object
    state: str
    clause: Clause | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPage:
    """What the page of a meeting tells to somebody at a moment."""

    meeting: Meeting
    state: str
    items: list[Shown]
    page: Page[AgendaItem]
    length: Length
    papers: list[Paper]
    steps: list[Step]
    days_late: int
    changed: bool
    codes: list[str] = field(default_factory=list)
    previous: Meeting | None = None
    following: Meeting | None = None


def meeting_page(
    meeting: Meeting, book: Rulebook | None, *, sight: Sight, at: datetime, number: str | None
) -> MeetingPage:
    """
    Return what the page of a meeting tells to somebody; at most fifty items at a time.

    Nine queries, those of what stands under standing items, and those of the nouns above
    that show something with an item; however many items, papers and members there are.

    :param number: of the page of items.
    """
    length = length_of(meeting)
    page = Paginator(_with_papers(meeting), AT_ONCE).get_page(number)
    rows: list[AgendaItem] = list(page.object_list)
    for item in rows:
        item.meeting = meeting
    codes = [item.standing for item in rows if item.standing]
    lines = under_standing_items(meeting, codes, sight, at=at)
    parts = parts_of(meeting, [item for item in rows if sight.may_see(item)], sight, at=at)
    shown = [
        _shown(item, page.start_index() + spot, sight, parts, lines)
        for spot, item in enumerate(rows)
    ]
    around = meeting.forum.meetings.filter(cancelled_at=None).exclude(pk=meeting.pk)
    return MeetingPage(
        meeting=meeting,
        state=state_of(meeting, at=at),
        items=shown,
        page=page,
        length=length,
        papers=papers_seen(papers_of(meeting).filter(item=None), sight),
        steps=steps(meeting, book, at=at),
        days_late=days_late(meeting, book),
        changed=any(one.is_changed for one in shown),
        codes=codes if page.paginator.num_pages == 1 else standing_codes(meeting),
        previous=around.filter(starts_at__lt=meeting.starts_at)
        .order_by("-starts_at", "-pk")
        .first(),
        following=around.filter(starts_at__gt=meeting.starts_at)
        .order_by("starts_at", "pk")
        .first(),
    )


def _with_papers(meeting: Meeting) -> QuerySet[AgendaItem]:
    standing = Paper.objects.filter(withdrawn_at=None).order_by("added_at", "pk")
    return items_of(meeting).prefetch_related(Prefetch("papers", queryset=standing))


def _shown(
    item: AgendaItem,
    number: int,
    sight: Sight,
    parts: dict[int, list[Part]],
    lines: dict[str, list[Line]],
) -> Shown:
    closed = sight.why_closed(item)
    papers = list(item.papers.all()) if not closed else []
    for paper in papers:
        paper.item, paper.meeting = item, item.meeting
    return Shown(
        item=item,
        number=number,
        closed=closed,
        text="" if closed or not item.text else as_html(item.text, under=3),
        papers=papers_seen(papers, sight),
        parts=[] if closed else parts.get(item.pk, []),
        lines=lines.get(item.standing, []) if item.standing and not closed else [],
        is_changed=is_changed_since_sent(item, item.meeting),
    )


def steps(meeting: Meeting, book: Rulebook | None, *, at: datetime) -> list[Step]:
    """
    Return a meeting's whole life in steps: past, now and to come. No query.

    Called, requests close, agenda due or sent, the meeting, notes due or sent, approved;
    each with its clause where the agreement has one.
    """
    life = [Step(label=_("Called"), when=meeting.called_at, state="past")]
    life += _before(meeting, book, at=at)
    if meeting.cancelled_at is not None:
        note = meeting.cancelled_because
        cancelled = Step(label=_("Cancelled"), when=meeting.cancelled_at, state="past", note=note)
        return [*(step for step in life if step.state == "past"), cancelled]
    held = meeting.closed_at is not None
    going_on = meeting.opened_at is not None and not held
    life.append(
        Step(
            label=_("The meeting"),
            when=meeting.opened_at or meeting.starts_at,
            state="past" if held else "now" if going_on else "to come",
            note=_("It was not opened.")
            if not going_on and not held and meeting.ends_at <= at
            else "",
        )
    )
    life += _after(meeting, book)
    return _with_now(life)


def _before(meeting: Meeting, book: Rulebook | None, *, at: datetime) -> list[Step]:
    on, life = day_of(meeting.assembly, at), []
    if book is not None and (closes := requests_close_on(book, meeting)) is not None:
        life.append(
            Step(
                label=_("Last day to ask for an item"),
                when=closes,
                state="past" if on > closes else "to come",
                clause=book.parameter(REQUESTS).clause,
            )
        )
    due = agenda_due_on(book, meeting)
    clause = clause_fixing(book, NOTICE)
    if meeting.agenda_sent_at is not None:
        late = days_late(meeting, book)
        told = ngettext("%(n)d day late: %(why)s", "%(n)d days late: %(why)s", late)
        why = meeting.late_because or _("the meeting was brought forward after it went out")
        note = told % {"n": late, "why": why} if late else ""
        life.append(
            Step(
                label=_("Agenda sent to the members"),
                when=meeting.agenda_sent_at,
                state="past",
                clause=clause,
                note=note,
            )
        )
    else:
        note = _("It has not gone out.") if due is not None and on > due else ""
        label = _("Agenda goes to the members by") if due is not None else _("Agenda")
        life.append(Step(label=label, when=due, state="to come", clause=clause, note=note))
    return life


def _after(meeting: Meeting, book: Rulebook | None) -> list[Step]:
    clause = clause_fixing(book, NOTES)
    if meeting.notes_sent_at is not None:
        sent = Step(
            label=_("Notes sent to the members"),
            when=meeting.notes_sent_at,
            state="past",
            clause=clause,
        )
    else:
        due = add(meets_on(meeting), book.period(NOTES)) if book and clause else None
        label = _("Notes go to the members by") if due is not None else _("Notes")
        sent = Step(label=label, when=due, state="to come", clause=clause)
    approved = Step(
        label=_("Notes approved at the next meeting"),
        when=meeting.notes_approved_at,
        state="past" if meeting.notes_approved_at is not None else "to come",
    )
    return [sent, approved]


def _with_now(life: Sequence[Step]) -> list[Step]:
    """Mark the first step that is not past as the one that is now, unless one is already."""
    if any(step.state == "now" for step in life):
        return list(life)
    for place, step in enumerate(life):
        if step.state == "to come":
            return [*life[:place], replace(step, state="now"), *life[place + 1 :]]
    return list(life)
