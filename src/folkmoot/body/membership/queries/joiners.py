"""Who may still join, for whoever wants to sign for them."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import authorities_of
from folkmoot.ground.people.models import Person

GONE = [Organisation.State.CLOSED, Organisation.State.MERGED]


def may_join(assembly: Assembly, *, on: date) -> QuerySet[Organisation]:
    """Return the organisations on the register that are not members, by name. One query."""
    rows = Membership.objects.filter(assembly=assembly, organisation=OuterRef("pk"))
    return (
        Organisation.objects.exclude(state__in=GONE)
        .filter(~Exists(rows.standing_on(on)))
        .order_by("name", "pk")
    )


def may_join_named(assembly: Assembly, named: str, *, on: date) -> list[Organisation]:
    """Return the first ten organisations with a name that may still join. One query or none."""
    named = named.strip()
    return list(may_join(assembly, on=on).filter(name__icontains=named)[:10]) if named else []


def own_to_join(
    assembly: Assembly, person: Person, *, asked: str = "", on: date
) -> QuerySet[Organisation]:
    """
    Return what a person may ask to join for: whom they act for, and one that they chose.

    :param asked: the reference of the one they chose. One query.
    """
    acted_for = authorities_of(person, on=on).order_by().values("organisation")
    rows = may_join(assembly, on=on)
    return rows.filter(pk__in=acted_for) | rows.filter(reference=asked)
