"""Taking hold of a meeting or an item before it is changed, and saying that it was."""

from django.db.models import F

from folkmoot.proceedings.meetings.models import AgendaItem, Meeting


def hold(meeting: Meeting) -> Meeting:
    """Return a meeting as it is now, held until the transaction ends. One query."""
    return (
        Meeting.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assembly", "forum__assembly")
        .get(pk=meeting.pk)
    )


def hold_item(item: AgendaItem) -> AgendaItem:
    """
    Return an item as it is now, with its meeting, both held. Two queries.

    The meeting first, as in every deed, so that no two deeds wait for each other.
    """
    meeting = hold(Meeting(pk=item.meeting_id))
    held = AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    held.meeting = meeting
    return held


def stir(meeting: Meeting) -> None:
    """Let pages that show a meeting know that it has changed. One query."""
    Meeting.objects.filter(pk=meeting.pk).update(edition=F("edition") + 1)
