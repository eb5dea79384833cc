"""The motions that a case came to, and how the vote on each came out."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.queries.cases import book_of, judged
from folkmoot.proceedings.decisions.models import Motion, Poll
from folkmoot.proceedings.meetings.models import AgendaItem
from folkmoot.rules.cases.handling import termination_is_carried
from folkmoot.rules.findings import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """
    How a motion on ending a membership came out.

    :param poll: the last vote that stands; None where none was taken.
    :param finding: what the agreement says of it; None where it says nothing.
    """

    motion: Motion
    poll: Poll | None
    finding: Finding | None

    @property
    def ends_it(self) -> bool:
        if self.motion.outcome != Motion.Outcome.CARRIED or self.poll is None:
            return False
        return self.finding is None or self.finding.holds

    @property
    def waits(self) -> bool:
        """Carried, but something that has to come before the vote is not on record."""
        if self.finding is None or self.motion.outcome != Motion.Outcome.CARRIED:
            return False
        return not self.finding.holds and self.finding.code == "termination-without-discussion"


def motion_of(case: Case) -> Motion | None:
    """Return the motion that a case came to last, or None. One query, or none."""
    if not case.motion:
        return None
    found = Motion.objects.filter(assembly=case.assembly_id, reference=case.motion)
    return found.select_related("assembly", "forum", "item__meeting").order_by("pk").first()


def case_of_motion(motion: Motion) -> Case | None:
    """Return the case that a motion was put for, or None. Two queries."""
    found = Case.objects.filter(assembly=motion.assembly_id, motion=motion.reference)
    fetched = found.select_related("assembly", "forum__assembly", "raised_by")
    return fetched.prefetch_related("parties__organisation").order_by("pk").first()


def voted(case: Case, motion: Motion) -> Voted:
    """
    Return how a motion came out, judged by the agreement that the case was begun under.

    The group has talked of it where that is written with the motion, or in the case since it
    was put. Three queries at most.
    """
    standing = motion.polls.filter(closed_at__isnull=False, void_because="")
    poll = standing.order_by("-number", "-pk").first()
    finding = judged(
        book_of(case),
        termination_is_carried,
        is_discussed=_is_discussed(case, motion),
        is_heard=motion.concerned_heard_at is not None,
        votes_for=poll.votes_for or 0 if poll is not None else 0,
        votes_against=poll.votes_against or 0 if poll is not None else 0,
    )
    return Voted(motion=motion, poll=poll, finding=finding)


def _is_discussed(case: Case, motion: Motion) -> bool:
    if motion.discussed_at is not None or motion.discussion.strip():
        return True
    put = put_as(case, motion.reference)
    talks = case.steps.filter(kind=Step.Kind.DIALOGUE)
    return put is not None and talks.filter(pk__gt=put.pk).exists()


def put_as(case: Case, motion: str) -> Step | None:
    """Return the step by which a case was put to the vote as a motion, or None. One query."""
    return case.steps.filter(kind=Step.Kind.TO_VOTE, motion=motion).order_by("pk").first()


def items_to_put_it_under(case: Case, *, at: datetime) -> QuerySet[AgendaItem]:
    """
    Return the items under which it may be put: of meetings to come or going on, soonest first.

    Of the forum of the case, or of the co-ordination group once it is with that. One query.
    """
    items = AgendaItem.objects.filter(
        meeting__assembly=case.assembly_id,
        meeting__cancelled_at=None,
        meeting__closed_at=None,
        meeting__ends_at__gt=at,
        ended_at=None,
        withdrawn_at=None,
    )
    if case.is_with_group:
        items = items.filter(meeting__forum__kind=Forum.Kind.COORDINATION)
    else:
        items = items.filter(meeting__forum=case.forum_id)
    fetched = items.select_related("meeting__forum", "meeting__assembly")
    return fetched.order_by("meeting__starts_at", "position", "pk")
