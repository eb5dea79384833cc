"""Plans in public: how far each action has come, who is silent, and how days moved."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.places import served_places
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.work.plan import actions, forms, queries
from folkmoot.work.plan.models import Action, Plan
from folkmoot.work.plan.permits import keeps_plans, require_keeps_plans

BOTH = ("GET", "POST")


def _one(assembly: Assembly, slug: str) -> Plan:
    return get_object_or_404(Plan.objects.select_related("assembly"), assembly=assembly, slug=slug)


def _action(plan: Plan, number: int) -> Action:
    found = Action.objects.select_related("plan__assembly")
    return get_object_or_404(found, plan=plan, number=number)


def _page(plan: Plan) -> dict[str, Any]:
    url = reverse("plan:plan", args=[plan.assembly, plan.slug])
    on = day_in(plan.assembly, at=timezone.now())
    return {
        "to": ("plan:plan", plan.assembly.slug, plan.slug),
        "back": url,
        "caption": plan.title,
        "crumbs": [(plan.title, url)],
        "clause": queries.clause_for(plan, on=on),
    }


def _keeps(request: Request, assembly: Assembly) -> bool:
    on = day_in(assembly, at=timezone.now())
    return isinstance(request.user, Person) and keeps_plans(request.user, assembly, on=on)


def _require(request: SignedIn, assembly: Assembly) -> None:
    require_keeps_plans(request.user, assembly, on=day_in(assembly, at=timezone.now()))


@open_to(EVERYONE)
def plans(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the plans, with how many actions of each are done and overdue."""
    on = day_in(assembly, at=timezone.now())
    rows = []
    for one in queries.plans(assembly):
        states = [queries.state_of(action, on=on) for action in one.actions.all()]
        rows.append((one, len(states), states.count("met"), states.count("overdue")))
    given = {"rows": rows, "keeps": _keeps(request, assembly)}
    return render(request, "plan/plans.html", given)


@open_to(EVERYONE)
def plan(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show a plan: each action under its priority, how far it has come, and who signed it off."""
    found = _one(assembly, slug)
    on = day_in(assembly, at=timezone.now())
    by_priority = queries.standings(found, on=on)
    actions_of = [one.action for _priority, rows in by_priority for one in rows]
    days, silence_clause = queries.silence_of(assembly, on=on)
    given = {
        "plan": found,
        "priorities": by_priority,
        "done": sum(action.state == Action.State.DONE for action in actions_of),
        "number": len(actions_of),
        "silent": sum(one.is_silent for _priority, rows in by_priority for one in rows),
        "silence": days,
        "silence_clause": silence_clause,
        "sides": queries.one_sided(found, actions_of, on=on),
        "sign_offs": list(found.sign_offs.order_by("on", "pk")),
        "keeps": _keeps(request, assembly),
        "clause": queries.clause_for(found, on=on),
        "again": queries.look_again(found, on=on),
        "today": on,
    }
    return render(request, "plan/plan.html", given)


@open_to(KNOWN, methods=BOTH)
def keep(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a plan."""
    _require(request, assembly)
    at = timezone.now()
    form = forms.KeepPlan(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_plan(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter a plan"),
        button=_("Enter it"),
        done=_("It is entered. Add what is to be done next."),
        to=lambda made: ("plan:plan", assembly.slug, made.slug),
        back=reverse("plan:plans", args=[assembly]),
    )


@open_to(KNOWN, methods=BOTH)
def sign_off(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter that a side agreed to a plan."""
    _require(request, assembly)
    found, at = _one(assembly, slug), timezone.now()
    form = forms.SignPlanOff(posted(request), initial={"on": day_in(assembly, at=at)})
    return act(
        request,
        form=form,
        do=lambda: actions.sign_off(plan=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Enter who agreed to it"),
        button=_("Enter it"),
        done=_("It is entered."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def look_at(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Keep that both sides looked at a plan again."""
    found = _one(assembly, slug)
    _require(request, assembly)
    at = timezone.now()
    form = forms.LookAt(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.look_at(plan=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Both sides looked at it again"),
        button=_("Keep it"),
        done=_("It is kept, as of today."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def add(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Add what is to be done."""
    _require(request, assembly)
    found, at = _one(assembly, slug), timezone.now()
    form = forms.KeepAction(posted(request), areas=served_places(assembly))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_action(plan=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Add what is to be done"),
        button=_("Add it"),
        done=_("It is added."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def change(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Change what is said of an action; its day is moved apart, with the reason."""
    _require(request, assembly)
    found, at = _one(assembly, slug), timezone.now()
    action = _action(found, number)
    shown = {name: getattr(action, name) for name in actions.KEPT if name != "consultation"}
    shown |= {"area": action.area_id, "is_ready": action.state == Action.State.READY}
    form = forms.KeepAction(posted(request), areas=served_places(assembly), initial=shown)
    return act(
        request,
        form=form,
        do=lambda: actions.keep_action(
            plan=found, action=action, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Change what is to be done"),
        button=_("Keep it"),
        done=_("It is kept."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def tell(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Tell how far an action has come."""
    _require(request, assembly)
    found, at = _one(assembly, slug), timezone.now()
    action = _action(found, number)
    form = forms.TellProgress(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.tell_progress(
            action=action, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Tell how far it has come"),
        facts=[(_("To be done"), action.title)],
        button=_("Tell it"),
        done=_("It stands there, for everybody to read."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def move(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Move the day of an action, with the reason."""
    _require(request, assembly)
    found, at = _one(assembly, slug), timezone.now()
    action = _action(found, number)
    form = forms.MoveDay(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.move_day(action=action, by=request.user, at=at, **form.cleaned_data),
        heading=_("Move the day"),
        facts=[(_("To be done"), action.title), (_("By"), action.due_on or "–")],
        button=_("Move it"),
        done=_("It is moved; the day before stays for everybody to read."),
        **_page(found),
    )
