"""Where a chair speaks for a forum, and what the members of a board bring."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.body.forums import actions, forms
from folkmoot.body.forums.models import Advocacy, Office, Profile, Term
from folkmoot.body.forums.permits import require_may_keep
from folkmoot.body.forums.views.acts import act, one_forum
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to


@open_to(SIGNED_IN, methods=("GET", "POST"))
def speak(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Record that a forum agreed to its chair speaking for it."""
    this, on = one_forum(assembly, slug), timezone.localdate()
    require_may_keep(request.user, this, on=on)
    return act(
        request,
        form=forms.Speak(request.POST or None),
        do=lambda answers: actions.agree_advocacy(
            forum=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("The chair speaks for %(forum)s") % {"forum": this.name},
        button=_("Record the agreement"),
        done=_("The agreement is on the page of the forum."),
        to=("forums:forum", assembly.slug, slug),
        clause=clause_adopted(assembly, "chair-as-advocate", on=on),
        forum=this,
    )


@open_to(SIGNED_IN, methods=("GET", "POST"))
def end_speaking(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Record that the chair no longer speaks for a forum there."""
    this, on = one_forum(assembly, slug), timezone.localdate()
    require_may_keep(request.user, this, on=on)
    found = Advocacy.objects.select_related("forum__assembly")
    one = get_object_or_404(found, forum=this, pk=number)
    return act(
        request,
        form=forms.EndSpeaking(request.POST or None),
        do=lambda answers: actions.end_advocacy(
            advocacy=one, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("The chair no longer speaks for %(forum)s") % {"forum": this.name},
        button=_("Record the end"),
        done=_("The end is recorded."),
        to=("forums:forum", assembly.slug, slug),
        clause=clause_adopted(assembly, "chair-as-advocate", on=on),
        lead=one.where,
        forum=this,
    )


@open_to(OFFICERS, methods=("GET", "POST"))
def seats(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Say how many members a board should have."""
    this, on = one_forum(assembly, slug), timezone.localdate()
    return act(
        request,
        form=forms.Seats(request.POST or None, initial={"seats": this.seats_wanted}),
        do=lambda answers: actions.want_seats(
            forum=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("How many members %(forum)s should have") % {"forum": this.name},
        button=_("Keep this number"),
        done=_("The number is kept."),
        to=("recruiting:board", assembly.slug, slug),
        clause=clause_adopted(assembly, "board-members", on=on),
        forum=this,
    )


@open_to(OFFICERS, methods=("GET", "POST"))
def describe(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Write down what a member of a board brings."""
    this, on = one_forum(assembly, slug), timezone.localdate()
    terms = Term.objects.select_related("office__forum__assembly")
    roles = (Office.Role.CHAIR, Office.Role.VICE_CHAIR, Office.Role.BOARD_MEMBER)
    term = get_object_or_404(terms, office__forum=this, office__role__in=roles, pk=number)
    found = Profile.objects.filter(term=term).order_by("pk").first()
    before = {name: getattr(found, name, "") for name in ("skills", "area", "interests")}
    return act(
        request,
        form=forms.Describe(request.POST or None, initial=before),
        do=lambda answers: actions.describe_member(
            term=term, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("What %(name)s brings to %(forum)s")
        % {"name": term.holder_name, "forum": this.name},
        button=_("Keep this"),
        done=_("The register is kept."),
        to=("recruiting:board", assembly.slug, slug),
        clause=clause_adopted(assembly, "board-members", on=on),
        forum=this,
    )
