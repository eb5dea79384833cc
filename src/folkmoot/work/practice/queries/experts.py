"""Who knows something from their own life, and for which work they fit, with reasons."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.places import areas_around
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.queries import areas_within
from folkmoot.reckoning.matching import Match, Profile, match, terms
from folkmoot.work.practice.models import Deed, Expert, Piece

FEWEST_TOLD = 5
"""Below this many, how many there are is not told in public."""


def experts(assembly: Assembly, *, on: date) -> QuerySet[Expert]:
    """Return those who agree to be asked on a day, by name; for officers alone. Three queries."""
    found = Expert.objects.filter(assembly=assembly, withdrawn_at=None, expires_on__gt=on)
    found = found.select_related("person", "area").prefetch_related("themes", "communities")
    return found.order_by("person__name", "pk")


def expert_of(assembly: Assembly, person: Person) -> Expert | None:
    """Return what somebody keeps here of themselves, or None; also past its day. One query."""
    found = Expert.objects.filter(assembly=assembly, person=person, withdrawn_at=None)
    return found.select_related("area", "assembly").order_by("pk").first()


def pieces(assembly: Assembly) -> QuerySet[Piece]:
    """Return the work that asks for experts by experience, the latest first. One query."""
    found = Piece.objects.filter(assembly=assembly).select_related("area", "assembly")
    return found.order_by("-until_on", "-pk")


@dataclass(frozen=True, slots=True)
class Fit:
    """How well an expert fits a piece of work, and why."""

    expert: Expert
    match: Match
    why: str


def fitting(piece: Piece, *, on: date) -> list[Fit]:
    """
    Return the experts that fit a piece of work and were not asked yet, the best first, with why.

    Only those whose levels include that of the work. Ten queries at most. One hundred at most.
    """
    places = (
        areas_around([piece.area]) | areas_within([piece.area]) if piece.area is not None else set()
    )
    here = frozenset([piece.area.name]) if piece.area is not None else frozenset()
    wanted = Profile(
        skills=terms(piece.interests),
        communities=frozenset(one.name for one in piece.communities.all()),
        themes=frozenset(one.name for one in piece.themes.all()),
        places=here,
    )
    asked = set(piece.parts.values_list("expert", flat=True))
    found = []
    for one in experts(piece.assembly, on=on):
        if one.pk in asked or not one.level_from <= piece.level <= one.level_to:
            continue
        is_there = one.area is None or one.area_id in places
        offered = Profile(
            skills=terms(one.interests),
            communities=frozenset(each.name for each in one.communities.all()),
            themes=frozenset(each.name for each in one.themes.all()),
            places=here if is_there else frozenset(),
        )
        held = match(wanted, offered)
        if held.fit > 0:
            shared = [word for words in held.shared.values() for word in words]
            found.append(Fit(one, held, ", ".join([*shared, piece.get_level_display()])))
    return sorted(found, key=lambda fit: (-fit.match.fit, fit.expert.pk))[:100]


def deeds_of(expert: Expert) -> list[tuple[Deed, str]]:
    """Return what was done for an expert, the latest first, with the sum of a payment. One query."""
    found = expert.deeds.select_related("piece").order_by("-on", "-pk")
    return [(one, _in_pounds(one.pence)) for one in found]


def _in_pounds(pence: int | None) -> str:
    return "–" if pence is None else f"£{pence // 100:,}.{pence % 100:02}"


def told_number(assembly: Assembly, *, on: date) -> int | None:
    """Return how many experts there are, or None where they are too few to be told. One query."""
    number = Expert.objects.filter(assembly=assembly, withdrawn_at=None, expires_on__gt=on).count()
    return number if number >= FEWEST_TOLD else None
