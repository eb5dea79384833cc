"""Who acts for an organisation, and how it can be reached."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations import actions, forms
from folkmoot.body.organisations.models import Authority, Contact
from folkmoot.body.organisations.permits import require_keeper, require_may_keep
from folkmoot.body.organisations.queries.acting import authorities_for
from folkmoot.body.organisations.views.frame import (
    answer,
    organisation_of,
    require_factor_shown,
)
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to, send_on
from folkmoot.ground.people.actions import welcome
from folkmoot.rules.findings import Refusal


@open_to(SIGNED_IN, methods=("GET", "POST"))
def people(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Those who act for an organisation, and did; and one more."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    organisation = organisation_of(assembly, reference)
    require_factor_shown(request, assembly, organisation, on=on)
    require_keeper(request.user, assembly, organisation, on=on)
    form = forms.NewAuthority(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            require_may_keep(request.user, assembly, organisation, on=on)
            person = welcome(email=told["email"], name=told["name"], at=at)
            actions.give_authority(
                assembly=assembly,
                organisation=organisation,
                person=person,
                title=told["title"],
                by=request.user,
                at=at,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            words = _("%(person)s may act for %(name)s now, and is written to.")
            facts = {"person": person.name or person.email, "name": organisation.name}
            messages.success(request, words % facts)
            return send_on(request, "organisations:people", assembly, reference)
    held = list(authorities_for(organisation))
    context = {
        "form": form,
        "organisation": organisation,
        "standing": [one for one in held if one.until_on is None or one.until_on > on],
        "ended": [one for one in held if one.until_on is not None and one.until_on <= on],
    }
    return answer(request, "organisations/people.html", context, was_refused=form.is_bound)


@open_to(SIGNED_IN, methods=("POST",))
def end(request: SignedIn, assembly: Assembly, reference: str, key: int) -> HttpResponse:
    """End a person's authority."""
    organisation = organisation_of(assembly, reference)
    authority = get_object_or_404(Authority, pk=key, organisation=organisation)
    actions.end_authority(
        assembly=assembly, authority=authority, by=request.user, at=timezone.now()
    )
    if authority.person_id == request.user.pk:
        words = _("You no longer act for %(name)s.") % {"name": organisation.name}
        messages.success(request, words)
        return send_on(request, "organisations:profile", assembly, reference)
    messages.success(
        request, _("They may no longer act for %(name)s.") % {"name": organisation.name}
    )
    return send_on(request, "organisations:people", assembly, reference)


@open_to(SIGNED_IN, methods=("GET", "POST"))
def contacts(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """The ways to reach an organisation, and one more."""
    at = timezone.now()
    organisation = organisation_of(assembly, reference)
    require_factor_shown(request, assembly, organisation, on=day_in(assembly, at=at))
    require_keeper(request.user, assembly, organisation, on=day_in(assembly, at=at))
    form = forms.NewContact(request.POST or None)
    if form.is_valid():
        try:
            actions.keep_contact(
                assembly=assembly,
                organisation=organisation,
                by=request.user,
                at=at,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is kept."))
            return send_on(request, "organisations:contacts", assembly, reference)
    context = {"form": form, "organisation": organisation, "held": organisation.contacts.all()}
    return answer(request, "organisations/contacts.html", context, was_refused=form.is_bound)


@open_to(SIGNED_IN, methods=("POST",))
def contact_end(request: SignedIn, assembly: Assembly, reference: str, key: int) -> HttpResponse:
    """Take a way to reach an organisation away."""
    organisation = organisation_of(assembly, reference)
    contact = get_object_or_404(Contact, pk=key, organisation=organisation)
    actions.remove_contact(assembly=assembly, contact=contact, by=request.user, at=timezone.now())
    messages.success(request, _("It is taken away."))
    return send_on(request, "organisations:contacts", assembly, reference)
