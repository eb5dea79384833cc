"""Who speaks for the county on the boards of others: who was asked, who sits there, and how."""

from datetime import datetime, timedelta
from typing import Any

from folkmoot.proceedings.seats.actions.answering import answer_invitation
from folkmoot.proceedings.seats.actions.asides import stand_aside
from folkmoot.proceedings.seats.actions.bodies import add_body, name_body_officer, set_table
from folkmoot.proceedings.seats.actions.circulate import circulate
from folkmoot.proceedings.seats.actions.holding import begin_holding
from folkmoot.proceedings.seats.actions.inviting import receive_invitation, route_invitation
from folkmoot.proceedings.seats.actions.leaving import leave_seat
from folkmoot.proceedings.seats.actions.putting import put_in_seat
from folkmoot.proceedings.seats.actions.seats import add_seat
from folkmoot.proceedings.seats.models import Holding, Invitation, OutsideBody, Seat, StandingAside
from folkmoot.site.town import cast
from folkmoot.site.town.county import County, Member
from folkmoot.site.town.voices import BOARD, BOARD_OFFICER, EMAIL, plan_voices

ROLE = "Speak for every group of the forum: ask them before each meeting, and tell them after it."
BODIES: tuple[dict[str, Any], ...] = (
    {"name": BOARD, "kind": "board", "partner_type": "council", "level": "county",
     "about": "Decides on buses, lifts and how people reach a clinic.", "meetings_a_year": 6},
    {"name": "Integrated Care Partnership", "kind": "partnership", "partner_type": "nhs",
     "level": "county", "about": "Brings health and care together across the county."},
    {"name": "Lichmere and Tamford Place Board", "kind": "place-board", "partner_type": "nhs",
     "level": "place", "about": "Plans health and care for the south east."},
    {"name": "Mental Health Programme Board", "kind": "programme", "partner_type": "nhs",
     "level": "county", "about": "Puts the plan for mental health into practice."},
)  # fmt: skip
# Which body, the title, the forums, the places, and who is there: elected, interim or nobody.
SEATS = (
    (BOARD, "Community transport", ("rural",), 1, "osman"),
    (BOARD, "Groups of the south east", ("south-east",), 1, "interim"),
    ("Integrated Care Partnership", "Groups of the north", ("north",), 1, "interim"),
    ("Integrated Care Partnership", "Groups of the south", ("south-east", "south-west"), 2, "one"),
    ("Lichmere and Tamford Place Board", "Groups of the place", ("south-east",), 2, "one"),
    ("Mental Health Programme Board", "Mental health, south", ("mental-health-south",), 1, ""),
    ("Mental Health Programme Board", "Mental health, north", ("mental-health-north",), 1, "one"),
)
TABLES = {
    BOARD: {"council": 8, "nhs": 3, "vcs": 2, "private": 2},
    "Integrated Care Partnership": {"nhs": 14, "council": 5, "vcs": 3, "healthwatch": 1},
}


def plan_seats(county: County) -> None:
    """Enter in the diary the boards, the seats, who holds them, and what boards ask for."""
    on, at = county.diary.on, county.days.at
    on(at(-230, 10), lambda then: _register(county, then))
    on(at(-115, 15), lambda then: _declined(county, then))
    on(at(-46, 12), lambda then: _someone_leaves(county, then))
    on(at(-45, 9), lambda then: circulate(assembly=county.assembly, by=county.officer, at=then))
    on(at(-9, 14), lambda then: _asked_now(county, then))
    on(at(-6, 17), lambda then: _aside(county, then))


def seat_titled(county: County, title: str) -> Seat:
    """Return a seat of the county by its title. One query."""
    found = Seat.objects.select_related("assembly", "body__assembly")
    return found.get(assembly=county.assembly, title=title)


def holder_of(county: County, title: str) -> Holding:
    """Return who holds a seat of the county. One query."""
    found = Holding.objects.select_related("seat__assembly", "seat__body__assembly", "person")
    return found.get(
        seat__assembly=county.assembly, seat__title=title, ended_on=None, role=Holding.Role.HOLDER
    )


