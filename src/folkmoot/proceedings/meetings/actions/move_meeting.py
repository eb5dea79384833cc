from datetime import datetime

from django.db import transaction
from django.db.models import F

from folkmoot.body.forums.models import Forum
from folkmoot.ground.bus import publish
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold
from folkmoot.proceedings.meetings.events.calling import MeetingMoved
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.permits import require_edition, require_may_arrange
from folkmoot.proceedings.meetings.permits.calling import (
    require_free,
    require_meets_still,
    require_not_opened,
    require_times,
    require_way_in,
)
from folkmoot.proceedings.meetings.queries.arranging import people_to_tell, signed_up
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def move_meeting(
    *,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    access: str,
    join_link: str,
    dial_in: str,
    because: str,
    edition: int,
    by: Person,
    at: datetime,
) -> Meeting:
    """
    Give a meeting another time, place or way in, and tell those whom it concerns.

    Its address stays the same, and calendars that took it in replace what they have.

    :param because: why; it is published.
    :param edition: how often it had been moved, as it was shown to whoever moves it.
    :raises Refusal: if `by` may not move it, somebody changed it meanwhile, it was opened or
        cancelled, nothing is changed, the forum has another meeting then, or the time or
        place makes no sense.
    """
    held = hold(meeting)
    forum, assembly = held.forum, held.assembly
    require_may_arrange(by, forum, at=at)
    require_not_opened(held)
    require_edition(edition, held.calendar_sequence)
    new = {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "place": place.strip(),
        "access": access.strip(),
        "join_link": join_link.strip(),
        "dial_in": dial_in.strip(),
    }
    if all(getattr(held, name) == value for name, value in new.items()):
        raise Refusal("nothing-moved", None, {})
    if (starts_at, ends_at) != (held.starts_at, held.ends_at):
        require_times(starts_at=starts_at, ends_at=ends_at, at=at)
        require_meets_still(forum, starts_at=starts_at)
        Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
        require_free(forum, starts_at=starts_at, ends_at=ends_at, besides=held)
    require_way_in(place, join_link, dial_in)

    was_at, was_in = held.starts_at, held.place
    Meeting.objects.filter(pk=held.pk).update(
        **new,
        moved_at=at,
        calendar_sequence=F("calendar_sequence") + 1,
        edition=F("edition") + 1,
    )
    event = MeetingMoved(
        meeting=held.reference,
        forum=forum.name,
        was_at=was_at,
        starts_at=starts_at,
        ends_at=ends_at,
        was_in=was_in,
        place=place.strip(),
        is_remote=bool(join_link.strip() or dial_in.strip()),
        because=because.strip(),
    )
    record(event, assembly=assembly.slug, by=by, at=at)
    held.refresh_from_db()
    publish(event, about=held, by=by, at=at)
    people = [*people_to_tell(forum, on=day_of(assembly, at)), *signed_up(held)]
    tell(people, event, assembly=assembly.slug, at=at)
    return held
