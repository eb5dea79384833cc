from folkmoot.proceedings.elections.models import Contest, Round
from folkmoot.proceedings.elections.queries import current_round, open_tellers
from folkmoot.rules.findings import Refusal


def require_going_on(contest: Contest) -> Contest:
    """
    Hold a contest's row until the transaction ends, and return it as it is now.

    :raises Refusal: if it is over.
    """
    held = (
        Contest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assembly", "forum", "office__forum__assembly", "returning_officer")
        .get(pk=contest.pk)
    )
    if held.abandoned_at:
        raise Refusal("contest-over", None, {"how": "given up"})
    if held.declared_at:
        raise Refusal("contest-over", None, {"how": "declared"})
    return held


def require_opened(contest: Contest) -> Round | None:
    """
    Return the latest round, or None if there was no need for one.

    :raises Refusal: if the nominees are not published, or its ballots are still sealed.
    """
    if contest.published_at is None:
        raise Refusal("nominees-not-published", None, {})
    round = current_round(contest)
    if round is not None and round.opened_at is None:
        who = [teller.person.name for teller in open_tellers(round)]
        raise Refusal("ballots-still-sealed", None, {"tellers": who}, from_when=round.closes_at)
    return round
