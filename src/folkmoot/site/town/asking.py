"""What Wessmoor is asked: one thing that was answered, one that is overdue, one open now, one planned."""

import random
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.body.organisations.models import Organisation
from folkmoot.scrutiny.equity.actions import counting, reference, ways
from folkmoot.site.town.county import County
from folkmoot.work.consultations.actions import (
    answering,
    following,
    formats,
    planning,
    publishing,
    questions,
)
from folkmoot.work.consultations.models import Consultation, Question

ODDS = {"micro": 0.05, "small": 0.12, "medium": 0.45, "large": 0.85, "major": 0.95}
"""How likely an organisation answers by its size: the large do, the small hardly, as it is."""
STATEMENTS = (
    "A warm space matters most where there is no bus in the evening.",
    "Volunteers should have their fuel paid.",
    "One large hall in each town is better than many small ones.",
    "The grant should go to those who open at weekends.",
    "Forms for under 500 pounds should be one page.",
    "Councils should ring before they write.",
)
WORDS = (
    "No bus after six, so nobody comes.", "The last bus is at five.", "Heating costs more than rent.",
    "Our heating bill has doubled.", "One page is enough for 500 pounds.", "Ring us, we are six people.",
    "We open on Sundays and nobody pays the volunteers' fuel.", "Fuel for drivers, above all.",
)  # fmt: skip


def plan_asking_of_wessmoor(county: County) -> None:
    """Enter in the diary what Wessmoor is asked."""
    for after, tell in (
        (-330, _warm_spaces), (-190, _parking), (-34, _grants), (-20, _libraries),
        (-300, _reference_group), (-1, _count),
    ):  # fmt: skip
        county.diary.on(county.days.at(after, 10), partial(tell, county))


def _plan(county: County, at: datetime, days: int, decided: int, **said: Any) -> Consultation:
    day = county.day(at)
    return planning.plan_consultation(
        assembly=county.assembly, kind="consultation", opens_on=day,
        closes_on=day + timedelta(days=days), decision_on=day + timedelta(days=decided),
        by=county.officer, at=at, **said,
    )  # fmt: skip


