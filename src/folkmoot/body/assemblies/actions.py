from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.events import AssemblyFounded, PostGiven
from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import require_free_address
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area


@transaction.atomic
def found_assembly(
    *,
    slug: str,
    name: str,
    scheme: str,
    areas: Iterable[Area] = (),
    about: str = "",
    recognised_on: date | None = None,
    accent: str = "",
    by: Person | None,
    at: datetime,
) -> Assembly:
    """
    Begin an assembly in this installation.

    :raises Refusal: if its address is one that the site itself uses.
    :param by: who keeps the installation, or None when it is done from the command line.
    """
    require_free_address(slug)
    assembly = Assembly.objects.create(
        slug=slug, name=name, scheme=scheme, about=about, recognised_on=recognised_on, accent=accent
    )
    assembly.areas.set(areas)
    record(AssemblyFounded(name=name, scheme=scheme), assembly=slug, by=by, at=at)
    return assembly


@transaction.atomic
def give_post(
    *,
    assembly: Assembly,
    person: Person,
    kind: str,
    body: str = "",
    from_on: date,
    by: Person | None,
    at: datetime,
) -> Post:
    """Give a person a post in an assembly from a day; one already held is left as it is."""
    held = Post.objects.filter(assembly=assembly, person=person, kind=kind, until_on=None)
    if (post := held.order_by("pk").first()) is not None:
        return post
    post = Post.objects.create(
        assembly=assembly, person=person, kind=kind, body=body, from_on=from_on
    )
    event = PostGiven(
        person=person.reference, post=str(Post.Kind(kind).label), body=body, from_on=from_on
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    return post
