"""What boards lack, and the open calls that fill it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import BOARD, KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.recruiting.actions import boards as actions
from folkmoot.proceedings.recruiting.forms import boards as forms
from folkmoot.proceedings.recruiting.models import Advert, Audit, Need
from folkmoot.proceedings.recruiting.permits import may_fill_board
from folkmoot.proceedings.recruiting.queries import boards as queries

BOTH = ("GET", "POST")


def _one_audit(assembly: Assembly, number: int) -> Audit:
    return get_object_or_404(queries.audits(assembly), pk=number)


def _one_advert(assembly: Assembly, reference: str) -> Advert:
    return get_object_or_404(queries.adverts(assembly), reference=reference)


def _audit_page(audit: Audit) -> dict[str, Any]:
    url = reverse("recruiting:audit", args=[audit.assembly, audit.pk])
    return {
        "to": ("recruiting:audit", audit.assembly.slug, audit.pk),
        "back": url,
        "caption": audit.board,
        "crumbs": [(audit.board, url)],
    }


def _advert_page(advert: Advert) -> dict[str, Any]:
    url = reverse("recruiting:advert", args=[advert.assembly, advert.reference])
    return {
        "to": ("recruiting:advert", advert.assembly.slug, advert.reference),
        "back": url,
        "caption": f"{advert.need.audit.board}: {advert.need.name}",
        "crumbs": [(advert.need.name, url)],
    }


def _fills(request: Request, assembly: Assembly) -> bool:
    person = request.user
    on = day_in(assembly, at=timezone.now())
    return isinstance(person, Person) and may_fill_board(person, assembly, on=on)


@open_to(EVERYONE)
def audits(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what boards were found to lack, and what has been done about it."""
    on = day_in(assembly, at=timezone.now())
    page = Paginator(queries.audits(assembly), 10).get_page(request.GET.get("page"))
    given = {
        "page_obj": page,
        "rows": [(one, queries.gaps_of(one)) for one in page],
        "fills": _fills(request, assembly),
        "clause": queries.clause_on_gaps(assembly, on=on),
    }
    return render(request, "recruiting/boards.html", given)


