from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.organisations.events import ListingClaimed
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.body.organisations.permits import require_open
from folkmoot.body.organisations.queries import may_act_for, people_acting_for
from folkmoot.body.organisations.queries.register import is_listed
from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.rulebook import NotInForce


@transaction.atomic
def claim_listing(
    *, assembly: Assembly, organisation: Organisation, title: str, by: Person, at: datetime
) -> Authority:
    """
    Let a person act for a listed organisation from today: no fee, no approval, no signature.

    Claiming again gives the same authority. The officers are told, so that a wrong claim is
    seen and ended. Only where everybody in the area belongs; where members sign, an
    authority carries a vote, and an officer gives it.

    :raises Refusal: if the assembly's members sign, somebody acts for it already, it has
        closed, or it is not listed here.
    """
    on = day_in(assembly, at=at)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if may_act_for(by, organisation, on=on):
        return Authority.objects.standing_on(on).get(person=by, organisation=organisation)
    require_may_claim(assembly, organisation, on=on)

    authority = Authority.objects.create(
        organisation=organisation, person=by, title=title, from_on=on
    )
    organisation.state = Organisation.State.CLAIMED
    organisation.last_confirmed_on = on
    organisation.save(update_fields=["state", "last_confirmed_on"])
    event = ListingClaimed(
        organisation=organisation.reference, name=organisation.name, person=by.reference
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=_clause(assembly, on))
    tell(officers(assembly, on=on), event, assembly=assembly.slug, at=at)
    return authority


def require_may_claim(assembly: Assembly, organisation: Organisation, *, on: date) -> None:
    """:raises Refusal: if a listing cannot be claimed as things stand, saying why."""
    require_open(organisation)
    facts = {"name": organisation.name}
    if not is_listed(organisation, assembly):
        who = _("a member of an assembly that lists %(name)s") % facts
        raise Refusal("not-permitted", None, {"who": who})
    if assembly.scheme != Assembly.Scheme.LISTED:
        whom = _("a support officer of this assembly")
        raise Refusal("claimed-by-an-officer-only", None, facts, by_whom=whom)
    if people_acting_for(organisation, on=on):
        whom = _("somebody who acts for it, or a support officer")
        raise Refusal("already-looked-after", None, facts, by_whom=whom)


def _clause(assembly: Assembly, on: date) -> Clause | None:
    """Return the clause by which everybody belongs, where the agreement in force has it."""
    try:
        book = in_force(assembly, on=on)
    except NotInForce:
        return None
    entry = book.clauses.get("everyone-belongs")
    return entry.clause if entry else None
