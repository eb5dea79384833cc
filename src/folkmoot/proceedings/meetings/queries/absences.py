"""Who stayed away from meetings without a word, and how often in a row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from folkmoot.body.forums.models import ForumMember
from folkmoot.body.membership.models import Membership
from folkmoot.proceedings.meetings.models import Attendance, Meeting
from folkmoot.proceedings.meetings.queries.meetings import meets_on

LOOKED_BACK = 12
"""How many of a forum's last meetings are looked at for absences in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A member that was away from a meeting without a word, and how often in a row by then."""

    membership: Membership
    in_a_row: int


def members_expected(meeting: Meeting) -> list[Membership]:
    """
    Return the members that belong to a meeting's forum on its day, by name. One query.

    Full and associate, in good standing: one that is suspended is not waited for.
    """
    on = meets_on(meeting)
    belonging = ForumMember.objects.belonging_on(on).filter(forum_id=meeting.forum_id)
    found = Membership.objects.in_good_standing_on(on).filter(
        assembly_id=meeting.assembly_id, pk__in=belonging.values("membership_id")
    )
    fetched = found.select_related("organisation", "assembly")
    return list(fetched.order_by("organisation__name", "pk"))


def away_without_a_word(meeting: Meeting) -> list[Away]:
    """
    Return the members that were away from a meeting and had sent no apologies, by name.

    One that said that it would come and did not is among them. Absences are counted back
    to the last meeting to which the member came or sent word, or before which it had
    joined, over twelve meetings at most. Four queries, however many members.
    """
    expected = members_expected(meeting)
    held = list(_held_until(meeting))
    spoke = _spoke([one.pk for one in held])
    joined = _joined(meeting, expected)
    found = []
    for member in expected:
        in_a_row = 0
        for one in held:
            if (one.pk, member.organisation_id) in spoke or meets_on(one) < joined[member.pk]:
                break
            in_a_row += 1
        if in_a_row:
            found.append(Away(membership=member, in_a_row=in_a_row))
    return found


def _held_until(meeting: Meeting) -> list[Meeting]:
    """The last meetings of a forum, the latest first, beginning with this one."""
    before = Q(closed_at__isnull=False, starts_at__lt=meeting.starts_at)
    found = Meeting.objects.filter(before | Q(pk=meeting.pk), forum_id=meeting.forum_id)
    return list(found.select_related("assembly").order_by("-starts_at", "-pk")[:LOOKED_BACK])


def _spoke(meetings: Iterable[int]) -> set[tuple[int, int | None]]:
    """The meetings and the organisations that came to them or sent word."""
    rows = Attendance.objects.filter(
        meeting__in=list(meetings),
        organisation__isnull=False,
        status__in=[Attendance.Status.PRESENT, Attendance.Status.APOLOGY],
    )
    return set(rows.values_list("meeting_id", "organisation_id"))


def _joined(meeting: Meeting, members: Iterable[Membership]) -> dict[int, date]:
    """The day from which each member has belonged to the forum without a break."""
    rows = ForumMember.objects.belonging_on(meets_on(meeting)).filter(
        forum_id=meeting.forum_id, membership__in=[member.pk for member in members]
    )
    return dict(rows.order_by("pk").values_list("membership_id", "joined_on"))
