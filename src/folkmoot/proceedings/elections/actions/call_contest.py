from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Office
from folkmoot.body.rulebook.queries import changes_in, in_force
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.events import ContestCalled
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.permits import require_may_call
from folkmoot.proceedings.elections.queries import (
    day_of,
    entitled_members,
    last_full_term,
    office_name,
    people_of_all,
    post_name,
    term_left_early,
)
from folkmoot.rules.elections.nominations import nominations_are_open_long_enough
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.rulebook import Rulebook

NOTICE, WINDOW = "notice-of-vacancy", "nominations.length"
UNDER = {"first": "chair.first_election", "term": "chair.term", "vacancy": "casual.term_end"}


@transaction.atomic
def call_contest(
    *,
    office: Office,
    reason: str,
    returning_officer: Person,
    nominations_open_at: datetime,
    nominations_close_at: datetime,
    short_because: str = "",
    role_description: str = "",
    hours_a_year: int,
    by: Person,
    at: datetime,
) -> Contest:
    """
    Call an election to an office, and ask every full member of the forum for nominations.

    It is judged to its end by the version of the agreement in force that day.

    :param reason: first, term or vacancy.
    :param short_because: why nominations are open for less than usual; printed on the notice.
    :param hours_a_year: the time that the role takes, board and Alliance meetings among it.
    :raises Refusal: if `by` may not call it, the office is being contested or is held, or
        nominations are open for too short a time without a reason.
    """
    forum = office.forum
    on = day_of(forum.assembly, at)
    require_may_call(by, forum, on=on)
    book = in_force(forum.assembly, on=on)
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    going_on = office.contests.filter(declared_at=None, abandoned_at=None).order_by("pk").first()
    name = f"{office_name(office)}, {forum.name}"
    if going_on is not None:
        facts = {"office": name, "contest": going_on.reference}
        raise Refusal("office-contested-already", None, facts)
    _require_reason_fits(office, reason, name, on)
    return _begin(
        forum=forum,
        book=book,
        clause=book.parameter(UNDER[reason]).clause,
        stem=f"{forum.slug}-{office.role}",
        returning_officer=returning_officer,
        nominations_open_at=nominations_open_at,
        nominations_close_at=nominations_close_at,
        short_because=short_because,
        by=by,
        at=at,
        office=office,
        reason=reason,
        role_description=role_description,
        hours_a_year=hours_a_year,
        inherits_end_from=term_left_early(office, on=on) if reason == "vacancy" else None,
    )


@transaction.atomic
def call_seat_contest(
    *,
    forum: Forum,
    seat: str,
    post: str,
    reason: str,
    returning_officer: Person,
    nominations_open_at: datetime,
    nominations_close_at: datetime,
    short_because: str = "",
    role_description: str = "",
    hours_a_year: int,
    by: Person,
    at: datetime,
) -> Contest:
    """
    Call an election to a place on an outside body, and ask the forum's full members for names.

    Part of filling a seat, which is kept above: it is known here by its reference, and hears
    how the contest comes out.

    :param seat: the reference of the seat, whose row the caller holds.
    :param post: what the seat is called on the notice and the ballot paper.
    :raises Refusal: if `by` may not call it, the seat is being contested already, or
        nominations are open for too short a time without a reason.
    """
    assembly = forum.assembly
    on = day_of(assembly, at)
    require_may_call(by, forum, on=on)
    book = in_force(assembly, on=on)
    going_on = Contest.objects.filter(
        assembly=assembly, seat=seat, declared_at=None, abandoned_at=None
    )
    if (contest := going_on.order_by("pk").first()) is not None:
        facts = {"office": post, "contest": contest.reference}
        raise Refusal("office-contested-already", None, facts)
    notice = book.clauses.get(NOTICE)
    return _begin(
        forum=forum,
        book=book,
        clause=notice.clause if notice is not None else book.parameter(WINDOW).clause,
        stem=seat,
        returning_officer=returning_officer,
        nominations_open_at=nominations_open_at,
        nominations_close_at=nominations_close_at,
        short_because=short_because,
        by=by,
        at=at,
        seat=seat,
        post=post,
        reason=reason,
        role_description=role_description,
        hours_a_year=hours_a_year,
    )


def _begin(
    *,
    forum: Forum,
    book: Rulebook,
    clause: Clause,
    stem: str,
    returning_officer: Person,
    nominations_open_at: datetime,
    nominations_close_at: datetime,
    short_because: str,
    by: Person,
    at: datetime,
    **kept: Any,
) -> Contest:
    """Write a contest down, record it, and ask the members of its forum for nominations."""
    assembly = forum.assembly
    on = day_of(assembly, at)
    if nominations_close_at <= nominations_open_at:
        order = {"later": "the close of nominations", "earlier": "their opening"}
        raise Refusal("times-out-of-order", None, order)
    window = nominations_are_open_long_enough(
        book,
        opens_on=day_of(assembly, nominations_open_at),
        closes_on=day_of(assembly, nominations_close_at),
        reason=short_because,
    ).require()
    is_short = day_of(assembly, nominations_close_at) < window.facts["usual"]

    contest = Contest.objects.create(
        assembly=assembly,
        reference=_new_reference(assembly, f"{stem}-{on.year}"),
        forum=forum,
        document=book.document,
        version=book.number,
        amended=changes_in(book),
        called_at=at,
        called_by=by,
        returning_officer=returning_officer,
        nominations_open_at=nominations_open_at,
        nominations_close_at=nominations_close_at,
        short_because=short_because.strip() if is_short else "",
        **kept,
    )
    event = ContestCalled(
        contest=contest.reference,
        office=post_name(contest),
        forum=forum.name,
        reason=str(Contest.Reason(contest.reason).label),
        nominations_open_at=nominations_open_at,
        nominations_close_at=nominations_close_at,
        short_because=contest.short_because,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    members = entitled_members(forum, on=on, classes=book.words("roll.classes"))
    bodies = [member.membership.organisation_id for member in members]
    told = people_of_all(bodies, on=on)
    tell([*told, returning_officer], event, assembly=assembly.slug, at=at)
    return contest


def _require_reason_fits(office: Office, reason: str, name: str, on: date) -> None:
    term = last_full_term(office)
    if reason == Contest.Reason.FIRST and term is not None and term.basis == term.Basis.ELECTED:
        raise Refusal("not-the-first-election", None, {"office": name})
    is_held = term is not None and term.ended_on is None and term.ends_on and term.ends_on > on
    if reason == Contest.Reason.VACANCY and term is not None and is_held:
        facts = {"office": name, "holder": term.holder_name, "ends_on": term.ends_on}
        raise Refusal("office-not-vacant", None, facts, from_when=term.ends_on)


def _new_reference(assembly: Assembly, stem: str) -> str:
    """Make an address for a contest: what it fills and the year, and a number if taken."""
    stem = slugify(stem)[:70]
    taken = set(
        Contest.objects.filter(assembly=assembly, reference__startswith=stem).values_list(
            "reference", flat=True
        )
    )
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
