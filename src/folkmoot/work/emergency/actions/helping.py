from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.work.emergency.events import (
    HelpAskedFor,
    HelpEnded,
    HelpMatched,
    HelpOffered,
    NeedTold,
)
from folkmoot.work.emergency.models import (
    Emergency,
    Help,
    Match,
    Need,
    Offer,
)
from folkmoot.work.emergency.permits import (
    require_goes_on,
    require_helps_here,
    require_speaks_for,
)


@transaction.atomic
@recording_last()
def offer_help(
    *,
    emergency: Emergency,
    organisation: Organisation,
    kind: str,
    area: Area | None,
    words: str,
    by: Person,
    at: datetime,
) -> Offer:
    """
    Offer help without having been called; what is offered anew takes the place of what was.

    :raises Refusal: if it is over, or `by` does not speak for the organisation.
    """
    assembly = emergency.assembly
    require_speaks_for(by, organisation, assembly, on=day_in(assembly, at=at))
    require_goes_on(emergency)
    said = {"words": words.strip(), "area": area}
    made, _is_new = Offer.objects.update_or_create(
        emergency=emergency,
        organisation=organisation,
        kind=kind,
        ended_at=None,
        defaults=said,
        create_defaults={**said, "offered_at": at},
    )
    event = HelpOffered(
        reference=emergency.reference,
        organisation=organisation.name,
        kind=str(Help(kind).label),
        place=area.name if area else "",
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=None)
    return made


@transaction.atomic
@recording_last()
def tell_need(
    *,
    emergency: Emergency,
    kind: str,
    area: Area | None,
    people: int | None,
    is_urgent: bool,
    words: str,
    organisation: Organisation | None,
    by: Person,
    at: datetime,
) -> Need:
    """
    Tell what is needed where; those who help read it.

    :raises Refusal: if `by` is not among those who help, or it is over.
    """
    assembly = emergency.assembly
    require_helps_here(by, organisation, assembly, on=day_in(assembly, at=at))
    require_goes_on(emergency)
    made = Need.objects.create(
        emergency=emergency,
        kind=kind,
        area=area,
        people=people,
        is_urgent=is_urgent,
        words=words.strip(),
        organisation=organisation,
        told_at=at,
    )
    event = NeedTold(
        reference=emergency.reference,
        kind=made.get_kind_display(),
        place=area.name if area else "",
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=None)
    return made


@transaction.atomic
@recording_last()
def send_help(*, need: Need, offer: Offer, by: Person, at: datetime) -> Match:
    """
    Send an offer to a need; whoever acts for the organisation gets a letter.

    :raises Refusal: if `by` is not a support officer, it is over, the need is met, or it is another
        kind of help.
    """
    emergency = need.emergency
    assembly = emergency.assembly
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    require_goes_on(emergency)
    if need.met_at is not None:
        raise Refusal("need-is-met", None, {})
    if offer.kind != need.kind or offer.emergency_id != emergency.pk:
        facts = {
            "organisation": offer.organisation.name,
            "offered": offer.get_kind_display(),
            "needed": need.get_kind_display(),
        }
        raise Refusal("not-the-same-help", None, facts)
    made, is_new = Match.objects.get_or_create(need=need, offer=offer, defaults={"at": at})
    if not is_new:
        return made  # a tired finger sent it twice
    place = need.area.name if need.area else ""
    event = HelpMatched(
        reference=emergency.reference,
        organisation=offer.organisation.name,
        kind=need.get_kind_display(),
        place=place,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=None)
    asked = HelpAskedFor(
        reference=emergency.reference,
        title=emergency.title,
        organisation=offer.organisation.name,
        kind=need.get_kind_display(),
        place=place,
        number=need.pk,
    )
    tell(people_acting_for(offer.organisation, on=on), asked, assembly=assembly.slug, at=at)
    return made


@transaction.atomic
@recording_last()
def end_match(*, match: Match, outcome: str, words: str, by: Person, at: datetime) -> Match:
    """
    Say how help ended: the need is met, or it fell through and others are sought.

    :raises Refusal: if `by` neither speaks for the organisation nor is an officer, or it has ended.
    """
    need, offer = match.need, match.offer
    assembly = need.emergency.assembly
    require_speaks_for(by, offer.organisation, assembly, on=day_in(assembly, at=at))
    if match.outcome != Match.Outcome.GOING:
        raise Refusal("match-has-ended", None, {})
    match.outcome, match.words = outcome, words.strip()
    match.save(update_fields=["outcome", "words"])
    if outcome == Match.Outcome.MET and need.met_at is None:
        need.met_at = at
        need.save(update_fields=["met_at"])
    event = HelpEnded(
        reference=need.emergency.reference,
        organisation=offer.organisation.name,
        kind=need.get_kind_display(),
        outcome=match.get_outcome_display(),
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=None)
    return match
