"""Filling a seat: the call to its forum, what an election or a meeting decided, and open bodies."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions import call_seat_contest
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries import book_of, entitled_members
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.actions.holding import begin_holding, held_seat
from folkmoot.proceedings.seats.events.filling import VacancyNotified
from folkmoot.proceedings.seats.models import Holding, Method, Seat
from folkmoot.proceedings.seats.permits import require_may_fill, require_open
from folkmoot.proceedings.seats.permits.filling import (
    require_forum_of,
    require_may_apply,
    require_may_enter_for,
    require_vacancy,
)
from folkmoot.proceedings.seats.queries.filling import guidance_of, reason_to_call, term_end
from folkmoot.proceedings.seats.queries.sending import IN_FAVOUR, decision_cited
from folkmoot.proceedings.seats.queries.standing import standing_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def call_election(
    *,
    seat: Seat,
    forum: Forum,
    returning_officer: Person,
    nominations_open_at: datetime,
    nominations_close_at: datetime,
    short_because: str,
    role_description: str,
    hours_a_year: int,
    by: Person,
    at: datetime,
) -> Contest:
    """
    Tell every full member of a forum that a place is to be filled, and ask for nominations.

    :param hours_a_year: the board's meetings and the assembly's own together.
    :raises Refusal: if `by` may not, the seat is closed or properly held or has no forum, or
        the election cannot be called as asked.
    """
    seat = held_seat(seat)
    on = day_of(seat.assembly, at)
    require_may_fill(by, seat, at=at)
    require_open(seat, on=on)
    standing = standing_of(seat, on=on)
    book = book_for(seat.assembly, on=on)
    forums = clause_with_key(book, "which-forum-elects") if book is not None else None
    require_vacancy(standing, clause=forums)
    require_forum_of(standing, forum)
    contest = call_seat_contest(
        forum=forum,
        seat=seat.reference,
        post=f"{seat.title}, {seat.body.name}"[:250],
        reason=reason_to_call(standing),
        returning_officer=returning_officer,
        nominations_open_at=nominations_open_at,
        nominations_close_at=nominations_close_at,
        short_because=short_because,
        role_description=role_description,
        hours_a_year=hours_a_year,
        by=by,
        at=at,
    )
    seat.notified_on = on
    seat.save(update_fields=["notified_on"])
    members = entitled_members(forum, on=on, classes=book_of(contest).words("roll.classes"))
    event = VacancyNotified(
        seat=seat.reference,
        body=seat.body.name,
        forum=forum.name,
        contest=contest.reference,
        members=members.count(),
    )
    notice = clause_with_key(book, "notice-of-vacancy") if book is not None else None
    record(event, assembly=seat.assembly.slug, by=by, at=at, under=notice)
    return contest


def seat_the_elected(contest: Contest, *, by: Person | None, at: datetime) -> Holding | None:
    """
    Put whoever a contest elected in the seat: a part of the declaration of its result.

    :return: None where nobody was elected, or the seat is not in the register.
    """
    winner = contest.elected
    seat = (
        Seat.objects.filter(assembly=contest.assembly, reference=contest.seat)
        .order_by("pk")
        .first()
    )
    if winner is None or seat is None:
        return None
    on = day_of(contest.assembly, at)
    book = book_of(contest)
    return begin_holding(
        seat=seat,
        holder_name=winner.nominee_name,
        person=winner.nominee,
        organisation=winner.membership.organisation,
        arrived=Method.ELECTED,
        by=by,
        at=at,
        from_on=on,
        ends_on=term_end(seat, book, from_on=on),
        elected_by=contest.forum,
        contest=contest.reference,
        authority=contest.method_agreed,
        interests=winner.interests,
        guidance_version=guidance_of(book),
        under=clause_with_key(book, "result-verified", "representatives-elected"),
    )


@transaction.atomic
@recording_last()
def record_elected_in_room(
    *,
    seat: Seat,
    forum: Forum,
    motion: str,
    holder_name: str,
    holder_email: str,
    organisation: Organisation,
    accepts_guidance: bool,
    interests: str,
    by: Person,
    at: datetime,
) -> Holding:
    """
    Record whom a forum elected in the room, by its decision in the register.

    :param motion: the reference of that decision, agreed or carried by this forum.
    :raises Refusal: if `by` may not, the seat is properly held, the decision is not that
        forum's or not in favour, or the guidance is not accepted.
    """
    seat = held_seat(seat)
    on = day_of(seat.assembly, at)
    require_may_enter_for(by, forum, at=at)
    require_open(seat, on=on)
    standing = standing_of(seat, on=on)
    require_vacancy(standing)
    require_forum_of(standing, forum)
    decided = decision_cited(seat.assembly, motion.strip())
    if decided is None or decided.forum_id != forum.pk:
        raise Refusal("no-such-decision", None, {"motion": motion.strip(), "group": forum.name})
    if decided.outcome not in IN_FAVOUR:
        facts = {"motion": decided.reference, "outcome": decided.get_outcome_display()}
        raise Refusal("decision-not-in-favour", None, facts)
    book = book_for(seat.assembly, on=on)
    if not accepts_guidance:
        clause = clause_with_key(book, "guidance") if book is not None else None
        raise Refusal("guidance-not-accepted", clause, {"holder": holder_name.strip()})
    person = welcome(email=holder_email, name=holder_name, at=at)
    return begin_holding(
        seat=seat,
        holder_name=holder_name,
        person=person,
        organisation=organisation,
        arrived=Method.ELECTED,
        by=by,
        at=at,
        from_on=on,
        ends_on=term_end(seat, book, from_on=on),
        elected_by=forum,
        motion=decided.reference,
        authority=f"{forum.name}, {decided.reference}",
        interests=interests,
        guidance_version=guidance_of(book),
        under=clause_with_key(book, "representatives-elected") if book is not None else None,
    )


@transaction.atomic
@recording_last()
def take_part(*, seat: Seat, organisation: Organisation, by: Person, at: datetime) -> Holding:
    """
    Have somebody take part in a body that is open to all, for their organisation.

    They carry no mandate, and show apart from the named representatives.

    :raises Refusal: if the body is not open, or `by` may not act for a member here.
    """
    seat = held_seat(seat)
    require_open(seat, on=day_of(seat.assembly, at))
    require_may_apply(by, seat, organisation, at=at)
    on: date = day_of(seat.assembly, at)
    book = book_for(seat.assembly, on=on)
    return begin_holding(
        seat=seat,
        holder_name=by.name,
        person=by,
        organisation=organisation,
        arrived=Method.OPEN,
        role=Holding.Role.APPLICANT,
        term=Holding.TermKind.NOT_APPLICABLE,
        by=by,
        at=at,
        from_on=on,
        under=clause_with_key(book, "open-assembly") if book is not None else None,
    )
