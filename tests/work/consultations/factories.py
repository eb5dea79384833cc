"""A register that is mostly small groups, and a consultation that is asked of it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.actions.keep_in_step import keep_in_step
from folkmoot.body.organisations.models import Listing, Organisation, Working
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.work.consultations.actions.answering import answer_as_organisation
from folkmoot.work.consultations.actions.planning import offer_way, plan_consultation
from folkmoot.work.consultations.actions.publishing import close, publish
from folkmoot.work.consultations.actions.questions import ask_question, state
from folkmoot.work.consultations.models import Consultation, Question, Response
from tests.factories import (
    AdoptionFactory,
    AreaFactory,
    AssemblyFactory,
    AuthorityFactory,
    OrganisationFactory,
    PostFactory,
)

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
OPENS = date(2026, 3, 9)
CLOSES = OPENS + timedelta(days=84)
DECIDED = date(2026, 7, 14)
SIZES = ("micro", "small", "medium", "large")


@dataclass
class County:
    """An assembly with a register, an officer, and two districts."""

    assembly: Assembly
    officer: Person
    districts: list[Area]
    bodies: list[Organisation]

    def who(self, at: datetime = NOW) -> dict[str, Any]:
        """Return the officer and the moment, as actions take them."""
        return {"by": self.officer, "at": at}

    def of_size(self, size: str) -> list[Organisation]:
        """Return the organisations of a size."""
        return [one for one in self.bodies if one.size_band == size]


def a_county(*, document: str = "dorset-compact", **sizes: int) -> County:
    """
    Return an assembly to which everybody in its area belongs.

    :param sizes: how many organisations there are of each size, in turn in the two districts.
    """
    county = AreaFactory(kind="county")
    districts = [AreaFactory(parent=county, name=name) for name in ("North", "South")]
    assembly = AssemblyFactory(scheme="listed")
    assembly.areas.add(county)
    AdoptionFactory(assembly=assembly, document=document, version=_version(document))
    officer = PostFactory(assembly=assembly).person
    bodies = []
    for size in SIZES:
        for number in range(sizes.get(size, 0)):
            body = OrganisationFactory(size_band=size, legal_form="charity")
            Listing.objects.create(assembly=assembly, organisation=body, listed_on=date(2022, 4, 1))
            Working.objects.create(organisation=body, area=districts[number % 2], kind="base")
            bodies.append(body)
    keep_in_step([body.pk for body in bodies])
    return County(assembly, officer, districts, bodies)


def _version(document: str) -> str:
    return {"dorset-compact": "3"}.get(document, "1")


def a_plan(county: County, **more: Any) -> Consultation:
    """Return a consultation of twelve weeks as it is planned, with one question and one statement."""
    said: dict[str, Any] = {
        "title": "Where the lunch club meets",
        "owner_name": "Wessmoor Council",
        "kind": "consultation",
        "summary": "The old hall is to close. We ask where the lunch club meets from then on.",
        "can_change": "Which hall it moves to, and on which day it is held.",
        "is_fixed": "The old hall closes in August.",
        "decided_by": "The cabinet",
        "decision_on": DECIDED,
        "opens_on": OPENS,
        "closes_on": CLOSES,
    }
    found = plan_consultation(assembly=county.assembly, **county.who(), **said | more)
    asked = {"hint": "", "is_short": True, **county.who()}
    ask_question(
        consultation=found, kind="choice", words="Which hall?", options=["Mill", "Chapel"], **asked
    )
    state(consultation=found, words="A hall on a bus line matters most.", **county.who())
    for kind in ("web", "phone"):
        offer_way(consultation=found, kind=kind, reaches="all", details="", **county.who())
    return found


def an_open_one(county: County, **more: Any) -> Consultation:
    """Return a consultation that is published; it opens on 9 March."""
    return publish(consultation=a_plan(county, **more), **county.who())


def moment(on: date) -> datetime:
    """Return ten in the morning of a day."""
    return datetime(on.year, on.month, on.day, 10, tzinfo=UTC)


def answered(
    found: Consultation,
    county: County,
    body: Organisation,
    hall: str = "Mill",
    *,
    stance: int | None = None,
    at: datetime | None = None,
) -> Response:
    """Return the answer of an organisation, as an officer wrote it down from the phone."""
    question = Question.objects.get(consultation=found, kind="choice")
    votes = {one.pk: stance for one in found.statements.all()} if stance is not None else {}
    return answer_as_organisation(
        consultation=found,
        organisation=body,
        channel="phone",
        said={question.pk: (hall, "")},
        stances=votes,
        is_sent=True,
        by=county.officer,
        at=at or moment(OPENS),
    )


def closed(found: Consultation, county: County, words: str = "Rang them twice.") -> Consultation:
    """Close a consultation on the day after its last, with what is said of those missing."""
    found.refresh_from_db()
    assert found.closes_on is not None
    at = moment(found.closes_on + timedelta(days=1))
    return close(consultation=found, brake="record", brake_words=words, **county.who(at))


def a_member(body: Organisation) -> Person:
    """Return somebody who acts for an organisation."""
    person: Person = AuthorityFactory(organisation=body).person
    return person
