"""What notes and the action log ask of somebody."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.forums.queries import chairing
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.actions_log import OPEN, actions_of
from folkmoot.proceedings.meetings.queries.agenda_waiting import chair_of
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, zone_of
from folkmoot.proceedings.meetings.queries.notes import clock_from, clock_of
from folkmoot.proceedings.meetings.queries.sight import left_items
from folkmoot.rules.meetings.calling import NOTES
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import local_day, local_midnight

YEAR, SOON, DAY, MOST = timedelta(days=365), timedelta(days=14), timedelta(days=1), 50


def waiting_notes(
    organisation: Organisation | None,
    assembly: Assembly,
    *,
    at: datetime,
    person: Person | None = None,
) -> list[DeskItem]:
    """
    Return what notes and the action log ask of an organisation and of a person.

    To write and send notes, to answer corrections, to do what was undertaken: what is open,
    of meetings of the last twelve months, and actions due within two weeks. Eight queries.
    """
    found: list[DeskItem] = []
    if person is not None:
        found += _of_keeper(person, assembly, at=at)
    if organisation is not None:
        found += _of_owner(organisation, assembly, person, at=at)
    return found


def _kept_by(person: Person, assembly: Assembly, *, on: date) -> Q:
    """Which meetings somebody keeps the notes of. One query."""
    if holds_post(person, assembly, ["officer"], on=on):
        return Q()
    chaired = [term.office.forum_id for term in chairing(person, assembly, on=on)]
    return Q(note_taker=person) | Q(forum__in=chaired)


def _of_keeper(person: Person, assembly: Assembly, *, at: datetime) -> Iterator[DeskItem]:
    on = day_of(assembly, at)
    kept = _kept_by(person, assembly, on=on)
    book = book_for(assembly, on=on)
    for meeting in _due(assembly, at=at).filter(kept)[:MOST]:
        clock = clock_of(meeting, book, on=on)
        yield DeskItem(
            verb_phrase=_("Send the notes of %(forum)s") % {"forum": meeting.forum.name},
            url=reverse("meetings:notes", args=[assembly, meeting.reference]),
            due=clock.due_on if clock else None,
            minutes=20,
            clause=clock.clause if clock else None,
            state=clock.state if clock else "due",
        )
    asked = (
        Meeting.objects.filter(
            kept, assembly=assembly, notes_sent_at__isnull=False, starts_at__gt=at - YEAR
        )
        .filter(lines__corrections__answer="", lines__corrections__isnull=False)
        .annotate(number=Count("lines__corrections", Q(lines__corrections__answer="")))
        .select_related("forum")
        .order_by("starts_at", "pk")
    )
    for meeting in asked[:MOST]:
        yield DeskItem(
            verb_phrase=_("Answer corrections of the notes of %(forum)s")
            % {"forum": meeting.forum.name},
            url=reverse("meetings:notes", args=[assembly, meeting.reference]),
            minutes=5,
            state="due",
        )


def _due(assembly: Assembly, *, at: datetime) -> QuerySet[Meeting]:
    """Meetings of the last year that are over and whose notes have not gone out."""
    over = Meeting.objects.filter(
        assembly=assembly,
        closed_at__isnull=False,
        notes_sent_at=None,
        starts_at__gt=at - YEAR,
    )
    return over.select_related("assembly", "forum").order_by("starts_at", "pk")


def _of_owner(
    organisation: Organisation, assembly: Assembly, person: Person | None, *, at: datetime
) -> Iterator[DeskItem]:
    on = day_of(assembly, at)
    due = actions_of(assembly, on=on).filter(OPEN, organisation=organisation, due_on__lte=on + SOON)
    if person is not None:
        due = due.exclude(item__in=left_items(person, [organisation.pk], assembly=assembly))
    for action in due[:MOST]:
        facts = {"n": action.number, "forum": action.forum.name}
        yield DeskItem(
            verb_phrase=_("Do action %(n)s of %(forum)s, or say how it stands") % facts,
            url=f"{reverse('meetings:actions', args=[assembly])}?forum={action.forum.slug}"
            f"#action-{action.pk}",
            due=action.due_on,
            state="overdue" if action.is_overdue else "due",
        )


def obligations_notes(assembly: Assembly, *, on: date, is_open: bool = False) -> list[Obligation]:
    """
    Return by when the notes of each meeting of the last year go out, soonest first.

    An assembly whose agreement sets no time has none. Two queries.

    :param is_open: only those that have not gone out.
    """
    book = book_for(assembly, on=on)
    if book is None or NOTES not in book.parameters:
        return []
    zone = zone_of(assembly)
    over = Meeting.objects.filter(
        assembly=assembly,
        closed_at__isnull=False,
        starts_at__gte=local_midnight(on - YEAR + DAY, zone),
        starts_at__lt=local_midnight(on + DAY, zone),
    )
    if is_open:
        over = over.filter(notes_sent_at=None)
    words: dict[str, tuple[str, str]] = {}
    found = []
    for forum, starts_at, sent_at in over.order_by("starts_at", "pk").values_list(
        "forum__name", "starts_at", "notes_sent_at"
    ):
        if forum not in words:
            name = {"forum": forum}
            words[forum] = _("Send the notes of %(forum)s to all members") % name, chair_of(forum)
        what, who = words[forum]
        sent_on = local_day(sent_at, zone) if sent_at is not None else None
        clock = clock_from(book, local_day(starts_at, zone), sent_on, on=on)
        found.append(
            Obligation(
                what=what,
                who=who,
                clause=clock.clause,
                due_on=clock.due_on,
                done_on=clock.sent_on,
            )
        )
    return found
