"""Services that are due for renewal, the ways to give them, and the rules of a fund."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.work.funding.actions import buying as actions
from folkmoot.work.funding.forms import buying as forms
from folkmoot.work.funding.models import Service
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.buying import services as services_of
from folkmoot.work.funding.queries.buying import weighing_of
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.views.frame import (
    BOTH,
    fund_page,
    keeps,
    keeps_of,
    may,
    one_fund,
    own_body,
    page_of,
    require,
    require_of,
    today,
)
from folkmoot.work.funding.views.tables import Cell, Table, show


@open_to(EVERYONE)
def services(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the services that are due for renewal, and whether the ways to give them are weighed."""
    on = today(assembly)
    shown = page_of(services_of(assembly), request)
    rows = [
        (
            Cell(one.title, url=_url(request, assembly, one), hint=one.body_name),
            Cell(day=one.renew_on, state="overdue" if on > one.renew_on else "due"),
            f"{sum(option.is_weighed for option in one.options.all())}",
            one.chosen.title if one.chosen else Cell(state="undecided"),
        )
        for one in shown
    ]
    heads = [_("Service"), _("Renewed by"), "#" + _("Ways weighed"), _("Chosen")]
    enter = may(request, assembly, "enter_service", _("Enter a service"))
    return show(
        request,
        heading=_("Services due for renewal"),
        lead=_("Before anything is bought, the ways to give a service are weighed: by the body "
               "itself, and by others."),
        clauses=[clause_for(assembly, "options", on=on)],
        links=[enter if keeps(request, assembly) else None],
        tables=[Table(_("Services"), heads, rows, _("No service is entered."), shown)],
    )  # fmt: skip


def _url(request: Request, assembly: Assembly, one: Service) -> str:
    return may(request, assembly, "service", "", one.pk)[0]


def _one(assembly: Assembly, number: int) -> Service:
    return get_object_or_404(services_of(assembly), pk=number)


@open_to(EVERYONE)
def service(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show a service: the ways to give it, what each is weighed at, and which was chosen."""
    found = _one(assembly, number)
    on = today(assembly)
    is_keeper = keeps_of(request, assembly, found.body_name)
    finding = weighing_of(found, on=on)
    options = list(found.options.order_by("way", "title", "pk"))
    rows = [
        (
            Cell(one.title, state="agreed" if one.pk == found.chosen_id else "",
                 hint=one.get_way_display()),
            Cell(one.outcome) if one.outcome else Cell(state="unknown"),
            Cell(one.value) if one.value else Cell(state="unknown"),
            in_pounds(one.pence),
        )
        for one in options
    ]  # fmt: skip
    stands: list[tuple[str, object]] = []
    if finding is not None:
        zone = timezone.get_current_timezone()
        words = finding.in_words(zone) or _("It may be bought.")
        stands = [(_("Before buying"), Cell(words, state="met" if finding.holds else "missed"))]
    links = [
        may(request, assembly, "weigh", _("Weigh a way"), found.pk),
        may(request, assembly, "choose", _("Say which is chosen"), found.pk) if options else None,
    ]
    return show(
        request,
        heading=found.title,
        caption=f"{found.body_name}, {found.directorate}" if found.directorate else found.body_name,
        clauses=[clause_for(assembly, "options", on=on)],
        links=links if is_keeper else [],
        facts=[
            (_("Given now"), found.given_now or Cell(state="unknown")),
            (_("Renewed by"), Cell(day=found.renew_on)),
            *stands,
            *([(_("Why this way"), found.chosen_because)] if found.chosen else []),
        ],
        tables=[
            Table(
                _("Ways to give it"),
                [_("Way"), _("What local people gain"), _("For its price"), "#" + _("A year")],
                rows,
                _("No way to give it is entered yet."),
            )
        ],
        crumbs=[may(request, assembly, "services", _("Services due for renewal"))],
    )


@open_to(KNOWN, methods=BOTH)
def enter_service(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a service that is due for renewal."""
    require(request, assembly)
    at = timezone.now()
    form = forms.EnterService(posted(request), initial={"body_name": own_body(request, assembly)})
    return act(
        request,
        form=form,
        do=lambda: actions.enter_service(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter a service that is due for renewal"),
        button=_("Enter it"),
        done=_("It is entered. Now weigh the ways to give it."),
        to=lambda made: ("funding:service", assembly.slug, made.pk),
        clause=clause_for(assembly, "options", on=today(assembly)),
        back=may(request, assembly, "services", "")[0],
    )


@open_to(KNOWN, methods=BOTH)
def weigh(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Weigh a way to give a service."""
    found, at = _one(assembly, number), timezone.now()
    require_of(request, assembly, found.body_name)
    form = forms.Weigh(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.weigh(service=found, by=request.user, at=at, **form.told()),
        heading=_("Weigh a way to give it"),
        lead=_("A way of the same name that is there already is replaced."),
        button=_("Keep it"),
        done=_("It is kept."),
        to=("funding:service", assembly.slug, found.pk),
        back=_url(request, assembly, found),
        caption=found.title,
        clause=clause_for(assembly, "options", on=today(assembly)),
    )


@open_to(KNOWN, methods=BOTH)
def choose(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say which of the ways is chosen."""
    found, at = _one(assembly, number), timezone.now()
    require_of(request, assembly, found.body_name)
    form = forms.Choose(posted(request), options=list(found.options.order_by("way", "title", "pk")))
    return act(
        request,
        form=form,
        do=lambda: actions.choose(
            service=found,
            option=form.options[form.cleaned_data["option"]],
            because=form.cleaned_data["because"],
            by=request.user,
            at=at,
        ),
        heading=_("Say which way is chosen"),
        button=_("Choose it"),
        done=_("It is chosen, and everybody can read why."),
        to=("funding:service", assembly.slug, found.pk),
        back=_url(request, assembly, found),
        caption=found.title,
        clause=clause_for(assembly, "options", on=today(assembly)),
    )


@open_to(KNOWN, methods=BOTH)
def list_rule(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """List a rule of law, of buying or of charities that applies to a fund."""
    found, at = one_fund(request, assembly, slug), timezone.now()
    require_of(request, assembly, found.funder_name, found.run_by)
    form = forms.ListRule(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.list_rule(fund=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("List a rule that applies"),
        lead=_("So that neither side is asked to breach it."),
        button=_("List it"),
        done=_("It is listed."),
        clause=clause_for(assembly, "rules", on=today(assembly)),
        **fund_page(found),
    )
