"""Awards by who gives, to whom and for what; what is stated beside what adds up; 360Giving out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.reckoning.hiding import LEAST
from folkmoot.rules.obligations import Obligation
from folkmoot.work.funding.models import Application, Award, AwardReport, EndNotice, Fund
from folkmoot.work.funding.queries.clauses import clause_for


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


@dataclass(frozen=True, slots=True)
class Spend:
    """
    What was spent in a year, from 1 April to 31 March.

    :param rows: by directorate: how many awards, how many pence, how many of them over more than
        one year.
    :param sources: from which lists awards were read, with how many: the footnotes.
    :param stated: what a document states in thousands, by the same names; and :param headline.
    """

    year: int
    rows: list[tuple[str, int, int, int]]
    total: int
    awards: int
    multi_year: int
    multi_year_pence: int
    sources: list[tuple[str, int]]
    sizes: list[tuple[str, int, int]]
    stated: dict[str, int]
    headline: int | None

    @property
    def stated_total(self) -> int:
        """What the stated parts add up to, in thousands of pounds."""
        return sum(self.stated.values())

    @property
    def gap(self) -> int | None:
        """How far the parts are from the headline, in thousands; None where none is stated."""
        return None if self.headline is None else self.stated_total - 1000 * self.headline


def spend_of(assembly: Assembly, *, year: int, on: date) -> Spend:
    """Return what was spent in a financial year, with what a document states of it. Seven queries."""
    since, until = date(year, 4, 1), date(year + 1, 4, 1)
    found = Award.objects.filter(assembly=assembly, awarded_on__gte=since, awarded_on__lt=until)
    lasting = Q(starts_on__isnull=False, ends_on__gte=F("starts_on") + timedelta(days=366))
    by_directorate = (
        found.values("directorate")
        .annotate(number=Count("pk"), sum=Sum("pence"), over=Count("pk", filter=lasting))
        .order_by("-sum", "directorate")
    )
    rows = [(r["directorate"] or "–", r["number"], r["sum"], r["over"]) for r in by_directorate]
    bands = dict(Organisation.SizeBand.choices)
    by_size = (
        found.values("organisation__size_band")
        .annotate(number=Count("pk"), sum=Sum("pence"))
        .order_by("-sum")
    )
    stated, headline = _stated(assembly, on=on)
    return Spend(
        year,
        rows,
        sum(row[2] for row in rows),
        sum(row[1] for row in rows),
        sum(row[3] for row in rows),
        found.filter(lasting).aggregate(sum=Sum("pence"))["sum"] or 0,
        list(
            found.exclude(source="")
            .values_list("source")
            .annotate(number=Count("pk"))
            .order_by("source")
        ),
        [
            (
                str(bands.get(r["organisation__size_band"], "not on the register")),
                r["number"],
                r["sum"],
            )
            for r in by_size
        ],
        stated,
        headline,
    )


def _stated(assembly: Assembly, *, on: date) -> tuple[dict[str, int], int | None]:
    book = book_that_fixes(assembly, "spending.headline", on=on)
    if book is None:
        return {}, None
    parts = ("corporate", "adults", "children", "place")
    stated = {
        name: book.whole(f"spending.{name}")
        for name in parts
        if f"spending.{name}" in book.parameters
    }
    return stated, book.whole("spending.headline")


def one_view(assembly: Assembly, organisation: Organisation) -> list[Award]:
    """Return every tie between public bodies and one organisation, across directorates. One query."""
    return list(
        awards(assembly).filter(organisation=organisation).order_by("directorate", "-awarded_on")
    )


def funds(assembly: Assembly, *, of: Sequence[str] | None) -> QuerySet[Fund]:
    """
    Return the funds that somebody may see, the latest to open first. One query.

    :param of: the bodies whose plans they may see too, before they are public; None for all.
    """
    found = Fund.objects.filter(assembly=assembly).annotate(
        **{"sent": Count("applications", filter=~Q(applications__state="draft"))}
    )
    if of is not None:
        found = found.filter(Q(published_at__isnull=False) | Q(funder_name__in=of))
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


def notices(assembly: Assembly) -> list[EndNotice]:
    """Return the ends of funding that were given, with the notice each had, the latest first. One query."""
    found = EndNotice.objects.filter(award__assembly=assembly).select_related("award")
    return list(found.order_by("-given_at", "-pk")[:200])


def years_of(assembly: Assembly) -> list[int]:
    """Return the years in which money was awarded, the latest first. One query."""
    found = Award.objects.filter(assembly=assembly).annotate(year=ExtractYear("awarded_on"))
    return sorted(set(found.values_list("year", flat=True).order_by()), reverse=True)


def as_360giving(assembly: Assembly) -> dict[str, Any]:
    """
    Return the awards made here as a 360Giving file. One query.

    Source: the 360Giving Data Standard, version 1.4.
    """
    own = f"360G-{assembly.slug}"
    found = awards(assembly).filter(is_ours=True).select_related("fund", "area").order_by("pk")
    return {"grants": [_grant(one, own) for one in found]}


def _grant(one: Award, own: str) -> dict[str, Any]:
    recipient = one.recipient_id or (
        f"{own}-org-{one.organisation.reference}" if one.organisation else f"{own}-org-{one.pk}"
    )
    grant: dict[str, Any] = {
        "id": one.identifier,
        "title": one.title,
        "description": one.purpose or one.title,
        "currency": "GBP",
        "amountAwarded": one.pence / 100 if one.pence % 100 else one.pence // 100,
        "awardDate": one.awarded_on.isoformat(),
        "recipientOrganization": [{"id": recipient, "name": one.recipient_name}],
        "fundingOrganization": [{"id": one.funder_id or f"{own}-funder", "name": one.funder_name}],
    }
    if one.starts_on and one.ends_on:
        grant["plannedDates"] = [
            {"startDate": one.starts_on.isoformat(), "endDate": one.ends_on.isoformat()}
        ]
    if one.fund:
        grant["grantProgramme"] = [{"code": one.fund.slug, "title": one.fund.title}]
    if one.area:
        grant["beneficiaryLocation"] = [{"name": one.area.name, "geoCode": one.area.code}]
    return grant


def obligations_of_funding(
    assembly: Assembly, *, on: date, is_open: bool = False
) -> list[Obligation]:
    """Return the reports on awards that are owed. Three queries."""
    found = []
    clause = clause_for(assembly, "outcomes", on=on)
    if clause is not None:
        reports = AwardReport.objects.filter(award__assembly=assembly, award__is_ours=True)
        if is_open:
            reports = reports.filter(sent_at=None)
        for one in reports.select_related("award").order_by("due_on", "pk"):
            found.append(
                Obligation(
                    what=f"Report on {one.award.title}",
                    who=one.award.recipient_name,
                    clause=clause,
                    due_on=one.due_on,
                    done_on=one.sent_at.date() if one.sent_at else None,
                )
            )
    return found


def applications_of(fund: Fund) -> list[Application]:
    """Return the applications that were sent, with the mean of their marks, the best first. Two queries."""
    sent = fund.applications.exclude(state=Application.State.DRAFT).select_related("organisation")
    rows = list(sent.prefetch_related("marks"))

    def mean(one: Application) -> float:
        values = [mark.value for mark in one.marks.all()]
        return sum(values) / len(values) if values else -1.0

    return sorted(rows, key=lambda one: (-mean(one), one.organisation.name))
