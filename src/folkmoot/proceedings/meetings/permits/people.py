"""Who may say who comes to a meeting, and for whom."""

from datetime import datetime

from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Attendance, Deputy, Meeting
from folkmoot.proceedings.meetings.permits import require_may_arrange, require_not_cancelled
from folkmoot.proceedings.meetings.queries.coming import began_at, may_send_somebody
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of, next_after
from folkmoot.rules.findings import Refusal, teach
from folkmoot.rules.meetings.attending import deputy_is_agreed

teach(
    {
        "can-send-nobody": (
            "{organisation} is not a member and takes no part in {forum}, so nobody comes for "
            "it. Whoever looks after the meeting can enter somebody as a guest."
        ),
        "there-already": "{name} is down as there already.",
        "not-there": "{name} is not down as there, so they cannot leave.",
        "meeting-went-by": (
            "This meeting was to end at {ends_at}, so nobody can say any more that they come."
        ),
        "check-in-not-open": "You can say that you are here from {opens_at}.",
        "code-is-not-this": (
            "This is not the code of this meeting. It has six letters and figures and is shown "
            "in the room. Tries that are left: {left}."
        ),
        "codes-tried-too-often": (
            "{tries} wrong codes were typed, so none is taken from you until {until}. The chair "
            "or a support officer can check you in at once."
        ),
        "deputy-asked-already": (
            "{organisation} has asked already whether {name} may come as its deputy. It can ask "
            "again if the answer is no."
        ),
        "deputy-answered-already": "This question was answered already at {answered_at}.",
        "no-without-reason": "The record needs a reason for a no, and none was given.",
        "deputy-not-asked": (
            "{organisation} has no deputy at this meeting to whom the chair agreed, so {name} "
            "can come as a guest but does not count for it."
        ),
    }
)


def require_may_say(by: Person, meeting: Meeting, person: Person | None, *, at: datetime) -> None:
    """
    Everybody speaks for themselves; who looks after the meeting enters anybody.

    :raises Refusal: if it is neither. Two queries, or none.
    """
    if person is None or person.pk != by.pk:
        require_may_arrange(by, meeting.forum, at=at)


def require_still_to_come(meeting: Meeting, *, at: datetime) -> None:
    """:raises Refusal: if the meeting was cancelled, closed or let go by."""
    require_not_cancelled(meeting)
    if meeting.closed_at is not None:
        raise Refusal("meeting-over", None, {"closed_at": meeting.closed_at})
    if meeting.opened_at is None and meeting.ends_at <= at:
        raise Refusal("meeting-went-by", None, {"ends_at": meeting.ends_at})


def require_can_send(meeting: Meeting, organisation: Organisation | None) -> None:
    """:raises Refusal: if the organisation may send nobody to the meeting. Two queries at most."""
    if organisation is not None and not may_send_somebody(meeting, organisation):
        facts = {"organisation": organisation.name, "forum": meeting.forum.name}
        raise Refusal("can-send-nobody", None, facts)


def agreed_deputy(meeting: Meeting, organisation: Organisation) -> Deputy | None:
    """Return the question about a deputy of a member that was not declined. One query."""
    asked = meeting.deputies.filter(organisation=organisation, declined_at=None)
    return asked.order_by("pk").first()


def require_agreed_deputy(
    meeting: Meeting, organisation: Organisation, *, name: str, at: datetime
) -> Deputy:
    """
    Return a member's deputy, where the chair agreed before the meeting began.

    :raises Refusal: if nobody asked, or the chair had not agreed in time; with the next
        meeting as the time from which a deputy may come. Three queries at most.
    """
    deputy = agreed_deputy(meeting, organisation)
    book = book_with(meeting.assembly, "deputy.agreed_before", on=day_of(meeting.assembly, at))
    if book is None:
        if deputy is None or deputy.agreed_at is None:
            facts = {"organisation": organisation.name, "name": name}
            raise Refusal("deputy-not-asked", None, facts)
        return deputy
    agreed_at = deputy.agreed_at if deputy is not None else None
    require_in_time_for_deputies(meeting, agreed_at=agreed_at, at=at)
    if deputy is None:
        raise AssertionError("a deputy who was agreed was asked for")
    return deputy


def require_in_time_for_deputies(
    meeting: Meeting, *, agreed_at: datetime | None, at: datetime
) -> None:
    """
    Require that an answer about a deputy comes before its meeting begins.

    :raises Refusal: with the next meeting as the time from which a deputy may come. Two
        queries at most, and none beyond the first where the agreement says nothing.
    """
    book = book_with(meeting.assembly, "deputy.agreed_before", on=day_of(meeting.assembly, at))
    if book is None:
        return
    finding = deputy_is_agreed(book, agreed_at=agreed_at, meets_at=began_at(meeting))
    if not finding.holds:
        following = next_after(meeting.forum, max(at, meeting.starts_at))
        raise Refusal(
            finding.code,
            finding.clause,
            finding.facts,
            following.starts_at if following is not None else None,
            finding.by_whom,
        )


def require_comes_for(
    meeting: Meeting, person: Person, organisation: Organisation, *, at: datetime
) -> bool:
    """
    Return whether somebody comes for an organisation as its deputy; otherwise they act for it.

    :raises Refusal: if they do neither. Four queries at most.
    """
    if may_act_for(person, organisation, on=day_of(meeting.assembly, at)):
        return False
    deputy = agreed_deputy(meeting, organisation)
    is_named = deputy is not None and (
        deputy.person_id == person.pk or deputy.email.casefold() == person.email.casefold()
    )
    if not is_named:
        who = f"somebody who acts for {organisation.name}, or its deputy,"
        raise Refusal("not-permitted", None, {"who": who})
    require_agreed_deputy(meeting, organisation, name=person.name, at=at)
    return True


def may_move(by: Person, attendance: Attendance) -> bool:
    """Everybody says of themselves that they leave or come back. No query."""
    return attendance.person_id == by.pk
