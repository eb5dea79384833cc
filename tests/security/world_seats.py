"""Seats of the small world: a board, its holder and deputy, what was asked, said, told and tried."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings import appraisals as appraisals_noun
from folkmoot.proceedings.appraisals.actions.deciding import comment, publish_appraisal
from folkmoot.proceedings.appraisals.actions.trying import ask_for_run, carry_out_run
from folkmoot.proceedings.appraisals.actions.writing import keep_appraisal
from folkmoot.proceedings.appraisals.models import Appraisal
from folkmoot.proceedings.appraisals.queries.reading import read_paper
from folkmoot.proceedings.decisions.models import Position
from folkmoot.proceedings.seats.actions.asides import stand_aside
from folkmoot.proceedings.seats.actions.binding import bind_seat
from folkmoot.proceedings.seats.actions.bodies import add_body, name_body_officer, set_table
from folkmoot.proceedings.seats.actions.circulate import circulate
from folkmoot.proceedings.seats.actions.inviting import receive_invitation
from folkmoot.proceedings.seats.actions.leaving import leave_seat
from folkmoot.proceedings.seats.actions.putting import put_in_seat
from folkmoot.proceedings.seats.actions.seats import add_seat
from folkmoot.proceedings.seats.models import Invitation, OutsideBody, Seat, StandingAside
from folkmoot.proceedings.voice.actions.calling import give_view, open_call
from folkmoot.proceedings.voice.actions.members import offer_hand, submit_paper, tell_approach
from folkmoot.proceedings.voice.actions.presence import report_presence
from folkmoot.proceedings.voice.actions.pulses import answer_pulse, open_pulse
from folkmoot.proceedings.voice.actions.reviews import open_review, send_evidence
from folkmoot.proceedings.voice.actions.sittings import enter_sitting, set_matters
from folkmoot.proceedings.voice.actions.support import (
    agree_support,
    keep_paperwork,
    note_effort,
    offer_training,
)
from folkmoot.proceedings.voice.actions.telling import give_feedback, log_input
from folkmoot.proceedings.voice.models import Call, Hand, View
from folkmoot.proceedings.voice.queries import calling, pulses
from tests.proceedings.seats.factories import HoldingFactory
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import CALLED, NOW, Moot, Say, Secret

TODAY, A_DAY = NOW.date(), timedelta(days=1)
EXAMPLE = Path(str(appraisals_noun.__file__)).parent / "example.toml"
HELD_ON, TO_COME = TODAY - A_DAY, date(2026, 4, 14)


@dataclass
class Table:
    """A board with somebody of the contact's organisation on it."""

    moot: Moot
    public: Person
    body: OutsideBody
    seat: Seat
    holding: Any
    deputy: Any

    @property
    def assembly(self) -> Assembly:
        return self.moot.forum.assembly


def seats(moot: Moot, public: Person, say: Say, secret: Secret) -> Arguments:
    """Give the assembly its representatives; return what the addresses of all that are asked for."""
    table = _a_table(moot, public, say, secret)
    asked = {"reference": _invitation(table, say).reference}
    deeds = ("invitation", "route", "assess", "answer", "withdraw")
    return {
        "seats": _seats(table, say, secret),
        **{f"seats:{name}": asked for name in deeds},
        **_voice(table, say, secret),
        "appraisals": {"reference": _appraisal(table, say, secret).reference, "form": "pdf"},
    }


def _a_table(moot: Moot, public: Person, say: Say, secret: Secret) -> Table:
    who: dict[str, Any] = {"by": moot.officer, "at": CALLED}
    body = add_body(
        assembly=moot.forum.assembly, name=say("outside body"), kind="board", partner_type="nhs",
        level="county", about=say("about a body"), **who,
    )  # fmt: skip
    set_table(body=body, shares={"nhs": 9, "council": 4, "vcs": 2}, source=say("source"), **who)
    name_body_officer(body=body, name="Board officer", email=public.email, **who)
    seat = add_seat(
        body=body, forums=[moot.forum], title=say("seat title"), places=2, method="elected",
        hours_a_year=60, board_hours_a_year=24, term_years=3, role=say("role of a seat"), **who,
    )  # fmt: skip
    holding = HoldingFactory(
        seat=seat, person=moot.contact.person, organisation=moot.contact.organisation,
        holder_name=moot.contact.person.name, elected_by=moot.forum,
        interests=say("interests of a holder"),
    )  # fmt: skip
    deputy = HoldingFactory(
        seat=seat, person=moot.keeper.person, organisation=moot.keeper.organisation,
        holder_name=moot.keeper.person.name, elected_by=moot.forum, role="deputy",
    )  # fmt: skip
    return Table(moot, public, body, seat, holding, deputy)


