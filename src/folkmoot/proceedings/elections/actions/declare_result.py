from datetime import date, datetime

from django.db import transaction

from folkmoot.body.forums.actions import begin_term
from folkmoot.body.forums.models import Office, Term
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.open_contest import require_going_on, require_opened
from folkmoot.proceedings.elections.events import ResultDeclared
from folkmoot.proceedings.elections.models import Contest, Nomination, Round
from folkmoot.proceedings.elections.permits import require_may_return
from folkmoot.proceedings.elections.queries import (
    book_of,
    day_of,
    drawn_up,
    entitled_members,
    nominations_of,
    outcome,
    people_of_all,
    post_name,
    standing,
    tally,
    turnout,
)
from folkmoot.rules.elections.ballots import returning_officer_is_not_a_candidate
from folkmoot.rules.elections.outcomes import Outcome, most_votes_wins, result_is_verified
from folkmoot.rules.findings import Refusal


@transaction.atomic
def declare_result(*, contest: Contest, by: Person, at: datetime) -> Contest:
    """
    Announce the result: the office is filled, its interim ends, and everybody is told.

    A seat is filled by whoever keeps seats and hears of it, in the same transaction.

    The whole election is kept as it is that moment, so that an outsider can count it
    again; its digest goes into the record and the letters.

    :raises Refusal: if `by` is not the returning officer or is a candidate, the ballots
        are sealed, the count is not verified, or it elects nobody yet.
    """
    contest = require_going_on(contest)
    require_may_return(by, contest)
    book = book_of(contest)
    round = require_opened(contest)
    nominees = list(standing(contest))
    returning_officer_is_not_a_candidate(
        book, is_candidate=any(one.nominee_id == by.pk for one in nominees)
    ).require()
    found = outcome(contest)
    assert found is not None  # the ballots are open, or there was no need of any
    winner = _winner(contest, round, found)

    on = day_of(contest.assembly, at)
    term = None
    if winner is not None and contest.office is not None:
        term = _fill_office(contest, contest.office, winner, found, on, by, at)
    result = drawn_up(
        contest,
        kind=found.kind,
        elected=None if winner is None else winner.pk,
        method=contest.method_agreed,
    )
    contest.declared_at, contest.outcome, contest.elected = at, found.kind, winner
    contest.result, contest.result_digest = result, result["digest"]
    contest.save(update_fields=["declared_at", "outcome", "elected", "result", "result_digest"])
    event = ResultDeclared(
        contest=contest.reference,
        office=post_name(contest),
        forum=contest.forum.name,
        outcome=found.kind,
        elected="" if winner is None else winner.nominee.reference,
        organisation="" if winner is None else winner.organisation_name,
        ends_on=None if term is None else term.ends_on,
        digest=contest.result_digest,
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at, under=found.clause)
    publish(event, about=contest, by=by, at=at)
    _tell_everybody(contest, event, on=on, at=at)
    return contest


def _winner(contest: Contest, round: Round | None, found: Outcome) -> Nomination | None:
    """Return whoever is elected, or None where nobody stood; anything else is refused."""
    book = book_of(contest)
    if round is not None:
        count = tally(round)
        result_is_verified(
            book,
            verified=round.verified_at is not None,
            counted=count.ballots,
            marked=turnout(round),
        ).require()
    nominations = contest.nominations.select_related("nominee", "membership__organisation")
    match found.kind:
        case "no candidate":
            return None
        case "to the group":
            if contest.elected_id is None:
                raise Refusal("group-has-not-chosen", found.clause, {})
            return nominations.get(pk=contest.elected_id)
        case "elected" | "uncontested":
            return nominations.get(pk=int(found.leaders[0]))
        case _:
            assert round is not None
            finding = most_votes_wins(book, votes=tally(round).votes, round=round.number)
            level = nominations.filter(pk__in=[int(one) for one in found.leaders])
            names = [one.nominee_name for one in level.order_by("nominee_name", "pk")]
            raise Refusal(finding.code, finding.clause, {**finding.facts, "leaders": names})


def _fill_office(
    contest: Contest,
    office: Office,
    winner: Nomination,
    found: Outcome,
    on: date,
    by: Person,
    at: datetime,
) -> Term:
    is_agreed = found.kind == "to the group"
    return begin_term(
        office=office,
        person=winner.nominee,
        organisation=winner.membership.organisation,
        basis=Term.Basis.AGREED if is_agreed else Term.Basis.ELECTED,
        is_interim=False,
        from_on=on,
        by=by,
        at=at,
        contest_reference=contest.reference,
        under=found.clause,
        inherits_end_from=contest.inherits_end_from,
    )


def _tell_everybody(contest: Contest, event: ResultDeclared, *, on: date, at: datetime) -> None:
    """Tell the members of the forum, and everybody who was nominated, chosen or not."""
    classes = book_of(contest).words("roll.classes")
    members = entitled_members(contest.forum, on=on, classes=classes)
    bodies = [member.membership.organisation_id for member in members]
    told = people_of_all(bodies, on=on)
    told += [nomination.nominee for nomination in nominations_of(contest)]
    tell([*told, contest.returning_officer], event, assembly=contest.assembly.slug, at=at)
