"""Meetings as calendars read them (RFC 5545), and whose meetings are in which calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, ForumMember, Term
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Authority
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import CalendarKey, Meeting
from folkmoot.proceedings.meetings.queries.meetings import meets_on, title_of
from folkmoot.rules.periods import take
from folkmoot.rules.rulebook import Rulebook

PAST, MOST = timedelta(days=366), 2000
CLOSES, NOTICE = "agenda.requests_close", "agenda.notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """
    A day to keep in a calendar beside the meetings: the last day for something.

    :param name: what makes it the same entry when the calendar is read again.
    """

    name: str
    on: date
    words: str
    url: str
    changed_at: datetime


def events_for(
    assembly: Assembly, *, forum: Forum | None = None, at: datetime
) -> QuerySet[Meeting]:
    """
    Return the meetings of a public calendar, of one forum or of all, the soonest first.

    From a year ago on; cancelled ones are in, so that calendars take them out. One query.
    """
    found = _since(Meeting.objects.filter(assembly=assembly), at=at)
    return found.filter(forum=forum) if forum is not None else found


def events_for_person(person: Person, *, at: datetime) -> list[Meeting]:
    """
    Return the meetings that concern somebody in all their assemblies, the soonest first.

    Those of forums to which an organisation they act for belongs, of forums in which they
    hold an office, of the co-ordination group for the chairs of local forums and for those who
    act for a support body, and those they said they would come to. Five queries.
    """
    on = at.date()
    acting = Authority.objects.standing_on(on).filter(person=person)
    bodies = list(acting.values_list("organisation_id", flat=True))
    held = Term.objects.current_on(on).filter(person=person)
    offices = list(
        held.values_list("office__forum_id", "office__role", "office__forum__kind",
                         "office__forum__assembly_id")
    )  # fmt: skip
    groups = {
        assembly for _forum, role, kind, assembly in offices if (role, kind) == ("chair", "local")
    }
    belonging = ForumMember.objects.belonging_on(on).filter(
        membership__in=Membership.objects.standing_on(on).filter(organisation__in=bodies)
    )
    found = _since(Meeting.objects.all(), at=at).filter(
        Q(forum__in=belonging.values("forum_id"))
        | Q(forum__in=[forum for forum, *_rest in offices])
        | Q(forum__kind=Forum.Kind.COORDINATION, assembly__in=groups)
        | Q(
            forum__kind=Forum.Kind.COORDINATION,
            assembly__support_bodies__organisation__in=bodies,
        )
        | Q(pk__in=person.attendances.values("meeting_id"))
    )
    return list(found.distinct())


def _since(meetings: QuerySet[Meeting], *, at: datetime) -> QuerySet[Meeting]:
    ahead = meetings.filter(starts_at__gte=at - PAST).select_related("assembly", "forum")
    return ahead.order_by("starts_at", "pk")


def key_of(person: Person) -> CalendarKey | None:
    """Return the secret end of the address of somebody's own calendar, or None. One query."""
    return CalendarKey.objects.filter(person=person).order_by("pk").first()


def whose_key(key: str) -> Person | None:
    """Return whose calendar a secret address is, as long as they may sign in. One query."""
    found = CalendarKey.objects.filter(key=key, person__is_active=True).select_related("person")
    kept = found.order_by("pk").first()
    return kept.person if kept is not None else None


def key_address(key: CalendarKey) -> str:
    """Return the whole secret address of somebody's own calendar."""
    return f"{settings.FOLKMOOT_ADDRESS}{reverse('person-calendar', args=[key.key])}"


def last_days(meetings: Iterable[Meeting], book: Rulebook | None, *, at: datetime) -> list[Dated]:
    """
    Return the last days on which members can ask for items of meetings to come. No query.

    Of those whose agenda has not gone out; none where the agreement fixes no such day.
    """
    if book is None or CLOSES not in book.parameters:
        return []
    found = []
    for meeting in meetings:
        if meeting.starts_at <= at or meeting.cancelled_at or meeting.agenda_sent_at:
            continue
        found.append(
            Dated(
                name=f"requests-{meeting.reference}.{meeting.assembly.slug}",
                on=take(meets_on(meeting), book.period(CLOSES)),
                words=_("Last day to ask for an item: %(forum)s") % {"forum": meeting.forum.name},
                url=meeting_address(meeting),
                changed_at=changed_at(meeting),
            )
        )
    return found


def meeting_address(meeting: Meeting) -> str:
    """Return the whole address of a meeting's page. The assembly is loaded; no query."""
    page = reverse("meetings:meeting", args=[meeting.assembly, meeting.reference])
    return f"{settings.FOLKMOOT_ADDRESS}{page}"


def changed_at(meeting: Meeting) -> datetime:
    """Return when what a calendar shows of a meeting last changed. No query."""
    return max(filter(None, (meeting.called_at, meeting.moved_at, meeting.cancelled_at)))


def calendar_of(
    meetings: Iterable[Meeting],
    *,
    name: str,
    is_member: bool,
    members_of: frozenset[int] = frozenset(),
    days: Iterable[Dated] = (),
) -> bytes:
    """
    Return meetings as a calendar file. Their assemblies and forums are loaded; no query.

    An entry keeps its UID through every move, and its SEQUENCE goes up with each; a cancelled
    meeting stays as a cancelled entry. Times are in UTC, which every calendar reads alike and
    shows on its owner's clock; rules for a clock inside a file are not read alike.

    :param name: how calendars call it.
    :param is_member: whether the reader may have the links and numbers to join by; or
    :param members_of: the assemblies in which they may.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Folkmoot//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for meeting in list(meetings)[:MOST]:
        may_join = is_member or meeting.assembly_id in members_of
        calendar.add_component(_event(meeting, is_member=may_join))
    for day in days:
        calendar.add_component(_day(day))
    content: bytes = calendar.to_ical()
    return content


def _event(meeting: Meeting, *, is_member: bool) -> Event:
    is_cancelled = meeting.cancelled_at is not None
    event = Event()
    event.add("uid", f"meeting-{meeting.reference}.{meeting.assembly.slug}@{_host()}")
    event.add("sequence", meeting.calendar_sequence)
    event.add("dtstamp", changed_at(meeting).astimezone(UTC))
    event.add("last-modified", changed_at(meeting).astimezone(UTC))
    event.add("created", meeting.called_at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", title_of(meeting))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    event.add("url", meeting_address(meeting))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("description", "\n".join(_lines(meeting, is_member=is_member)))
    return event


def _lines(meeting: Meeting, *, is_member: bool) -> list[str]:
    lines = []
    if meeting.cancelled_at is not None:
        lines.append(_("Cancelled: %(because)s") % {"because": meeting.cancelled_because})
    if is_member and meeting.join_link:
        lines.append(_("Join by video: %(link)s") % {"link": meeting.join_link})
    if is_member and meeting.dial_in:
        lines.append(_("Join by telephone: %(number)s") % {"number": meeting.dial_in})
    if not is_member and (meeting.join_link or meeting.dial_in):
        lines.append(_("Members can join from elsewhere: sign in to see how."))
    if meeting.access:
        lines.append(_("Getting in: %(access)s") % {"access": meeting.access})
    lines.append(meeting_address(meeting))
    return lines


def _day(day: Dated) -> Event:
    event = Event()
    event.add("uid", f"{day.name}@{_host()}")
    event.add("dtstamp", day.changed_at.astimezone(UTC))
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.words)
    event.add("url", day.url)
    event.add("transp", "TRANSPARENT")
    return event


def _host() -> str:
    return urlsplit(settings.FOLKMOOT_ADDRESS).hostname or "localhost"
