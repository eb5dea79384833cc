"""Who may open a meeting, and who may speak in it."""

from datetime import datetime

from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.models import Office, Term
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import AgendaItem, Attendance, Meeting
from folkmoot.proceedings.meetings.permits import may_preside
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, meets_on
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms
from folkmoot.proceedings.meetings.queries.sight import open_exclusions, sight_of
from folkmoot.rules.findings import Finding, Refusal, teach
from folkmoot.rules.meetings.presiding import presiding_office
from folkmoot.rules.rulebook import NotFixed

teach(
    {
        "meeting-too-early": "This meeting is on {on}, so it cannot be opened before that day.",
        "chair-not-away": (
            "The chair opens this meeting. If the chair is not there when it is due to begin, at "
            "{starts_at}, or has sent apologies, the vice-chair opens it."
        ),
        "item-not-going-on": "This item is not being taken now, so this cannot be done.",
        "item-off-the-agenda": "This item was taken off the agenda, so it cannot be taken.",
        "not-in-the-room": (
            "{who} is not checked in at this meeting. Check in first, then ask to speak."
        ),
        "called-back-later": (
            "{who} has left for this item because of an interest in it, and is called back when "
            "it is over."
        ),
    }
)


def require_may_open(person: Person, meeting: Meeting, *, at: datetime) -> Term:
    """
    Return the term of whoever presides as the meeting opens, where it is they who open it.

    The chair; the vice-chair where the chair is not there once it is due to begin, or has
    sent apologies. A support officer opens it for one who has no account and is checked in.

    :raises Refusal: if it is another day, or somebody else presides.
    """
    on = meets_on(meeting)
    if day_of(meeting.assembly, at) < on:
        raise Refusal("meeting-too-early", None, {"on": on}, from_when=on)
    terms = chairing_terms(meeting.forum, on=day_of(meeting.assembly, at))
    chair, vice = terms.get(Office.Role.CHAIR), terms.get(Office.Role.VICE_CHAIR)
    if chair is not None and chair.person_id == person.pk:
        return chair
    officer = is_officer(person, meeting.assembly, on=day_of(meeting.assembly, at))
    if chair is not None and _is_there(meeting, chair):
        if chair.person_id is None and officer:
            return chair
        raise _only(chair)
    if vice is not None and vice.person_id == person.pk:
        if chair is not None and at < meeting.starts_at and not _sent_apologies(meeting, chair):
            facts = {"starts_at": meeting.starts_at}
            raise Refusal("chair-not-away", None, facts, meeting.starts_at, chair.holder_name)
        return vice
    if vice is not None and vice.person_id is None and officer and _is_there(meeting, vice):
        return vice
    raise _nobody(meeting, chair or vice, at=at)


def may_open(person: Person, meeting: Meeting, *, at: datetime) -> bool:
    """Whoever presides as it opens, on its day, before it is open or cancelled."""
    if meeting.opened_at is not None or meeting.cancelled_at is not None:
        return False
    try:
        require_may_open(person, meeting, at=at)
    except Refusal:
        return False
    return True


def may_take(
    person: Person, meeting: Meeting, item: AgendaItem, current: AgendaItem | None, *, at: datetime
) -> bool:
    """Whoever presides over the item to be taken, or over what is going on and hands over."""
    if may_preside(person, meeting, item, at=at)[0]:
        return True
    return may_preside(person, meeting, current, at=at)[0]


def require_may_ask(
    person: Person, item: AgendaItem, attendance: Attendance, *, at: datetime
) -> None:
    """
    Let somebody who is there ask to speak to an item, or have it asked for them.

    Whoever presides and the support officers ask for those who have no device with them.

    :raises Refusal: if they are not there, have left for the item, or ask for another.
    """
    meeting = item.meeting
    if attendance.person_id != person.pk:
        on = day_of(meeting.assembly, at)
        if not (
            is_officer(person, meeting.assembly, on=on)
            or may_preside(person, meeting, item, at=at)[0]
        ):
            who = "whoever is to speak, a support officer or whoever presides"
            raise Refusal("not-permitted", None, {"who": who})
    require_may_speak(item, attendance, at=at)


def require_may_speak(item: AgendaItem, attendance: Attendance, *, at: datetime) -> None:
    """:raises Refusal: if somebody is not at the meeting, or the item is closed to them."""
    is_there = attendance.status == Attendance.Status.PRESENT and attendance.left_at is None
    if attendance.meeting_id != item.meeting_id or not is_there:
        raise Refusal("not-in-the-room", None, {"who": attendance.name})
    stakes = Q(person__isnull=False, person=attendance.person_id)
    if attendance.person_id is None:
        stakes = Q(person=None, is_of_organisation=False, name__iexact=attendance.name)
    if attendance.organisation_id is not None:
        stakes |= Q(is_of_organisation=True, organisation=attendance.organisation_id)
    if open_exclusions(item.meeting.assembly).filter(stakes, item=item).exists():
        raise Refusal("called-back-later", None, {"who": attendance.name})
    if attendance.person is not None and item.visibility == "full":
        sight = sight_of(attendance.person, item.meeting.assembly, at=at)
        if not sight.may_see(item):
            raise Refusal("not-permitted", None, {"who": "a full member"})


def _is_there(meeting: Meeting, term: Term) -> bool:
    return _rows(meeting, term).filter(status=Attendance.Status.PRESENT, left_at=None).exists()


def _sent_apologies(meeting: Meeting, term: Term) -> bool:
    return _rows(meeting, term).filter(status=Attendance.Status.APOLOGY).exists()


def _rows(meeting: Meeting, term: Term) -> QuerySet[Attendance]:
    who = Q(person=term.person_id) if term.person_id else Q(name__iexact=term.holder_name)
    return Attendance.objects.filter(who, meeting=meeting)


def _only(term: Term) -> Refusal:
    who = f"the {term.office.role}, {term.holder_name}, who is here,"
    return Refusal("not-permitted", None, {"who": who}, by_whom=term.holder_name)


def _nobody(meeting: Meeting, term: Term | None, *, at: datetime) -> Refusal:
    finding = _finding(meeting, at=at)
    clause = finding.clause if finding is not None else None
    name = term.holder_name if term is not None else None
    if term is not None and term.person_id is None:
        who = f"{name}, once checked in, or a support officer for them,"
    else:
        who = "the chair, or the vice-chair where the chair is away,"
    return Refusal("not-permitted", clause, {"who": who}, by_whom=name)


def _finding(meeting: Meeting, *, at: datetime) -> Finding | None:
    book = book_for(meeting.assembly, on=day_of(meeting.assembly, at))
    if book is None:
        return None
    try:
        return presiding_office(
            book, chair_is_here=False, chair_has_interest=False, vice_chair_is_here=False,
            vice_chair_has_interest=False,
        )  # fmt: skip
    except NotFixed:
        return None
