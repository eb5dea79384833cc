from datetime import datetime

from django.db import transaction

from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.open_contest import require_going_on
from folkmoot.proceedings.elections.events import ContestAbandoned
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.permits import require_may_return
from folkmoot.proceedings.elections.queries import (
    book_of,
    current_round,
    day_of,
    entitled_members,
    nominations_of,
    people_of_all,
    post_name,
)
from folkmoot.rules.findings import Refusal


@transaction.atomic
def abandon_contest(*, contest: Contest, because: str, by: Person, at: datetime) -> Contest:
    """
    Give an election up, with the reason in public, while nobody can know its result.

    That is before its ballot opens, or after the close while the ballots are sealed, as
    when a teller has lost a key; never during the ballot, and never once it is opened.

    :raises Refusal: if `by` is not the returning officer, no reason is given, votes are
        being received, or the ballots were opened.
    """
    contest = require_going_on(contest)
    require_may_return(by, contest)
    if not because.strip():
        raise Refusal("reason-not-given", None, {})
    round = current_round(contest)
    if round is not None and round.opened_at is not None:
        raise Refusal("ballots-are-open", None, {})
    if round is not None and round.opens_at <= at < round.closes_at:
        facts = {"closes_at": round.closes_at}
        raise Refusal("ballot-under-way", None, facts, from_when=round.closes_at)

    contest.abandoned_at, contest.abandoned_because = at, because.strip()
    contest.save(update_fields=["abandoned_at", "abandoned_because"])
    event = ContestAbandoned(
        contest=contest.reference,
        office=post_name(contest),
        forum=contest.forum.name,
        because=contest.abandoned_because,
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at)
    publish(event, about=contest, by=by, at=at)
    on, classes = day_of(contest.assembly, at), book_of(contest).words("roll.classes")
    members = entitled_members(contest.forum, on=on, classes=classes)
    bodies = [member.membership.organisation_id for member in members]
    told = people_of_all(bodies, on=on)
    told += [nomination.nominee for nomination in nominations_of(contest)]
    tell(told, event, assembly=contest.assembly.slug, at=at)
    return contest
