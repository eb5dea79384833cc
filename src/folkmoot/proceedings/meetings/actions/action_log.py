"""The action log: what organisations undertook, kept until it is done or dropped."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for, people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.notes import (
    ActionAgreed,
    ActionChanged,
    ActionDone,
    ActionDropped,
    ActionPassedOn,
)
from folkmoot.proceedings.meetings.models import Action, AgendaItem, Meeting
from folkmoot.proceedings.meetings.permits import require_edition, require_may_arrange
from folkmoot.proceedings.meetings.permits.notes import (
    require_may_keep_action,
    require_may_write,
    require_open_to,
    require_open_to_action,
    require_still_open,
)
from folkmoot.proceedings.meetings.queries.actions_log import log_clause
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.sight import shut_out_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
@recording_last()
def agree_action(
    *,
    forum: Forum,
    text: str,
    organisation: Organisation | None,
    person: Person | None = None,
    owner_as_written: str = "",
    due_on: date | None = None,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    motion: str = "",
    form_key: str = "",
    is_decided: bool = False,
    by: Person,
    at: datetime,
) -> Action:
    """
    Put what somebody undertook on the log of a forum, from a meeting or between meetings.

    The same form sent again gives the same action.

    :param owner_as_written: who does it, where that is no organisation on the register.
    :param motion: the reference of the decision that it follows from.
    :param is_decided: whether a decision brings it, so that nobody has to be asked again.
    :raises Refusal: if `by` keeps neither the notes nor the forum, or it has no words or
        owner, or names a person who does not act for the organisation.
    """
    on = day_of(forum.assembly, at)
    if not is_decided:
        if meeting is not None:
            require_may_write(by, meeting, at=at)
            require_open_to(by, meeting, item, at=at)
        else:
            require_may_arrange(by, forum, at=at)
    # The meeting before its forum, as whoever moves a meeting takes them.
    if meeting is not None:
        hold(meeting)
    Forum.objects.select_for_update(no_key=True).get(pk=forum.pk)
    if form_key:
        before = Action.objects.filter(form_key=form_key).order_by("pk").first()
        if before is not None:
            return before
    if not text.strip():
        raise Refusal("action-without-words", None, {})
    if organisation is None and not owner_as_written.strip():
        raise Refusal("action-without-owner", log_clause(forum.assembly, on=on), {})
    _require_acts_for(person, organisation, on=on)

    highest = Action.objects.filter(forum=forum).aggregate(highest=Max("number"))["highest"]
    action = Action.objects.create(
        forum=forum,
        meeting=meeting,
        item=item,
        number=(highest or 0) + 1,
        text=text.strip(),
        organisation=organisation,
        person=person,
        owner_as_written="" if organisation else owner_as_written.strip(),
        motion=motion,
        due_on=due_on,
        agreed_at=at,
        entered_by=by,
        form_key=form_key or None,
    )
    event = ActionAgreed(
        meeting=meeting.reference if meeting else "", due_on=due_on, **_names(action)
    )
    record(
        event,
        assembly=forum.assembly.slug,
        by=by,
        at=at,
        under=log_clause(forum.assembly, on=on),
    )
    _tell_owner(action, event, at=at)
    if meeting is not None:
        stir(meeting)
    return action


@transaction.atomic
def change_action(
    *,
    action: Action,
    text: str,
    organisation: Organisation,
    person: Person | None,
    due_on: date | None,
    edition: int,
    by: Person,
    at: datetime,
) -> Action:
    """
    Give an action another owner, another date or clearer words.

    :param edition: the edition that was shown to whoever changes it.
    :raises Refusal: if `by` does not keep the forum's log, it was closed, or somebody
        changed it meanwhile.
    """
    action = _hold(action)
    on = day_of(action.forum.assembly, at)
    require_may_arrange(by, action.forum, at=at)
    require_open_to_action(by, action, at=at)
    require_still_open(action)
    require_edition(edition, action.edition)
    if not text.strip():
        raise Refusal("action-without-words", None, {})
    _require_acts_for(person, organisation, on=on)

    action.text, action.organisation, action.person = text.strip(), organisation, person
    action.due_on, action.owner_as_written = due_on, ""
    _keep(action, "text", "organisation", "person", "due_on", "owner_as_written")
    event = ActionChanged(due_on=due_on, **_names(action))
    record(event, assembly=action.forum.assembly.slug, by=by, at=at)
    _tell_owner(action, event, at=at)
    return action


@transaction.atomic
def finish_action(*, action: Action, words: str, by: Person, at: datetime) -> Action:
    """
    Say that an action was done, and what came of it.

    :raises Refusal: if `by` acts neither for its owner nor keeps the log, or it was closed.
    """
    action = _hold(action)
    require_may_keep_action(by, action, at=at)
    require_still_open(action)
    action.done_on = day_of(action.forum.assembly, at)
    action.closing_words = words.strip()
    _keep(action, "done_on", "closing_words")
    event = ActionDone(**_names(action))
    acting = action.organisation.name if action.organisation else ""
    record(event, assembly=action.forum.assembly.slug, by=by, at=at, acting=acting)
    return action


@transaction.atomic
def drop_action(*, action: Action, because: str, by: Person, at: datetime) -> Action:
    """
    Say that an action will not be done, and why.

    :raises Refusal: if `by` does not keep the forum's log, gives no reason, or it was closed.
    """
    action = _hold(action)
    require_may_arrange(by, action.forum, at=at)
    require_open_to_action(by, action, at=at)
    require_still_open(action)
    if not because.strip():
        raise Refusal("action-dropped-without-reason", None, {})
    action.dropped_on = day_of(action.forum.assembly, at)
    action.closing_words = because.strip()
    _keep(action, "dropped_on", "closing_words")
    event = ActionDropped(**_names(action))
    record(event, assembly=action.forum.assembly.slug, by=by, at=at)
    _tell_owner(action, event, at=at)
    return action


@transaction.atomic
def pass_on_action(
    *, action: Action, into: Organisation, by: Person | None, at: datetime
) -> Action:
    """Have an action stay with the survivor of the organisation that undertook it."""
    before = action.organisation
    action.organisation = into
    _keep(action, "organisation")
    event = ActionPassedOn(
        forum=action.forum.name,
        number=action.number,
        organisation=before.name if before else action.owner_as_written,
        into=into.name,
    )
    record(event, assembly=action.forum.assembly.slug, by=by, at=at)
    return action


def _hold(action: Action) -> Action:
    held = Action.objects.select_for_update(of=("self",), no_key=True)
    fetched = held.select_related("forum__assembly", "organisation", "person", "item", "meeting")
    return fetched.get(pk=action.pk)


def _keep(action: Action, *fields: str) -> None:
    action.save(update_fields=list(fields))
    Action.objects.filter(pk=action.pk).update(edition=F("edition") + 1)
    action.edition += 1
    if action.meeting is not None:
        stir(action.meeting)


def _names(action: Action) -> dict[str, Any]:
    owner = action.organisation.name if action.organisation else action.owner_as_written
    return {
        "forum": action.forum.name,
        "forum_slug": action.forum.slug,
        "number": action.number,
        "organisation": owner,
    }


def _require_acts_for(
    person: Person | None, organisation: Organisation | None, *, on: date
) -> None:
    """:raises Refusal: if a person is named who does not act for the organisation."""
    if person is None or organisation is None or may_act_for(person, organisation, on=on):
        return
    facts = {"person": person.name, "organisation": organisation.name}
    raise Refusal("action-person-of-another", None, facts)


def _tell_owner(action: Action, event: ActionAgreed | ActionChanged | ActionDropped, *, at: datetime) -> None:  # fmt: skip
    """Write to the person, or to all who act for the owner; not to those shut out of its item."""
    if action.organisation is None:
        return
    on = day_of(action.forum.assembly, at)
    acting = people_acting_for(action.organisation, on=on)
    named = [one for one in acting if action.person_id == one.pk]
    people = named or acting
    shut = shut_out_of(action.item, people, on=on) if action.item else set()
    told = [one for one in people if one.pk not in shut]
    tell(told, event, assembly=action.forum.assembly.slug, at=at)
