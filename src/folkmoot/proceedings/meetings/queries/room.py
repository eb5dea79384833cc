"""What the room shows: the item now, who is here, how the quorum stands, who is to speak."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Prefetch, Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation, Working
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    Mode,
    Turn,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of, zone_of
from folkmoot.proceedings.meetings.queries.presiding import (
    Presiding,
    chairing_terms,
    presiding,
)
from folkmoot.proceedings.meetings.queries.quorum import Quorum, quorum
from folkmoot.proceedings.meetings.queries.sight import Sight, sights_of
from folkmoot.proceedings.meetings.queries.speakers import Body, Floor, floor_of
from folkmoot.rules.telling import told_time


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """
    A meeting as its room shows it to everybody, before what each may see is taken away.

    :param current: the item that is being taken, or None between items.
    :param upcoming: the next one after it that has not been taken, or else the first.
    :param number: which of the items it is, counted from one; 0 between items.
    :param guests: those there for no organisation.
    :param modes: how many people take part in each way, in words.
    :param chairing: the chair and the vice-chair of the forum.
    :param sights: what each of those who are there may see, by person.
    :param redraw_at: when it would look different though nobody did anything, or None.
    """

    meeting: Meeting
    items: list[AgendaItem]
    current: AgendaItem | None
    upcoming: AgendaItem | None
    presiding: Presiding
    quorum: Quorum
    bodies: list[Body]
    guests: list[Attendance]
    modes: list[tuple[str, int]]
    floor: Floor
    is_over_time: bool
    redraw_at: datetime | None
    number: int = 0
    people: int = 0
    chairing: frozenset[int] = frozenset()
    by_person: dict[int, Attendance] = field(default_factory=dict)
    sights: dict[int, Sight] = field(default_factory=dict)

    @property
    def is_going_on(self) -> bool:
        return self.meeting.opened_at is not None and self.meeting.closed_at is None

    @property
    def began(self) -> str:
        """At what time the item that is being taken began, in words."""
        assert self.current is not None
        assert self.current.started_at is not None
        local = self.current.started_at.astimezone(zone_of(self.meeting.assembly))
        return told_time(local.time().replace(second=0, microsecond=0))

    def attendance_of(self, person: Person | None) -> Attendance | None:
        """Return the part that somebody takes, if they are there. No query."""
        return self.by_person.get(person.pk) if person is not None else None

    def turn_of(self, person: Person | None) -> Turn | None:
        """Return the turn that somebody waits for or has. No query."""
        one = self.attendance_of(person)
        return self.floor.turns_open.get(one.pk) if one is not None else None


def agenda_order(meeting: Meeting) -> list[AgendaItem]:
    """Return the items of a meeting that were not taken off, in their order. One query."""
    return list(meeting.items.filter(withdrawn_at=None).order_by("position", "pk"))


def item_now(meeting: Meeting) -> AgendaItem | None:
    """Return the item that is being taken, or None. One query."""
    going_on = meeting.items.filter(started_at__isnull=False, ended_at=None, withdrawn_at=None)
    return going_on.order_by("pk").first()


def item_taken_by(forum: Forum) -> AgendaItem | None:
    """Return the item that a forum is taking now, at a meeting that goes on, or None. One query."""
    now = AgendaItem.objects.filter(
        meeting__forum=forum,
        meeting__opened_at__isnull=False,
        meeting__closed_at=None,
        started_at__isnull=False,
        ended_at=None,
        withdrawn_at=None,
    )
    return now.order_by("-started_at", "pk").first()


def edition_now(assembly: Assembly, reference: str) -> tuple[int, str, int] | None:
    """
    Return the key, the code and the edition of a meeting, or None. One query.

    The edition tells a page whether it is still true; with the code it is like no other's.
    """
    found = Meeting.objects.filter(assembly=assembly, reference=reference)
    return found.values_list("pk", "room_code", "edition").order_by("pk").first()


def presence_now(meeting: Meeting) -> str:
    """Return a word that changes whenever somebody arrives, leaves or comes back. One query."""
    there = Attendance.objects.filter(
        meeting=meeting, status=Attendance.Status.PRESENT, left_at=None
    )
    found = there.aggregate(number=Count("pk"), latest=Max("arrived_at"), sum=Sum("pk"))
    latest = found["latest"].timestamp() if found["latest"] is not None else 0
    return f"{found['number']}-{found['sum'] or 0}-{latest:.0f}"


def own_attendance(meeting: Meeting, person: Person) -> Attendance | None:
    """Return the part that somebody takes or said they would, or None. One query."""
    own = meeting.attendances.filter(person=person).select_related("person")
    return own.order_by("pk").first()


def ahead_of(meeting: Meeting) -> list[Meeting]:
    """Return the next meetings of the same forum that were called, six at most. One query."""
    called = Meeting.objects.filter(
        forum=meeting.forum, cancelled_at=None, starts_at__gt=meeting.starts_at
    )
    return list(called.order_by("starts_at", "pk")[:6])


def items_left(meeting: Meeting) -> list[AgendaItem]:
    """Return the items that the meeting has not come to yet, in their order. One query."""
    return [item for item in agenda_order(meeting) if item.started_at is None]


def room(meeting: Meeting, *, at: datetime) -> Room:
    """
    Return a meeting as its room shows it. At most 18 queries, however many are there.

    For the co-ordination group at most 23.
    """
    items = agenda_order(meeting)
    current = next((one for one in items if one.started_at and not one.ended_at), None)
    number = items.index(current) + 1 if current is not None else 0
    ahead = [*items[number:], *items[:number]]
    upcoming = next((one for one in ahead if one.started_at is None), None)
    there = _there(meeting)
    over_at = _over_at(current)
    turns = list(
        Turn.objects.filter(item__meeting=meeting, withdrawn_at=None)
        .select_related("attendance")
        .order_by("asked_at", "pk")
    )
    floor = floor_of(there, turns, current)
    terms = chairing_terms(meeting.forum, on=day_of(meeting.assembly, at)).values()
    return Room(
        meeting=meeting,
        items=items,
        current=current,
        upcoming=upcoming,
        number=number,
        presiding=presiding(meeting, current, at=at),
        quorum=quorum(meeting, current, at=at),
        bodies=floor.bodies,
        guests=[one for one in there if one.organisation is None],
        modes=_modes(there),
        people=len(there),
        chairing=frozenset(term.person_id for term in terms if term.person_id is not None),
        floor=floor,
        is_over_time=over_at is not None and over_at <= at,
        redraw_at=over_at if over_at is not None and over_at > at else None,
        sights=sights_of(
            [one.person for one in there if one.person is not None], meeting.assembly, at=at
        ),
        by_person={one.person_id: one for one in there if one.person_id is not None},
    )


def _there(meeting: Meeting) -> list[Attendance]:
    """Those who are at a meeting, with their organisations and where these are. Three queries."""
    based = Working.objects.filter(kind=Working.Kind.BASE).select_related("area").order_by("pk")
    bodies = Organisation.objects.prefetch_related(
        Prefetch("places", queryset=based, to_attr="based")
    )
    present = Attendance.objects.filter(
        meeting=meeting, status=Attendance.Status.PRESENT, left_at=None
    )
    fetched = present.select_related("person").prefetch_related(
        Prefetch("organisation", queryset=bodies)
    )
    return list(fetched.order_by("name", "pk"))


def _over_at(current: AgendaItem | None) -> datetime | None:
    """When an item has taken the time that was planned for it. No query."""
    if current is None or current.started_at is None or not current.minutes:
        return None
    return current.started_at + timedelta(minutes=current.minutes)


def _modes(there: list[Attendance]) -> list[tuple[str, int]]:
    counted = [(Mode(mode), sum(one.mode == mode for one in there)) for mode in Mode.values]
    return [(str(mode.label), count) for mode, count in counted if count]
