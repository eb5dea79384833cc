from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.membership.models import Membership
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SignedIn, open_to, send_on
from folkmoot.proceedings.decisions.actions.call_vote import call_vote as call
from folkmoot.proceedings.decisions.actions.cast_ballot import cast_ballot
from folkmoot.proceedings.decisions.actions.close_poll import PaperCount
from folkmoot.proceedings.decisions.actions.close_poll import close_poll as close
from folkmoot.proceedings.decisions.actions.count_hands import count_hands
from folkmoot.proceedings.decisions.actions.hand_out_papers import hand_out_papers
from folkmoot.proceedings.decisions.forms.motions import CallVote
from folkmoot.proceedings.decisions.forms.votes import Close, CloseSecret, Hands, Papers, Vote
from folkmoot.proceedings.decisions.models import Ballot, Motion, Poll
from folkmoot.proceedings.decisions.permits.motions import (
    require_may_record_votes,
    require_presides,
)
from folkmoot.proceedings.decisions.queries import page as told
from folkmoot.proceedings.decisions.queries.ballot import membership_to_vote_for, why_no_vote
from folkmoot.proceedings.decisions.queries.motions import polls_of
from folkmoot.proceedings.decisions.queries.polls import (
    ballots_of,
    open_poll,
    roll_of,
    voters_here,
)
from folkmoot.proceedings.decisions.views.motions import ASKED, crumbs, deed, seen
from folkmoot.proceedings.meetings.queries.quorum import quorum
from folkmoot.rules.decisions.deciding import MAJORITY
from folkmoot.rules.findings import Refusal

CHOICES = Ballot.Choice


