"""What agendas ask of those who make them, and of members whose papers are awaited."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.queries import chairing
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import AgendaItem, AgendaRequest, Meeting, Referral
from folkmoot.proceedings.meetings.queries.agenda import agenda_due_on
from folkmoot.proceedings.meetings.queries.clauses import clause_fixing
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, meetings, zone_of
from folkmoot.proceedings.meetings.queries.referrals import REPRESENTATIVES, standing_of
from folkmoot.rules.meetings.calling import ITEMS, NOTICE, REQUESTS
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import local_day, local_midnight, take
from folkmoot.rules.rulebook import Rulebook

AHEAD, A_YEAR, A_DAY = timedelta(days=42), timedelta(days=365), timedelta(days=1)
AT_MOST = 50


def waiting_agendas(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person | None
) -> list[DeskItem]:
    """
    Return what agendas ask of a person and of the organisation they act for.

    Of whoever chairs a forum, and of a support officer for all of them: to send the agendas
    of the next six weeks, answer requests, and answer what other forums sent. Of a member:
    to send a paper for an item it brought that has none. Of a representative: to answer what
    a forum gave them. Eight queries, however many forums.
    """
    on = day_of(assembly, at)
    items: list[DeskItem] = []
    book = book_for(assembly, on=on)
    if person is not None:
        forums = _arranged(person, assembly, on=on)
        if forums is None or forums:
            items += _agendas(assembly, book, forums, at=at)
            items += _referrals(assembly, book, forums)
        items += _given(person, assembly)
    if organisation is not None:
        items += _papers(organisation, assembly, book, at=at)
    return items


def obligations_agendas(assembly: Assembly, *, on: date, is_open: bool = False) -> list[Obligation]:
    """
    Return by when agendas go out: of the last year and the next six weeks. Two queries.

    None where no agreement says by when.

    :param is_open: only those that have not gone out.
    """
    book = book_for(assembly, on=on)
    if book is None or NOTICE not in book.parameters:
        return []
    notice, clause, zone = book.period(NOTICE), book.parameter(NOTICE).clause, zone_of(assembly)
    asked = Meeting.objects.filter(
        assembly=assembly,
        cancelled_at=None,
        starts_at__gte=local_midnight(on - A_YEAR + A_DAY, zone),
        starts_at__lt=local_midnight(on + AHEAD + A_DAY, zone),
    )
    if is_open:
        asked = asked.filter(agenda_sent_at=None)
    words: dict[str, tuple[str, str]] = {}
    found = []
    for forum, starts_at, sent_at in asked.order_by("-starts_at", "-pk").values_list(
        "forum__name", "starts_at", "agenda_sent_at"
    ):
        if forum not in words:
            name = {"forum": forum}
            words[forum] = _("Send out the agenda of %(forum)s") % name, chair_of(forum)
        what, who = words[forum]
        found.append(
            Obligation(
                what=what,
                who=who,
                clause=clause,
                due_on=take(local_day(starts_at, zone), notice),
                done_on=local_day(sent_at, zone) if sent_at is not None else None,
            )
        )
    return found


def chair_of(forum: str) -> str:
    """Say who makes the agendas and notes of a forum, which is named. No query."""
    return _("the chair of %(forum)s") % {"forum": forum}


def _arranged(person: Person, assembly: Assembly, *, on: date) -> list[int] | None:
    """The keys of the forums whose meetings somebody arranges; None is all. Two queries."""
    if is_officer(person, assembly, on=on):
        return None
    return [term.office.forum_id for term in chairing(person, assembly, on=on)]


def _agendas(
    assembly: Assembly, book: Rulebook | None, forums: list[int] | None, *, at: datetime
) -> Iterator[DeskItem]:
    on = day_of(assembly, at)
    ahead = (
        meetings(assembly)
        .filter(cancelled_at=None, opened_at=None, starts_at__gt=at, starts_at__lt=at + AHEAD)
        .annotate(unanswered=Count("requests", filter=Q(requests__answered_at=None)))
        .order_by("starts_at", "pk")
    )
    if forums is not None:
        ahead = ahead.filter(forum__in=forums)
    for meeting in ahead[:AT_MOST]:
        facts = {"forum": meeting.forum.name}
        if meeting.agenda_sent_at is None:
            due = agenda_due_on(book, meeting)
            is_late = due is not None and on > due
            yield DeskItem(
                verb_phrase=_("Send the agenda of %(forum)s to its members") % facts,
                url=reverse("meetings:agenda", args=[assembly, meeting.reference]),
                due=due,
                minutes=15,
                clause=clause_fixing(book, NOTICE),
                state="overdue" if is_late else "due",
            )
        if unanswered := meeting.unanswered:
            told = ngettext(
                "Answer %(n)d request for the agenda of %(forum)s",
                "Answer %(n)d requests for the agenda of %(forum)s",
                unanswered,
            )
            yield DeskItem(
                verb_phrase=told % {**facts, "n": unanswered},
                url=reverse("meetings:requests", args=[assembly, meeting.reference]),
                due=agenda_due_on(book, meeting),
                minutes=3 * unanswered,
                clause=clause_fixing(book, REQUESTS),
                state="due",
            )


def _referrals(
    assembly: Assembly, book: Rulebook | None, forums: list[int] | None
) -> Iterator[DeskItem]:
    """What other forums sent that has no answer yet, the first first. One query."""
    waiting = Referral.objects.filter(
        to_forum__assembly=assembly, answered_at=None, is_for_representative=False
    ).select_related("from_forum", "to_forum")
    if forums is not None:
        waiting = waiting.filter(to_forum__in=forums)
    clause = clause_fixing(book, ITEMS)
    for referral in waiting.order_by("sent_at", "pk")[:AT_MOST]:
        is_theirs = standing_of(referral) == REPRESENTATIVES
        sender = referral.representative_on if is_theirs else referral.from_forum.name
        told = _("Answer %(sender)s for %(forum)s")
        yield DeskItem(
            verb_phrase=told % {"sender": sender, "forum": referral.to_forum.name},
            url=reverse("meetings:referral", args=[assembly, referral.pk]),
            minutes=10,
            clause=clause,
            state="due",
        )


def _given(person: Person, assembly: Assembly) -> Iterator[DeskItem]:
    """What forums gave a representative that has no answer yet, the first first. One query."""
    given = Referral.objects.filter(
        from_forum__assembly=assembly,
        representative=person,
        is_for_representative=True,
        answered_at=None,
    ).select_related("from_forum")
    for referral in given.order_by("sent_at", "pk")[:AT_MOST]:
        facts = {"forum": referral.from_forum.name, "body": referral.representative_on}
        yield DeskItem(
            verb_phrase=_("Answer %(forum)s about %(body)s") % facts,
            url=reverse("meetings:referral", args=[assembly, referral.pk]),
            minutes=10,
            state="due",
        )


def _papers(
    organisation: Organisation, assembly: Assembly, book: Rulebook | None, *, at: datetime
) -> Iterator[DeskItem]:
    """Items that a member brought to a meeting ahead, for which there is no paper. One query."""
    brought = (
        AgendaItem.objects.filter(
            brought_by=organisation,
            withdrawn_at=None,
            meeting__assembly=assembly,
            meeting__cancelled_at=None,
            meeting__opened_at=None,
            meeting__starts_at__gt=at,
            meeting__starts_at__lt=at + AHEAD,
            request__answer=AgendaRequest.Answer.ACCEPTED,
        )
        .exclude(papers__withdrawn_at=None, papers__isnull=False)
        .select_related("meeting__assembly", "meeting__forum")
        .order_by("meeting__starts_at", "pk")
    )
    for item in brought[:AT_MOST]:
        meeting: Meeting = item.meeting
        told = _("Send a paper for your item at %(forum)s, if you have one")
        page = reverse("meetings:add_paper", args=[assembly, meeting.reference])
        yield DeskItem(
            verb_phrase=told % {"forum": meeting.forum.name},
            url=f"{page}?item={item.pk}",
            due=agenda_due_on(book, meeting),
            minutes=10,
        )
