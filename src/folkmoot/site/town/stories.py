"""What has happened in each county of the town until today."""

from datetime import date, datetime, timedelta

from folkmoot.body.assemblies.models import Post
from folkmoot.body.forums.actions import end_term
from folkmoot.body.membership.actions import invite
from folkmoot.body.organisations.actions import give_authority
from folkmoot.ground.people.actions import welcome
from folkmoot.site.town import cast
from folkmoot.site.town.asking import plan_asking_of_wessmoor
from folkmoot.site.town.contests import Race
from folkmoot.site.town.county import County
from folkmoot.site.town.gatherings import (
    plan_choice,
    plan_close,
    plan_forum,
    plan_interim,
    plan_part,
    plan_resignation,
    seat,
)
from folkmoot.site.town.helping import plan_helping
from folkmoot.site.town.knowing import plan_knowing_of_wessmoor
from folkmoot.site.town.meetings import plan_meetings_of_avonvale
from folkmoot.site.town.meetings_of_stourshire import plan_meetings_of_stourshire
from folkmoot.site.town.meetings_of_wessmoor import plan_meetings_of_wessmoor
from folkmoot.site.town.members import (
    plan_departures,
    plan_members,
    plan_public_bodies,
)
from folkmoot.site.town.money import plan_money_of_wessmoor
from folkmoot.site.town.papers import plan_papers_of_wessmoor
from folkmoot.site.town.people import plan_people_of_wessmoor
from folkmoot.site.town.practising import plan_practice_of_wessmoor
from folkmoot.site.town.promises import plan_promises_of_wessmoor
from folkmoot.site.town.register import hold_post, named, plan_founding
from folkmoot.site.town.reporting import plan_reports_of_wessmoor
from folkmoot.site.town.seats import plan_seats
from folkmoot.site.town.sharing import plan_sharing_of_wessmoor
from folkmoot.site.town.storms import plan_storms_of_wessmoor
from folkmoot.site.town.summer import plan_summer_of_wessmoor

THREE_YEARS = 1096


def tell_stourshire(county: County) -> None:
    """A signed alliance: three local forums, and elections at every stage."""
    first, support, action = county.founded, "Support Stourshire", "Voluntary Action Stourton"
    plan_founding(county)
    plan_members(county)
    plan_public_bodies(county)
    plan_mabels_other(county)
    plan_departures(county, chair=cast.CHAIR, with_cases=True)
    county.diary.on(county.days.at(-390, 9), lambda at: _priya_begins(county, at))

    plan_forum(county, "group", first + 10)
    plan_forum(county, "north", first + 22)
    plan_forum(county, "south-east", first + 36)
    plan_forum(county, "mental-health-south", first + 60)
    plan_forum(county, "mental-health-north", first + 61)
    plan_forum(county, "families", first + 100)
    plan_forum(county, "south-west", -549)
    plan_forum(county, "winter", -480)
    plan_forum(county, "rural", -410)
    plan_forum(county, "connectors", -300)
    plan_forum(county, "warm-spaces", -220)
    plan_forum(county, "digital", -12, live=False)
    report = "Forty-one people came home sooner. The handover sheet goes on in every ward."
    plan_close(county, "winter", -295, report)
    plan_part(county, "mental-health-south", "Stourshire Integrated Care Board", "observer", -290)
    plan_part(county, "families", "Stourshire County Council", "partner", -280)

    plan_choice(county, "group", first + 62)
    plan_choice(county, "group", first + 62, role="vice-chair")
    plan_choice(county, "north", first + 190, role="vice-chair")
    plan_choice(county, "mental-health-south", 14 - THREE_YEARS)
    plan_choice(county, "mental-health-north", 40 - THREE_YEARS)
    plan_choice(county, "families", -820)
    plan_choice(county, "families", -820, role="vice-chair")
    plan_choice(county, "south-west", -370, role="vice-chair")
    plan_choice(county, "rural", -380, who=cast.OSMANS.name)
    plan_interim(county, "north", action, first + 33)
    plan_interim(county, "south-east", support, first + 47)
    plan_interim(county, "south-west", support, -538)
    plan_interim(county, "connectors", action, -280)
    _elections_long_ago(county)
    _elections_now(county)
    plan_meetings_of_stourshire(county)
    plan_seats(county)
    plan_helping(county, whole=False)


