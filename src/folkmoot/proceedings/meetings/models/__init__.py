"""What is kept of meetings: their calls, agendas, people, interests, notes and actions."""

from folkmoot.proceedings.meetings.models.agenda import (
    AgendaItem,
    AgendaRequest,
    Paper,
    Referral,
    Visibility,
)
from folkmoot.proceedings.meetings.models.meeting import Meeting, Series
from folkmoot.proceedings.meetings.models.notes import (
    Action,
    CalendarKey,
    Channel,
    Correction,
    Message,
    NotesLine,
)
from folkmoot.proceedings.meetings.models.people import (
    Attendance,
    Deputy,
    Interest,
    Mode,
    Turn,
)

__all__ = [
    "Action",
    "AgendaItem",
    "AgendaRequest",
    "Attendance",
    "CalendarKey",
    "Channel",
    "Correction",
    "Deputy",
    "Interest",
    "Meeting",
    "Message",
    "Mode",
    "NotesLine",
    "Paper",
    "Referral",
    "Series",
    "Turn",
    "Visibility",
]
