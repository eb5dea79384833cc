from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import officers
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.ground.people.queries import with_email
from folkmoot.proceedings.meetings.actions.changing import hold, stir
from folkmoot.proceedings.meetings.events.people import (
    DeputyAgreed,
    DeputyAnswerLetter,
    DeputyAsked,
    DeputyDeclined,
    DeputyQuestionLetter,
)
from folkmoot.proceedings.meetings.models import Deputy, Meeting
from folkmoot.proceedings.meetings.permits import require_may_preside, require_may_speak_for
from folkmoot.proceedings.meetings.permits.people import (
    agreed_deputy,
    require_can_send,
    require_in_time_for_deputies,
    require_still_to_come,
)
from folkmoot.proceedings.meetings.queries.clauses import clause_here
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.presiding import presiding
from folkmoot.rules.findings import Refusal


@transaction.atomic
def ask_for_deputy(
    *,
    meeting: Meeting,
    organisation: Organisation,
    name: str,
    email: str = "",
    why: str,
    by: Person,
    at: datetime,
) -> Deputy:
    """
    Ask whoever presides whether somebody else may come in a member's usual person's place.

    One who has no account is known by name and address.

    :param why: what is exceptional; for whoever presides alone.
    :raises Refusal: if `by` may not speak for the member, it has asked already, or the
        meeting has begun; then with the next meeting as the time for which it may ask.
    """
    meeting = hold(meeting)
    require_may_speak_for(by, organisation, meeting.assembly, at=at)
    require_still_to_come(meeting, at=at)
    require_can_send(meeting, organisation)
    require_in_time_for_deputies(meeting, agreed_at=at, at=at)
    before = agreed_deputy(meeting, organisation)
    if before is not None and before.name.casefold() == name.strip().casefold():
        return before
    if before is not None:
        facts = {"organisation": organisation.name, "name": before.name}
        raise Refusal("deputy-asked-already", None, facts)

    deputy = Deputy.objects.create(
        meeting=meeting,
        organisation=organisation,
        person=with_email(email) if email.strip() else None,
        name=name.strip(),
        email=email.strip(),
        why=why.strip(),
        asked_by=by,
        asked_at=at,
    )
    slug, facts = meeting.assembly.slug, _told_of(deputy, meeting)
    clause = clause_here(meeting, "deputies", at=at)
    event = DeputyAsked(**facts, starts_at=meeting.starts_at)
    record(event, assembly=slug, by=by, at=at, under=clause, acting=organisation.name)
    letter = DeputyQuestionLetter(
        **facts,
        starts_at=meeting.starts_at,
        name=deputy.name,
        why=deputy.why,
        deputy=deputy.pk,
    )
    tell(whoever_presides(meeting, at=at), letter, assembly=slug, at=at)
    stir(meeting)
    return deputy


@transaction.atomic
def agree_to_deputy(*, deputy: Deputy, by: Person, at: datetime) -> Deputy:
    """
    Let a deputy come and count for a member at one meeting, as whoever presides decides.

    One whose address was given is made known here, so that the letter reaches them and they
    can say themselves that they are there.

    :raises Refusal: if `by` does not preside, it was answered already, or the meeting has
        begun; then with the next meeting as the time from which it could be yes.
    """
    deputy, meeting = _unanswered(deputy, by=by, at=at)
    if deputy.agreed_at is not None:
        return deputy
    require_in_time_for_deputies(meeting, agreed_at=at, at=at)
    if deputy.person is None and deputy.email:
        deputy.person = welcome(email=deputy.email, name=deputy.name, at=at)
    deputy.agreed_at, deputy.answered_by = at, by
    deputy.save(update_fields=["person", "agreed_at", "answered_by"])
    event = DeputyAgreed(**_told_of(deputy, meeting), starts_at=meeting.starts_at)
    clause = clause_here(meeting, "deputies", at=at)
    record(event, assembly=meeting.assembly.slug, by=by, at=at, under=clause)
    _answer(deputy, meeting, at=at)
    return deputy


@transaction.atomic
def decline_deputy(*, deputy: Deputy, because: str, by: Person, at: datetime) -> Deputy:
    """
    Say that a deputy may not come for a member, and why.

    :raises Refusal: if `by` does not preside, it was answered already, or no reason is given.
    """
    deputy, meeting = _unanswered(deputy, by=by, at=at)
    if deputy.agreed_at is not None:
        raise Refusal("deputy-answered-already", None, {"answered_at": deputy.agreed_at})
    if not because.strip():
        raise Refusal("no-without-reason", None, {})
    deputy.declined_at, deputy.declined_because, deputy.answered_by = at, because.strip(), by
    deputy.save(update_fields=["declined_at", "declined_because", "answered_by"])
    event = DeputyDeclined(**_told_of(deputy, meeting), starts_at=meeting.starts_at)
    clause = clause_here(meeting, "deputies", at=at)
    record(event, assembly=meeting.assembly.slug, by=by, at=at, under=clause)
    _answer(deputy, meeting, at=at)
    return deputy


def _unanswered(deputy: Deputy, *, by: Person, at: datetime) -> tuple[Deputy, Meeting]:
    meeting = hold(deputy.meeting)
    deputy = Deputy.objects.select_related("organisation", "asked_by", "person").get(pk=deputy.pk)
    require_may_preside(by, meeting, None, at=at)
    require_still_to_come(meeting, at=at)
    if deputy.declined_at is not None:
        raise Refusal("deputy-answered-already", None, {"answered_at": deputy.declined_at})
    return deputy, meeting


def _answer(deputy: Deputy, meeting: Meeting, *, at: datetime) -> None:
    """Tell the member and its deputy, and the pages that show the meeting."""
    letter = DeputyAnswerLetter(
        **_told_of(deputy, meeting),
        name=deputy.name,
        starts_at=meeting.starts_at,
        is_agreed=deputy.agreed_at is not None,
        because=deputy.declined_because,
    )
    on = day_of(meeting.assembly, at)
    people = [deputy.asked_by, *people_acting_for(deputy.organisation, on=on)]
    if deputy.person is not None and deputy.agreed_at is not None:
        people.append(deputy.person)
    tell(people, letter, assembly=meeting.assembly.slug, at=at)
    stir(meeting)


def whoever_presides(meeting: Meeting, *, at: datetime) -> list[Person]:
    """Return who is to be asked: whoever presides, or the officers where they have no account."""
    person = presiding(meeting, None, at=at).person
    return [person] if person else officers(meeting.assembly, on=day_of(meeting.assembly, at))


def _told_of(deputy: Deputy, meeting: Meeting) -> dict[str, str]:
    return {
        "meeting": meeting.reference,
        "forum": meeting.forum.name,
        "organisation": deputy.organisation.name,
    }
