"""Who funds whom, who pays for the same thing, and where money goes beside who there is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.db.models.functions import Lower

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.work.funding.models import Award, Fund, InKind, JointProposal
from folkmoot.work.funding.queries.spending import in_year

SMALL_BANDS = ("micro", "small")
MOST_OVERLAPS = 50


def funders(assembly: Assembly) -> QuerySet[Award, Any]:
    """Return who funds, with how many awards, to how many, and how much, by name. One query."""
    found = Award.objects.filter(assembly=assembly).values("funder_name")
    told = found.annotate(
        number=Count("pk"), bodies=Count("recipient_name", distinct=True), sum=Sum("pence")
    )
    return told.order_by("funder_name")


def recipients_of(assembly: Assembly, funder: str) -> QuerySet[Award, Any]:
    """Return whom one body funds, with how many awards and how much, the most first. One query."""
    found = Award.objects.filter(assembly=assembly, funder_name=funder)
    told = found.values("recipient_name", "organisation__reference").annotate(
        number=Count("pk"), sum=Sum("pence")
    )
    return told.order_by("-sum", "recipient_name")


@dataclass(frozen=True, slots=True)
class Overlap:
    """Several bodies that pay for the same outcome in the same place, or to the same organisation."""

    outcome: str
    where: str
    funders: list[str]
    awards: int
    pence: int


def _running(assembly: Assembly, *, on: date) -> QuerySet[Any]:
    found = Award.objects.filter(assembly=assembly, ends_on__gte=on).exclude(outcome="")
    return found.annotate(**{"same": Lower("outcome")})


def same_outcome(assembly: Assembly, *, on: date) -> list[Overlap]:
    """
    Return where two or more bodies pay for the same outcome in the same place, the most money first.

    Fifty at most. Two queries.
    """
    several = (
        _running(assembly, on=on)
        .values_list("same", "area__name")
        .annotate(bodies=Count("funder_name", distinct=True), number=Count("pk"), sum=Sum("pence"))
        .filter(bodies__gt=1)
        .order_by("-sum", "same", "area__name")
    )
    rows = [(same, where or "", number, sum_)
            for same, where, _bodies, number, sum_ in several[:MOST_OVERLAPS]]  # fmt: skip
    return _with_funders(_running(assembly, on=on), "area__name", rows)


def same_recipient(assembly: Assembly, *, on: date) -> list[Overlap]:
    """
    Return to whom on the register two or more bodies pay for the same outcome: twice, it may be.

    Fifty at most. Two queries.
    """
    several = (
        _running(assembly, on=on)
        .filter(organisation__isnull=False)
        .values_list("same", "organisation__name")
        .annotate(bodies=Count("funder_name", distinct=True), number=Count("pk"), sum=Sum("pence"))
        .filter(bodies__gt=1)
        .order_by("-sum", "same", "organisation__name")
    )
    rows = [(same, name, number, sum_)
            for same, name, _bodies, number, sum_ in several[:MOST_OVERLAPS]]  # fmt: skip
    return _with_funders(_running(assembly, on=on), "organisation__name", rows)


def _with_funders(
    found: QuerySet[Any], where: str, rows: list[tuple[str, str, int, int]]
) -> list[Overlap]:
    """Add the names of the bodies to what they have in common. One query."""
    wanted = found.filter(same__in={row[0] for row in rows})
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for same, place, funder in (
        wanted.values_list("same", where, "funder_name").distinct().order_by("funder_name")
    ):
        names[same, place or ""].append(funder)
    return [
        Overlap(same, place, names[same, place], number, sum_) for same, place, number, sum_ in rows
    ]


def plans_alike(
    assembly: Assembly, *, on: date, is_funder: bool
) -> list[tuple[str, str, list[Fund]]]:
    """
    Return the outcomes for which two or more bodies have a fund open or planned in the same place.

    :param is_funder: who asks comes for a body, and sees plans that are shared before they are public.
    :return: the outcome, the place, and the funds. One query.
    """
    seen = Q(published_at__isnull=False)
    if is_funder:
        seen |= Q(is_shared=True)
    live = Fund.objects.filter(assembly=assembly).filter(seen)
    live = live.filter(Q(closes_on=None) | Q(closes_on__gte=on)).select_related("area")
    alike: dict[tuple[str, str], list[Fund]] = defaultdict(list)
    for fund in live.order_by("funder_name", "pk"):
        for outcome in fund.outcomes:
            alike[str(outcome).casefold(), fund.area.name if fund.area else ""].append(fund)
    return [
        (outcome, place, funds)
        for (outcome, place), funds in sorted(alike.items())
        if len({one.funder_name.casefold() for one in funds}) > 1
    ]


def proposals(assembly: Assembly) -> QuerySet[JointProposal]:
    """Return the proposals to pay for something together, the latest first. Two queries."""
    found = JointProposal.objects.filter(assembly=assembly).select_related("area", "assembly")
    return found.prefetch_related("answers").order_by("-proposed_on", "-pk")


@dataclass(frozen=True, slots=True)
class Mix:
    """
    What kinds of help organisations of each kind got in a year.

    :param by_size: by size, then by kind of help: how many times, and how many pence.
    :param by_form: the same by legal form.
    :param gaps: what no micro or small group got, as the size and the kind of help.
    """

    by_size: dict[str, dict[str, tuple[int, int]]]
    by_form: dict[str, dict[str, tuple[int, int]]]
    gaps: list[tuple[str, str]]


HELP = ("grant", "contract", "other", "in-kind")


def mix_of(assembly: Assembly, *, year: int) -> Mix:
    """Return what kinds of help organisations of each size and form got in a year. Four queries."""
    since, until = date(year, 4, 1), date(year + 1, 4, 1)
    given = InKind.objects.filter(assembly=assembly, given_on__gte=since, given_on__lt=until)
    money = in_year(assembly, year)
    told = {}
    for way in ("size_band", "legal_form"):
        field = f"organisation__{way}"
        table: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
        cash = money.values_list(field, "kind").annotate(number=Count("pk"), sum=Sum("pence"))
        for name, kind, number, sum_ in cash.order_by(field, "kind"):
            column = kind if kind in HELP else "other"
            before = table[name or ""].get(column, (0, 0))
            table[name or ""][column] = (before[0] + number, before[1] + sum_)
        things = given.values_list(field).annotate(number=Count("pk"), sum=Sum("pence"))
        for name, number, sum_ in things.order_by(field):
            table[name or ""]["in-kind"] = (number, sum_)
        told[way] = dict(table)
    by_size = {band: told["size_band"].get(band, {}) for band in Organisation.SizeBand.values}
    if "" in told["size_band"]:
        by_size[""] = told["size_band"][""]
    gaps = [(band, kind) for band in SMALL_BANDS for kind in HELP if kind not in by_size[band]]
    return Mix(by_size, told["legal_form"], gaps)


@dataclass(frozen=True, slots=True)
class Share:
    """Of organisations of a size: how many there are, how many got money, and how many pence."""

    size: str
    organisations: int
    funded: int
    pence: int
    of_organisations: float
    of_money: float

    @property
    def gap(self) -> float:
        """By how many points their part of the money is above their part of the register."""
        return 100 * (self.of_money - self.of_organisations)


def fair_share(assembly: Assembly, *, year: int) -> list[Share]:
    """Return the part of the money beside the part of the register, by size. Two queries."""
    there = dict(
        Organisation.objects.filter(listings__assembly=assembly, sector="vcse")
        .values_list("size_band")
        .annotate(number=Count("pk"))
        .order_by("size_band")
    )
    money = {
        size: (bodies, sum_)
        for size, bodies, sum_ in in_year(assembly, year)
        .filter(organisation__sector="vcse", organisation__listings__assembly=assembly)
        .values_list("organisation__size_band")
        .annotate(bodies=Count("organisation", distinct=True), sum=Sum("pence"))
        .order_by("organisation__size_band")
    }
    all_there = sum(there.values()) or 1
    all_money = sum(sum_ for _bodies, sum_ in money.values()) or 1
    rows = []
    for size in Organisation.SizeBand.values:
        bodies, pence = money.get(size, (0, 0))
        number = there.get(size, 0)
        if number or bodies:
            rows.append(Share(size, number, bodies, pence, number / all_there, pence / all_money))
    return rows


def committed(assembly: Assembly, *, on: date) -> list[tuple[str, int, date]]:
    """Return by place what is awarded beyond this financial year: how much, through which day. One query."""
    until = date(on.year if (on.month, on.day) < (4, 1) else on.year + 1, 4, 1)
    found = Award.objects.filter(assembly=assembly, ends_on__gte=until, area__isnull=False)
    rows = found.values_list("area__name").annotate(sum=Sum("pence"), until=Max("ends_on"))
    return list(rows.order_by("area__name"))
