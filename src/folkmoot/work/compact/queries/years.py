"""What is asked every year, and what both sectors answered; staff who volunteer; signs of the vision."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.reckoning.hiding import LEAST
from folkmoot.rules.findings import Clause
from folkmoot.rules.obligations import Obligation
from folkmoot.work.compact.models import (
    Accord,
    EmployerReturn,
    Rating,
    SchemeLesson,
    Signatory,
    VisionYear,
    WorkingStandard,
)

BENEFITS, TIERS, VISION = "benefits.names", "together.tiers", "vision.interval"
PUBLIC, SECTOR = "public bodies", "the sector"
KEPT = ("the named contact", "the notice", "the time to reply")
"""The three parts of a working-together standard, as its survey asks for them."""
EQUAL = ("treated as an equal partner",)
MOST_YEARS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """
    One of the yearly surveys: what it asks of whom, under which clause.

    :param items: what is rated; :param groups: who answers, each told apart.
    """

    subject: str
    items: tuple[str, ...]
    groups: tuple[str, ...]
    clause: Clause


def asked(assembly: Assembly, subject: str, *, on: date) -> Asked | None:
    """Return what a survey asks, or None where no document speaks of it. Costs as `adopted_books`."""
    fixed = {
        Rating.Subject.BENEFITS.value: BENEFITS,
        Rating.Subject.STANDARD.value: TIERS,
        Rating.Subject.PARTNERS.value: VISION,
    }.get(subject)
    book = book_that_fixes(assembly, fixed, on=on) if fixed is not None else None
    if book is None or fixed is None:
        return None
    sectors = (PUBLIC, SECTOR)
    items, groups = {
        BENEFITS: (book.words(fixed) if fixed == BENEFITS else (), sectors),
        TIERS: (KEPT, book.words(fixed) if fixed == TIERS else ()),
        VISION: (EQUAL, sectors),
    }[fixed]
    return Asked(subject=subject, items=items, groups=groups, clause=book.parameter(fixed).clause)


def group_of(survey: Asked, organisation: Organisation) -> str:
    """
    Return from which group an organisation answers a survey; nothing where it is not asked.

    A standard is rated by tier of the sector: the largest, small community groups, and charities
    and all others between. No query.
    """
    is_public = organisation.sector == Organisation.Sector.STATUTORY
    if organisation.sector == Organisation.Sector.PRIVATE:
        return ""
    if survey.subject != Rating.Subject.STANDARD:
        return PUBLIC if is_public else SECTOR
    if is_public:
        return ""
    size, form = Organisation.SizeBand, Organisation.LegalForm
    if organisation.size_band in (size.LARGE, size.MAJOR):
        return survey.groups[0]
    small = (form.INFORMAL, form.INDIVIDUAL, form.ASSOCIATION, form.MICRO)
    if organisation.size_band == size.MICRO or organisation.legal_form in small:
        return survey.groups[-1]
    return survey.groups[1]


@dataclass(frozen=True, slots=True)
class Answered:
    """
    One item of a survey, year by year.

    :param bars: year and group, with the mean from 1 to 5; None for fewer than five answers.
    """

    item: str
    bars: list[tuple[str, float | None]]

    @property
    def latest(self) -> str:
        """The finding of the last year, in a sentence."""
        shown = [f"{label}: {value}" for label, value in self.bars if value is not None]
        if not shown:
            return _("Fewer than five answered in each group, so nothing is shown.")
        return _("Of 5, most lately %(told)s.") % {"told": shown[-1]}


def answers(assembly: Assembly, survey: Asked) -> list[Answered]:
    """
    Return how each item was rated year by year, the earliest first. One query.

    A mean of fewer than five answers is hidden; no sum of groups is told, so none that is hidden
    can be reckoned from the others.
    """
    scores: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    rows = Rating.objects.filter(assembly=assembly, subject=survey.subject)
    for item, year, group, score in rows.order_by("year", "pk").values_list(
        "item", "year", "group", "score"
    ):
        scores[(item, year, group)].append(score)
    years = sorted({year for _item, year, _group in scores})[-MOST_YEARS:]
    return [
        Answered(
            item,
            [
                (f"{year}, {group}", _mean(scores.get((item, year, group), ())))
                for year in years
                for group in survey.groups
            ],
        )
        for item in survey.items
    ]


def _mean(scores: Iterable[int]) -> float | None:
    told = list(scores)
    return round(sum(told) / len(told), 1) if len(told) >= LEAST else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffYear:
    """
    What public bodies told of their staff who volunteer in a year.

    :param told: the return of each; :param silent: the names of those that told nothing.
    """

    year: int
    told: list[EmployerReturn]
    silent: list[str]

    def total(self, name: str) -> int | None:
        """Add up what is known of a figure; None where nobody knows."""
        known = [value for one in self.told if (value := getattr(one, name)) is not None]
        return sum(known) if known else None

    @property
    def totals(self) -> dict[str, int | None]:
        """Every figure added up."""
        return {name: self.total(name) for name in FIGURES}


FIGURES = ("staff", "hours", "placements", "placement_hours")


def staff_of_year(assembly: Assembly, year: int) -> StaffYear:
    """Return what public bodies told of a year, and who told nothing, for the report. Two queries."""
    told = list(
        EmployerReturn.objects.filter(signatory__accord__assembly=assembly, year=year)
        .select_related("signatory__accord")
        .order_by("signatory__name", "pk")
    )
    heard = {one.signatory_id for one in told}
    backers = Signatory.objects.filter(
        accord__assembly=assembly, accord__kind=Accord.Kind.COMPACT, is_of_sector=False,
        succeeded_by=None,
    )  # fmt: skip
    rows = backers.order_by("name", "pk").values_list("pk", "name")
    return StaffYear(year=year, told=told, silent=[name for key, name in rows if key not in heard])


INCOME = ("grants_pence", "contracts_pence", "earned_pence", "given_pence")


@dataclass(frozen=True, slots=True)
class Sign:
    """
    The signs of the vision in one year, each None where it is not known.

    :param lasting: of a hundred organisations, how many are still there.
    :param mix: of a hundred pounds of income, how many come from grants, contracts, what is
        earned, what is given.
    """

    row: VisionYear
    lasting: float | None
    mix: list[float | None]

    @property
    def unknown(self) -> int:
        """How many of the signs are not known."""
        return (self.lasting is None) + (None in self.mix)


def signs(assembly: Assembly) -> list[Sign]:
    """Return the signs of the vision, the latest year first. One query."""
    rows = VisionYear.objects.filter(assembly=assembly).order_by("-year", "-pk")
    return [Sign(row, _lasting(row), _mix(row)) for row in rows]


def _lasting(row: VisionYear) -> float | None:
    if not row.there_at_start or row.still_there is None:
        return None
    return round(100 * row.still_there / row.there_at_start, 1)


def _mix(row: VisionYear) -> list[float | None]:
    """Return the shares; with one part unknown the whole is, and so is every share."""
    parts = [getattr(row, name) for name in INCOME]
    known = [part for part in parts if part is not None]
    whole = sum(known)
    if len(known) < len(parts) or not whole:
        return [None] * len(parts)
    return [round(100 * part / whole, 1) for part in known]


def standards(assembly: Assembly) -> QuerySet[WorkingStandard]:
    """Return the versions of the working-together standard, the one that holds first. One query."""
    return WorkingStandard.objects.filter(assembly=assembly).order_by("-number", "-pk")


def lessons(assembly: Assembly) -> QuerySet[SchemeLesson]:
    """Return what was learnt from schemes like it, the latest first. One query."""
    return SchemeLesson.objects.filter(assembly=assembly).order_by("-on", "-pk")


def obligations_of_years(assembly: Assembly, *, on: date) -> list[Obligation]:
    """Return what is to be asked or told by the end of this year. Two queries at most."""
    found = []
    last = date(on.year, 12, 31)
    benefits = asked(assembly, Rating.Subject.BENEFITS, on=on)
    compacts = Accord.objects.filter(assembly=assembly, kind=Accord.Kind.COMPACT)
    if benefits is not None and compacts.exists():
        rated = Rating.objects.filter(
            assembly=assembly, subject=Rating.Subject.BENEFITS, year=on.year
        ).aggregate(last=Max("at"))["last"]
        found.append(
            Obligation(
                what=_("Ask both sectors whether the compact’s benefits were felt in %(year)s")
                % {"year": on.year},
                who=_("the owner of the compact"),
                clause=benefits.clause,
                due_on=last,
                done_on=rated.date() if rated is not None else None,
            )
        )
    return found
