from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.open_contest import require_going_on
from folkmoot.proceedings.elections.actions.sealing import digest_of_sealed
from folkmoot.proceedings.elections.events import BallotsGathered, VoteAcknowledged
from folkmoot.proceedings.elections.models import Contest, Mark, Round
from folkmoot.proceedings.elections.permits import require_may_gather
from folkmoot.proceedings.elections.queries import (
    book_of,
    day_of,
    people_acting_for_any,
    post_name,
    sealed_ballots,
)
from folkmoot.rules.elections.ballots import ballot_is_in_time
from folkmoot.rules.findings import Refusal


@transaction.atomic
def gather_ballots(*, round: Round, by: Person | None, at: datetime) -> Round:
    """
    End a ballot after its close: take the digest of what is sealed, and tell the voters.

    It opens nothing and needs no key, so it can be done the moment the ballot closes. From
    then on no vote is received, and no sealed ballot can be changed unseen: the digest is
    in the record, and the letters carry the record's head. Done twice, it is done once.

    :param by: the returning officer, a teller, or None for the machine at the close.
    :raises Refusal: if `by` may not, or the ballot has not closed.
    """
    contest = require_going_on(round.contest)
    # no_key, because a vote that holds its mark refers to the round as it is sealed: with the
    # whole row held here, each would wait for the other.
    round = Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    if by is not None:
        require_may_gather(by, contest, round)
    if round.gathered_at is not None:
        return round
    if at < round.closes_at:
        facts = {"closes_at": round.closes_at}
        raise Refusal("ballot-still-open", None, facts, from_when=round.closes_at)

    # Every mark is held, so that no vote is half given.
    marks = list(
        Mark.objects.select_for_update(of=("self",))
        .filter(round=round)
        .select_related("voter__membership")
        .order_by("pk")
    )
    contents = sealed_ballots(round)
    round.gathered_at, round.sealed_digest = at, digest_of_sealed(contents)
    round.save(update_fields=["gathered_at", "sealed_digest"])
    voted = sorted(
        (mark for mark in marks if mark.has_voted),
        key=lambda mark: (mark.voter.organisation_name, mark.voter_id),
    )
    event = BallotsGathered(
        contest=contest.reference,
        round=round.number,
        ballots=len(contents),
        voted=len(voted),
        later_refused=sum(mark.later_refused for mark in voted),
        sealed_digest=round.sealed_digest,
    )
    clause = ballot_is_in_time(
        book_of(contest), opens_at=round.opens_at, closes_at=round.closes_at, at=at
    ).clause
    record(event, assembly=contest.assembly.slug, by=by, at=at, under=clause)
    _tell_voters(contest, round, voted, at=at)
    return round


def _tell_voters(contest: Contest, round: Round, voted: list[Mark], *, at: datetime) -> None:
    """Tell each voter, by name of organisation, that its ballot is among those gathered."""
    bodies = [mark.voter.membership.organisation_id for mark in voted]
    people = people_acting_for_any(bodies, on=day_of(contest.assembly, at))
    for mark in voted:
        event = VoteAcknowledged(
            contest=contest.reference,
            office=post_name(contest),
            forum=contest.forum.name,
            organisation=mark.voter.organisation_name,
            round=round.number,
            later_refused=mark.later_refused,
        )
        body = people.get(mark.voter.membership.organisation_id, [])
        tell(body, event, assembly=contest.assembly.slug, at=at)
