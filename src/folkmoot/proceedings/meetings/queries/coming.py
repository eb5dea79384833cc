"""Who comes to a meeting, and what somebody who looks at it may say of themselves."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.proceedings.meetings.models import Attendance, Deputy, Meeting, Mode
from folkmoot.proceedings.meetings.queries.meetings import meets_on
from folkmoot.proceedings.meetings.queries.sight import Sight

CHECK_IN_OPENS = timedelta(hours=1)
"""How long before a meeting people can say that they are there."""

COMING, PRESENT = Attendance.Status.COMING, Attendance.Status.PRESENT
APOLOGY = Attendance.Status.APOLOGY


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """
    How many come to a meeting, and what somebody may say of themselves.

    :param own: what they have said so far, or None.
    :param bodies: the members of the forum that they act for, by name.
    :param deputies: what those have asked of the chair.
    :param may_say: whether they may say that they come, or send apologies.
    :param may_check_in: whether they may say that they are there.
    """

    meeting: Meeting
    by_mode: dict[str, int]
    apologies: int
    organisations: int
    own: Attendance | None
    bodies: list[Organisation]
    deputies: list[Deputy]
    may_say: bool
    may_check_in: bool
    is_signed_in: bool
    is_member: bool

    @property
    def number(self) -> int:
        return sum(self.by_mode.values())

    @property
    def is_over(self) -> bool:
        return self.meeting.closed_at is not None

    @property
    def own_mode(self) -> str:
        return str(Mode(self.own.mode).label) if self.own is not None else ""

    @property
    def words(self) -> str:
        """How many come or came, as a sentence: "12 people, for 9 organisations"; or nobody."""
        if not self.number:
            return _("Nobody") if self.is_over else _("Nobody yet")
        people = ngettext("%(n)s person", "%(n)s people", self.number) % {"n": self.number}
        bodies = ngettext("%(n)s organisation", "%(n)s organisations", self.organisations) % {
            "n": self.organisations
        }
        return _("%(people)s, for %(bodies)s") % {"people": people, "bodies": bodies}

    @property
    def ways(self) -> list[tuple[str, int]]:
        """How many by each way of taking part that somebody uses."""
        return [
            (str(mode.label), self.by_mode[mode.value])
            for mode in Mode
            if self.by_mode.get(mode.value)
        ]


def coming(meeting: Meeting, *, sight: Sight, at: datetime) -> Coming:
    """
    Return how many come to a meeting, and what whoever looks may say of themselves.

    Those who are there count with those who said that they come; once it is over only
    those who were there. Three queries, and one for the public.
    """
    counted = [PRESENT] if meeting.closed_at is not None else [COMING, PRESENT]
    by_mode: Counter[str] = Counter()
    bodies: set[int] = set()
    apologies, own = 0, None
    for one in meeting.attendances.order_by("pk"):
        if sight.person is not None and one.person_id == sight.person.pk:
            own = one
        if one.status == APOLOGY:
            apologies += 1
        if one.status in counted:
            by_mode[one.mode] += 1
            if one.organisation_id is not None:
                bodies.add(one.organisation_id)
    going = meeting.cancelled_at is None and meeting.closed_at is None
    is_over = meeting.opened_at is None and meeting.ends_at <= at
    own_bodies = list(bodies_of(meeting, sight)) if sight.person is not None else []
    can_come = bool(own_bodies) or own is not None
    return Coming(
        meeting=meeting,
        by_mode=dict(by_mode),
        apologies=apologies,
        organisations=len(bodies),
        own=own,
        bodies=own_bodies,
        deputies=deputies_of(meeting, sight) if sight.bodies else [],
        may_say=going and not is_over and can_come and (own is None or own.status != PRESENT),
        may_check_in=going
        and not is_over
        and sight.person is not None
        and check_in_opens_at(meeting) <= at
        and (own is None or own.status != PRESENT or own.left_at is not None),
        is_signed_in=sight.person is not None,
        is_member=sight.is_member,
    )


def check_in_opens_at(meeting: Meeting) -> datetime:
    """Return from when people can say that they are there: an hour before, or as it opens."""
    opens_at = meeting.starts_at - CHECK_IN_OPENS
    return min(opens_at, meeting.opened_at) if meeting.opened_at is not None else opens_at


def began_at(meeting: Meeting) -> datetime:
    """Return when a meeting began or is to begin: as called, or as opened if that was earlier."""
    return min(meeting.starts_at, meeting.opened_at or meeting.starts_at)


def bodies_of(meeting: Meeting, sight: Sight) -> QuerySet[Organisation]:
    """
    Return the organisations somebody acts for that may come to a meeting, by name. One query.

    Members of the assembly, and bodies that take part in the forum without being members;
    theirs are those for which they act, and those whose deputy the chair agreed they are.
    """
    on = meets_on(meeting)
    members = Membership.objects.standing_on(on).filter(assembly_id=meeting.assembly_id)
    partners = meeting.forum.partners.filter(from_on__lte=on).exclude(until_on__lte=on)
    agreed = meeting.deputies.filter(person=sight.person, agreed_at__isnull=False)
    ours = Q(pk__in=list(sight.bodies)) | Q(pk__in=agreed.values("organisation_id"))
    suits = Q(pk__in=members.values("organisation_id")) | Q(
        pk__in=partners.values("organisation_id")
    )
    return Organisation.objects.filter(ours, suits).order_by("name", "pk")


def deputies_of(meeting: Meeting, sight: Sight) -> list[Deputy]:
    """Return what the organisations somebody acts for asked about deputies. One query."""
    asked = meeting.deputies.filter(organisation__in=list(sight.bodies))
    return list(asked.select_related("organisation").order_by("asked_at", "pk"))


def deputies_asked(meeting: Meeting) -> list[Deputy]:
    """Return every question about a deputy for a meeting, the first first. One query."""
    asked = meeting.deputies.select_related("organisation", "asked_by", "answered_by")
    return list(asked.order_by("asked_at", "pk"))


def may_send_somebody(meeting: Meeting, organisation: Organisation) -> bool:
    """
    Test whether an organisation may send people to a meeting. Two queries at most.

    Members of the assembly, and bodies that take part in the forum without being members.
    """
    on = meets_on(meeting)
    members = Membership.objects.standing_on(on).filter(assembly_id=meeting.assembly_id)
    if members.filter(organisation=organisation).exists():
        return True
    partners = meeting.forum.partners.filter(from_on__lte=on).exclude(until_on__lte=on)
    return partners.filter(organisation=organisation).exists()
