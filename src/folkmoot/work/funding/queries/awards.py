"""Funds and awards: who gives, to whom, for how long, and what ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet, Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.reckoning.hiding import LEAST
from folkmoot.work.funding.models import Application, Award, EndNotice, Fund, Payment

SMALL = 500_000
"""Up to this many pence an award of no fund is small."""


def in_pounds(pence: int | None) -> str:
    """Tell a sum in pounds, with pence where there are any. No query."""
    if pence is None:
        return "–"
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}" + (f".{rest:02}" if rest else "")


def awards(assembly: Assembly) -> QuerySet[Award]:
    """Return the awards of an assembly, the latest first. One query."""
    found = Award.objects.filter(assembly=assembly).select_related("organisation", "assembly")
    return found.order_by("-awarded_on", "-pk")


def award_keys(assembly: Assembly) -> QuerySet[Award, int]:
    """
    Return the keys of the awards of an assembly, the latest first. One query.

    A late page of them is found in the index alone; no row before it is read.
    """
    found = Award.objects.filter(assembly=assembly).order_by("-awarded_on", "-pk")
    return found.values_list("pk", flat=True)


def awards_of(assembly: Assembly, keys: Sequence[int]) -> QuerySet[Award]:
    """Return the awards with some keys, the latest first. One query."""
    return awards(assembly).filter(pk__in=keys)


def small_of(award: Award) -> int:
    """Return up to how many pence an award is small: as its fund says. One query, unless it was read."""
    return award.fund.small_award_pence if award.fund else SMALL


def outcomes_of(award: Award) -> list[str]:
    """Return towards what an award is given: the outcomes of its fund, or its own. No query, as above."""
    if award.fund and award.fund.outcomes:
        return [str(one) for one in award.fund.outcomes]
    return [award.outcome] if award.outcome else []


def one_view(assembly: Assembly, organisation: Organisation) -> QuerySet[Award]:
    """Return every tie between public bodies and one organisation, the latest first. One query."""
    return awards(assembly).filter(organisation=organisation)


@dataclass(frozen=True, slots=True)
class Tie:
    """What one part of a body gives to somebody: how many awards, how many pence, through which day."""

    funder: str
    directorate: str
    awards: int
    pence: int
    until_on: date | None


def ties(assembly: Assembly, organisation: Organisation) -> list[Tie]:
    """Return which parts of which bodies fund an organisation, by name. One query."""
    found = Award.objects.filter(assembly=assembly, organisation=organisation)
    rows = found.values("funder_name", "directorate").annotate(
        number=Count("pk"), sum=Sum("pence"), until=Max("ends_on")
    )
    return [
        Tie(row["funder_name"], row["directorate"], row["number"], row["sum"], row["until"])
        for row in rows.order_by("funder_name", "directorate")
    ]


def ending_soon(assembly: Assembly, *, on: date, days: int = 183) -> QuerySet[Award]:
    """Return the awards that end within half a year and have no notice of it, the soonest first. One query."""
    found = Award.objects.filter(
        assembly=assembly, ends_on__gte=on, ends_on__lte=on + timedelta(days=days), end_notice=None
    )
    return found.select_related("assembly").order_by("ends_on", "pk")


def payments_of(award: Award) -> list[Payment]:
    """Return in which parts an award is paid, by the day on which each is due. One query."""
    return list(award.payments.order_by("due_on", "pk"))


def funds(assembly: Assembly, *, of: Sequence[str] | None) -> QuerySet[Fund]:
    """
    Return the funds that somebody may see, the latest to open first. One query.

    :param of: the bodies whose plans they may see too, before they are public; None for all.
        Whoever comes for a body also sees the plans that others share with funders.
    """
    found = Fund.objects.filter(assembly=assembly).annotate(
        **{"sent": Count("applications", filter=~Q(applications__state="draft"))}
    )
    if of is not None:
        seen = Q(published_at__isnull=False) | Q(funder_name__in=of) | Q(run_by__in=of)
        found = found.filter(seen | Q(is_shared=True) if of else seen)
    return found.order_by("-opens_on", "-pk")


def days_to_apply(assembly: Assembly) -> float | None:
    """Return how many days people have to apply, the mean of all that are public. One query."""
    found = Fund.objects.filter(
        assembly=assembly, published_at__isnull=False, opens_on__isnull=False
    )
    spans = found.values_list("opens_on", "closes_on")
    days = [(closes - opens).days for opens, closes in spans if opens and closes]
    return sum(days) / len(days) if days else None


def hours_to_apply(fund: Fund) -> float | None:
    """Return how many hours applicants say that they spent, the mean, from five on. One query."""
    told = list(
        fund.applications.exclude(hours_spent=None)
        .exclude(state=Application.State.DRAFT)
        .values_list("hours_spent", flat=True)
    )
    hours = [one for one in told if one is not None]
    return sum(hours) / len(hours) if len(hours) >= LEAST else None


def notices(assembly: Assembly) -> QuerySet[EndNotice]:
    """Return the ends of funding that were given, with the notice each had, the latest first. One query."""
    found = EndNotice.objects.filter(award__assembly=assembly).select_related("award")
    return found.order_by("-given_at", "-pk")


def applications_of(fund: Fund) -> list[Application]:
    """Return the applications that were sent, with the mean of their marks, the best first. Two queries."""
    sent = fund.applications.exclude(state=Application.State.DRAFT)
    rows = list(sent.select_related("organisation", "award").prefetch_related("marks"))

    def mean(one: Application) -> float:
        values = [mark.value for mark in one.marks.all()]
        return sum(values) / len(values) if values else -1.0

    return sorted(rows, key=lambda one: (-mean(one), one.organisation.name))
