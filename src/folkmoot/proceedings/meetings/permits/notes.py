"""Who writes notes and corrects them, and when."""

from datetime import datetime

from folkmoot.body.forums.models import ForumMember
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Action, AgendaItem, Meeting
from folkmoot.proceedings.meetings.permits import may_arrange, may_speak_for
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.notes import keeps_notes
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "notes-before-the-meeting": (
            "There is nothing to write down yet, because the chair has not opened this meeting."
        ),
        "notes-before-the-end": (
            "The notes cannot go out yet, because the chair has not closed the meeting."
        ),
        "notes-sent-already": (
            "The notes went to the members on {sent_on}, so a line of them changes only by a "
            "correction."
        ),
        "notes-not-sent": "The notes have not gone to the members yet, so this cannot be done.",
        "notes-not-open": (
            "These notes are for members so far. What is public of them can be read by everybody "
            "once the next meeting has approved them."
        ),
        "notes-are-a-draft": "The notes of this meeting are being written, and go to members next.",
        "notes-empty": "There is no line in these notes yet, so there is nothing to send.",
        "notes-late-without-reason": (
            "The notes are {late} late, because they were due by {latest}. They can still go out "
            "with a written reason, and none was given."
        ),
        "notes-without-next-meeting": (
            "The notes are not finished, because they do not say when the next meeting is."
        ),
        "next-meeting-of-another": (
            "The next meeting is one of the same forum, called and later than this one."
        ),
        "notes-approved-already": "These notes were approved on {approved_on}.",
        "notes-approved-elsewhere": (
            "The notes of {forum} are approved at a later meeting of {forum}, while it goes on."
        ),
        "corrections-waiting": (
            "Corrections still wait for an answer, so the notes cannot be approved yet."
        ),
        "correction-changes-nothing": "The line already reads as you would have it.",
        "correction-answered-already": "This correction was answered on {answered_on}.",
        "correction-declined-without-reason": (
            "A correction that is not taken in needs a reason that the member can read."
        ),
        "line-cannot-move": "This line is the {end} of its part of the notes already.",
        "item-closed-to-you": "This item is closed to you, so its notes are too.",
        "action-without-owner": "An action needs an organisation that takes it on.",
        "action-without-words": "An action needs words that say what is to be done.",
        "action-closed-already": "This action was closed on {closed_on}.",
        "action-dropped-without-reason": (
            "An action that is dropped needs a reason, so that nobody looks for it in vain."
        ),
        "action-person-of-another": "{person} does not act for {organisation}.",
    }
)


def require_may_write(person: Person, meeting: Meeting, *, at: datetime) -> None:
    """:raises Refusal: unless they keep the notes of the meeting."""
    if not keeps_notes(person, meeting, at=at):
        who = (
            f"the chair or vice-chair of {meeting.forum.name}, its note taker, or a support "
            "officer,"
        )
        raise Refusal("not-permitted", None, {"who": who})


def require_open_to(
    person: Person, meeting: Meeting, item: AgendaItem | None, *, at: datetime
) -> None:
    """:raises Refusal: if the item is closed to somebody, for an interest or their class."""
    if item is None:
        return
    if not sight_of(person, meeting.assembly, at=at).may_see(item):
        raise Refusal("item-closed-to-you", None, {})


def require_draft(meeting: Meeting) -> None:
    """:raises Refusal: unless the meeting was opened and its notes have not gone out."""
    if meeting.opened_at is None:
        raise Refusal("notes-before-the-meeting", None, {})
    if meeting.notes_sent_at is not None:
        sent_on = day_of(meeting.assembly, meeting.notes_sent_at)
        raise Refusal("notes-sent-already", None, {"sent_on": sent_on})


def require_sent(meeting: Meeting) -> None:
    """:raises Refusal: unless the notes have gone to the members."""
    if meeting.notes_sent_at is None:
        raise Refusal("notes-not-sent", None, {})


def require_may_correct(
    person: Person, organisation: Organisation, meeting: Meeting, *, at: datetime
) -> None:
    """
    Those who act for a member of the forum ask for corrections; an officer enters them too.

    :raises Refusal: if they may not.
    """
    on = day_of(meeting.assembly, at)
    belongs = ForumMember.objects.belonging_on(on).filter(
        forum=meeting.forum_id,
        membership__in=Membership.objects.standing_on(on),
        membership__organisation=organisation,
    )
    speaks = may_speak_for(person, organisation, meeting.assembly, at=at)
    if not speaks or not belongs.exists():
        who = f"somebody who acts for a member of {meeting.forum.name}"
        raise Refusal("not-permitted", None, {"who": who})


def may_keep_action(person: Person, action: Action, *, at: datetime) -> bool:
    """Those who act for the organisation that owns it, and those who keep the forum's log."""
    if may_arrange(person, action.forum, at=at):
        return True
    if action.organisation is None:
        return False
    return may_speak_for(person, action.organisation, action.forum.assembly, at=at)


def require_may_keep_action(person: Person, action: Action, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if not may_keep_action(person, action, at=at):
        owner = action.organisation.name if action.organisation else action.owner_as_written
        who = f"somebody who acts for {owner}, the chair, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who})
    require_open_to_action(person, action, at=at)


def require_open_to_action(person: Person, action: Action, *, at: datetime) -> None:
    """:raises Refusal: if the action follows from an item that is closed to somebody."""
    if action.item is not None:
        item = action.item
        if not sight_of(person, action.forum.assembly, at=at).may_see(item):
            raise Refusal("item-closed-to-you", None, {})


def require_still_open(action: Action) -> None:
    """:raises Refusal: if the action was done or dropped."""
    closed_on = action.done_on or action.dropped_on
    if closed_on is not None:
        raise Refusal("action-closed-already", None, {"closed_on": closed_on})
