from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import changes_in
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.decisions.actions.holding import stir_motion
from folkmoot.proceedings.decisions.events.motions import MotionProposed
from folkmoot.proceedings.decisions.models import Motion, Option
from folkmoot.proceedings.decisions.permits.motions import (
    require_may_put,
    require_open_item,
    require_sees,
)
from folkmoot.proceedings.meetings.actions.changing import hold
from folkmoot.proceedings.meetings.models import AgendaItem, Visibility
from folkmoot.proceedings.meetings.queries.clauses import clause_fixing
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms
from folkmoot.proceedings.meetings.queries.sight import shut_out_of


@transaction.atomic
def propose(
    *,
    forum: Forum,
    question: str,
    form_key: str,
    by: Person,
    at: datetime,
    item: AgendaItem | None = None,
    proposed_by: Organisation | None = None,
    background: str = "",
    evidence: str = "",
    options: Sequence[tuple[str, str]] = (),
    areas: Iterable[Area] = (),
    concerns: Organisation | None = None,
    recommends_to: Forum | None = None,
    effective_on: date | None = None,
    visibility: str = Visibility.PUBLIC,
    route: str = Motion.Route.MEETING,
    urgent_because: str = "",
    views_close_at: datetime | None = None,
) -> Motion:
    """
    Put a motion to a forum, under an item of one of its meetings or between them.

    It gets its reference, which it keeps. The same form sent again changes nothing and
    returns the motion that it made. It is judged to its end by the agreement in force now.

    :param options: the ways of settling it that are weighed: a label, and how it does.
    :param concerns: the member that it is about: it is heard, and has no vote.
    :param form_key: what the form was given when it was shown.
    :raises Refusal: if `by` may not put it, or nothing more can be put under the item.
    """
    if item is not None and item.meeting.forum_id != forum.pk:
        raise ValueError(f"{item} is not before forum {forum.pk}")
    require_may_put(by, forum, proposed_by, at=at)
    # The assembly is held so that two motions put at once are numbered one after the other;
    # the meeting before it, as whoever closes a meeting takes them.
    if item is not None:
        hold(item.meeting)
    assembly = Assembly.objects.select_for_update(no_key=True).get(pk=forum.assembly_id)
    if (made := Motion.objects.filter(form_key=form_key).order_by("pk").first()) is not None:
        return made
    on = day_of(assembly, at)
    book = book_for(assembly, on=on)
    motion = Motion(
        assembly=assembly,
        forum=forum,
        reference=next_reference(assembly, year=on.year),
        item=item,
        route=route,
        document=book.document if book else "",
        version=book.number if book else "",
        amended=changes_in(book),
        question=question,
        background=background,
        evidence=evidence,
        proposed_by=proposed_by,
        entered_by=by,
        proposed_at=at,
        form_key=form_key,
        visibility=visibility,
        concerns=concerns,
        recommends_to=recommends_to,
        effective_on=effective_on,
        urgent_because=urgent_because,
        views_close_at=views_close_at,
    )
    if item is not None:
        require_open_item(item)
        require_sees(by, motion, at=at)

    motion.save()
    motion.areas.set(areas)
    Option.objects.bulk_create(
        Option(motion=motion, position=position, label=label, merits=merits)
        for position, (label, merits) in enumerate(options, 1)
    )
    stir_motion(motion)
    event = MotionProposed(
        motion=motion.reference,
        forum=forum.name,
        meeting=item.meeting.reference if item is not None else "",
        proposed_by=proposed_by.name if proposed_by is not None else "",
    )
    clause = clause_fixing(book, "consensus.blocked_by")
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    terms = chairing_terms(forum, on=on)
    chairs = [term.person for term in terms.values() if term.person is not None]
    shut = shut_out_of(item, chairs, on=on) if item is not None else set()
    told = [chair for chair in chairs if chair.pk not in shut and chair.pk != by.pk]
    tell(told, event, assembly=assembly.slug, at=at)
    return motion


def next_reference(assembly: Assembly, *, year: int) -> str:
    """Return the reference that is free next in a year. The assembly is held. One query."""
    of_year = Motion.objects.filter(assembly=assembly, reference__startswith=f"{year}-")
    last = of_year.order_by("-pk").values_list("reference", flat=True).first()
    number = int(last.rpartition("-")[2]) + 1 if last else 1
    return f"{year}-{number}"
