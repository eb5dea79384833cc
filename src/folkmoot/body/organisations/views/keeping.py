"""Keeping a listing: adding, claiming, changing, confirming, closing, merging."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations import actions, forms
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.permits import require_may_keep
from folkmoot.body.organisations.queries import register
from folkmoot.body.organisations.views.frame import (
    answer,
    is_officer_here,
    organisation_of,
    require_factor_shown,
)
from folkmoot.ground.doors import SIGNED_IN, SignedIn, open_to, send_on
from folkmoot.rules.findings import Refusal


@open_to(SIGNED_IN, methods=("GET", "POST"))
def add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Add one's own organisation; an officer adds one for others."""
    at = timezone.now()
    form = forms.Details(request.POST or None, assembly=assembly)
    if form.is_valid():
        try:
            made = actions.list_organisation(
                assembly=assembly, by=request.user, at=at, **form.told()
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("%(name)s is in the directory.") % {"name": made.name})
            return send_on(request, "organisations:profile", assembly, made.reference)
    context = {
        "form": form,
        "is_officer": is_officer_here(request, assembly, on=day_in(assembly, at=at)),
    }
    return answer(request, "organisations/add.html", context, was_refused=form.is_bound)


@open_to(SIGNED_IN, methods=("GET", "POST"))
def change(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Change what the register says of an organisation."""
    at = timezone.now()
    organisation = organisation_of(assembly, reference)
    require_factor_shown(request, assembly, organisation, on=day_in(assembly, at=at))
    require_may_keep(request.user, assembly, organisation, on=day_in(assembly, at=at))
    form = forms.Details(request.POST or None, assembly=assembly, organisation=organisation)

    def deed() -> Organisation:
        # Numbers of other registers than the two that are asked for stay as they are.
        others = [
            (one.scheme, one.number)
            for one in organisation.identifiers.all()
            if register.is_org_id(one.scheme) and one.scheme not in {"GB-CHC", "GB-COH"}
        ]
        answers = form.told()
        answers["identifiers"] += others
        for part in ("bases", "works"):
            if part not in form.fields:
                answers[part] = [w.area for w in organisation.places.all() if w.kind + "s" == part]
        return actions.change_details(
            assembly=assembly, organisation=organisation, by=request.user, at=at, **answers
        )

    return _asked(
        request, assembly, organisation, form, deed,
        said=_("The page of %(name)s is changed."), template="organisations/change.html",
    )  # fmt: skip


@open_to(SIGNED_IN, methods=("GET", "POST"))
def claim(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Claim a listing: no fee, no approval, no signature."""
    at = timezone.now()
    organisation = organisation_of(assembly, reference)
    form = forms.Claim(request.POST if request.method == "POST" else None)
    return _asked(
        request, assembly, organisation, form,
        lambda: actions.claim_listing(
            assembly=assembly, organisation=organisation, by=request.user, at=at,
            **form.cleaned_data,
        ),
        said=_("You now act for %(name)s. Check that its page is right."),
        template="organisations/claim.html",
    )  # fmt: skip


@open_to(SIGNED_IN, methods=("POST",))
def confirm(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say that everything is still right."""
    organisation = organisation_of(assembly, reference)
    actions.confirm_details(
        assembly=assembly, organisation=organisation, by=request.user, at=timezone.now()
    )
    words = _("Thank you. The page of %(name)s is confirmed as right today.")
    messages.success(request, words % {"name": organisation.name})
    return send_on(request, "organisations:profile", assembly, reference)


@open_to(SIGNED_IN, methods=("GET", "POST"))
def close(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say that an organisation has closed."""
    at = timezone.now()
    organisation = organisation_of(assembly, reference)
    require_factor_shown(request, assembly, organisation, on=day_in(assembly, at=at))
    require_may_keep(request.user, assembly, organisation, on=day_in(assembly, at=at))
    form = forms.Close(request.POST or None)
    return _asked(
        request, assembly, organisation, form,
        lambda: actions.close_organisation(
            assembly=assembly, organisation=organisation, by=request.user, at=at,
            **form.cleaned_data,
        ),
        said=_("%(name)s is shown as closed."),
        heading=_("Close this listing"), button=_("Close it"),
    )  # fmt: skip


@open_to(OFFICERS, methods=("GET", "POST"))
def merge(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Make two listings one."""
    at = timezone.now()
    organisation = organisation_of(assembly, reference)
    form = forms.Merge(request.POST or None, assembly=assembly)
    return _asked(
        request, assembly, organisation, form,
        lambda: actions.merge_organisations(
            assembly=assembly, organisation=organisation, by=request.user, at=at,
            **form.cleaned_data,
        ),
        said=_("%(name)s is part of the other listing now."),
        heading=_("This organisation is listed twice"), button=_("Make the two one"),
    )  # fmt: skip


def _asked(
    request: SignedIn,
    assembly: Assembly,
    organisation: Organisation,
    form: forms.Refusable,
    deed: Callable[[], object],
    *,
    said: str,
    template: str = "organisations/ask.html",
    **words: Any,
) -> HttpResponse:
    """Do what a form asks for, or show it with what was typed and why not."""
    if form.is_valid():
        try:
            deed()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, said % {"name": organisation.name})
            return send_on(request, "organisations:profile", assembly, organisation.reference)
    context = {"form": form, "organisation": organisation, **words}
    return answer(request, template, context, was_refused=form.is_bound)
