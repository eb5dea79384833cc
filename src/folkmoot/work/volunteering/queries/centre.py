"""What the centre does: campaigns and whom they brought, figures, policy, costs, good practice."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.rules.obligations import Obligation
from folkmoot.work.volunteering.models import (
    Campaign,
    Match,
    Opportunity,
    Practice,
    PracticeItem,
    ProgrammeCost,
    Proposal,
)
from folkmoot.work.volunteering.queries.roles import quality_of
from folkmoot.work.volunteering.queries.words import PRACTICE, QUALITY, clause_for


def campaigns(assembly: Assembly) -> QuerySet[Campaign]:
    """Return the campaigns with whom each brought, the latest first. One query."""
    placed = Count("matches", filter=Q(matches__placed_at__isnull=False), distinct=True)
    found = Campaign.objects.filter(assembly=assembly).select_related("theme")
    asked = Count("matches", distinct=True)
    came = Count("volunteers", distinct=True)
    return found.annotate(**{"asked": asked, "came": came, "placed": placed}).order_by(
        "-from_on", "-pk"
    )


@dataclass(frozen=True, slots=True)
class Year:
    """The roles of a year: how many, how good, how varied."""

    year: int
    number: int
    new: int
    quality: list[tuple[str, int]]
    average: float | None
    themes: list[tuple[str, int]]
    sectors: list[tuple[str, int]]
    sizes: list[tuple[str, int]]
    short: int
    at_home: int
    placed: int
    minutes: int

    @property
    def hours(self) -> int:
        """The hours given, to the nearest whole one."""
        return round(self.minutes / 60)


def year_of(assembly: Assembly, *, year: int) -> Year:
    """
    Return the roles that stood on the list at some time in a year, and what came of them.

    Four queries, however many there are.
    """
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    rows = Opportunity.objects.filter(
        Q(closed_on=None) | Q(closed_on__gte=first), Q(closes_on=None) | Q(closes_on__gte=first),
        assembly=assembly, listed_on__lt=after,
    )  # fmt: skip
    stood = list(rows.select_related("organisation").prefetch_related("themes").order_by("pk"))
    counted: Counter[str] = Counter()
    for role in stood:
        counted.update(key for key, _name, is_met in quality_of(role) if is_met)
    themes = Counter(theme.name for role in stood for theme in role.themes.all())
    sectors = Counter(str(role.organisation.get_sector_display()) for role in stood)
    sizes = Counter(str(role.organisation.get_size_band_display()) for role in stood)
    matched = Match.objects.filter(opportunity__assembly=assembly)
    given = matched.filter(hours__on__year=year).aggregate(
        minutes=Sum(F("hours__minutes") * F("hours__people"), default=0)
    )
    return Year(
        year=year,
        number=len(stood),
        new=sum(role.listed_on is not None and role.listed_on >= first for role in stood),
        quality=[(str(name), counted[key]) for key, name in QUALITY],
        average=sum(counted.values()) / len(stood) if stood else None,
        themes=themes.most_common(),
        sectors=sectors.most_common(),
        sizes=sizes.most_common(),
        short=sum(role.is_short for role in stood),
        at_home=sum(role.is_at_home for role in stood),
        placed=matched.filter(placed_at__year=year).count(),
        minutes=given["minutes"],
    )


def proposals(assembly: Assembly) -> QuerySet[Proposal]:
    """Return the proposals that are watched, the latest first, with the plans they informed. Two queries."""
    found = Proposal.objects.filter(assembly=assembly).select_related("campaign")
    return found.prefetch_related("informed").order_by("-entered_at", "-pk")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a programme cost in a year: by head, None where it was not told; and in all."""

    organisation: str
    programme: str
    year: int
    funder_name: str
    heads: list[tuple[str, int | None]]
    total: int

    @property
    def told(self) -> list[tuple[str, str]]:
        """The heads with their sums in pounds, for a page."""
        return [(head, pounds(pence) if pence is not None else "–") for head, pence in self.heads]

    @property
    def in_all(self) -> str:
        """The whole in pounds, for a page."""
        return pounds(self.total)


def pounds(pence: int) -> str:
    """Return a sum as it is read: £1,200.50."""
    return f"£{pence / 100:,.2f}"


def costs(assembly: Assembly, heads: list[str]) -> list[Cost]:
    """Return what programmes told of their costs, the latest year first. One query."""
    rows = ProgrammeCost.objects.filter(assembly=assembly).select_related("organisation")
    found: dict[tuple[int, str, str], list[ProgrammeCost]] = {}
    for one in rows.order_by("-year", "organisation__name", "programme", "pk"):
        found.setdefault((one.year, one.organisation.name, one.programme), []).append(one)
    told = []
    for (year, name, programme), each in found.items():
        by_head = {one.head: one.pence for one in each}
        told.append(
            Cost(name, programme, year, each[0].funder_name,
                 [(head, by_head.get(head)) for head in heads], sum(by_head.values()))
        )  # fmt: skip
    return told


def practices(assembly: Assembly) -> QuerySet[Practice]:
    """Return the checklists, those to look at again soonest first. Two queries."""
    found = Practice.objects.filter(assembly=assembly).select_related("organisation")
    return found.prefetch_related("items").order_by("review_on", "organisation__name", "pk")


def points_of(practice: Practice) -> list[tuple[PracticeItem, str]]:
    """Return the points of a checklist with their names, in their order. No query with its items."""
    names = {key: (place, str(name)) for place, (key, name) in enumerate(PRACTICE)}
    known = [one for one in practice.items.all() if one.item in names]
    return [(one, names[one.item][1]) for one in sorted(known, key=lambda one: names[one.item][0])]


def practice_of(assembly: Assembly, organisation: Organisation) -> Practice | None:
    """Return the checklist of an organisation, or None. Two queries."""
    found = practices(assembly).filter(organisation=organisation)
    return found.first()


def obligations_of_volunteering(assembly: Assembly, *, on: date) -> list[Obligation]:
    """Return the checklists that are to be looked at again. Two queries."""
    clause = clause_for(assembly, "practice", on=on)
    if clause is None:
        return []
    return [
        Obligation(
            what=_("Look again at how volunteers are treated"), who=one.organisation.name,
            clause=clause, due_on=one.review_on,
        )
        for one in practices(assembly)
    ]  # fmt: skip