@open_to(BOARD, methods=BOTH)
def enter(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Begin to look at what a board lacks."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    form = forms.AuditBoard(posted(request), initial={"held_on": on})
    return act(
        request,
        form=form,
        do=lambda: actions.audit_board(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Look at what a board lacks"),
        button=_("Begin"),
        done=_("Now name what the board should have."),
        to=lambda made: ("recruiting:audit", assembly.slug, made.pk),
        clause=queries.clause_on_gaps(assembly, on=on),
        back=reverse("recruiting:boards", args=[assembly]),
    )


@open_to(EVERYONE)
def audit(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show what one look at a board found."""
    on = day_in(assembly, at=timezone.now())
    found = _one_audit(assembly, number)
    given = {
        "audit": found,
        "gaps": queries.gaps_of(found),
        "fills": _fills(request, assembly),
        "clause": queries.clause_on_gaps(assembly, on=on),
    }
    return render(request, "recruiting/audit.html", given)


@open_to(BOARD, methods=BOTH)
def need(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Write down what a board should have."""
    found, at = _one_audit(assembly, number), timezone.now()
    form = forms.NameNeed(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.name_need(audit=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("What should the board have?"),
        button=_("Write it down"),
        done=_("It is written down."),
        **_audit_page(found),
    )


@open_to(BOARD, methods=BOTH)
def advertise(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Open a public call for what is missing."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    lacking = get_object_or_404(
        Need.objects.select_related("audit__assembly"), pk=number, audit__assembly=assembly
    )
    form = forms.Advertise(posted(request), initial={"advertised_on": on})
    page = _audit_page(lacking.audit)
    page["to"] = lambda made: ("recruiting:advert", assembly.slug, made.reference)
    return act(
        request,
        form=form,
        do=lambda: actions.advertise(need=lacking, by=request.user, at=at, **form.cleaned_data),
        heading=_("Open a call: %(need)s") % {"need": lacking.name},
        button=_("Open the call"),
        done=_("The call is public from its first day."),
        clause=queries.clause_on_gaps(assembly, on=on),
        **page,
    )


@open_to(EVERYONE)
def advert(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show a call: what it says, its days, and who was appointed."""
    on = day_in(assembly, at=timezone.now())
    found = _one_advert(assembly, reference)
    applied = list(queries.applications(found))
    person = request.user if isinstance(request.user, Person) else None
    fills = _fills(request, assembly)
    given = {
        "advert": found,
        "state": queries.state_of(found, on=on),
        "applied": applied,
        "appointed": [one for one in applied if one.is_appointed],
        "own": next((one for one in applied if person and one.person_id == person.pk), None),
        "fills": fills,
        "clause": queries.clause_on_gaps(assembly, on=on),
    }
    return render(request, "recruiting/advert.html", given)


@open_to(KNOWN, methods=BOTH)
def apply(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Apply to a call."""
    found, at = _one_advert(assembly, reference), timezone.now()
    form = forms.Apply(posted(request))
    acting = request.acting_for
    return act(
        request,
        form=form,
        do=lambda: actions.apply_for(
            advert=found,
            organisation=acting.organisation if acting else None,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Apply"),
        facts=[(_("What the call says"), found.words)],
        button=_("Send the application"),
        done=_("Your application is in, and you are told what the board decides."),
        **_advert_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def take_back(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Take an application back."""
    found, at = _one_advert(assembly, reference), timezone.now()
    own = queries.application_of(request.user, found)
    form = Agree(posted(request), label=_("Take my application back; what it says is forgotten"))

    def do() -> None:
        if own is not None:
            actions.withdraw_application(application=own, by=request.user, at=at)

    return act(
        request,
        form=form,
        do=do,
        heading=_("Take your application back"),
        button=_("Take it back"),
        done=_("Your application is taken back."),
        warns=True,
        **_advert_page(found),
    )


@open_to(BOARD)
def applications(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show who applied, and what the board has settled of each."""
    found = _one_advert(assembly, reference)
    on = day_in(assembly, at=timezone.now())
    given = {
        "advert": found,
        "state": queries.state_of(found, on=on),
        "rows": list(queries.applications(found)),
    }
    return render(request, "recruiting/applications.html", given)


@open_to(BOARD, methods=BOTH)
def shortlist(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Settle who is looked at more closely."""
    found, at = _one_advert(assembly, reference), timezone.now()
    form = forms.Shortlist(posted(request), applied=list(queries.applications(found)))
    page = _advert_page(found)
    page["to"] = ("recruiting:applications", assembly.slug, found.reference)
    return act(
        request,
        form=form,
        do=lambda: actions.shortlist(advert=found, chosen=form.told(), by=request.user, at=at),
        heading=_("Who is looked at more closely?"),
        button=_("Settle it"),
        done=_("The list is settled."),
        clause=queries.clause_on_gaps(assembly, on=day_in(assembly, at=at)),
        **page,
    )


@open_to(BOARD, methods=BOTH)
def decide(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Appoint somebody who was shortlisted, or not."""
    found, at = _one_advert(assembly, reference), timezone.now()
    applied = get_object_or_404(
        queries.applications(found).select_related(
            "person", "organisation", "advert__assembly", "advert__need__audit"
        ),
        pk=number,
    )
    form = forms.Decide(posted(request))
    page = _advert_page(found)
    page["to"] = ("recruiting:applications", assembly.slug, found.reference)
    return act(
        request,
        form=form,
        do=lambda: actions.decide_application(
            application=applied,
            appoints=form.cleaned_data["appoints"] == "yes",
            because=form.cleaned_data["because"],
            by=request.user,
            at=at,
        ),
        heading=_("What is decided on %(name)s?") % {"name": applied.person.name},
        facts=[
            (_("What they would bring"), applied.words),
            (_("Interests"), applied.interests),
        ],
        button=_("Record it, and tell them"),
        done=_("It is recorded, and they are told."),
        clause=queries.clause_on_gaps(assembly, on=day_in(assembly, at=at)),
        **page,
    )


@open_to(BOARD, methods=BOTH)
def announce(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Make known who fills the gap."""
    found, at = _one_advert(assembly, reference), timezone.now()
    form = forms.Announce(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.announce(advert=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Make the appointment known"),
        button=_("Make it known"),
        done=_("It is made known."),
        **_advert_page(found),
    )
