"""The year's count of fairness, and what is asked of it afterwards."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.queries.makeup import UNKNOWN, WAYS, Makeup, kind_names, makeup
from folkmoot.reckoning.fairness import (
    Kind,
    Standing,
    concentration,
    index,
    standings,
    whom_to_ask,
)
from folkmoot.reckoning.hiding import LEAST
from folkmoot.scrutiny.equity.models import FairnessCount, GapAction
from folkmoot.scrutiny.equity.queries.heard import CHANNELS, STAGES, Heard, heard_in
from folkmoot.work.enquiries.models import Enquiry

TITLES = {
    "size": "By size", "place": "By place", "theme": "By theme", "form": "By form",
    "community": "By community served",
}  # fmt: skip
MOST_TO_ASK = 20
FEW_HEARD = 5
"""With fewer heard than this in a channel, its make-up says nothing."""

type Json = dict[str, Any]


def counted(assembly: Assembly, *, year: int) -> Json:
    """
    Count who was heard in a year, for everything that the page of it shows. 25 queries.

    Kinds of which there are fewer than five organisations are not told apart: their one or two
    would be known.
    """
    districts = served_districts(assembly)
    register = makeup(assembly, districts=districts)
    names = kind_names(districts)
    heard = heard_in(assembly, register, year=year)
    kinds = _kinds(register, heard.stages["part"])
    found = standings(kinds, whole=len(register), heard=len(heard.stages["part"]))
    gaps = [_gap(one, names) for one in found if one.is_under]
    return {
        "whole": len(register),
        "heard": len(heard.stages["part"]),
        "index": index(kinds),
        "stages": [
            {"key": key, "name": name, "count": len(heard.stages[key])}
            for key, name in STAGES.items()
        ],
        "ways": {way: _way(way, found, heard, register, names) for way in WAYS},
        "channels": [_channel(key, heard, register) for key in CHANNELS],
        "gaps": gaps,
        "unfairness": _unfairness(assembly, year),
        "small": _small(register, heard),
        "ask": _to_ask(register, heard, gaps),
    }


def _kinds(register: Mapping[int, Makeup], heard: set[int]) -> list[Kind]:
    found = []
    for way in WAYS:
        there = Counter(code for made in register.values() for code in made.kinds(way))
        said = Counter(code for key in heard for code in register[key].kinds(way))
        found += [
            Kind(way, code, number, said[code], is_known=code != UNKNOWN)
            for code, number in sorted(there.items(), key=lambda pair: (-pair[1], pair[0]))
            if number >= LEAST
        ]
    return found


def _gap(one: Standing, names: Mapping[tuple[str, str], str]) -> Json:
    kind = one.kind
    return {
        "way": kind.way,
        "kind": kind.name,
        "name": names.get((kind.way, kind.name), kind.name),
        "whole": kind.whole,
        "heard": kind.heard,
        "ratio": one.ratio,
        "low": one.low,
        "high": one.high,
        "missing": one.missing,
    }


def _way(
    way: str,
    found: list[Standing],
    heard: Heard,
    register: Mapping[int, Makeup],
    names: Mapping[tuple[str, str], str],
) -> list[Json]:
    rows = []
    for one in found:
        if one.kind.way != way:
            continue
        of_kind = {key for key, made in register.items() if one.kind.name in made.kinds(way)}
        rows.append(
            _gap(one, names)
            | {
                "is_under": one.is_under,
                "is_over": one.is_over,
                "stages": [len(heard.stages[key] & of_kind) for key in STAGES],
                "seats": len(of_kind & heard.times["seats"].keys()),
                "funded": len(of_kind & heard.times["funding"].keys()),
            }
        )
    return rows


def _channel(key: str, heard: Heard, register: Mapping[int, Makeup]) -> Json:
    times = heard.times[key]
    few = concentration(times.values())
    kinds = _kinds(register, set(times))
    return {
        "key": key,
        "name": CHANNELS[key],
        "heard": len(times),
        "index": index(kinds) if len(times) >= FEW_HEARD else None,
        "concentration": asdict(few) if few else None,
    }


def _small(register: Mapping[int, Makeup], heard: Heard) -> Json:
    """How many small groups there are, how many were never asked, and how many never took part."""
    small = {key for key, made in register.items() if made.size in ("micro", "small")}
    return {
        "whole": len(small),
        "not_asked": len(small - heard.stages["asked"]),
        "no_part": len(small - heard.stages["part"]),
        "no_seat": len(small - heard.times["seats"].keys()),
        "no_money": len(small - heard.times["funding"].keys()),
    }


def _unfairness(assembly: Assembly, year: int) -> Json:
    """How many told of unequal treatment in the year, how many were looked at and answered. One query."""
    told = Enquiry.objects.filter(
        assembly=assembly, kind=Enquiry.Kind.UNFAIRNESS, received_at__year=year
    )
    rows = list(told.values_list("triage", "replied_at"))
    return {
        "received": len(rows),
        "looked_at": sum(bool(triage) for triage, _replied in rows),
        "answered": sum(replied is not None for _triage, replied in rows),
    }


def _to_ask(register: Mapping[int, Makeup], heard: Heard, gaps: list[Json]) -> list[Json]:
    """The few organisations whose voice would close most of the gaps, with the gaps of each."""
    wanted = {(gap["way"], gap["kind"]): gap["missing"] for gap in gaps}
    named = {(gap["way"], gap["kind"]): gap["name"] for gap in gaps}
    candidates = {
        key: frozenset((way, code) for way in WAYS for code in made.kinds(way))
        for key, made in register.items()
        if key not in heard.stages["part"]
    }
    return [
        {"organisation": key, "closes": [named[kind] for kind in kinds]}
        for key, kinds in whom_to_ask(candidates, wanted, most=MOST_TO_ASK)
    ]


def count_of(assembly: Assembly, *, year: int) -> FairnessCount | None:
    """Return a year's count as it was last made, or None. One query."""
    return FairnessCount.objects.filter(assembly=assembly, year=year).order_by("pk").first()


def trend(assembly: Assembly) -> list[tuple[int, float | None]]:
    """Return the index of each year that was counted, the first first. One query."""
    rows = FairnessCount.objects.filter(assembly=assembly).order_by("year")
    return [(year, told) for year, told in rows.values_list("year", "told__index")]


def actions_of(assembly: Assembly, *, year: int) -> dict[tuple[str, str], GapAction]:
    """Return what is done about each gap of a year, by way and kind. One query."""
    found = GapAction.objects.filter(assembly=assembly, year=year).order_by("pk")
    return {(one.way, one.kind): one for one in found}


def gaps_with_actions(
    told: Mapping[str, Any], actions: Mapping[tuple[str, str], GapAction]
) -> list[tuple[Json, GapAction | None]]:
    """Return each gap of a count with what is done about it, if anything is. No query."""
    return [(gap, actions.get((gap["way"], gap["kind"]))) for gap in told["gaps"]]
