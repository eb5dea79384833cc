"""An invitation from its arrival to the answer of the assembly."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.events.inviting import (
    InvitationAssessed,
    InvitationReceived,
    InvitationRouted,
    InvitationWithdrawn,
)
from folkmoot.proceedings.seats.models import (
    Invitation,
    OutsideBody,
)
from folkmoot.proceedings.seats.permits.inviting import (
    require_may_ask,
    require_may_decide,
    require_unanswered,
)
from folkmoot.proceedings.seats.queries.concerned import chairs_of, group_of
from folkmoot.proceedings.seats.queries.inviting import forum_by_rule, looked_at_as_asked
from folkmoot.rules.findings import Clause, Refusal


@transaction.atomic
@recording_last()
def receive_invitation(
    *,
    assembly: Assembly,
    body: OutsideBody | None,
    areas: Iterable[Area],
    form_key: str,
    by: Person,
    at: datetime,
    **asked: Any,
) -> Invitation:
    """
    Enter what a body asks for; it gets a reference, and those who decide are told.

    The same form sent again gives the same invitation. Where it is plain which forum would
    elect, that is written down with it.

    :param asked: what the model has: purpose, influence, papers_days and so on.
    :raises Refusal: if `by` works for no public body and is no support officer, or more
        seats are offered than the table has.
    """
    if (made := Invitation.objects.filter(form_key=form_key).order_by("pk").first()) is not None:
        return made
    require_may_ask(by, assembly, at=at)
    seats, table = asked.get("seats_offered"), asked["table_size"]
    if seats is not None and seats > table:
        raise Refusal("more-seats-than-the-table", None, {"seats": seats, "table": table})
    if body is not None:
        asked["body_name"] = body.name
    invitation = Invitation.objects.create(
        assembly=assembly,
        body=body,
        reference=_reference(assembly, at),
        asked_by=by,
        asked_at=at,
        form_key=form_key,
        **asked,
    )
    invitation.areas.set(areas)
    event = InvitationReceived(
        invitation=invitation.reference,
        body=invitation.body_name,
        seats=invitation.seats_offered,
        table=invitation.table_size,
        answer_by=invitation.answer_by,
    )
    record(
        event, assembly=assembly.slug, by=by, at=at, under=clause_for(invitation, "invitations", at)
    )
    on = day_of(assembly, at)
    group = group_of(assembly, on=on)
    told = [by, *officers(assembly, on=on), *chairs_of([group] if group else [], on=on)]
    tell(list(dict.fromkeys(told)), event, assembly=assembly.slug, at=at)
    if (found := forum_by_rule(invitation, on=on)) is not None:
        _route(invitation, found[0], Invitation.RoutedBy.RULE, found[1], by=by, at=at)
    return invitation


def _reference(assembly: Assembly, at: datetime) -> str:
    year = day_of(assembly, at).year
    stem = f"invitation-{year}-"
    taken = Invitation.objects.filter(assembly=assembly, reference__startswith=stem)
    return f"{stem}{taken.count() + 1}"


def clause_for(invitation: Invitation, key: str, at: datetime) -> Clause | None:
    """Return the clause of a key that an answer rests on, or that on invitations. One query."""
    book = book_for(invitation.assembly, on=day_of(invitation.assembly, at))
    return clause_with_key(book, key, "invitations") if book is not None else None


def held(invitation: Invitation) -> Invitation:
    """Hold an invitation's row until the transaction ends, and return it as it is now."""
    return (
        Invitation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assembly", "forum", "body", "asked_by")
        .get(pk=invitation.pk)
    )


def _route(
    invitation: Invitation, forum: Forum, how: str, because: str, *, by: Person, at: datetime
) -> None:
    invitation.forum, invitation.routed_by = forum, how
    invitation.routed_because = because[:300]
    invitation.save(update_fields=["forum", "routed_by", "routed_because"])
    event = InvitationRouted(
        invitation=invitation.reference,
        body=invitation.body_name,
        forum=forum.name,
        routed_by=invitation.get_routed_by_display(),
    )
    under = clause_for(invitation, "which-forum-elects", at)
    record(event, assembly=invitation.assembly.slug, by=by, at=at, under=under)


@transaction.atomic
@recording_last()
def route_invitation(
    *, invitation: Invitation, forum: Forum, because: str, by: Person, at: datetime
) -> Invitation:
    """
    Record which forum would elect, as the co-ordination group says.

    :raises Refusal: if `by` may not say so, or it was answered.
    """
    invitation = held(invitation)
    require_may_decide(by, invitation.assembly, at=at)
    require_unanswered(invitation)
    _route(invitation, forum, Invitation.RoutedBy.GROUP, because, by=by, at=at)
    return invitation


@transaction.atomic
@recording_last()
def assess_invitation(
    *, invitation: Invitation, is_tokenistic: bool, words: str, by: Person, at: datetime
) -> Invitation:
    """
    Write down whether a seat would be for show, beside what the tests of the agreement find.

    :raises Refusal: if `by` may not, or it was answered.
    """
    invitation = held(invitation)
    require_may_decide(by, invitation.assembly, at=at)
    require_unanswered(invitation)
    looked = looked_at_as_asked(invitation, on=day_of(invitation.assembly, at))
    invitation.is_tokenistic, invitation.assessment = is_tokenistic, words.strip()
    invitation.assessed_at, invitation.assessed_by = at, by
    invitation.save(update_fields=["is_tokenistic", "assessment", "assessed_at", "assessed_by"])
    event = InvitationAssessed(
        invitation=invitation.reference,
        body=invitation.body_name,
        is_tokenistic=is_tokenistic,
        failed=looked.failed,
    )
    under = looked.token.clause if looked.token is not None else None
    record(event, assembly=invitation.assembly.slug, by=by, at=at, under=under)
    return invitation


@transaction.atomic
@recording_last()
def withdraw_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Invitation:
    """
    Have a body take its invitation back before it is answered.

    :raises Refusal: if `by` did not make it and is no support officer, or it was answered.
    """
    invitation = held(invitation)
    if by.pk != invitation.asked_by_id:
        require_may_decide(by, invitation.assembly, at=at)
    require_unanswered(invitation)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    event = InvitationWithdrawn(invitation=invitation.reference, body=invitation.body_name)
    record(event, assembly=invitation.assembly.slug, by=by, at=at)
    return invitation
