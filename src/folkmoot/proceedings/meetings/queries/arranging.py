"""Whom a meeting is told to, what its notice is, and what waits for those who arrange them."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.forums.queries import chairing, people_of
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Attendance, Channel, Meeting
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of
from folkmoot.proceedings.meetings.queries.pace import NOTICE, paces
from folkmoot.rules.findings import Clause
from folkmoot.rules.meetings.calling import agenda_is_in_time
from folkmoot.rules.periods import take

CHAIRING = (Office.Role.CHAIR, Office.Role.VICE_CHAIR)


def people_to_tell(forum: Forum, *, on: date) -> list[Person]:
    """
    Return whom the meetings and messages of a forum concern. Two queries; three for the group.

    Those who act for its members, and those who hold an office in it, by name. The
    co-ordination group is also the chairs of the local forums and those who act for the
    support bodies.
    """
    held = Q(office__forum=forum)
    if forum.kind == Forum.Kind.COORDINATION:
        held |= Q(
            office__forum__assembly=forum.assembly_id,
            office__forum__kind=Forum.Kind.LOCAL,
            office__role=Office.Role.CHAIR,
        )
    terms = Term.objects.current_on(on).filter(held, person__isnull=False)
    people = {*people_of(forum, on=on), *_holders(terms.select_related("person").order_by("pk"))}
    if forum.kind == Forum.Kind.COORDINATION:
        acting = Authority.objects.standing_on(on).filter(
            organisation__supports__assembly=forum.assembly_id
        )
        people |= {one.person for one in acting.select_related("person").order_by("pk")}
    return sorted(people, key=lambda person: (person.name, person.pk))


def _holders(terms: Iterable[Term]) -> set[Person]:
    return {term.person for term in terms if term.person is not None}


def signed_up(meeting: Meeting) -> list[Person]:
    """Return who said that they come to a meeting, or do not, by name. One query."""
    found = Attendance.objects.filter(meeting=meeting, person__isnull=False)
    rows = found.select_related("person").order_by("name", "pk")
    return [one.person for one in rows if one.person is not None]


def forums_to_arrange(assembly: Assembly, person: Person, *, at: datetime) -> list[Forum]:
    """
    Return the forums whose meetings somebody may call, by name: all of them for an officer.

    Closed ones are out. Two queries.
    """
    on = day_of(assembly, at)
    found = assembly.forums.exclude(closed_on__lte=on).select_related("assembly")
    if not holds_post(person, assembly, [Post.Kind.OFFICER], on=on):
        chaired = Term.objects.current_on(on).filter(person=person, office__role__in=CHAIRING)
        found = found.filter(pk__in=chaired.values("office__forum_id"))
    return list(found.order_by("name", "pk"))


def agenda_notice(assembly: Assembly, *, meets_on: date, on: date) -> tuple[date, Clause] | None:
    """
    Return by when the agenda of a meeting has to go out, with its clause.

    None where the agreement fixes no such time. One query.
    """
    book = book_with(assembly, NOTICE, on=on)
    if book is None:
        return None
    found = agenda_is_in_time(book, sent_on=on, meets_on=meets_on)
    return take(meets_on, book.period(NOTICE)), found.clause


def channel_of(forum: Forum) -> Channel | None:
    """Return by what a forum has agreed to talk, or None for e-mail. One query."""
    return Channel.objects.filter(forum=forum, until_on=None).order_by("pk").first()


def waiting_arranging(
    _organisation: Organisation | None,
    assembly: Assembly,
    *,
    at: datetime,
    person: Person | None = None,
) -> list[DeskItem]:
    """
    Return the meetings that a chair or a support officer has to call, soonest first.

    One for each group that would meet too seldom within about six weeks' notice, or has. Seven
    queries; two for somebody who arranges no meetings, and none where nobody asks for themselves.
    """
    if person is None:
        return []
    on = day_of(assembly, at)
    is_keeper = holds_post(person, assembly, [Post.Kind.OFFICER], on=on)
    if not is_keeper and not chairing(person, assembly, on=on):
        return []
    slow = [one for one in paces(assembly, on=on) if one.needs_more]
    if not slow:
        return []
    mine = {forum.pk for forum in forums_to_arrange(assembly, person, at=at)}
    url = reverse("meetings:call", args=[assembly])
    items = [
        DeskItem(
            verb_phrase=_("Call the next meeting of %(forum)s") % {"forum": one.forum.name},
            url=f"{url}?forum={one.forum.slug}",
            due=one.call_by,
            minutes=5,
            clause=one.clause,
            state="due" if one.state == "due" else "overdue",
        )
        for one in slow
        if one.forum.pk in mine
    ]
    return sorted(items, key=lambda item: (str(item.due), item.verb_phrase))
