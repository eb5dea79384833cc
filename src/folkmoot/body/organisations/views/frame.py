"""What the views of one organisation have in common."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer, second_factor_step
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.permits import may_keep
from folkmoot.body.organisations.queries import may_act_for, register
from folkmoot.ground.doors import Request
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal


def organisation_of(assembly: Assembly, reference: str) -> Organisation:
    """:raises Http404: if the assembly lists no such organisation."""
    organisation = register.profile(assembly, reference)
    if organisation is None:
        raise Http404
    return organisation


def is_officer_here(request: Request, assembly: Assembly, *, on: date) -> bool:
    """Test whether an officer is looking who came in with their second factor."""
    person = request.user
    if not isinstance(person, Person) or not is_officer(person, assembly, on=on):
        return False
    return second_factor_step(request) is None


def keeps(request: Request, assembly: Assembly, organisation: Organisation, *, on: date) -> bool:
    """Test whether whoever is looking keeps a listing."""
    person = request.user
    return isinstance(person, Person) and may_keep(person, assembly, organisation, on=on)


def require_factor_shown(
    request: Request, assembly: Assembly, organisation: Organisation, *, on: date
) -> None:
    """
    Let an officer who has not shown their second factor keep no listing but their own.

    :raises Refusal: if they look at another's.
    """
    person = request.user
    if not isinstance(person, Person) or may_act_for(person, organisation, on=on):
        return
    if is_officer(person, assembly, on=on) and second_factor_step(request) is not None:
        who = "those who act for it, and officers who have shown their second factor"
        raise Refusal("not-permitted", None, {"who": who})


def answer(
    request: Request, template: str, context: dict[str, Any], *, was_refused: bool
) -> HttpResponse:
    """Draw a page with a form: 422 when what was typed was refused, 200 otherwise."""
    return render(request, template, context, status=422 if was_refused else 200)
