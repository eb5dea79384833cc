"""Calling meetings in a test: what is usual, so that a test says only what is not."""

from datetime import UTC, datetime, timedelta

from allauth.mfa.models import Authenticator

from folkmoot.proceedings.meetings.actions.call_meeting import Arrangements, call_meeting
from folkmoot.proceedings.meetings.actions.move_meeting import move_meeting
from folkmoot.proceedings.meetings.models import Meeting

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
THEN = datetime(2026, 3, 26, 14, tzinfo=UTC)
HALL = Arrangements(
    place="Village hall, Lichmere",
    access="Ring the bell.",
    join_link="https://meet.example/canary-room",
    dial_in="0300 canary",
)


def call(forum, by, *, starts_at=THEN, hours=2, arrangements=HALL, at=NOW) -> Meeting:
    return call_meeting(
        forum=forum,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        arrangements=arrangements,
        by=by,
        at=at,
    )


def move(meeting, by, *, at=NOW + timedelta(days=1), edition=None, **changed) -> Meeting:
    names = ("starts_at", "ends_at", "place", "access", "join_link", "dial_in")
    new = {name: getattr(meeting, name) for name in names} | {"because": "The hall is let."}
    return move_meeting(
        meeting=meeting,
        edition=meeting.calendar_sequence if edition is None else edition,
        by=by,
        at=at,
        **(new | changed),
    )


def signed_in(client, person):
    """Sign somebody in, with a second factor where they could need one."""
    Authenticator.objects.get_or_create(
        user=person, type=Authenticator.Type.TOTP, defaults={"data": {}}
    )
    client.force_login(person)
    return client
