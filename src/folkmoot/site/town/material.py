"""What the town is made of: places and words from the tables beside this file, and chance."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.utils.text import slugify


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of organisation, and what one is like."""

    called: str
    form: str
    size: str
    themes: tuple[str, ...]
    communities: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An area of an assembly, and the side of it where it lies."""

    code: str
    name: str
    kind: str
    side: str
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An infrastructure body, and what the agreement calls whoever does its work."""

    name: str
    in_the_agreement: str
    side: str
    area: str
    services: str
    officer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicBody:
    """A statutory body, and what became of its invitation."""

    name: str
    area: str
    became: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumPlan:
    """A forum as it will be proposed."""

    key: str
    name: str
    kind: str
    description: str
    body: str
    intended_for: str = ""
    not_for: str = ""
    faces: str = ""
    grew_from: str = ""
    system_wide: bool = False
    parents: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    review_in: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """
    One assembly as it will be founded.

    :param members: which share of its organisations joins, or claims its listing.
    """

    slug: str
    name: str
    about: str
    scheme: str
    agreement: str
    documents: tuple[str, ...]
    accent: str
    organisations: int
    members: float
    estimate: tuple[int, str]
    areas: tuple[Place, ...]
    bodies: tuple[Body, ...]
    publics: tuple[PublicBody, ...]
    forums: tuple[ForumPlan, ...]

    @property
    def homes(self) -> tuple[Place, ...]:
        """The areas where organisations are based: those that no other lies in."""
        parted = {area.parent for area in self.areas}
        return tuple(area for area in self.areas if area.code not in parted)


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text("utf-8"))


def _tuples(raw: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(part) if isinstance(part, list) else part for name, part in raw.items()}


@cache
def plans() -> tuple[Plan, ...]:
    """Return the assemblies of the town, as the table of places has them."""
    return tuple(
        Plan(
            areas=tuple(Place(**area) for area in raw.pop("areas")),
            bodies=tuple(Body(**body) for body in raw.pop("body")),
            publics=tuple(PublicBody(**body) for body in raw.pop("public")),
            forums=tuple(ForumPlan(**_tuples(forum)) for forum in raw.pop("forum")),
            **_tuples(raw),
        )
        for raw in _table("places.toml")["assembly"]
    )


@dataclass
class Invention:
    """
    Names, figures and words by chance, the same for the same seed.

    :param taken: names that are spoken for.
    """

    chance: Random
    words: dict[str, Any] = field(default_factory=lambda: _table("words.toml"))
    taken: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.kinds = [Kind(**_tuples(kind)) for kind in self.words["kind"]]

    def person(self) -> str:
        """Return the name of somebody who was not there before."""
        while True:
            given, family = self.one_of("given"), self.one_of("family")
            if (name := f"{given} {family}") not in self.taken:
                self.taken.add(name)
                return name

    def organisation(self) -> tuple[str, Kind]:
        """Return the name and the kind of an organisation that was not there before."""
        while True:
            kind = self.chance.choice(self.kinds)
            if (name := f"{self.one_of('place')} {kind.called}") not in self.taken:
                self.taken.add(name)
                return name, kind

    def one_of(self, words: str) -> str:
        """Return a word of a kind."""
        word: str = self.chance.choice(self.words[words])
        return word

    def key(self) -> UUID:
        """Return the key that a form would have been given."""
        return UUID(int=self.chance.getrandbits(128), version=4)

    def postcode(self) -> str:
        """Return a postcode that no letter would ever reach."""
        chance = self.chance
        letters = "ABDEFGHJLNPQRSTUWXYZ"
        inward = f"{chance.randint(1, 9)}{chance.choice(letters)}{chance.choice(letters)}"
        return f"ZZ{chance.randint(1, 19)} {inward}"


def email_of(name: str, slug: str) -> str:
    """Return where somebody in an assembly's area is written to."""
    return f"{slugify(name).replace('-', '.')}@{slug}.example"