def _seats(table: Table, say: Say, secret: Secret) -> dict[str, Any]:
    moot, who = table.moot, {"by": table.moot.officer, "at": CALLED}
    left = put_in_seat(
        seat=table.seat, holder_name=say("who left"), holder_email="left@example.org",
        organisation=moot.associate.organisation, role="holder", arrived="appointed",
        is_interim=True, authority=say("who decided"), from_on=TODAY, ends_on=None,
        term="n/a", target_on=TODAY + 90 * A_DAY, coverage="", **who,
    )  # fmt: skip
    leave_seat(
        holding=left, ending="resigned", ended_on=TODAY, because=say("why they left"),
        by=moot.officer, at=NOW,
    )  # fmt: skip
    because = secret("interest of a holder", "contact", "support body", "officer", "chair")
    aside = stand_aside(
        holding=table.holding, extent=StandingAside.Extent.ITEM, matter=say("matter"),
        because=because, from_on=TODAY, until_on=None, deputy=table.deputy,
        by=table.holding.person, at=NOW,
    )  # fmt: skip
    bound = bind_seat(seat=table.seat, positions=list(Position.objects.all()), **who)
    circulate(assembly=table.assembly, **who)
    return {
        "reference": table.seat.reference,
        "body": table.body.slug,
        "number": table.holding.pk,
        "aside": aside.pk,
        "binding": bound[0].pk,
    }


def _invitation(table: Table, say: Say) -> Invitation:
    return receive_invitation(
        assembly=table.assembly, body=None, areas=[], form_key="asked once", by=table.public,
        at=CALLED, body_name=say("asking body"), partner_type="council", level="county",
        asker_role=say("asker's role"), purpose=say("purpose"), influence="decides",
        influence_words=say("influence"), papers_days=7, pays_expenses=True,
        expenses_words=say("expenses"), takes_deputies=True, seats_offered=1, table_size=15,
        skills=say("skills"),
    )  # fmt: skip


def _voice(table: Table, say: Say, secret: Secret) -> Arguments:
    moot, holder = table.moot, {"by": table.holding.person, "at": NOW}
    officer: dict[str, Any] = {"by": moot.officer, "at": CALLED}
    held = enter_sitting(body=table.body, on=HELD_ON, place=say("place of a board"), **officer)
    set_matters(
        sitting=held, matters=[{"title": say("matter of a board"), "brought_by": "nhs"}], **officer
    )
    enter_sitting(body=table.body, on=TO_COME, **officer)
    call, view = _call(table, say, secret)
    said = log_input(
        holding=table.holding, sitting=held, matter=held.matters.get(), call=call,
        about=say("about what was said"), words=say("what was said"),
        stands=[(say("one position"), 3), (say("another position"), 2)], drawn_from=[view],
        reply_due_on=TO_COME, **holder,
    )  # fmt: skip
    feedback = give_feedback(
        holding=table.holding, sitting=held, raised=say("raised"), decided=say("decided"),
        next=say("what comes next"), **holder,
    )  # fmt: skip
    presence = report_presence(
        holding=table.holding, sitting=held, status="present", deputy=None, **holder
    )
    paper = submit_paper(
        body=table.body, title=say("paper"), summary=say("summary of a paper"),
        authors=[moot.contact.organisation], sitting=held, **holder,
    )  # fmt: skip
    found = _of_holder(table, say, secret)
    review = _review(table, say)
    pulse = _pulse(table, secret)
    on = {"reference": table.seat.reference, "number": table.holding.pk}
    of_call = {"reference": call.reference, "link": calling.link_for(call, view.organisation)}
    deeds = dict.fromkeys(
        (
            *("holder", "card", "open_call", "log", "support", "paperwork", "effort", "approach"),
            *("answer_approach", "hand", "settle_hand", "give_feedback", "report_presence"),
            *("chase", "open_review", "open_pulse"),
        ),
        on,
    )
    return {
        "voice": {
            "reference": said.reference,
            "body": table.body.slug,
            "day": held.on.isoformat(),
            "number": feedback.pk,
            **found["voice"],
            "link": pulse,
        },
        **{f"voice:{name}": given for name, given in deeds.items()},
        **{
            f"voice:{name}": of_call
            for name in ("call", "answer", "withdraw", "write_down", "brief", "linked")
        },
        **{
            f"voice:{name}": {"reference": review}
            for name in ("review", "send_evidence", "reply_review", "close_review")
        },
        **{f"voice:{name}": {"number": number} for name, number in found["numbers"].items()},
        **{
            f"voice:{name}": {"number": presence.pk}
            for name in ("confirm_presence", "reply_presence")
        },
        "voice:settle_paper": {"reference": paper.reference},
    }


