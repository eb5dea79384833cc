"""Invitations: how each stands, what the clauses say of it, and which forum would elect."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.offices import live_forums
from folkmoot.body.forums.queries.places import areas_around
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.meetings.permits import chairs_forum
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.models import Invitation
from folkmoot.proceedings.seats.queries.concerned import group_of
from folkmoot.rules.findings import Finding
from folkmoot.rules.seats.inviting import (
    invitation_is_not_tokenistic,
    invitation_is_proportionate,
)

TOKENISM, ALONE, LEAD = "tokenism.criteria", "seats.usual_least", "board.lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What the clauses say of an invitation; None where the agreement asks for nothing."""

    token: Finding | None
    alone: Finding | None

    @property
    def failed(self) -> list[str]:
        """The tests that it fails, in words."""
        found = list(self.token.facts["failed"]) if self.token and not self.token.holds else []
        if self.alone is not None and not self.alone.holds:
            found.append("not alone")
        return found


def looked_at(
    assembly: Assembly,
    *,
    influence: str,
    papers_days: int,
    seats: int | None,
    is_small_or_specialist: bool,
    reason: str = "",
    on: date,
) -> Looked:
    """Return what the agreement says of an invitation as it is asked. One query."""
    book = book_for(assembly, on=on)
    token = alone = None
    if book is not None and TOKENISM in book.parameters:
        needed = book.whole(LEAD) if LEAD in book.parameters else 0
        token = invitation_is_not_tokenistic(
            book, influence=influence, papers_days=papers_days, papers_needed=needed
        )
    if book is not None and ALONE in book.parameters:
        alone = invitation_is_proportionate(
            book, seats=seats, is_small_or_specialist=is_small_or_specialist, reason=reason
        )
    return Looked(token=token, alone=alone)


def looked_at_as_asked(invitation: Invitation, *, reason: str = "", on: date) -> Looked:
    """Return what the agreement says of an invitation that was made. One query."""
    return looked_at(
        invitation.assembly,
        influence=invitation.influence,
        papers_days=invitation.papers_days,
        seats=invitation.seats_offered,
        is_small_or_specialist=invitation.is_small_or_specialist,
        reason=reason,
        on=on,
    )


def share_of_table(invitation: Invitation) -> int | None:
    """Return the share of the table that is offered, in whole per cent; None for any number. No query."""
    if invitation.seats_offered is None:
        return None
    return round(100 * invitation.seats_offered / invitation.table_size)


def invitations(assembly: Assembly) -> QuerySet[Invitation]:
    """Return every invitation of an assembly, the latest first. One query."""
    found = Invitation.objects.filter(assembly=assembly).select_related("assembly", "forum", "body")
    return found.order_by("-asked_at", "-pk")


def invitation_named(assembly: Assembly, reference: str) -> QuerySet[Invitation]:
    """Return the invitation with a reference. One query."""
    found = invitations(assembly).filter(reference=reference)
    return found.select_related("assembly", "forum", "body", "asked_by", "answered_by")


def state_of(invitation: Invitation, *, on: date) -> str:
    """Return how an invitation stands, in one of the site's words. No query."""
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    if invitation.answer:
        return str(invitation.answer)
    if invitation.answer_by is not None and invitation.answer_by < on:
        return "overdue"
    return "open"


def refusals(assembly: Assembly, *, on: date) -> list[tuple[str, int]]:
    """Count declined invitations by what each failed, the most first. Two queries."""
    declined = Invitation.objects.filter(
        assembly=assembly, answer=Invitation.Answer.DECLINED
    ).select_related("assembly")
    counted: Counter[str] = Counter()
    for one in declined.order_by("pk"):
        counted.update(looked_at_as_asked(one, on=on).failed or [_("another reason")])
    return counted.most_common()


def forum_by_rule(invitation: Invitation, *, on: date) -> tuple[Forum, str] | None:
    """
    Return the forum that an invitation plainly belongs to, and why; None where it is not plain.

    The one that speaks to that body by name; or the only local one whose places hold all of
    the invitation's. Five queries at most.
    """
    forums = list(live_forums(invitation.assembly, on=on).prefetch_related("areas"))
    name = invitation.body_name.casefold()
    facing = [
        forum
        for forum in forums
        if forum.faces and (forum.faces.casefold() in name or name in forum.faces.casefold())
    ]
    if len(facing) == 1:
        return facing[0], _("it speaks to %(body)s") % {"body": invitation.body_name}
    areas = list(invitation.areas.all())
    if not areas:
        return None
    around = {area.pk: areas_around([area]) for area in areas}
    holding = [
        forum
        for forum in forums
        if forum.kind == Forum.Kind.LOCAL and _holds_all(forum, areas, around)
    ]
    if len(holding) == 1:
        return holding[0], _("it covers the places of the invitation")
    return None


def _holds_all(forum: Forum, areas: Iterable[Area], around: dict[int, set[int]]) -> bool:
    own = {area.pk for area in forum.areas.all()}
    return bool(own) and all(own & (around[area.pk] | {area.pk}) for area in areas)


def may_decide(person: Person, assembly: Assembly, *, at: datetime) -> bool:
    """
    Test whether a person enters what the assembly decided on an invitation. Four queries at most.

    The chair or vice-chair of the co-ordination group, and support officers.
    """
    on = day_of(assembly, at)
    if is_officer(person, assembly, on=on):
        return True
    group = group_of(assembly, on=on)
    return group is not None and chairs_forum(person, group, at=at)


def waiting_invitations(
    _organisation: object, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """Return the invitations that somebody has to see answered, soonest first. Five queries at most."""
    open_ones = invitations(assembly).filter(answer="", withdrawn_at=None)
    found = list(open_ones.order_by("answer_by", "asked_at", "pk")[:50])
    if not found or not may_decide(person, assembly, at=at):
        return []
    on = day_of(assembly, at)
    return [
        DeskItem(
            verb_phrase=_("Answer the invitation from %(body)s") % {"body": one.body_name},
            url=reverse("seats:invitation", args=[assembly, one.reference]),
            due=one.answer_by,
            minutes=10,
            state="overdue" if one.answer_by and one.answer_by < on else "due",
        )
        for one in found
    ]


def usual_answer_by(on: date) -> date:
    """Return the day that the form offers for an answer: six weeks on, a body may change it."""
    return on + timedelta(weeks=6)
