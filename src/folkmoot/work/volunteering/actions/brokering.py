"""A match goes on: referred with consent, placed, closed, followed up; hours kept, thanks given."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.volunteering.actions.helping import note
from folkmoot.work.volunteering.events import VolunteerMoved, VolunteerReferred, VolunteerThanked
from folkmoot.work.volunteering.models import FollowUp, Hours, Match, Thanks, Volunteer
from folkmoot.work.volunteering.permits import require_keeps_match
from folkmoot.work.volunteering.queries.matching import link_for
from folkmoot.work.volunteering.queries.words import clause_for

Stage = Match.Stage


def _require_at(match: Match, *stages: str) -> None:
    if match.stage not in stages or match.volunteer is None:
        raise Refusal("stage-not-next", None, {"stage": match.get_stage_display()})


def _tell_volunteer(match: Match, words: str, at: datetime) -> None:
    volunteer, role = match.volunteer, match.opportunity
    if volunteer is None or volunteer.letters_to is None:
        return
    event = VolunteerMoved(
        title=role.title, organisation=role.organisation.name, stage=match.get_stage_display(),
        words=words.strip(), link=link_for(volunteer),
    )  # fmt: skip
    tell(volunteer.letters_to, event, assembly=role.assembly.slug, at=at)


@transaction.atomic
@recording_last()
def refer(
    *, match: Match, words: str, follow_up_on: date | None, by: Person, at: datetime
) -> Match:
    """
    Name a volunteer to the organisation of a role, which from then on reads who they are.

    :raises Refusal: if they did not agree, it is not an enquiry, or `by` is no officer.
    """
    role = match.opportunity
    on = day_in(role.assembly, at=at)
    require_officer(by, role.assembly, on=on)
    _require_at(match, Stage.ENQUIRY)
    if match.agreed_at is None:
        clause = clause_for(role.assembly, "brokerage", on=on)
        raise Refusal("not-agreed-to-be-named", clause, {"organisation": role.organisation.name})
    match.stage, match.referred_at, match.follow_up_on = Stage.REFERRED, at, follow_up_on
    match.save(update_fields=["stage", "referred_at", "follow_up_on"])
    note(match, words=words, by=by, at=at)
    event = VolunteerReferred(title=role.title, organisation=role.organisation.name)
    tell(people_acting_for(role.organisation, on=on), event, assembly=role.assembly.slug, at=at)
    _tell_volunteer(match, words, at)
    return match


@transaction.atomic
@recording_last()
def place(
    *, match: Match, words: str, follow_up_on: date | None, by: Person, at: datetime
) -> Match:
    """
    Say that a volunteer has begun.

    :raises Refusal: if they were not referred, or `by` may not.
    """
    require_keeps_match(by, match, on=day_in(match.opportunity.assembly, at=at))
    _require_at(match, Stage.REFERRED)
    match.stage, match.placed_at, match.follow_up_on = Stage.PLACED, at, follow_up_on
    match.save(update_fields=["stage", "placed_at", "follow_up_on"])
    note(match, words=words, by=by, at=at)
    _tell_volunteer(match, words, at)
    return match


@transaction.atomic
@recording_last()
def close_match(*, match: Match, why: str, words: str, by: Person, at: datetime) -> Match:
    """
    Close a match, with why.

    :raises Refusal: if it is closed already, or `by` may not.
    """
    require_keeps_match(by, match, on=day_in(match.opportunity.assembly, at=at))
    _require_at(match, Stage.ENQUIRY, Stage.REFERRED, Stage.PLACED)
    match.stage, match.closed_at, match.closed_because = Stage.CLOSED, at, why
    match.follow_up_on = None
    match.save(update_fields=["stage", "closed_at", "closed_because", "follow_up_on"])
    note(match, words=words, by=by, at=at)
    _tell_volunteer(match, words, at)
    return match


@transaction.atomic
def follow_up(
    *, match: Match, words: str, follow_up_on: date | None, by: Person, at: datetime
) -> FollowUp:
    """
    Keep what was heard of a match, and when to ask again.

    :raises Refusal: if `by` may not.
    """
    require_keeps_match(by, match, on=day_in(match.opportunity.assembly, at=at))
    match.follow_up_on = follow_up_on
    match.save(update_fields=["follow_up_on"])
    return FollowUp.objects.create(match=match, at=at, stage=match.stage, words=words.strip())


@transaction.atomic
def guardian_agrees(*, volunteer: Volunteer, on: date, by: Person, at: datetime) -> Volunteer:
    """
    Keep that a parent, guardian or supporter has agreed, as they told an officer.

    :raises Refusal: if none is named, or `by` is no officer.
    """
    require_officer(by, volunteer.assembly, on=day_in(volunteer.assembly, at=at))
    if not volunteer.guardian_name.strip():
        raise Refusal("no-guardian-named", None, {})
    volunteer.guardian_agreed_on = on
    volunteer.save(update_fields=["guardian_agreed_on"])
    return volunteer


@transaction.atomic
def keep_hours(
    *,
    match: Match,
    on: date,
    minutes: int,
    people: int,
    words: str,
    by: Person | None,
    at: datetime,
) -> Hours:
    """
    Keep time that was given.

    :param by: who acts for the organisation, or an officer; None for the volunteer themselves.
    :raises Refusal: if nobody is placed, the day is still to come, or `by` may not.
    """
    today = day_in(match.opportunity.assembly, at=at)
    if by is not None:
        require_keeps_match(by, match, on=today)
    if match.placed_at is None or match.volunteer is None:
        raise Refusal("hours-before-placed", None, {"stage": match.get_stage_display()})
    if on > today:
        raise Refusal("hours-ahead", None, {"on": on}, from_when=on)
    return Hours.objects.create(
        match=match, on=on, minutes=minutes, people=min(people, match.people), words=words.strip(),
        is_by_organisation=by is not None, entered_at=at,
    )  # fmt: skip


@transaction.atomic
def thank(*, match: Match, words: str, by: Person, at: datetime) -> Thanks:
    """
    Thank a volunteer; it goes into their record, and to them by letter.

    :raises Refusal: if they were not placed, or `by` may not.
    """
    role = match.opportunity
    require_keeps_match(by, match, on=day_in(role.assembly, at=at))
    volunteer = match.volunteer
    if match.placed_at is None or volunteer is None:
        raise Refusal("hours-before-placed", None, {"stage": match.get_stage_display()})
    made = Thanks.objects.create(match=match, words=words.strip(), at=at)
    if volunteer.letters_to is not None:
        event = VolunteerThanked(
            organisation=role.organisation.name, words=made.words, link=link_for(volunteer)
        )
        tell(volunteer.letters_to, event, assembly=role.assembly.slug, at=at)
    return made