def _call(table: Table, say: Say, secret: Secret) -> tuple[Call, View]:
    call = open_call(
        holding=table.holding, sitting=None, position=None, kind="views", title=say("call"),
        words=say("words of a call"), questions=[say("question")],
        closes_at=NOW + 20 * A_DAY, form_key="called once", by=table.holding.person, at=CALLED,
    )  # fmt: skip
    readers = ("contact", "support body", "officer", "conflicted", "associate", "chair")
    view = give_view(
        call=call, organisation=table.moot.contact.organisation,
        answers={call.questions.get().number: secret("answer to a call", *readers)},
        may_be_named=False, data="", case_study="", channel="web", said_by="",
        by=table.moot.contact.person, at=NOW,
    )  # fmt: skip
    return call, view


def _of_holder(table: Table, say: Say, secret: Secret) -> dict[str, dict[str, Any]]:
    moot, officer = table.moot, {"by": table.moot.officer, "at": CALLED}
    agree_support(
        holding=table.holding, officer=moot.officer, briefing=say("briefing"), expenses="",
        training=say("training part"), peer="", review_on=TO_COME, **officer,
    )  # fmt: skip
    keep_paperwork(
        holding=table.holding, what="induction", due_on=TO_COME, done_on=None, link="", **officer
    )
    training = offer_training(
        assembly=table.assembly, title=say("training"), kind="skills", on=TO_COME,
        place=say("place of training"), holdings=[table.holding], **officer,
    )  # fmt: skip
    effort = note_effort(
        holding=table.holding, on=HELD_ON, minutes=90, expenses_pence=1240,
        what=secret("what time went on", "contact", "support body", "officer"), is_paid=False,
        by=table.holding.person, at=NOW,
    )  # fmt: skip
    approach = tell_approach(
        seat=table.seat, organisation=moot.associate.organisation, matter=say("approached about"),
        because=say("why it goes itself"), on=TODAY, by=moot.associate.person, at=NOW,
    )  # fmt: skip
    hand = offer_hand(
        seat=table.seat, organisation=moot.associate.organisation, kind=Hand.Kind.values[0],
        words=say("offer of help"), by=moot.associate.person, at=NOW,
    )  # fmt: skip
    return {
        "voice": {"approach": approach.pk, "hand": hand.pk},
        "numbers": {
            "pay": effort.pk,
            "mark_training": training.pk,
            "rate_training": training.invites.get().pk,
        },
    }


def _review(table: Table, say: Say) -> str:
    review = open_review(seat=table.seat, prompted_by="", by=table.moot.officer, at=CALLED)
    send_evidence(review=review, reply_by=TO_COME, by=table.moot.officer, at=CALLED)
    return review.reference


def _pulse(table: Table, secret: Secret) -> str:
    pulse = open_pulse(seat=table.seat, by=table.moot.officer, at=CALLED, seed="a seed")
    asked = pulse.asked.select_related("organisation", "pulse__assembly").order_by("pk")[0]
    words = secret("words to a pulse")
    answer_pulse(asked=asked, says="yes", words=words, channel="e-mail", at=NOW)
    return pulses.link_for(asked)


def _appraisal(table: Table, say: Say, secret: Secret) -> Appraisal:
    moot = table.moot
    Organisation.objects.filter(pk=moot.contact.organisation.pk).update(size_band="micro")
    found = keep_appraisal(
        assembly=table.assembly, paper=read_paper(EXAMPLE.read_text(encoding="utf-8")), body=table.body,
        author_name=say("author"), author_organisation=moot.contact.organisation,
        author_interest=say("interest of an author"), author_has_interest=True,
        by=moot.officer, at=CALLED,
    )  # fmt: skip
    run = ask_for_run(appraisal=found, seed=7, draws=50, by=moot.officer, at=CALLED)
    carry_out_run(run, at=lambda: CALLED)
    publish_appraisal(
        appraisal=found, comments_close_at=NOW + 20 * A_DAY, by=moot.officer, at=CALLED
    )
    comment(
        appraisal=found, option=None, organisation=moot.contact.organisation,
        words=say("comment on options"), scores={}, has_interest=False,
        by=moot.contact.person, at=NOW,
    )  # fmt: skip
    return found
