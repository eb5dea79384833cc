"""What money is given in Wessmoor: a fund that was decided, one open now, and a funding that ends."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.site.town.county import County, Member
from folkmoot.work.enquiries.actions import answering, bringing
from folkmoot.work.funding.actions import awards, funds, judging
from folkmoot.work.funding.models import Fund
from folkmoot.work.plan import actions as planning

CRITERIA = ["Who needs it", "Worth the money", "Can it be done"]


def plan_money_of_wessmoor(county: County) -> None:
    """Enter in the diary what is given, applied for, and brought to the door."""
    for after, tell in (
        (-140, _fund_of_spring), (-25, _fund_now), (-80, _lunches), (-40, _door), (-160, _plan),
    ):  # fmt: skip
        county.diary.on(county.days.at(after, 15), partial(tell, county))


def _open(county: County, at: datetime, days: int, **said: Any) -> Fund:
    day = county.day(at)
    fund = funds.plan_fund(
        assembly=county.assembly, funder_name="Wessmoor Council", mechanism="grant",
        mechanism_why="Small groups cannot tender, and a grant costs them a day, not a month.",
        conditions="Open to all; no profit is shared out.", criteria=CRITERIA,
        rules="Charities keep to their objects. Public money buys no political work.",
        reserves="Up to half a year of costs in reserve is fine.", directorate="Communities",
        opens_on=day, closes_on=day + timedelta(days=days), by=county.officer, at=at, **said,
    )  # fmt: skip
    return funds.publish_fund(fund=fund, by=county.officer, at=at)


def _members(county: County) -> list[Member]:
    own = {body.pk for body in county.bodies.values()}
    return [one for one in county.members if one.contact and one.organisation.pk not in own]


def _fund_of_spring(county: County, at: datetime) -> None:
    fund = _open(
        county, at, 35, title="Summer for children", pence=3_000_000,
        priorities="Meals and play for children who have neither in the holidays.",
        outcomes=["Children eat well", "Children are not alone"],
    )  # fmt: skip
    question = funds.ask_of_fund(fund=fund, words="May we pay for a minibus?", at=at)
    funds.answer_to_all(
        question=question,
        answer="Yes, up to a fifth of what you ask for.",
        by=county.officer,
        at=at,
    )
    county.diary.on(at + timedelta(days=2), lambda then: _apply(county, fund, then))
    county.diary.on(at + timedelta(days=40), lambda then: _decide(county, fund, then))


def _apply(county: County, fund: Fund, at: datetime) -> None:
    for member, pounds in zip(_members(county)[:4], (4800, 2600, 9000, 1200), strict=False):
        funds.apply(
            fund=fund, organisation=member.organisation, title="Our summer",
            words="Twenty children, four days a week, with a hot meal.",
            outcomes={
                "Children eat well": "A cook from the school.",
                "Children are not alone": "The same two helpers every day.",
            },
            pence=100 * pounds, overhead_pence=10 * pounds, years=2, together_with="", hours_spent=3, is_sent=True,
            by=member.acting, at=at,
        )  # fmt: skip


def _decide(county: County, fund: Fund, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    assessor = judging.name_assessor(fund=fund, person=county.officer, **who)
    judging.declare(assessor=assessor, interests=[], **who)
    for place, bid in enumerate(fund.applications.order_by("pk")):
        marks = dict.fromkeys(CRITERIA, (5 - place, "As it was written."))
        judging.mark(application=bid, marks=marks, **who)
        is_awarded = place < 3
        decided = judging.decide(
            application=bid, is_awarded=is_awarded, overhead_accepted=True, overhead_words="", **who,
            reasons="It meets all three well." if is_awarded
            else "It had the lowest mark for whether it can be done: no room was named.",
        )  # fmt: skip
        if is_awarded:
            _award(county, at, decided.organisation, application=decided, title="Summer for children",
                   pence=decided.pence, directorate="Communities")  # fmt: skip


def _award(county: County, at: datetime, organisation: Any, **more: Any) -> Any:
    day = county.day(at)
    said: dict[str, Any] = {
        "application": None, "funder_name": "Wessmoor Council", "directorate": "Adults",
        "lead_officer": "Head of communities", "kind": "grant", "purpose": "", "outcome": "",
        "starts_on": day, "ends_on": date(day.year + 3, day.month, 1), "one_year_because": "",
        "area": None,
    }  # fmt: skip
    return awards.award(
        assembly=county.assembly, organisation=organisation, by=county.officer, at=at, **said | more
    )


def _fund_now(county: County, at: datetime) -> None:
    _open(
        county, at, 49, title="Small grants of winter", pence=1_500_000,
        priorities="Rooms that are warm, near a bus, and open when others are shut.",
        outcomes=["Fewer people alone"],
    )  # fmt: skip


def _lunches(county: County, at: datetime) -> None:
    member = _members(county)[1]
    made = _award(
        county, at, member.organisation, title="Lunches for carers", pence=2_400_000,
        kind="contract", purpose="A hot meal and an hour off, twice a week.",
    )  # fmt: skip

    def end(then: datetime) -> None:
        notice = awards.give_notice(
            award=made, ends_on=county.day(then) + timedelta(days=124), exception="",
            because="The grant that pays for it ends.", by=county.officer, at=then,
        )  # fmt: skip
        awards.reply_to_notice(
            notice=notice, effect="Thirty carers lose the one hour they have.",
            reply="We ask for one more year, to find the money elsewhere.", by=member.acting, at=then,
        )  # fmt: skip

    county.diary.on(at + timedelta(days=50), end)


def _door(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    member = _members(county)[2]
    found = bringing.bring(
        assembly=county.assembly, kind="challenge", title="No bus to the clinic after four",
        words="Whoever works cannot get there. It was so in spring, and nobody answered.",
        service="Clinic transport", partner="Wessmoor Integrated Care Board",
        organisation=member.organisation, by=member.acting, at=at,
    )  # fmt: skip
    bringing.take_on(
        enquiry=found, owner=None, owner_name="support officer", due_on=found.due_on, triage="",
        partner=found.partner, **who,
    )  # fmt: skip
    answering.answer(enquiry=found, words="A bus at six is tried from January.", **who)
    county.diary.on(at + timedelta(days=34), lambda then: _idea(county, member, then))


def _idea(county: County, member: Member, at: datetime) -> None:
    bringing.bring(
        assembly=county.assembly, kind="idea", title="One form for all small grants",
        words="Each fund asks the same things in other words.", service="Grants",
        partner="Wessmoor Council", organisation=member.organisation, by=member.acting, at=at,
    )  # fmt: skip


def _plan(county: County, at: datetime) -> None:
    """The plan of the principles: three priorities, with what the source leaves open."""
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day = county.day(at)
    plan = planning.keep_plan(
        assembly=county.assembly, kind="plan", title="Working with the sector",
        about="What the council and the assembly of Wessmoor do together.", from_on=day,
        until_on=day + timedelta(days=730), watched_by="the Communities team", **who,
    )  # fmt: skip
    planning.sign_off(plan=plan, name="Wessmoor Assembly", is_of_sector=True, on=day, **who)
    for priority, title, owner, is_ours, is_ready in (
        ("Relationships", "One standard of working together for every team", "Wessmoor Council",
         False, True),
        ("Communities", "Every town has a hub that its people know", "Wessmoor Community Action",
         True, True),
        ("Funding", "Look again at how grants are shared out between places", "", False, False),
    ):  # fmt: skip
        action = planning.keep_action(
            plan=plan, priority=priority, title=title, owner=owner, is_of_sector=is_ours,
            measure="Asked of groups of every size, once a year" if is_ready else "",
            target="Seven of ten say yes" if is_ready else "",
            means="Two days a week of an officer" if is_ready else "",
            due_on=day + timedelta(days=300) if is_ready else None, is_ready=is_ready,
            left_open="" if is_ready else "Who owns it, how it is measured, and by when.", **who,
        )  # fmt: skip
        if is_ours:
            planning.tell_progress(
                action=action, words="Three of seven towns have one.", link="", state="", **who
            )
