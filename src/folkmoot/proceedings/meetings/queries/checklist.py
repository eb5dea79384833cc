"""What a chair has to see to at a meeting, and what of it was left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.proceedings.meetings.models import Attendance, Meeting
from folkmoot.proceedings.meetings.queries.agenda import (
    completeness,
    days_late,
    timeliness,
)
from folkmoot.proceedings.meetings.queries.clauses import clause_named
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.quorum import quorum
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import Rulebook

CHECKED = "chair-at-meetings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """
    One thing a chair sees to.

    :param holds: None while it cannot be told yet.
    """

    what: str
    holds: bool | None
    note: str = ""
    clause: Clause | None = None

    @property
    def state(self) -> str:
        """The word of the site for it: met, due or missed."""
        return {True: "met", False: "missed", None: "due"}[self.holds]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The chair's checklist; after the meeting its gaps stand for all members to see."""

    checks: list[Check]
    is_over: bool
    clause: Clause | None

    @property
    def gaps(self) -> list[Check]:
        return [check for check in self.checks if check.holds is False]


def checklist(
    meeting: Meeting, book: Rulebook | None, codes: Sequence[str], *, at: datetime
) -> Checklist:
    """
    Return what the chair has to see to at a meeting, and how it stands.

    The agenda in time and complete; every standing item taken; declarations of interest
    taken and each ruled on; a quorum; and everybody that was there heard. Three queries and
    those of the quorum, however large the meeting.

    :param codes: of the standing items on the agenda.
    """
    is_over, has_begun = meeting.closed_at is not None, meeting.opened_at is not None
    told = meeting.items.filter(withdrawn_at=None).aggregate(
        not_taken=Count("pk", filter=~Q(standing="") & Q(started_at=None)),
        interests=Count("pk", filter=Q(standing="interests", started_at__isnull=False)),
    )
    stakes = meeting.interests.filter(item__withdrawn_at=None).aggregate(
        declared=Count("pk"), unruled=Count("pk", filter=Q(effect="", closed_at=None))
    )
    there = meeting.attendances.filter(status=Attendance.Status.PRESENT).aggregate(
        here=Count("organisation", distinct=True),
        spoke=Count("organisation", filter=Q(turns__called_at__isnull=False), distinct=True),
    )
    checks = [
        _sent(meeting, book, at=at),
        *_complete(book, codes),
        _taken(told["not_taken"], is_over=is_over, has_begun=has_begun),
        _declarations(
            told["interests"] > 0 or "interests" not in codes,
            stakes["declared"],
            stakes["unruled"],
            is_over=is_over,
        ),
        _quorum(meeting, at=at),
        _heard(there["here"], there["spoke"], is_over=is_over),
    ]
    return Checklist(checks=checks, is_over=is_over, clause=clause_named(book, CHECKED))


def _sent(meeting: Meeting, book: Rulebook | None, *, at: datetime) -> Check:
    what = _("The agenda went out in time")
    if meeting.agenda_sent_at is None:
        finding = timeliness(book, meeting, sent_on=day_of(meeting.assembly, at))
        is_missed = meeting.opened_at is not None or (finding is not None and not finding.holds)
        return Check(
            what=what,
            holds=False if is_missed else None,
            note=_("It has not gone out."),
            clause=finding.clause if finding is not None else None,
        )
    late = days_late(meeting, book)
    finding = timeliness(
        book, meeting, sent_on=day_of(meeting.assembly, meeting.agenda_sent_at), reason="late"
    )
    note = ngettext("%(n)d day late", "%(n)d days late", late) % {"n": late} if late else ""
    clause = finding.clause if finding is not None else None
    return Check(what=what, holds=not late, note=note, clause=clause)


def _complete(book: Rulebook | None, codes: Sequence[str]) -> list[Check]:
    finding = completeness(book, codes)
    if finding is None:
        return []
    missing = [str(words) for words in finding.facts["missing"]]
    what = _("Every standing item is on the agenda")
    note = _("Missing: %(items)s") % {"items": "; ".join(missing)} if missing else ""
    return [Check(what=what, holds=finding.holds, note=note, clause=finding.clause)]


def _taken(left: int, *, is_over: bool, has_begun: bool) -> Check:
    note = ""
    if left and has_begun:
        note = ngettext("%(n)d was not reached", "%(n)d were not reached", left) % {"n": left}
        if not is_over:
            note = ngettext("%(n)d is still to come", "%(n)d are still to come", left) % {"n": left}
    holds = (not left) if is_over else (True if has_begun and not left else None)
    return Check(what=_("Every standing item was taken"), holds=holds, note=note)


def _declarations(is_taken: bool, declared: int, unruled: int, *, is_over: bool) -> Check:
    notes = [ngettext("%(n)d declared", "%(n)d declared", declared) % {"n": declared}]
    if unruled:
        told = ngettext("%(n)d waits for a ruling", "%(n)d wait for a ruling", unruled)
        notes.append(told % {"n": unruled})
    holds: bool | None = is_taken and not unruled
    if not is_over and not holds:
        holds = None
    return Check(
        what=_("Declarations of interest were asked for and ruled on"),
        holds=holds,
        note="; ".join(notes),
    )


def _quorum(meeting: Meeting, *, at: datetime) -> Check:
    what = _("There was a quorum")
    if meeting.opened_at is None:
        return Check(what=what, holds=None)
    found = quorum(meeting, at=meeting.closed_at or at)
    holds: bool | None = found.is_met
    if not holds and meeting.closed_at is None:
        holds = None
    clause = found.finding.clause if found.finding is not None else None
    return Check(what=what, holds=holds, note=found.words, clause=clause)


def _heard(here: int, spoke: int, *, is_over: bool) -> Check:
    note = ""
    if here:
        words = _("%(spoke)d of %(here)d organisations spoke")
        note = words % {"spoke": spoke, "here": here}
    holds = None if not is_over else bool(here) and spoke >= here
    return Check(what=_("Every organisation that was there was heard"), holds=holds, note=note)
