"""Bodies that are paid to support others, who covers what, and sums shared out over localities."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.queries.places import served_districts, served_places
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.work.funding.actions import support as actions
from folkmoot.work.funding.forms import support as forms
from folkmoot.work.funding.models import SupportContract
from folkmoot.work.funding.queries import support as queries
from folkmoot.work.funding.queries.agreements import state_of_step
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.views.frame import (
    BOTH,
    keeps,
    keeps_of,
    listed,
    may,
    own_body,
    require,
    require_of,
    today,
)
from folkmoot.work.funding.views.tables import Cell, Table, show


@open_to(EVERYONE)
def support(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the bodies paid to support others, the money promised ahead, and who covers what."""
    on = today(assembly)
    is_keeper = keeps(request, assembly)
    found = list(queries.contracts(assembly)[:200])
    period = queries.review_period(assembly, on=on)
    rows = [
        (
            Cell(one.organisation.name, hint=one.body_name,
                 url=may(request, assembly, "support_contract", "", one.pk)[0]),
            "; ".join(one.remits),
            in_pounds(one.yearly_pence),
            Cell(day=one.ends_on, state="ended" if one.ends_on < on else ""),
            Cell(day=queries.next_review(one, period),
                 state=state_of_step(queries.next_review(one, period), None, on=on))
            if one.ends_on >= on else "–",
            one.and_then or Cell(state="unknown"),
        )
        for one in found
    ]  # fmt: skip
    ahead = [
        (_("From April %(year)d") % {"year": year}, in_pounds(pence))
        for year, pence in queries.forward_line(found, on=on)
    ]
    told = queries.coverage_of(assembly, on=on)
    cover = [
        (service, *(Cell("\n".join(names), state="due" if len(names) > 1 else "")
                    if names else Cell(state="missed") for names in cells))
        for service, cells in told.rows
    ]  # fmt: skip
    looks = [
        (Cell(day=one.on), one.who, one.overlaps, one.gaps, one.words)
        for one in queries.coverage_reviews(assembly)
    ]
    return show(
        request,
        heading=_("Bodies that support others"),
        lead=_("What they are paid for, by whom, until when, and how it goes on."),
        clauses=[clause_for(assembly, name, on=on) for name in ("support", "coverage")],
        links=[
            may(request, assembly, "commission_support", _("Enter a support body that is paid"))
            if is_keeper else None,
            may(request, assembly, "tell_coverage", _("Say who offers what where"))
            if is_keeper else None,
            may(request, assembly, "look_at_coverage", _("Keep a joint look at it"))
            if is_keeper else None,
            may(request, assembly, "shares", _("Shares by locality")),
        ],
        tables=[
            Table(_("Support bodies that are paid"),
                  [_("Body"), _("For what"), "#" + _("A year"), _("Through"), _("Next look"),
                   _("And then")], rows, _("None is entered.")),
            Table(_("Promised ahead"), [_("Financial year"), "#" + _("Pounds")],
                  ahead if found else []),
            Table(_("Who offers what where"), [_("Service"), *told.places], cover if told.places
                  else [], note=_("%(overlaps)d overlaps and %(gaps)d gaps.")
                  % {"overlaps": told.overlaps, "gaps": told.gaps}),
            Table(_("Joint looks at it"),
                  [_("On"), _("Who looked"), "#" + _("Overlaps"), "#" + _("Gaps"),
                   _("What they will do")], looks, _("They have not looked at it together yet.")),
        ],
    )  # fmt: skip


def _one(assembly: Assembly, number: int) -> SupportContract:
    return get_object_or_404(queries.contracts(assembly), pk=number)


