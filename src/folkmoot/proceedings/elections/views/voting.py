from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to
from folkmoot.proceedings.elections import actions, permits, queries
from folkmoot.proceedings.elections.actions import sealing
from folkmoot.proceedings.elections.forms.voting import Paper
from folkmoot.proceedings.elections.models import Contest, Round, Voter
from folkmoot.proceedings.elections.views.acts import one_contest, title
from folkmoot.rules.elections.ballots import ballot_is_in_time, one_vote_each
from folkmoot.rules.findings import Refusal

ASKED = ("GET", "POST")


@open_to(SIGNED_IN, methods=ASKED)
@never_cache
@sensitive_post_parameters()
def vote(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show the ballot paper; when a choice is made, show it to be checked. Nothing is kept."""
    contest = one_contest(assembly, reference)
    round, voter = _entitled(request, contest)
    at = timezone.now()
    refusal = _why_not(contest, round, voter, at=at)
    signed = request.POST.get("paper") or sealing.issue_paper(round=round.pk, voter=voter.pk)
    form = Paper(posted(request), candidates=queries.candidates(round), initial={"paper": signed})
    given = {
        "contest": contest,
        "title": title(contest),
        "round": round,
        "organisation": request.acting_for.organisation,
        "form": form,
        "refusal": refusal,
        "tellers": queries.tellers(round),
        "candidates": queries.candidates(round),
        "clause": queries.book_of(contest).parameter("ballot.votes").clause,
    }
    if refusal is not None:
        status = 409 if form.is_bound else 200
        return render(request, "elections/vote.html", given, status=status)
    if form.is_valid() and "change" not in request.POST:
        return render(request, "elections/check.html", {**given, "choice": form.choice})
    if "change" in request.POST:
        typed = {"paper": signed, "choice": request.POST.get("choice")}
        given["form"] = Paper(candidates=given["candidates"], initial=typed)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "elections/vote.html", given, status=status)


@open_to(SIGNED_IN, methods=ASKED)
@never_cache
@sensitive_post_parameters()
def receipt(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Cast the ballot and show its receipt, once: it is kept nowhere and cannot be shown again."""
    contest = one_contest(assembly, reference)
    round, voter = _entitled(request, contest)
    organisation = request.acting_for.organisation
    given = {
        "contest": contest,
        "title": title(contest),
        "round": round,
        "organisation": organisation,
        "tellers": queries.tellers(round),
    }
    if request.method != "POST":
        given["has_voted"] = round.marks.filter(voter=voter, has_voted=True).exists()
        return render(request, "elections/receipt.html", given)
    form = Paper(request.POST, candidates=queries.candidates(round))
    given |= {"form": form, "candidates": queries.candidates(round)}
    if form.is_valid():
        try:
            given["receipt"] = actions.cast_ballot(
                round=round,
                voter=voter,
                choice=form.choice,
                paper=form.cleaned_data["paper"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            given["refusal"] = refusal
            return render(request, "elections/vote.html", given, status=422)
        return render(request, "elections/receipt.html", given)
    return render(request, "elections/vote.html", given, status=422)


def _entitled(request: SignedIn, contest: Contest) -> tuple[Round, Voter]:
    """
    Return the latest round and the voter that this person acts for.

    :raises Refusal: if there is no ballot, they act for nobody, or it is not on the roll.
    """
    round = queries.current_round(contest)
    if round is None:
        raise Refusal("nominees-not-published", None, {})
    if not request.acting_for:
        who = _("somebody who acts for a member on the roll")
        raise Refusal("not-permitted", None, {"who": who})
    voter = queries.voter_for(contest, request.acting_for.organisation)
    round.contest = contest
    return round, permits.require_on_roll(contest, voter)


def _why_not(contest: Contest, round: Round, voter: Voter, *, at: datetime) -> Refusal | None:
    """Return why no vote can be given just now, so that it is said before anything is chosen."""
    book = queries.book_of(contest)
    has_voted = round.marks.filter(voter=voter, has_voted=True).exists()
    for finding in (
        ballot_is_in_time(book, opens_at=round.opens_at, closes_at=round.closes_at, at=at),
        one_vote_each(book, already_voted=has_voted),
    ):
        if not finding.holds:
            return Refusal(
                finding.code, finding.clause, finding.facts, finding.from_when, finding.by_whom
            )
    names = [one.person.name for one in queries.tellers(round) if not one.public_key]
    if names:
        who = _(" and ").join(names)
        return Refusal("ballot-not-sealed", None, {"tellers": names}, by_whom=who)
    return None
