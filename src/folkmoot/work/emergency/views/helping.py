"""What is needed and what is offered, sent to each other; and worries passed on."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.emergency import permits
from folkmoot.work.emergency.actions import helping as actions
from folkmoot.work.emergency.actions import opening
from folkmoot.work.emergency.forms import emergencies as forms
from folkmoot.work.emergency.models import Emergency, Match, Need, Worry
from folkmoot.work.emergency.queries import helping as queries
from folkmoot.work.emergency.queries.ready import clause_of_emergencies
from folkmoot.work.emergency.views.frame import (
    BOTH,
    one,
    page,
    places,
    require_helps_here,
    runs,
    who,
)

AT_ONCE = 50


@open_to(KNOWN)
def needs(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show those who help what is needed, who helps with it, and what is offered."""
    found = one(assembly, reference)
    require_helps_here(request, assembly)
    rows = Paginator(queries.needs_of(found), AT_ONCE).get_page(request.GET.get("page"))
    given = {
        "emergency": found,
        "rows": list(rows),
        "page_obj": rows,
        "offers": list(queries.offers_of(found)[:200]),
        "runs": runs(request, assembly),
    }
    return render(request, "emergency/needs.html", given)


@open_to(KNOWN, methods=BOTH)
def tell(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Tell what is needed where."""
    found, at = one(assembly, reference), timezone.now()
    require_helps_here(request, assembly)
    permits.require_goes_on(found)
    _person, organisation = who(request)
    form = forms.TellNeed(posted(request), areas=places(assembly))
    return act(
        request,
        form=form,
        do=lambda: actions.tell_need(
            emergency=found, organisation=organisation, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Tell what is needed"),
        button=_("Tell it"),
        done=_("It is on the list of what is needed."),
        **page(found, to="needs"),
    )


def _need(found: Emergency, number: int) -> Need:
    rows = found.needs.select_related("emergency__assembly", "area", "organisation")
    return get_object_or_404(rows, pk=number)


@open_to(KNOWN)
def need(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Show one need, who helps with it, and which offers would suit it."""
    found = one(assembly, reference)
    require_helps_here(request, assembly)
    this = _need(found, number)
    _person, organisation = who(request)
    is_officer = runs(request, assembly)
    matches = this.matches.select_related("offer__organisation").order_by("at", "pk")
    given = {
        "emergency": found,
        "need": this,
        "matches": list(matches),
        "suggestions": queries.suggestions(this)[:20] if is_officer and not this.met_at else [],
        "runs": is_officer,
        "organisation": organisation,
    }
    return render(request, "emergency/need.html", given)


@open_to(OFFICERS, methods=BOTH)
def send(
    request: SignedIn, assembly: Assembly, reference: str, number: int, offer: int
) -> HttpResponse:
    """Send an offer to a need."""
    found, at = one(assembly, reference), timezone.now()
    this = _need(found, number)
    given = get_object_or_404(found.offers.select_related("organisation"), pk=offer, ended_at=None)
    return act(
        request,
        form=Act(posted(request)),
        do=lambda: actions.send_help(need=this, offer=given, by=request.user, at=at),
        heading=_("Send %(name)s") % {"name": given.organisation.name},
        facts=[(_("Needed"), this.words), (_("Offered"), given.words or "–")],
        button=_("Send them"),
        done=_("They have a letter that says where they are needed."),
        clause=clause_of_emergencies(assembly, on=day_in(assembly, at=at)),
        **page(found, to="needs"),
    )


@open_to(KNOWN, methods=BOTH)
def end(
    request: SignedIn, assembly: Assembly, reference: str, number: int, match: int
) -> HttpResponse:
    """Say how help ended."""
    found, at = one(assembly, reference), timezone.now()
    rows = Match.objects.select_related("need__emergency__assembly", "offer__organisation")
    this = get_object_or_404(rows, pk=match, need=number, need__emergency=found)
    permits.require_speaks_for(
        request.user, this.offer.organisation, assembly, on=day_in(assembly, at=at)
    )
    form = forms.EndHelp(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.end_match(match=this, by=request.user, at=at, **form.cleaned_data),
        heading=_("How did it end?"),
        facts=[(_("Needed"), this.need.words), (_("Who helps"), this.offer.organisation.name)],
        button=_("Say it"),
        done=_("It stands there."),
        **page(found, to="needs"),
    )


@open_to(KNOWN, methods=BOTH)
def offer(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Offer help for one's organisation."""
    found, at = one(assembly, reference), timezone.now()
    permits.require_goes_on(found)
    _person, organisation = who(request)
    if organisation is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    form = forms.OfferHelp(posted(request), areas=places(assembly))
    return act(
        request,
        form=form,
        do=lambda: actions.offer_help(
            emergency=found, organisation=organisation, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Offer help for %(name)s") % {"name": organisation.name},
        button=_("Offer it"),
        done=_("It is offered. You get a letter when it is needed somewhere."),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def worry(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Pass a local worry to a council or to the NHS."""
    found, at = one(assembly, reference), timezone.now()
    require_helps_here(request, assembly)
    permits.require_goes_on(found)
    _person, organisation = who(request)
    form = forms.Worry(posted(request), areas=places(assembly))
    return act(
        request,
        form=form,
        do=lambda: opening.raise_worry(
            emergency=found, organisation=organisation, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Pass a worry on"),
        lead=_("It stands with the name of who is to reply, and for how long it has waited."),
        button=_("Pass it on"),
        done=_("It is passed on."),
        clause=clause_of_emergencies(assembly, on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def reply(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Reply to a worry for the body it went to."""
    found, at = one(assembly, reference), timezone.now()
    rows = Worry.objects.select_related("emergency__assembly")
    this = get_object_or_404(rows, pk=number, emergency=found)
    permits.require_replies(request.user, this, on=day_in(assembly, at=at))
    form = forms.Words(posted(request), label=_("Your reply"))
    form.fields["words"].initial = this.reply
    return act(
        request,
        form=form,
        do=lambda: opening.answer_worry(worry=this, by=request.user, at=at, **form.cleaned_data),
        heading=_("Reply for %(name)s") % {"name": this.partner},
        facts=[(_("The worry"), this.words)],
        button=_("Reply"),
        done=_("It is answered."),
        **page(found),
    )
