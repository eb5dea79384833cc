from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from folkmoot.body.membership.models import Membership
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.open_contest import require_going_on
from folkmoot.proceedings.elections.events import NominationAccepted, NominationReceived
from folkmoot.proceedings.elections.models import Contest, Nomination
from folkmoot.proceedings.elections.permits import require_may_nominate_for
from folkmoot.proceedings.elections.queries import (
    book_of,
    day_of,
    eligibility,
    nomination_parts,
    post_name,
)
from folkmoot.rules.elections.ballots import returning_officer_is_not_a_candidate
from folkmoot.rules.elections.nominations import (
    nomination_is_complete,
    nomination_is_in_time,
    nominee_answers_every_quality,
    nominee_confirms_capacity,
)
from folkmoot.rules.findings import Refusal


@transaction.atomic
def receive_nomination(
    *,
    contest: Contest,
    membership: Membership,
    nominee_name: str,
    nominee_email: str,
    motivation: str,
    capability: str,
    interests: str,
    evidence: Mapping[str, str],
    confirms: Iterable[str],
    accepts_guidance: bool,
    key: UUID,
    channel: str = "web",
    by: Person,
    at: datetime,
) -> Nomination:
    """
    Enter a person that a member puts forward; they stand once they have accepted.

    The same form sent again gives the same nomination. Somebody who nominates
    themselves has accepted with it.

    :param evidence: what shows each quality of the role, by the rulebook's names.
    :param confirms: what the nominee has time for, by the rulebook's names.
    :param key: made when the form was shown.
    :raises Refusal: if `by` may not nominate for the member, nominations are not open, a
        part is missing, the member or the person cannot stand, or either stands already.
    """
    contest = require_going_on(contest)
    organisation, assembly = membership.organisation, contest.assembly
    on = day_of(assembly, at)
    require_may_nominate_for(by, contest, organisation, on=on)
    if (before := contest.nominations.filter(key=key).order_by("pk").first()) is not None:
        return before
    book = book_of(contest)
    clause = (
        nomination_is_in_time(
            book,
            opens_at=contest.nominations_open_at,
            closes_at=contest.nominations_close_at,
            at=at,
        )
        .require()
        .clause
    )
    for finding in eligibility(contest, membership, on=on):
        finding.require()
    answered = {quality: text.strip() for quality, text in evidence.items() if text.strip()}
    given = {
        "nominee": nominee_name.strip() and nominee_email.strip(),
        "motivation": motivation.strip(),
        "capability": capability.strip(),
        "interests": interests.strip(),
        "guidance": accepts_guidance,
    }
    nomination_is_complete(book, parts=nomination_parts(given)).require()
    if contest.office_id is not None:
        nominee_answers_every_quality(book, answered=list(answered)).require()
    nominee_confirms_capacity(book, confirmed=list(confirms)).require()
    nominee = welcome(email=nominee_email, name=nominee_name, at=at)
    returning_officer_is_not_a_candidate(
        book, is_candidate=nominee.pk == contest.returning_officer_id
    ).require()
    _require_stands_once(contest, membership, nominee, nominee_name)

    nomination = Nomination.objects.create(
        contest=contest,
        membership=membership,
        nominee=nominee,
        nominee_name=nominee_name.strip(),
        organisation_name=organisation.name,
        motivation=motivation.strip(),
        capability=capability.strip(),
        interests=interests.strip(),
        evidence=answered,
        confirms_capacity=True,
        accepts_guidance=True,
        made_by=by,
        channel=channel,
        received_at=at,
        accepted_at=at if nominee.pk == by.pk else None,
        key=key,
    )
    names = {
        "contest": contest.reference,
        "office": post_name(contest),
        "forum": contest.forum.name,
        "organisation": organisation.name,
        "nominee": nominee.reference,
    }
    event = NominationReceived(
        **names,
        channel=channel,
        nominations_close_at=contest.nominations_close_at,
        nomination=nomination.pk,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause, acting=organisation.name)
    if nomination.accepted_at:
        accepted = NominationAccepted(**names)
        record(accepted, assembly=assembly.slug, by=by, at=at, under=clause)
        tell(nominee, accepted, assembly=assembly.slug, at=at)
    else:
        tell(nominee, event, assembly=assembly.slug, at=at)
    return nomination


def _require_stands_once(
    contest: Contest, membership: Membership, nominee: Person, name: str
) -> None:
    living = contest.nominations.filter(withdrawn_at=None, fell_at=None)
    other = living.filter(nominee=nominee).order_by("pk").first()
    if other is not None and other.membership_id != membership.pk:
        raise Refusal("not-a-person-elsewhere", None, {"nominee": name})
    if other is not None:
        facts = {"candidate": name, "office": post_name(contest)}
        raise Refusal("already-standing", None, facts)
    if living.filter(membership=membership).exists():
        facts = {"organisation": membership.organisation.name}
        raise Refusal("member-has-nominated", None, facts)
