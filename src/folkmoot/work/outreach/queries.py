"""Who takes no part yet, who was gone to, and how far the sector is covered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Authority, Organisation, Shelf
from folkmoot.body.organisations.queries.makeup import Makeup, makeup
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Clause
from folkmoot.work.outreach.models import Visit

WAYS = ("size", "place", "form")


def clause_of_outreach(assembly: Assembly, *, on: date) -> Clause | None:
    """Return the clause by which groups are gone to, or None. One query."""
    return clause_adopted(assembly, "outreach", on=on)


def visits(assembly: Assembly, *, outcome: str = "") -> QuerySet[Visit]:
    """Return the log, the latest planned first; of one outcome, if it is given. One query."""
    found = Visit.objects.filter(assembly=assembly).select_related("organisation")
    if outcome:
        found = found.filter(outcome=outcome)
    return found.order_by("-planned_on", "-pk")


def not_reached(assembly: Assembly, *, size: str = "", place: str = "", on: date) -> Any:
    """
    Return the organisations of the sector for which nobody acts and to which nobody has gone nor
    plans to, by name. One query, with a page of it.

    :param size: a band of size, or an empty word for all of them.
    :param place: the code of a district, or an empty word for everywhere.
    """
    acted_for = Authority.objects.standing_on(on).filter(organisation=OuterRef("pk"))
    gone_to = Visit.objects.filter(assembly=assembly, organisation=OuterRef("pk"))
    found = Organisation.objects.filter(
        ~Exists(acted_for),
        ~Exists(gone_to),
        listings__assembly=assembly,
        sector=Organisation.Sector.VCSE,
    )
    if size:
        found = found.filter(size_band=size)
    if place:
        there = Shelf.objects.filter(
            assembly=assembly, facet=f"place:{place}", organisation=OuterRef("pk")
        )
        found = found.filter(Exists(there))
    return found.order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of organisation: how many there are, take part, were gone to, and accepted."""

    name: str
    listed: int
    takes_part: int
    gone_to: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far the sector is covered: in all, and by size, by place and by form."""

    whole: Line
    by_way: list[tuple[str, list[Line]]]


def coverage(assembly: Assembly, *, on: date) -> Coverage:
    """
    Return how far the sector is covered on a day. Eleven queries, whatever its number.

    Whoever takes part has somebody who acts for it here.
    """
    districts = served_districts(assembly)
    kinds = makeup(assembly, districts=districts)
    acting = Authority.objects.standing_on(on).filter(organisation__listings__assembly=assembly)
    takes_part = set(acting.order_by().values_list("organisation_id", flat=True))
    made = Visit.objects.filter(assembly=assembly, made_on__lte=on).order_by()
    gone_to = set(made.values_list("organisation_id", flat=True))
    accepted = set(
        made.filter(outcome=Visit.Outcome.ACCEPTED).values_list("organisation_id", flat=True)
    )

    def line(name: str, belongs: Callable[[Makeup], bool]) -> Line:
        there = {key for key, one in kinds.items() if belongs(one)}
        counts = (there & one for one in (takes_part, gone_to, accepted))
        return Line(name, len(there), *(len(one) for one in counts))

    names = {
        "size": {key: str(label) for key, label in Organisation.SizeBand.choices},
        "place": {**{area.code: area.name for area in districts}, "unknown": _("not known")},
        "form": {key: str(label) for key, label in Organisation.LegalForm.choices},
    }
    labels = {"size": _("By size"), "place": _("By place"), "form": _("By form")}
    by_way = []
    for way in WAYS:
        lines = [
            line(name, lambda one, way=way, key=key: key in one.kinds(way))  # type: ignore[misc]  # mypy does not see the defaults
            for key, name in names[way].items()
        ]
        by_way.append((labels[way], [one for one in lines if one.listed]))
    return Coverage(line(_("All of the sector"), lambda _one: True), by_way)


def waiting_in_outreach(
    _organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """Return the visits that were to be made by now, for support officers. Two queries."""
    on = day_in(assembly, at=at)
    if not is_officer(person, assembly, on=on):
        return []
    due = visits(assembly, outcome=Visit.Outcome.PLANNED).filter(planned_on__lte=on)
    return [
        DeskItem(
            verb_phrase=_("Go to %(name)s, or say what came of it")
            % {"name": one.organisation.name},
            url=reverse("outreach:made", args=[assembly, one.pk]),
            due=one.planned_on,
            minutes=10,
            state="due" if one.planned_on == on else "overdue",
        )
        for one in due[:10]
    ]
