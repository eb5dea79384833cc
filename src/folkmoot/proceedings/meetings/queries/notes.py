"""The notes of a meeting: where they stand, who may read which of their lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.queries import holds_post, officers
from folkmoot.body.forums.queries import members_of
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Correction, Meeting
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of, meets_on
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms
from folkmoot.proceedings.meetings.queries.sight import Sight
from folkmoot.rules.findings import Clause
from folkmoot.rules.meetings.calling import NOTES, notes_are_in_time
from folkmoot.rules.rulebook import Rulebook

AGENDA_FILES = (("pdf", "PDF"), ("large", "PDF"), ("txt", "TXT"), ("docx", "DOCX"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """
    By when notes go out, and how they stand against it.

    :param days_late: how late they went, or are by now; 0 while they are in time.
    """

    clause: Clause
    due_on: date
    days_left: int
    days_late: int
    sent_on: date | None

    @property
    def state(self) -> str:
        """Return the word of the site for it: due, overdue, met or late."""
        if self.sent_on is not None:
            return "late" if self.days_late else "met"
        return "overdue" if self.days_late else "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """
    What the page of a meeting tells of its notes.

    :param stage: "", "to write", "sent" or "approved"; nothing before the meeting is over.
    :param may_write: whether the person keeps these notes.
    :param may_read: whether there is anything there for the person to read.
    :param files: the same in other forms: label, address, format.
    """

    meeting: Meeting
    stage: str
    clock: Clock | None
    may_write: bool
    may_read: bool
    files: Sequence[tuple[str, str, str]]
    waiting: int


def keeps_notes(person: object, meeting: Meeting, *, at: datetime) -> bool:
    """
    Test whether somebody keeps the notes of a meeting. Two queries at most.

    Its note taker, a support officer, the chair and the vice-chair.
    """
    if not isinstance(person, Person):
        return False
    if meeting.note_taker_id == person.pk:
        return True
    on = day_of(meeting.assembly, at)
    if holds_post(person, meeting.assembly, ["officer"], on=on):
        return True
    terms = chairing_terms(meeting.forum, on=on)
    return any(term.person_id == person.pk for term in terms.values())


def keepers_of(meeting: Meeting, *, on: date) -> list[Person]:
    """Return those who keep the notes of a meeting, each once: two queries, three with a taker."""
    terms = chairing_terms(meeting.forum, on=on)
    found = [term.person for term in terms.values() if term.person is not None]
    found += officers(meeting.assembly, on=on)
    if meeting.note_taker_id is not None:
        found.append(Person.objects.get(pk=meeting.note_taker_id))
    return list(dict.fromkeys(found))


def clock_of(meeting: Meeting, book: Rulebook | None, *, on: date) -> Clock | None:
    """
    Return the clock of a meeting's notes on a day; None where no agreement sets one.

    It runs from the meeting's own day. No query.
    """
    if book is None or NOTES not in book.parameters:
        return None
    sent_on = day_of(meeting.assembly, meeting.notes_sent_at) if meeting.notes_sent_at else None
    return clock_from(book, meets_on(meeting), sent_on, on=on)


def clock_from(book: Rulebook, met_on: date, sent_on: date | None, *, on: date) -> Clock:
    """
    Return the clock of the notes of a meeting that was held on a day. No query.

    :param book: one that sets a time for notes.
    """
    finding = notes_are_in_time(book, met_on=met_on, sent_on=sent_on or on)
    due_on = finding.facts["latest"]
    return Clock(
        clause=finding.clause,
        due_on=due_on,
        days_left=max(0, (due_on - on).days),
        days_late=finding.facts["days_late"],
        sent_on=sent_on,
    )


def stage_of(meeting: Meeting) -> str:
    """Return how far the notes are: nothing yet, to write, sent or approved. No query."""
    if meeting.notes_approved_at is not None:
        return "approved"
    if meeting.notes_sent_at is not None:
        return "sent"
    return "to write" if meeting.closed_at is not None else ""


def may_open_notes(meeting: Meeting, sight: Sight, *, may_write: bool) -> bool:
    """
    Test whether somebody may open the notes at all. No query.

    The draft is for those who keep them; once sent, for members; once approved, for all,
    who each see the lines of the items that are open to them.
    """
    stage = stage_of(meeting)
    return may_write or stage == "approved" or (stage == "sent" and sight.is_member)


def notes_panel(meeting: Meeting, *, sight: Sight, at: datetime) -> Panel:
    """
    Return what the page of a meeting tells of its notes to somebody.

    Four queries at most, two for somebody from the public.
    """
    on = day_of(meeting.assembly, at)
    stage = stage_of(meeting)
    may_write = keeps_notes(sight.person, meeting, at=at)
    may_read = may_open_notes(meeting, sight, may_write=may_write)
    book = book_with(meeting.assembly, NOTES, on=meets_on(meeting)) if stage else None
    waiting = 0
    if may_write and meeting.notes_sent_at is not None:
        waiting = Correction.objects.filter(line__meeting=meeting, answer="").count()
    return Panel(
        meeting=meeting,
        stage=stage,
        clock=clock_of(meeting, book, on=on),
        may_write=may_write,
        may_read=may_read,
        files=files_of(meeting, "notes") if may_read and stage in ("sent", "approved") else (),
        waiting=waiting,
    )


def files_of(meeting: Meeting, what: str) -> list[tuple[str, str, str]]:
    """Return the other forms of an agenda or of notes: label, address, format. No query."""
    labels = {
        "agenda": [_("Agenda to print"), _("Agenda in large print"), _("Agenda as plain text"),
                   _("Agenda as a document to edit")],
        "notes": [_("Notes to print"), _("Notes in large print"), _("Notes as plain text"),
                  _("Notes as a document to edit")],
    }[what]  # fmt: skip
    return [
        (
            label,
            reverse(f"meetings:{what}_{kind}", args=[meeting.assembly, meeting.reference]),
            said,
        )
        for label, (kind, said) in zip(labels, AGENDA_FILES, strict=True)
    ]


def may_correct_for(meeting: Meeting, sight: Sight, *, at: datetime) -> QuerySet[Organisation]:
    """
    Return for which members of the forum somebody may ask for corrections, by name.

    Those they act for; a support officer enters them for every member. One query.
    """
    bodies = members_of(meeting.forum, on=day_of(meeting.assembly, at)).order_by()
    found = Organisation.objects.filter(pk__in=bodies.values("membership__organisation_id"))
    if not sight.is_officer:
        found = found.filter(pk__in=sight.bodies)
    return found.order_by("name", "pk")


def without_letters(meeting: Meeting, *, on: date) -> list[str]:
    """
    Return the members of the forum that nobody acts for, so that no letter reaches them.

    By name; their notes are taken to them on paper. One query.
    """
    acted_for = Authority.objects.standing_on(on).values("organisation_id")
    alone = members_of(meeting.forum, on=on).exclude(membership__organisation_id__in=acted_for)
    return list(alone.values_list("membership__organisation__name", flat=True))


def next_ones(meeting: Meeting) -> QuerySet[Meeting]:
    """Return the meetings of the same forum that are called for later, the soonest first."""
    ahead = Meeting.objects.filter(
        forum=meeting.forum_id, starts_at__gt=meeting.starts_at, cancelled_at=None
    )
    return ahead.select_related("assembly", "forum").order_by("starts_at", "pk")
