"""Who sits in the co-ordination group."""

from dataclasses import dataclass

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

CHAIRS = "group.local_chairs"
BODIES = "group.infrastructure_bodies"


@dataclass(frozen=True, slots=True)
class Place:
    """
    One place in the co-ordination group.

    :param name: the person who fills it, or the body where no person is named by rule.
    :param body: the organisation the person belongs to.
    :param because: why the place is theirs, in words.
    """

    name: str
    body: str
    because: str


def coordination_group(
    book: Rulebook, *, chairs: list[tuple[str, str]], infrastructure: list[str]
) -> list[Place]:
    """
    Return the places of the co-ordination group, before anybody is co-opted.

    Each chair of a local forum has one; each infrastructure body has one, unless a
    person of its own sits there as a chair already. A person who chairs two forums
    has one place.

    :param chairs: the chairs of the local forums now, interim ones too: person, body.
    :param infrastructure: the infrastructure bodies, named as in `chairs`.
    :raises NotFixed: if the rulebook has no such group.
    """
    book.parameter(CHAIRS)
    places = [Place(person, body, "chairs a local forum") for person, body in dict.fromkeys(chairs)]
    seated = {_plain(body) for _, body in chairs}
    for body in infrastructure:
        if _plain(body) not in seated:
            seated.add(_plain(body))
            places.append(Place(body, body, "is an infrastructure organisation"))
    return places


def coordination_group_size_is_right(
    book: Rulebook, *, chairs: list[tuple[str, str]], infrastructure: list[str]
) -> Finding:
    """
    Test whether the group has as many places as its rule foresees.

    At least one for each local chair; at most one more for each infrastructure body.
    """
    least = book.whole(CHAIRS)
    most = least + book.whole(BODIES)
    size = len(coordination_group(book, chairs=chairs, infrastructure=infrastructure))
    facts = {"size": size, "least": least, "most": most}
    return Finding(book.parameter(CHAIRS).clause, least <= size <= most, "group-size-wrong", facts)


def chair_sits_in_the_group(
    book: Rulebook, *, person: str, chairs: list[tuple[str, str]], infrastructure: list[str]
) -> Finding:
    """Test whether a person has a place in the group, as each chair of a local forum has."""
    places = coordination_group(book, chairs=chairs, infrastructure=infrastructure)
    holds = _plain(person) in {_plain(place.name) for place in places}
    clause = book.parameter("group.seat_follows_chair").clause
    return Finding(clause, holds, "no-place-in-group", {"person": person})


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
