"""Decisions that could not wait for a meeting: who was asked, who answered, what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, ForumMember
from folkmoot.body.forums.queries import chairing
from folkmoot.body.forums.queries.members import full_members_in_good_standing, members_of
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Entitlement, Motion, Poll, Stance
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.clauses import clause_fixing
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import Rulebook

MODES: Mapping[str, str] = {
    Motion.Route.EMAIL: "views by e-mail",
    Motion.Route.POLL: "electronic poll",
}
"""What a document calls each of our ways."""
ROUTES = tuple(str(route) for route in MODES)
URGENT, WINDOW = "urgent.modes", "urgent.window"


def closes_at(motion: Motion, polls: list[Poll]) -> datetime | None:
    """Return until when members may answer an urgent question. No query."""
    if motion.route == Motion.Route.EMAIL:
        return motion.views_close_at
    return next((poll.closes_at for poll in polls), None)


def urgent(assembly: Assembly) -> QuerySet[Motion]:
    """Return every urgent question of an assembly, the latest first. One query."""
    found = Motion.objects.filter(assembly=assembly, route__in=ROUTES)
    return found.select_related(
        "assembly", "forum__assembly", "noted_in", "item__meeting"
    ).order_by("-proposed_at", "-pk")


def decided_between(forum: Forum, since: datetime, until: datetime) -> QuerySet[Motion]:
    """Return what a forum decided urgently in a time, the first first. One query."""
    found = Motion.objects.filter(
        forum=forum, route__in=ROUTES, decided_at__gt=since, decided_at__lte=until
    ).exclude(outcome=Motion.Outcome.WITHDRAWN)
    return found.select_related("noted_in").order_by("decided_at", "pk")


def meetings_to_note(motion: Motion, *, at: datetime) -> QuerySet[Meeting]:
    """Return the meetings of a forum after an urgent decision, the first first. One query."""
    since = motion.decided_at or at
    found = Meeting.objects.filter(forum=motion.forum, cancelled_at=None, starts_at__gt=since)
    return found.select_related("assembly", "forum").order_by("starts_at", "pk")


def clause_of(book: Rulebook | None) -> Clause | None:
    """Return the clause about urgent decisions, or None where a document has none. No query."""
    return clause_fixing(book, URGENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A member that was asked, and whether it has answered: never what, while votes are given."""

    membership: Membership
    has_answered: bool
    is_full: bool


def asked_of(motion: Motion, *, on: date) -> list[Asked]:
    """
    Return the members that were asked an urgent question, by name. Two queries.

    In a poll those on its roll; for their views every member of the forum.
    """
    if motion.route == Motion.Route.POLL:
        roll = Entitlement.objects.filter(poll__motion=motion).select_related(
            "membership__organisation"
        )
        return [
            Asked(membership=one.membership, has_answered=one.has_voted, is_full=True)
            for one in roll.order_by("organisation_name", "pk")
        ]
    said = set(motion.stances.filter(replaced_at=None).values_list("membership_id", flat=True))
    return [
        Asked(
            membership=one.membership,
            has_answered=one.membership_id in said,
            is_full=one.membership.membership_class == Membership.Class.FULL,
        )
        for one in members_of(motion.forum, on=on)
    ]


def supporters(motion: Motion, *, on: date) -> list[Stance]:
    """Return what full members in good standing said for a motion now, by name. One query."""
    full = full_members_in_good_standing(motion.forum, on=on)
    said = motion.stances.filter(
        replaced_at=None,
        kind__in=[Stance.Kind.SUPPORT, Stance.Kind.RESERVATION],
        membership__in=full.order_by().values("pk"),
    )
    found = said.select_related("membership__organisation")
    return list(found.order_by("membership__organisation__name", "pk"))


def waiting_urgent(
    organisation: Organisation | None,
    assembly: Assembly,
    *,
    at: datetime,
    person: Person | None = None,
) -> list[DeskItem]:
    """
    Return the urgent questions that an organisation has not answered, or a chair may count.

    The soonest first; votes are told of by `waiting_votes`. At most four queries.
    """
    on = day_of(assembly, at)
    items = []
    if organisation is not None:
        belonging = ForumMember.objects.belonging_on(on).filter(
            membership__organisation=organisation,
            membership__in=Membership.objects.in_good_standing_on(on).filter(assembly=assembly),
        )
        said = Stance.objects.filter(membership__organisation=organisation, replaced_at=None)
        waiting = Motion.objects.filter(
            assembly=assembly, outcome="", route=Motion.Route.EMAIL, views_close_at__gt=at,
            forum__in=belonging.values("forum_id"),
        ).exclude(pk__in=said.values("motion_id"))  # fmt: skip
        items += [
            DeskItem(
                verb_phrase=_("Say what you make of urgent motion %(motion)s of %(forum)s")
                % {"motion": one.reference, "forum": one.forum.name},
                url=reverse("decisions:motion", args=[assembly, one.reference]),
                due=one.views_close_at,
                minutes=5,
                state="due",
            )
            for one in waiting.select_related("forum").order_by("views_close_at", "pk")
        ]
    if person is not None:
        items += _to_count(person, assembly, at=at, on=on)
    return items


def _to_count(person: Person, assembly: Assembly, *, at: datetime, on: date) -> list[DeskItem]:
    over = Q(route=Motion.Route.EMAIL, views_close_at__lte=at) | Q(
        route=Motion.Route.POLL, polls__closed_at=None, polls__closes_at__lte=at
    )
    chaired = [term.office.forum_id for term in chairing(person, assembly, on=on)]
    if not chaired:
        return []
    found = Motion.objects.filter(over, assembly=assembly, outcome="", forum__in=chaired)
    return [
        DeskItem(
            verb_phrase=_("Count the answers to urgent motion %(motion)s of %(forum)s")
            % {"motion": one.reference, "forum": one.forum.name},
            url=reverse("decisions:count_urgent", args=[assembly, one.reference]),
            minutes=3,
            state="due",
        )
        for one in found.select_related("forum").distinct().order_by("proposed_at", "pk")
    ]


def who_may_ask(forum: Forum, *, at: datetime) -> tuple[str, Person | None, str]:
    """
    Return who may start an urgent decision in a forum: as what, whom, and their name. One query.

    The chair; the vice-chair where nobody chairs.
    """
    terms = chairing_terms(forum, on=day_of(forum.assembly, at))
    for office in ("chair", "vice-chair"):
        if (term := terms.get(office)) is not None:
            return office, term.person, term.holder_name
    return "", None, ""
