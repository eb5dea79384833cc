from datetime import datetime

from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Enactment, Motion
from folkmoot.proceedings.decisions.permits.motions import require_no_poll, require_undecided
from folkmoot.proceedings.decisions.queries.enacting import kinds_for
from folkmoot.proceedings.meetings.permits import may_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "enactment-not-for-this-forum": (
            "A decision of {forum} does not change this by itself, because it is not that "
            "forum's to decide."
        ),
        "enactment-after-stances": (
            "Members have said what they make of this motion, so what it changes stays as it "
            "is. Word the motion anew first."
        ),
        "enactment-about-another": (
            "This motion is about {concerns}, so it cannot change something for {organisation}."
        ),
        "enactment-done": "What this decision changes was done at {enacted_at}.",
        "enactment-none": "This decision changes nothing by itself.",
        "enactment-not-passed": "Nothing is done, because the motion was not carried.",
        "document-not-here": (
            "{document} version {version} is not among the documents that are kept here."
        ),
    }
)


def may_plan(person: Person, motion: Motion, *, at: datetime) -> bool:
    """The chair, the vice-chair and officers; and whoever acts for the member that put it."""
    if may_arrange(person, motion.forum, at=at):
        return True
    if motion.proposed_by is None:
        return False
    return may_act_for(person, motion.proposed_by, on=day_of(motion.assembly, at))


def require_may_plan(person: Person, motion: Motion, *, at: datetime) -> None:
    """:raises Refusal: if they may not say what a motion changes by itself."""
    if not may_plan(person, motion, at=at):
        raise Refusal("not-permitted", None, {"who": "whoever put this motion, or the chair,"})


def require_plannable(motion: Motion, enactment: Enactment | None) -> None:
    """
    Require that what a motion changes is still open; of one that was recorded, until it is done.

    :raises Refusal: if it is decided, being voted on, or members have spoken to it.
    """
    if enactment is not None and enactment.enacted_at is not None:
        raise Refusal("enactment-done", None, {"enacted_at": enactment.enacted_at})
    if motion.outcome and motion.route == Motion.Route.RECORDED:
        return
    require_undecided(motion)
    require_no_poll(motion)
    if motion.stances.exists() or motion.polls.exists():
        raise Refusal("enactment-after-stances", None, {})


def require_for_this_forum(motion: Motion, kind: str) -> None:
    """:raises Refusal: if a kind of change is not the forum's to decide."""
    if kind not in {one.code for one in kinds_for(motion.forum)}:
        raise Refusal("enactment-not-for-this-forum", None, {"forum": motion.forum.name})
