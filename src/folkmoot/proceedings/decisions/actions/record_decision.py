from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.rulebook.queries import changes_in
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.decisions.actions.propose import next_reference
from folkmoot.proceedings.decisions.events.register import DecisionRecorded
from folkmoot.proceedings.decisions.models import Motion, Poll
from folkmoot.proceedings.decisions.permits.register import require_past
from folkmoot.proceedings.meetings.models import Visibility
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, zone_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
def record_decision(
    *,
    forum: Forum,
    question: str,
    outcome: str,
    decided_on: date,
    how: str,
    is_collective: bool,
    decided_by_name: str = "",
    evidence: str = "",
    background: str = "",
    votes: tuple[int, int, int] | None = None,
    areas: Iterable[Area] = (),
    visibility: str = Visibility.PUBLIC,
    effective_on: date | None = None,
    form_key: str,
    by: Person,
    at: datetime,
) -> Motion:
    """
    Put on the register a decision that was taken elsewhere than on this site.

    How it was taken, by whom, together or by one person alone, on what evidence and when.
    It gets a reference of its own, for good. The same form sent again records it once.

    :param outcome: agreed, carried, lost or undecided, one of Motion.Outcome.
    :param how: in words, such as "by show of hands at the meeting in May".
    :param votes: for, against and abstained, where they were counted.
    :raises Refusal: if `by` may not, it was decided on a day to come, or it was one
        person's and does not say whose.
    """
    require_may_arrange(by, forum, at=at)
    assembly = Assembly.objects.select_for_update(no_key=True).get(pk=forum.assembly_id)
    if (made := Motion.objects.filter(form_key=form_key).order_by("pk").first()) is not None:
        return made
    require_past(decided_on, today=day_of(assembly, at))
    if not is_collective and not decided_by_name.strip():
        raise Refusal("decision-without-decider", None, {})
    book = book_for(assembly, on=decided_on)
    decided_at = min(datetime.combine(decided_on, time(12), zone_of(assembly)), at)
    motion = Motion.objects.create(
        assembly=assembly,
        forum=forum,
        reference=next_reference(assembly, year=decided_on.year),
        route=Motion.Route.RECORDED,
        document=book.document if book else "",
        version=book.number if book else "",
        amended=changes_in(book),
        question=question.strip(),
        background=background.strip(),
        evidence=evidence.strip(),
        entered_by=by,
        proposed_at=decided_at,
        decided_at=decided_at,
        outcome=outcome,
        outcome_words=how.strip(),
        is_collective=is_collective,
        decided_by_name="" if is_collective else decided_by_name.strip(),
        visibility=visibility,
        effective_on=effective_on or decided_on,
        form_key=form_key,
    )
    motion.areas.set(areas)
    if votes is not None:
        Poll.objects.create(
            motion=motion,
            number=1,
            way=Poll.Way.HANDS,
            opened_at=decided_at,
            opened_by=by,
            presided_as="chair",
            closed_at=decided_at,
            closed_by=by,
            votes_for=votes[0],
            votes_against=votes[1],
            abstained=votes[2],
        )
    event = DecisionRecorded(
        motion=motion.reference,
        forum=forum.name,
        how=motion.get_outcome_display(),
        collectively=is_collective,
        decided_on=decided_on,
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    return motion
