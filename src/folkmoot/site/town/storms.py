"""Ready in Wessmoor: who can do what, a storm, a flood, and groups that somebody went to."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.places.models import Area
from folkmoot.site.town.county import County, Member
from folkmoot.work.emergency.actions import calling, helping, opening, ready
from folkmoot.work.emergency.models import Emergency
from folkmoot.work.outreach.actions import plan_visit, say_what_came
from folkmoot.work.outreach.models import Visit
from folkmoot.work.outreach.queries import not_reached

CAN = (
    (["food", "room"], "A hall for forty with a kitchen, and thirty meals a day for a week."),
    (["transport"], "A minibus with a ramp, and two drivers, from six in the morning."),
    (["calls", "news"], "Ten volunteers who ring a hundred people in a morning."),
    (["languages", "advice"], "Four languages by telephone, and advice on benefits."),
)


def plan_storms_of_wessmoor(county: County) -> None:
    """Enter in the diary who gets ready, and what comes."""
    for after, tell in (
        (-230, _ready), (-30, _ready_again), (-200, _storm), (-2, _flood), (-60, _going_out),
    ):  # fmt: skip
        county.diary.on(county.days.at(after, 16), partial(tell, county))


def _members(county: County) -> list[Member]:
    own = {body.pk for body in county.bodies.values()}
    return [one for one in county.members if one.contact and one.organisation.pk not in own]


def _can(county: County, member: Member, place: int, at: datetime) -> None:
    helps, capacity = CAN[place]
    ready.make_ready(
        assembly=county.assembly, organisation=member.organisation, contact_name=member.name,
        phone=f"01632 9601{place:02}", email=member.email, hours="day and night", helps=helps,
        capacity=capacity, by=member.acting, at=at,
    )  # fmt: skip


def _ready(county: County, at: datetime) -> None:
    for place, member in enumerate(_members(county)[:4]):
        _can(county, member, place, at)


def _ready_again(county: County, at: datetime) -> None:
    for place, member in enumerate(_members(county)[:2]):
        _can(county, member, place, at)


def _place(organisation: Organisation) -> Area:
    return Area.objects.filter(workings__organisation=organisation).order_by("pk")[0]


def _open(county: County, at: datetime, title: str, situation: str) -> Emergency:
    return opening.open_emergency(
        assembly=county.assembly, title=title, situation=situation, is_exercise=False,
        areas=sorted({_place(one.organisation) for one in _members(county)[:4]}, key=str),
        by=county.officer, at=at,
    )  # fmt: skip


def _call(county: County, storm: Emergency, words: str, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    call = calling.call_out(
        emergency=storm, words=words, helps=["food", "room", "transport"],
        areas=list(storm.areas.order_by("pk")), with_everybody=False, **who,
    )  # fmt: skip
    for member, answer in zip(_members(county)[:2], ("yes", "part"), strict=True):
        called = call.called.get(organisation=member.organisation)
        kinds = [kind for kind in ("food", "room", "transport") if kind in _kinds(county, member)]
        calling.answer_call(
            called=called, answer=answer, helps=kinds, words="From noon on.", channel="link",
            by=None, at=at,
        )  # fmt: skip


def _kinds(county: County, member: Member) -> list[str]:
    kinds: list[str] = county.assembly.ready.get(organisation=member.organisation).helps
    return kinds


def _need(county: County, storm: Emergency, kind: str, words: str, at: datetime) -> Any:
    return helping.tell_need(
        emergency=storm, kind=kind, area=storm.areas.order_by("pk")[0], people=12,
        is_urgent=kind == "transport", words=words, organisation=None, by=county.officer, at=at,
    )  # fmt: skip


def _storm(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    storm = _open(
        county, at, "A storm on the coast",
        "Stay away from the shore.\nThe hall at the harbour is open, warm and dry.",
    )  # fmt: skip
    _call(county, storm, "The harbour houses have no power. Soup and a warm room are needed.", at)
    need = _need(county, storm, "food", "Soup for twelve in the old chapel, from six.", at)
    offer = storm.offers.get(kind="food")
    match = helping.send_help(need=need, offer=offer, **who)
    member = _members(county)[2]
    worry = opening.raise_worry(
        emergency=storm, partner="Wessmoor Council", area=None,
        words="The sandbags are at the depot, and the depot is shut.",
        organisation=member.organisation, by=member.acting, at=at,
    )  # fmt: skip

    def after(then: datetime) -> None:
        now: dict[str, Any] = {"by": county.officer, "at": then}
        helping.end_match(match=match, outcome="met", words="All of them ate.", **now)
        opening.answer_worry(worry=worry, words="It stays open through the night.", **now)
        opening.stand_down(emergency=storm, words="Power is back. Thank you all.", **now)
        opening.learn(
            emergency=storm, words="Nobody had the key of the chapel.",
            action="A key is kept at two houses beside it.", owner="Harbour residents",
            due_on=county.day(then) + timedelta(days=30), **now,
        )  # fmt: skip

    county.diary.on(at + timedelta(days=2), after)


def _flood(county: County, at: datetime) -> None:
    flood = _open(
        county, at, "The river is over its banks",
        "Do not drive through water.\nRing 999 if somebody is in danger.",
    )  # fmt: skip
    _call(county, flood, "Twelve people have to leave their houses today.", at)
    _need(county, flood, "transport", "Twelve people with bags, two of them on wheels.", at)
    _need(county, flood, "goods", "Dry bedding for a night.", at)
    opening.tell_news(
        emergency=flood, words="The water stands at two metres and rises slowly.",
        by=county.officer, at=at,
    )  # fmt: skip
    opening.share_resource(
        emergency=flood, title="A pump", words="Ring the boat club; it comes with a driver.",
        link="", organisation=None, by=county.officer, at=at,
    )  # fmt: skip


def _going_out(county: County, at: datetime) -> None:
    """Four groups that nobody acts for: two came in, one did not answer, and one is still ahead."""
    day = county.day(at)
    groups = list(not_reached(county.assembly, on=day)[:4])
    for days, (body, outcome) in enumerate(
        zip(groups, ("accepted", "no-answer", "accepted", ""), strict=False), start=3
    ):
        visit = plan_visit(
            assembly=county.assembly, organisation=body, way="visit" if days % 2 else "phone",
            invitation="See whether your page is right, and say how you want to be asked.",
            planned_on=day + timedelta(days=days if outcome else 75), who_goes="", at=at,
            by=county.officer,
        )  # fmt: skip
        if outcome:
            county.diary.on(at + timedelta(days=days), partial(_came, county, visit, outcome))


def _came(county: County, visit: Visit, outcome: str, at: datetime) -> None:
    say_what_came(
        visit=visit, outcome=outcome, made_on=county.day(at), words="", by=county.officer, at=at
    )
