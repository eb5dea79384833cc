from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.open_contest import require_going_on, require_opened
from folkmoot.proceedings.elections.events import ResultVerified
from folkmoot.proceedings.elections.models import Contest, Round
from folkmoot.proceedings.elections.permits import require_may_return
from folkmoot.proceedings.elections.queries import book_of, tally, turnout
from folkmoot.rules.elections.ballots import returning_officer_is_not_a_candidate
from folkmoot.rules.elections.outcomes import result_is_verified
from folkmoot.rules.findings import Refusal


@transaction.atomic
def verify_result(*, contest: Contest, by: Person, at: datetime) -> Round:
    """
    Find the count of the latest round to be right; found twice, it is found once.

    :raises Refusal: if `by` is not the returning officer or is a candidate, the ballots
        are sealed, there was no ballot, or the count differs from the marks on the roll.
    """
    contest = require_going_on(contest)
    require_may_return(by, contest)
    book = book_of(contest)
    is_candidate = contest.nominations.filter(nominee=by, withdrawn_at=None, fell_at=None).exists()
    returning_officer_is_not_a_candidate(book, is_candidate=is_candidate).require()
    round = require_opened(contest)
    if round is None:
        raise Refusal("no-count-to-verify", None, {})
    if round.verified_at is not None:
        return round
    counted, marked = tally(round).ballots, turnout(round)
    finding = result_is_verified(book, verified=True, counted=counted, marked=marked).require()

    round.verified_at = at
    round.save(update_fields=["verified_at"])
    event = ResultVerified(
        contest=contest.reference, round=round.number, counted=counted, voted=marked
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at, under=finding.clause)
    return round
