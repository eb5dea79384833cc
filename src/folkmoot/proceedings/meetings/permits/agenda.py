"""When an agenda may still be changed, and who may ask for what."""

from datetime import datetime

from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import (
    AgendaItem,
    AgendaRequest,
    Meeting,
    Paper,
    Referral,
)
from folkmoot.proceedings.meetings.permits import (
    may_arrange,
    require_may_speak_for,
    require_not_cancelled,
)
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.requests import that_may_ask
from folkmoot.proceedings.meetings.queries.sight import shut_out_of
from folkmoot.rules.findings import Refusal, teach

MOST_ITEMS = 500
CARRIED = "put-off-"
"""How the key of a request begins that was carried from one meeting to a later one."""
teach(
    {
        "agenda-sent-already": "This agenda went to the members at {sent_at}.",
        "agenda-full": "This agenda is full, because no agenda has more than {most} items.",
        "item-withdrawn": "This item is no longer on the agenda.",
        "item-taken": "This cannot be done to an item that was taken, at {started_at}.",
        "item-not-moved": "This item cannot be moved further that way.",
        "item-left": (
            "You have left this item for an interest that was declared, so it is closed to you."
        ),
        "item-open-already": "This item is not kept for full members.",
        "request-answered": "This request was answered at {answered_at}, so it cannot change.",
        "request-not-in-forum": (
            "{organisation} cannot ask for an item here, because it is not a member of {forum}."
        ),
        "request-form-used": (
            "This form was sent before, for another request. Open it again and send it from there."
        ),
        "paper-withdrawn": "This paper was withdrawn.",
    }
)


def require_agenda_open(meeting: Meeting) -> None:
    """:raises Refusal: if the meeting was cancelled or is over."""
    require_not_cancelled(meeting)
    if meeting.closed_at is not None:
        raise Refusal("meeting-over", None, {"closed_at": meeting.closed_at})


def require_on_agenda(item: AgendaItem) -> None:
    """:raises Refusal: if the item was withdrawn."""
    if item.withdrawn_at is not None:
        raise Refusal("item-withdrawn", None, {})


def require_not_taken(item: AgendaItem) -> None:
    """:raises Refusal: if the item was begun."""
    if item.started_at is not None:
        raise Refusal("item-taken", None, {"started_at": item.started_at})


def require_not_left(person: Person, item: AgendaItem, *, at: datetime) -> None:
    """:raises Refusal: if they, or an organisation they act for, left the item for an interest."""
    if shut_out_of(item, [person], on=day_of(item.meeting.assembly, at)):
        raise Refusal("item-left", None, {})


def require_room(items: int) -> None:
    """:raises Refusal: if the agenda has as many items as one may have."""
    if items >= MOST_ITEMS:
        raise Refusal("agenda-full", None, {"most": MOST_ITEMS})


def require_may_ask(
    person: Person, organisation: Organisation, meeting: Meeting, *, at: datetime
) -> None:
    """:raises Refusal: unless they speak for a member of the forum, or record it as an officer."""
    require_may_speak_for(person, organisation, meeting.assembly, at=at)
    on = day_of(meeting.assembly, at)
    if not that_may_ask(meeting.forum, on=on).filter(pk=organisation.pk).exists():
        facts = {"organisation": organisation.name, "forum": meeting.forum.name}
        raise Refusal("request-not-in-forum", None, facts)


def require_fresh_key(form_key: str, *, is_used: bool) -> None:
    """:raises Refusal: if a form was used for another request, or has a key of ours."""
    if is_used or form_key.startswith(CARRIED):
        raise Refusal("request-form-used", None, {})


def require_unanswered(request: AgendaRequest) -> None:
    """:raises Refusal: if the request has its answer."""
    if request.answered_at is not None:
        raise Refusal("request-answered", None, {"answered_at": request.answered_at})


def may_bring_paper(
    person: Person, meeting: Meeting, item: AgendaItem | None, *, at: datetime
) -> bool:
    """Those who make the agenda; and for an item, those who act for the member that brought it."""
    if may_arrange(person, meeting.forum, at=at):
        return True
    if item is None or item.brought_by is None:
        return False
    return may_act_for(person, item.brought_by, on=day_of(meeting.assembly, at))


def require_may_bring_paper(
    person: Person, meeting: Meeting, item: AgendaItem | None, *, at: datetime
) -> None:
    """:raises Refusal: if they may not."""
    if not may_bring_paper(person, meeting, item, at=at):
        who = f"the chair or vice-chair of {meeting.forum.name}, a support officer, or"
        who += " somebody who acts for the member that brought the item,"
        raise Refusal("not-permitted", None, {"who": who})


def may_keep_paper(person: Person, paper: Paper, *, at: datetime) -> bool:
    """Those who make the agenda; and those who act for the member that a paper came from."""
    if may_arrange(person, paper.meeting.forum, at=at):
        return True
    on = day_of(paper.meeting.assembly, at)
    return paper.owner is not None and may_act_for(person, paper.owner, on=on)


def require_may_keep_paper(person: Person, paper: Paper, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if paper.withdrawn_at is not None:
        raise Refusal("paper-withdrawn", None, {})
    if not may_keep_paper(person, paper, at=at):
        who = f"the chair or vice-chair of {paper.meeting.forum.name}, a support officer, or"
        who += " somebody who acts for the member that it came from,"
        raise Refusal("not-permitted", None, {"who": who})


def may_answer(person: Person, referral: Referral, *, at: datetime) -> bool:
    """Whoever arranges the receiving forum's meetings, or the representative that received it."""
    if referral.is_for_representative and person.pk == referral.representative_id:
        return True
    return may_arrange(person, referral.to_forum, at=at)
