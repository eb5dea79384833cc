from datetime import datetime

from django.db import transaction

from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.events.people import (
    AbsenceReached,
    AbsencesNoted,
    MissedLetter,
)
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.permits import require_may_arrange, require_not_cancelled
from folkmoot.proceedings.meetings.queries.absences import (
    Away,
    away_without_a_word,
    members_expected,
)
from folkmoot.proceedings.meetings.queries.clauses import clause_here
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of, next_after
from folkmoot.rules.findings import Finding
from folkmoot.rules.membership.rights import absence_raises_a_case

NUDGES = 2
"""After how many absences in a row a member is written to, before anybody looks into it."""


@transaction.atomic
@recording_last()
def note_absences(*, meeting: Meeting, by: Person, at: datetime) -> list[Away]:
    """
    Write to members that were away from a meeting without a word, as it closes.

    After the first and the second absence in a row they are told kindly that they were
    missed. When there are as many in a row as the agreement says, those who look into
    such things hear of it, and again each time as many more have gone by; nothing ends.

    :raises Refusal: if `by` does not look after the meeting, or it was cancelled.
    """
    require_may_arrange(by, meeting.forum, at=at)
    require_not_cancelled(meeting)
    away = away_without_a_word(meeting)
    clause = clause_here(meeting, "absence", at=at)
    following = next_after(meeting.forum, meeting.starts_at)

    on, slug = day_of(meeting.assembly, at), meeting.assembly.slug
    event = AbsencesNoted(
        meeting=meeting.reference,
        forum=meeting.forum.name,
        members=len(members_expected(meeting)),
        away=len(away),
    )
    record(event, assembly=slug, by=by, at=at, under=clause)
    for one in away:
        finding = _judged(meeting, one, at=at)
        name = one.membership.organisation.name
        if finding is not None and finding.holds:
            threshold = int(finding.facts["threshold"])
            if one.in_a_row % threshold == 0:
                reached = AbsenceReached(
                    meeting=meeting.reference,
                    forum=meeting.forum.name,
                    organisation=name,
                    in_a_row=one.in_a_row,
                    threshold=threshold,
                )
                publish(reached, about=one.membership, by=by, at=at)
        elif one.in_a_row <= NUDGES:
            letter = MissedLetter(
                meeting=meeting.reference,
                forum=meeting.forum.name,
                organisation=name,
                met_at=meeting.starts_at,
                in_a_row=one.in_a_row,
                next_at=following.starts_at if following is not None else None,
            )
            people = people_acting_for(one.membership.organisation, on=on)
            tell(people, letter, assembly=slug, at=at)
    return away


def _judged(meeting: Meeting, away: Away, *, at: datetime) -> Finding | None:
    """What the agreement makes of it; None where it says nothing."""
    book = book_with(meeting.assembly, "absence.threshold", on=day_of(meeting.assembly, at))
    if book is None:
        return None
    return absence_raises_a_case(book, unexplained_in_a_row=away.in_a_row)
