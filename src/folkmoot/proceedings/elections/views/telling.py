from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to, send_on
from folkmoot.proceedings.elections import actions, permits, queries
from folkmoot.proceedings.elections.actions.sealing import fingerprint
from folkmoot.proceedings.elections.forms.voting import TellerKey
from folkmoot.proceedings.elections.models import Contest, Round, Teller
from folkmoot.proceedings.elections.views.acts import act, one_contest, title
from folkmoot.rules.findings import Refusal

ASKED = ("GET", "POST")


@open_to(SIGNED_IN, methods=ASKED)
@never_cache
def key(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Give a teller a key: it is in the answer to the button and kept nowhere."""
    contest = one_contest(assembly, reference)
    round, teller = _teller(request, contest)
    at = timezone.now()
    given = {
        "contest": contest,
        "title": title(contest),
        "round": round,
        "teller": teller,
        "others": queries.tellers(round),
        "mark": fingerprint(teller.public_key) if teller.public_key else "",
        "may_take": at < (round.opens_at if teller.public_key else round.closes_at),
    }
    if request.method != "POST":
        return render(request, "elections/key.html", given)
    try:
        teller, private = actions.take_key(round=round, by=request.user, at=at)
    except Refusal as refusal:
        given["refusal"] = refusal
        return render(request, "elections/key.html", given, status=422)
    mark = fingerprint(teller.public_key)
    given |= {"private": private, "mark": mark}
    lines = [
        title(contest),
        assembly.name,
        _("Teller: %(name)s") % {"name": request.user.name},
        _("Round %(number)s") % {"number": round.number},
        _("Mark of this key: %(mark)s") % {"mark": mark},
        "",
        private,
        "",
    ]
    given["sheet"] = "data:text/plain;charset=utf-8," + quote("\n".join(lines))
    return render(request, "elections/key_sheet.html", given)


@open_to(SIGNED_IN, methods=ASKED)
@never_cache
@sensitive_post_parameters()
def open_ballots(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Take the key that a teller brings back, use it once, and keep nothing of it."""
    contest = one_contest(assembly, reference)
    round, teller = _teller(request, contest)
    form = TellerKey(posted(request))
    if form.is_valid():
        try:
            round = actions.take_off_seal(
                round=round, private=form.cleaned_data["key"], by=request.user, at=timezone.now()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            words = (
                _("The ballots are open and counted.")
                if round.opened_at
                else _("Your seal is off. The next teller can go on.")
            )
            messages.success(request, words)
            return send_on(request, "elections:contest", assembly.slug, reference)
    waiting = queries.open_tellers(round)
    given = {
        "contest": contest,
        "title": title(contest),
        "round": round,
        "teller": teller,
        "form": form,
        "is_done": teller.opened_at is not None,
        "is_next": bool(waiting) and waiting[0].pk == teller.pk,
        "waiting": waiting,
        "is_closed": timezone.now() >= round.closes_at,
        "mark": fingerprint(teller.public_key) if teller.public_key else "",
    }
    status = 422 if form.is_bound else 200
    return render(request, "elections/open.html", given, status=status)


@open_to(SIGNED_IN, methods=ASKED)
def gather(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Let the returning officer or a teller end a ballot after its close, before it is opened."""
    contest = one_contest(assembly, reference)
    round = _latest_round(contest)
    permits.require_may_gather(request.user, contest, round)
    return act(
        request,
        form=Act(posted(request)),
        do=lambda: actions.gather_ballots(round=round, by=request.user, at=timezone.now()),
        contest=contest,
        heading=_("Record the ballots received"),
        button=_("Record them, and tell those who voted"),
        done=_("The ballots received are recorded, and those who voted are written to."),
        to=lambda _done: ("elections:contest", assembly.slug, reference),
        clause=queries.book_of(contest).parameter("ballot.length").clause,
        lead=_(
            "It opens nothing and needs no key. How many sealed ballots there are, and a digest "
            "over them, go into the record: from then on none can be changed or left out unseen. "
            "Do it soon after the close."
        ),
    )


def _latest_round(contest: Contest) -> Round:
    """:raises Refusal: if the nominees are not published, so that there is none."""
    round = queries.current_round(contest)
    if round is None:
        raise Refusal("nominees-not-published", None, {})
    round.contest = contest
    return round


def _teller(request: SignedIn, contest: Contest) -> tuple[Round, Teller]:
    round = _latest_round(contest)
    return round, permits.require_teller(request.user, round)
