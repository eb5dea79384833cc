from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.sealing import BLANK, read_paper, seal
from folkmoot.proceedings.elections.models import Mark, Nomination, Round, SealedBallot, Voter
from folkmoot.proceedings.elections.permits import require_may_vote_for, require_on_roll
from folkmoot.proceedings.elections.queries import book_of, day_of
from folkmoot.rules.elections.ballots import ballot_is_in_time, one_vote_each
from folkmoot.rules.findings import Refusal


@dataclass(frozen=True, slots=True)
class Receipt:
    """
    What a voter takes away: letters that will stand beside its choice when it is published.

    :param again: whether this very paper had been recorded before.
    """

    letters: str
    again: bool


def cast_ballot(
    *,
    round: Round,
    voter: Voter | None,
    choice: Nomination | None,
    paper: str,
    by: Person,
    at: datetime,
) -> Receipt:
    """
    Seal a ballot, and mark its voter as having voted, both or neither.

    Nothing is written in the ledger and no letter is sent, because each would keep a
    time; both follow for all together after the close. The same paper sent again is
    answered with the same receipt. The first ballot counts: another one is refused, and
    only counted beside the mark, so that the roll shows how many were.

    :param choice: one of the candidates, or None for a blank ballot.
    :param paper: the key of the ballot paper, as the form was given it.
    :raises Refusal: if `by` does not act for the voter, it is not on the roll or has
        voted, the ballot is not open or not sealed, or the choice is not on the paper.
    """
    try:
        return _seal_and_mark(round, voter, choice, paper, by, at)
    except Refusal as refusal:
        if voter is not None and refusal.code == "already-voted":
            _count_later(round, voter, at)
        raise


@transaction.atomic
def _seal_and_mark(
    round: Round,
    voter: Voter | None,
    choice: Nomination | None,
    paper: str,
    by: Person,
    at: datetime,
) -> Receipt:
    contest = round.contest
    assembly, book = contest.assembly, book_of(contest)
    voter = require_on_roll(contest, voter)
    organisation = voter.membership.organisation
    require_may_vote_for(by, organisation, on=day_of(assembly, at))
    answer = read_paper(paper, round=round.pk, voter=voter.pk)
    if answer is None:
        raise Refusal("paper-not-ours", None, {})
    mark = Mark.objects.select_for_update().get(round=round, voter=voter)
    if mark.has_voted and mark.answer_digest == answer.answer_digest:
        return Receipt(answer.receipt, again=True)
    one_vote_each(book, already_voted=mark.has_voted).require()
    # Asked only now, with the mark held: whoever gathers the ballots holds every mark first.
    now = Round.objects.select_related("contest").get(pk=round.pk)
    if now.contest.abandoned_at or now.contest.declared_at:
        how = "given up" if now.contest.abandoned_at else "declared"
        raise Refusal("contest-over", None, {"how": how})
    moment = max(at, now.closes_at) if now.gathered_at else at
    ballot_is_in_time(book, opens_at=now.opens_at, closes_at=now.closes_at, at=moment).require()
    tellers = list(now.tellers.select_related("person").order_by("place", "pk"))
    if unsealed := [teller.person.name for teller in tellers if not teller.public_key]:
        by_whom = " and ".join(unsealed)
        raise Refusal("ballot-not-sealed", None, {"tellers": unsealed}, by_whom=by_whom)
    if choice is not None and not now.candidates.filter(pk=choice.pk).exists():
        raise Refusal("not-on-the-paper", None, {})

    marked = Mark.objects.filter(pk=mark.pk, has_voted=False).update(
        has_voted=True, answer_digest=answer.answer_digest
    )
    one_vote_each(book, already_voted=marked != 1).require()
    content = seal(
        round=now.pk,
        choice=BLANK if choice is None else choice.pk,
        receipt=answer.receipt,
        public_keys=[teller.public_key for teller in tellers],
    )
    SealedBallot.objects.create(round=now, content=content)
    return Receipt(answer.receipt, again=False)


@transaction.atomic
def _count_later(round: Round, voter: Voter, at: datetime) -> None:
    """
    Count one more ballot that was refused because another was first, while the ballot is open.

    In a transaction of its own, because the refusal undoes the other. With the mark held,
    as for a vote: what is gathered counts them all, and none comes after.
    """
    mark = Mark.objects.select_for_update().get(round=round, voter=voter)
    now = Round.objects.get(pk=round.pk)
    if now.gathered_at is None and at < now.closes_at:
        Mark.objects.filter(pk=mark.pk).update(later_refused=F("later_refused") + 1)
