"""Help that is not money, and money that comes from elsewhere."""

from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.actions import beyond as actions
from folkmoot.work.funding.forms import beyond as forms
from folkmoot.work.funding.models import Award, InKind, OutsideBid, OutsideFund
from folkmoot.work.funding.queries.awards import funds as funds_of
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.views.frame import (
    BOTH,
    body,
    keeps,
    listed,
    may,
    own_body,
    page_of,
    require,
    today,
)
from folkmoot.work.funding.views.tables import Cell, Table, show


@open_to(EVERYONE)
def in_kind(request: Request, assembly: Assembly) -> HttpResponse:
    """Show help that is not money: offered, asked for and given, with its value beside the cash."""
    on = today(assembly)
    is_keeper = keeps(request, assembly)
    found = InKind.objects.filter(assembly=assembly).select_related("organisation")
    shown = page_of(found.order_by("state", "-entered_on", "-pk"), request)
    names = dict(InKind.State.choices)
    rows = [
        (
            Cell(one.words, hint=one.get_kind_display()),
            one.body_name or "–",
            one.organisation.name if one.organisation else "–",
            in_pounds(one.pence),
            Cell(
                capfirst(str(names[one.state])) if one.state != InKind.State.GIVEN else "",
                state="met" if one.state == InKind.State.GIVEN else "",
                hint=one.given_on.isoformat() if one.given_on else "",
                action=may(request, assembly, "give_help", _("Say that it was given"), one.pk)
                if is_keeper and one.given_on is None else None,
            ),
        )
        for one in shown
    ]  # fmt: skip
    value = found.filter(given_on__isnull=False).aggregate(sum=Sum("pence"))["sum"] or 0
    cash = Award.objects.filter(assembly=assembly).aggregate(sum=Sum("pence"))["sum"] or 0
    heads = [_("What"), _("From"), _("To"), "#" + _("Worth"), _("How it stands")]
    return show(
        request,
        heading=_("Help that is not money"),
        lead=_("Rooms, things and time of staff, at a fair value beside the money."),
        clauses=[clause_for(assembly, "in-kind", on=on)],
        links=[
            may(request, assembly, "offer_help", _("Offer help")) if is_keeper else None,
            may(request, assembly, "ask_for_help", _("Ask for help")) if body(request) else None,
            may(request, assembly, "mix", _("What kinds of help there are")),
        ],
        facts=[
            (_("Help in kind that was given"), in_pounds(value)),
            (_("Money that was awarded"), in_pounds(cash)),
        ],
        tables=[
            Table(_("Help in kind"), heads, rows, _("Nothing is offered or asked for."), shown)
        ],
    )


