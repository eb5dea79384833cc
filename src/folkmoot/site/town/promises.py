"""What the councils and the sector of Wessmoor promised each other, and where it was not followed."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.actions import welcome
from folkmoot.proceedings.cases.actions import mediating, talking
from folkmoot.proceedings.cases.actions.closing import publish_words
from folkmoot.proceedings.cases.actions.open_compact import open_compact_case
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.queries.beyond import mediators_for
from folkmoot.proceedings.cases.queries.cases import cases_named
from folkmoot.site.town.county import County, Member
from folkmoot.work.compact.actions import accords, backing, champions, checks, promises, years
from folkmoot.work.compact.models import Accord
from folkmoot.work.compact.queries.years import asked

CHAMPIONS = (
    ("Wessmoor Council", "Clement Rushworth", "01632 960140"),
    ("Poolbay Council", "Insert details", "info@poolbay.example"),
    ("Wessmoor Hospitals", "Odile Farthing", "01632 960155"),
)


def plan_promises_of_wessmoor(county: County) -> None:
    """Enter in the diary the compact, what is asked of champions, a case, and its years."""
    for after, tell in (
        (-380, _compact), (-210, _ask), (-150, _not_followed), (-130, _standard), (-20, _years),
    ):  # fmt: skip
        county.diary.on(county.days.at(after, 16), partial(tell, county))


def _found(county: County) -> Accord:
    return Accord.objects.select_related("assembly").get(
        assembly=county.assembly, slug="the-wessmoor-compact"
    )


def _members(county: County) -> list[Member]:
    own = {body.pk for body in county.bodies.values()}
    return [one for one in county.members if one.contact and one.organisation.pk not in own]


def _compact(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day = county.day(at)
    compact = accords.keep_accord(
        assembly=county.assembly, kind="compact", title="The Wessmoor Compact",
        about="How public bodies and the sector of Wessmoor treat one another.", **who,
    )  # fmt: skip
    checks.check_accord(
        accord=compact, limits_nothing=True, limits_words="Term 2 says so in so many words.",
        duties="The councils and the hospitals keep every duty that the law gives them.",
        has_equality_term=True, equality_where="Term 11", **who,
    )  # fmt: skip
    for name, champion, contact in CHAMPIONS:
        email = f"{champion.split()[0].lower()}@wessmoor.example"
        is_there = champion != "Insert details"
        backing.keep_backer(
            accord=compact, name=name, agreed_on=day, contact="", champion=champion,
            champion_contact=contact, organisation=_public(name),
            champion_person=welcome(email=email, name=champion, at=at) if is_there else None,
            **who,
        )  # fmt: skip
    backing.keep_owner(
        accord=compact, name="Wessmoor Partnership Group", contact="01632 960133", is_active=True,
        **who,
    )  # fmt: skip
    sector = accords.name_side(accord=compact, name="The sector", is_of_sector=True, **who)
    public = accords.name_side(accord=compact, name="Public bodies", is_of_sector=False, **who)
    for side in (sector, public):
        accords.sign_accord(side=side, signed_by="", signed_on=day, **who)
    for owed_by, theme, words in (
        (public, "consultation", "A written consultation is open for twelve weeks."),
        (public, "funding", "Whoever is funded hears three months before it ends."),
        (sector, "equality", "Each group has an equality statement that fits its size."),
        (public, "volunteering", "Staff may volunteer in working time."),
        (sector, "general principles", "We say early where something goes wrong."),
    ):
        promises.make_commitment(owed_by=owed_by, theme=theme, words=words, **who)


def _ask(county: County, at: datetime) -> None:
    compact = _found(county)
    bodies = {one.name: one for one in compact.signatories.select_related("accord__assembly",
                                                                          "champion_person")}  # fmt: skip
    asked_of = champions.ask_of_champion(
        signatory=bodies["Wessmoor Council"], title="Rooms in libraries",
        words="May a group meet in a library without paying?", is_private=False, contact="",
        by=None, at=at,
    )  # fmt: skip
    champion = bodies["Wessmoor Council"].champion_person
    assert champion is not None
    champions.answer_as_champion(
        question=asked_of, answer="Yes, outside school hours. Ask at the desk.", is_public=True,
        by=champion, at=at,
    )  # fmt: skip
    backing.tell_of_it(
        accord=compact, kind="briefing", body="", is_of_sector=False, words="all heads of service",
        on=county.day(at), signatory=bodies["Wessmoor Council"], by=champion, at=at,
    )  # fmt: skip
    member = _members(county)[0]
    backing.tell_of_it(
        accord=compact, kind="adopted", body="", is_of_sector=True,
        words="our trustees read it each spring", on=county.day(at),
        organisation=member.organisation, by=member.acting, at=at,
    )  # fmt: skip
    owed = {one.number: one for one in compact.commitments.select_related("accord__assembly")}
    for number, says, principles, words in (
        (1, "kept", ["partnership", "equal chances"], "The winter plan was open for 84 days."),
        (3, "begun", ["equal chances"], "Thirty groups have one, and ninety do not."),
        (4, "kept", ["strong communities"], "Forty librarians planted the churchyard."),
    ):
        promises.give_evidence(
            commitment=owed[number], says=says, words=words, source="", link="", area=None,
            seen_on=county.day(at), organisation=member.organisation, principles=principles,
            is_case_study=number == 4, by=member.acting, at=at,
        )  # fmt: skip
    champions.ask_of_champion(
        signatory=bodies["Poolbay Council"], title="Who pays the hall?",
        words="The rent was to be paid in May.", is_private=True, contact="", by=member.acting,
        at=at,
    )  # fmt: skip


def _now(county: County, case: Case) -> Case:
    return cases_named(county.assembly, case.reference).get()


def _not_followed(county: County, at: datetime) -> None:
    """A consultation of five weeks in August; the champion of the hospitals helps."""
    member = _members(county)[1]
    council = _public("Wessmoor Council")
    assert council is not None
    case = open_compact_case(
        assembly=county.assembly, raised_for=member.organisation, against=council,
        document="dorset-compact", commitment="consult-standard-length",
        principles=["partnership", "mutual respect"], standards=["openness"],
        title="Five weeks in August", account="We had five weeks, and nobody said why.",
        by=member.acting, at=at,
    )  # fmt: skip
    offered = {one.name: one for one in mediators_for(county.assembly)}
    odile = offered["Odile Farthing, champion of Wessmoor Hospitals"]
    mediating.ask_champion(case=_now(county, case), mediator=odile, by=member.acting, at=at)
    on, day = county.diary.on, timedelta(days=1)

    def agree(then: datetime) -> None:
        party = case.parties.select_related("organisation").get(organisation=council)
        talking.agree_to_third_party(
            case=_now(county, case), party=party, by=county.officer, at=then
        )
        assert odile.person is not None
        mediating.take_on_mediation(case=_now(county, case), by=odile.person, at=then)

    def meet(then: datetime) -> None:
        who: dict[str, Any] = {"by": odile.person, "at": then}
        talking.add_step(
            case=_now(county, case), kind=Step.Kind.DIALOGUE, on=county.day(then),
            words="Both told me how August was.", **who,
        )  # fmt: skip
        talking.meet_third_party(
            case=_now(county, case), words="An hour and a half, in the chapel room.",
            on=county.day(then), **who,
        )  # fmt: skip
        talking.settle_between_them(
            case=_now(county, case), is_settled=True,
            words="It is open again for seven weeks more.", **who,
        )  # fmt: skip
        publish_words(
            case=_now(county, case), words="A consultation in August had been too short.",
            lesson="Whoever plans one looks first at when people are away.", **who,
        )  # fmt: skip

    on(at + 6 * day, agree)
    on(at + 15 * day, meet)


def _public(name: str) -> Organisation | None:
    """Return a public body on the register, or None where it is not there. One query."""
    found = Organisation.objects.filter(name=name, sector=Organisation.Sector.STATUTORY)
    return found.order_by("pk").first()


def _standard(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    years.agree_standard(
        assembly=county.assembly, agreed_on=county.day(at), notice_days=28, reply_days=10,
        contact="Each team names one person, and who stands in for them.", words="",
        agreed_with="The Governance Board", **who,
    )  # fmt: skip
    years.learn_from_scheme(
        assembly=county.assembly, scheme="Charter with parish councils", on=county.day(at),
        words="A list of contacts is out of date within the year.", source="",
        changed="Each team confirms its contact every spring.", **who,
    )  # fmt: skip


def _years(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day, compact = county.day(at), _found(county)
    for place, body in enumerate(compact.signatories.select_related("accord__assembly")[:2]):
        years.return_staff(
            signatory=body, year=day.year, has_scheme=place == 1, staff=40 * place + 12,
            hours=300 if place else None, placements=6, **who,
        )  # fmt: skip
    for back, still in ((2, 102), (1, 104)):
        years.tell_vision(
            assembly=county.assembly, year=day.year - back, there_at_start=108, still_there=still,
            grants_pence=220_000_000, contracts_pence=310_000_000, earned_pence=150_000_000,
            given_pence=None if back == 2 else 90_000_000, source="Register and accounts", **who,
        )  # fmt: skip
    for subject in ("benefits", "standard", "partners"):
        survey = asked(county.assembly, subject, on=day)
        assert survey is not None
        for place, member in enumerate(_members(county)[:14]):
            for year in (day.year - 1, day.year):
                scores = {
                    item: 2 + (place + number + year) % 4
                    for number, item in enumerate(survey.items)
                }
                years.rate_year(
                    assembly=county.assembly, survey=survey, organisation=member.organisation,
                    year=year, scores=scores, by=member.acting, at=at,
                )  # fmt: skip
