"""What cases hear of votes and of meetings, and what they tell meetings of stakes."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.models import Membership
from folkmoot.ground.bus import listen
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.hearing_of_votes import hear_of_vote
from folkmoot.proceedings.cases.actions.open_breach import raise_absence
from folkmoot.proceedings.cases.queries.stakes import cases_before
from folkmoot.proceedings.cases.queries.votes import case_of_motion
from folkmoot.proceedings.decisions.events.settling import MotionSettled
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.meetings.events.people import AbsenceReached
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.queries.beyond import Stake, knows_stakes


@listen(MotionSettled)
def when_motion_is_settled(
    event: MotionSettled, *, about: Motion, by: Person | None, at: datetime
) -> None:
    """A case that came to this motion goes on by its outcome."""
    case = case_of_motion(about)
    if case is not None and by is not None and case.motion == event.motion:
        hear_of_vote(case=case, motion=about, by=by, at=at)


@listen(AbsenceReached)
def when_absence_is_reached(
    event: AbsenceReached, *, about: Membership, at: datetime, **_by: Person | None
) -> None:
    """A case is raised, and whoever it falls to decides whether to go into it."""
    forum = _forum_of(event, about)
    if forum is not None:
        raise_absence(forum=forum, membership=about, times=event.in_a_row, at=at)


def _forum_of(event: AbsenceReached, membership: Membership) -> Forum | None:
    meeting = (
        Meeting.objects.filter(assembly=membership.assembly_id, reference=event.meeting)
        .select_related("forum__assembly")
        .order_by("pk")
        .first()
    )
    return meeting.forum if meeting is not None else None


@knows_stakes
def stakes_of_parties(_person: Person, bodies: frozenset[int], item: AgendaItem) -> Iterable[Stake]:
    """Whoever acts for a party to a case has a stake in the item under which it is put."""
    if bodies and cases_before(item, bodies):
        words = _("Your organisation is a party to the case that is taken under this item.")
        yield Stake(code="party to a case", words=words, is_of_organisation=True)
