"""The whole life of a contest as an ordered list: past, now and to come."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.membership.queries import clause_with_key
from folkmoot.proceedings.elections.models import Round
from folkmoot.proceedings.elections.queries.contests import book_of
from folkmoot.proceedings.elections.queries.stages import Progress
from folkmoot.rules.findings import Clause


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a contest's life, as the timeline draws it."""

    label: str
    when: datetime | None
    state: str
    clause: Clause | None = None
    note: str = ""


def steps(found: Progress, *, at: datetime) -> list[Step]:
    """Return a contest's whole life in steps: past, now and to come. No query."""
    contest, book = found.contest, book_of(found.contest)
    window, shown = book.parameter("nominations.length"), book.parameter("ballot.modes")
    under = {"first": "chair.first_election", "term": "chair.term", "vacancy": "casual.term_end"}
    life = [
        Step(
            label=_("Called: %(reason)s") % {"reason": contest.get_reason_display()},
            when=contest.called_at,
            state="past",
            clause=(
                clause_with_key(book, "notice-of-vacancy")
                if contest.seat
                else book.parameter(under[contest.reason]).clause
            ),
        ),
        _dated(_("Nominations open"), contest.nominations_open_at, at),
        _dated(
            _("Nominations close"),
            contest.nominations_close_at,
            at,
            clause=window.clause,
            note=contest.short_because,
        ),
    ]
    over = contest.abandoned_at is not None
    if contest.published_at or not over:
        label = _("Nominees and roll published")
        life.append(_done(label, contest.published_at, clause=shown.clause))
    for round in found.rounds:
        life += _steps_of(round, at, over=over, of=len(found.rounds))
    if contest.published_at is None and not over:
        life.append(_done(_("Secret ballot"), None))
    if over:
        label = _("Given up")
        life.append(_done(label, contest.abandoned_at, note=contest.abandoned_because))
    else:
        life.append(_done(_("Result declared"), contest.declared_at))
    return list(_with_now(life))


def _steps_of(round: Round, at: datetime, *, over: bool, of: int) -> Iterator[Step]:
    number = "" if of == 1 else _(" (round %(number)s)") % {"number": round.number}
    clause = book_of(round.contest).parameter("result.provisional_until").clause
    if over and at < round.opens_at:
        return
    yield _dated(_("Ballot opens") + number, round.opens_at, at)
    yield _dated(_("Ballot closes") + number, round.closes_at, at)
    if not over:
        yield _done(_("Ballots opened and counted") + number, round.opened_at)
        yield _done(_("Count verified") + number, round.verified_at, clause=clause)


def _dated(
    label: str, when: datetime, at: datetime, clause: Clause | None = None, note: str = ""
) -> Step:
    state = "past" if when <= at else "to come"
    return Step(label=label, when=when, state=state, clause=clause, note=note)


def _done(label: str, when: datetime | None, clause: Clause | None = None, note: str = "") -> Step:
    state = "past" if when else "to come"
    return Step(label=label, when=when, state=state, clause=clause, note=note)


def _with_now(life: list[Step]) -> Iterator[Step]:
    """Mark the first step that is not past as the one that is now."""
    waiting = True
    for step in life:
        if waiting and step.state == "to come":
            waiting = False
            yield replace(step, state="now")
        else:
            yield step
