from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.asking import Act, Agree
from folkmoot.ground.doing import posted
from folkmoot.ground.doors import SignedIn, open_to, send_on
from folkmoot.proceedings.decisions.actions.enact import (
    drop_enactment,
    enact_again,
    plan_enactment,
)
from folkmoot.proceedings.decisions.forms.enacting import FORMS, WhichKind
from folkmoot.proceedings.decisions.permits.enacting import (
    require_for_this_forum,
    require_may_plan,
)
from folkmoot.proceedings.decisions.queries.enacting import KINDS, enactment_of, in_words
from folkmoot.proceedings.decisions.views.motions import deed, seen
from folkmoot.rules.rulebook import NotInForce

ASKED = ("GET", "POST")


@open_to(KNOWN, methods=ASKED)
def kinds(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Choose what kind of thing a motion changes by itself."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    require_may_plan(request.user, motion, at=at)
    form = WhichKind(posted(request), motion=motion)
    if request.method == "POST" and form.is_valid():
        return send_on(
            request, "decisions:enactment", assembly, reference, form.cleaned_data["kind"]
        )
    return deed(
        request,
        motion,
        form=form,
        do=lambda: None,
        heading=_("What this motion changes by itself"),
        lead=_("It is done at once when the motion is carried, and applies from its day."),
        button=_("Go on"),
        done="",
    )


@open_to(KNOWN, methods=ASKED)
def enactment(request: SignedIn, assembly: Assembly, reference: str, kind: str) -> HttpResponse:
    """Say what a motion changes by itself, and from when."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    require_may_plan(request.user, motion, at=at)
    if kind not in KINDS:
        raise Http404
    require_for_this_forum(motion, kind)
    try:
        form = FORMS[kind](posted(request), motion=motion, at=at)
    except NotInForce:
        raise Http404 from None
    return deed(
        request,
        motion,
        form=form,
        do=lambda: plan_enactment(
            motion=motion,
            kind=kind,
            facts=form.facts(),
            effective_on=form.cleaned_data["effective_on"],
            by=request.user,
            at=timezone.now(),
        ),
        heading=str(KINDS[kind].label),
        lead=_("It is tried now and undone, so that nobody votes for what cannot be done."),
        button=_("Keep this with the motion"),
        done=_("It is with the motion."),
    )


@open_to(KNOWN, methods=ASKED)
def drop(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Have a motion change nothing by itself."""
    at = timezone.now()
    motion = seen(request, assembly, reference, at=at)
    require_may_plan(request.user, motion, at=at)
    now = enactment_of(motion)
    if now is None:
        raise Http404
    form = Agree(posted(request), label=_("The motion is to change nothing by itself"))
    return deed(
        request,
        motion,
        form=form,
        do=lambda: drop_enactment(motion=motion, by=request.user, at=timezone.now()),
        heading=_("Let the motion change nothing by itself"),
        facts=[(_("As it is now"), in_words(now, motion))],
        button=_("Take it off the motion"),
        done=_("The motion changes nothing by itself."),
    )


@open_to(KNOWN, methods=ASKED)
def again(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Try once more to do what a decision changes by itself."""
    motion = seen(request, assembly, reference, at=timezone.now())
    now = enactment_of(motion)
    if now is None:
        raise Http404
    return deed(
        request,
        motion,
        form=Act(posted(request)),
        do=lambda: enact_again(motion=motion, by=request.user, at=timezone.now()),
        heading=_("Do it now"),
        facts=[
            (_("What the decision changes"), in_words(now, motion)),
            (_("Why it could not be done"), now.refused_because or _("It was not tried.")),
        ],
        button=_("Try again"),
        done=_("It was tried again. How it came out is on this page."),
    )
