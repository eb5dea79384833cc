"""What happens to notes and to the action log."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesDrafted:
    """Lines of notes were drawn from what happened at a meeting."""

    meeting: str
    forum: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesWritten:
    """Somebody added, changed, moved or took out a line while the notes were a draft."""

    meeting: str
    forum: str
    deed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesSent:
    """The notes of a meeting went to every member of its forum, with the next date."""

    meeting: str
    forum: str
    met_at: datetime
    days_late: int
    late_because: str
    next_meeting: str
    next_at: datetime | None
    letters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked:
    """A member says that a line of the notes is not right."""

    meeting: str
    forum: str
    organisation: str
    correction: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAnswered:
    """A correction was taken in, or was not."""

    meeting: str
    forum: str
    organisation: str
    is_taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesApproved:
    """A later meeting approved the notes; what is public of them is so from now on."""

    meeting: str
    forum: str
    met_at: datetime
    approved_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAgreed:
    """An organisation undertook to do something; what it is, stands on the log alone."""

    forum: str
    forum_slug: str
    number: int
    organisation: str
    due_on: date | None
    meeting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChanged:
    """An action has another owner, another date or other words."""

    forum: str
    forum_slug: str
    number: int
    organisation: str
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDone:
    """An action was done."""

    forum: str
    forum_slug: str
    number: int
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDropped:
    """An action will not be done."""

    forum: str
    forum_slug: str
    number: int
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPassedOn:
    """An action went over to the organisation that its owner became part of."""

    forum: str
    number: int
    organisation: str
    into: str
