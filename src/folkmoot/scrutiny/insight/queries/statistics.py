"""Figures as they were published, worked out again, and beside one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.places.models import Area
from folkmoot.reckoning.figures import PER_CENT, Figure, Recount, recount, years_old
from folkmoot.scrutiny.insight.models import Statistic


def statistics(assembly: Assembly, *, topic: str = "", place: str = "") -> QuerySet[Statistic]:
    """
    Return the figures that are relied on, by topic, local before national, the newest first.

    :param place: the code of a place, for the figures of that place alone.
    """
    found = Statistic.objects.filter(assembly=assembly, withdrawn_at=None)
    if topic:
        found = found.filter(topic=topic)
    if place:
        found = found.filter(place_code=place)
    found = found.select_related("first", "second", "area")
    return found.order_by("topic", "is_national", "-period_ends_on", "title", "pk")


def figure_of(one: Statistic) -> Figure:
    """Return a kept figure as it is reckoned with. No query."""
    return Figure(
        unit=one.unit,
        place=one.place_code,
        value=one.value,
        low=one.low,
        high=one.high,
        step=one.step,
        is_share=one.is_share,
    )


def number(value: Decimal | Fraction | float | None, *, places: int = 2) -> str:
    """Tell a number with commas, and no more digits after the point than it has. No query."""
    if value is None:
        return ""
    told = f"{float(value):,.{places}f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def in_figures(one: Statistic) -> str:
    """Tell a figure with its unit; a range by its two ends, never by its middle. No query."""
    if one.value is not None:
        told = number(one.value, places=4)
    else:
        told = _("%(low)s to %(high)s") % {
            "low": number(one.low, places=4),
            "high": number(one.high, places=4),
        }
    return f"{told} {one.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    A figure as a page shows it.

    :param age: in years, from the last day it is of.
    :param again: what its inputs give, where they are kept.
    """

    one: Statistic
    figure: str
    age: int
    again: Recount | None

    @property
    def is_as_reported(self) -> bool:
        """Whether its inputs do not allow it, so that it stands as reported."""
        return self.again is not None and not self.again.agrees

    @property
    def rounded_to(self) -> str:
        """What it was rounded to; nothing where it is exact."""
        return number(self.one.step, places=4) if self.one.step else ""

    @property
    def worked_out(self) -> str:
        """What its inputs give, in words; nothing where they are not kept."""
        if self.again is None:
            return ""
        given = {
            "low": number(self.again.possible.low, places=1),
            "high": number(self.again.possible.high, places=1),
            "point": number(self.again.point, places=1),
            "unit": self.one.unit,
        }
        if self.again.point is None or given["low"] == given["high"] == given["point"]:
            one = given["low"] == given["high"]
            return (
                _("%(low)s %(unit)s") % given if one else _("%(low)s to %(high)s %(unit)s") % given
            )
        return _("%(point)s %(unit)s; as rounded, %(low)s to %(high)s is possible") % given


def told(rows: Iterable[Statistic], *, on: date) -> list[Told]:
    """Return figures as a page shows them, each worked out again. No query of its own."""
    return [
        Told(
            one=one,
            figure=in_figures(one),
            age=years_old(one.period_ends_on.year, on.year),
            again=recounted(one),
        )
        for one in rows
    ]


def recounted(one: Statistic) -> Recount | None:
    """Return what the inputs of a figure give; None where they are not kept or give nothing."""
    if not one.way or one.first is None or one.second is None:
        return None
    try:
        return recount(figure_of(one), one.way, figure_of(one.first), figure_of(one.second))
    except ValueError:
        return None


def beside(one: Statistic) -> QuerySet[Statistic]:
    """Return the figures to hold one against: of the same topic, in the same unit. One query."""
    same = statistics(one.assembly, topic=one.topic).filter(unit=one.unit)
    return same.exclude(pk=one.pk)


def made_from(one: Statistic) -> QuerySet[Statistic]:
    """Return the figures that were made of this one. One query."""
    found = Statistic.objects.filter(Q(first=one) | Q(second=one), withdrawn_at=None)
    return found.order_by("title", "pk")


def inputs(assembly: Assembly) -> list[tuple[str, str]]:
    """Return the figures that another may be made of, by slug and name. One query."""
    rows = statistics(assembly).order_by("title", "-period_ends_on", "pk")
    return [
        (one.slug, f"{one.title}: {in_figures(one)}, {one.place_name}, {one.period}")
        for one in rows
    ]


def places_told(assembly: Assembly) -> list[tuple[str, str]]:
    """Return the places that figures are kept of, by name. One query."""
    rows = statistics(assembly).order_by("place_name", "place_code")
    return list(dict.fromkeys(rows.values_list("place_code", "place_name")))


def as_rows(rows: Iterable[Told]) -> tuple[list[str], list[list[object]]]:
    """Return figures as a table to take away: its head, and its rows. No query of its own."""
    head = [
        "title", "topic", "value", "low", "high", "unit", "rounded_to", "estimate", "national",
        "place", "place_code", "period", "age_years", "source", "link", "made_of",
        "worked_out_again", "stands_as_reported",
    ]  # fmt: skip
    return head, [
        [
            row.one.title, row.one.get_topic_display(), row.one.value, row.one.low, row.one.high,
            row.one.unit, row.one.step or None, row.one.is_estimate, row.one.is_national,
            row.one.place_name, row.one.place_code, row.one.period, row.age, row.one.source,
            row.one.link, row.one.get_way_display() if row.one.way else None,
            row.worked_out or None, row.is_as_reported if row.again else None,
        ]
        for row in rows
    ]  # fmt: skip


def is_share_of(unit: str) -> bool:
    """Test whether a unit tells of parts in a hundred. No query."""
    return unit.strip().casefold() in {PER_CENT, "%", "percent"}


def area_coded(code: str) -> Area | None:
    """Return the area on the map with a code, or None. One query."""
    return Area.objects.filter(code=code).order_by("pk").first()
