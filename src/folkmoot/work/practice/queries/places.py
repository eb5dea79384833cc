"""Rooms by place and by what people need to get in; who asked for one; peers and what they share."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.places import areas_around
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.work.practice.models import Peer, Share, Venue, VenueAccess, VenueRequest


def venues(
    assembly: Assembly, *, area: Area | None = None, needs: Iterable[str] = (), kind: str = ""
) -> QuerySet[Venue]:
    """
    Return the rooms that groups can use, by name. Two queries, and six at most to know places.

    :param needs: what must be known to be there; what nobody has told of does not count.
    """
    found = Venue.objects.filter(assembly=assembly)
    if kind:
        found = found.filter(kind=kind)
    if area is not None:
        found = found.filter(area__in=areas_around([area]) | areas_within([area]))
    for need in needs:
        there = VenueAccess.objects.filter(feature=need, is_there=True)
        found = found.filter(pk__in=there.values("venue"))
    found = found.select_related("assembly", "area", "keeper").prefetch_related("access")
    return found.order_by("name", "pk")


def access_of(venue: Venue) -> list[tuple[str, str]]:
    """Return what is known of getting in and about: yes, no, or not known. One query at most."""
    told = {one.feature: one.is_there for one in venue.access.all()}
    words = {True: "yes", False: "no", None: "unknown"}
    return [(str(label), words[told.get(value)]) for value, label in VenueAccess.Feature.choices]


def requests_seen(venue: Venue, person: Person, *, keeps: bool) -> list[VenueRequest]:
    """Return who asked for a room: all for its keeper, their own for others. One query. 100 at most."""
    found = venue.requests.select_related("organisation", "asked_by")
    if not keeps:
        found = found.filter(asked_by=person)
    return list(found.order_by("-asked_at", "-pk")[:100])


def peers(assembly: Assembly, *, on: date, words: str = "", sector: str = "") -> QuerySet[Peer]:
    """Return the members who agree to be found on a day, by organisation. Two queries."""
    found = Peer.objects.filter(assembly=assembly, expires_on__gt=on)
    for word in words.split()[:6]:
        found = found.filter(
            Q(about__icontains=word)
            | Q(role__icontains=word)
            | Q(organisation__name__icontains=word)
            | Q(pk__in=Peer.objects.filter(themes__name__icontains=word).values("pk"))
        )
    if sector:
        found = found.filter(organisation__sector=sector)
    found = found.select_related("person", "organisation").prefetch_related("themes")
    return found.order_by("organisation__sort_name", "pk")


def peer_of(assembly: Assembly, person: Person, organisation: Organisation) -> Peer | None:
    """Return how somebody is to be found, or None. One query."""
    found = Peer.objects.filter(assembly=assembly, person=person, organisation=organisation)
    return found.order_by("pk").first()


def shares(assembly: Assembly) -> QuerySet[Share]:
    """Return what members told each other, the latest first, with replies. Two queries."""
    found = Share.objects.filter(assembly=assembly).select_related("organisation")
    return found.prefetch_related("replies__organisation").order_by("-at", "-pk")
