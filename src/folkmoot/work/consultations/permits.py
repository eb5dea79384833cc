"""Who asks, who answers, and who may see what was said."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.consultations.queries.planning import standing

teach(
    {
        "not-open-for-answers": "{title} is not open for answers{when}.",
        "question-is-open": (
            "People are answering {title} already, so what it asks stays as it is. You can add a "
            "statement, say more under what it is about, or take it back and ask anew."
        ),
        "consultation-has-no-question": (
            "{title} asks nothing yet. Add a question or a statement before it is published."
        ),
        "consultation-has-no-days": (
            "The day it opens, the day it closes and the day of the decision are not all known."
        ),
        "opens-in-the-past": "It would open on {opens_on}, and that day is over.",
        "format-not-out": (
            "The clock waits until every promised form of the papers is out. Missing: {missing}."
        ),
        "clock-waited": (
            "The last promised form of the papers came out on {started_on}, so it has to stay "
            "open until {until}."
        ),
        "voices-missing": (
            "These have answered far less than they are on the register: {missing}. Keep it open "
            "longer, say whom you went to, or say why it closes all the same."
        ),
        "close-not-reached": "It is open until {closes_on}.",
        "extends-past-decision": "The decision is on {decided_on}; it has to close before.",
        "no-later-close": "It is open until {closes_on} as it is.",
        "points-not-answered": "{number} of the main points have no answer yet: {points}.",
        "no-points": "Nothing is said yet of what people said. Enter the main points first.",
        "not-closed-yet": "It is open until {closes_on}; that can be done once it has closed.",
        "statement-there": "That statement is there already, as number {number}.",
        "statements-enough": (
            "{most} statements of yours wait to be looked at, which is the most at a time."
        ),
        "not-yours-to-group": "Enter how many were there, and on which day.",
        "system-level-needs-reason": (
            "Consultation goes to the local forums unless there is a reason to keep it for the "
            "whole area, which members can read."
        ),
        "pile-at-fault": "Nothing was received, because {number} rows are at fault: {faults}.",
        "summary-hard-to-read": (
            "What it is about is hard to read: an age of {age}, where {most} is the most, and {long} "
            "long sentences. Say it more plainly; the page shows how."
        ),
        "empty-answer": "Nothing is answered yet. Answer at least one question.",
    }
)


def may_keep(person: Person, consultation: Consultation, *, on: date) -> bool:
    """
    A support officer, whoever acts for the body that asks, or the public body's own person.

    Three queries at most.
    """
    assembly = consultation.assembly
    if is_officer(person, assembly, on=on):
        return True
    if consultation.owner is not None and may_act_for(person, consultation.owner, on=on):
        return True
    is_own = consultation.entered_by_id == person.pk
    return is_own and holds_post(person, assembly, [Post.Kind.PUBLIC_BODY], on=on)


def require_keeps(person: Person, consultation: Consultation, *, on: date) -> None:
    """:raises Refusal: unless they may run it."""
    if not may_keep(person, consultation, on=on):
        who = _("a support officer, or somebody who acts for the body that asks")
        raise Refusal("not-permitted", None, {"who": who})


def may_ask(
    person: Person, assembly: Assembly, organisation: Organisation | None, *, on: date
) -> bool:
    """A support officer asks for anybody; a public body asks for itself. Two queries at most."""
    if holds_post(person, assembly, [Post.Kind.OFFICER, Post.Kind.PUBLIC_BODY], on=on):
        return True
    is_public = organisation is not None and (organisation.sector == Organisation.Sector.STATUTORY)
    return is_public and organisation is not None and may_act_for(person, organisation, on=on)


def require_may_ask(
    person: Person, assembly: Assembly, organisation: Organisation | None, *, on: date
) -> None:
    """:raises Refusal: unless they may ask for views here."""
    if not may_ask(person, assembly, organisation, on=on):
        who = _("a support officer, or somebody who acts for a public body")
        raise Refusal("not-permitted", None, {"who": who})


def require_answers_for(person: Person, organisation: Organisation, *, on: date) -> None:
    """:raises Refusal: unless they act for the organisation."""
    if not may_act_for(person, organisation, on=on):
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for it")})


def require_open(consultation: Consultation, *, on: date) -> None:
    """:raises Refusal: unless answers are received on a day."""
    state = standing(consultation, on=on)
    if state == "open":
        return
    when = ""
    opens = None
    if state == "to open" and consultation.opens_on:
        when, opens = ": it opens later", consultation.opens_on
    elif consultation.closes_on and on > consultation.closes_on:
        when = f": its last day was {consultation.closes_on:%-d %B %Y}"
    facts = {"title": consultation.title, "when": when}
    raise Refusal("not-open-for-answers", None, facts, from_when=opens)