def _priya_begins(county: County, at: datetime) -> None:
    """From this day on the officer whom one can be does what is to be done."""
    priya = welcome(email=cast.EMAILS[cast.OFFICER], name=cast.OFFICER, at=at)
    hold_post(county, priya, Post.Kind.OFFICER, "Support Stourshire", at)
    county.staff[cast.OFFICER] = county.officer = priya


def plan_mabels_other(county: County) -> None:
    """Enter in the diary that the member's contact may act for a second group, still to sign."""
    county.diary.on(county.days.at(-25, 15), lambda at: _second_group(county, at))


def _second_group(county: County, at: datetime) -> None:
    organisation = named(county, cast.MABELS_OTHER.name)
    person = welcome(email=cast.EMAILS[cast.MEMBER], name=cast.MEMBER, at=at)
    give_authority(
        assembly=county.assembly, organisation=organisation, person=person, title="Walk leader",
        by=county.officer, at=at,
    )  # fmt: skip
    invite(
        assembly=county.assembly, organisation=organisation, to_name=person.name,
        to_email=person.email, by=county.officer, at=at,
    )  # fmt: skip


def _elections_long_ago(county: County) -> None:
    at = county.days.at
    began = 38 - THREE_YEARS
    Race(
        county, "north", "first", at(began - 22, 9), at(began - 1, 17), standing=1,
        officer="Voluntary Action Stourton",
    ).plan()  # fmt: skip
    Race(county, "south-east", "first", at(-623, 9), at(-602, 17), standing=1).plan()
    Race(
        county, "south-west", "first", at(-440, 9), at(-419, 17),
        ballot=(at(-416, 9), at(-402, 18)), stands=(cast.OSMANS.name,), standing=3,
    ).plan()  # fmt: skip


def before(day: date, ago: int) -> date:
    """Return the day so many days before another."""
    return day - timedelta(days=ago)


def _elections_now(county: County) -> None:
    days, friday = county.days, county.days.friday
    moment = days.moment

    closes = days.working(days.today + timedelta(days=4))
    Race(
        county, "north", "term", moment(before(closes, 21), 9), moment(closes, 17),
        unanswered=True,
    ).plan()  # fmt: skip

    ends = (friday - days.today).days
    because = "A new job, too far away to come to meetings."
    plan_resignation(county, "south-east", ends - 60, because)
    plan_interim(county, "south-east", "Support Stourshire", ends - 52)
    Race(
        county, "south-east", "vacancy", moment(before(friday, 38), 9),
        moment(before(friday, 17), 17), ballot=(moment(before(friday, 15), 9), moment(friday, 18)),
        standing=3, abstains=(cast.MABELS.name,), turnout=0.55,
    ).plan()  # fmt: skip

    closed = days.worked(days.today - timedelta(days=2))
    Race(
        county, "mental-health-south", "term", moment(before(closed, 38), 9),
        moment(before(closed, 17), 17), ballot=(moment(before(closed, 15), 9), moment(closed, 18)),
        standing=3, level=True,
    ).plan()  # fmt: skip


def tell_wessmoor(county: County) -> None:
    """A listed assembly: everybody belongs, and a board looks after how it is run."""
    first, action, good = county.founded, "Wessmoor Community Action", "Good Neighbours of Poolbay"
    plan_founding(county)
    plan_members(county)
    for place, key in enumerate(("board", "engagement", "poolbay", "together", "connected")):
        plan_forum(county, key, first + 20 + 12 * place)
    county.diary.on(county.days.at(first + 95, 18), lambda at: _seat_the_board(county, at))
    county.diary.on(county.days.at(-150, 12), lambda at: _leave_the_board(county, at))
    county.diary.on(county.days.at(-120, 12), lambda at: _hold_posts(county, at))
    plan_part(county, "engagement", "Wessmoor Council", "observer", first + 100)
    plan_part(county, "engagement", "Poolbay Council", "observer", first + 100)
    plan_part(county, "poolbay", "Poolbay Council", "partner", first + 101)
    plan_part(county, "together", action, "lead", first + 102)
    plan_part(county, "connected", good, "lead", first + 102)
    plan_interim(county, "engagement", action, first + 104)
    plan_interim(county, "poolbay", good, first + 104)
    plan_priya_covers(county)
    plan_meetings_of_wessmoor(county)
    plan_people_of_wessmoor(county)
    plan_asking_of_wessmoor(county)
    plan_money_of_wessmoor(county)
    plan_storms_of_wessmoor(county)
    plan_papers_of_wessmoor(county)
    plan_promises_of_wessmoor(county)
    plan_reports_of_wessmoor(county)
    plan_sharing_of_wessmoor(county)
    plan_summer_of_wessmoor(county)
    plan_knowing_of_wessmoor(county)
    plan_practice_of_wessmoor(county)
    plan_helping(county, whole=True)


