"""What the words of a printed table of forums say: kinds, places, bodies, for whom."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.ruled import support_bodies
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within

NAMED = (Area.Kind.PLACE, Area.Kind.DISTRICT, Area.Kind.COUNCIL, Area.Kind.LOCALITY)
FOR_WHOM = re.compile(r"\bto bring together (.+?)(?: [-–] not |\.(?:\s|$)|$)", re.IGNORECASE)
REFERENCE = re.compile(
    r"\bwith (?:a )?particular reference to (?:the )?(.+?)(?: [-–] not |\.(?:\s|$)|$)",
    re.IGNORECASE,
)
NOT_FOR = re.compile(r"\bnot (?:designed|intended|meant) for (.+?)(?:\.(?:\s|$)|$)", re.IGNORECASE)
FACED = re.compile(r"\b(?:portfolio|programme)\b", re.IGNORECASE)
COMPASS = re.compile(r"\b(north|south)[ -]+(east|west)\b")


@dataclass(frozen=True, slots=True)
class Purpose:
    """For whom a forum is, for whom not, and which portfolio or programme it faces."""

    intended_for: str
    not_for: str
    faces: str


def purpose_in(description: str) -> Purpose:
    """
    Read a description for whom a forum is.

    What it refers to in particular is what it faces if that is a portfolio or a
    programme, and otherwise part of whom it is for.
    """
    intended, reference = _first(FOR_WHOM, description), _first(REFERENCE, description)
    faces = reference if FACED.search(reference) else ""
    if reference and not faces:
        intended = f"{intended}; {reference}" if intended else reference
    return Purpose(intended, _first(NOT_FOR, description), faces[:200])


def kind_in(name: str, description: str) -> str:
    """Read what kind of forum a name and a description speak of: thematic if nothing else."""
    words, about = name.casefold(), description.casefold().strip()
    if re.search(r"\bco-?ordination\b", words):
        return Forum.Kind.COORDINATION
    if re.search(r"\bjoint\b", words):
        return Forum.Kind.JOINT
    if re.search(r"\btask\b", words):
        return Forum.Kind.TASK
    if re.match(r"all\b.*\bthemes?\b", about):
        return Forum.Kind.LOCAL
    return Forum.Kind.THEMATIC


def areas_named(assembly: Assembly) -> list[Area]:
    """Return the places, districts, councils and localities of an assembly. At most 7 queries."""
    inside = areas_within(assembly.areas.all())
    return list(Area.objects.filter(pk__in=inside, kind__in=NAMED).order_by("name", "pk"))


def areas_in(text: str, areas: Iterable[Area]) -> list[Area]:
    """
    Return the areas that a text names, by name.

    Longer names are looked for first, so that "East Dale" is not taken for "Dale".
    """
    left = _plain(text)
    found = []
    for area in sorted(areas, key=lambda one: (-len(one.name), one.name, one.pk)):
        name = re.compile(rf"(?<![\w-]){re.escape(_plain(area.name))}(?![\w-])")
        if name.search(left):
            found.append(area)
            left = name.sub(" ", left)
    return sorted(found, key=lambda area: (area.name, area.pk))


def known_bodies(assembly: Assembly) -> dict[str, Organisation]:
    """Return the support bodies of an assembly by each of their names, made plain. Two queries."""
    known = {}
    for body in support_bodies(assembly):
        aliases = [alias.name for alias in body.organisation.aliases.all()]
        for name in (body.short_name, body.organisation.name, *aliases):
            if name:
                known[_plain(name)] = body.organisation
    return known


def body_called(name: str, known: Mapping[str, Organisation]) -> Organisation | None:
    """Return the support body of a name, short or long, or None."""
    return known.get(_plain(name))


def support_in(text: str, known: Mapping[str, Organisation]) -> tuple[list[Organisation], str]:
    """
    Read who supports a forum: the bodies named first, with a stroke between, then the officer.

    Where no body is known by the first words, all of the text is left over.
    """
    bodies: list[Organisation] = []
    left = " ".join(text.split())
    names = sorted(known, key=len, reverse=True)
    while left:
        plain = _plain(left)
        name = next((n for n in names if re.match(rf"{re.escape(n)}(?![\w-])", plain)), None)
        if name is None:
            break
        if known[name] not in bodies:
            bodies.append(known[name])
        left = left[len(name) :].lstrip()
        if not left.startswith(("/", "&")):
            break
        left = left[1:].lstrip()
    return bodies, left


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(" ".join(text.split()))
    return found.group(1).strip(" .") if found else ""


def _plain(text: str) -> str:
    return COMPASS.sub(r"\1\2", " ".join(text.casefold().split()))
