"""What works and how far it has spread, what people said, who works with whom."""

from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.places import areas_around
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.work.practice.models import Example, Relationship, Testimonial, Uptake

SPREAD = ("-uptake", "-latest_at", "pk")
"""What spread furthest first, then what was taken up last."""


def examples(
    assembly: Assembly,
    *,
    words: str = "",
    theme: str = "",
    scale: str = "",
    area: Area | None = None,
    by_spread: bool = False,
) -> QuerySet[Example]:
    """
    Return what works, with `uptake` and the day of the latest, the latest shared first.

    Three queries, and six at most to know the places.

    :param by_spread: what spread furthest first, and only what has.
    """
    found = Example.objects.filter(assembly=assembly)
    for word in words.split()[:6]:
        found = found.filter(Q(title__icontains=word) | Q(words__icontains=word))
    if theme:
        found = found.filter(pk__in=Example.objects.filter(themes__code=theme).values("pk"))
    if scale:
        found = found.filter(scale=scale)
    if area is not None:
        near = areas_around([area]) | areas_within([area])
        found = found.filter(pk__in=Example.objects.filter(areas__in=near).values("pk"))
    # By name, because the model does not say what is put on it.
    found = found.annotate(**{"uptake": Count("uptakes"), "latest_at": Max("uptakes__at")})
    found = found.select_related("organisation", "assembly", "study")
    found = found.prefetch_related("themes", "areas")
    if by_spread:
        taken = found.filter(pk__in=Uptake.objects.values("example"))
        return taken.order_by(*SPREAD)
    return found.order_by("-shared_at", "-pk")


def testimonials(assembly: Assembly) -> QuerySet[Testimonial]:
    """Return what was said, kind and critical on one footing: by day alone, latest first. One query."""
    return Testimonial.objects.filter(assembly=assembly).order_by("-said_on", "-pk")


def tones(assembly: Assembly) -> dict[str, int]:
    """Return how many praise and how many criticise. One query."""
    counted = Testimonial.objects.filter(assembly=assembly).values("tone").order_by("tone")
    found = {str(tone): 0 for tone in Testimonial.Tone.values}
    return found | {one["tone"]: one["number"] for one in counted.annotate(number=Count("pk"))}


def relationships(
    assembly: Assembly, *, words: str = "", is_held: str = ""
) -> QuerySet[Relationship]:
    """
    Return who works with whom, by public body, team and organisation. One query.

    :param words: in the name of the body, the team, the holder or the organisation.
    :param is_held: `no` for those whose holder nobody knows.
    """
    found = Relationship.objects.filter(assembly=assembly)
    for word in words.split()[:6]:
        found = found.filter(
            Q(body__icontains=word)
            | Q(team__icontains=word)
            | Q(holder__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    if is_held == "no":
        found = found.filter(holder="")
    found = found.select_related("organisation", "study")
    return found.order_by("body", "team", "organisation__sort_name", "pk")


@dataclass(frozen=True, slots=True)
class Held:
    """How many ties there are, how many have no holder, how many lead to a case study."""

    ties: int
    unheld: int
    told: int


def held(assembly: Assembly) -> Held:
    """Count ties, those without a holder, and those with a public case study. One query."""
    counted = Relationship.objects.filter(assembly=assembly).aggregate(
        ties=Count("pk"),
        unheld=Count("pk", filter=Q(holder="")),
        told=Count("pk", filter=Q(study__published_at__isnull=False)),
    )
    return Held(counted["ties"], counted["unheld"], counted["told"])
