"""The register as the numbers that options are tried on, and what options do not fit it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Listing, Organisation, Working
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.appraisals.models import Constituency
from folkmoot.proceedings.appraisals.queries.reading import Chooser, Fault, Written
from folkmoot.reckoning.representing import SIZES, Chooses, Option, Sector, left_out
from folkmoot.reckoning.representing.told import Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """
    The organisations that are to be represented, in rows, with what each is.

    :param rows: which row an organisation has, by its key; :param names: by row.
    """

    sector: Sector
    rows: Mapping[int, int]
    names: Sequence[str]
    references: Mapping[str, int]
    places: Sequence[str]
    themes: Sequence[str]


def register_of(assembly: Assembly, area: Area | None = None) -> Register:
    """
    Return the organisations of an assembly as numbers. Eight queries, however many there are.

    Those listed, and its members; in an area alone where one is given, by where they work or
    are based. A place within another counts for both.
    """
    listed = Listing.objects.filter(assembly=assembly).values("organisation_id")
    members = Membership.objects.filter(assembly=assembly, membership_class="full")
    found = Organisation.objects.filter(pk__in=listed) | Organisation.objects.filter(
        pk__in=members.values("organisation_id")
    )
    vcse = found.filter(sector=Organisation.Sector.VCSE).exclude(state__in=["closed", "merged"])
    inside, above = _areas()
    own = _within(
        [area.pk] if area is not None else assembly.areas.values_list("pk", flat=True), inside
    )
    workings: dict[int, list[tuple[int, str]]] = {}
    for body, place, kind in Working.objects.filter(organisation__in=vcse).values_list(
        "organisation_id", "area_id", "kind"
    ):
        workings.setdefault(body, []).append((place, kind))
    data = [
        row
        for row in vcse.order_by("pk")
        .values_list("pk", "reference", "name", "size_band")
        .distinct()
        if area is None or any(place in own for place, _kind in workings.get(row[0], []))
    ]
    rows = {row[0]: number for number, row in enumerate(data)}
    codes = dict(Area.objects.values_list("pk", "code"))
    place_codes = sorted(
        {
            codes[place]
            for body in rows
            for placed, _kind in workings.get(body, [])
            for place in above(placed)
        }
    )
    theme_pairs = list(
        Organisation.themes.through.objects.filter(organisation__in=vcse).values_list(
            "organisation_id", "theme__code"
        )
    )
    community_pairs = list(
        Organisation.communities.through.objects.filter(organisation__in=vcse).values_list(
            "organisation_id", "community__code"
        )
    )
    themes = sorted({code for _body, code in theme_pairs})
    communities = sorted({code for _body, code in community_pairs})
    placed = np.zeros((len(rows), len(place_codes)), dtype=bool)
    based = np.full(len(rows), -1, dtype=np.int8)
    works = np.full(len(rows), -1, dtype=np.int8)
    column = {code: number for number, code in enumerate(place_codes)}
    for body, number in rows.items():
        said = workings.get(body, [])
        for place, _kind in said:
            for one in above(place):
                placed[number, column[codes[one]]] = True
        bases = [place in own for place, kind in said if kind == Working.Kind.BASE]
        work = [place in own for place, kind in said if kind == Working.Kind.WORKS]
        if bases and own:
            based[number] = any(bases)
        if work and own:
            works[number] = sum(work) * 2 > len(work)
    sector = Sector(
        sizes=np.array([SIZES.index(row[3]) for row in data], dtype=np.int8),
        places=placed,
        themes=_matrix(theme_pairs, rows, themes),
        communities=_matrix(community_pairs, rows, communities),
        based=based,
        works=works,
    )
    return Register(
        sector=sector,
        rows=rows,
        names=[row[2] for row in data],
        references={row[1]: number for number, row in enumerate(data)},
        places=place_codes,
        themes=themes,
    )


def _areas() -> tuple[dict[int, list[int]], Callable[[int], list[int]]]:
    """What lies directly within each area, and what each lies in, itself first."""
    inside: dict[int, list[int]] = {}
    parents: dict[int, int | None] = dict(Area.objects.values_list("pk", "parent_id"))
    for pk, parent in parents.items():
        if parent is not None:
            inside.setdefault(parent, []).append(pk)

    def above(pk: int) -> list[int]:
        found: list[int] = []
        here: int | None = pk
        while here is not None and here not in found:
            found.append(here)
            here = parents.get(here)
        return found

    return inside, above


def _within(areas: Iterable[int], inside: Mapping[int, list[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(areas)
    while waiting:
        area = waiting.pop()
        if area not in found:
            found.add(area)
            waiting += inside.get(area, [])
    return found


def _matrix(
    pairs: Iterable[tuple[int, str]], rows: Mapping[int, int], codes: Sequence[str]
) -> Bools:
    column = {code: number for number, code in enumerate(codes)}
    found = np.zeros((len(rows), len(codes)), dtype=bool)
    for body, code in pairs:
        if body in rows:
            found[rows[body], column[code]] = True
    return found


def options_for(
    register: Register, written: Sequence[Written], *, places_now: int
) -> tuple[list[Option], list[Fault]]:
    """
    Return options as they can be tried on a register, and what of them does not fit it. No query.

    Codes that nobody has, constituencies with nobody in them, organisations in several or in
    none of them, are all named.
    """
    faults: list[Fault] = []
    options = []
    for one in written:
        chooses = []
        for number, chooser in enumerate(one.choosers, 1):
            at = f"{one.letter}, {number}"
            members = _members(register, chooser, at, faults)
            if not members.any():
                words = _("Nobody on the register is in %(name)s.") % {"name": chooser.name}
                faults.append(Fault(where=at, words=words))
            chooses.append(Chooses(members=members, places=chooser.places, manner=chooser.manner))
        options.append(
            Option(
                letter=one.letter,
                chooses=chooses,
                places_kept=one.places_kept,
                places_now=places_now,
                set_up_hours=one.set_up_hours,
                yearly_hours=one.yearly_hours,
            )
        )
    return options, faults


def fits(register: Register, options: Sequence[Option]) -> list[Fault]:
    """Return for each option how many organisations are in several of its constituencies, or in none."""
    told = []
    for letter, (out, several) in left_out(register.sector, options).items():
        if out:
            words = _("%(number)d organisations are in none of its constituencies.")
            told.append(Fault(where=letter, words=words % {"number": out}))
        if several:
            words = _("%(number)d organisations are in more than one of its constituencies.")
            told.append(Fault(where=letter, words=words % {"number": several}))
    return told


def _members(register: Register, chooser: Chooser, at: str, faults: list[Fault]) -> Bools:
    sector = register.sector
    count = len(sector)
    match chooser.basis:
        case Constituency.Basis.PLACES:
            known, table = register.places, sector.places
        case Constituency.Basis.THEMES:
            known, table = register.themes, sector.themes
        case Constituency.Basis.SIZES:
            known, table = SIZES, np.eye(len(SIZES), dtype=bool)[sector.sizes]
        case Constituency.Basis.NAMED:
            members = np.zeros(count, dtype=bool)
            for code in chooser.codes:
                if code in register.references:
                    members[register.references[code]] = True
                else:
                    _unknown(code, at, faults)
            return members
        case _:
            return np.ones(count, dtype=bool)
    members = np.zeros(count, dtype=bool)
    for code in chooser.codes:
        if code in known:
            members |= table[:, list(known).index(code)]
        else:
            _unknown(code, at, faults)
    return members


def _unknown(code: str, at: str, faults: list[Fault]) -> None:
    words = _("“%(code)s” is not on the register.") % {"code": code}
    faults.append(Fault(where=at, words=words))
