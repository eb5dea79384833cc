from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.open_contest import require_going_on, require_opened
from folkmoot.proceedings.elections.actions.set_up_round import set_up_round
from folkmoot.proceedings.elections.events import GroupHasChosen, RunOffOpened
from folkmoot.proceedings.elections.models import Contest, Nomination, Round
from folkmoot.proceedings.elections.permits import require_may_return
from folkmoot.proceedings.elections.queries import (
    book_of,
    day_of,
    people_of_all,
    post_name,
    standing,
    tally,
    turnout,
    voters_roll,
)
from folkmoot.rules.elections.outcomes import (
    result_is_verified,
    second_tie_goes_to_the_group,
    tie_goes_to_run_off,
)
from folkmoot.rules.findings import Finding, Refusal


@transaction.atomic
def open_run_off(
    *,
    contest: Contest,
    opens_at: datetime,
    closes_at: datetime,
    tellers: Iterable[Person],
    by: Person,
    at: datetime,
) -> Round:
    """
    Send those who are level to another ballot, on the same roll and with new keys.

    :raises Refusal: if `by` is not the returning officer, the count is not verified or
        calls for no run-off, or the times are out of order.
    """
    contest = require_going_on(contest)
    require_may_return(by, contest)
    finding = _judged(contest, tie_goes_to_run_off).require()
    level = contest.nominations.filter(pk__in=[int(one) for one in finding.facts["leaders"]])

    chosen = list(level.select_related("nominee").order_by("nominee_name", "pk"))
    round = set_up_round(
        contest=contest,
        candidates=chosen,
        opens_at=opens_at,
        closes_at=closes_at,
        tellers=list(dict.fromkeys(tellers)),
        at=at,
    )
    event = RunOffOpened(
        contest=contest.reference,
        office=post_name(contest),
        forum=contest.forum.name,
        round=round.number,
        candidates=len(chosen),
        opens_at=opens_at,
        closes_at=closes_at,
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at, under=finding.clause)
    voters = voters_roll(contest).select_related("membership")
    bodies = [voter.membership.organisation_id for voter in voters]
    told = people_of_all(bodies, on=day_of(contest.assembly, at))
    told += [nomination.nominee for nomination in chosen]
    tell(told, event, assembly=contest.assembly.slug, at=at)
    return round


@transaction.atomic
def record_agreed_choice(
    *, contest: Contest, nomination: Nomination, method: str, by: Person, at: datetime
) -> Contest:
    """
    Write down whom the group chose after a second tie, and in what way it agreed to.

    Nothing here draws lots: the group decides, and its way is recorded.

    :raises Refusal: if `by` is not the returning officer, the count does not leave it to
        the group, the choice is not one of those level, or the way is not said.
    """
    contest = require_going_on(contest)
    require_may_return(by, contest)
    finding = _judged(contest, second_tie_goes_to_the_group).require()
    if str(nomination.pk) not in finding.facts["leaders"]:
        level = contest.nominations.filter(pk__in=[int(one) for one in finding.facts["leaders"]])
        names = [one.nominee_name for one in level.order_by("nominee_name", "pk")]
        raise Refusal("choice-not-level", finding.clause, {"leaders": names})
    if not method.strip():
        raise Refusal("method-not-said", finding.clause, {})

    contest.elected, contest.method_agreed = nomination, method.strip()
    contest.save(update_fields=["elected", "method_agreed"])
    event = GroupHasChosen(
        contest=contest.reference,
        organisation=nomination.organisation_name,
        nominee=nomination.nominee.reference,
        method=contest.method_agreed,
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at, under=finding.clause)
    return contest


def _judged(contest: Contest, rule: Callable[..., Finding]) -> Finding:
    """Ask a rule about the latest count, once it is verified."""
    book, round = book_of(contest), require_opened(contest)
    if round is None:
        return rule(
            book,
            votes=dict.fromkeys(map(str, standing(contest).values_list("pk", flat=True)), 0),
            round=1,
        )
    count = tally(round)
    result_is_verified(
        book,
        verified=round.verified_at is not None,
        counted=count.ballots,
        marked=turnout(round),
    ).require()
    return rule(book, votes=count.votes, round=round.number)
