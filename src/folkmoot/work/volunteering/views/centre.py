"""What the centre does, in public, and how it is kept."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.reckoning.roles_standard import as_schema_org, as_standard
from folkmoot.rules.findings import Refusal
from folkmoot.work.volunteering.actions import bringing
from folkmoot.work.volunteering.actions import centre as acting
from folkmoot.work.volunteering.forms import centre as forms
from folkmoot.work.volunteering.models import Campaign, Proposal
from folkmoot.work.volunteering.queries import centre as queries
from folkmoot.work.volunteering.queries.export import told_roles
from folkmoot.work.volunteering.queries.roles import open_roles
from folkmoot.work.volunteering.queries.words import clause_for, heads_of_cost, tiers
from folkmoot.work.volunteering.views.frame import BOTH, officer, who


@open_to(EVERYONE)
def centre(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what the centre does: campaigns, figures, policy, costs, good practice."""
    on = day_in(assembly, at=timezone.now())
    asked = request.GET.get("year", "")
    of = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= on.year else on.year
    years = [queries.year_of(assembly, year=of), queries.year_of(assembly, year=of - 1)]
    heads = heads_of_cost(assembly, on=on)
    practices = Paginator(queries.practices(assembly), 25).get_page(request.GET.get("practices"))
    given: dict[str, Any] = {
        "years": years, "marks": list(zip(years[0].quality, years[1].quality, strict=True)),
        "campaigns": Paginator(queries.campaigns(assembly), 25).get_page(request.GET.get("campaigns")),
        "proposals": Paginator(queries.proposals(assembly), 25).get_page(request.GET.get("proposals")),
        "heads": heads, "costs": Paginator(queries.costs(assembly, heads), 25).get_page(request.GET.get("costs")),
        "practices": practices, "looked": [(one, queries.points_of(one)) for one in practices],
        "today": on, "is_officer": officer(request, assembly),
        "organisation": who(request)[1], "before": of - 1,
        "clauses": {name: clause_for(assembly, name, on=on)
                    for name in ("marketing", "figures", "policy", "plans", "costs", "practice")},
    }  # fmt: skip
    return render(request, "volunteering/centre.html", given)


