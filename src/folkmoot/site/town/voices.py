"""What the county's representatives asked, said and told; and the ways to be represented."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from importlib.resources import files
from typing import Any

from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.appraisals.actions.deciding import comment, publish_appraisal
from folkmoot.proceedings.appraisals.actions.trying import ask_for_run, carry_out_run
from folkmoot.proceedings.appraisals.actions.writing import keep_appraisal
from folkmoot.proceedings.appraisals.models import Appraisal
from folkmoot.proceedings.appraisals.queries.reading import read_paper
from folkmoot.proceedings.seats.models import Holding, OutsideBody
from folkmoot.proceedings.voice.actions.calling import give_view, open_call
from folkmoot.proceedings.voice.actions.presence import confirm_presence, report_presence
from folkmoot.proceedings.voice.actions.pulses import answer_pulse, open_pulse
from folkmoot.proceedings.voice.actions.sittings import enter_sitting, set_matters
from folkmoot.proceedings.voice.actions.support import agree_support, note_effort
from folkmoot.proceedings.voice.actions.telling import (
    follow_input,
    give_feedback,
    log_input,
    reply_to_input,
)
from folkmoot.proceedings.voice.models import Call, Input, Sitting, View
from folkmoot.site.town import cast
from folkmoot.site.town.county import County

SEAT, BOARD, BOARD_OFFICER = "Community transport", "Getting About Board", "Perpetua Lund"
EMAIL = "perpetua.lund@stourshire.example"
QUESTIONS = (
    "What stops people from coming to you after six?",
    "Which journey matters most?",
    "What should the board do first?",
)
ANSWERS = (
    ("The last bus goes at ten to six.", "The clinic, on Tuesdays.", "An evening bus, twice a week."),
    ("Taxis cost more than our lunch does.", "Home from the lunch club.", "Share the school minibuses."),
    ("Volunteers will not drive in the dark.", "The hospital.", "Pay for a driver until eight."),
    ("Nothing: we meet at noon.", "The food bank.", "Keep the noon bus as it is."),
)  # fmt: skip
FIRST, SECOND, NEXT = -158, -62, 16
"""The days of the board's meetings, told from today."""


def plan_voices(county: County) -> None:
    """Enter in the diary what was asked, said, told and answered around three meetings of a board."""
    on, at = county.diary.on, county.days.at
    for day in (FIRST, SECOND, NEXT):
        on(at(min(day - 20, -3), 9), partial(_enter, county, day))
    on(at(FIRST - 5, 11), partial(_support, county))
    on(at(FIRST + 5, 9), partial(_said_first, county))
    on(at(SECOND - 18, 9), partial(_ask, county, SECOND - 4, "Three questions on evenings"))
    on(at(SECOND + 5, 9), partial(_said_second, county))
    on(at(-33, 10), partial(_pulse, county))
    on(at(-24, 10), partial(_compare, county))
    on(at(-2, 9), partial(_ask, county, NEXT - 4, "Three questions before the next board"))


def _holding(county: County) -> Holding:
    found = Holding.objects.select_related(
        "seat__assembly", "seat__body__assembly", "person", "organisation"
    )
    return found.get(
        seat__assembly=county.assembly, seat__title=SEAT, ended_on=None, role=Holding.Role.HOLDER
    )


def _held_on(county: County, day: int) -> date:
    """Return the day of a meeting of the board: that so many days after today, or a working day after."""
    return county.days.working(county.day(county.days.at(day)))


def _sitting(county: County, day: int) -> Sitting:
    return Sitting.objects.select_related("body__assembly").get(
        body__assembly=county.assembly, body__name=BOARD, on=_held_on(county, day)
    )


def _later(county: County, at: datetime, deed: Callable[..., object]) -> None:
    """Enter in the diary a deed that wants its moment by name."""
    county.diary.on(at, lambda then: deed(at=then))


def _board_officer(at: datetime) -> Person:
    return welcome(email=EMAIL, name=BOARD_OFFICER, at=at)


