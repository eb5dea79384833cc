"""The sector's people, as organisations told of them each year; small numbers are hidden."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.reckoning.hiding import LEAST, shown
from folkmoot.scrutiny.insight.models import Workforce

KINDS = {
    "women": gettext_lazy("women"),
    "under-25": gettext_lazy("people under 25"),
    "over-65": gettext_lazy("people of 65 and over"),
    "disabled": gettext_lazy("disabled people"),
    "minority": gettext_lazy("people from ethnic minorities"),
}
"""Whom counts are kept of, where they agreed to be counted; one person may be several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """
    What was told of a group of people in a year.

    :param tellers: how many organisations told; under five, nothing else is.
    :param sizes: by size of organisation, how many told and how many people; None is too few.
    :param kinds: by kind, how many per cent of those who agreed; None is too few.
    """

    year: int
    tellers: int
    people: int | None = None
    vacancies: int | None = None
    vacancies_told_by: int = 0
    agreed: int | None = None
    sizes: list[tuple[str, int | None]] = field(default_factory=list)
    kinds: list[tuple[str, float | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A group of the sector's people, year by year, the latest first."""

    group: str
    name: str
    years: list[Year]

    @property
    def latest(self) -> Year | None:
        return self.years[0] if self.years else None


def people_of(assembly: Assembly) -> list[People]:
    """
    Return the sector's paid staff and volunteers year by year, the latest year in parts. Three queries.
    """
    rows = (
        Workforce.objects.filter(assembly=assembly)
        .values("group", "year")
        .annotate(
            tellers=Count("pk"),
            all=Sum("people"),
            free=Sum("vacancies"),
            free_by=Count("vacancies"),
        )
        .order_by("group", "-year")
    )
    years: dict[str, list[Year]] = defaultdict(list)
    for row in rows:
        group, is_latest = row["group"], not years[row["group"]]
        is_enough = row["tellers"] >= LEAST
        more = _parts(assembly, group, row["year"]) if is_latest and is_enough else {}
        years[group].append(
            Year(
                year=row["year"],
                tellers=row["tellers"],
                people=row["all"] if is_enough else None,
                vacancies=row["free"] if row["free_by"] >= LEAST else None,
                vacancies_told_by=row["free_by"],
                **more,
            )
        )
    return [
        People(group=str(value), name=str(label), years=years[value])
        for value, label in Workforce.Group.choices
    ]


def _parts(assembly: Assembly, group: str, year: int) -> dict[str, Any]:
    """Return a year in parts, those that may be shown. One query."""
    told = list(
        Workforce.objects.filter(assembly=assembly, group=group, year=year)
        .order_by("pk")
        .values_list("organisation__size_band", "people", "agreed", "kinds")
    )
    bands = np.array([band for band, *_rest in told])
    masks = {value: bands == value for value in Organisation.SizeBand.values}
    kept = shown({"size": masks}, count=len(told))
    sizes = [
        (
            str(label),
            sum(people for band, people, *_rest in told if band == value)
            if ("size", value) in kept
            else None,
        )
        for value, label in Organisation.SizeBand.choices
        if masks[value].any()
    ]
    agreed = [(number, kinds) for _band, _people, number, kinds in told if number]
    return {"sizes": sizes, **_kinds(agreed)}


def _kinds(agreed: Sequence[tuple[int, dict[str, int]]]) -> dict[str, Any]:
    """Return the shares of those who agreed, where neither part is of fewer than five people."""
    whole = sum(number for number, _kinds in agreed)
    if len(agreed) < LEAST or whole < LEAST:
        return {}
    shares: list[tuple[str, float | None]] = []
    for key, name in KINDS.items():
        number = sum(int(kinds.get(key, 0)) for _number, kinds in agreed)
        is_safe = number >= LEAST and whole - number >= LEAST
        shares.append((str(name), 100 * number / whole if is_safe else None))
    return {"agreed": whole, "kinds": shares}


def told_by(assembly: Assembly, organisation: Organisation, *, group: str) -> Workforce | None:
    """Return what an organisation told last of a group of its people, or None. One query."""
    found = Workforce.objects.filter(assembly=assembly, organisation=organisation, group=group)
    return found.order_by("-year", "-pk").first()


def as_rows(found: Sequence[People]) -> tuple[list[str], list[list[object]]]:
    """Return the years as a table to take away; what is hidden is left empty. No query."""
    head = ["group", "year", "organisations_that_told", "people", "vacancies", "vacancies_told_by"]
    return head, [
        [one.name, year.year, year.tellers, year.people, year.vacancies, year.vacancies_told_by]
        for one in found
        for year in one.years
    ]