@open_to(EVERYONE)
def campaign(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show a campaign's own page; whoever goes on from it is traced to it."""
    found = get_object_or_404(Campaign, assembly=assembly, slug=slug)
    on = day_in(assembly, at=timezone.now())
    roles = open_roles(assembly, on=on)
    if found.theme_id:
        roles = roles.filter(themes=found.theme_id)
    given = {
        "campaign": found, "roles": list(roles[:12]),
        "is_over": on >= found.until_on, "clause": clause_for(assembly, "marketing", on=on),
    }  # fmt: skip
    return render(request, "volunteering/campaign.html", given)


@open_to(EVERYONE)
def costs_csv(request: Request, assembly: Assembly) -> HttpResponse:
    """Give what programmes cost as a table, for those who fund them."""
    heads = heads_of_cost(assembly, on=day_in(assembly, at=timezone.now()))
    rows = [
        [
            one.organisation,
            one.programme,
            one.year,
            one.funder_name,
            *(pence for _head, pence in one.heads),
            one.total,
        ]
        for one in queries.costs(assembly, heads)
    ]
    head = [
        "organisation",
        "programme",
        "year",
        "funder",
        *(f"{one} (pence)" for one in heads),
        "total (pence)",
    ]
    return csv_file("volunteering-costs", head, rows, is_private=False)


@open_to(EVERYONE)
def export(request: Request, assembly: Assembly, form: str) -> HttpResponse:
    """Give the open roles in the draft UK volunteering standard, or in schema.org."""
    makers = {"standard": as_standard, "schema-org": as_schema_org}
    if form not in makers:
        raise Http404
    on = day_in(assembly, at=timezone.now())
    told = makers[form](told_roles(assembly, on=on, address=request.build_absolute_uri("/")[:-1]))
    return JsonResponse(
        told, content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )  # fmt: skip


def _act(request: Request, assembly: Assembly, name: str, **said: Any) -> HttpResponse:
    clause = clause_for(assembly, name, on=day_in(assembly, at=timezone.now()))
    back = reverse("volunteering:centre", args=[assembly])
    return act(
        request, clause=clause, back=back, to=("volunteering:centre", assembly.slug),
        crumbs=[(_("What the volunteer centre does"), back)], **said,
    )  # fmt: skip


@open_to(OFFICERS, methods=BOTH)
def keep_campaign(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Begin a campaign."""
    form, at = forms.KeepCampaign(posted(request)), timezone.now()
    return _act(
        request, assembly, "marketing", form=form,
        do=lambda: acting.keep_campaign(assembly=assembly, by=request.user, at=at, **form.cleaned_data),
        heading=_("Begin a campaign"), button=_("Begin it"), done=_("It has its page."),
    )  # fmt: skip


@open_to(OFFICERS, methods=BOTH)
def watch(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Watch a proposal."""
    at = timezone.now()
    form = forms.Watch(
        posted(request), tiers=tiers(assembly, on=day_in(assembly, at=at)),
        campaigns=list(queries.campaigns(assembly)[:100]),
    )  # fmt: skip
    return _act(
        request, assembly, "policy", form=form,
        do=lambda: acting.watch(assembly=assembly, by=request.user, at=at, **form.told()),
        heading=_("Watch a proposal"), button=_("Watch it"), done=_("It is watched."),
    )  # fmt: skip


def _proposal(assembly: Assembly, reference: str) -> Proposal:
    rows = Proposal.objects.select_related("assembly", "campaign")
    return get_object_or_404(rows, assembly=assembly, reference=reference)


@open_to(OFFICERS, methods=BOTH)
def respond(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say what was answered to a proposal."""
    found, at = _proposal(assembly, reference), timezone.now()
    chosen = found.campaign.slug if found.campaign else ""
    form = forms.Respond(
        posted(request), campaigns=list(queries.campaigns(assembly)[:100]),
        initial={"response": found.response, "campaign": chosen,
                 "on": found.responded_on or day_in(assembly, at=at)},
    )  # fmt: skip
    return _act(
        request, assembly, "policy", form=form, caption=found.title,
        do=lambda: acting.respond(proposal=found, by=request.user, at=at, **form.told()),
        heading=_("Say what was answered"), button=_("Keep it"), done=_("It is kept."),
    )  # fmt: skip


@open_to(OFFICERS, methods=BOTH)
def inform(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Keep that a plan was shaped."""
    found, at = _proposal(assembly, reference), timezone.now()
    form = forms.Inform(posted(request), tiers=tiers(assembly, on=day_in(assembly, at=at)))
    return _act(
        request, assembly, "plans", form=form, caption=found.title,
        do=lambda: acting.inform(proposal=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Name a plan that it informed"), button=_("Keep it"), done=_("It is kept."),
    )  # fmt: skip


def _body(request: SignedIn, assembly: Assembly) -> tuple[Organisation | None, Any]:
    """Return the organisation acted for, or for an officer the list to choose from."""
    _person, organisation = who(request)
    if organisation is not None:
        return organisation, None
    if not officer(request, assembly):
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    listed = Organisation.objects.filter(listings__assembly=assembly)
    return None, listed.exclude(state__in=("closed", "merged")).order_by("sort_name", "pk")


@open_to(KNOWN, methods=BOTH)
def tell_costs(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Tell what a programme cost."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    body, bodies = _body(request, assembly)
    form = forms.TellCosts(
        posted(request), heads=heads_of_cost(assembly, on=on), bodies=bodies,
        initial={"year": on.year},
    )  # fmt: skip
    return _act(
        request, assembly, "costs", form=form, caption=body.name if body else "",
        do=lambda: acting.tell_costs(
            assembly=assembly, by=request.user, at=at, **{"organisation": body} | form.told()
        ),
        heading=_("Tell what a volunteer programme costs"),
        lead=_("Funders see it, and budgets may include it. What is told of a year replaces what was."),
        button=_("Tell it"), done=_("It stands there, for those who fund it to see."),
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def look_at_practice(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Look at how an organisation treats its volunteers."""
    at = timezone.now()
    body, bodies = _body(request, assembly)
    before = queries.practice_of(assembly, body) if body else None
    start: dict[str, Any] = {}
    for one in before.items.all() if before else []:
        start |= {
            f"{one.item}_met": {True: "yes", False: "no", None: ""}[one.is_met],
            f"{one.item}_evidence": one.evidence, f"{one.item}_link": one.training_link,
        }  # fmt: skip
    form = forms.LookAtPractice(posted(request), bodies=bodies, initial=start)
    return _act(
        request, assembly, "practice", form=form, caption=body.name if body else "",
        do=lambda: acting.look_at_practice(
            assembly=assembly, by=request.user, at=at, **{"organisation": body} | form.told()
        ),
        heading=_("How you treat your volunteers"),
        lead=_("Everybody can read it. A point that is met says by what that is seen."),
        button=_("Keep it"), done=_("It is kept."),
    )  # fmt: skip


@open_to(OFFICERS, methods=BOTH)
def bring(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Read roles in from a file: all or none, with what is wrong row by row."""
    at = timezone.now()
    listed = Organisation.objects.filter(listings__assembly=assembly)
    form = forms.BringFile(
        request.POST or None, request.FILES or None,
        bodies=listed.exclude(state__in=("closed", "merged")).order_by("sort_name", "pk"),
    )  # fmt: skip

    def do() -> Any:
        try:
            return bringing.bring_roles(
                assembly=assembly, content=form.cleaned_data["file"].read(10_000_000),
                organisation=form.cleaned_data["organisation"], by=request.user, at=at,
            )  # fmt: skip
        except bringing.FileRefused as refusal:
            for fault in refusal.faults[:100]:
                words = _("Role %(row)d: %(what)s") % {"row": fault.row, "what": fault.what}
                form.add_error("file", words)
            raise

    return _act(
        request, assembly, "figures", form=form, do=do,
        heading=_("Bring roles from a file"),
        lead=_("They are listed once somebody has answered their tests."),
        button=_("Read it in"), done=_("The roles are there, and wait for their tests."),
    )  # fmt: skip
