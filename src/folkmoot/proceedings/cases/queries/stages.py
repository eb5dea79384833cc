"""How far a case has come, what comes next in it, and who does that."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from folkmoot.body.membership.models import Suspension
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.queries.about import suspension_now
from folkmoot.proceedings.cases.queries.cases import book_of, judged, steps_of
from folkmoot.proceedings.cases.queries.votes import Voted, motion_of, voted
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.cases.handling import WHOLE, breach_is_settled_swiftly
from folkmoot.rules.findings import Clause, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """
    How a case stands at a moment.

    :param stage: in words, and
    :param state: in one of the site's words.
    :param next: what comes next, in a sentence; nothing once it is closed.
    :param slow: what the agreement says of how long it takes; None where it says nothing.
    """

    case: Case
    steps: list[Step]
    stage: str
    state: str
    next: str
    clause: Clause | None
    vote: Voted | None
    suspension: Suspension | None
    slow: Finding | None

    def has(self, *kinds: str) -> bool:
        return any(step.kind in kinds for step in self.steps)

    @property
    def is_slow(self) -> bool:
        return self.slow is not None and not self.slow.holds

    @property
    def is_voting(self) -> bool:
        """Put to a group that has yet to settle it."""
        return self.vote is not None and not self.vote.motion.outcome


def is_whole(case: Case) -> bool:
    """Test whether a case would end more than the membership of one forum. No query."""
    book = book_of(case)
    if book is None or WHOLE not in book.parameters:
        return False
    return case.scope == book.word(WHOLE)


def progress(case: Case, *, at: datetime) -> Progress:
    """Return how a case stands at a moment. Seven queries at most."""
    steps = steps_of(case)
    motion = motion_of(case)
    vote = voted(case, motion) if motion is not None else None
    on = day_of(case.assembly, at)
    is_member_case = case.kind in (Case.Kind.BREACH, Case.Kind.TERMINATION)
    stage, coming, key = _stage(case, {step.kind for step in steps}, vote)
    book = book_of(case)
    slow = slowness(case, on=on)
    state = "closed" if case.closed_at else "open" if case.opened_at else "due"
    if slow is not None and not slow.holds and case.closed_at is None:
        state = "overdue"
    return Progress(
        case=case,
        steps=steps,
        stage=stage,
        state=state,
        next=coming,
        clause=clause_with_key(book, key) if book is not None and key else None,
        vote=vote,
        suspension=suspension_now(case, on=on) if is_member_case else None,
        slow=slow,
    )


def slowness(case: Case, *, on: date) -> Finding | None:
    """Return whether a breach is slow to be settled, by the agreement; None for others. No query."""
    if case.kind != Case.Kind.BREACH or case.told_on is None or case.opened_at is None:
        return None
    ended = day_of(case.assembly, case.closed_at) if case.closed_at else on
    return judged(book_of(case), breach_is_settled_swiftly, told_on=case.told_on, on=ended)


def _stage(case: Case, kinds: set[str], vote: Voted | None) -> tuple[str, str, str]:
    """The stage in words, what comes next, and the key of the clause for that."""
    if case.closed_at is not None:
        return str(case.get_outcome_display()), "", ""
    if case.opened_at is None:
        return (
            _("raised by a rule"),
            _("Somebody decides whether to go into it, or lets it rest and says why."),
            case.clause_cited,
        )
    if case.kind in (Case.Kind.DISPUTE, Case.Kind.COMPACT):
        return _talks(case, kinds)
    if case.kind == Case.Kind.BREACH:
        return _breach(case)
    if case.kind == Case.Kind.CONCERN:
        return (
            _("with the co-ordination group"),
            _("The chair of the group answers it in writing."),
            "concerns-to-the-chair",
        )
    return _end(case, kinds, vote)


def _talks(case: Case, kinds: set[str]) -> tuple[str, str, str]:
    first = "disagreements" if case.kind == Case.Kind.COMPACT else "dialogue"
    later = "talk-to-a-champion" if case.kind == Case.Kind.COMPACT else "third-party"
    if Step.Kind.DIALOGUE not in kinds and not case.third_party:
        words = _("The sides talk. A more senior person of an organisation may be asked to join.")
        return _("to be talked over"), words, first
    if not case.third_party:
        words = _("The sides go on talking, write down what they agree, or propose a third party.")
        return _("talking"), words, first
    if any(party.agreed_to != case.third_party for party in case.parties.all()):
        words = _("Each side says whether it agrees to the person who was proposed.")
        return _("a third party is proposed"), words, later
    if case.mediator_id is not None and case.mediator_agreed_at is None:
        return _("a champion is asked"), _("The champion says whether they mediate."), later
    if Step.Kind.MEDIATION not in kinds:
        words = _("The sides meet with the person they agreed to.")
        return _("a third party is agreed"), words, later
    words = _("The sides write down what they agree, or close it without agreement.")
    return _("with a third party"), words, later


def _breach(case: Case) -> tuple[str, str, str]:
    if case.is_rectifiable is False:
        words = _("It is taken on towards a vote, with what was gathered.")
        return _("cannot be put right"), words, "breach-to-vote"
    words = _("It is put right, in writing, or found to be past that.")
    return _("being put right"), words, "breach"


def _end(case: Case, kinds: set[str], vote: Voted | None) -> tuple[str, str, str]:
    if vote is not None and not vote.motion.outcome:
        words = _("The group talks about it and votes. The member is heard and does not vote.")
        return _("put to the vote"), words, "termination-vote"
    if vote is not None and vote.waits:
        words = _("What the group said before it voted is written down; then the vote is done.")
        return _("voted, and not yet carried out"), words, "termination-vote"
    if case.is_with_group:
        if Step.Kind.CONSULTED not in kinds:
            words = _("The co-ordination group consults before it talks about it and decides.")
            return _("recommended to the co-ordination group"), words, "termination-whole"
        words = _("It is put to the co-ordination group.")
        return _("the co-ordination group has consulted"), words, "termination-whole"
    if not kinds & {Step.Kind.ASKED, Step.Kind.HEARD}:
        words = _("The member is asked to say what it has to say.")
        return _("the grounds are set out"), words, "termination-grounds"
    words = _("It is put to the vote of the forum.")
    return _("the member was asked to be heard"), words, "termination-vote"
