"""Local alliance groups, steering groups, networks and partnerships: who is in them, what they do."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS, is_officer
from folkmoot.body.forums.models import Forum
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.work.programmes.actions import groups as actions
from folkmoot.work.programmes.forms import groups as forms
from folkmoot.work.programmes.models import Activation, Function, GroupProfile
from folkmoot.work.programmes.queries import groups as queries
from folkmoot.work.programmes.queries import support
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.queries.hubs import localities
from folkmoot.work.programmes.views import frame
from folkmoot.work.programmes.views.frame import BOTH

KEPT = (
    "purpose", "families", "plan_title", "plan_link", "reports_to", "formed", "terms", "terms_link",
)  # fmt: skip
NAMES = {"alliance": "groups", "networks": "networks", "partnerships": "partnership"}


def _one(assembly: Assembly, slug: str) -> Forum:
    kinds = [kind for some in queries.KINDS.values() for kind in some]
    found = Forum.objects.select_related("assembly").filter(kind__in=kinds)
    return get_object_or_404(found, assembly=assembly, slug=slug)


def _page(forum: Forum) -> dict[str, Any]:
    url = reverse("programmes:group", args=[forum.assembly, forum.slug])
    return {
        "to": ("programmes:group", forum.assembly.slug, forum.slug),
        "back": url,
        "caption": forum.name,
        "crumbs": [(forum.name, url)],
    }


def _is_officer(request: Request, assembly: Assembly) -> bool:
    person = request.user
    return isinstance(person, Person) and is_officer(person, assembly, on=frame.today(assembly))


@open_to(EVERYONE)
def groups(request: Request, assembly: Assembly, which: str) -> HttpResponse:
    """Show the groups of a kind, with who is in each by side."""
    if which not in queries.KINDS:
        raise Http404
    on = frame.today(assembly)
    found = queries.groups(assembly, which, on=on)
    of_kind = [one for one in found if one.forum.kind == Forum.Kind.ALLIANCE_GROUP]
    given = {
        "which": which,
        "groups": found,
        "number": len(of_kind),
        "without": queries.without_group(assembly, of_kind) if which == "alliance" else [],
        "localities": len(localities(assembly)) if which == "alliance" else 0,
        "is_officer": _is_officer(request, assembly),
        "clause": clause_for(assembly, NAMES[which], on=on),
    }
    return render(request, "programmes/groups.html", given)


@open_to(EVERYONE)
def group(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show a group: its purpose, its sides, its plan; when it was on; how its services compare."""
    forum, on = _one(assembly, slug), frame.today(assembly)
    found = queries.group(forum, on=on)
    is_partnership = forum.kind == Forum.Kind.PARTNERSHIP
    given = {
        "group": found,
        "forum": forum,
        "is_network": forum.kind == Forum.Kind.NETWORK,
        "is_partnership": is_partnership,
        "coverage": (
            support.coverage(assembly, on=on, among=support.partners_in(forum, on=on))
            if is_partnership
            else None
        ),
        "functions": Function.choices,
        "is_officer": _is_officer(request, assembly),
        "clause": queries.clause_of(forum, on=on),
    }
    return render(request, "programmes/group.html", given)


@open_to(OFFICERS, methods=BOTH)
def keep(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Keep what is told of a group."""
    forum, at = _one(assembly, slug), timezone.now()
    profile = GroupProfile.objects.filter(forum=forum).order_by("pk").first()
    shown = {name: getattr(profile, name) for name in KEPT} if profile else {}
    form = forms.KeepProfile(posted(request), initial={"purpose": forum.description} | shown)
    return act(
        request,
        form=form,
        do=lambda: actions.keep_profile(forum=forum, by=request.user, at=at, **form.cleaned_data),
        heading=_("What is told of it"),
        button=_("Keep it"),
        done=_("It is kept."),
        clause=queries.clause_of(forum, on=frame.today(assembly)),
        **_page(forum),
    )


@open_to(OFFICERS, methods=BOTH)
def seat(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter who is in a group by their role."""
    forum, at = _one(assembly, slug), timezone.now()
    form = forms.KeepSeat(
        posted(request), initial={"has_vote": True, "from_on": frame.today(assembly)}
    )
    return act(
        request,
        form=form,
        do=lambda: actions.keep_seat(forum=forum, by=request.user, at=at, **form.cleaned_data),
        heading=_("Enter who is in it"),
        lead=_("Organisations on the register are entered on the page of the forum; here, roles."),
        button=_("Enter it"),
        done=_("It is entered."),
        **_page(forum),
    )


@open_to(OFFICERS, methods=BOTH)
def switch_on(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Switch a network on."""
    forum, at = _one(assembly, slug), timezone.now()
    before = forum.activations.order_by("-from_on", "-pk")
    form = forms.SwitchOn(
        posted(request),
        before=before,
        initial={"from_on": frame.today(assembly), "after": before.first()},
    )
    return act(
        request,
        form=form,
        do=lambda: actions.switch_on(forum=forum, by=request.user, at=at, **form.cleaned_data),
        heading=_("Switch it on"),
        button=_("Switch it on"),
        done=_("It is on."),
        clause=clause_for(assembly, "networks", on=frame.today(assembly)),
        **_page(forum),
    )


@open_to(OFFICERS, methods=BOTH)
def switch_off(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Switch a network off, with what is to be known the next time."""
    rows = Activation.objects.select_related("forum__assembly")
    found = get_object_or_404(rows, forum__assembly=assembly, pk=number)
    at = timezone.now()
    form = forms.SwitchOff(posted(request), initial={"until_on": frame.today(assembly)})
    return act(
        request,
        form=form,
        do=lambda: actions.switch_off(
            activation=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Switch it off"),
        facts=[(_("For"), found.title)],
        button=_("Switch it off"),
        done=_("It is off. How it worked stays for the next time."),
        **_page(found.forum),
    )
