"""Roles for volunteers, who came by which way, and what the volunteer centre did."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.body.organisations.models import Theme
from folkmoot.ground.people.models import Person
from folkmoot.site.town.county import County, Member
from folkmoot.work.volunteering.actions import brokering, centre, helping, roles
from folkmoot.work.volunteering.models import Campaign, Match, Opportunity
from folkmoot.work.volunteering.queries.words import PRACTICE

# What it is, its theme, what one does, for whom, when, and what else is said of it.
ROLES: list[tuple[str, str, str, str, list[str], dict[str, Any]]] = [
    (
        "Cook lunch for forty", "poverty", "Peel, cook and serve with three others, on a Tuesday.",
        "Older people who would eat alone.", ["weekday-days"],
        {"expenses": "all", "access": ["step-free", "toilet", "bus"], "places": 3,
         "takes_groups": True, "training": "Food hygiene, half a day, paid for.",
         "supervisor": "the cook", "is_insured": True, "is_risk_assessed": True,
         "check_asked": "none", "young": "guardian"},
    ),
    (
        "Ring somebody once a week", "social-care", "A chat by telephone, half an hour, with the same person.",
        "People who seldom leave the house.", ["weekday-days", "weekday-evenings"],
        {"is_at_home": True, "expenses": "all", "access": ["loop", "quiet"], "places": 12,
         "training": "Two evenings, then somebody to ring.", "supervisor": "the befriending lead",
         "check_asked": "basic", "is_insured": True, "young": "no"},
    ),
    (
        "Clear the path by the brook", "environment", "Cut back, rake and carry; gloves and tea are there.",
        "Everybody who walks to the school.", ["weekends"],
        {"is_short": True, "takes_groups": True, "expenses": "travel", "access": ["bus", "parking"],
         "places": 20, "supervisor": "the warden", "is_risk_assessed": True, "young": "yes"},
    ),
    (
        "Keep the accounts of a toy library", "childcare", "An hour a week with a spreadsheet.",
        "Families of under-fives.", ["weekday-evenings"],
        {"is_at_home": True, "skills": "bookkeeping", "places": 1, "expenses": "none"},
    ),
    (
        "Drive people to the clinic", "health", "Your own car, on mornings that suit you.",
        "People whom no bus takes there.", ["weekday-days"],
        {"expenses": "travel", "check_asked": "enhanced", "places": 6, "young": "no",
         "supervisor": "the transport desk", "is_insured": True, "training": "One morning."},
    ),
]  # fmt: skip


def plan_helping(county: County, *, whole: bool) -> None:
    """
    Enter in the diary the roles that are offered and who comes to them.

    :param whole: with what the volunteer centre does as well, and with how helpers fared.
    """
    diary, days = county.diary, county.days
    diary.on(days.at(-150, 15), partial(_roles, county))
    if whole:
        diary.on(days.at(-140, 15), partial(_campaign, county))
        diary.on(days.at(-130, 15), partial(_helpers, county))
        diary.on(days.at(-95, 15), partial(_hours_and_thanks, county))
        diary.on(days.at(-75, 15), partial(_centre, county))
    diary.on(days.at(-6, 15), partial(_somebody_waits, county))


def _members(county: County) -> list[Member]:
    own = {body.pk for body in county.bodies.values()}
    return [one for one in county.members if one.contact and one.organisation.pk not in own][4:]


def _roles(county: County, at: datetime) -> None:
    tests = ("is_unpaid", "is_free", "is_for_community", "is_not_for_relative", "is_no_job")
    yes: dict[str, Any] = dict.fromkeys(tests, True)
    places = list(county.assembly.areas.order_by("pk"))
    for number, (member, (title, theme, about, whom, when, more)) in enumerate(
        zip(_members(county), ROLES, strict=False)
    ):
        roles.keep_role(
            assembly=county.assembly, organisation=member.organisation, by=member.acting, at=at,
            themes=Theme.objects.filter(code=theme), title=title, about=about, for_whom=whom,
            kind="role", days=when, area=places[number % len(places)],
            review_on=county.day(at) + timedelta(days=365),
            **yes, **more,
        )  # fmt: skip


def _campaign(county: County, at: datetime) -> None:
    on = county.day(at)
    centre.keep_campaign(
        assembly=county.assembly, title="An hour in July", channel="Posters at bus stops",
        words="One hour, once, with somebody who does it already.", theme=None,
        from_on=on, until_on=on + timedelta(days=45), by=county.officer, at=at,
    )  # fmt: skip


def _role(county: County, number: int) -> Opportunity:
    return Opportunity.objects.get(assembly=county.assembly, title=ROLES[number][0])


def _come(county: County, number: int, at: datetime, **said: Any) -> Match:
    came = helping.offer_time(
        assembly=county.assembly, role=_role(county, number), agrees=True, at=at, **said
    )
    return came.matches.get()


def _helpers(county: County, at: datetime) -> None:
    """Three come by the campaign and begin; one group comes; one could not be placed."""
    campaign = Campaign.objects.get(assembly=county.assembly)
    officer: dict[str, Any] = {"by": county.officer, "at": at}
    for number, name in ((0, "Jonty Sparrow"), (1, "Amina Wells"), (2, "Lou Tidy")):
        match = _come(
            county, number, at, name=name, kind="individual", campaign=campaign,
            email=f"{name.split()[0].lower()}.helps@{county.assembly.slug}.example",
            days=["weekday-days", "weekends"],
        )  # fmt: skip
        brokering.refer(
            match=match, words="Would like to begin soon.", follow_up_on=None, **officer
        )
        brokering.place(
            match=match, words="Began, and was shown round.", follow_up_on=None,
            by=_keeper(match), at=at,
        )  # fmt: skip
    group = _come(
        county, 2, at, name="Pat Kiln", group_name="The Kiln Works", kind="employees", people=9,
        email=f"kiln.works@{county.assembly.slug}.example", days=["weekends"],
    )  # fmt: skip
    brokering.refer(
        match=group, words="Nine of a works, for a morning.", follow_up_on=None, **officer
    )
    brokering.place(match=group, words="They came.", follow_up_on=None, by=_keeper(group), at=at)


def _keeper(match: Match) -> Person:
    found = match.opportunity.organisation.authorities.select_related("person").order_by("pk")[0]
    return found.person


def _hours_and_thanks(county: County, at: datetime) -> None:
    placed = Match.objects.filter(
        opportunity__assembly=county.assembly, stage=Match.Stage.PLACED
    ).select_related("opportunity__organisation", "volunteer")
    for match in placed.order_by("pk"):
        for week in (4, 3, 2):
            brokering.keep_hours(
                match=match, on=county.day(at) - timedelta(weeks=week), minutes=90,
                people=match.people, words="", by=_keeper(match), at=at,
            )  # fmt: skip
        brokering.thank(
            match=match, words="You came when it rained. We could not have opened without you.",
            by=_keeper(match), at=at,
        )  # fmt: skip


def _centre(county: County, at: datetime) -> None:
    officer: dict[str, Any] = {"by": county.officer, "at": at}
    member, on = _members(county)[0], county.day(at)
    watched = centre.watch(
        assembly=county.assembly, title="A fee for checks on volunteers", tier="national",
        proposed_by="The department that makes checks", effect="bad", answer_by=None,
        impact="A small group would pay for each helper, or ask fewer of them.", **officer,
    )  # fmt: skip
    centre.respond(
        proposal=watched,
        on=on,
        campaign=None,
        **officer,
        response="Checks on volunteers should stay free, and the form should be half as long.",
    )
    centre.tell_costs(
        assembly=county.assembly, organisation=member.organisation, programme="Lunch for forty",
        year=on.year, funder_name="", by=member.acting, at=at,
        pence={"finding people": 18_000, "training": 42_500, "expenses": 61_240, "support": 120_000},
    )  # fmt: skip
    met = ("role", "induction", "support", "expenses", "safety", "thanks")
    centre.look_at_practice(
        assembly=county.assembly, organisation=member.organisation, by=member.acting, at=at,
        review_on=on + timedelta(days=365),
        points={
            key: (key in met, "In our handbook, which is at the door." if key in met else "", "")
            for key, _name in PRACTICE
        },
    )  # fmt: skip


def _somebody_waits(county: County, at: datetime) -> None:
    _come(
        county, 4, at, name="Ottilie Frome", kind="individual", phone="01632 960 377",
        days=["weekday-days"], words="Tuesdays are best.",
    )  # fmt: skip
