"""What forms about seats let somebody choose from."""

from datetime import date

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.offices import live_forums
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.forums.queries.ruled import support_organisations
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Listing, Organisation
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.seats.models import OutsideBody


def areas_to_choose(assembly: Assembly) -> QuerySet[Area]:
    """Return the places of an assembly, by name. One query."""
    return served_places(assembly)


def bodies_to_choose(
    assembly: Assembly, *, but: OutsideBody | None = None
) -> QuerySet[OutsideBody]:
    """Return the outside bodies that are not closed, by name. One query."""
    found = OutsideBody.objects.filter(assembly=assembly, closed_on=None)
    return (found.exclude(pk=but.pk) if but else found).order_by("name", "pk")


def forums_to_choose(assembly: Assembly, *, on: date) -> QuerySet[Forum]:
    """Return the recognised forums of an assembly, by name. One query."""
    return live_forums(assembly, on=on)


def support_to_choose(assembly: Assembly) -> QuerySet[Organisation]:
    """Return the support bodies of an assembly, by name. One query."""
    return support_organisations(assembly).order_by("name", "pk")


def organisations_to_choose(assembly: Assembly, *, on: date) -> QuerySet[Organisation]:
    """
    Return the organisations that belong to an assembly, by name. One query.

    Its members and, where everybody in the area belongs, those that are listed.
    """
    if assembly.scheme == Assembly.Scheme.LISTED:
        listed = Listing.objects.filter(assembly=assembly).values("organisation_id")
        return Organisation.objects.filter(pk__in=listed).order_by("name", "pk")
    members = Membership.objects.filter(assembly=assembly).standing_on(on)
    found = Organisation.objects.filter(pk__in=members.values("organisation_id"))
    return (found | support_organisations(assembly)).distinct().order_by("name", "pk")
