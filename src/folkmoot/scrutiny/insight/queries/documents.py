"""The figures that a governing document itself gives, ready to be entered."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.rules.rulebook import Rulebook
from folkmoot.scrutiny.insight.models import Statistic

T = Statistic.Topic
COUNTY = ("dorset-county", "Dorset, the whole county")
COUNCIL = ("E06000059", "Dorset Council area")
ENGLAND_AND_WALES = ("K04000001", "England and Wales")
KINGDOM = ("K02000001", "United Kingdom")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """
    A figure that a document fixes.

    :param fixed: the name of the parameter, or of the two ends of a range.
    """

    slug: str
    fixed: tuple[str, ...]
    title: str
    topic: str
    unit: str
    place: tuple[str, str]
    period: str
    ends: date
    step: int | Decimal = 0
    is_share: bool = False
    is_estimate: bool = False
    is_national: bool = False
    doubt: str = ""
    way: str = ""
    made_of: tuple[str, str] = ("", "")


LATEST = "as told in 2024"
NO_YEAR = "The document does not say of which year it is."
GIVEN = (
    Given(slug="sector-organisations", fixed=("sector.organisations",), topic=T.GROUPS,
          title="Organisations of the sector", unit="organisations", place=COUNTY, period=LATEST,
          ends=date(2022, 12, 31), step=100, is_estimate=True),
    Given(slug="sector-volunteers", fixed=("sector.volunteers",), topic=T.VOLUNTEERS,
          title="Volunteers", unit="people", place=COUNTY, period="2022",
          ends=date(2022, 12, 31), step=10, is_estimate=True),
    Given(slug="sector-time", fixed=("sector.value_low", "sector.value_high"), topic=T.TIME_VALUE,
          title="Worth of the time that volunteers and board members give",
          unit="million pounds a year", place=COUNTY, period="2022", ends=date(2022, 12, 31),
          step=10, is_estimate=True),
    Given(slug="national-workforce", fixed=("national.workforce",), topic=T.STAFF,
          title="Paid staff of the voluntary sector", unit="people", place=KINGDOM, period=LATEST,
          ends=date(2023, 12, 31), step=1000, is_national=True, doubt=NO_YEAR),
    Given(slug="national-workforce-since-2020", fixed=("national.since_2020",), topic=T.STAFF,
          title="Paid staff: growth since 2020", unit="per cent", place=KINGDOM, period=LATEST,
          ends=date(2023, 12, 31), step=1, is_national=True, doubt=NO_YEAR),
    Given(slug="national-workforce-since-2011", fixed=("national.since_2011",), topic=T.STAFF,
          title="Paid staff: growth since 2011", unit="per cent", place=KINGDOM, period=LATEST,
          ends=date(2023, 12, 31), step=1, is_national=True, doubt=NO_YEAR),
    Given(slug="council-money-2007", fixed=("national.council_first",), topic=T.MONEY,
          title="Money from councils to the sector", unit="million pounds a year", place=KINGDOM,
          period="2007/08", ends=date(2008, 3, 31), step=100, is_national=True),
    Given(slug="council-money-2019", fixed=("national.council_last",), topic=T.MONEY,
          title="Money from councils to the sector", unit="million pounds a year", place=KINGDOM,
          period="2019/20", ends=date(2020, 3, 31), step=100, is_national=True),
    Given(slug="council-money-fall", fixed=("national.council_fall",), topic=T.MONEY,
          title="Fall of money from councils since 2007/08", unit="per cent", place=KINGDOM,
          period="2019/20", ends=date(2020, 3, 31), step=1, is_national=True,
          doubt="Public income may mean money from public bodies, or money from the public.",
          way="change", made_of=("council-money-2007", "council-money-2019")),
    Given(slug="council-area-people", fixed=("profile.population",), topic=T.PEOPLE,
          title="People", unit="people", place=COUNCIL, period=LATEST, ends=date(2023, 12, 31),
          step=10_000, doubt=NO_YEAR),
    Given(slug="council-area-over-65", fixed=("profile.over_65",), topic=T.AGE,
          title="People of 65 and over", unit="per cent", place=COUNCIL, period=LATEST,
          ends=date(2023, 12, 31), step=1, is_share=True, doubt=NO_YEAR),
    Given(slug="england-and-wales-over-65", fixed=("profile.over_65_national",), topic=T.AGE,
          title="People of 65 and over", unit="per cent", place=ENGLAND_AND_WALES, period=LATEST,
          ends=date(2023, 12, 31), step=1, is_share=True, is_national=True, doubt=NO_YEAR),
    Given(slug="council-area-dementia", fixed=("profile.dementia",), topic=T.HEALTH,
          title="People with dementia, at the least", unit="people", place=COUNCIL, period=LATEST,
          ends=date(2023, 12, 31), step=1000, is_estimate=True, doubt=NO_YEAR),
    Given(slug="council-area-minorities", fixed=("profile.minority",), topic=T.BACKGROUND,
          title="People from ethnic minorities", unit="per cent", place=COUNCIL, period=LATEST,
          ends=date(2023, 12, 31), step=Decimal("0.1"), is_share=True, doubt=NO_YEAR),
    Given(slug="council-area-deprived-places", fixed=("profile.deprived",), topic=T.NEED,
          title="Places in greater need that are named", unit="places", place=COUNCIL,
          period=LATEST, ends=date(2023, 12, 31)),
)  # fmt: skip


def given_by_documents(assembly: Assembly, *, on: date) -> list[dict[str, Any]]:
    """
    Return the figures that the documents of an assembly give, as they are entered, by slug.

    Only what a document that binds it fixes, in the order in which one is made of another.
    Costs as `book_that_fixes`.
    """
    found = []
    for one in GIVEN:
        book = book_that_fixes(assembly, one.fixed[0], on=on)
        if book is None:
            continue
        ends = [_number(book, name) for name in one.fixed]
        code, name = one.place
        found.append(
            {
                "slug": one.slug, "title": one.title, "topic": one.topic, "unit": one.unit,
                "value": ends[0] if len(ends) == 1 else None,
                "low": ends[0] if len(ends) > 1 else None,
                "high": ends[1] if len(ends) > 1 else None,
                "step": Decimal(one.step), "is_share": one.is_share,
                "is_estimate": one.is_estimate, "is_national": one.is_national,
                "place_code": code, "place_name": name, "period": one.period,
                "period_ends_on": one.ends, "doubt": one.doubt,
                "source": f"{book.title}, {book.parameter(one.fixed[0]).clause.number}",
                "way": one.way, "made_of": one.made_of,
            }
        )  # fmt: skip
    return found


def _number(book: Rulebook, name: str) -> Decimal:
    """Return a number that a clause fixes, also where it is written with words ("6.1 per cent")."""
    return Decimal(str(book.parameter(name).value).partition(" ")[0])
