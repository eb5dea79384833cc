from datetime import datetime

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.presiding import Presiding, chairing_terms, presiding
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "changed-meanwhile": (
            "Somebody changed this while you had it open, so nothing of yours was kept yet. "
            "What they made of it is shown above; look at it, then send yours again."
        ),
        "meeting-cancelled": "This meeting was cancelled, so this cannot be done.",
        "meeting-not-open": "The chair has not opened this meeting yet.",
        "meeting-over": "This meeting was closed at {closed_at}, so this cannot be done.",
        "meeting-open-already": "This meeting is open already.",
    }
)


def chairs_forum(person: Person, forum: Forum, *, at: datetime) -> bool:
    """The chair or the vice-chair of a forum on that day. One query."""
    terms = chairing_terms(forum, on=day_of(forum.assembly, at))
    return any(term.person_id == person.pk for term in terms.values())


def may_arrange(person: Person, forum: Forum, *, at: datetime) -> bool:
    """Chair, vice-chair and support officers call meetings, keep agendas and write notes."""
    if is_officer(person, forum.assembly, on=day_of(forum.assembly, at)):
        return True
    return chairs_forum(person, forum, at=at)


def require_may_arrange(person: Person, forum: Forum, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if not may_arrange(person, forum, at=at):
        who = f"the chair or vice-chair of {forum.name}, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who})


def may_preside(
    person: Person, meeting: Meeting, item: AgendaItem | None, *, at: datetime
) -> tuple[bool, Presiding]:
    """
    Whoever presides decides what the agreement leaves to the chair.

    Where the person who presides has no account, a support officer records what they
    decide. Also returns who presides, so that it is worked out once.
    """
    found = presiding(meeting, item, at=at)
    if found.person is not None:
        return found.person.pk == person.pk, found
    on = day_of(meeting.assembly, at)
    return found.term is not None and is_officer(person, meeting.assembly, on=on), found


def require_may_preside(
    person: Person, meeting: Meeting, item: AgendaItem | None, *, at: datetime
) -> Presiding:
    """
    Return who presides, where it is they who ask.

    :raises Refusal: if it is somebody else; with the clause, where one moves the chair.
    """
    may, found = may_preside(person, meeting, item, at=at)
    if not may:
        if found.finding is not None:
            found.finding.require()
        who = f"the {found.office}, {found.name}, who presides here," if found.term else (
            "whoever presides"
        )  # fmt: skip
        clause = found.finding.clause if found.finding is not None else None
        raise Refusal("not-permitted", clause, {"who": who}, by_whom=found.name or None)
    return found


def may_speak_for(
    person: Person, organisation: Organisation, assembly: Assembly, *, at: datetime
) -> bool:
    """Those who act for an organisation; and a support officer, who records it for them."""
    on = day_of(assembly, at)
    return may_act_for(person, organisation, on=on) or is_officer(person, assembly, on=on)


def require_may_speak_for(
    person: Person, organisation: Organisation, assembly: Assembly, *, at: datetime
) -> None:
    """:raises Refusal: if they may not."""
    if not may_speak_for(person, organisation, assembly, at=at):
        who = f"somebody who acts for {organisation.name}, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who})


def require_going_on(meeting: Meeting) -> None:
    """:raises Refusal: unless the meeting is open and not closed."""
    require_not_cancelled(meeting)
    if meeting.opened_at is None:
        raise Refusal("meeting-not-open", None, {})
    if meeting.closed_at is not None:
        raise Refusal("meeting-over", None, {"closed_at": meeting.closed_at})


def require_not_cancelled(meeting: Meeting) -> None:
    """:raises Refusal: if the meeting was cancelled."""
    if meeting.cancelled_at is not None:
        raise Refusal("meeting-cancelled", None, {})


def require_edition(shown: int, now: int) -> None:
    """
    Require that what somebody changes is still as it was shown to them.

    :raises Refusal: if somebody else has changed it since.
    """
    if shown != now:
        raise Refusal("changed-meanwhile", None, {})
