"""Feedback and the log of what is done better; networks and their lists."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions import improving as actions
from folkmoot.work.practice.actions import networks as bringing
from folkmoot.work.practice.forms import places as forms
from folkmoot.work.practice.models import Improvement, Network, Occasion
from folkmoot.work.practice.queries import improving as queries
from folkmoot.work.practice.queries import networks as of_networks
from folkmoot.work.practice.queries.clauses import clause_for
from folkmoot.work.practice.views.frame import BOTH, deed, paged, who


@open_to(EVERYONE)
def improving(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what feedback was asked of, and the log of what is done about it."""
    me = who(request, assembly)
    shown = paged(request, queries.improvements(assembly))
    given = {
        "page_obj": shown,
        "rows": [(one, queries.state_of(one, on=me.on)) for one in shown],
        "occasions": queries.occasions(assembly)[:25],
        "recent": queries.recently_held(assembly, on=me.on) if me.is_officer else [],
        "who": me,
        "clause": clause_for(assembly, "improving", on=me.on),
    }
    return render(request, "practice/improving.html", given)


def _occasion(assembly: Assembly, reference: str) -> Occasion:
    rows = Occasion.objects.select_related("assembly")
    return get_object_or_404(rows, assembly=assembly, reference=reference)


@open_to(OFFICERS, methods=BOTH)
def occasion_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Ask for feedback on a meeting, an election or a training."""
    me = who(request, assembly)
    recent = queries.recently_held(assembly, on=me.on)
    picked = request.GET.get("recent", "")
    start = recent[int(picked)] if picked.isdecimal() and int(picked) < len(recent) else None
    shown = {"kind": start.kind, "title": start.title, "held_on": start.held_on} if start else {}
    form = forms.AskFeedback(posted(request), initial=shown)
    page = deed(assembly, "improving", "improving")
    page["to"] = lambda made: ("practice:occasion", assembly.slug, made.reference)
    return act(
        request,
        form=form,
        do=lambda: actions.ask_feedback(
            assembly=assembly, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("Ask for feedback"),
        lead=_("It is taken for four weeks. Send people the address of the next page."),
        button=_("Ask"),
        done=_("Feedback is asked."),
        **page,
    )


@open_to(EVERYONE, methods=BOTH)
def occasion(request: Request, assembly: Assembly, occasion: str) -> HttpResponse:
    """Give feedback, in half a minute and with no account."""
    found, me = _occasion(assembly, occasion), who(request, assembly)
    form = forms.GiveFeedback(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.give_feedback(
            occasion=found,
            rating=int(form.cleaned_data["rating"]),
            worked=form.cleaned_data["worked"],
            better=form.cleaned_data["better"],
            at=me.at,
        ),
        heading=_("How was it?"),
        button=_("Send it"),
        done=_("Thank you. What is done about it stands here."),
        **deed(assembly, "improving", "improving", caption=found.title),
    )


@open_to(OFFICERS)
def feedback(request: SignedIn, assembly: Assembly, occasion: str) -> HttpResponse:
    """Show officers what was said, in no order that tells who."""
    found, me = _occasion(assembly, occasion), who(request, assembly)
    given = {
        "occasion": found,
        "page_obj": paged(request, found.feedback.order_by("-rating", "worked", "better", "pk")),
        "clause": clause_for(assembly, "improving", on=me.on),
    }
    return render(request, "practice/feedback.html", given)


@open_to(OFFICERS, methods=BOTH)
def improvement_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter what is to be done better."""
    me = who(request, assembly)
    form = forms.PlanImprovement(
        posted(request),
        occasions=list(queries.occasions(assembly)[:100]),
        initial={"occasion": request.GET.get("occasion", "")},
    )
    return act(
        request,
        form=form,
        do=lambda: actions.plan_improvement(
            assembly=assembly, by=request.user, at=me.at, **form.told()
        ),
        heading=_("Enter what is to be done better"),
        button=_("Enter it"),
        done=_("It is in the log."),
        **deed(assembly, "improving", "improving"),
    )


@open_to(OFFICERS, methods=BOTH)
def improvement_done(request: SignedIn, assembly: Assembly, improvement: int) -> HttpResponse:
    """Say that something was done better."""
    rows = Improvement.objects.select_related("assembly")
    found = get_object_or_404(rows, assembly=assembly, number=improvement)
    me = who(request, assembly)
    form = forms.FinishImprovement(posted(request), initial={"outcome": found.outcome})
    return act(
        request,
        form=form,
        do=lambda: actions.finish_improvement(
            improvement=found, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("Say what came of it"),
        facts=[(_("To be done"), found.title)],
        button=_("It is done"),
        done=_("It stands in the log."),
        **deed(assembly, "improving", "improving"),
    )


@open_to(EVERYONE)
def networks(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the networks that were there before, and how many came from each."""
    me = who(request, assembly)
    given = {
        "page_obj": paged(request, of_networks.networks(assembly)),
        "who": me,
        "clause": clause_for(assembly, "networks", on=me.on),
    }
    return render(request, "practice/networks.html", given)


@open_to(OFFICERS, methods=BOTH)
def network_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a network that was there before."""
    me = who(request, assembly)
    form = forms.KeepNetwork(posted(request))
    page = deed(assembly, "networks", "networks")
    page["to"] = lambda made: ("practice:network", assembly.slug, made.reference)
    return act(
        request,
        form=form,
        do=lambda: bringing.keep_network(
            assembly=assembly, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("Enter a network"),
        button=_("Enter it"),
        done=_("It is entered. Bring its list next."),
        **page,
    )


@open_to(OFFICERS, methods=BOTH)
def network(request: SignedIn, assembly: Assembly, network: str) -> HttpResponse:
    """Show officers the contacts of a network, and bring its list: all of it, or nothing with why."""
    found = get_object_or_404(
        Network.objects.select_related("assembly"), assembly=assembly, reference=network
    )
    me = who(request, assembly)
    form = forms.BringNetwork(posted(request), request.FILES or None)
    told, faults = None, []
    if request.method == "POST" and form.is_valid():
        try:
            told = bringing.bring_network(
                network=found, content=form.cleaned_data["file"].read(), by=request.user, at=me.at
            )
        except Refusal as refusal:
            form.refuse(refusal)
            faults = refusal.facts.get("faults", [])
    given = {
        "network": found,
        "form": form,
        "told": told,
        "faults": faults,
        "page_obj": paged(request, of_networks.contacts(found)),
        "clause": clause_for(assembly, "networks", on=me.on),
    }
    status = 422 if form.is_bound and told is None else 200
    return render(request, "practice/network.html", given, status=status)
