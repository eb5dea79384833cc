"""Which full members are at a meeting, counted once each, with conflicts subtracted."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from folkmoot.body.forums.models import ForumMember
from folkmoot.body.membership.models import Membership
from folkmoot.proceedings.meetings.models import (
    AgendaItem,
    Attendance,
    Deputy,
    Interest,
    Meeting,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of

NO_VOTE = (Interest.Effect.NO_VOTE, Interest.Effect.LEAVES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """
    One member organisation at a meeting, with who came for it.

    :param is_out: whether an interest takes its vote away for the item asked about.
    """

    membership: Membership
    attendances: list[Attendance]
    is_out: bool

    @property
    def name(self) -> str:
        return self.membership.organisation.name

    @property
    def is_full(self) -> bool:
        return self.membership.membership_class == Membership.Class.FULL


def members_here(meeting: Meeting, item: AgendaItem | None, *, at: datetime) -> list[Here]:
    """
    Return the members of the forum in good standing that are at a meeting, by name.

    Full and associate; in the room, by video and by telephone alike; those who have left
    are out, and so are deputies to whom the chair did not agree in time. A member whose only
    people there have no vote for an interest in the item is marked as out of it. Three
    queries, however many.
    """
    on = day_of(meeting.assembly, at)
    present = Attendance.objects.filter(
        meeting=meeting,
        status=Attendance.Status.PRESENT,
        left_at=None,
        organisation__isnull=False,
    ).select_related("person")
    present = counted_deputies(present, meeting)
    by_body: dict[int, list[Attendance]] = {}
    for one in present.order_by("name", "pk"):
        assert one.organisation_id is not None
        by_body.setdefault(one.organisation_id, []).append(one)
    belonging = (
        ForumMember.objects.belonging_on(on)
        .filter(
            forum=meeting.forum,
            membership__in=Membership.objects.in_good_standing_on(on),
            membership__organisation__in=list(by_body),
        )
        .select_related("membership__organisation")
        .order_by("membership__organisation__name", "pk")
    )
    people, bodies = without_vote(item)
    found = []
    for member in belonging:
        body = member.membership.organisation_id
        came = by_body[body]
        is_out = body in bodies or all(who(one) in people for one in came)
        found.append(Here(membership=member.membership, attendances=came, is_out=is_out))
    return found


def counted_deputies(present: QuerySet[Attendance], meeting: Meeting) -> QuerySet[Attendance]:
    """Leave out deputies to whom the chair had not agreed before the meeting. No query of its own."""
    agreed = Deputy.objects.filter(
        meeting=meeting,
        organisation=OuterRef("organisation"),
        agreed_at__lt=meeting.starts_at,
    )
    return present.filter(Q(is_deputy=False) | Exists(agreed))


def who(one: Attendance) -> int | str:
    """Return by what somebody at a meeting is known: the person, or a name without an account."""
    return one.person_id if one.person_id is not None else one.name.casefold()


def without_vote(item: AgendaItem | None) -> tuple[set[int | str], set[int | None]]:
    """
    Return the people and organisations whose vote an interest takes away. One query, or none.

    People as `who` knows them.
    """
    if item is None:
        return set(), set()
    rows = Interest.objects.filter(Q(effect__in=NO_VOTE), item=item, closed_at=None).values_list(
        "person_id", "name", "organisation_id", "is_of_organisation"
    )
    people: set[int | str] = set()
    bodies: set[int | None] = set()
    for person, name, body, of_body in rows:
        if of_body:
            bodies.add(body)
        else:
            people.add(person if person is not None else name.casefold())
    return people, bodies
