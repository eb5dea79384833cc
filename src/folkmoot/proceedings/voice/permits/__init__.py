"""Who may do what on behalf of a seat, a member or a board."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.models import Holding, OutsideBody, Seat
from folkmoot.proceedings.seats.queries.concerned import answers_for
from folkmoot.proceedings.seats.queries.standing import has_mandate
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "no-mandate": (
            "This cannot be done, because {holder} has no mandate on {on}. The forum that elects "
            "to the seat gives one."
        ),
        "sitting-cancelled": "This meeting of the board was cancelled: {because}.",
        "sitting-to-come": "This comes after the meeting of the board on {on}.",
        "sitting-there": "The meeting of {body} on {on} is entered already.",
        "call-closed": "Views were asked for until {closes_at}.",
        "call-not-behind": "{organisation} is not one of those whom this seat speaks for.",
        "call-without-questions": "A call needs at least one question.",
        "call-too-short": (
            "The call closes too late: {latest} is the last moment, {lead} before the board meets."
        ),
        "view-empty": "Nothing was answered. Write something to at least one question.",
        "input-answered": "The board answered this already on {replied_on}.",
        "answer-says-nothing": "The answer needs to say what changed, or why not.",
        "feedback-given": "Members were told of this meeting already, on {given_on}.",
        "chased-today": "They were reminded today already.",
        "presence-confirmed": "The board has confirmed this already. You may reply to it.",
        "presence-not-reported": "Nobody has reported yet who was there.",
        "deputy-not-named": "Say which deputy was there.",
        "pulse-open": "A question to members of this seat is open until {closes_at}.",
        "pulse-too-soon": "Members of this seat were asked on {asked_on}; ask again from {again_on}.",
        "pulse-nobody": "There is nobody to ask, because this seat speaks for no members yet.",
        "review-open": "This seat is being looked at already; see {review}.",
        "review-not-sent": (
            "The look at this seat cannot end yet, because the representative has not been given "
            "what was found."
        ),
        "review-reply-time": (
            "The look at this seat cannot end before {reply_by}, when the time to reply is over, "
            "unless they have replied."
        ),
        "review-over": "This look at the seat ended on {closed_on}.",
        "outcome-without-reasons": "The outcome needs its reasons.",
        "paper-has-outcome": "The outcome of this paper is known already.",
        "training-not-over": "Say who came once it is over, on {on}.",
    }
)

OFFICER = "a support officer"


def may_speak_for(person: Person, holding: Holding, *, at: datetime) -> bool:
    """
    Test whether somebody acts for a seat: who is in it, or a support officer for them. Two queries.

    Deputies act for it as the holder does.
    """
    assembly = holding.seat.assembly
    on = day_of(assembly, at)
    if holding.person_id == person.pk or is_officer(person, assembly, on=on):
        return True
    same = Holding.objects.current_on(on).filter(seat=holding.seat_id, person=person)
    return same.exclude(role=Holding.Role.APPLICANT).exists()


def require_speaks_for(person: Person, holding: Holding, *, at: datetime) -> None:
    """:raises Refusal: if somebody does not act for a seat, or its holder has no mandate."""
    if not may_speak_for(person, holding, at=at):
        who = _("the representative or deputy in this seat, or a support officer for them")
        raise Refusal("not-permitted", None, {"who": who})
    on = day_of(holding.seat.assembly, at)
    if not has_mandate(holding, on=on):
        raise Refusal("no-mandate", None, {"holder": holding.holder_name, "on": on})


def require_officer_or_body(person: Person, body: OutsideBody, *, at: datetime) -> None:
    """:raises Refusal: unless somebody answers for a board, or is a support officer."""
    on = day_of(body.assembly, at)
    if not answers_for(person, body, on=on) and not is_officer(person, body.assembly, on=on):
        who = _("somebody who answers for {body}, or a support officer for them")
        raise Refusal("not-permitted", None, {"who": who.format(body=body.name)})


def may_keep_sittings(person: Person, body: OutsideBody, *, at: datetime) -> bool:
    """Officers, those who answer for a board, and representatives on it enter its meetings."""
    on = day_of(body.assembly, at)
    if is_officer(person, body.assembly, on=on) or answers_for(person, body, on=on):
        return True
    held = Holding.objects.current_on(on).filter(seat__body=body, person=person)
    return held.exclude(role=Holding.Role.APPLICANT).exists()


def require_may_keep_sittings(person: Person, body: OutsideBody, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if not may_keep_sittings(person, body, at=at):
        who = _("a representative on {body}, somebody who answers for it, or a support officer")
        raise Refusal("not-permitted", None, {"who": who.format(body=body.name)})


def require_may_answer_for(
    person: Person, organisation: Organisation, seat: Seat, *, on: date
) -> bool:
    """
    Return whether somebody writes down what another organisation said, rather than their own word.

    Who acts for it answers; support officers and whoever is in the seat write down what they
    were told.

    :raises Refusal: if they may do neither.
    """
    if may_act_for(person, organisation, on=on):
        return False
    held = Holding.objects.current_on(on).filter(seat=seat, person=person)
    if is_officer(person, seat.assembly, on=on) or held.exists():
        return True
    who = _("somebody who acts for {organisation}").format(organisation=organisation.name)
    raise Refusal("not-permitted", None, {"who": who})


def require_acts_for_member(person: Person, organisation: Organisation, *, on: date) -> None:
    """:raises Refusal: if somebody does not act for an organisation."""
    if not may_act_for(person, organisation, on=on):
        who = _("somebody who acts for {organisation}").format(organisation=organisation.name)
        raise Refusal("not-permitted", None, {"who": who})