def _register(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    bodies: dict[str, OutsideBody] = {}
    for told in BODIES:
        body = add_body(assembly=county.assembly, **told, **who)
        bodies[body.name] = body
        if body.name in TABLES:
            source = "The board's own list of members"
            set_table(body=body, shares=TABLES[body.name], source=source, **who)
    name_body_officer(
        body=bodies[BOARD], name=BOARD_OFFICER, email=EMAIL, **who,
    )  # fmt: skip
    taken: set[int] = set()
    for name, title, keys, places, holder in SEATS:
        seat = add_seat(
            body=bodies[name], forums=[county.forums[key] for key in keys], title=title,
            places=places, method="elected", role=ROLE, hours_a_year=70, board_hours_a_year=24,
            term_years=3, **who,
        )  # fmt: skip
        if holder:
            _fill(county, seat, keys[0], holder, taken, at)
    plan_voices(county)


def _fill(county: County, seat: Seat, key: str, how: str, taken: set[int], at: datetime) -> None:
    on = county.day(at)
    if how == "osman":
        _elected(county, seat, key, county.of(cast.OSMANS.name), at)
        deputy = _somebody(county, key, taken)
        begin_holding(
            seat=seat, holder_name=deputy.acting.name, person=deputy.acting,
            organisation=deputy.organisation, arrived="elected", role=Holding.Role.DEPUTY,
            from_on=on, ends_on=None, elected_by=county.forums[key], by=county.officer, at=at,
        )  # fmt: skip
    elif how == "interim":
        member = next(m for m in county.members if m.organisation in county.bodies.values())
        put_in_seat(
            seat=seat, holder_name=member.acting.name, holder_email=member.acting.email,
            organisation=member.organisation, role=Holding.Role.HOLDER, arrived="nominated",
            is_interim=True, authority="The co-ordination group, until the forum elects",
            from_on=on, ends_on=None, term="n/a", target_on=on + timedelta(days=180), coverage="",
            by=county.officer, at=at,
        )  # fmt: skip
    else:
        _elected(county, seat, key, _somebody(county, key, taken), at)


def _somebody(county: County, key: str, taken: set[int]) -> Member:
    """Return a member of a forum that has no seat yet and stays."""
    known = {cast.MABELS.name, cast.OSMANS.name}
    member = next(
        one for one in county.in_forum(key)
        if one.organisation.pk not in taken
        and one.organisation.name not in known
        and one.organisation not in county.bodies.values()
    )  # fmt: skip
    taken.add(member.organisation.pk)
    member.spoken_for = True
    return member


def _elected(county: County, seat: Seat, key: str, member: Member, at: datetime) -> None:
    """Enter somebody whom a forum elected before the register of seats was begun."""
    began = county.day(at) - timedelta(days=120)
    begin_holding(
        seat=seat, holder_name=member.acting.name, person=member.acting,
        organisation=member.organisation, arrived="elected", from_on=began,
        authority="A vote of the forum, before this register was begun",
        ends_on=began.replace(year=began.year + 3, day=1), term="dated",
        elected_by=county.forums[key], interests="Drives for the minibus scheme.",
        by=county.officer, at=at,
    )  # fmt: skip


def _asks(county: County, at: datetime, **asked: Any) -> Invitation:
    return receive_invitation(
        assembly=county.assembly, body=None, areas=[], form_key=str(county.invent.key()),
        by=county.officer, at=at, asker_role="Partnership manager", **asked,
    )  # fmt: skip


def _declined(county: County, at: datetime) -> None:
    asked = _asks(
        county, at, body_name="Stourshire Skills Roundtable", partner_type="private",
        level="county", purpose="Talks about jobs and training.", influence="observes",
        influence_words="Members listen; a report follows once a year.", papers_days=1,
        pays_expenses=False, takes_deputies=False, seats_offered=1, table_size=24,
    )  # fmt: skip

    def answer(then: datetime) -> None:
        answer_invitation(
            invitation=asked, accepts=False, alone_because="",
            reasons="One seat of twenty-four, to listen only, with papers a day before and no "
            "expenses. We gladly come back to it with two seats that are heard.",
            decided_by="The co-ordination group", motion="", by=county.officer, at=then,
        )  # fmt: skip

    county.diary.on(at + timedelta(days=12), answer)


def _asked_now(county: County, at: datetime) -> None:
    asked = _asks(
        county, at, body_name="Warm Homes Programme", partner_type="council", level="county",
        purpose="Decides which homes are insulated first.", influence="decides",
        influence_words="Members vote on the order of the work.", papers_days=7,
        pays_expenses=True, expenses_words="Travel and care costs", takes_deputies=True,
        seats_offered=2, table_size=15, skills="Somebody who knows cold homes.",
        meetings_a_year=6, answer_by=county.day(at) + timedelta(days=30),
    )  # fmt: skip
    if asked.forum is None:
        route_invitation(
            invitation=asked, forum=county.forums["warm-spaces"], because="It is what they do.",
            by=county.officer, at=at,
        )  # fmt: skip


def _someone_leaves(county: County, at: datetime) -> None:
    leave_seat(
        holding=holder_of(county, "Mental health, north"), ending=Holding.Ending.RESIGNED,
        ended_on=county.day(at), because="Their group asked them to be at home more.",
        by=county.officer, at=at,
    )  # fmt: skip


def _aside(county: County, at: datetime) -> None:
    holding = holder_of(county, "Community transport")
    deputies = Holding.objects.filter(seat=holding.seat, role=Holding.Role.DEPUTY, ended_on=None)
    stand_aside(
        holding=holding, extent=StandingAside.Extent.ITEM, matter="Who runs the new night bus",
        because="My own group bids for it.", from_on=county.day(at), until_on=None,
        deputy=deputies.order_by("pk").first(), by=county.of(cast.OSMANS.name).acting, at=at,
    )  # fmt: skip
