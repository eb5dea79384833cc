"""Who is found in Wessmoor, what its board lacks, and what it signed with the care system."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.body.organisations.models import Community, Theme
from folkmoot.proceedings.recruiting.actions import boards, finding
from folkmoot.proceedings.recruiting.queries.finding import candidates
from folkmoot.site.town.county import County
from folkmoot.work.compact.actions import accords, promises
from folkmoot.work.compact.models import Accord

OFFERED = (
    ("minutes, budgets", "caring for a parent", ["evenings"]),
    ("planning, young people", "", ["days", "online"]),
    ("budgets", "living with a long illness", ["days"]),
    ("transport, first aid", "", ["weekends"]),
    ("speaking up, minutes", "having had no home", ["days", "evenings"]),
)
NOTHING: dict[str, Any] = {"areas": [], "themes": [], "communities": []}


def plan_people_of_wessmoor(county: County) -> None:
    """Enter in the diary the memorandum, the board's gaps, and the search for people."""
    for after, tell in ((-400, _sign), (-60, _look_at_board), (-30, _offer), (-12, _search)):
        county.diary.on(county.days.at(after, 11), partial(tell, county))


def _sign(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day = county.day(at)
    accord = accords.keep_accord(
        assembly=county.assembly, kind="memorandum", title="Working with the care system",
        about="How the assembly and the care system of Wessmoor work with one another.",
        expected_by=day - timedelta(days=90),
        builds_on=[county.forums["poolbay"], county.forums["engagement"]], **who,
    )  # fmt: skip
    sector = accords.name_side(accord=accord, name="Wessmoor Assembly", is_of_sector=True, **who)
    system = accords.name_side(
        accord=accord, name="Wessmoor Integrated Care Board", is_of_sector=False, **who
    )
    for side in (sector, system):
        accords.sign_accord(side=side, signed_by="The chair", signed_on=day, **who)
    promises.make_commitment(
        owed_by=system, theme="papers", words="Papers come ten days before each board.", **who
    )
    promises.make_commitment(
        owed_by=system, theme="money", words="Time that groups give to design is paid for.",
        due_on=day + timedelta(days=180), **who,
    )  # fmt: skip
    promises.make_commitment(
        owed_by=sector, theme="who speaks", words="Every size of group is asked.", **who
    )
    county.diary.on(at + timedelta(days=120), lambda then: _see(county, accord, then))


def _see(county: County, accord: Accord, at: datetime) -> None:
    owed = {one.number: one for one in accord.commitments.select_related("accord__assembly")}
    member = next(one for one in county.members if one.contact is not None)
    told = (
        (1, "broken", "The papers of the spring board came four days before."),
        (3, "kept", "Forty micro groups were rung before the winter plan."),
    )
    for number, says, words in told:
        promises.give_evidence(
            commitment=owed[number], says=says, words=words, source="", link="", area=None,
            seen_on=county.day(at), organisation=member.organisation, by=member.acting, at=at,
        )  # fmt: skip


def _look_at_board(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day = county.day(at)
    audit = boards.audit_board(
        assembly=county.assembly, board="The Governance Board", held_on=day,
        about="Each member wrote down what they bring, and from which part of the sector.", **who,
    )  # fmt: skip
    boards.name_need(audit=audit, kind="skill", name="Accounts", wanted=1, has=1, **who)
    boards.name_need(audit=audit, kind="skill", name="Law", wanted=1, has=0, **who)
    rural = boards.name_need(
        audit=audit, kind="part", name="Groups in villages", wanted=2, has=1, **who
    )
    boards.advertise(
        need=rural, advertised_on=day + timedelta(days=30), closes_on=day + timedelta(days=75),
        words="Speak for groups in villages. Six evenings a year; travel and care are paid.", **who,
    )  # fmt: skip


def _offer(county: County, at: datetime) -> None:
    themes = list(Theme.objects.order_by("pk")[:3])
    communities = list(Community.objects.order_by("pk")[:2])
    known = [one for one in county.members if one.contact is not None]
    for place, (member, (skills, lived, free)) in enumerate(zip(known[3:], OFFERED, strict=False)):
        finding.keep_offer(
            assembly=county.assembly, organisation=member.organisation, skills=skills, lived=lived,
            free=free, hours_a_month=3 + place, areas=list(county.assembly.areas.all()),
            themes=themes[place % 3 :], communities=communities[place % 2 :], by=member.acting,
            at=at,
        )  # fmt: skip


def _search(county: County, at: datetime) -> None:
    search = finding.open_search(
        assembly=county.assembly, form_key=str(county.invent.key()), kind="design",
        title="A group that plans breaks for carers", asked_by="Wessmoor Council",
        words="Four meetings to plan breaks for people who care for somebody.", people=2,
        answer_by=county.day(at) + timedelta(days=20), skills="caring, budgets", free=["days"],
        by=county.officer, at=at, **NOTHING,
    )  # fmt: skip
    asked = finding.ask_people(
        search=search, chosen=candidates(search)[:2], by=county.officer, at=at
    )
    for one in asked[:1]:
        finding.answer_suggestion(suggestion=one, agrees=True, by=one.offer.person, at=at)
