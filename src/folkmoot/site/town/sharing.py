"""What surrounds money in Wessmoor: a service weighed, a hub's agreement, help in kind, talks, shares."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.body.forums.queries.places import served_districts
from folkmoot.site.town.county import County, Member
from folkmoot.work.funding.actions import (
    agreements,
    awards,
    beyond,
    buying,
    funds,
    monitoring,
    support,
    together,
)
from folkmoot.work.funding.models import Award, Fund

COUNCIL, CARE = "Wessmoor Council", "Wessmoor Integrated Care Board"


def plan_sharing_of_wessmoor(county: County) -> None:
    """Enter in the diary what surrounds the money."""
    for after, tell in (
        (-130, _hub), (-120, _help), (-75, _carers), (-70, _service), (-60, _support), (-50, _talks),
        (-45, _shares), (-35, _minding), (-20, _rules),
    ):  # fmt: skip
        county.diary.on(county.days.at(after, 16), partial(tell, county))


def _members(county: County) -> list[Member]:
    own = {body.pk for body in county.bodies.values()}
    return [one for one in county.members if one.contact and one.organisation.pk not in own]


def _who(county: County, at: datetime) -> dict[str, Any]:
    return {"by": county.officer, "at": at}


def _hub(county: County, at: datetime) -> None:
    member, day, who = _members(county)[3], county.day(at), _who(county, at)
    area = next(iter(served_districts(county.assembly)), None)
    said: dict[str, Any] = {
        "title": "Family hub, run by its neighbours", "body_name": COUNCIL, "area": area,
        "organisation": member.organisation, "pence": 6_000_000,
        "lead_chosen": "By the local alliance, among three that offered; two stood aside.",
        "uses": ["posts", "training", "work with the community"],
        "conditions": "The grant behind it is spent by the end of March.",
        "duties": "The council keeps its duties to children, whoever runs the hub.",
        "equality_term": "Both keep the Equality Act 2010 and ask the same of whom they pay.",
        "equality_checked_on": day, "starts_on": day, "ends_on": day + timedelta(days=730),
    }  # fmt: skip
    made = agreements.keep_agreement(assembly=county.assembly, is_free=True, **said, **who)
    agreements.sign(agreement=made, although="", **who)
    for kind, what, days in (
        ("milestone", "The doors are open on four days", 40),
        ("report", "What parents say after half a year", 100),
        ("report", "The first year", 365),
    ):  # fmt: skip
        agreements.add_step(
            agreement=made, kind=kind, what=what, due_on=day + timedelta(days=days), **who
        )
    agreements.keep_agreement(
        assembly=county.assembly, is_free=None,
        **said | {"title": "Family hub on the moor", "duties": "", "equality_term": "",
                  "equality_checked_on": None}, **who,
    )  # fmt: skip

    def done(then: datetime) -> None:
        step = made.steps.order_by("due_on", "pk")[0]
        agreements.do_step(
            step=step, done_on=county.day(then), words="Open since Monday, on five days.",
            by=member.acting, at=then,
        )  # fmt: skip
        agreements.spend(
            agreement=made, use="posts", pence=1_450_000, on=county.day(then),
            words="Two workers, a quarter of a year", by=member.acting, at=then,
        )  # fmt: skip

    county.diary.on(at + timedelta(days=44), done)


def _help(county: County, at: datetime) -> None:
    who, day = _who(county, at), county.day(at)
    first, second = _members(county)[4:6]
    offered = beyond.offer_help(
        assembly=county.assembly, kind="rooms", words="The old library, two evenings a week.",
        body_name=COUNCIL, pence=180_000, **who,
    )  # fmt: skip
    beyond.offer_help(
        assembly=county.assembly, kind="staff-time", words="An hour with a lawyer on leases.",
        body_name=COUNCIL, pence=20_000, **who,
    )  # fmt: skip
    beyond.give_help(help_=offered, organisation=first.organisation, body_name=COUNCIL,
                     pence=180_000, given_on=day, **who)  # fmt: skip
    beyond.ask_for_help(
        assembly=county.assembly, organisation=second.organisation, kind="equipment",
        words="Ten chairs that stack.", by=second.acting, at=at,
    )  # fmt: skip
    for title, funder, suits, most, days in (
        ("Roots and Rivers", "The Moor Trust", "Any group outdoors", 1_000_000, 400),
        ("Small Sparks", "Wessmoor Community Foundation", "Groups under £10,000 a year", 50_000, 0),
    ):  # fmt: skip
        beyond.list_outside_fund(
            assembly=county.assembly, title=title, funder_name=funder, about="", suits=suits,
            link="", most_pence=most, closes_on=day + timedelta(days=days) if days else None, **who,
        )  # fmt: skip
    bid = beyond.tell_outside_bid(
        assembly=county.assembly, organisation=first.organisation, funder_name="The Moor Trust",
        title="A path for wheelchairs", help_given="Two evenings on the budget.", after=None, **who,
    )  # fmt: skip
    county.diary.on(
        at + timedelta(days=60),
        lambda then: beyond.tell_result(bid=bid, result="won", pence=850_000, **_who(county, then)),
    )


def _carers(county: County, at: datetime) -> None:
    """Two bodies pay the same group for the same thing, and see it."""
    member, day, who = _members(county)[1], county.day(at), _who(county, at)
    area = next(iter(served_districts(county.assembly)), None)
    for funder, part, pence in ((COUNCIL, "Adults", 900_000), (CARE, "", 700_000)):
        made = awards.award(
            assembly=county.assembly, application=None, organisation=member.organisation,
            funder_name=funder, directorate=part, lead_officer="Head of carers", kind="grant",
            title="An hour off for carers", purpose="", outcome="Carers have a break", pence=pence,
            starts_on=day, ends_on=date(day.year + 2, day.month, min(day.day, 28)) + timedelta(days=5),
            one_year_because="", area=area, is_national=False, **who,
        )  # fmt: skip
        monitoring.plan_payment(award=made, pence=pence // 2, due_on=day, **who)
        monitoring.plan_payment(
            award=made, pence=pence - pence // 2, due_on=day + timedelta(days=60), **who
        )
        first = made.payments.order_by("due_on", "pk")[0]
        monitoring.pay(payment=first, paid_on=day, **who)
    proposal = together.propose(
        assembly=county.assembly, title="One grant for carers' breaks", area=area,
        outcome="Carers have a break", body_name=COUNCIL,
        words="One form, one report, and one visit a year instead of two of each.", **who,
    )  # fmt: skip
    county.diary.on(
        at + timedelta(days=12),
        lambda then: together.answer_proposal(
            proposal=proposal, body_name=CARE, joins=True, words="From April, half each.",
            **_who(county, then),
        ),
    )  # fmt: skip


def _service(county: County, at: datetime) -> None:
    who, day = _who(county, at), county.day(at)
    service = buying.enter_service(
        assembly=county.assembly, title="Respite for carers", body_name=COUNCIL,
        directorate="Adults", given_now="By two homes, under a contract of 2021.",
        renew_on=day + timedelta(days=200), **who,
    )  # fmt: skip
    ways = [
        buying.weigh(service=service, way=way, title=title, outcome=outcome, value=value,
                     pence=pence, **who)
        for way, title, outcome, value, pence in (
            ("house", "By the council's own home", "One place, known to the doctors.",
             "Costs stay as they are.", 21_000_000),
            ("commissioned", "By small groups in each town", "A bed within five miles.",
             "A fifth less for a night.", 17_500_000),
        )
    ]  # fmt: skip
    buying.choose(service=service, option=ways[1], because="Nearer, and it costs less.", **who)
    buying.enter_service(
        assembly=county.assembly, title="Advice on debt", body_name=COUNCIL, directorate="Place",
        given_now="", renew_on=day + timedelta(days=300), **who,
    )  # fmt: skip


def _support(county: County, at: datetime) -> None:
    who, day = _who(county, at), county.day(at)
    members = [one.organisation for one in _members(county)]
    first, second = [*county.bodies.values(), *members][:2]
    for body, pence, years, then in (
        (first, 12_000_000, 3, "A new term is agreed by June of its last year."),
        (second, 3_500_000, 1, ""),
    ):  # fmt: skip
        support.commission_support(
            assembly=county.assembly, organisation=body, body_name=COUNCIL,
            remits=["helping volunteering", "developing and training groups"], yearly_pence=pence,
            starts_on=day - timedelta(days=400), ends_on=day + timedelta(days=365 * years - 100),
            and_then=then, **who,
        )  # fmt: skip
    places = served_districts(county.assembly)
    for body, service, where in (
        (first, "information", []), (first, "advice", []), (second, "advice", places[:1]),
        (second, "training", places[:2]),
    ):  # fmt: skip
        support.tell_coverage(
            assembly=county.assembly, organisation=body, service=service, areas=where, **who
        )
    support.look_at_coverage(
        assembly=county.assembly, who="Both support bodies, in one room",
        words="Training comes to the other places from spring; advice is shared by day.", **who,
    )  # fmt: skip


def _talks(county: County, at: datetime) -> None:
    who, day = _who(county, at), county.day(at)
    talks = together.begin_topic(
        assembly=county.assembly, kind="talks", about="commissioning",
        title="Contracts that small groups can take", with_whom=COUNCIL, **who,
    )  # fmt: skip
    for kind, side, words, due in (
        ("position", "Wessmoor Assembly", "Lots of up to £20,000, and a fortnight more to bid.", 0),
        ("position", COUNCIL, "Fewer contracts cost less to run.", 0),
        ("agreement", COUNCIL, "Three lots are tried for respite care.", 90),
        ("agreement", "Wessmoor Assembly", "We say which groups could share a lot.", 20),
    ):  # fmt: skip
        together.tell_topic(
            topic=talks, kind=kind, side=side, words=words, area=None,
            due_on=day + timedelta(days=due) if due else None, **who,
        )  # fmt: skip
    review = together.begin_topic(
        assembly=county.assembly, kind="review", about="models", with_whom="",
        title="Does our funding work?", **who,
    )  # fmt: skip
    area = next(iter(served_districts(county.assembly)), None)
    for kind, words in (
        ("finding", "Nine of ten small groups never bid for a contract."),
        ("change", "Grants of up to £5,000 need the short form alone."),
        ("result", "Eleven groups that had nothing before run a summer club."),
    ):  # fmt: skip
        together.tell_topic(
            topic=review, kind=kind, side=COUNCIL, words=words, due_on=None,
            area=area if kind == "result" else None, **who,
        )  # fmt: skip


def _shares(county: County, at: datetime) -> None:
    places = served_districts(county.assembly)
    if not places:
        return
    needs = {area: (300 + 170 * number, 2_500_000) for number, area in enumerate(places)}
    support.share_out(
        assembly=county.assembly, title="Help for groups in each locality", body_name=COUNCIL,
        pence=2_500_000 * len(places), base_pence=1_500_000, needs=needs, years=5,
        need_is="Children in families of low income, at the last count",
        starts_on=date(county.day(at).year + 1, 4, 1), **_who(county, at),
    )  # fmt: skip


def _minding(county: County, at: datetime) -> None:
    member, day = _members(county)[1], county.day(at)
    monitoring.tell_controls(
        assembly=county.assembly, organisation=member.organisation, by=member.acting, at=at,
        accountable="The treasurer and the chair", words="Two sign; the books are seen quarterly.",
        days={"accounts": (day + timedelta(days=20), None),
              "examination": (day + timedelta(days=200), None)},
    )  # fmt: skip


def _rules(county: County, at: datetime) -> None:
    who, day = _who(county, at), county.day(at)
    fund = Fund.objects.filter(assembly=county.assembly).order_by("-opens_on", "-pk")[0]
    buying.list_rule(fund=fund, kind="legal", checked_on=day, **who,
                     words="Public money pays for no campaign for a party.")  # fmt: skip
    buying.list_rule(fund=fund, kind="reserves", checked_on=None, **who,
                     words="Half a year of costs in reserve is fine.")  # fmt: skip
    question = funds.ask_of_fund(
        fund=fund, words="We hold money for a new roof. Does it count?", at=at, is_on_reserves=True
    )
    funds.answer_to_all(
        question=question, answer="Tell us what it is for.",
        reserves_answer="Money set aside for one purpose does not count as reserves.", **who,
    )  # fmt: skip
    made = Award.objects.filter(assembly=county.assembly, fund__isnull=False).order_by("pk")[0]
    report = made.reports.order_by("due_on", "pk")[0]
    member = next(one for one in county.members if one.organisation.pk == made.organisation_id)
    awards.report(
        report=report, spent_pence=made.pence // 2, achieved="Half of the summer is done.",
        people_helped=21, by=member.acting, at=at,
        by_outcome={"Children eat well": "A hot meal on 16 days.",
                    "Children are not alone": "The same two helpers came every day."},
    )  # fmt: skip