def _enter(county: County, day: int, at: datetime) -> None:
    on = _held_on(county, day)
    body = OutsideBody.objects.select_related("assembly").get(assembly=county.assembly, name=BOARD)
    sitting = enter_sitting(
        body=body, on=on, place="County Hall, room 4", agenda_on=on - timedelta(days=9),
        papers_on=on - timedelta(days=6), by=_board_officer(at), at=at,
    )  # fmt: skip
    set_matters(
        sitting=sitting, by=_board_officer(at), at=at,
        matters=[
            {"title": "Bus contracts from spring", "brought_by": "council", "has_paper": True},
            {"title": "Evening transport", "brought_by": "vcs", "has_paper": True,
             "is_proposal": True, "outcome": "partly" if day == SECOND else "pending"},
        ],
    )  # fmt: skip


def _support(county: County, at: datetime) -> None:
    agree_support(
        holding=_holding(county), officer=county.officer,
        briefing="A call two days before each board.", expenses="Travel, paid within a week.",
        training="How the council's money works.", peer="",
        review_on=county.day(at) + timedelta(days=365), by=county.officer, at=at,
    )  # fmt: skip


def _been_there(county: County, sitting: Sitting, at: datetime) -> None:
    holding = _holding(county)
    assert holding.person is not None
    presence = report_presence(
        holding=holding, sitting=sitting, status="present", deputy=None, by=holding.person, at=at
    )
    confirm_presence(presence=presence, agrees=True, words="", by=_board_officer(at), at=at)
    note_effort(
        holding=holding, on=sitting.on, minutes=190, expenses_pence=1460,
        what="Reading, the board, and the bus there", is_paid=False, by=holding.person, at=at,
    )  # fmt: skip


def _log(county: County, sitting: Sitting, at: datetime, **told: Any) -> Input:
    holding = _holding(county)
    assert holding.person is not None
    return log_input(
        holding=holding, sitting=sitting, matter=sitting.matters.get(position=2),
        reply_due_on=county.day(at) + timedelta(days=28), by=holding.person, at=at, **told,
    )  # fmt: skip


def _tell(county: County, sitting: Sitting, at: datetime, **told: str) -> None:
    holding = _holding(county)
    assert holding.person is not None
    give_feedback(holding=holding, sitting=sitting, by=holding.person, at=at, **told)


def _said_first(county: County, at: datetime) -> None:
    sitting = _sitting(county, FIRST)
    _been_there(county, sitting, at)
    said = _log(
        county, sitting, at, call=None, about="Evening transport",
        words="Nobody counts who cannot come at all. We ask for a count before contracts are let.",
        stands=[], drawn_from=[],
    )  # fmt: skip
    _tell(
        county, sitting, at, raised="That nobody counts who cannot come.",
        decided="The council counts evening journeys for a month.",
        next="The count comes to the next board.",
    )  # fmt: skip

    def reply(then: datetime) -> None:
        reply_to_input(
            said=said, result="adopted", answered_for=BOARD, by=_board_officer(then), at=then,
            reply="A count was made in two towns. It is in the papers of the next meeting.",
        )  # fmt: skip

    county.diary.on(at + timedelta(days=20), reply)


def _ask(county: County, closes: int, title: str, at: datetime) -> None:
    holding = _holding(county)
    assert holding.person is not None
    call = open_call(
        holding=holding, sitting=_sitting(county, closes + 4), position=None,
        kind=Call.Kind.VIEWS, title=title,
        words="The board decides on evening buses. Two minutes of yours decide what I say there.",
        questions=QUESTIONS, closes_at=county.days.at(closes, 17),
        form_key=str(county.invent.key()), by=holding.person, at=at,
    )  # fmt: skip
    # Mabel has yet to answer what is asked now.
    behind = [
        m for m in county.in_forum("rural")
        if m.organisation.pk != holding.organisation_id and m.organisation.name != cast.MABELS.name
    ]  # fmt: skip
    if closes < 0:
        behind.insert(0, county.of(cast.MABELS.name))
    for place, member in enumerate(behind[:5]):
        answers = ANSWERS[place % len(ANSWERS)]
        give = partial(
            give_view, call=call, organisation=member.organisation,
            answers=dict(enumerate(answers, 1)), may_be_named=place % 2 == 0, data="",
            case_study="", channel="web", said_by="", by=member.acting,
        )  # fmt: skip
        _later(county, at + timedelta(hours=5 * place + 2), give)


