"""What was decided between meetings, as the next meeting is told of it."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.urgent import decided_between
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.beyond import Drafted, News
from folkmoot.proceedings.meetings.queries.meetings import last_held_before

STANDING = "between-meetings"


def news_of_urgent(forum: Forum, since: datetime, until: datetime) -> Iterator[News]:
    """Tell what a forum decided urgently in a time, the first first. One query."""
    for motion in decided_between(forum, since, until):
        assert motion.decided_at is not None
        yield News(
            standing=STANDING,
            words=_told(motion),
            when=motion.decided_at,
            url=reverse("decisions:motion", args=[forum.assembly, motion.reference]),
            visibility=motion.visibility,
        )


def lines_of_urgent(meeting: Meeting) -> Iterator[Drafted]:
    """Draw a line of notes for each urgent decision that came before a meeting. Three queries."""
    item = meeting.items.filter(standing=STANDING, withdrawn_at=None).order_by("pk").first()
    before = last_held_before(meeting.forum, meeting.starts_at)
    since = before.starts_at if before is not None else meeting.called_at
    found = decided_between(meeting.forum, since, meeting.starts_at)
    # A line is read by whoever may read the item: what is for fewer is told without its words.
    readers = item.visibility if item is not None else "public"
    for motion in found:
        is_open = _NARROW.index(motion.visibility) <= _NARROW.index(readers)
        words = _told(motion) if is_open else _("Urgent decision %s.") % motion.reference
        if motion.noted_in_id == meeting.pk:
            words = _("%(words)s The meeting noted it.") % {"words": words}
        yield Drafted(
            item=item.pk if item is not None else None,
            drawn_from="urgent",
            source=motion.reference,
            text=words,
        )


_NARROW = ("public", "members", "full")


def _told(motion: Motion) -> str:
    words = _("Urgent decision %(reference)s: %(question)s Outcome: %(outcome)s.")
    question = motion.question.rstrip(".") + "."
    facts = {"reference": motion.reference, "question": question}
    return words % {**facts, "outcome": motion.get_outcome_display()}
