"""What a chair may say for a forum, and what the members of a board bring to it."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.forums.actions.forums import day_of
from folkmoot.body.forums.events import (
    AdvocacyAgreed,
    AdvocacyEnded,
    BoardMemberDescribed,
    SeatsWanted,
)
from folkmoot.body.forums.models import Advocacy, Forum, Office, Profile, Term
from folkmoot.body.forums.permits import require_may_keep
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal

ADVOCATE, BOARD = "chair-as-advocate", "board-members"


@transaction.atomic
def agree_advocacy(
    *,
    forum: Forum,
    where: str,
    about: str,
    decision: str,
    from_on: date,
    by: Person,
    at: datetime,
) -> Advocacy:
    """
    Record that a forum agreed to its chair speaking for it elsewhere.

    :param decision: the decision of the forum on which it rests.
    :raises Refusal: if `by` does not keep the forum, or nobody chairs it on that day.
    """
    on = day_of(forum.assembly, at)
    require_may_keep(by, forum, on=on)
    clause = clause_adopted(forum.assembly, ADVOCATE, on=on)
    chairs = Term.objects.current_on(from_on).filter(office__forum=forum)
    if not chairs.filter(office__role=Office.Role.CHAIR).exists():
        raise Refusal("advocacy-of-no-chair", clause, {"forum": forum.name, "from_on": from_on})
    found = Advocacy.objects.create(
        forum=forum,
        where=where.strip(),
        about=about.strip(),
        decision=decision.strip(),
        from_on=from_on,
    )
    event = AdvocacyAgreed(
        forum=forum.slug,
        name=forum.name,
        where=found.where,
        from_on=from_on,
        decision=found.decision,
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    return found


@transaction.atomic
def end_advocacy(*, advocacy: Advocacy, until_on: date, by: Person, at: datetime) -> Advocacy:
    """
    Record that the chair of a forum no longer speaks for it there, from a day.

    :raises Refusal: if `by` does not keep the forum, it ended already, or before it began.
    """
    forum = advocacy.forum
    on = day_of(forum.assembly, at)
    require_may_keep(by, forum, on=on)
    clause = clause_adopted(forum.assembly, ADVOCATE, on=on)
    advocacy = Advocacy.objects.select_for_update().get(pk=advocacy.pk)
    if advocacy.until_on is not None:
        raise Refusal("advocacy-over", clause, {"until_on": advocacy.until_on})
    if until_on < advocacy.from_on:
        raise Refusal("advocacy-ends-too-soon", clause, {"from_on": advocacy.from_on})
    advocacy.until_on = until_on
    advocacy.save(update_fields=["until_on"])
    event = AdvocacyEnded(
        forum=forum.slug, name=forum.name, where=advocacy.where, until_on=until_on
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    return advocacy


@transaction.atomic
def describe_member(
    *, term: Term, skills: str, area: str, interests: str, by: Person, at: datetime
) -> Profile:
    """
    Write down what somebody who sits on a board brings: blank stays unknown.

    :raises Refusal: if `by` is no support officer, or the forum is no board.
    """
    forum = term.office.forum
    on = day_of(forum.assembly, at)
    require_officer(by, forum.assembly, on=on)
    clause = clause_adopted(forum.assembly, BOARD, on=on)
    _require_board(forum)
    said = {"skills": skills.strip(), "area": area.strip(), "interests": interests.strip()}
    profile, _is_new = Profile.objects.update_or_create(term=term, defaults=said)
    event = BoardMemberDescribed(forum=forum.slug, name=forum.name, term=term.pk)
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    return profile


@transaction.atomic
def want_seats(*, forum: Forum, seats: int, by: Person, at: datetime) -> Forum:
    """
    Say how many members a board should have, which may be more than sit on it.

    :raises Refusal: if `by` is no support officer, or the forum is no board.
    """
    on = day_of(forum.assembly, at)
    require_officer(by, forum.assembly, on=on)
    _require_board(forum)
    forum.seats_wanted = seats
    forum.save(update_fields=["seats_wanted"])
    clause = clause_adopted(forum.assembly, BOARD, on=on)
    event = SeatsWanted(forum=forum.slug, name=forum.name, seats=seats)
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    return forum


def _require_board(forum: Forum) -> None:
    if forum.kind != Forum.Kind.BOARD:
        raise Refusal("not-on-a-board", None, {"forum": forum.name})
