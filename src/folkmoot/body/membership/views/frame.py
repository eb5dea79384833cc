"""What the views of a member have in common."""

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS, is_officer
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.permits import KEEPERS, OFFICER, may_keep_register
from folkmoot.body.membership.queries import memberships_of
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.doors import Request, SignedIn
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal


def latest(assembly: Assembly, reference: str, *, on: date) -> Membership:
    """
    Return the latest membership of the organisation with a reference. Three queries.

    :raises Http404: if it never was a member.
    """
    organisation = get_object_or_404(Organisation, reference=reference)
    found = memberships_of(assembly, organisation, on=on).first()
    if found is None:
        raise Http404
    return found


def survivor_of(reference: str) -> Organisation | None:
    """Return the organisation into which that with a reference was merged. One query."""
    rows = Organisation.objects.filter(merged_from__reference=reference)
    return rows.order_by("pk").first()


def is_officer_here(request: Request, assembly: Assembly, *, on: date) -> bool:
    """Test whether an officer is looking who came in with their second factor."""
    person = request.user
    if not isinstance(person, Person) or not is_officer(person, assembly, on=on):
        return False
    return OFFICERS.instead is None or OFFICERS.instead(request) is None


def keeps_here(request: Request, assembly: Assembly, *, on: date) -> bool:
    """Test whether somebody is looking who keeps the register, with their second factor."""
    person = request.user
    if not isinstance(person, Person) or not may_keep_register(person, assembly, on=on):
        return False
    return KEEPERS.instead is None or KEEPERS.instead(request) is None


def require_theirs(request: SignedIn, membership: Membership, *, on: date) -> None:
    """:raises Refusal: unless somebody who acts for the member is looking."""
    if not may_act_for(request.user, membership.organisation, on=on):
        who = _("somebody who acts for %(name)s") % {"name": membership.organisation.name}
        raise Refusal("not-permitted", None, {"who": who}, by_whom=OFFICER)


def answer(
    request: Request, template: str, context: dict[str, Any], *, was_refused: bool
) -> HttpResponse:
    """Draw a page with a form: 422 when what was typed was refused, 200 otherwise."""
    return render(request, template, context, status=422 if was_refused else 200)