@open_to(KNOWN, methods=BOTH)
def offer_help(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Offer rooms, things or time of staff."""
    require(request, assembly)
    at = timezone.now()
    form = forms.OfferHelp(posted(request), initial={"body_name": own_body(request, assembly)})
    return act(
        request,
        form=form,
        do=lambda: actions.offer_help(assembly=assembly, by=request.user, at=at, **form.told()),
        heading=_("Offer help that is not money"),
        button=_("Offer it"),
        done=_("It is offered, and everybody can see it."),
        to=("funding:in_kind", assembly.slug),
        clause=clause_for(assembly, "in-kind", on=today(assembly)),
        back=may(request, assembly, "in_kind", "")[0],
    )


@open_to(KNOWN, methods=BOTH)
def ask_for_help(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Ask, as an organisation, for rooms, things or time of staff."""
    organisation, at = body(request), timezone.now()
    if organisation is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    form = forms.AskForHelp(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.ask_for_help(
            assembly=assembly,
            organisation=organisation,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Ask for help that is not money"),
        button=_("Ask for it"),
        done=_("It is asked for, and public bodies can see it."),
        to=("funding:in_kind", assembly.slug),
        clause=clause_for(assembly, "in-kind", on=today(assembly)),
        back=may(request, assembly, "in_kind", "")[0],
    )


@open_to(KNOWN, methods=BOTH)
def give_help(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say that help was given."""
    require(request, assembly)
    found = get_object_or_404(
        InKind.objects.select_related("assembly"), assembly=assembly, pk=number
    )
    at = timezone.now()
    shown = {
        "body_name": found.body_name or own_body(request, assembly),
        "organisation": found.organisation_id,
        "sum": found.pence / 100 if found.pence is not None else None,
        "given_on": today(assembly),
    }
    form = forms.GiveHelp(posted(request), organisations=listed(assembly), initial=shown)
    return act(
        request,
        form=form,
        do=lambda: actions.give_help(help_=found, by=request.user, at=at, **form.told()),
        heading=_("Say that it was given"),
        facts=[(_("What"), found.words)],
        button=_("Keep it"),
        done=_("It is kept, beside the money."),
        to=("funding:in_kind", assembly.slug),
        clause=clause_for(assembly, "in-kind", on=today(assembly)),
        back=may(request, assembly, "in_kind", "")[0],
    )


@open_to(EVERYONE)
def elsewhere(request: Request, assembly: Assembly) -> HttpResponse:
    """
    Show the funds of others that are open, and what came of help to win money there.

    Who bid for what is read by those who keep funds, and by the organisation itself.
    """
    on = today(assembly)
    is_keeper, own = keeps(request, assembly), body(request)
    still = Q(closes_on=None) | Q(closes_on__gte=on)
    shown = page_of(
        OutsideFund.objects.filter(still, assembly=assembly).order_by("closes_on", "pk"), request
    )
    funds = [
        (
            Cell(one.title, url=one.link, hint=one.funder_name),
            Cell(one.suits or "–", hint=one.about),
            in_pounds(one.most_pence),
            Cell(day=one.closes_on) if one.closes_on else _("Always open"),
        )
        for one in shown
    ]
    bids = OutsideBid.objects.filter(assembly=assembly)
    told = bids.aggregate(
        all=Count("pk"), won=Count("pk", filter=Q(result="won")), sum=Sum("pence")
    )
    seen = bids if is_keeper else bids.filter(organisation=own) if own else bids.none()
    names = dict(OutsideBid.Result.choices)
    log = [
        (
            Cell(one.organisation.name, hint=one.title),
            one.funder_name,
            one.help_given or "–",
            Cell(
                capfirst(str(names[one.result])), hint=in_pounds(one.pence) if one.pence else "",
                action=may(request, assembly, "tell_result", _("Tell the result"), one.pk)
                if is_keeper else None,
            ),
        )
        for one in seen.select_related("organisation").order_by("-told_on", "-pk")[:50]
    ]  # fmt: skip
    return show(
        request,
        heading=_("Money from elsewhere"),
        lead=_("Funds of others that members may apply to, and help to win them."),
        clauses=[clause_for(assembly, "elsewhere", on=on)],
        links=[
            may(request, assembly, "list_fund", _("List a fund of others")) if is_keeper else None,
            may(request, assembly, "tell_bid", _("Tell of help with a bid")) if is_keeper else None,
        ],
        facts=[
            (_("Groups were helped to bid"), told["all"]),
            (_("Of these were won"), told["won"]),
            (_("Pounds that were won"), in_pounds(told["sum"] or 0)),
        ],
        tables=[
            Table(
                _("Funds of others that are open"),
                [_("Fund"), _("For whom"), "#" + _("At most"), _("Last day")],
                funds, _("None is listed now."), shown,
            ),
            Table(_("Help that was given, and what came of it"),
                  [_("Organisation"), _("Whose money"), _("Help"), _("Result")], log),
        ],
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def list_fund(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """List a fund of others."""
    require(request, assembly)
    form, at = forms.ListOutsideFund(posted(request)), timezone.now()
    return act(
        request,
        form=form,
        do=lambda: actions.list_outside_fund(
            assembly=assembly, by=request.user, at=at, **form.told()
        ),
        heading=_("List a fund of others"),
        button=_("List it"),
        done=_("It is listed for members."),
        to=("funding:elsewhere", assembly.slug),
        clause=clause_for(assembly, "elsewhere", on=today(assembly)),
        back=may(request, assembly, "elsewhere", "")[0],
    )


@open_to(KNOWN, methods=BOTH)
def tell_bid(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Tell how a group was helped to win money elsewhere."""
    require(request, assembly)
    at = timezone.now()
    form = forms.TellBid(
        posted(request), organisations=listed(assembly), funds=funds_of(assembly, of=[])
    )
    return act(
        request,
        form=form,
        do=lambda: actions.tell_outside_bid(
            assembly=assembly, by=request.user, at=at, **form.told()
        ),
        heading=_("Tell of help with a bid"),
        button=_("Keep it"),
        done=_("It is kept. Tell the result when it is known."),
        to=("funding:elsewhere", assembly.slug),
        clause=clause_for(assembly, "elsewhere", on=today(assembly)),
        back=may(request, assembly, "elsewhere", "")[0],
    )


@open_to(KNOWN, methods=BOTH)
def tell_result(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Tell what came of a bid elsewhere."""
    require(request, assembly)
    bid = get_object_or_404(
        OutsideBid.objects.select_related("assembly", "organisation"), assembly=assembly, pk=number
    )
    at = timezone.now()
    form = forms.TellResult(posted(request), initial={"result": bid.result})
    return act(
        request,
        form=form,
        do=lambda: actions.tell_result(bid=bid, by=request.user, at=at, **form.told()),
        heading=_("Tell the result"),
        facts=[(_("Organisation"), bid.organisation.name), (_("For"), bid.title)],
        button=_("Tell it"),
        done=_("It is told."),
        to=("funding:elsewhere", assembly.slug),
        clause=clause_for(assembly, "elsewhere", on=today(assembly)),
        back=may(request, assembly, "elsewhere", "")[0],
    )
