"""Who keeps agreements with partners, and who states what of a support body."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.queries.ruled import support_organisations
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import authorities_of, may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "side-has-signed": "{side} signed on {signed_on}.",
        "accord-is-not-signed": (
            "{title} is not signed yet, so there is nothing to look back at. {signed} of at least "
            "{needed} sides have signed."
        ),
        "evidence-of-the-future": "What is seen on {seen_on} cannot be entered before that day.",
        "side-signs-later": "{signed_on} is still to come, so nobody has signed on it.",
    }
)


def require_keeps(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are a support officer."""
    if not is_officer(person, assembly, on=on):
        raise Refusal("not-permitted", None, {"who": _("a support officer of this assembly")})


def may_state_for(person: Person, assembly: Assembly, *, on: date) -> set[int] | None:
    """Return the keys of the organisations one may state for; None for all. Two queries at most."""
    if is_officer(person, assembly, on=on):
        return None
    return {one.organisation_id for one in authorities_of(person, on=on)}


def may_state(person: Person, assembly: Assembly, organisation: Organisation, *, on: date) -> bool:
    """Whoever acts for a support body states what it has to. Two queries at most."""
    if not support_organisations(assembly).filter(pk=organisation.pk).exists():
        return False
    return may_act_for(person, organisation, on=on) or is_officer(person, assembly, on=on)


def require_may_state(
    person: Person, assembly: Assembly, organisation: Organisation, *, on: date
) -> None:
    """:raises Refusal: if they may not."""
    if not may_state(person, assembly, organisation, on=on):
        who = _("somebody who acts for a support body of this assembly")
        raise Refusal("not-permitted", None, {"who": who})
