"""The answer of the assembly to an invitation, and the seats that follow from a yes."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import officers
from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.actions.bodies import free_slug
from folkmoot.proceedings.seats.actions.inviting import clause_for, held
from folkmoot.proceedings.seats.events.inviting import (
    BodyAnswered,
)
from folkmoot.proceedings.seats.models import (
    Answering,
    BodyOfficer,
    Invitation,
    OutsideBody,
    Seat,
)
from folkmoot.proceedings.seats.permits.inviting import (
    require_may_decide,
    require_unanswered,
)
from folkmoot.proceedings.seats.queries.concerned import chairs_of
from folkmoot.proceedings.seats.queries.inviting import looked_at_as_asked
from folkmoot.proceedings.seats.queries.sending import decision_cited
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def answer_invitation(
    *,
    invitation: Invitation,
    accepts: bool,
    reasons: str,
    alone_because: str,
    decided_by: str,
    motion: str,
    hours: Mapping[str, int] | None = None,
    by: Person,
    at: datetime,
) -> Invitation:
    """
    Record what the assembly decided on an invitation, and tell the body and its people why.

    Accepted, the board and its seats come into the register, vacant, to be elected by the
    forum that was found.

    :param alone_because: why one seat alone is right here.
    :param decided_by: whose decision it was, as everybody reads it.
    :param motion: its reference in the register of decisions, if it stands there.
    :raises Refusal: if `by` may not, no reasons are given, nobody has said which forum would
        elect, one seat alone has no reason, or there is no such decision.
    """
    invitation = held(invitation)
    assembly = invitation.assembly
    on = day_of(assembly, at)
    require_may_decide(by, assembly, at=at)
    require_unanswered(invitation)
    under = clause_for(invitation, "alliance-decides", at)
    if not reasons.strip():
        raise Refusal("answer-without-reasons", under, {})
    if motion.strip() and decision_cited(assembly, motion.strip()) is None:
        facts = {"motion": motion.strip(), "group": assembly.name}
        raise Refusal("no-such-decision", None, facts)
    made: list[Seat] = []
    if accepts:
        looked = looked_at_as_asked(invitation, reason=alone_because, on=on)
        if looked.alone is not None:
            looked.alone.require()
        if invitation.forum is None:
            raise Refusal(
                "invitation-not-routed", clause_for(invitation, "which-forum-elects", at), {}
            )
        made = _make_seats(invitation, invitation.forum, hours or {}, at=at)
    invitation.answer = Invitation.Answer.ACCEPTED if accepts else Invitation.Answer.DECLINED
    invitation.answered_at, invitation.answered_by = at, by
    invitation.reasons, invitation.alone_because = reasons.strip(), alone_because.strip()
    invitation.decided_by, invitation.motion = decided_by.strip(), motion.strip()
    invitation.save(
        update_fields=[
            "answer", "answered_at", "answered_by", "reasons", "alone_because", "decided_by",
            "motion",
        ]
    )  # fmt: skip
    invitation.seats.set(made)
    event = BodyAnswered(
        invitation=invitation.reference,
        body=invitation.body_name,
        answer=invitation.get_answer_display(),
        decided_by=invitation.decided_by,
        motion=invitation.motion,
        reasons=invitation.reasons,
        seats=[seat.reference for seat in made],
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=under)
    forums = [invitation.forum] if invitation.forum else []
    told = [invitation.asked_by, *chairs_of(forums, on=on), *officers(assembly, on=on)]
    tell(list(dict.fromkeys(told)), event, assembly=assembly.slug, at=at)
    return invitation


def _make_seats(
    invitation: Invitation, forum: Forum, hours: Mapping[str, int], *, at: datetime
) -> list[Seat]:
    """The board comes into the register if it is new, and a seat for each place offered."""
    assembly, on = invitation.assembly, day_of(invitation.assembly, at)
    body = invitation.body
    if body is None:
        body = OutsideBody.objects.create(
            assembly=assembly,
            slug=free_slug(assembly, invitation.body_name),
            name=invitation.body_name,
            kind=OutsideBody.Kind.BOARD,
            partner_type=invitation.partner_type,
            level=invitation.level,
            about=invitation.purpose,
            meetings_a_year=invitation.meetings_a_year,
        )
        body.areas.set(invitation.areas.all())
        BodyOfficer.objects.create(body=body, person=invitation.asked_by, from_on=on)
        invitation.body = body
        invitation.save(update_fields=["body"])
    there = body.seats.count()
    any_number = invitation.seats_offered is None
    made = []
    for place in range(1 if any_number else invitation.seats_offered or 0):
        seat = Seat.objects.create(
            assembly=assembly,
            body=body,
            reference=f"{body.slug[:74]}-{there + place + 1}",
            capacity=Seat.Capacity.UNLIMITED if any_number else Seat.Capacity.COUNTED,
            places=None if any_number else 1,
            method="open" if any_number else "elected",
            created_on=on,
            vacant_since=None if any_number else on,
            role=invitation.influence_words,
            position=there + place,
            **hours,
        )
        Answering.objects.create(
            seat=seat, forum=forum, from_on=on, settled_by=invitation.routed_because
        )
        made.append(seat)
    return made
