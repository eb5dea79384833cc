from datetime import datetime

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.models import Forum
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.urgent import who_may_ask
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Clause, Refusal, teach

teach(
    {
        "urgent-not-by-chair": "An urgent decision in {forum} is sought by {who} alone.",
        "urgent-without-chair": (
            "Nobody chairs {forum}, so nobody can seek an urgent decision there."
        ),
        "urgent-close-not-ahead": "Members cannot answer by {closes_at}, because that has passed.",
        "views-closed": "Views were received until {closed_at}, so this one came too late.",
        "urgent-still-open": (
            "The answers are not counted yet, because members have until {closes_at}."
        ),
        "not-urgent": "Motion {motion} was not put between meetings.",
        "urgent-nobody-agreed": (
            "It cannot be recorded as agreed, because no full member has said that it supports it."
        ),
        "urgent-not-decided": "Motion {motion} has no outcome yet, so no meeting can note it.",
        "urgent-noted": "Motion {motion} was noted by a meeting already.",
        "urgent-other-meeting": (
            "It is noted at a meeting of {forum} after the day it was decided, and this is not one."
        ),
    }
)


def may_ask_urgently(person: Person, forum: Forum, *, at: datetime) -> bool:
    """The chair; the vice-chair where nobody chairs; an officer for one who has no account."""
    office, chair, _name = who_may_ask(forum, at=at)
    if chair is not None:
        return chair.pk == person.pk
    return bool(office) and is_officer(person, forum.assembly, on=day_of(forum.assembly, at))


def require_may_ask_urgently(
    person: Person, forum: Forum, clause: Clause | None, *, at: datetime
) -> str:
    """
    Return as what they seek an urgent decision: chair or vice-chair.

    :raises Refusal: if they may not, with the name of who may.
    """
    office, _chair, name = who_may_ask(forum, at=at)
    if not office:
        raise Refusal("urgent-without-chair", clause, {"forum": forum.name})
    if not may_ask_urgently(person, forum, at=at):
        who = f"the {office}, {name}"
        facts = {"forum": forum.name, "who": who}
        raise Refusal("urgent-not-by-chair", clause, facts, by_whom=who)
    return office


def require_urgent(motion: Motion) -> None:
    """:raises Refusal: if it was not put between meetings."""
    if motion.route not in (Motion.Route.EMAIL, Motion.Route.POLL):
        raise Refusal("not-urgent", None, {"motion": motion.reference})


def require_views_open(motion: Motion, *, at: datetime) -> None:
    """:raises Refusal: if the time for views on an urgent question is over."""
    if motion.views_close_at is not None and at >= motion.views_close_at:
        raise Refusal("views-closed", None, {"closed_at": motion.views_close_at})