def _said_second(county: County, at: datetime) -> None:
    sitting = _sitting(county, SECOND)
    _been_there(county, sitting, at)
    call = sitting.calls.get()
    said = _log(
        county, sitting, at, call=call, about="Evening transport",
        words="The last bus goes at ten to six, and a taxi home costs more than the lunch.",
        stands=[("An evening bus twice a week", 3), ("Keep the noon bus first", 1)],
        drawn_from=View.objects.filter(call=call, withdrawn_at=None),
    )  # fmt: skip
    _tell(
        county, sitting, at, raised="An evening bus, twice a week.",
        decided="A trial on Tuesdays from spring; Thursdays were not agreed.",
        next="The council writes to groups on the route.",
    )  # fmt: skip

    def reply(then: datetime) -> None:
        reply_to_input(
            said=said, result="partly", answered_for=BOARD, by=_board_officer(then), at=then,
            reply="A trial on Tuesdays until eight, for six months. Thursdays cost too much now.",
        )  # fmt: skip

    def follow(then: datetime) -> None:
        follow_input(
            said=said, on=county.day(then), by=county.officer, at=then,
            words="The first Tuesday bus is in the timetable for spring.",
        )  # fmt: skip

    county.diary.on(at + timedelta(days=17), reply)
    county.diary.on(at + timedelta(days=45), follow)


def _pulse(county: County, at: datetime) -> None:
    pulse = open_pulse(
        seat=_holding(county).seat, by=county.officer, at=at, seed=str(county.invent.key())
    )
    asked = pulse.asked.select_related("pulse", "organisation").order_by("pk")
    for place, one in enumerate(asked):
        if place % 4 == 3:
            continue
        says = "no" if place % 5 == 1 else "yes"
        give = partial(answer_pulse, asked=one, says=says, words="", channel="e-mail")
        _later(county, at + timedelta(hours=3 * place + 1), give)


def _compare(county: County, at: datetime) -> None:
    body = OutsideBody.objects.get(assembly=county.assembly, name="Integrated Care Partnership")
    text = files("folkmoot.site.town").joinpath("options.toml").read_text(encoding="utf-8")
    support = county.bodies["Support Stourshire"]
    appraisal = keep_appraisal(
        assembly=county.assembly, paper=read_paper(text), body=body,
        author_name=county.officer.name, author_organisation=support,
        author_interest="Support Stourshire would run the elections, and be paid for it.",
        author_has_interest=True, by=county.officer, at=at,
    )  # fmt: skip
    run = ask_for_run(appraisal=appraisal, seed=2611, draws=1000, by=county.officer, at=at)
    carry_out_run(run, at=lambda: at)

    def publish(then: datetime) -> None:
        publish_appraisal(
            appraisal=appraisal, comments_close_at=county.days.at(12, 17), by=county.officer,
            at=then,
        )  # fmt: skip
        _comment(county, appraisal, then + timedelta(days=2))

    county.diary.on(at + timedelta(hours=2), publish)


def _comment(county: County, appraisal: Appraisal, at: datetime) -> None:
    member = county.of(cast.OSMANS.name)

    def say(then: datetime) -> None:
        comment(
            appraisal=Appraisal.objects.select_related("assembly").get(pk=appraisal.pk),
            option=appraisal.options.get(letter="C"), organisation=member.organisation,
            words="A place for a theme is worth more to us than a place for a town.", scores={},
            has_interest=False, by=member.acting, at=then,
        )  # fmt: skip

    county.diary.on(at, say)
