"""A meeting that was held, of which notes are to be written."""

from dataclasses import dataclass
from datetime import timedelta

from folkmoot.proceedings.meetings.actions.draft_notes import draft_notes
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AgendaItemFactory,
    AttendanceFactory,
    Gathering,
    InterestFactory,
    MeetingFactory,
    a_gathering,
    come,
)

A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
CLOSED_AT = STARTS_AT + 2 * AN_HOUR
NEXT_AT = STARTS_AT + timedelta(days=91)


@dataclass
class Held:
    """
    A meeting with three items: one for members, one that is public, one not reached.

    The person of the last member left for the first item, about the van.
    """

    gathering: Gathering
    meeting: Meeting
    ahead: Meeting
    van: AgendaItem
    spaces: AgendaItem
    missed: AgendaItem

    @property
    def officer(self):
        return self.gathering.officer

    @property
    def left(self):
        return self.gathering.members[-1].person


def a_held(*, members: int = 5, associates: int = 0, is_closed: bool = True) -> Held:
    """Hold a meeting of a forum: its chair and all but its fourth member came."""
    gathering = a_gathering(members=members, associates=associates)
    meeting = MeetingFactory(
        forum=gathering.forum,
        reference="southeast-2026-03-26",
        agenda_sent_at=STARTS_AT - 8 * A_DAY,
        opened_at=STARTS_AT,
        closed_at=CLOSED_AT if is_closed else None,
    )
    come(meeting, *gathering.members[:3], *gathering.members[4:])
    sorry = gathering.member(3)
    AttendanceFactory(
        meeting=meeting, organisation=sorry.organisation, person=sorry.person, status="apology"
    )
    taken = {"started_at": STARTS_AT + 5 * A_MINUTE, "ended_at": STARTS_AT + 35 * A_MINUTE}
    van = AgendaItemFactory(meeting=meeting, position=1, title="The shared van", **taken)
    spaces = AgendaItemFactory(
        meeting=meeting,
        position=2,
        title="Warm spaces",
        visibility="public",
        started_at=STARTS_AT + 35 * A_MINUTE,
        ended_at=STARTS_AT + 60 * A_MINUTE,
    )
    missed = AgendaItemFactory(meeting=meeting, position=3, title="The garden")
    last = gathering.members[-1]
    InterestFactory(
        item=van,
        person=last.person,
        organisation=last.organisation,
        nature="We own the van.",
        effect="leaves",
        effect_because="It would be paid.",
        ruled_at=STARTS_AT,
    )
    ahead = MeetingFactory(
        forum=gathering.forum, reference="southeast-2026-06-25", starts_at=NEXT_AT
    )
    return Held(gathering, meeting, ahead, van, spaces, missed)


def drafted(held: Held) -> Held:
    """Draw the lines of its notes."""
    draft_notes(meeting=held.meeting, by=held.officer, at=CLOSED_AT)
    return held
