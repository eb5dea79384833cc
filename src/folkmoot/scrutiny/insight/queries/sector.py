"""The state of the sector in a year: what is counted, what is estimated and how, beside what others say."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, QuerySet, Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Organisation
from folkmoot.reckoning.estimates import Estimated, Layer, estimate
from folkmoot.reckoning.figures import Range, years_old
from folkmoot.scrutiny.insight.models import SectorReport, Statistic, Workforce
from folkmoot.scrutiny.insight.queries.register import (
    PARTS,
    by_field,
    by_place,
    by_theme,
    parts_of_districts,
    sector_of,
)
from folkmoot.scrutiny.insight.queries.statistics import figure_of, in_figures, statistics
from folkmoot.work.funding.models import Award

WEEKS = 52
MILLION = 1_000_000
SMALL = ("informal", "individual", "micro-provider", "faith", "association")
"""The forms that a register misses most, because nobody else keeps a list of them."""

type Json = dict[str, Any]
T = Statistic.Topic
STEPS = (*PARTS, "income", "staff", "volunteers", "hours", "published")


def count(
    assembly: Assembly, *, year: int, on: date, progress: Callable[[int], object] = lambda _n: None
) -> Json:
    """
    Return the state of the sector as it stands, with what organisations told of a year.

    About thirty queries, however many organisations.

    :param progress: is told how many of `STEPS` are done.
    """
    told: Json = {"as_at": on.isoformat(), "year": year, "parts": {}}
    for done, (name, part) in enumerate(_parts(assembly, year=year, on=on), 1):
        if name in PARTS:
            told["parts"][name] = part
        else:
            told[name] = part
        progress(done)
    told["whole"] = sum(number for _value, _name, number in told["parts"]["form"])
    told["value"] = value_of_time(assembly, told["hours"])
    told["published"] = published(assembly, told, on=on)
    progress(len(STEPS))
    return told


def _parts(assembly: Assembly, *, year: int, on: date) -> Iterator[tuple[str, Any]]:
    yield "form", by_field(assembly, "form")
    sizes = by_field(assembly, "size")
    yield "size", sizes
    yield "theme", by_theme(assembly)
    districts = served_districts(assembly)
    yield "place", by_place(assembly, districts, parts_of_districts(districts))
    yield "income", _income(assembly, year=year, on=on)
    there = {value: number for value, _label, number in sizes}
    yield "staff", _estimated(assembly, "staff", "people", there, year=year)
    yield "volunteers", _estimated(assembly, "volunteers", "people", there, year=year)
    yield "hours", _estimated(assembly, "volunteers", "hours_a_week", there, year=year, by=WEEKS)


def _income(assembly: Assembly, *, year: int, on: date) -> Json:
    """How much income is known, of how many; what was awarded in the year; who confirmed. Three queries."""
    sector = sector_of(assembly)
    known = sector.filter(income_pence__isnull=False).aggregate(
        n=Count("pk"), s=Sum("income_pence")
    )
    fresh = sector.filter(last_confirmed_on__gt=date(on.year - 1, on.month, min(on.day, 28)))
    given = Award.objects.filter(assembly=assembly, awarded_on__year=year)
    awards = given.aggregate(n=Count("pk"), s=Sum("pence"))
    return {
        "known": known["n"], "pence": known["s"] or 0, "confirmed": fresh.count(),
        "awards": awards["n"], "awarded_pence": awards["s"] or 0,
    }  # fmt: skip


def _estimated(
    assembly: Assembly, group: str, name: str, there: dict[str, int], *, year: int, by: int = 1
) -> Json | None:
    """Estimate a whole from what organisations told in a year, size by size. One query."""
    rows = Workforce.objects.filter(assembly=assembly, group=group, year=year)
    rows = rows.filter(**{f"{name}__isnull": False}, organisation__sector="vcse").order_by("pk")
    told: dict[str, list[float]] = {}
    for band, number in rows.values_list("organisation__size_band", name):
        told.setdefault(band, []).append(float(by * number))
    labels = dict(Organisation.SizeBand.choices)
    layers = [
        Layer(str(labels[band]), number, told.get(band, [])) for band, number in there.items()
    ]
    found = estimate(layers)
    return _as_json(found) if found is not None else None


def _as_json(found: Estimated) -> Json:
    return {
        "low": round(found.low), "high": round(found.high), "told": round(found.told),
        "tellers": found.tellers, "covered": found.covered, "left_out": list(found.left_out),
    }  # fmt: skip


def value_of_time(assembly: Assembly, hours: Json | None) -> Json | None:
    """
    Return what the hours of a year may be worth, from low to high; None where either is not known.

    One query.
    """
    worth = statistics(assembly, topic=T.HOUR_VALUE).order_by(
        "is_national", "-period_ends_on", "pk"
    )
    hour = worth.first()
    if hours is None or hour is None:
        return None
    each = figure_of(hour).possible()
    whole = Range(Fraction(hours["low"]), Fraction(hours["high"])).times(each)
    return {
        "low": float(whole.low), "high": float(whole.high), "hour": in_figures(hour),
        "slug": hour.slug, "source": hour.source, "place": hour.place_name,
    }  # fmt: skip


def published(assembly: Assembly, told: Json, *, on: date) -> list[Json]:
    """
    Return what others have published, beside what is counted or estimated here. Two queries.

    Why the two differ is told by codes, each of which a page puts in words: it is older, it is an
    estimate, it is for another place, we count what is listed and not what there is, few told.
    """
    here = set(assembly.areas.order_by("pk").values_list("code", flat=True))
    ours: dict[str, tuple[float, float, str] | None] = {
        T.GROUPS: (told["whole"], told["whole"], "counted"),
        T.STAFF: _ends(told["staff"]),
        T.VOLUNTEERS: _ends(told["volunteers"]),
        T.TIME_VALUE: _ends(told["value"]),
    }
    rows = statistics(assembly).filter(topic__in=list(ours), is_share=False, is_national=False)
    found = []
    for one in rows:
        own = ours[one.topic]
        if own is not None and one.topic == T.TIME_VALUE and "million" in one.unit.casefold():
            own = (own[0] / MILLION, own[1] / MILLION, own[2])
        low, high = (one.value, one.value) if one.value is not None else (one.low, one.high)
        assert low is not None
        assert high is not None
        found.append(
            {
                "slug": one.slug, "title": one.title, "figure": in_figures(one), "unit": one.unit,
                "place": one.place_name, "period": one.period, "source": one.source,
                "low": float(low), "high": float(high),
                "own_low": own[0] if own else None, "own_high": own[1] if own else None,
                "age": years_old(one.period_ends_on.year, on.year),
                "why": _why(one, own, here, told, on=on),
            }
        )  # fmt: skip
    return found


def _ends(one: Json | None) -> tuple[float, float, str] | None:
    return (one["low"], one["high"], "estimated") if one is not None else None


def _why(
    one: Statistic,
    own: tuple[float, float, str] | None,
    here: set[str],
    told: Json,
    *,
    on: date,
) -> list[str]:
    why = []
    if own is None:
        return ["nobody-told"]
    if years_old(one.period_ends_on.year, on.year):
        why.append("older")
    if one.is_estimate:
        why.append("estimate")
    if one.place_code not in here:
        why.append("another-place")
    if own[2] == "counted":
        small = sum(n for value, _name, n in told["parts"]["form"] if value in SMALL)
        why.append("few-informal" if 5 * small < told["whole"] else "listed-alone")
    elif one.topic != T.GROUPS:
        why.append("few-told")
    return why


def report_of(assembly: Assembly, *, year: int) -> SectorReport | None:
    """Return a year's report as it was counted last, or None. One query."""
    return SectorReport.objects.filter(assembly=assembly, year=year).order_by("pk").first()


def counted_years(assembly: Assembly, *, is_published: bool) -> QuerySet[SectorReport]:
    """
    Return the years that are counted, the latest first. One query.

    :param is_published: only those whose report is out.
    """
    found = SectorReport.objects.filter(assembly=assembly, finished_at__isnull=False)
    if is_published:
        found = found.filter(published_on__isnull=False)
    return found.order_by("-year", "pk")
