from datetime import datetime

from django.db.models import QuerySet, Sum

from folkmoot.proceedings.elections.models import Ballot, Contest, Nomination, Round, Teller
from folkmoot.proceedings.elections.queries.contests import book_of, standing
from folkmoot.reckoning.counting import plurality
from folkmoot.reckoning.counting.plurality import Tally
from folkmoot.rules.elections.outcomes import Outcome, election_outcome


def rounds(contest: Contest) -> QuerySet[Round]:
    """Return a contest's rounds in order, with their tellers and candidates. Three queries."""
    return contest.rounds.prefetch_related("tellers__person", "candidates").order_by("number", "pk")


def current_round(contest: Contest) -> Round | None:
    """Return the latest round of a contest, or None before the first. One query."""
    return contest.rounds.order_by("-number", "pk").first()


def candidates(round: Round) -> list[Nomination]:
    """Return those on a ballot paper, by name. One query, or none if they were fetched."""
    return sorted(round.candidates.all(), key=lambda one: (one.nominee_name, one.pk))


def open_tellers(round: Round) -> list[Teller]:
    """Return the tellers who have yet to take off their seal, the next first. One query."""
    left = round.tellers.filter(opened_at=None).select_related("person")
    return list(left.order_by("-place", "pk"))


def tellers(round: Round) -> list[Teller]:
    """Return a round's tellers in the order in which they seal. One query."""
    return list(round.tellers.select_related("person").order_by("place", "pk"))


def sealed_ballots(round: Round) -> list[bytes]:
    """Return what lies sealed in a round, in an order that means nothing. One query."""
    contents = round.sealed_ballots.order_by("pk").values_list("content", flat=True)
    return [bytes(content) for content in contents]


def closed_rounds(contest: Contest, *, at: datetime) -> QuerySet[Round]:
    """
    Return a contest's rounds closed by a moment, in order. One query.

    Each with `later_refused`, the ballots refused in it because another was first.
    """
    closed = contest.rounds.filter(closes_at__lte=at).order_by("number", "pk")
    return closed.annotate(later_refused=Sum("marks__later_refused", default=0))


def rounds_to_gather(*, at: datetime) -> QuerySet[Round]:
    """Return the rounds of every assembly that are closed and not gathered. One query."""
    found = Round.objects.filter(
        closes_at__lte=at,
        gathered_at=None,
        contest__declared_at=None,
        contest__abandoned_at=None,
    )
    return found.select_related("contest").order_by("closes_at", "pk")


def ballots(round: Round) -> QuerySet[Ballot]:
    """Return the opened ballots of a round, by receipt, which is by chance. One query."""
    return round.ballots.select_related("choice").order_by("receipt", "pk")


def tally(round: Round) -> Tally:
    """Count a round's opened ballots, by the numbers of the nominations. Two queries."""
    names = [str(one.pk) for one in candidates(round)]
    choices = round.ballots.values_list("choice", flat=True)
    return plurality.count((None if one is None else str(one) for one in choices), names)


def outcome(contest: Contest) -> Outcome | None:
    """
    Return what the latest count means, its leaders by the numbers of the nominations.

    None while there are ballots that have not been opened. Four queries at most.
    """
    round = current_round(contest)
    book = book_of(contest)
    if round is None:
        names = [str(one.pk) for one in standing(contest)]
        if contest.published_at is None or len(names) > 1:
            return None
        return election_outcome(book, votes=dict.fromkeys(names, 0), round=1)
    if round.opened_at is None:
        return None
    return election_outcome(book, votes=tally(round).votes, round=round.number)
