from datetime import date
from typing import Any

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.ground.people.models import Person


def authorities_of(person: Person, *, on: date) -> QuerySet[Authority]:
    """Return the organisations a person may act for on a day, by name. One query."""
    standing = Authority.objects.standing_on(on).filter(person=person)
    return standing.select_related("organisation").order_by("organisation__name", "pk")


def acting_for(person: Person, chosen: Any, *, on: date) -> Authority | None:
    """
    Return the authority under which a person acts, or None if they act for nobody.

    The organisation they chose, as long as they may still act for it; otherwise the
    first by name. One query.
    """
    held = list(authorities_of(person, on=on))
    for authority in held:
        if authority.organisation_id == chosen:
            return authority
    return held[0] if held else None


def may_act_for(person: Person, organisation: Organisation, *, on: date) -> bool:
    """Test whether a person may act for an organisation on a day. One query."""
    held = Authority.objects.standing_on(on)
    return held.filter(person=person, organisation=organisation).exists()


def acts_for_support_body(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Test whether a person acts on a day for an infrastructure body of an assembly. One query."""
    held = Authority.objects.standing_on(on).filter(person=person)
    return held.filter(organisation__supports__assembly=assembly).exists()


def people_acting_for(organisation: Organisation, *, on: date) -> list[Person]:
    """Return the people who may act for an organisation on a day, by name. One query."""
    held = Authority.objects.standing_on(on).filter(organisation=organisation)
    return [
        authority.person
        for authority in held.select_related("person").order_by("person__name", "pk")
    ]


def authorities_for(organisation: Organisation) -> QuerySet[Authority]:
    """Return who acts for an organisation and did, the latest first. One query."""
    held = Authority.objects.filter(organisation=organisation).select_related("person")
    return held.order_by("-from_on", "-pk")
