"""Figures are entered, put right, and withdrawn."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.reckoning.figures import faults, mixes_places, recount
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.scrutiny.insight.events import StatisticEntered, StatisticWithdrawn
from folkmoot.scrutiny.insight.models import Statistic
from folkmoot.scrutiny.insight.permits import require_keeps_insight
from folkmoot.scrutiny.insight.queries.clauses import clause_for
from folkmoot.scrutiny.insight.queries.documents import given_by_documents
from folkmoot.scrutiny.insight.queries.statistics import area_coded, figure_of, in_figures, number

KEPT = (
    "title", "topic", "value", "low", "high", "unit", "step", "is_share", "is_estimate",
    "is_national", "place_code", "place_name", "period", "period_ends_on", "source", "link",
    "note", "doubt", "way", "first", "second",
)  # fmt: skip


@transaction.atomic
@recording_last()
def enter_statistic(
    *, assembly: Assembly, statistic: Statistic | None = None, by: Person, at: datetime, **kept: Any
) -> Statistic:
    """
    Enter a figure, or put it right.

    :param kept: what is said of it, by the names in `KEPT`; its `area` is found by its code.
    :raises Refusal: if `by` may not, or if what it says cannot be: it names no place, its range
        is backwards, it is more than all of a whole, or it is made of figures for other places.
    """
    on = day_in(assembly, at=at)
    require_keeps_insight(by, assembly, on=on)
    made = statistic or Statistic(assembly=assembly, entered_at=at)
    for name in KEPT:
        if name in kept:
            setattr(made, name, kept[name])
    made.place_code, made.place_name = made.place_code.strip(), made.place_name.strip()
    clause = clause_for(assembly, "statistics", on=on)
    _require_possible(made, clause)
    _require_one_place(made, clause)
    made.area = area_coded(made.place_code)
    made.slug = made.slug or kept.get("slug") or _slug(made)
    made.save()
    event = StatisticEntered(
        slug=made.slug,
        title=made.title,
        figure=in_figures(made),
        place=made.place_name,
        period=made.period,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


def _require_possible(made: Statistic, clause: Clause | None) -> None:
    found = faults(figure_of(made))
    if not made.place_name and "figure-without-place" not in found:
        found = ["figure-without-place", *found]
    if found:
        facts = {"low": number(made.low, places=4), "high": number(made.high, places=4)}
        raise Refusal(found[0], clause, facts)


def _require_one_place(made: Statistic, clause: Clause | None) -> None:
    """Refuse what is made of figures that have not one place, or give no answer."""
    if not made.way and (made.first or made.second):
        made.first = made.second = None
    if not made.way:
        return
    if made.first is None or made.second is None:
        raise Refusal("rate-needs-two", clause, {})
    if made.pk is not None and made.pk in (made.first.pk, made.second.pk):
        raise Refusal("rate-of-itself", clause, {})
    figures = [figure_of(one) for one in (made, made.first, made.second)]
    if mixes_places(figures):
        names = sorted({one.place_name for one in (made, made.first, made.second)})
        raise Refusal("rate-mixes-places", clause, {"places": names})
    if made.way == Statistic.Way.CHANGE and made.first.unit != made.second.unit:
        units = {"first": made.first.unit, "second": made.second.unit}
        raise Refusal("rate-mixes-units", clause, units)
    try:
        recount(figures[0], made.way, figures[1], figures[2])
    except ValueError:
        raise Refusal("rate-of-nothing", clause, {}) from None


def _slug(made: Statistic) -> str:
    stem = slugify(f"{made.title} {made.place_name} {made.period}")[:80].strip("-") or "figure"
    same = Statistic.objects.filter(assembly=made.assembly, slug__startswith=stem).count()
    return f"{stem}-{same + 1}" if same else stem


@transaction.atomic
@recording_last()
def withdraw_statistic(
    *, statistic: Statistic, because: str, by: Person, at: datetime
) -> Statistic:
    """
    No longer rely on a figure; it stays readable at its address, with why.

    :raises Refusal: if `by` may not, or it was withdrawn before.
    """
    assembly = statistic.assembly
    on = day_in(assembly, at=at)
    require_keeps_insight(by, assembly, on=on)
    if statistic.withdrawn_at is not None:
        raise Refusal("figure-gone", None, {"title": statistic.title})
    statistic.withdrawn_at, statistic.withdrawn_because = at, because.strip()
    statistic.save(update_fields=["withdrawn_at", "withdrawn_because"])
    event = StatisticWithdrawn(
        slug=statistic.slug, title=statistic.title, because=statistic.withdrawn_because
    )
    clause = clause_for(assembly, "statistics", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return statistic


@transaction.atomic
@recording_last()
def enter_figures_of_documents(*, assembly: Assembly, by: Person, at: datetime) -> list[Statistic]:
    """
    Enter the figures that the documents of an assembly give; those entered before are left.

    :raises Refusal: if `by` may not.
    """
    on: date = day_in(assembly, at=at)
    require_keeps_insight(by, assembly, on=on)
    held = {one.slug: one for one in Statistic.objects.filter(assembly=assembly)}
    made = []
    for said in given_by_documents(assembly, on=on):
        first, second = said.pop("made_of")
        if said["slug"] in held:
            continue
        if said["way"]:
            said |= {"first": held[first], "second": held[second]}
        held[said["slug"]] = enter_statistic(assembly=assembly, by=by, at=at, **said)
        made.append(held[said["slug"]])
    return made
