"""What lies between meetings: notes, corrections, actions, messages, referrals, keys."""

from datetime import timedelta

from folkmoot.body.forums.models import Term
from folkmoot.proceedings.meetings.actions.action_log import agree_action
from folkmoot.proceedings.meetings.actions.agree_channel import agree_channel
from folkmoot.proceedings.meetings.actions.approve_notes import approve_notes
from folkmoot.proceedings.meetings.actions.corrections import ask_correction
from folkmoot.proceedings.meetings.actions.referrals import answer_referral, send_referral
from folkmoot.proceedings.meetings.actions.send_message import send_message
from folkmoot.proceedings.meetings.actions.send_notes import send_notes
from folkmoot.proceedings.meetings.models import Meeting, NotesLine
from tests.factories import ForumFactory, OfficeFactory
from tests.proceedings.elections.factories import CALLED
from tests.proceedings.meetings.factories import (
    AgendaItemFactory,
    AttendanceFactory,
    InterestFactory,
    MeetingFactory,
)
from tests.security.world_meetings import (
    A_DAY,
    KEEPERS,
    MEMBERS,
    NOT_LEFT,
    Moot,
    Say,
    Secret,
)

HELD = CALLED - 10 * A_DAY


def held_meetings(moot: Moot, say: Say, secret: Secret) -> dict[str, Meeting]:
    """
    Hold three meetings: the notes of one are drafted, of one sent, of one approved.

    In each the conflicted member left an item, and one item was not reached.
    """
    found = {}
    for word, before in (("approved", 60), ("sent", 30), ("drafted", 0)):
        found[word] = _held(moot, word, HELD - timedelta(days=before), say, secret)
    for word in ("approved", "sent"):
        send_notes(
            meeting=found[word], next_meeting=moot.ahead, by=moot.officer,
            late_because=say("why they are late"), at=CALLED,
        )  # fmt: skip
    approve_notes(meeting=found["approved"], approved_in=moot.now, by=moot.chair.person, at=CALLED)
    line = found["sent"].lines.filter(item__title=say("left, sent")).order_by("pk")[0]
    moot.keys["line"] = line.pk
    moot.keys["correction"] = ask_correction(
        line=NotesLine.objects.select_related("item", "meeting__forum__assembly").get(pk=line.pk),
        organisation=moot.contact.organisation, text=secret("words of a correction", *NOT_LEFT),
        why=secret("why of a correction", *NOT_LEFT), by=moot.contact.person, at=CALLED,
    ).pk  # fmt: skip
    return found


def _held(moot: Moot, word: str, at, say: Say, secret: Secret) -> Meeting:
    meeting = MeetingFactory(
        forum=moot.forum, reference=f"moot-{at:%Y-%m-%d}", called_by=moot.chair.person,
        starts_at=at, agenda_sent_at=at - 8 * A_DAY, opened_at=at, closed_at=at + A_DAY / 12,
    )  # fmt: skip
    for member in (moot.chair, moot.contact, moot.conflicted):
        AttendanceFactory(
            meeting=meeting, organisation=member.organisation, person=member.person,
            entered_by=member.person,
        )  # fmt: skip
    taken = {"started_at": at, "ended_at": at + A_DAY / 24}
    readers = KEEPERS if word == "drafted" else NOT_LEFT
    left = AgendaItemFactory(meeting=meeting, position=1, title=say(f"left, {word}"), **taken)
    missed = AgendaItemFactory(
        meeting=meeting, position=2, title=say(f"missed, {word}"),
        text=secret(f"text of what was missed, {word}", *NOT_LEFT),
    )  # fmt: skip
    full = AgendaItemFactory(
        meeting=meeting, position=3, title=say(f"full, {word}"), visibility="full",
        full_because=say("because"), **taken,
    )  # fmt: skip
    for item in (left, missed):
        InterestFactory(
            item=item, person=moot.conflicted.person, organisation=moot.conflicted.organisation,
            is_of_organisation=True, effect="leaves", effect_because=say("because"),
            nature=say("nature"), ruled_at=at,
        )  # fmt: skip
    for place, (item, name, who) in enumerate(
        (
            (left, "left", readers),
            (full, "full", KEEPERS if word == "drafted" else _but("associate")),
            (None, "whole", KEEPERS if word == "drafted" else MEMBERS),
        )
    ):
        if item is None and word == "approved":
            continue  # what was said of the meeting as a whole is for everybody then
        NotesLine.objects.create(
            meeting=meeting, item=item, position=place,
            text=secret(f"line of the {name}, {word}", *who),
        )  # fmt: skip
    moot.keys[f"action {word}"] = agree_action(
        forum=moot.forum, text=secret(f"action of the left, {word}", *NOT_LEFT), meeting=meeting,
        organisation=moot.contact.organisation, item=left, by=moot.officer, at=CALLED,
        form_key=f"action-{word}", due_on=CALLED.date(),
    ).pk  # fmt: skip
    return meeting


def _but(role: str) -> tuple[str, ...]:
    return tuple(one for one in MEMBERS if one != role)


def between(moot: Moot, say: Say, secret: Secret) -> None:
    """Send a message and a referral that is answered, agree a channel and an action of no meeting."""
    chair = moot.chair.person
    agree_channel(
        forum=moot.forum, name="signal", by=chair, agreed_on=CALLED.date(), at=CALLED,
        address=secret("address of a channel", *MEMBERS, words="https://talk.example/canarytalk"),
    )  # fmt: skip
    moot.keys["message"] = send_message(
        forum=moot.forum, subject=secret("subject of a message", *MEMBERS),
        text=secret("text of a message", *MEMBERS), is_significant=True, form_key="message",
        by=chair, at=CALLED,
    ).pk  # fmt: skip
    other = ForumFactory(assembly=moot.forum.assembly, slug="other", name=say("other forum"))
    Term.objects.create(
        office=OfficeFactory(forum=other), person=moot.conflicted.person, basis="elected",
        holder_name="-", organisation=moot.conflicted.organisation, from_on=HELD.date(),
    )  # fmt: skip
    moot.keys["referral"] = send_referral(
        from_forum=moot.forum, to_forum=other, kind="item", by=chair, at=CALLED,
        title=secret("title of a referral", *MEMBERS), text=secret("text of a referral", *MEMBERS),
    ).pk  # fmt: skip
    left = send_referral(
        from_forum=moot.forum, to_forum=other, kind="feedback", by=chair, at=CALLED,
        from_item=moot.items["left"], title=secret("title of a left referral", *NOT_LEFT),
        text=secret("text of a left referral", *NOT_LEFT),
    )  # fmt: skip
    answer_referral(
        referral=left, answer=secret("answer to a left referral", *NOT_LEFT), by=moot.officer,
        at=CALLED,
    )  # fmt: skip
    moot.keys |= {"left referral": left.pk}
    moot.keys["plain action"] = agree_action(
        forum=moot.forum, text=secret("action of no item", *MEMBERS), form_key="plain",
        organisation=moot.contact.organisation, by=moot.officer, at=CALLED, due_on=CALLED.date(),
    ).pk  # fmt: skip
