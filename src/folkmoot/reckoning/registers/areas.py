"""
The council areas of the United Kingdom by the statistics office's codes.

The table `areas.csv` holds counties, districts and councils as they are, and the codes of
those that have gone with the code of the one that took their place. Names and codes are the
Office for National Statistics', under the Open Government Licence v3.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple


class KnownArea(NamedTuple):
    """One area of the table; `within` is the code of the county around a district, or empty."""

    code: str
    name: str
    kind: str
    within: str


REGIONS = {
    "throughout england": "E92000001",
    "throughout england and wales": "K04000001",
    "throughout wales": "W92000004",
    "throughout london": "E12000007",
    "scotland": "S92000003",
    "northern ireland": "N92000002",
}


@cache
def known_areas() -> dict[str, KnownArea]:
    """Return every area of the table by its code, those that have gone among them."""
    with Path(__file__).with_name("areas.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: KnownArea(**row) for row in csv.DictReader(lines)}


def area_for(code: str) -> KnownArea:
    """
    Return the area of a code: today's, where the code is of one that has gone.

    A code that the table does not have is its own name.
    """
    area = known_areas().get(code)
    if area is None:
        return KnownArea(code, code, "district", "")
    return known_areas()[area.within] if area.kind == "formerly" else area


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    # Today's areas first and counties before districts, so that they are who a name means.
    order = {"county": 0, "council": 1, "district": 2, "country": 3, "formerly": 4}
    for area in sorted(known_areas().values(), key=lambda area: (order[area.kind], area.code)):
        found.setdefault(_plain(area.name), area_for(area.code).code)
    return found


def _plain(name: str) -> str:
    words = name.lower().replace("&", "and").replace(",", "").replace("-", " ").split()
    kept = [word for word in words if word not in {"city", "of", "the", "county", "upon"}]
    return " ".join(kept)


def area_called(name: str) -> str | None:
    """Return the code of the area that a regulator calls by a name ("Bristol City"), or None."""
    return REGIONS.get(name.strip().lower()) or _by_name().get(_plain(name))
