from datetime import datetime, timedelta

from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.permits import require_not_cancelled
from folkmoot.rules.findings import Refusal, teach

FURTHEST = timedelta(days=3 * 366)

teach(
    {
        "forum-meets-then-already": (
            "{forum} already has a meeting then, which begins at {starts_at}, so another cannot "
            "be called for the same time."
        ),
        "forum-is-over": "{forum} was closed on {closed_on}, so it does not meet any more.",
        "meeting-in-the-past": "{starts_at} has passed, so no meeting can be called for then.",
        "meeting-too-far-ahead": (
            "{starts_at} is more than three years away, so no meeting can be called for then yet."
        ),
        "meeting-ends-before-it-starts": "The meeting has to end after it begins.",
        "meeting-was-opened": (
            "The chair opened this meeting at {opened_at}, so it cannot be moved or cancelled "
            "any more."
        ),
        "meeting-without-place": (
            "Say where people meet, or give a link or a number by which they join."
        ),
        "nothing-moved": "Nothing was changed, so nobody was written to.",
        "series-too-short": "A series has at least two dates; call a single meeting by itself.",
        "series-too-long": "A series has at most 24 dates, because plans change.",
    }
)


def require_meets_still(forum: Forum, *, starts_at: datetime) -> None:
    """:raises Refusal: if the forum is closed by then. The assembly is not asked for."""
    if forum.closed_on is not None and forum.closed_on <= starts_at.date():
        raise Refusal("forum-is-over", None, {"forum": forum.name, "closed_on": forum.closed_on})


def require_times(*, starts_at: datetime, ends_at: datetime, at: datetime) -> None:
    """:raises Refusal: unless a meeting begins after `at`, not too far off, and then ends."""
    if starts_at <= at:
        raise Refusal("meeting-in-the-past", None, {"starts_at": starts_at})
    if starts_at > at + FURTHEST:
        raise Refusal("meeting-too-far-ahead", None, {"starts_at": starts_at})
    if ends_at <= starts_at:
        raise Refusal("meeting-ends-before-it-starts", None, {})


def require_way_in(place: str, join_link: str, dial_in: str) -> None:
    """:raises Refusal: if there is nowhere to go and nothing to join by."""
    if not any(way.strip() for way in (place, join_link, dial_in)):
        raise Refusal("meeting-without-place", None, {})


def require_not_opened(meeting: Meeting) -> None:
    """:raises Refusal: if the meeting was opened or cancelled, so that it stays as it is."""
    require_not_cancelled(meeting)
    if meeting.opened_at is not None:
        raise Refusal("meeting-was-opened", None, {"opened_at": meeting.opened_at})


def require_free(
    forum: Forum, *, starts_at: datetime, ends_at: datetime, besides: Meeting | None = None
) -> None:
    """
    Require that a forum has no other meeting at a time; two that touch do not meet. One query.

    :param besides: the meeting that is being moved.
    :raises Refusal: if it has.
    """
    others = forum.meetings.filter(cancelled_at=None, starts_at__lt=ends_at, ends_at__gt=starts_at)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    found = others.order_by("starts_at", "pk").first()
    if found is not None:
        facts = {"forum": forum.name, "starts_at": found.starts_at}
        raise Refusal("forum-meets-then-already", None, facts)
