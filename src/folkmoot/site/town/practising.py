"""What Wessmoor knows how to do: who can help, what works, who was thanked, what was done better."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.body.organisations.models import Theme
from folkmoot.site.town.county import County, Member
from folkmoot.work.practice.actions import (
    experts,
    improving,
    library,
    networks,
    places,
    skills,
    studies,
)


def plan_practice_of_wessmoor(county: County) -> None:
    """Enter in the diary what is offered, told, taken up and done better."""
    for after, tell in (
        (-120, _skills), (-110, _study), (-100, _works), (-90, _rooms), (-70, _experts),
        (-60, _said), (-50, _better), (-45, _network),
    ):  # fmt: skip
        county.diary.on(county.days.at(after, 16), partial(tell, county))


def _members(county: County) -> list[Member]:
    own = {body.pk for body in county.bodies.values()}
    return [one for one in county.members if one.contact and one.organisation.pk not in own]


def _of(member: Member, at: datetime) -> dict[str, Any]:
    return {"organisation": member.organisation, "by": member.acting, "at": at}


def _some_themes(number: int) -> list[Theme]:
    return list(Theme.objects.order_by("code")[:number])


def _skills(county: County, at: datetime) -> None:
    members = _members(county)
    for member, (kind, title, words) in zip(
        members,
        (
            ("skill", "Keeping the books of a small group", "An hour a month, by telephone or here."),
            ("knowledge", "What carers need to come to a meeting", "We ask eighty of them a year."),
            ("experience", "Moving a lunch club to another hall", "We did it twice."),
            ("time", "Two evenings a month at a door", "Somebody to greet and to count."),
        ),
        strict=False,
    ):  # fmt: skip
        skills.list_offer(
            assembly=county.assembly, kind=kind, title=title, words=words,
            contact="Ring our office on a weekday morning", seen_by="everyone",
            themes=_some_themes(2), **_of(member, at),
        )  # fmt: skip
    given = skills.log_contribution(
        assembly=county.assembly, kind="time", words="Counted the answers about warm spaces",
        hours=9, on=county.day(at), **_of(members[0], at),
    )  # fmt: skip
    skills.log_contribution(
        assembly=county.assembly, kind="skill", words="Lent a van and who drives it", hours=None,
        on=county.day(at), **_of(members[1], at),
    )  # fmt: skip
    skills.thank(
        contribution=given, by=county.officer, at=at,
        thanks="You counted by hand what the post brought, and every answer is in.",
    )  # fmt: skip


def _study(county: County, at: datetime) -> None:
    member = _members(county)[0]
    who: dict[str, Any] = {"by": county.officer, "at": at}
    on = county.day(at)
    whole = studies.tell_study(
        assembly=county.assembly, title="Meals and play in the summer", printed_label="1",
        objectives="That no child is hungry or alone in August.",
        budget="30,000 pounds from the council, and food from two shops.",
        inside="The Communities team, and public health.",
        outside="Six village halls, a football club and a faith group.",
        process="Those who run the halls met each Monday. The council paid within a week.",
        outcomes="410 children came, most of them more than once.",
        learning="Say in May who gets money, so that halls can be booked.",
        themes=_some_themes(1), benefits=["d1", "d2", "i3"], **_of(member, at),
    )  # fmt: skip
    studies.keep_attachment(
        study=whole, kind="quote", label="a mother", words="He asked each morning whether it was a hall day.",
        link="", is_missing=False, consent_of="Told on paper, kept by the hall", consented_on=on,
        consent_until=on + timedelta(days=365), **who,
    )  # fmt: skip
    studies.keep_attachment(
        study=whole, kind="comments", label="Poll of those who run halls", words="", link="",
        is_missing=True, consent_of="", consented_on=None, consent_until=None, **who,
    )  # fmt: skip
    studies.publish_study(study=whole, **who)
    part = studies.tell_study(
        assembly=county.assembly, title="A lift to the clinic", printed_label="1",
        objectives="That whoever has no car comes to the clinic.",
        process="Drivers were asked by neighbours, street by street.",
        outcomes="Twelve drivers, and forty journeys a month.", benefits=["d4"],
        **_of(_members(county)[1], at),
    )  # fmt: skip
    studies.publish_study(study=part, **who)
    studies.keep_proof(
        assembly=county.assembly, kind="report", title="A year of warm spaces", link="", on=on,
        benefits=["d5"], **who,
    )  # fmt: skip
    for team, body, holder in (
        ("Communities", member.organisation, "Head of communities"),
        ("Children’s services", _members(county)[1].organisation, ""),
    ):  # fmt: skip
        library.keep_relationship(
            assembly=county.assembly, body="Wessmoor Council", team=team, organisation=body,
            kind="grant", holder=holder, words="Summer in the halls", study=whole, from_on=on,
            until_on=None, **who,
        )  # fmt: skip


def _works(county: County, at: datetime) -> None:
    members = _members(county)
    fridge = library.share_example(
        assembly=county.assembly, title="A fridge that belongs to the street",
        words="Whoever has too much puts it in. Two neighbours clean it on Fridays.",
        needed="A fridge, a plug, and a porch that is dry.", scale="neighbourhood",
        themes=_some_themes(1), benefits=["d4"], **_of(members[2], at),
    )  # fmt: skip
    library.share_example(
        assembly=county.assembly, title="One key safe for five halls",
        words="Each group has a code. Nobody waits for whoever has the key.",
        needed="A safe for each hall, and a list.", scale="community", **_of(members[3], at),
    )  # fmt: skip
    for member, days, note in (
        (members[0], 20, "Ours stands by the church, and the shop fills it on Saturdays."),
        (members[1], 45, "We have one in the school. The children write what is in it."),
    ):  # fmt: skip
        county.diary.on(
            at + timedelta(days=days),
            lambda then, member=member, note=note: library.take_up(  # type: ignore[misc]  # bound here
                example=fridge, note=note, **_of(member, then)
            ),
        )


def _rooms(county: County, at: datetime) -> None:
    members = _members(county)
    who: dict[str, Any] = {"by": county.officer, "at": at}
    area = county.assembly.areas.order_by("pk").first()
    hall = places.keep_venue(
        assembly=county.assembly, name="Poolbay Library, upper room", kind="library",
        address="Quay Street, Poolbay", area=area, keeper=members[0].organisation, seats=40,
        cost="Free for groups on weekdays", words="There is a kettle, and a screen.",
        access={"step-free": True, "toilet": True, "loop": True, "parking": False}, **who,
    )  # fmt: skip
    places.keep_venue(
        assembly=county.assembly, name="Moorside Hub", kind="hub", address="Mill Lane, Moorside",
        area=area, keeper=members[1].organisation, seats=None, cost="", words="",
        access={"step-free": True, "bus": True}, **who,
    )  # fmt: skip
    wish = places.ask_for_venue(
        venue=hall, words="Our yearly meeting, with tea.", for_on=county.day(at) + timedelta(days=30),
        times="18:00 to 20:00", people=25, **_of(members[2], at),
    )  # fmt: skip
    places.answer_for_venue(
        request=wish, is_accepted=True, answer="It is yours. The lift is locked at eight.",
        by=members[0].acting, at=at,
    )  # fmt: skip
    for member in members[:3]:
        places.list_peer(
            assembly=county.assembly, role=member.title or "Secretary", contact=member.email,
            about="Leases, roofs, and finding people for a committee.", **_of(member, at),
        )  # fmt: skip
    share = places.share_news(
        assembly=county.assembly, title="Has anybody a form for a lease?",
        words="The council sent us twelve pages. Is there a shorter one?", **_of(members[2], at),
    )  # fmt: skip
    places.reply_to_share(share=share, words="Ours has two. Ring me.", **_of(members[0], at))


def _experts(county: County, at: datetime) -> None:
    members = _members(county)
    expert = experts.register_expert(
        assembly=county.assembly, interests="caring for a parent, getting to a clinic without a car",
        support_needs="Fares paid on the day", level_from=1, level_to=3, by=members[3].acting, at=at,
    )  # fmt: skip
    who: dict[str, Any] = {"by": county.officer, "at": at}
    piece = experts.open_piece(
        assembly=county.assembly, title="Clinic transport, as it is for those who use it",
        asked_by="Wessmoor Integrated Care Board", interests="getting to a clinic without a car",
        words="Two meetings to say what goes wrong, and one to read the plan.", level=2, places=4,
        pays="20 pounds a meeting, and fares", until_on=county.days.today + timedelta(days=60), **who,
    )  # fmt: skip
    part = experts.ask_expert(
        piece=piece, expert=expert, why="getting to a clinic without a car", **who
    )
    experts.answer_part(part=part, takes_part=True, by=members[3].acting, at=at)


def _said(county: County, at: datetime) -> None:
    for tone, words, role, days in (
        ("praise", "They rang before they wrote, and changed the date.", "Chair of a lunch club", 9),
        ("critical", "We were asked in August, when nobody is here.", "Secretary of a hall", 6),
        ("praise", "The grant came within a week.", "Treasurer of a youth club", 2),
    ):  # fmt: skip
        library.publish_testimonial(
            assembly=county.assembly, tone=tone, about="Wessmoor Council", words=words,
            speaker="Named in the original", role=role, organisation_name="a member of Wessmoor",
            said_on=county.day(at) - timedelta(days=days), permitted_on=county.day(at),
            permitted_how="By letter", by=county.officer, at=at,
        )  # fmt: skip


def _better(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    occasion = improving.ask_feedback(
        assembly=county.assembly, kind="training", title="Minutes in an hour",
        held_on=county.day(at), **who,
    )  # fmt: skip
    for rating, better in (
        (5, ""),
        (4, "Start at seven; the bus comes at ten to."),
        (2, "Too fast."),
    ):
        improving.give_feedback(
            occasion=occasion, rating=rating, worked="The examples", better=better, at=at
        )
    made = improving.plan_improvement(
        assembly=county.assembly, occasion=occasion, title="Training begins at seven",
        because="Who comes by bus was late.", owner="Training officer",
        due_on=county.day(at) + timedelta(days=30), **who,
    )  # fmt: skip
    improving.plan_improvement(
        assembly=county.assembly, occasion=occasion, title="Slides go out the day before",
        because="It was too fast for some.", owner="Training officer",
        due_on=county.days.today + timedelta(days=40), **who,
    )  # fmt: skip
    county.diary.on(
        at + timedelta(days=20),
        lambda then: improving.finish_improvement(
            improvement=made, outcome="The last three began at seven.", by=county.officer, at=then
        ),
    )


def _network(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    network = networks.keep_network(
        assembly=county.assembly, name="Keepers of village halls", keeper="Wessmoor Community Action",
        about="Forty halls that have met twice a year since before the assembly.", **who,
    )  # fmt: skip
    lines = ["organisation,consented_on,contact"]
    for member in _members(county)[:3]:
        lines.append(f'"{member.organisation.name}",{county.day(at)},"{member.name}"')
    networks.bring_network(network=network, content="\n".join(lines).encode(), **who)