def _seat_the_board(county: County, at: datetime) -> None:
    roles = ("chair", "vice-chair", "board-member", "board-member", "board-member")
    chosen = [member for member in county.members if member.organisation.pk not in _own(county)]
    for role, member in zip(roles, chosen, strict=False):
        seat(county, "board", role, member, at)
        member.spoken_for = True


def _own(county: County) -> set[int]:
    return {organisation.pk for organisation in county.bodies.values()}


def _leave_the_board(county: County, at: datetime) -> None:
    terms = county.office("board", "board-member").terms.filter(ended_on=None)
    end_term(
        term=terms.order_by("-pk")[0], ended_on=county.day(at), by=county.officer, at=at,
        because="Gives more time to a new grandchild.",
    )  # fmt: skip


def _hold_posts(county: County, at: datetime) -> None:
    hetty = welcome(email=cast.EMAILS[cast.BOARD], name=cast.BOARD, at=at)
    gethin = welcome(email=cast.EMAILS[cast.PUBLIC], name=cast.PUBLIC, at=at)
    hold_post(county, hetty, Post.Kind.BOARD, "", at)
    hold_post(county, gethin, Post.Kind.PUBLIC_BODY, "Wessmoor Council", at)


def tell_avonvale(county: County) -> None:
    """A small signed partnership under the model agreement."""
    first, action, at = county.founded, "Avonvale Community Action", county.days.at
    plan_founding(county)
    plan_members(county)
    plan_public_bodies(county)
    plan_departures(county, chair="The chair of the Avon Towns Forum")
    plan_forum(county, "group", first + 8)
    plan_forum(county, "towns", first + 10)
    plan_forum(county, "vale", first + 30)
    plan_forum(county, "hills", -259)
    plan_interim(county, "towns", action, first + 21)
    plan_interim(county, "vale", action, first + 41)
    plan_interim(county, "hills", action, -248)
    plan_choice(county, "group", first + 100)
    Race(
        county, "towns", "first", at(-640, 9), at(-619, 17),
        ballot=(at(-616, 9), at(-602, 18)),
    ).plan()  # fmt: skip
    Race(county, "vale", "first", at(-582, 9), at(-561, 17), standing=1).plan()
    Race(county, "vale", "first", at(-300, 9), at(-279, 17), standing=0, role="vice-chair").plan()
    Race(
        county, "hills", "first", at(3, 9), at(24, 17), called_at=at(-3, 11), standing=2,
        ballot=(at(27, 9), at(41, 18)),
    ).plan()  # fmt: skip
    plan_priya_covers(county)
    plan_meetings_of_avonvale(county)


def plan_priya_covers(county: County) -> None:
    """Enter in the diary that Stourshire's officer looks after this county's desk as well."""
    at = county.days.at(cast.COVERS_FROM, 9)
    county.diary.on(at, lambda at: _priya_covers(county, at))


def _priya_covers(county: County, at: datetime) -> None:
    priya = welcome(email=cast.EMAILS[cast.OFFICER], name=cast.OFFICER, at=at)
    hold_post(county, priya, Post.Kind.OFFICER, "Support Stourshire", at)


STORIES = {
    "stourshire": (-1216, tell_stourshire),
    "wessmoor": (-1000, tell_wessmoor),
    "avonvale": (-700, tell_avonvale),
}
"""How many days after today each assembly was founded, and who tells its story."""
