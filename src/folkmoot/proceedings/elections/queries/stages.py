"""How far a contest has got: from its dates and deeds, at the moment it is asked."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.proceedings.elections.models import Contest, Round, Teller
from folkmoot.proceedings.elections.queries.contests import book_of
from folkmoot.proceedings.elections.queries.counts import outcome, rounds
from folkmoot.rules.elections.outcomes import Outcome
from folkmoot.rules.findings import Clause

# What each stage is called, and the word by which the site tags it.
STAGES = {
    "nominations to come": "opens later",
    "nominations": "open",
    "to publish": "closed",
    "keys awaited": "opens later",
    "ballot to come": "opens later",
    "ballot": "open",
    "sealed": "closed",
    "counted": "provisional",
    "tied": "tied",
    "to the group": "undecided",
    "to declare": "verified",
    "declared": "declared",
    "given up": "ended",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAct:
    """
    The next thing to be done in a contest.

    :param who: in words; `person` is one who may do it, where it falls to one alone.
    :param due: by when; None where the agreement and the notice set no time.
    :param page: the name of the page where it is done.
    """

    verb_phrase: str
    who: str
    page: str
    due: datetime | None = None
    clause: Clause | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a contest has got at a moment."""

    contest: Contest
    stage: str
    rounds: list[Round]
    outcome: Outcome | None
    next: NextAct | None

    @property
    def state(self) -> str:
        """The word by which the site tags the stage."""
        return STAGES[self.stage]

    @property
    def round(self) -> Round | None:
        """The latest round, or None before the first."""
        return self.rounds[-1] if self.rounds else None

    @property
    def is_over(self) -> bool:
        return self.stage in ("declared", "given up")


def progress(contest: Contest, *, at: datetime, held: list[Round] | None = None) -> Progress:
    """
    Return how far a contest has got. At most six queries, however many its ballots are.

    :param held: its rounds in order, with their tellers and candidates, where they are fetched
        already: then none, but four where there are ballots to count.
    """
    held = list(rounds(contest)) if held is None else held
    now = held[-1] if held else None
    found = None
    if contest.published_at and (now is None or now.opened_at):
        found = outcome(contest)
    stage = _stage(contest, now, found, at)
    return Progress(
        contest=contest,
        stage=stage,
        rounds=held,
        outcome=found,
        next=_next(contest, now, stage, found),
    )


def stage_in_list(contest: Contest, *, at: datetime) -> tuple[str, str]:
    """
    Return a contest's stage and the word of its tag, without counting its ballots.

    No query, where the rounds and their tellers were fetched with it.
    """
    held = sorted(contest.rounds.all(), key=lambda round: round.number)
    stage = _stage(contest, held[-1] if held else None, None, at)
    return stage, STAGES[stage]


def _stage(contest: Contest, round: Round | None, found: Outcome | None, at: datetime) -> str:
    if contest.abandoned_at:
        return "given up"
    if contest.declared_at:
        return "declared"
    if at < contest.nominations_open_at:
        return "nominations to come"
    if at < contest.nominations_close_at:
        return "nominations"
    if contest.published_at is None:
        return "to publish"
    if round is not None and round.opened_at is None:
        return _stage_of_ballot(round, at)
    if round is not None and round.verified_at is None:
        return "counted"
    if found is not None and found.kind == "run-off":
        return "tied"
    if found is not None and found.kind == "to the group" and contest.elected_id is None:
        return "to the group"
    return "to declare"


def _stage_of_ballot(round: Round, at: datetime) -> str:
    if at >= round.closes_at:
        return "sealed"
    if any(not teller.public_key for teller in round.tellers.all()):
        return "keys awaited"
    return "ballot" if at >= round.opens_at else "ballot to come"


def _next(
    contest: Contest, round: Round | None, stage: str, found: Outcome | None
) -> NextAct | None:
    book, officer = book_of(contest), contest.returning_officer_id
    returning = _("the returning officer")

    def under(name: str) -> Clause:
        return book.parameter(name).clause

    if round is not None and stage in ("keys awaited", "sealed"):
        return _next_of_teller(round, stage)
    match stage:
        case "nominations to come" | "nominations":
            return NextAct(
                verb_phrase=_("Put somebody forward"),
                who=_("full members of the forum"),
                page="elections:nominate",
                due=contest.nominations_close_at,
                clause=under("nominations.length"),
            )
        case "to publish":
            return NextAct(
                verb_phrase=_("Publish the nominees and the roll"),
                who=returning,
                page="elections:publish",
                clause=under("ballot.modes"),
                person=officer,
            )
        case "ballot to come" | "ballot":
            assert round is not None
            return NextAct(
                verb_phrase=_("Vote"),
                who=_("the members on the roll"),
                page="elections:vote",
                due=round.closes_at,
                clause=under("ballot.votes"),
            )
        case "counted":
            return NextAct(
                verb_phrase=_("Verify the count"),
                who=returning,
                page="elections:verify",
                clause=under("result.provisional_until"),
                person=officer,
            )
        case "tied":
            return NextAct(
                verb_phrase=_("Open a run-off between those who are level"),
                who=returning,
                page="elections:run_off",
                clause=under("tie.run_offs"),
                person=officer,
            )
        case "to the group":
            return NextAct(
                verb_phrase=_("Record whom the group chose, and how"),
                who=returning,
                page="elections:agreed",
                clause=under("tie.after_run_off"),
                person=officer,
            )
        case "to declare":
            return NextAct(
                verb_phrase=_("Declare the result"),
                who=returning,
                page="elections:declare",
                clause=found.clause if found else None,
                person=officer,
            )
        case _:
            return None


def _next_of_teller(round: Round, stage: str) -> NextAct | None:
    tellers: list[Teller] = sorted(round.tellers.all(), key=lambda one: one.place)
    if stage == "keys awaited":
        waiting = [teller for teller in tellers if not teller.public_key]
        return NextAct(
            verb_phrase=_("Take a key, so that the ballot can open"),
            who=", ".join(teller.person.name for teller in waiting),
            page="elections:key",
            due=round.opens_at,
            person=waiting[0].person_id,
        )
    waiting = [teller for teller in reversed(tellers) if teller.opened_at is None]
    return NextAct(
        verb_phrase=_("Open the ballots with the teller's key"),
        who=waiting[0].person.name,
        page="elections:open",
        person=waiting[0].person_id,
    )
