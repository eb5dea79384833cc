"""The mandate at work: who is asked, what is said, what comes of it, who is told, who was there."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.voice.actions.calling import give_view, open_call, withdraw_view
from folkmoot.proceedings.voice.actions.members import (
    answer_approach,
    offer_hand,
    settle_hand,
    settle_paper,
    submit_paper,
    tell_approach,
)
from folkmoot.proceedings.voice.actions.presence import (
    confirm_presence,
    reply_to_board,
    report_presence,
)
from folkmoot.proceedings.voice.actions.pulses import answer_pulse, open_pulse
from folkmoot.proceedings.voice.actions.reviews import (
    close_review,
    open_review,
    reply_to_review,
    send_evidence,
)
from folkmoot.proceedings.voice.actions.support import (
    agree_support,
    keep_paperwork,
    mark_training,
    offer_training,
)
from folkmoot.proceedings.voice.actions.telling import (
    chase_feedback,
    give_feedback,
    log_input,
    reply_to_input,
)
from folkmoot.proceedings.voice.models import Call, Hand, Input, Presence, View
from folkmoot.proceedings.voice.queries import calling
from folkmoot.proceedings.voice.queries.briefs import brief
from folkmoot.proceedings.voice.queries.holders import missing_parts, training_finding
from folkmoot.proceedings.voice.queries.presence import attendance
from folkmoot.proceedings.voice.queries.pulses import result_of
from folkmoot.proceedings.voice.queries.reports import influence, judged, reported
from folkmoot.proceedings.voice.queries.reviews import prompts
from folkmoot.proceedings.voice.queries.sittings import lead_days
from folkmoot.proceedings.voice.queries.telling import missing, told_of
from folkmoot.proceedings.voice.queries.thread import thread_of
from folkmoot.rules.findings import Refusal
from tests.factories import AdoptionFactory, PersonFactory
from tests.proceedings.elections.factories import words
from tests.proceedings.meetings.factories import Gathering, a_gathering
from tests.proceedings.seats.factories import BodyOfficerFactory, HoldingFactory, a_seat_of
from tests.proceedings.voice.factories import SittingFactory
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY, A_DAY = NOW.date(), timedelta(days=1)
SITS_ON = date(2026, 4, 14)
AFTER = datetime(2026, 4, 15, 9, tzinfo=UTC)


class Table:
    """A seat of a forum with five members, held by somebody of the fourth."""

    def __init__(self) -> None:
        self.gathering: Gathering = a_gathering()
        self.forum = self.gathering.forum
        self.assembly = self.forum.assembly
        self.seat = a_seat_of(self.forum)
        self.body = self.seat.body
        self.own = self.gathering.member(3)
        self.holding: Holding = HoldingFactory(
            seat=self.seat, person=self.own.person, organisation=self.own.organisation,
            elected_by=self.forum, holder_name=self.own.person.name,
        )  # fmt: skip
        self.board = BodyOfficerFactory(body=self.body).person
        self.sitting = SittingFactory(body=self.body, on=SITS_ON, entered_by=self.board)

    def ask(self, **other) -> Call:
        given = {
            "holding": self.holding, "sitting": self.sitting, "position": None, "kind": "views",
            "title": "Three questions", "words": "", "questions": ["One?", "Two?", "Three?"],
            "closes_at": datetime(2026, 4, 10, 17, tzinfo=UTC), "form_key": "once",
            "by": self.own.person, "at": NOW,
        }  # fmt: skip
        return open_call(**given | other)

    def view(self, call: Call, place: int, text: str = "Buses.", **other) -> View:
        member = self.gathering.member(place)
        given = {
            "call": call, "organisation": member.organisation, "answers": {1: text},
            "may_be_named": False, "data": "", "case_study": "", "channel": "web", "said_by": "",
            "by": member.person, "at": NOW + A_DAY,
        }  # fmt: skip
        return give_view(**given | other)

    def say(self, **other) -> Input:
        given = {
            "holding": self.holding, "sitting": self.sitting, "matter": None, "call": None,
            "about": "The winter plan", "words": "Nobody comes after six.", "stands": [],
            "drawn_from": [], "reply_due_on": None, "by": self.own.person, "at": AFTER,
        }  # fmt: skip
        return log_input(**given | other)

    def tell(self, **other):
        given = {
            "holding": self.holding, "sitting": self.sitting, "raised": "Buses.",
            "decided": "A trial.", "next": "It begins in May.", "by": self.own.person, "at": AFTER,
        }  # fmt: skip
        return give_feedback(**given | other)

    def page(self, name: str, *args, person=None) -> str:
        return words(browser(person).get(reverse(f"voice:{name}", args=[self.assembly, *args])))


@pytest.fixture
def table(time_machine) -> Table:
    time_machine.move_to(AFTER, tick=False)
    return Table()


# Before the board


@pytest.mark.clause("staffs-D2.7")
def test_every_member_behind_a_seat_is_asked_and_may_answer_by_the_link(table):
    call = table.ask()

    people = {member.person.pk for member in table.gathering.members}
    asked = Letter.objects.filter(to__in=people, kind="ViewsAsked")
    assert set(asked.values_list("to", flat=True)) == people
    member = table.gathering.member(1)
    link = calling.link_for(call, member.organisation)
    assert link in asked.get(to=member.person).text

    url = reverse("voice:linked", args=[table.assembly, call.reference, link])
    asked_by_link = browser().get(url)
    assert asked_by_link.status_code == 200
    assert not View.objects.exists()


def test_a_link_of_another_is_no_link(table):
    call = table.ask()
    url = reverse("voice:linked", args=[table.assembly, call.reference, "WzEsMV0:x:y"])

    response = browser().get(url)
    assert response.status_code == 404
    assert "Copy it whole out of the letter" in words(response)


@pytest.mark.clause("staffs-D2.7")
def test_views_are_asked_for_by_the_holder_alone_and_in_time(table):
    with pytest.raises(Refusal):
        table.ask(by=PersonFactory())
    with pytest.raises(Refusal):
        table.ask(closes_at=datetime(2026, 4, 20, 17, tzinfo=UTC))
    with pytest.raises(Refusal):
        table.ask(questions=[" "])


@pytest.mark.clause("staffs-D2.7")
def test_a_holder_whose_term_is_over_asks_nobody(table):
    Holding.objects.filter(pk=table.holding.pk).update(ended_on=TODAY, ending="expired")
    table.holding.refresh_from_db()

    with pytest.raises(Refusal):
        table.ask()


@pytest.mark.clause("staffs-D2.6")
def test_the_brief_shows_who_was_heard_by_size_place_and_theme_and_who_was_not(table):
    for place, size in enumerate(("micro", "micro", "small", "large", "large")):
        organisation = table.gathering.member(place).organisation
        organisation.size_band = size
        organisation.save()
    call = table.ask()
    table.view(call, 0, "An evening bus.")
    table.view(call, 3, "We need nothing.")

    found = brief(call, on=TODAY + 2 * A_DAY, names=True)

    assert (found.asked, found.heard) == (5, 2)
    by_size = {one.name.split(":")[0]: (one.members, one.heard) for one in found.by_size}
    assert by_size["micro"] == (2, 1)
    assert by_size["small"] == (1, 0)
    assert by_size["large"] == (2, 1)
    assert len(found.silent) == 3
    # What the holder's own organisation says stands apart.
    assert [text for _question, text in found.own] == ["We need nothing."]


@pytest.mark.clause("staffs-D2.6")
def test_an_answer_may_come_by_phone_and_says_who_wrote_it_down(table):
    call = table.ask()
    officer = table.gathering.officer

    table.view(call, 2, "By phone.", channel="phone", said_by="Ms Brook", by=officer)

    assert brief(call, on=TODAY, names=True).by_channel[0][1] == 1
    with pytest.raises(Refusal):
        table.view(call, 1, "As another.", channel="phone", by=table.gathering.member(2).person)


def test_a_view_that_is_taken_back_is_forgotten(table):
    call = table.ask()
    view = table.view(call, 0, "Not for the board after all.")

    withdraw_view(view=view, by=table.gathering.member(0).person, at=NOW + A_DAY)

    assert "Not for the board" not in str(list(view.answers.values_list("words", flat=True)))
    assert brief(call, on=TODAY, names=True).heard == 0


@pytest.mark.clause("staffs-D4.2")
def test_evidence_holds_data_and_a_case_study_and_whether_it_may_be_named(table):
    call = table.ask(kind="evidence")

    table.view(call, 1, data="41 of 60 cannot come.", case_study="Mrs B.", may_be_named=True)

    found = brief(call, on=TODAY, names=True)
    name = table.gathering.member(1).organisation.name
    assert [(data, story) for _who, data, story in found.evidence] == [
        ("41 of 60 cannot come.", "Mrs B.")
    ]
    assert name in found.evidence[0][0]
    assert Entry.objects.filter(kind="CallOpened").get().under


# At the board and after it


@pytest.mark.clause("staffs-2.1.iv", "staffs-D5.1")
def test_what_was_said_is_answered_by_the_board_and_counted_by_year(table):
    said = table.say(reply_due_on=SITS_ON + 20 * A_DAY)
    later = table.say(words="And trains.")
    with pytest.raises(Refusal):
        reply_to_input(
            said=said,
            result="adopted",
            reply=" ",
            answered_for="The board",
            by=table.board,
            at=AFTER,
        )
    with pytest.raises(Refusal):
        reply_to_input(
            said=said,
            result="adopted",
            reply="Yes.",
            answered_for="-",
            by=PersonFactory(),
            at=AFTER,
        )

    reply_to_input(
        said=said, result="partly", reply="On Tuesdays.", answered_for="The board",
        by=table.board, at=AFTER,
    )  # fmt: skip

    found = influence(table.assembly)
    assert [(one.year, one.said, one.partly, one.pending) for one in found] == [(2026, 2, 1, 1)]
    assert "On Tuesdays." in table.page("said", said.reference)
    assert "The winter plan" in table.page("voice")
    assert later.result != "partly"


@pytest.mark.clause("staffs-D5.1")
def test_what_the_board_leaves_unanswered_is_shown_as_late(table, time_machine):
    said = table.say(reply_due_on=SITS_ON + 5 * A_DAY)
    time_machine.move_to(datetime(2026, 4, 30, 9, tzinfo=UTC), tick=False)

    url = reverse("voice:voice", args=[table.assembly]) + "?late=yes"
    assert said.about in words(browser().get(url))
    assert "overdue" in table.page("said", said.reference).lower()


@pytest.mark.clause("wychavon-many-voices")
def test_several_positions_stand_side_by_side_with_how_many_hold_each(table):
    said = table.say(stands=[("A bus", 3), ("No bus", 2)])

    assert [(one.words, one.organisations) for one in said.stands.order_by("position")] == [
        ("A bus", 3), ("No bus", 2),
    ]  # fmt: skip
    text = table.page("said", said.reference)
    assert "A bus" in text
    assert "No bus" in text


@pytest.mark.clause("staffs-2.1.iv")
def test_a_thread_leads_from_a_members_line_to_the_outcome(table):
    call = table.ask()
    view = table.view(call, 0, "The last bus goes at six.", may_be_named=True)
    hidden = table.view(call, 1, "Do not name us.")
    said = table.say(call=call, drawn_from=[view, hidden])
    reply_to_input(
        said=said, result="adopted", reply="A bus.", answered_for="The board", by=table.board,
        at=AFTER,
    )  # fmt: skip

    found = thread_of(said, own=None, on=AFTER.date())

    assert found.members == 2
    name = table.gathering.member(0).organisation.name
    assert [one.who for one in found.lines] == [name]
    text = table.page("said", said.reference)
    assert "The last bus goes at six." in text
    assert "Do not name us." not in text
    told = set(Letter.objects.filter(kind="InputLogged").values_list("to", flat=True))
    assert {table.gathering.member(0).person.pk, table.gathering.member(1).person.pk} <= told


@pytest.mark.clause("staffs-D2.7")
def test_members_are_told_after_the_board_and_a_missing_half_shows(table, time_machine):
    assert [one.missing for one in told_of(table.sitting, on=AFTER.date())]
    late = SITS_ON + 30 * A_DAY
    time_machine.move_to(datetime(2026, 5, 14, 9, tzinfo=UTC), tick=False)
    assert [one.holding for one in missing(table.assembly, on=late)] == [table.holding]
    assert table.body.name in table.page("missing")
    chase_feedback(
        holding=table.holding, sitting=table.sitting, by=table.gathering.officer,
        at=datetime(2026, 5, 14, 9, tzinfo=UTC),
    )  # fmt: skip
    assert Letter.objects.filter(to=table.own.person, kind="FeedbackChased").exists()
    Letter.objects.all().delete()

    table.tell(at=datetime(2026, 5, 14, 9, tzinfo=UTC))

    assert set(Letter.objects.values_list("to", flat=True)) >= {
        member.person.pk for member in table.gathering.members if member is not table.own
    }
    with pytest.raises(Refusal):
        table.tell(at=datetime(2026, 5, 15, 9, tzinfo=UTC))


def test_nothing_is_told_of_a_board_that_is_to_come(table):
    with pytest.raises(Refusal) as refused:
        table.tell(at=NOW)

    assert refused.value.from_when == SITS_ON


# Whether they were there, and whether members heard


@pytest.mark.clause("wychavon-attendance")
def test_attendance_is_told_by_the_holder_and_confirmed_or_disputed_by_the_board(table):
    presence = report_presence(
        holding=table.holding, sitting=table.sitting, status=Presence.Status.PRESENT, deputy=None,
        by=table.own.person, at=AFTER,
    )  # fmt: skip
    with pytest.raises(Refusal):
        confirm_presence(presence=presence, agrees=True, words="", by=PersonFactory(), at=AFTER)
    confirm_presence(
        presence=presence, agrees=False, words="The chair was empty.", by=table.board, at=AFTER
    )
    presence.refresh_from_db()
    reply_to_board(presence=presence, words="I came late.", by=table.own.person, at=AFTER)

    rows = attendance(table.assembly, [table.sitting], on=AFTER.date())
    assert [(one.sittings, one.reported, one.in_person, one.disputed) for one in rows] == [
        (1, 1, 1, 1)
    ]
    presence.refresh_from_db()
    assert "I came late." in str(presence.__dict__)


@pytest.mark.clause("wychavon-attendance")
def test_low_attendance_prompts_a_look_at_the_seat_by_its_counts(table):
    AdoptionFactory(
        assembly=table.assembly, document="wychavon-lsp", version="1", is_agreement=False
    )
    for place in range(6):
        sitting = SittingFactory(body=table.body, on=date(2025, 6 + place, 10))
        report_presence(
            holding=table.holding, sitting=sitting, deputy=None, by=table.own.person, at=AFTER,
            status=Presence.Status.PRESENT if place < 2 else Presence.Status.ABSENT,
        )  # fmt: skip

    found = prompts(table.assembly, on=AFTER.date())

    assert [(one.seat, one.words, one.clause.document) for one in found] == [
        (table.seat, "2 of 6 meetings", "wychavon-lsp")
    ]
    assert not Holding.objects.exclude(ended_on=None).exists()


@pytest.mark.clause("wychavon-accountability")
def test_a_seat_from_which_nothing_was_heard_is_not_accountable(table):
    AdoptionFactory(
        assembly=table.assembly, document="wychavon-lsp", version="1", is_agreement=False
    )
    on = AFTER.date()
    rows = judged(table.assembly, reported(table.assembly, on=on), on=on)
    assert {one.year for one, _finding in rows} == {2026, 2025}
    assert all(finding is not None and not finding.holds for _one, finding in rows)
    assert "not accountable" in table.page("accountability")

    table.ask()
    table.tell()

    now = {one.year: one.reports for one in reported(table.assembly, on=on)}
    assert now[2026] == 2


@pytest.mark.clause("wychavon-seat-review")
def test_a_look_at_a_seat_shows_four_things_hears_the_holder_and_ends_in_one_of_three(table):
    AdoptionFactory(
        assembly=table.assembly, document="wychavon-lsp", version="1", is_agreement=False
    )
    officer = table.gathering.officer
    review = open_review(seat=table.seat, prompted_by="", by=officer, at=AFTER)
    assert len(review.evidence) == 4
    end = {"outcome": "keep", "reasons": "They come.", "motion": "", "by": officer, "at": AFTER}
    with pytest.raises(Refusal):
        close_review(review=review, **end)
    send_evidence(review=review, reply_by=AFTER.date() + 14 * A_DAY, by=officer, at=AFTER)
    assert Letter.objects.filter(to=table.own.person, kind="ReviewSent").exists()
    with pytest.raises(Refusal) as early:
        close_review(review=review, **end)
    reply_to_review(review=review, reply="I was ill in May.", by=table.own.person, at=AFTER)
    with pytest.raises(Refusal):
        close_review(review=review, **end | {"reasons": ""})

    close_review(review=review, **end)

    review.refresh_from_db()
    assert early.value.clause is not None
    assert (review.outcome, review.reply) == ("keep", "I was ill in May.")
    assert {"keep", "replace"} < set(type(review).Outcome.values)
    assert len(type(review).Outcome.values) == 3


def test_a_pulse_is_drawn_from_its_seed_and_answered_with_an_interval(table):
    pulse = open_pulse(seat=table.seat, by=table.gathering.officer, at=AFTER, seed="a seed")
    asked = list(pulse.asked.select_related("pulse").order_by("pk"))
    for place, one in enumerate(asked):
        few = result_of(pulse)
        answer_pulse(
            asked=one, says="yes" if place else "no", words="", channel="e-mail", at=AFTER + A_DAY
        )

    found = result_of(pulse)

    # Below five answers nothing is told, because somebody could be made out.
    assert (few.answered, few.share) == (4, None)
    assert (found.answered, found.per_cent) == (5, (80, 80, 80))
    with pytest.raises(Refusal):
        open_pulse(seat=table.seat, by=table.gathering.officer, at=AFTER + 20 * A_DAY)
    with pytest.raises(Refusal):
        answer_pulse(asked=asked[0], says="yes", words="", channel="", at=AFTER + 15 * A_DAY)


# Help, papers, and members who go themselves


@pytest.mark.clause("dorset-vcsa-support-reps")
def test_help_for_a_representative_has_four_parts_and_a_named_officer(table):
    officer = table.gathering.officer
    plan = agree_support(
        holding=table.holding, officer=officer, briefing="A call.", expenses="Fares.",
        training="", peer="", review_on=None, by=officer, at=AFTER,
    )  # fmt: skip

    assert len(missing_parts(plan)) == 2
    text = table.page("holder", table.seat.reference, table.holding.pk)
    assert f"{officer.name} sees to it" in text
    assert "nothing agreed" in text


@pytest.mark.clause("staffs-D3.5")
def test_paperwork_of_the_board_has_a_day_and_is_seen_by_the_holder_alone(table):
    keep_paperwork(
        holding=table.holding, what="Register of interests", due_on=SITS_ON, done_on=None, link="",
        by=table.gathering.officer, at=NOW,
    )  # fmt: skip

    own = table.page("holder", table.seat.reference, table.holding.pk, person=table.own.person)
    assert "Register of interests" in own
    assert "Where you have an interest, say so and stand aside." in own
    assert "Register of interests" not in table.page(
        "holder", table.seat.reference, table.holding.pk
    )


@pytest.mark.clause("staffs-D3.6")
def test_training_missed_again_and_again_raises_a_look_and_removes_nobody(table):
    officer = table.gathering.officer
    for place in range(3):
        training = offer_training(
            assembly=table.assembly, title="Money", kind="training", on=TODAY + place * A_DAY,
            place="", holdings=[table.holding], by=officer, at=NOW,
        )  # fmt: skip
        mark_training(
            training=training,
            came={training.invites.get().pk: "away"},
            by=officer,
            at=NOW + 9 * A_DAY,
        )
    invites = list(table.holding.trainings.order_by("-training__on"))

    finding = training_finding(table.assembly, invites, on=AFTER.date())

    assert [one.came for one in invites] == [False] * 3
    assert finding is not None
    assert not finding.holds
    table.holding.refresh_from_db()
    assert table.holding.ended_on is None


@pytest.mark.clause("staffs-D2.9")
def test_a_page_of_a_representative_shows_seat_attendance_calls_feedback_and_training(table):
    report_presence(
        holding=table.holding, sitting=table.sitting, status=Presence.Status.PRESENT, deputy=None,
        by=table.own.person, at=AFTER,
    )  # fmt: skip
    table.ask()
    table.tell()

    text = table.page("holder", table.seat.reference, table.holding.pk)

    assert "1 of 1 meetings reported on" in text
    assert "Asked members 1 time" in text
    assert "Told members 1 time" in text
    assert table.body.name in text


@pytest.mark.clause("staffs-2.2")
def test_the_card_says_who_sent_them_until_when_and_within_what_limits(table):
    text = table.page("card", table.seat.reference, table.holding.pk)

    for said in (table.holding.holder_name, table.forum.name, "1 April 2028", table.seat.role):
        assert said in text
    Holding.objects.filter(pk=table.holding.pk).update(ends_on=TODAY)
    over = table.page("card", table.seat.reference, table.holding.pk)
    assert "speaks for the voluntary and community sector" not in over


@pytest.mark.clause("staffs-D4.1")
def test_going_to_a_board_oneself_is_told_to_the_representative_who_is_named_first(table):
    member = table.gathering.member(1)
    approach = tell_approach(
        seat=table.seat, organisation=member.organisation, matter="Our lease", because="Urgent.",
        on=TODAY, by=member.person, at=NOW,
    )  # fmt: skip
    assert Letter.objects.filter(to=table.own.person, kind="ApproachTold").exists()

    answer_approach(
        approach=approach, holding=table.holding, answer="Thank you; I raise it too.",
        by=table.own.person, at=NOW,
    )  # fmt: skip

    assert f"{table.holding.holder_name} speaks for the sector there" in table.page(
        "board", table.body.slug
    )


@pytest.mark.clause("staffs-D4.3")
def test_a_member_offers_help_and_the_holder_takes_it(table):
    member = table.gathering.member(1)
    hand = offer_hand(
        seat=table.seat, organisation=member.organisation, kind=Hand.Kind.DRAFTING,
        words="We write well.", by=member.person, at=NOW,
    )  # fmt: skip
    with pytest.raises(Refusal):
        settle_hand(hand=hand, holding=table.holding, takes_it=True, by=member.person, at=NOW)

    settle_hand(hand=hand, holding=table.holding, takes_it=True, by=table.own.person, at=NOW)

    text = table.page("holder", table.seat.reference, table.holding.pk, person=table.own.person)
    assert member.organisation.name in text
    assert "We write well." in text


@pytest.mark.clause("staffs-D5.2")
def test_how_early_papers_came_is_measured_for_each_board(table):
    sitting = SittingFactory(
        body=table.body,
        on=date(2026, 2, 20),
        papers_on=date(2026, 2, 14),
        agenda_on=date(2026, 2, 12),
    )

    assert lead_days(sitting) == 6
    text = table.page("lead_times")
    assert table.body.name in text
    assert "6" in text
    assert "10 days" in text or "clause D5.2" in text


@pytest.mark.clause("wychavon-discussion-outcome")
def test_a_paper_has_an_outcome_with_reasons_that_its_authors_are_told(table):
    author = table.gathering.member(1)
    paper = submit_paper(
        body=table.body, title="Buses", summary="Until eight.", authors=[author.organisation],
        sitting=table.sitting, by=table.own.person, at=NOW,
    )  # fmt: skip
    outcomes = type(paper).Outcome.values
    end = {"paper": paper, "decided_on": SITS_ON, "by": table.board, "at": AFTER}
    with pytest.raises(Refusal):
        settle_paper(outcome="declined", reasons="", **end)

    settle_paper(outcome="declined", reasons="No money this year.", **end)

    assert {"discussed", "agreed", "deferred", "declined"} <= set(outcomes)
    assert "No money this year." in table.page("papers")
    letter = Letter.objects.get(to=author.person, kind="PaperSettled")
    assert "No money this year." in letter.text
