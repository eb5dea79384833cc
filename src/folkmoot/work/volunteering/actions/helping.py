"""Somebody offers their time, asks about a role, agrees to be named, withdraws, is forgotten."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.organisations.models import Theme
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.ground.people.queries import with_email
from folkmoot.reckoning.placing import suggest
from folkmoot.rules.findings import Refusal
from folkmoot.work.volunteering.events import MatchMoved, VolunteerCame, VolunteerWaits
from folkmoot.work.volunteering.models import (
    Campaign,
    FollowUp,
    Hours,
    Match,
    Opportunity,
    Volunteer,
)
from folkmoot.work.volunteering.queries.matching import in_words, link_for, offer_of, wish_of
from folkmoot.work.volunteering.queries.roles import state_of
from folkmoot.work.volunteering.queries.words import clause_for

FIRST_LOOK = timedelta(days=7)
KEPT = (
    "kind", "name", "group_name", "people", "email", "phone", "area", "skills", "days",
    "wants_short", "wants_at_home", "access", "words", "is_under_18", "wants_support",
    "guardian_name", "guardian_contact",
)  # fmt: skip


@transaction.atomic
@recording_last()
def offer_time(
    *,
    assembly: Assembly,
    role: Opportunity | None = None,
    themes: Iterable[Theme] = (),
    agrees: bool = False,
    campaign: Campaign | None = None,
    at: datetime,
    **said: Any,
) -> Volunteer:
    """
    Receive somebody who offers their time, for a role or to be matched, without an account.

    They get their private link by letter; the officers are told that somebody waits, not who.

    :param agrees: they may be named to the organisation of the role.
    :param said: what they say of themselves, by the names in `KEPT`.
    :raises Refusal: if the role takes nobody, or not them.
    """
    on = day_in(assembly, at=at)
    kept = {name: said[name] for name in KEPT if name in said}
    made = Volunteer(
        assembly=assembly, reference=f"v-{secrets.token_hex(5)}", campaign=campaign, came_at=at,
        **kept,
    )  # fmt: skip
    if made.kind == Volunteer.Kind.INDIVIDUAL:
        made.people, made.group_name = 1, ""
    if made.email:
        made.is_person_of_this = with_email(made.email) is None
        made.letters_to = welcome(email=made.email, name="", at=at)
    made.save()
    made.themes.set(themes)
    clause = clause_for(assembly, "brokerage", on=on)
    event = VolunteerWaits(reference=made.reference, kind=made.get_kind_display())
    record(event, assembly=assembly.slug, by=None, at=at, under=clause)
    tell(officers(assembly, on=on), event, assembly=assembly.slug, at=at)
    if made.letters_to is not None:
        came = VolunteerCame(reference=made.reference, link=link_for(made))
        tell(made.letters_to, came, assembly=assembly.slug, at=at)
    if role is not None:
        ask_about(volunteer=made, role=role, agrees=agrees, at=at)
    return made


@transaction.atomic
@recording_last()
def ask_about(
    *, volunteer: Volunteer, role: Opportunity, agrees: bool, by: Person | None = None, at: datetime
) -> Match:
    """
    Begin a match of a volunteer and a role, with the reasons why it suits.

    :raises Refusal: if the role takes nobody, or not them, or they asked already.
    """
    on = day_in(volunteer.assembly, at=at)
    _require_takes(role, volunteer, on=on)
    if volunteer.matches.filter(opportunity=role).exclude(stage=Match.Stage.CLOSED).exists():
        raise Refusal("matched-already", None, {"title": role.title})
    (found,) = suggest([wish_of(volunteer)], [offer_of(role)], most=1)
    match = Match.objects.create(
        volunteer=volunteer,
        opportunity=role,
        campaign=volunteer.campaign,
        people=volunteer.people,
        reasons=in_words(role, found[0]) if found else [],
        enquired_at=at,
        agreed_at=at if agrees else None,
        follow_up_on=on + FIRST_LOOK,
    )
    note(match, by=by, at=at)
    return match


def _require_takes(role: Opportunity, volunteer: Volunteer, *, on: date) -> None:
    facts = {"title": role.title}
    if state_of(role, on=on) != "open":
        raise Refusal("role-not-listed", None, facts)
    if volunteer.is_under_18 and role.young == Opportunity.Young.NO:
        raise Refusal("role-not-for-young", None, facts)
    if volunteer.people > 1 and not role.takes_groups:
        raise Refusal("role-not-for-groups", None, facts)


def note(match: Match, *, words: str = "", by: Person | None, at: datetime) -> None:
    """Record that a match is at a stage, under the clause of brokerage; and keep what was heard."""
    assembly = match.opportunity.assembly
    if words.strip():
        FollowUp.objects.create(match=match, at=at, stage=match.stage, words=words.strip())
    reference = match.volunteer.reference if match.volunteer else ""
    event = MatchMoved(reference=reference, title=match.opportunity.title, stage=match.stage)
    clause = clause_for(assembly, "brokerage", on=day_in(assembly, at=at))
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)


@transaction.atomic
def agree(*, match: Match, at: datetime) -> Match:
    """Let a volunteer agree to be named to the organisation of a role."""
    if match.agreed_at is None:
        match.agreed_at = at
        match.save(update_fields=["agreed_at"])
    return match


@transaction.atomic
@recording_last()
def withdraw(*, match: Match, at: datetime) -> Match:
    """
    Let a volunteer leave a match. The organisation reads of them no longer.

    :raises Refusal: if it is closed already.
    """
    if match.stage == Match.Stage.CLOSED:
        raise Refusal("stage-not-next", None, {"stage": match.get_stage_display()})
    match.stage, match.closed_at, match.follow_up_on = Match.Stage.CLOSED, at, None
    match.closed_because = Match.Why.CHANGED
    match.save(update_fields=["stage", "closed_at", "closed_because", "follow_up_on"])
    note(match, by=None, at=at)
    return match


@transaction.atomic
def forget(*, volunteer: Volunteer, at: datetime) -> None:
    """
    Erase a volunteer: who they are, what was written about them, their thanks and their letters.

    What stays is that somebody was matched, and how many minutes were given, with no name to it.
    """
    keys = list(volunteer.matches.values_list("pk", flat=True))
    FollowUp.objects.filter(match__in=keys).delete()
    Hours.objects.filter(match__in=keys).update(words="")
    for match in Match.objects.filter(pk__in=keys).prefetch_related("thanks"):
        match.thanks.all().delete()
    Match.objects.filter(pk__in=keys).update(volunteer=None, reasons=[], follow_up_on=None)
    Match.objects.filter(pk__in=keys).exclude(stage=Match.Stage.CLOSED).update(
        stage=Match.Stage.CLOSED, closed_at=at, closed_because=Match.Why.CHANGED
    )
    person, is_of_this = volunteer.letters_to, volunteer.is_person_of_this
    volunteer.delete()
    if person is None:
        return
    is_needed = Volunteer.objects.filter(letters_to=person).exists()
    if is_of_this and person.last_login is None and not is_needed and not _acts(person):
        person.delete()
    else:
        person.letters.filter(
            kind__in=("VolunteerCame", "VolunteerMoved", "VolunteerThanked")
        ).delete()


def _acts(person: Person) -> bool:
    """Whether something on the site needs a person by now: a post, or an authority."""
    return person.authorities.exists() or person.posts.exists()
