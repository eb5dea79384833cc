"""Where the assembly and its forums come from, and a printed table of them brought in."""

import hashlib
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS, is_officer
from folkmoot.body.forums import actions, forms, queries
from folkmoot.body.forums.forms.table import NoTable, Table, read_table
from folkmoot.body.forums.models import Mandate
from folkmoot.body.forums.permits import require_may_keep
from folkmoot.body.forums.views.acts import act, one_forum
from folkmoot.body.rulebook.queries import adoptions
from folkmoot.ground.doors import EVERYONE, SIGNED_IN, Request, SignedIn, open_to, send_on
from folkmoot.rules.findings import Refusal

ORIGINS = "context.initiatives"


@open_to(EVERYONE)
def origins(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what the forums grew from, and what was asked from outside and how it was met."""
    on = timezone.localdate()
    user: Any = request.user
    given = {
        "forums": queries.grown_forums(assembly),
        "asked": queries.mandates(assembly, on=on),
        "clause": queries.clause_of(assembly, ORIGINS, on=on),
        "is_officer": bool(user.is_authenticated) and is_officer(user, assembly, on=on),
    }
    return render(request, "forums/origins.html", given)


@open_to(OFFICERS, methods=("GET", "POST"))
def register_mandate(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Register what somebody outside asks of the assembly."""
    on = timezone.localdate()
    live = queries.live_forums(assembly, on=on)
    return act(
        request,
        form=forms.Demand(request.POST or None, forums=live),
        do=lambda answers: actions.register_mandate(
            assembly=assembly, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("Register what somebody outside asks of us"),
        button=_("Register it"),
        done=_("It is on the register."),
        to=("forums:origins", assembly.slug),
        clause=queries.clause_of(assembly, ORIGINS, on=on),
    )


@open_to(OFFICERS, methods=("GET", "POST"))
def meet_mandate(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Write down how a mandate was met."""
    this = get_object_or_404(
        Mandate.objects.select_related("assembly"), assembly=assembly, pk=number
    )
    return act(
        request,
        form=forms.Met(request.POST or None),
        do=lambda answers: actions.meet_mandate(
            mandate=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("How what %(issuer)s asks was met") % {"issuer": this.issuer},
        button=_("Record that it was met"),
        done=_("It is recorded as met."),
        to=("forums:origins", assembly.slug),
        clause=queries.clause_of(assembly, ORIGINS, on=timezone.localdate()),
        lead=this.asks,
    )


@open_to(SIGNED_IN, methods=("GET", "POST"))
def tell_origins(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Write down what a forum grew from."""
    this, on = one_forum(assembly, slug), timezone.localdate()
    require_may_keep(request.user, this, on=on)
    return act(
        request,
        form=forms.Origins(request.POST or None, initial={"grew_from": this.grew_from}),
        do=lambda answers: actions.tell_origins(
            forum=this, **answers, by=request.user, at=timezone.now()
        ),
        heading=_("What %(forum)s grew from") % {"forum": this.name},
        button=_("Keep this"),
        done=_("The record says what it grew from."),
        to=("forums:forum", assembly.slug, slug),
        clause=queries.clause_of(assembly, ORIGINS, on=on),
        forum=this,
    )


@open_to(OFFICERS, methods=("GET", "POST"))
def bring_table(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Bring a printed table of forums: look at what it would do, then keep it."""
    on = timezone.localdate()
    form = forms.BringTable(
        request.POST or None,
        request.FILES or None,
        initial={"recognised_on": _bound_from(assembly, on)},
    )
    given: dict[str, Any] = {
        "form": form,
        "clause": queries.clause_of(assembly, "forums.local", on=on),
    }
    if form.is_valid():
        keeps = request.POST.get("step") == "keep"
        table = _table(form)
        try:
            report = _brought(request, assembly, form, table, keeps=keeps) if table else None
        except Refusal as refusal:
            form.refuse(refusal)
            given["faults"] = table.faults if table else []
        else:
            if report and keeps:
                counts = {"added": report.count("added"), "changed": report.count("changed")}
                messages.success(
                    request, _("%(added)d forums added, %(changed)d changed.") % counts
                )
                return send_on(request, "forums:appendix", assembly.slug)
            given["report"] = report
    is_refused = form.is_bound and not given.get("report")
    return render(request, "forums/bring.html", given, status=422 if is_refused else 200)


def _bound_from(assembly: Assembly, on: date) -> date | None:
    bound = adoptions(assembly, on=on).filter(is_agreement=True).order_by("from_on", "pk").first()
    return bound.from_on if bound else assembly.recognised_on


def _table(form: forms.BringTable) -> Table | None:
    try:
        return read_table(form.cleaned_data["table"])
    except NoTable as why:
        form.add_error("table", str(why))
        return None


def _brought(
    request: SignedIn, assembly: Assembly, form: forms.BringTable, table: Table, *, keeps: bool
) -> actions.Report:
    text = form.cleaned_data["table"]
    return actions.import_register(
        assembly=assembly,
        lines=table.lines,
        faults=table.faults,
        recognised_on=form.cleaned_data["recognised_on"],
        source=_("a table brought in the browser"),
        digest=hashlib.sha256(text.encode()).hexdigest(),
        is_trial=not keeps,
        by=request.user,
        at=timezone.now(),
    )
