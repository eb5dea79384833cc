"""How a decision that cannot wait for a meeting is sought, and what came of it counted."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.close_poll import end_poll, outcome_of
from folkmoot.proceedings.decisions.actions.holding import hold_motion, hold_poll
from folkmoot.proceedings.decisions.actions.propose import propose
from folkmoot.proceedings.decisions.actions.settle import settle
from folkmoot.proceedings.decisions.events.urgent import (
    UrgentQuestionAsked,
    UrgentQuestionCounted,
    UrgentQuestionLetter,
)
from folkmoot.proceedings.decisions.models import Entitlement, Motion, Poll
from folkmoot.proceedings.decisions.permits.forums_asked import require_forums_heard
from folkmoot.proceedings.decisions.permits.motions import require_sees, require_undecided
from folkmoot.proceedings.decisions.permits.urgent import require_may_ask_urgently, require_urgent
from folkmoot.proceedings.decisions.queries.motions import (
    blocks_that_hold,
    book_fixing,
    people_to_tell,
)
from folkmoot.proceedings.decisions.queries.polls import (
    counted,
    open_poll,
    roll_between_meetings,
    roll_of,
)
from folkmoot.proceedings.decisions.queries.urgent import (
    MODES,
    URGENT,
    WINDOW,
    clause_of,
    supporters,
)
from folkmoot.proceedings.meetings.models import Visibility
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.meetings.queries.quorum import quorum_of_members
from folkmoot.rules.decisions.deciding import (
    consensus_is_reached,
    urgent_decision_has_its_reason,
    urgent_window_is_long_enough,
)
from folkmoot.rules.findings import Clause, Refusal


@transaction.atomic
@recording_last()
def ask_urgently(
    *,
    forum: Forum,
    question: str,
    because: str,
    route: str,
    closes_at: datetime,
    form_key: str,
    background: str = "",
    visibility: str = Visibility.MEMBERS,
    by: Person,
    at: datetime,
) -> Motion:
    """
    Ask the members of a forum, between meetings, for their views or their votes.

    All members are asked for their views; in a poll every full member in good standing is
    on the roll, with one vote, until it closes. The same form sent again asks once.

    :param because: why it cannot wait for a meeting; it stays with the decision.
    :param route: Motion.Route.EMAIL or Motion.Route.POLL.
    :raises Refusal: if `by` is not the chair, no reason is given, or members have too
        little time.
    """
    book = book_for(forum.assembly, on=day_of(forum.assembly, at))
    clause = clause_of(book)
    office = require_may_ask_urgently(by, forum, clause, at=at)
    if (made := Motion.objects.filter(form_key=form_key).order_by("pk").first()) is not None:
        return made
    if closes_at <= at:
        raise Refusal("urgent-close-not-ahead", clause, {"closes_at": closes_at})
    if book is not None and URGENT in book.parameters:
        urgent_decision_has_its_reason(book, mode=MODES[route], reason=because).require()
    elif not because.strip():
        raise Refusal("urgent-without-reason", None, {"mode": MODES[route]})
    if book is not None and WINDOW in book.parameters:
        urgent_window_is_long_enough(book, opens_at=at, closes_at=closes_at).require()

    is_poll = route == Motion.Route.POLL
    motion = propose(
        forum=forum,
        question=question,
        background=background,
        visibility=visibility,
        route=route,
        urgent_because=because.strip(),
        views_close_at=None if is_poll else closes_at,
        form_key=form_key,
        by=by,
        at=at,
    )
    if is_poll:
        _open(motion, office, closes_at, by=by, at=at)
    people = people_to_tell(motion, on=day_of(motion.assembly, at))
    event = UrgentQuestionAsked(
        motion=motion.reference,
        forum=forum.name,
        mode=MODES[route],
        closes_at=closes_at,
        asked=len(people),
    )
    record(event, assembly=forum.assembly.slug, by=by, at=at, under=clause)
    letter = UrgentQuestionLetter(
        motion=motion.reference,
        forum=forum.name,
        question=question,
        because=motion.urgent_because,
        is_poll=is_poll,
        closes_at=closes_at,
    )
    tell(people, letter, assembly=forum.assembly.slug, at=at)
    return motion


def _open(motion: Motion, office: str, closes_at: datetime, *, by: Person, at: datetime) -> None:
    poll = Poll.objects.create(
        motion=motion,
        number=1,
        way=Poll.Way.ELECTRONIC,
        opened_at=at,
        opened_by=by,
        presided_as=office,
        closes_at=closes_at,
    )
    Entitlement.objects.bulk_create(
        Entitlement(poll=poll, membership=one, organisation_name=one.organisation.name)
        for one in roll_between_meetings(motion, at=at)
    )


@transaction.atomic
@recording_last()
def count_urgent(
    *, motion: Motion, is_agreed: bool = True, words: str = "", by: Person, at: datetime
) -> Motion:
    """
    Count the answers to an urgent question once its time is over, and decide it by them.

    A poll is decided by its votes, if those who took part make a quorum. Views are agreed
    if whoever chairs finds so, no objection that holds a consensus up stands, and a full
    member supports it. Otherwise nothing is decided, and things stay as they were.

    :param is_agreed: for views, what whoever chairs makes of them.
    :param words: what goes with the outcome.
    :raises Refusal: if `by` may not, it is decided, members still have time to answer, or
        views are to be agreed on that do not agree.
    """
    motion = hold_motion(motion)
    require_may_arrange(by, motion.forum, at=at)
    require_sees(by, motion, at=at)
    require_urgent(motion)
    require_undecided(motion)
    clause = clause_of(book_fixing(motion, URGENT))
    if motion.route == Motion.Route.POLL:
        outcome, took_part, said = _votes(motion, clause, by=by, at=at)
    else:
        outcome, took_part, said = _views(motion, clause, is_agreed, at=at)
    if outcome in (Motion.Outcome.AGREED, Motion.Outcome.CARRIED):
        require_forums_heard(motion, at=at)
    event = UrgentQuestionCounted(
        motion=motion.reference,
        forum=motion.forum.name,
        mode=MODES[motion.route],
        took_part=took_part,
        outcome=outcome,
    )
    record(event, assembly=motion.assembly.slug, by=by, at=at, under=clause)
    joined = " ".join(part for part in (said, words.strip()) if part)
    return settle(motion=motion, outcome=outcome, words=joined, under=clause, by=by, at=at)


def _votes(
    motion: Motion, clause: Clause | None, *, by: Person, at: datetime
) -> tuple[str, int, str]:
    found = open_poll(motion)
    if found is None:
        raise Refusal("no-poll-open", clause, {"motion": motion.reference})
    poll = hold_poll(found)
    _require_over(poll.closes_at, clause, at=at)
    voted = list(roll_of(poll).filter(has_voted=True).select_related("membership__organisation"))
    quorum = quorum_of_members(motion.forum, [one.membership for one in voted], at=at)
    tally = counted(poll)
    poll.votes_for, poll.votes_against = tally["for"], tally["against"]
    poll.abstained = tally["abstain"]
    end_poll(poll, found=quorum, by=by, at=at)
    if poll.void_because:
        said = _("Too few took part for the vote to stand: %(quorum)s.")
        return Motion.Outcome.UNDECIDED, len(voted), said % {"quorum": quorum.words.rstrip(".")}
    outcome, _clause = outcome_of(poll)
    if outcome:
        return outcome, len(voted), ""
    said = _("The votes were level. It can be put to the next meeting.")
    return Motion.Outcome.UNDECIDED, len(voted), said


def _views(
    motion: Motion, clause: Clause | None, is_agreed: bool, *, at: datetime
) -> tuple[str, int, str]:
    _require_over(motion.views_close_at, clause, at=at)
    on = day_of(motion.assembly, at)
    took_part = motion.stances.filter(replaced_at=None).count()
    if not is_agreed:
        return Motion.Outcome.UNDECIDED, took_part, ""
    blocks = blocks_that_hold(motion, on=on)
    if (book := book_fixing(motion, "consensus.blocked_by")) is not None:
        consensus_is_reached(book, blocks=len(blocks)).require()
    if not supporters(motion, on=on):
        raise Refusal("urgent-nobody-agreed", clause, {})
    return Motion.Outcome.AGREED, took_part, ""


def _require_over(closes_at: datetime | None, clause: Clause | None, *, at: datetime) -> None:
    if closes_at is not None and at < closes_at:
        facts = {"closes_at": closes_at}
        raise Refusal("urgent-still-open", clause, facts, from_when=closes_at)
