"""Who can do and knows what, who can advise on something, and what each gave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.queries.places import areas_around
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.work.practice.models import Contribution, Offer


def current_offers(assembly: Assembly, *, on: date, is_member: bool) -> QuerySet[Offer]:
    """
    Return what is offered on a day, by title; what has expired is not among it. Four queries.

    :param is_member: whether what is for members alone is asked for as well.
    """
    found = Offer.objects.filter(assembly=assembly, expires_on__gt=on)
    if not is_member:
        found = found.filter(seen_by=Offer.SeenBy.EVERYONE)
    found = found.select_related("assembly", "organisation", "person")
    found = found.prefetch_related("themes", "communities", "areas")
    return found.order_by("title", "pk")


def offers_found(
    assembly: Assembly,
    *,
    on: date,
    is_member: bool,
    words: str = "",
    kind: str = "",
    community: str = "",
    area: Area | None = None,
) -> QuerySet[Offer]:
    """
    Return the offers that fit what is looked for: in words, by kind, by those known, by place.

    Words are looked for in what is offered and in the names of its themes and communities. A
    place is served by an offer for it, for one around it or inside it, or for everywhere.
    Four queries, and six at most to know the places.
    """
    found = current_offers(assembly, on=on, is_member=is_member)
    for word in words.split()[:6]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(words__icontains=word)
            | Q(pk__in=Offer.objects.filter(communities__name__icontains=word).values("pk"))
            | Q(pk__in=Offer.objects.filter(themes__name__icontains=word).values("pk"))
        )
    if kind:
        found = found.filter(kind=kind)
    if community:
        found = found.filter(communities__code=community)
    if area is not None:
        served = areas_around([area]) | areas_within([area])
        there = Offer.objects.filter(Q(areas__in=served) | Q(areas=None), assembly=assembly)
        found = found.filter(pk__in=there.values("pk"))
    return found


def advisers(
    assembly: Assembly, *, on: date, community: str, is_member: bool = False
) -> list[Organisation]:
    """
    Return the organisations able to advise on a group of people, by name; for other nouns too.

    Those that list knowledge or experience of it, and agree to that on the day. One query.

    :param community: the code of the group of people.
    """
    kinds = (Offer.Kind.KNOWLEDGE, Offer.Kind.EXPERIENCE)
    offers = Offer.objects.filter(
        assembly=assembly, expires_on__gt=on, communities__code=community, kind__in=kinds
    )
    if not is_member:
        offers = offers.filter(seen_by=Offer.SeenBy.EVERYONE)
    found = Organisation.objects.filter(pk__in=offers.values("organisation"))
    return list(found.order_by("sort_name", "pk"))


def offers_of(organisations: Iterable[Organisation], person: Person) -> QuerySet[Offer]:
    """Return the offers of a person and of organisations, the next to expire first. Two queries."""
    found = Offer.objects.filter(Q(organisation__in=list(organisations)) | Q(person=person))
    return found.select_related("assembly", "organisation", "person").order_by("expires_on", "pk")


def contributions(assembly: Assembly) -> QuerySet[Contribution]:
    """Return what organisations gave, the latest first. One query."""
    found = Contribution.objects.filter(assembly=assembly)
    return found.select_related("organisation", "assembly").order_by("-on", "-pk")


@dataclass(frozen=True, slots=True)
class Given:
    """What one organisation gave: how often, the hours that are known, how often without hours."""

    name: str
    times: int
    hours: int
    unknown: int
    thanked: int


def given_by_each(assembly: Assembly, *, since: date) -> list[Given]:
    """Return what each organisation gave since a day, by name. One query. Two hundred at most."""
    found = Contribution.objects.filter(assembly=assembly, on__gte=since)
    counted = found.values("organisation__name", "organisation").annotate(
        times=Count("pk"),
        total=Sum("hours"),
        unknown=Count("pk", filter=Q(hours=None)),
        thanked=Count("pk", filter=Q(thanked_at__isnull=False)),
    )
    return [
        Given(
            one["organisation__name"], one["times"], one["total"] or 0, one["unknown"],
            one["thanked"],
        )
        for one in counted.order_by("organisation__name", "organisation")[:200]
    ]  # fmt: skip


def thanks_owed(assembly: Assembly, person: Person, *, on: date) -> int:
    """Return how many contributions nobody has thanked for, for an officer. Two queries."""
    if not is_officer(person, assembly, on=on):
        return 0
    return Contribution.objects.filter(assembly=assembly, thanked_at=None).count()