@open_to(EVERYONE)
def support_contract(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show what a support body is paid for, its yearly looks, and how it goes on."""
    found, on = _one(assembly, number), today(assembly)
    period = queries.review_period(assembly, on=on)
    due = queries.next_review(found, period)
    rows = [
        (Cell(day=one.on), one.found, Cell(state="accepted" if one.goes_on else "ended"))
        for one in found.reviews.order_by("-on", "-pk")
    ]
    review = may(request, assembly, "review_support", _("Keep a yearly look"), found.pk)
    return show(
        request,
        heading=found.organisation.name,
        caption=found.body_name,
        clauses=[clause_for(assembly, name, on=on) for name in ("support", "support-goes-on")],
        links=[review if keeps_of(request, assembly, found.body_name) else None],
        facts=[
            (_("Paid for"), "; ".join(found.remits)),
            (_("Pounds a year"), in_pounds(found.yearly_pence)),
            (_("From"), Cell(day=found.starts_on)),
            (_("Through"), Cell(day=found.ends_on)),
            (_("Next look"), Cell(day=due, state=state_of_step(due, None, on=on))),
            (_("And then"), found.and_then or Cell(state="unknown")),
        ],
        tables=[Table(_("Yearly looks"), [_("On"), _("What was found"), _("Goes on")], rows,
                      _("Nobody has looked yet."))],
        crumbs=[may(request, assembly, "support", _("Bodies that support others"))],
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def commission_support(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a body that is paid to support others."""
    require(request, assembly)
    at, on = timezone.now(), today(assembly)
    form = forms.CommissionSupport(
        posted(request), organisations=listed(assembly), remits=queries.remits(assembly, on=on),
        initial={"body_name": own_body(request, assembly)},
    )  # fmt: skip
    return act(
        request,
        form=form,
        do=lambda: actions.commission_support(
            assembly=assembly, by=request.user, at=at, **form.told()
        ),
        heading=_("Enter a support body that is paid"),
        button=_("Enter it"),
        done=_("It is entered, and looked at once a year."),
        to=lambda made: ("funding:support_contract", assembly.slug, made.pk),
        clause=clause_for(assembly, "support", on=on),
        back=may(request, assembly, "support", "")[0],
    )


@open_to(KNOWN, methods=BOTH)
def review_support(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Keep what the yearly look at a support body found."""
    found, at = _one(assembly, number), timezone.now()
    require_of(request, assembly, found.body_name)
    form = forms.ReviewSupport(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.review_support(
            contract=found,
            by=request.user,
            at=at,
            **form.cleaned_data | {"goes_on": form.cleaned_data["goes_on"] == "yes"},
        ),
        heading=_("Keep a yearly look"),
        caption=found.organisation.name,
        button=_("Keep it"),
        done=_("It is kept, and everybody can read it."),
        to=("funding:support_contract", assembly.slug, found.pk),
        clause=clause_for(assembly, "support-goes-on", on=today(assembly)),
        back=may(request, assembly, "support_contract", "", found.pk)[0],
    )


@open_to(KNOWN, methods=BOTH)
def tell_coverage(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Say where a support body offers a service."""
    require(request, assembly)
    at, on = timezone.now(), today(assembly)
    places = served_places(assembly).filter(pk__in=[area.pk for area in served_districts(assembly)])
    form = forms.TellCoverage(
        posted(request), organisations=listed(assembly), areas=places,
        services=queries.support_services(assembly, on=on),
    )  # fmt: skip
    return act(
        request,
        form=form,
        do=lambda: actions.tell_coverage(
            assembly=assembly, by=request.user, at=at,
            **form.cleaned_data | {"areas": list(form.cleaned_data["areas"])},
        ),
        heading=_("Say who offers what where"),
        button=_("Keep it"),
        done=_("It is kept."),
        to=("funding:support", assembly.slug),
        clause=clause_for(assembly, "coverage", on=on),
        back=may(request, assembly, "support", "")[0],
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def look_at_coverage(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Keep what the support bodies found together of who offers what where."""
    require(request, assembly)
    at, on = timezone.now(), today(assembly)
    told = queries.coverage_of(assembly, on=on)
    form = forms.LookAtCoverage(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.look_at_coverage(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Keep a joint look at it"),
        facts=[(_("Overlaps"), told.overlaps), (_("Gaps"), told.gaps)],
        button=_("Keep it"),
        done=_("It is kept, with the overlaps and gaps of today."),
        to=("funding:support", assembly.slug),
        clause=clause_for(assembly, "coverage", on=on),
        back=may(request, assembly, "support", "")[0],
    )