def _ask(found: Consultation, county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    each: dict[str, Any] = {"consultation": found, "hint": "", **who}
    questions.ask_question(
        kind="choice", words="Where should warm spaces be?", is_short=True,
        options=["One in each town", "Many small ones", "I do not mind"], **each,
    )  # fmt: skip
    questions.ask_question(
        kind="scale", words="How well does the council know your group?", is_short=True,
        options=[], **each,
    )  # fmt: skip
    questions.ask_question(
        kind="text", words="What else should we know?", is_short=False, options=[], **each
    )
    for statement in STATEMENTS:
        questions.state(consultation=found, words=statement, **who)
    for kind, reaches in (
        ("web", "those who are on this site"), ("phone", "groups without a computer"),
        ("paper", "members of lunch clubs"),
    ):  # fmt: skip
        planning.offer_way(consultation=found, kind=kind, reaches=reaches, details="", **who)


def _answer(
    found: Consultation, county: County, odds: dict[str, float], at: datetime, *, most: int = 70
) -> None:
    """Let organisations answer, each as likely as its size: by phone, on paper, on the site."""
    chance = random.Random(found.reference)
    asked = {one.kind: one for one in Question.objects.filter(consultation=found)}
    statements = list(found.statements.order_by("number"))
    bodies = Organisation.objects.filter(listings__assembly=county.assembly, sector="vcse")
    answered = 0
    for body in bodies.exclude(state="closed").order_by("pk"):
        if chance.random() > odds.get(body.size_band, 0.1) or answered == most:
            continue
        answered += 1
        is_small = body.size_band in ("micro", "small")
        hall = "Many small ones" if is_small == (chance.random() < 0.85) else "One in each town"
        said: dict[int, tuple[Any, str]] = {
            asked["choice"].pk: (hall, ""),
            asked["scale"].pk: (chance.choice([1, 2, 2, 3] if is_small else [3, 4, 4, 5]), ""),
        }
        if chance.random() < 0.4:
            said[asked["text"].pk] = (None, chance.choice(WORDS))
        leaning = [-1, -1, 0, 1] if is_small else [-1, 1, 1, 1]
        answering.answer_as_organisation(
            consultation=found, organisation=body,
            channel=chance.choice(["phone", "paper", "email"]), said=said,
            stances={one.pk: chance.choice(leaning) if one.number == 3 else chance.choice([0, 1, 1])
                     for one in statements},
            rating=chance.choice([2, 3, 4]), is_sent=True, by=county.officer, at=at,
        )  # fmt: skip


def _warm_spaces(county: County, at: datetime) -> None:
    found = _plan(
        county, at, 84, 140, title="Warm spaces next winter", owner_name="Wessmoor Council",
        summary="The council has money for warm spaces. We ask where they should be.",
        audience="Every group that has a room, or people who need one.",
        can_change="Where they are, and when they are open.", is_fixed="The sum of 80,000 pounds.",
        decided_by="The cabinet", contact="Gethin Lowe, 01929 496000",
    )  # fmt: skip
    planning.ask_together(
        consultation=found, name="Wessmoor Integrated Care Board", by=county.officer, at=at
    )
    _ask(found, county, at)
    found = publishing.publish(consultation=found, by=county.officer, at=at)
    on = county.diary.on
    on(at + timedelta(days=30), lambda then: _answer(found, county, ODDS, then))
    on(at + timedelta(days=85), lambda then: _close(found, county, then))
    on(at + timedelta(days=130), lambda then: _tell(found, county, then))


def _close(found: Consultation, county: County, at: datetime) -> None:
    found.refresh_from_db()
    publishing.close(
        consultation=found, brake="reach", by=county.officer, at=at,
        brake_words="We rang forty small groups in the last week; most had no evening free.",
    )  # fmt: skip


def _tell(found: Consultation, county: County, at: datetime) -> None:
    found.refresh_from_db()
    who: dict[str, Any] = {"by": county.officer, "at": at}
    for said, did, because in (
        ("No bus runs in the evening, so a hall in town is out of reach.", "did",
         "Eleven village halls are paid for, not three town halls."),
        ("Volunteers pay their own fuel.", "partly", "Fuel is paid from January on."),
        ("Forms are too long.", "did-not", "The auditor asks for each of its pages."),
    ):  # fmt: skip
        point = following.enter_point(consultation=found, said=said, heading=None, **who)
        following.answer_point(point=point, did=did, because=because, **who)
    following.answer_back(
        consultation=found, outcome="The cabinet pays for eleven village halls.", outcome_link="",
        **who,
    )  # fmt: skip
    following.change_method(
        assembly=county.assembly, learned_from=found, **who,
        change="Small groups are rung in the second week, not in the last.",
        because="Few small groups answered, and those who were rung late had no time.",
    )  # fmt: skip
    first = found.points.order_by("number")[0]
    later = at + timedelta(days=90)
    county.diary.on(later, lambda then: following.follow(
        point=first, state="under-way", words="Nine of eleven halls are open.",
        by=county.officer, at=then,
    ))  # fmt: skip


def _parking(county: County, at: datetime) -> None:
    found = _plan(
        county, at, 60, 70, title="Parking by the hospital", owner_name="Poolbay Council",
        summary="The car park is to be smaller. We ask who needs a place.",
        can_change="Who gets a place.", is_fixed="The number of places.", decided_by="The cabinet",
        reason_for_length="The lease of the land ends in two months.",
    )  # fmt: skip
    _ask(found, county, at)
    found = publishing.publish(consultation=found, by=county.officer, at=at)
    on = county.diary.on
    on(at + timedelta(days=20), lambda then: _answer(found, county, ODDS, then, most=40))
    on(at + timedelta(days=61), lambda then: _close(found, county, then))


def _grants(county: County, at: datetime) -> None:
    found = _plan(
        county, at, 84, 120, title="Small grants from April", owner_name="Wessmoor Council",
        summary="From April there is one fund for grants under 5,000 pounds. We ask how it should "
        "work.",
        can_change="The form, the questions, and who decides.", is_fixed="The sum for the year.",
        decided_by="The cabinet", contact="Gethin Lowe, 01929 496000",
    )  # fmt: skip
    formats.promise_format(consultation=found, kind="easy-read", by=county.officer, at=at)
    formats.format_is_out(
        promised=found.formats.get(), ready_on=county.day(at), link="", by=county.officer, at=at
    )
    _ask(found, county, at)
    found = publishing.publish(consultation=found, by=county.officer, at=at)
    county.diary.on(
        at + timedelta(days=14), lambda then: _answer(found, county, ODDS, then, most=25)
    )


def _libraries(county: County, at: datetime) -> None:
    planning.plan_consultation(
        assembly=county.assembly, kind="consultation", title="Libraries as community rooms",
        owner_name="Poolbay Council", by=county.officer, at=at, touches_partners=True,
        summary="We think of opening libraries to groups in the evening.",
    )  # fmt: skip


def _reference_group(county: County, at: datetime) -> None:
    """A group that speaks for some of those whom the law protects, with a draft sent to it."""
    who: dict[str, Any] = {"by": county.officer, "at": at}
    members = [one for one in county.members if one.contact is not None][:5]
    for member, words in zip(
        members, (["age"], ["disability", "age"], ["race"], ["religion or belief"], ["sex"]),
        strict=False,
    ):  # fmt: skip
        reference.name_member(
            assembly=county.assembly, organisation=member.organisation, speaks_for=words,
            is_trained=words != ["sex"], **who,
        )  # fmt: skip
    draft = reference.send_draft(
        assembly=county.assembly, kind="assessment", title="Moving Poolbay library",
        sent_by="Poolbay Council", link="", comments_by=county.day(at) + timedelta(days=28),
        words="The library moves to the school. We think that nobody is worse off for it.", **who,
    )  # fmt: skip
    made = reference.comment(
        draft=draft, organisation=members[1].organisation, by=members[1].acting, at=at,
        words="The school has steps and no lift, so some cannot come in.",
    )  # fmt: skip
    reference.reply(
        comment=made, words="You are right.", change="A ramp and a lift are in the plan.", **who
    )
    ways.widen(
        assembly=county.assembly, title="Fares are paid at the door", used=31,
        barrier="The bus to a meeting costs six pounds.", at_risk="carers and young people",
        support="Whoever asks at the door is paid the fare, with no form.", **who,
    )  # fmt: skip


def _count(county: County, at: datetime) -> None:
    for year in (at.year - 1, at.year):
        counting.count_year(assembly=county.assembly, year=year, by=county.officer, at=at)
