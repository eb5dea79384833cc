"""Which group sent a representative, and which decisions of it may be relied on."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.forums.models import Forum
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.seats.models import BodyOfficer, Holding, Method
from folkmoot.proceedings.seats.queries.concerned import forums_of, group_of

IN_FAVOUR = (Motion.Outcome.AGREED, Motion.Outcome.CARRIED)


def sent_by(holding: Holding, *, on: date) -> Forum | None:
    """
    Return the group that put somebody in a seat. Two queries at most.

    The forum that elected them; the co-ordination group where that appointed them; for an
    interim holder the one forum their seat answers to, or else that group. None where an
    outside body put them there: the assembly did not give that mandate.
    """
    if holding.elected_by is not None:
        return holding.elected_by
    assembly = holding.seat.assembly
    if holding.arrived == Method.BODY:
        return None
    if holding.arrived in (Method.GROUP, Method.CO_OPTED):
        return group_of(assembly, on=on)
    forums = forums_of(holding.seat)
    return forums[0] if len(forums) == 1 else group_of(assembly, on=on)


def decisions_in_favour(forum: Forum) -> QuerySet[Motion]:
    """Return what a group agreed to or carried, the latest first. One query."""
    found = Motion.objects.filter(forum=forum, outcome__in=IN_FAVOUR)
    return found.order_by("-decided_at", "-pk")


def decision_cited(assembly: Assembly, reference: str) -> Motion | None:
    """Return the decision with a reference in an assembly, however it came out. One query."""
    found = Motion.objects.filter(assembly=assembly, reference=reference).exclude(outcome="")
    return found.select_related("forum").first()


def is_of_a_public_body(person: Person, holding: Holding, *, on: date) -> bool:
    """Test whether somebody acts here for a public body or for the board of a seat. Two queries."""
    body = holding.seat.body_id
    answers = BodyOfficer.objects.filter(person=person, body=body).exclude(until_on__lte=on)
    return (
        holds_post(person, holding.seat.assembly, [Post.Kind.PUBLIC_BODY], on=on)
        or answers.exists()
    )


def holdings_of_their_body(holding: Holding, group: Forum, *, on: date) -> list[Holding]:
    """
    Return every holding of the same organisation that the same group gave, this one first.

    One query, and two at most for each seat of that organisation.
    """
    if holding.organisation_id is None:
        return [holding]
    same = (
        Holding.objects.current_on(on)
        .filter(organisation=holding.organisation_id, seat__assembly=holding.seat.assembly_id)
        .exclude(pk=holding.pk)
        .select_related("seat__assembly", "seat__body", "elected_by", "person", "organisation")
        .order_by("pk")
    )
    return [holding, *(one for one in same if sent_by(one, on=on) == group)]


def holding_in(assembly: Assembly, reference: str, number: int) -> QuerySet[Holding]:
    """Return one holding of a seat by its number, with what its pages tell. One query."""
    found = Holding.objects.filter(seat__assembly=assembly, seat__reference=reference, pk=number)
    return found.select_related(
        "seat__assembly", "seat__body", "person", "organisation", "elected_by"
    )


def decisions_of(forums: Iterable[Forum]) -> QuerySet[Motion]:
    """Return what some forums agreed to or carried, the latest first. One query."""
    found = Motion.objects.filter(forum__in=list(forums), outcome__in=IN_FAVOUR)
    return found.select_related("forum").order_by("-decided_at", "-pk")
