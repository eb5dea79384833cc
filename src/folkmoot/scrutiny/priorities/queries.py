"""Where money and work go, beside the themes and places that both sides agreed on."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.work.funding.models import Award
from folkmoot.work.plan.models import Action, Plan


@dataclass(frozen=True, slots=True)
class Place:
    """
    A place that was agreed: why there, and what runs there on a day.

    :param pence: of awards that run, in pence; of those with no place on record, see `Spread`.
    """

    area: Area
    themes: list[str]
    evidence: list[str]
    awards: int
    pence: int
    actions: int


@dataclass(frozen=True, slots=True)
class Spread:
    """
    All places of a plan, with what runs in the whole area, and what has no place on record.

    :param inside: pence in any of the places, each award counted once though two places hold it.
    """

    places: list[Place]
    inside: int
    pence: int
    without_place: int

    @property
    def share(self) -> int | None:
        """Of the money with a place on record, how many in a hundred goes to these; None of nothing."""
        known = self.pence - self.without_place
        return round(100 * self.inside / known) if known else None


def spread_of(plan: Plan, *, on: date) -> Spread:
    """
    Return where money and work go on a day beside the places of a plan.

    An award runs from its first day through its last; one without days runs from when it was made.
    Awards in a place within one count for it. Four queries, and one for each level of places.
    """
    agreed: dict[int, tuple[Area, list[str], list[str]]] = {}
    rows = plan.actions.exclude(state=Action.State.DROPPED).filter(area__isnull=False)
    for action in rows.select_related("area").order_by("number"):
        assert action.area is not None
        _area, themes, why = agreed.setdefault(action.area.pk, (action.area, [], []))
        themes.append(action.priority)
        why += [action.evidence] if action.evidence else []
    above = _above([area for area, _themes, _why in agreed.values()])
    money: dict[int | None, tuple[int, int]] = {
        row["area"]: (row["number"], row["sum"])
        for row in _running(plan.assembly, on=on)
        .values("area")
        .annotate(number=Count("pk"), sum=Sum("pence"))
        .order_by("area")
    }
    live = Action.objects.filter(
        plan__assembly=plan.assembly, state__in=(Action.State.DRAFT, Action.State.READY)
    )
    work = dict(
        live.filter(area__isnull=False)
        .values_list("area")
        .annotate(number=Count("pk"))
        .order_by("area")
    )
    places = []
    for key, (area, themes, why) in agreed.items():
        within = {one for one, chain in above.items() if key in chain}
        places.append(
            Place(
                area,
                list(dict.fromkeys(themes)),
                why,
                sum(money[one][0] for one in within & money.keys()),
                sum(money[one][1] for one in within & money.keys()),
                sum(work[one] for one in within & work.keys()),
            )
        )
    return Spread(
        places,
        sum(money[one][1] for one in above.keys() & money.keys()),
        sum(sum_ for _number, sum_ in money.values()),
        money.get(None, (0, 0))[1],
    )


def _running(assembly: Assembly, *, on: date) -> QuerySet[Award]:
    begun = Q(starts_on__lte=on) | Q(starts_on=None, awarded_on__lte=on)
    going = Q(ends_on__gte=on) | Q(ends_on=None)
    return Award.objects.filter(begun, going, assembly=assembly)


def _above(agreed: list[Area]) -> dict[int, set[int]]:
    """Return each place within some, with which of those it lies in."""
    inside = areas_within(agreed)
    parents = dict(Area.objects.filter(pk__in=inside).values_list("pk", "parent_id").order_by("pk"))
    wanted = {area.pk for area in agreed}
    found = {}
    for key in parents:
        chain: set[int] = set()
        one: int | None = key
        while one is not None:
            if one in wanted:
                chain.add(one)
            one = parents.get(one)
        found[key] = chain
    return found
