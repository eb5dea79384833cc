"""What the small world is asked, what it answered, and what came of it."""

from datetime import timedelta
from typing import Any

from folkmoot.work.consultations.actions.answering import answer_as_organisation
from folkmoot.work.consultations.actions.following import answer_point as say_what_was_done
from folkmoot.work.consultations.actions.following import (
    change_method,
    enter_point,
    file_under,
    follow,
)
from folkmoot.work.consultations.actions.formats import promise_format, wish_format
from folkmoot.work.consultations.actions.planning import (
    ask_together,
    offer_way,
    plan_consultation,
    remark,
)
from folkmoot.work.consultations.actions.practice import keep_approach, keep_co_design
from folkmoot.work.consultations.actions.publishing import close, publish, reach
from folkmoot.work.consultations.actions.questions import ask_question, offer_statement, state
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.consultations.queries.links import link_for
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import CALLED, NOW, Moot, Say, Secret

DAY = timedelta(days=1)
OVER = ("texts", "file_under", "enter_point", "answer_point", "follow", "answer_back", "results",
        "results_csv", "summary")  # fmt: skip
PLANNED = ("publish", "question", "drop", "together", "way", "remark", "scope", "days")


def consultations(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let the small world be asked three things; return what the addresses ask for."""
    contact, who = moot.contact, {"by": moot.officer, "at": CALLED}
    mine: dict[str, Any] = {"organisation": contact.organisation, "by": contact.person}
    on = NOW.date()
    planned = _plan(moot, say, "planned", on + DAY, on + 90 * DAY)
    remark(consultation=planned, words=say("remark on a plan"), at=NOW, **mine)
    going = _plan(moot, say, "going", CALLED.date(), on + 30 * DAY)
    promised = promise_format(consultation=going, kind="easy-read", **who)
    going = publish(consultation=going, **who)
    state(consultation=going, words=say("statement"), **who)
    offered = offer_statement(consultation=going, words=say("statement offered"), at=NOW, **mine)
    wished = wish_format(
        consultation=going, kind="braille", wish=secret("wish for a form", "officer"),
        contact=secret("how to reach who wished", "officer"), by=None, at=NOW,
    )  # fmt: skip
    sent = _answer(going, mine, secret("answer in words", "contact", "officer"))
    reach(
        consultation=going,
        organisation=contact.organisation,
        how=say("how"),
        by=moot.officer,
        at=NOW,
    )
    over = _plan(moot, say, "over", CALLED.date(), CALLED.date())
    over = publish(consultation=over, **who)
    _answer(over, mine, secret("answer to what is over", "contact", "officer"), at=CALLED)
    over = close(
        consultation=over, brake="record", brake_words=say("brake"), by=moot.officer, at=NOW
    )
    after = {"by": moot.officer, "at": NOW}
    heading = file_under(
        consultation=over, name=say("heading"), **after,
        answers=over.responses.order_by("pk")[0].answers.all(),
    )  # fmt: skip
    point = enter_point(consultation=over, said=say("point"), heading=heading, **after)
    say_what_was_done(point=point, did="did", because=say("what was done"), **after)
    follow(point=point, state="done", words=say("followed"), **after)
    change_method(
        assembly=moot.forum.assembly, learned_from=over, change=say("change of method"),
        because=say("lesson"), **after,
    )  # fmt: skip
    design = keep_co_design(
        assembly=moot.forum.assembly, service=say("service that changes"), body=say("body of it"),
        change=say("what changes"), begun_on=on, decided_on=None, consultation=None,
        organisation=None, **after,
    )  # fmt: skip
    keep_approach(
        assembly=moot.forum.assembly, name=say("approach"), when=say("when"), link="",
        example=say("example"), kept_with=say("kept with"), **after,
    )  # fmt: skip
    return {
        "consultations:name_designer": {"number": design.pk},
        "consultations": {
            "reference": going.reference, "number": offered.number, "word": sent.receipt,
            "link": link_for(going, contact.organisation), "body": contact.organisation.reference,
        },
        "consultations:out": {"number": promised.pk},
        "consultations:deliver": {"number": wished.pk},
        **{f"consultations:{name}": {"reference": planned.reference, "number": 1} for name in PLANNED},
        **{f"consultations:{name}": {"reference": over.reference, "number": 1} for name in OVER},
    }  # fmt: skip


def _plan(moot: Moot, say: Say, word: str, opens: Any, closes: Any) -> Consultation:
    who = {"by": moot.officer, "at": CALLED}
    found = plan_consultation(
        assembly=moot.forum.assembly, title=say(f"{word} consultation"), kind="engagement",
        owner_name=say(f"{word} owner"), summary=say(f"{word} summary"), opens_on=opens,
        closes_on=closes, decision_on=closes + 30 * DAY, can_change=say(f"{word} can change"),
        is_fixed=say(f"{word} is fixed"), **who,
    )  # fmt: skip
    ask_question(
        consultation=found, kind="text", words=say(f"{word} question"), hint="", options=[],
        is_short=True, **who,
    )  # fmt: skip
    offer_way(consultation=found, kind="web", reaches=say(f"{word} reaches"), details="", **who)
    ask_together(consultation=found, name=say(f"{word} host"), **who)
    return found


def _answer(found: Consultation, mine: dict[str, Any], words: str, at: Any = NOW) -> Any:
    question = found.questions.get()
    return answer_as_organisation(
        consultation=found, channel="web", said={question.pk: (None, words)}, stances={},
        is_sent=True, at=at, **mine,
    )  # fmt: skip
