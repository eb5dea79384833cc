"""What Wessmoor knows of itself: figures, what people told, places, what may come, and its sector."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.urls import reverse

from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.scrutiny.insight.actions import bank, places, risks, sector, statistics
from folkmoot.scrutiny.insight.models import Statistic, Workforce
from folkmoot.scrutiny.insight.queries.workforce import KINDS
from folkmoot.site.town.county import County

CENSUS = "Made-up census of the town"
PEOPLE = {
    "micro": (0, 12),
    "small": (1, 30),
    "medium": (7, 60),
    "large": (45, 140),
    "major": (200, 400),
}
"""About how many paid staff and volunteers an organisation has, by its size."""


def plan_knowing_of_wessmoor(county: County) -> None:
    """Enter in the diary what becomes known of Wessmoor."""
    for after, tell in (
        (-380, _people), (-370, _report), (-120, _figures), (-110, _views), (-100, _places),
        (-95, _risks), (-15, _people), (-2, _report),
    ):  # fmt: skip
        county.diary.on(county.days.at(after, 11), partial(tell, county))


def _figures(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"assembly": county.assembly, "by": county.officer, "at": at}
    year = at.year - 1
    wessmoor, poolbay = (("ZZ-WES", "Wessmoor"), ("ZZ-BAY", "Poolbay"))
    nation = ("ZZ-ALL", "The whole country")

    def enter(title: str, topic: str, value: str | None, unit: str, place: tuple[str, str],
              *, of: int = year, **more: Any) -> Statistic:  # fmt: skip
        code, name = place
        return statistics.enter_statistic(
            title=title, topic=topic, value=Decimal(value) if value is not None else None, unit=unit,
            place_code=code, place_name=name, period=str(of), period_ends_on=date(of, 12, 31),
            **who, **{"source": CENSUS} | more,
        )  # fmt: skip

    share: dict[str, Any] = {"is_share": True, "step": Decimal("0.1")}
    all_of = enter("People", "people", "38200", "people", wessmoor, step=Decimal(100))
    old = enter("People of 65 and over", "people", "9600", "people", wessmoor, step=Decimal(100))
    enter("People of 65 and over", "age", "25.1", "per cent", wessmoor, way="share", first=old,
          second=all_of, **share)  # fmt: skip
    enter("People of 65 and over", "age", "18.8", "per cent", nation, is_national=True, **share)
    enter("People from ethnic minorities", "background", "5.4", "per cent", wessmoor, **share)
    enter("People with dementia", "health", "720", "people", wessmoor, step=Decimal(10),
          is_estimate=True, source="Made-up health atlas")  # fmt: skip
    enter("Streets among the poorest tenth", "need", "3", "streets", wessmoor)
    enter("People", "people", "61000", "people", poolbay, step=Decimal(1000))
    before = enter("Money from councils to groups", "money", "4.1", "million pounds", wessmoor,
                   of=year - 4, step=Decimal("0.1"))  # fmt: skip
    after = enter("Money from councils to groups", "money", "3.2", "million pounds", wessmoor,
                  step=Decimal("0.1"))  # fmt: skip
    enter("Fall of money from councils", "money", "28", "per cent", wessmoor, step=Decimal(1),
          way="change", first=before, second=after, source="Made-up local paper")  # fmt: skip
    enter("Organisations of the sector", "groups", "7500", "organisations",
          ("wessmoor-county", "Wessmoor, the old county"), of=year - 3, is_estimate=True,
          step=Decimal(100), source="Made-up sector report")  # fmt: skip
    enter("Volunteers", "volunteers", "21000", "people", wessmoor, of=year - 2, is_estimate=True,
          step=Decimal(1000), source="Made-up sector report")  # fmt: skip
    enter("Worth of volunteers' time", "time-value", None, "million pounds a year", wessmoor,
          of=year - 2, low=Decimal(38), high=Decimal(57), is_estimate=True,
          source="Made-up sector report")  # fmt: skip
    enter("An hour of a volunteer", "hour-value", None, "pounds an hour", nation, is_national=True,
          low=Decimal(12), high=Decimal(18), source="Made-up wage tables")  # fmt: skip


def _views(county: County, at: datetime) -> None:
    members = [one for one in county.members if one.contact is not None][:3]
    theme = Theme.objects.order_by("pk").first()
    area = Area.objects.filter(code="ZZ-WES").order_by("pk").first()
    told = (
        ("The last bus goes at six", "Forty people with minibus licences, and a garage.",
         "A way home after an evening meeting.", "Nobody without a car comes to us after six.",
         "public", "strong"),
        ("Lunch clubs know who is alone", "Eleven clubs that open every week.", "",
         "The helpers knock at the door of whoever does not come.", "public", "fair"),
        ("The chapel roof leaks", "A building trade course that looks for work.",
         "Thirty thousand pounds.", "The chapel closes in autumn unless it is mended.", "members",
         "weak"),
    )  # fmt: skip
    made = [
        bank.give_evidence(
            assembly=county.assembly, organisation=member.organisation, by=member.acting, at=at,
            title=title, strengths=strengths, needs=needs, words=words, seen_by=seen,
            source="What our members told us", link="", area=area, from_on=None,
            until_on=county.day(at), method="lived", proof="Talks with thirty people.",
            makers="Those who come to us" if needs else "", consent="nobody",
            themes=[theme] if theme else [],
        )
        for member, (title, strengths, needs, words, seen, _strength) in zip(members, told, strict=False)
    ]  # fmt: skip
    for one, (*_words, strength) in zip(made, told, strict=False):
        bank.read_evidence(
            evidence=one, state="shared", strength=strength, answer="",
            strength_note="Held against what the forum heard.", by=county.officer, at=at,
        )  # fmt: skip
    bank.give_evidence(
        assembly=county.assembly, organisation=None, by=None, at=at,
        title="Somebody mends bikes for nothing", strengths="A shed full of tools.", needs="",
        words="He would teach others.", seen_by="public", source="A neighbour", link="", area=area,
        from_on=None, until_on=county.day(at), method="watched", proof="", makers="",
        consent="agreed",
    )  # fmt: skip
    meetings = Meeting.objects.filter(assembly=county.assembly, items__standing="")
    meeting = meetings.order_by("-starts_at", "pk").first()
    item = meeting.items.filter(standing="").order_by("position", "pk").first() if meeting else None
    if meeting is not None and item is not None and made:
        address = reverse("meetings:meeting", args=[county.assembly, meeting.reference])
        bank.use_evidence(
            evidence=made[0], address=f"{address}#item-{item.pk}", by=county.officer, at=at,
            note="The forum asks the council for a bus at nine.",
        )  # fmt: skip


def _places(county: County, at: datetime) -> None:
    area = Area.objects.filter(code="ZZ-WES").order_by("pk").first()
    if area is None:
        return
    places.profile_place(
        assembly=county.assembly, area=area, by=county.officer, at=at, source="Walks with parishes",
        strengths="Eleven lunch clubs, two sailing clubs and a band. People know their neighbours.",
        needs="A way home at night, and somewhere warm to meet in winter.",
        deprived=["Quayside", "Upper Mill Lane", "The Links"],
        hidden_need="Farms beyond the moor have no bus and no shop, and no figure shows them.",
    )  # fmt: skip


def _risks(county: County, at: datetime) -> None:
    keep = partial(
        risks.keep_in_sight, assembly=county.assembly, by=county.officer, at=at, seen_by="public"
    )
    forum = county.forums["engagement"]
    halls = keep(
        kind="risk", forum=forum, title="Village halls close for want of heat", likelihood=3,
        words="Heating costs more than rent.", effect=4, direction="steady",
        owner="Chair of the Engagement Group",
    )  # fmt: skip
    keep(
        kind="trend", forum=None, title="Helpers grow older, and few follow", likelihood=4, effect=2,
        words="Half of the drivers are over seventy.", direction="rising", owner="Governance Board",
    )  # fmt: skip
    county.diary.on(at + timedelta(days=60), lambda then: risks.look_again(
        risk=halls, likelihood=4, effect=4, direction="rising", by=county.officer, at=then,
        words="Two more halls have given notice.",
    ))  # fmt: skip


def _people(county: County, at: datetime) -> None:
    """Two of five organisations tell of their people, as somebody who acts for each does."""
    chance = random.Random(at.year)
    for member in county.members:
        body: Organisation = member.organisation
        if member.contact is None or body.size_band not in PEOPLE or chance.random() < 0.4:
            continue
        for group, usual in zip(Workforce.Group.values, PEOPLE[body.size_band], strict=True):
            people = max(0, round(usual * chance.uniform(0.6, 1.5)))
            agreed = people * 2 // 3
            sector.tell_workforce(
                assembly=county.assembly, organisation=body, year=county.day(at).year, group=group,
                people=people, vacancies=chance.choice([None, 0, 1, 2]), hours_a_week=3 * people,
                agreed=agreed, by=member.acting, at=at,
                kinds={key: chance.randint(0, agreed) for key in KINDS},
            )  # fmt: skip


def _report(county: County, at: datetime) -> None:
    year = county.day(at).year
    report = sector.ask_for_count(assembly=county.assembly, year=year, by=county.officer, at=at)
    sector.carry_out_count(report, at=lambda: at)
    sector.publish_report(
        assembly=county.assembly, year=year, by=county.officer, at=at,
        words="Most groups are small, and most of them have no paid staff at all.",
    )  # fmt: skip