@open_to(KNOWN, methods=ASKED)
def call_vote(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Call a vote; whoever presides does, with the quorum in view."""
    at = timezone.now()
    found = seen(request, assembly, reference, at=at)
    if request.method == "GET":
        require_presides(request.user, found, at=at)
    form = CallVote(posted(request), motion=found)
    facts: list[tuple[str, Any]] = [(_("The motion"), found.question)]
    if found.item is not None:
        stands = quorum(found.item.meeting, found.item, at=at)
        facts.append((_("Quorum"), stands.words))
    return deed(
        request,
        found,
        form=form,
        do=lambda: call(motion=found, **form.cleaned_data, by=request.user, at=timezone.now()),
        heading=_("Call a vote"),
        lead=_("Decisions are made by agreement. A vote is for when talking was not enough."),
        clause=told.clause_for(found, told.CALLED_BY),
        facts=facts,
        button=_("Call the vote"),
        done=_("The vote is open."),
    )


@open_to(KNOWN, methods=ASKED)
@never_cache
def vote(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Give the one vote of a member: choose, check, give it, and keep the receipt."""
    at = timezone.now()
    found = seen(request, assembly, reference, at=at)
    chosen = request.acting_for.organisation_id if request.acting_for else None
    membership = membership_to_vote_for(request.user, chosen, found, at=at)
    poll = _poll_asked_for(request, found)
    if poll is None:
        raise Refusal("no-poll-open", None, {"motion": found.reference})
    given: dict[str, Any] = {
        "motion": found,
        "poll": poll,
        "membership": membership,
        "clause": told.clause_for(found, "vote.votes"),
        "crumbs": crumbs(found),
    }
    if request.method == "POST":
        return _voting(request, poll, membership, given)
    given["form_key"] = get_random_string(32)
    given["ballot"] = poll.ballots.filter(membership=membership).order_by("pk").first()
    given["refusal"] = None if given["ballot"] else why_no_vote(found, poll, membership, at=at)
    return render(request, "decisions/vote.html", given)


def _voting(
    request: SignedIn, poll: Poll, membership: Membership | None, given: dict[str, Any]
) -> HttpResponse:
    """Show a choice to be checked, or give it."""
    form = Vote(request.POST)
    given |= {"form": form, "form_key": request.POST.get("form_key") or get_random_string(32)}
    is_for = membership.pk if membership is not None else 0
    if not form.is_valid() or form.cleaned_data["member"] != is_for:
        return render(request, "decisions/vote.html", given, status=422)
    given["choice"] = CHOICES(form.cleaned_data["choice"])
    if "change" in request.POST:
        return render(request, "decisions/vote.html", given)
    if "sure" not in request.POST:
        return render(request, "decisions/check.html", given)
    try:
        ballot = cast_ballot(
            poll=poll,
            membership=membership,
            choice=given["choice"],
            form_key=form.cleaned_data["form_key"],
            by=request.user,
            at=timezone.now(),
        )
    except Refusal as refusal:
        given |= {"refusal": refusal, "was_sent": True}
        return render(request, "decisions/vote.html", given, status=422)
    messages.success(
        request, _("The vote is recorded. Receipt: %(receipt)s") % {"receipt": ballot.receipt}
    )
    return send_on(request, "decisions:vote", poll.motion.assembly, poll.motion.reference)


def _poll_asked_for(request: SignedIn, motion: Motion) -> Poll | None:
    """The poll that a form was shown for; without a form, the one that is open or was last."""
    asked = request.POST.get("poll", "")
    if asked.isdecimal():
        return polls_of(motion).filter(number=int(asked[:6])).order_by("pk").first()
    return polls_of(motion).order_by("-number", "pk").first()


@open_to(KNOWN, methods=ASKED)
def hands(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Write down each member's hand on one page."""
    at = timezone.now()
    found = seen(request, assembly, reference, at=at)
    poll = _open_by(request, found, Poll.Way.HANDS, at=at)
    here = voters_here(found, at=at)
    members = [one.membership.pk for one in here]
    form = Hands(posted(request), members=members, initial={"edition": found.edition})
    was = ballots_of(poll)
    if form.is_valid():
        try:
            number = count_hands(
                poll=poll,
                hands=form.hands,
                edition=form.cleaned_data["edition"],
                by=request.user,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(number)d hands are written down.") % {"number": number})
            return send_on(request, "decisions:hands", assembly, reference)
    rows = [
        {
            "member": one.membership.pk,
            "name": one.name,
            "was": was[one.membership.pk].get_choice_display() if one.membership.pk in was else "",
            "choice": form.typed(one.membership.pk)
            if form.is_bound
            else (was[one.membership.pk].choice if one.membership.pk in was else ""),
        }
        for one in here
    ]
    given = {
        "motion": found,
        "poll": poll,
        "form": form,
        "rows": rows,
        "edition": found.edition,
        "choices": CHOICES.choices,
        "clause": told.clause_for(found, "vote.votes"),
        "crumbs": crumbs(found),
    }
    return render(request, "decisions/hands.html", given, status=422 if form.is_bound else 200)


@open_to(KNOWN, methods=ASKED)
def papers(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Mark which members were given a paper for a secret vote."""
    at = timezone.now()
    found = seen(request, assembly, reference, at=at)
    poll = _open_by(request, found, Poll.Way.SECRET, at=at)
    had = set(roll_of(poll).filter(has_voted=True).values_list("membership_id", flat=True))
    here = [(one.membership.pk, one.name) for one in voters_here(found, at=at)]
    waiting = [(key, name) for key, name in here if key not in had]
    form = Papers(posted(request), members=waiting)
    return deed(
        request,
        found,
        form=form,
        do=lambda: hand_out_papers(
            poll=poll, to=form.cleaned_data["given"], by=request.user, at=timezone.now()
        ),
        heading=_("Hand out papers"),
        lead=_("One paper for each member. Who was given one is kept; what is on it is not."),
        facts=[(_("Papers handed out so far"), len(had))],
        button=_("Mark them"),
        done=_("They are marked."),
    )


@open_to(KNOWN, methods=ASKED)
def close_poll(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Close a vote and count it; whoever presides does."""
    at = timezone.now()
    found = seen(request, assembly, reference, at=at)
    poll = open_poll(found)
    if poll is None:
        raise Refusal("no-poll-open", None, {"motion": found.reference})
    require_presides(request.user, found, at=at)
    if found.item is None:
        raise Http404
    kind = CloseSecret if poll.way == Poll.Way.SECRET else Close
    label = _("Everybody who wants to vote has voted")
    form: Close | CloseSecret = kind(posted(request), label=label)
    voted = poll.roll.filter(has_voted=True).count()

    def do() -> Poll:
        typed, count = form.cleaned_data, None
        if poll.way == Poll.Way.SECRET:
            count = PaperCount(
                votes_for=typed["votes_for"],
                votes_against=typed["votes_against"],
                abstained=typed["abstained"],
                tellers=(typed["teller"], typed["second_teller"]),
            )
        return close(poll=poll, papers=count, by=request.user, at=timezone.now())

    return deed(
        request,
        found,
        form=form,
        do=do,
        heading=_("Close the vote"),
        lead=_(
            "It cannot be opened again. The quorum is looked at once more: where it was lost, "
            "the vote does not stand."
        ),
        clause=told.clause_for(found, MAJORITY),
        facts=[
            (_("The motion"), found.question),
            (_("Have voted"), voted),
            (_("Quorum now"), quorum(found.item.meeting, found.item, at=at).words),
        ],
        button=_("Close the vote"),
        done=_("The vote is closed and counted."),
        warns=True,
    )


def _open_by(request: SignedIn, motion: Motion, way: str, *, at: datetime) -> Poll:
    """
    Return the open poll on a motion, where it is taken in a way and may be written down.

    :raises Refusal: if there is none, it is of another kind, or they may not.
    """
    require_may_record_votes(request.user, motion, at=at)
    poll = open_poll(motion)
    if poll is None:
        raise Refusal("no-poll-open", None, {"motion": motion.reference})
    if poll.way != way:
        raise Refusal("poll-is-of-another-kind", None, {"way": poll.get_way_display()})
    return poll
