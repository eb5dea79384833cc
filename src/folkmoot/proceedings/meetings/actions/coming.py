from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.people import ApologiesSent, ComingSaid
from folkmoot.proceedings.meetings.models import Attendance, Meeting
from folkmoot.proceedings.meetings.permits import require_not_cancelled
from folkmoot.proceedings.meetings.permits.people import (
    require_agreed_deputy,
    require_can_send,
    require_comes_for,
    require_may_say,
    require_still_to_come,
)
from folkmoot.proceedings.meetings.queries.clauses import clause_here
from folkmoot.rules.findings import Refusal

Status = Attendance.Status


@transaction.atomic
def say_coming(
    *,
    meeting: Meeting,
    person: Person | None,
    name: str,
    organisation: Organisation | None,
    mode: str,
    needs: str = "",
    title: str = "",
    is_deputy: bool = False,
    channel: str = "web",
    by: Person,
    at: datetime,
) -> Attendance:
    """
    Put somebody down as coming to a meeting; saying it again changes how.

    :param person: who comes, where they have an account; otherwise they are known by name.
    :param organisation: for whom they come; None for a guest, whom the chair lets in.
    :param needs: what would help them take part; for those who look after the meeting alone.
    :param is_deputy: for one without an account: that they are the member's deputy.
    :raises Refusal: if `by` may not say it, the organisation can send nobody, the deputy was
        not agreed in time, they are there already, or the meeting is over.
    """
    meeting = hold(meeting)
    require_may_say(by, meeting, person, at=at)
    require_still_to_come(meeting, at=at)
    own = row_of(meeting, person, name, organisation)
    if organisation is None and own is None and person is not None and person.pk == by.pk:
        facts = {"organisation": name, "forum": meeting.forum.name}
        raise Refusal("can-send-nobody", None, facts)
    is_deputy = comes_as(meeting, person, name, organisation, is_deputy=is_deputy, by=by, at=at)
    if own is not None and own.status == Status.PRESENT:
        raise Refusal("there-already", None, {"name": own.name})
    said = {
        "organisation": organisation,
        "status": Status.COMING,
        "mode": mode,
        "needs": needs.strip(),
        "title": title.strip(),
        "is_deputy": is_deputy,
    }
    if own is not None and all(getattr(own, part) == value for part, value in said.items()):
        return own

    own = write(meeting, own, person, name, said, channel=channel, by=by, at=at)
    event = ComingSaid(**told_of(own, meeting), mode=own.mode, channel=channel)
    clause = clause_here(meeting, "attendance", at=at)
    record(event, assembly=meeting.assembly.slug, by=by, at=at, under=clause)
    stir(meeting)
    return own


@transaction.atomic
def send_apologies(
    *,
    meeting: Meeting,
    person: Person | None,
    name: str,
    organisation: Organisation | None,
    words: str = "",
    channel: str = "web",
    by: Person,
    at: datetime,
) -> Attendance:
    """
    Put down that somebody cannot come, and why if they like.

    Those who look after the meeting may still enter what reached them in time, until its
    notes are approved.

    :param words: what they said; for those who look after the meeting alone.
    :raises Refusal: if `by` may not say it, they are there, or the meeting is over.
    """
    meeting = hold(meeting)
    require_may_say(by, meeting, person, at=at)
    is_own = person is not None and person.pk == by.pk
    require_not_cancelled(meeting)
    if is_own or meeting.notes_approved_at is not None:
        require_still_to_come(meeting, at=at)
    own = row_of(meeting, person, name, organisation)
    if organisation is not None:
        require_can_send(meeting, organisation)
        if is_own and person is not None and own is None:
            require_comes_for(meeting, person, organisation, at=at)
    if own is not None and own.status == Status.PRESENT:
        raise Refusal("there-already", None, {"name": own.name})
    said = {
        "organisation": organisation,
        "status": Status.APOLOGY,
        "apology": words.strip(),
        "is_deputy": False,
    }
    if own is not None and all(getattr(own, part) == value for part, value in said.items()):
        return own

    own = write(meeting, own, person, name, said, channel=channel, by=by, at=at)
    event = ApologiesSent(**told_of(own, meeting), channel=channel)
    clause = clause_here(meeting, "attendance", at=at)
    record(event, assembly=meeting.assembly.slug, by=by, at=at, under=clause)
    stir(meeting)
    return own


def row_of(
    meeting: Meeting, person: Person | None, name: str, organisation: Organisation | None
) -> Attendance | None:
    """Return what was said of somebody's part in a meeting, or None. One query."""
    rows = Attendance.objects.filter(meeting=meeting)
    if person is not None:
        found = rows.filter(person=person)
    else:
        found = rows.filter(person=None, name__iexact=name.strip(), organisation=organisation)
    return found.select_related("organisation", "person").order_by("pk").first()


def comes_as(
    meeting: Meeting,
    person: Person | None,
    name: str,
    organisation: Organisation | None,
    *,
    is_deputy: bool,
    by: Person,
    at: datetime,
) -> bool:
    """
    Return whether somebody comes as a deputy.

    :raises Refusal: if they may not come for the organisation, or not as its deputy.
    """
    if organisation is None:
        return False
    require_can_send(meeting, organisation)
    if person is not None and person.pk == by.pk:
        return require_comes_for(meeting, person, organisation, at=at)
    if is_deputy:
        require_agreed_deputy(meeting, organisation, name=name, at=at)
    return is_deputy


def write(
    meeting: Meeting,
    own: Attendance | None,
    person: Person | None,
    name: str,
    said: Mapping[str, object],
    *,
    channel: str,
    by: Person,
    at: datetime,
) -> Attendance:
    """Write one person's row for a meeting, or change it."""
    if own is None:
        own = Attendance(meeting=meeting, person=person, name=name.strip()[:200])
    for part, value in said.items():
        setattr(own, part, value)
    own.said_at, own.channel, own.entered_by = at, channel, by
    own.save()
    return own


def told_of(attendance: Attendance, meeting: Meeting) -> dict[str, str]:
    """Return what the record says of somebody's part in a meeting: never who."""
    organisation = attendance.organisation
    return {
        "meeting": meeting.reference,
        "forum": meeting.forum.name,
        "organisation": organisation.name if organisation is not None else "",
    }
