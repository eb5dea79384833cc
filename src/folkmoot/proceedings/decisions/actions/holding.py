"""Taking hold of a motion or a poll before it is changed, and saying that it was."""

from django.db.models import F

from folkmoot.proceedings.decisions.models import Motion, Poll
from folkmoot.proceedings.meetings.actions.changing import stir

WITH = (
    "assembly", "forum__assembly", "item__meeting__assembly", "item__meeting__forum__assembly",
    "concerns", "proposed_by",
)  # fmt: skip


def hold_motion(motion: Motion) -> Motion:
    """Return a motion as it is now, held until the transaction ends. One query."""
    return (
        Motion.objects.select_for_update(of=("self",), no_key=True)
        .select_related(*WITH)
        .get(pk=motion.pk)
    )


def hold_poll(poll: Poll) -> Poll:
    """
    Return a poll as it is now, with its motion, both held until the transaction ends. Two queries.

    The motion first, as in every deed. Whoever closes a poll and whoever votes in it hold
    these same rows, so that a ballot is either counted or told that it came too late.
    """
    motion = hold_motion(Motion(pk=poll.motion_id))
    held = Poll.objects.select_for_update(of=("self",), no_key=True).get(pk=poll.pk)
    held.motion = motion
    return held


def stir_motion(motion: Motion) -> None:
    """Let pages that show a motion, and the meeting it is before, know that it has changed."""
    Motion.objects.filter(pk=motion.pk).update(edition=F("edition") + 1)
    if motion.item is not None:
        stir(motion.item.meeting)
