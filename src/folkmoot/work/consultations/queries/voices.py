"""Who has and who has not answered, held against the register, while it can still be mended."""

from collections import Counter
from dataclasses import dataclass

from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries.makeup import UNKNOWN, Makeup, kind_names, makeup
from folkmoot.reckoning.fairness import Kind, Standing, standings, whom_to_ask
from folkmoot.work.consultations.models import Consultation, Involvement, Reached, Response

WAYS = ("size", "place", "theme", "community")
MOST_TO_ASK = 30
FEW = 0.5
"""Below half of its share of the register, a kind is missing, whatever chance says of it."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of organisation that is heard far less than it is there."""

    way: str
    name: str
    code: str
    whole: int
    heard: int
    missing: int


@dataclass(frozen=True, slots=True)
class Voices:
    """
    Who has answered, beside who is there.

    :param kinds: every kind, by way, with its standing and its name.
    :param to_ask: the few organisations whose answers would close most, with the kinds they are of.
    :param reached: those that somebody went to already.
    :param to_ring: those not heard yet who chose to be rung or to have paper, with how.
    """

    whole: int
    heard: int
    kinds: dict[str, list[tuple[str, Standing]]]
    gaps: list[Gap]
    to_ask: list[tuple[Organisation, list[str]]]
    reached: list[Reached]
    to_ring: list[tuple[Organisation, str]]


def gaps(consultation: Consultation) -> list[Gap]:
    """Return the kinds that are missing, the largest first. 14 queries at most."""
    return _looked_at(consultation)[1]


def voices(consultation: Consultation) -> Voices:
    """Return who has answered and who has not. 19 queries at most, however many there are."""
    whole, missing, found, heard = _looked_at(consultation)
    wanted = {(gap.way, gap.code): gap.missing for gap in missing}
    reached = list(consultation.reached.select_related("organisation").order_by("-at", "-pk")[:50])
    been = {one.organisation_id for one in reached}
    candidates = {
        key: frozenset((way, code) for way in WAYS for code in made.kinds(way))
        for key, made in whole.items()
        if key not in heard and key not in been
    }
    chosen = whom_to_ask(candidates, wanted, most=MOST_TO_ASK)
    bodies = Organisation.objects.in_bulk([key for key, _ in chosen])
    names = {(gap.way, gap.code): gap.name for gap in missing}
    return Voices(
        len(whole),
        len(heard),
        found,
        missing,
        [(bodies[key], [names[kind] for kind in helped]) for key, helped in chosen],
        reached,
        _to_ring(consultation, heard, been),
    )


def _to_ring(
    consultation: Consultation, heard: set[int], been: set[int]
) -> list[tuple[Organisation, str]]:
    """Return whom to ring or to send paper, as they wished, by name. One query."""
    wanted = Involvement.objects.filter(assembly=consultation.assembly).exclude(
        channel=Involvement.Channel.LETTER
    )
    rows = wanted.select_related("organisation").order_by("organisation__name", "pk")
    return [
        (one.organisation, str(one.get_channel_display()))
        for one in rows
        if one.organisation_id not in heard | been
    ]


def _looked_at(
    consultation: Consultation,
) -> tuple[dict[int, Makeup], list[Gap], dict[str, list[tuple[str, Standing]]], set[int]]:
    assembly = consultation.assembly
    districts = served_districts(assembly)
    whole = makeup(assembly, districts=districts)
    names = kind_names(districts)
    answered = consultation.responses.filter(
        state=Response.State.SENT, answers_as=Response.As.ORGANISATION
    ).values_list("organisation_id", flat=True)
    heard = {key for key in answered if key in whole}
    found: dict[str, list[tuple[str, Standing]]] = {}
    kinds: list[Kind] = []
    for way in WAYS:
        there = Counter(code for made in whole.values() for code in made.kinds(way))
        said = Counter(code for key in heard for code in whole[key].kinds(way))
        kinds += [
            Kind(way, code, number, said[code], is_known=code != UNKNOWN)
            for code, number in sorted(there.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
    missing = []
    for one in standings(kinds, whole=len(whole), heard=len(heard)):
        kind = one.kind
        name = names.get((kind.way, kind.name), kind.name)
        found.setdefault(kind.way, []).append((name, one))
        if kind.is_known and is_missing(one, heard=len(heard)):
            missing.append(
                Gap(kind.way, name, kind.name, kind.whole, kind.heard, max(1, one.missing))
            )
    missing.sort(key=lambda gap: (-gap.missing, gap.way, gap.name))
    return whole, missing, found, heard


def is_missing(one: Standing, *, heard: int) -> bool:
    """
    Whether a kind is missing: less than half its share answered, where five or more were due.

    With nobody heard at all every kind of which there are many is missing.
    """
    if heard == 0:
        return one.share_of_all >= 0.05
    due = one.share_of_all * heard
    return one.is_under or (due >= 5 and one.kind.heard < FEW * due)
