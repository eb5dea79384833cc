"""One organisation, as anybody sees it, and as those who keep its listing do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations import actions
from folkmoot.body.organisations.forms import NewSupportBody
from folkmoot.body.organisations.queries import people_acting_for, register
from folkmoot.body.organisations.views.frame import (
    answer,
    is_officer_here,
    keeps,
    organisation_of,
)
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to, send_on
from folkmoot.rules.findings import Refusal


@open_to(EVERYONE)
def profile(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    organisation = organisation_of(assembly, reference)
    if organisation.merged_into is not None:
        return redirect("organisations:profile", assembly, organisation.merged_into.reference)
    on = day_in(assembly, at=timezone.now())
    is_open = organisation.state in register.OPEN
    numbers = [
        (*register.register_of(one.scheme, one.number), f"{one.scheme}-{one.number}", one.number)
        for one in organisation.identifiers.all()
        if register.is_org_id(one.scheme)
    ]
    places = list(organisation.places.all())
    linked = [
        *((_(link.kind), link.to) for link in organisation.links.all()),
        *(
            (
                _("has as a part of it") if link.kind == "part of" else _(link.kind),
                link.organisation,
            )
            for link in organisation.linked_from.all()
        ),
    ]
    here = register.keys_in(assembly, [one.pk for _kind, one in linked]) if linked else set()
    context = {
        "organisation": organisation,
        "is_open": is_open,
        "numbers": sorted(numbers),
        "bases": [work.area for work in places if work.kind == "base"],
        "works": [work.area for work in places if work.kind == "works"],
        "contacts": [one for one in organisation.contacts.all() if one.public_since],
        "links": [(kind, one, one.pk in here) for kind, one in linked],
        "keeps": keeps(request, assembly, organisation, on=on),
        "is_officer": is_officer_here(request, assembly, on=on),
        "can_be_claimed": is_open
        and assembly.scheme == Assembly.Scheme.LISTED
        and not people_acting_for(organisation, on=on),
    }
    return render(request, "organisations/profile.html", context)


@open_to(OFFICERS, methods=("GET", "POST"))
def support_body(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Recognise an organisation as an infrastructure body."""
    organisation = organisation_of(assembly, reference)
    form = NewSupportBody(request.POST or None)
    if form.is_valid():
        try:
            actions.name_support_body(
                assembly=assembly,
                organisation=organisation,
                by=request.user,
                at=timezone.now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            words = _("%(name)s is shown as an infrastructure body.")
            messages.success(request, words % {"name": organisation.name})
            return send_on(request, "organisations:support", assembly)
    context = {
        "form": form,
        "organisation": organisation,
        "heading": _("Infrastructure body"),
        "button": _("Show it as an infrastructure body"),
    }
    return answer(request, "organisations/ask.html", context, was_refused=form.is_bound)
