"""Skills listed, renewed, withdrawn; what was given written down, and thanked for."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer, require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Community, Organisation, Theme
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.work.practice.actions.recording import new_reference, write
from folkmoot.work.practice.events import (
    ContributionLogged,
    ContributionThanked,
    OfferListed,
    OfferRenewed,
    OfferWithdrawn,
)
from folkmoot.work.practice.models import Contribution, Offer
from folkmoot.work.practice.permits import require_keeps_offer, require_member
from folkmoot.work.practice.queries.clauses import expiry


@transaction.atomic
@recording_last()
def list_offer(
    *,
    assembly: Assembly,
    organisation: Organisation | None,
    kind: str,
    title: str,
    words: str,
    contact: str,
    seen_by: str,
    themes: Iterable[Theme] = (),
    communities: Iterable[Community] = (),
    areas: Iterable[Area] = (),
    by: Person,
    at: datetime,
) -> Offer:
    """
    List what somebody can do or knows, as they agree to; it is seen until it expires.

    :param organisation: the member that offers it; None for what `by` offers as a person.
    :param areas: where it is offered; none for everywhere.
    :raises Refusal: if it is for an organisation, and `by` acts for no member.
    """
    on = day_in(assembly, at=at)
    listed_as = Offer.ListedAs.VOLUNTEER
    if organisation is not None:
        require_member(by, organisation, assembly, on=on)
        listed_as = Offer.ListedAs.ORGANISATION
    elif is_officer(by, assembly, on=on):
        listed_as = Offer.ListedAs.OFFICER
    made = Offer.objects.create(
        assembly=assembly,
        reference=new_reference(kind),  # what is offered may be for members only
        kind=kind,
        listed_as=listed_as,
        organisation=organisation,
        person=None if organisation is not None else by,
        title=title.strip(),
        words=words.strip(),
        contact=contact.strip(),
        seen_by=seen_by,
        consented_at=at,
        consented_by=by,
        expires_on=expiry(assembly, on=on),
    )
    made.themes.set(themes)
    made.communities.set(communities)
    made.areas.set(areas)
    event = OfferListed(
        reference=made.reference,
        kind=made.get_kind_display(),
        organisation=_name(made),
        expires_on=made.expires_on,
    )
    write(event, assembly, "skills", by=by, at=at)
    return made


def _name(offer: Offer) -> str:
    return offer.organisation.name if offer.organisation is not None else ""


@transaction.atomic
@recording_last()
def renew_offer(*, offer: Offer, by: Person, at: datetime) -> Offer:
    """
    Say that an entry still stands, so it is seen again until it next expires.

    :raises Refusal: if it is not theirs.
    """
    on = day_in(offer.assembly, at=at)
    require_keeps_offer(by, offer, on=on)
    offer.consented_at, offer.consented_by = at, by
    offer.expires_on = expiry(offer.assembly, on=on)
    offer.save(update_fields=["consented_at", "consented_by", "expires_on"])
    event = OfferRenewed(
        reference=offer.reference, organisation=_name(offer), expires_on=offer.expires_on
    )
    write(event, offer.assembly, "skills", by=by, at=at)
    return offer


@transaction.atomic
@recording_last()
def withdraw_offer(*, offer: Offer, by: Person, at: datetime) -> None:
    """
    Withdraw consent: the entry is gone at once, and nothing of it is kept.

    :raises Refusal: if it is not theirs.
    """
    require_keeps_offer(by, offer, on=day_in(offer.assembly, at=at))
    event = OfferWithdrawn(reference=offer.reference, organisation=_name(offer))
    offer.delete()
    write(event, offer.assembly, "skills", by=by, at=at)


@transaction.atomic
@recording_last()
def log_contribution(
    *,
    assembly: Assembly,
    organisation: Organisation,
    kind: str,
    words: str,
    hours: int | None,
    on: date,
    by: Person,
    at: datetime,
) -> Contribution:
    """
    Write down what an organisation gave to the assembly's work.

    :param hours: whole hours; None where that is not known.
    :raises Refusal: if `by` neither acts for that member nor is a support officer.
    """
    today = day_in(assembly, at=at)
    if not is_officer(by, assembly, on=today):
        require_member(by, organisation, assembly, on=today)
    made = Contribution.objects.create(
        assembly=assembly,
        organisation=organisation,
        kind=kind,
        words=words.strip(),
        hours=hours,
        on=on,
        entered_at=at,
    )
    event = ContributionLogged(
        organisation=organisation.name, kind=made.get_kind_display(), words=made.words
    )
    write(event, assembly, "contributions", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def thank(*, contribution: Contribution, thanks: str, by: Person, at: datetime) -> Contribution:
    """
    Thank an organisation for what it gave; those who act for it get a letter.

    :raises Refusal: if `by` is not a support officer.
    """
    assembly = contribution.assembly
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    contribution.thanks, contribution.thanked_at = thanks.strip(), at
    contribution.save(update_fields=["thanks", "thanked_at"])
    body = contribution.organisation
    event = ContributionThanked(
        organisation=body.name, words=contribution.words, thanks=contribution.thanks
    )
    write(event, assembly, "contributions", by=by, at=at)
    tell(people_acting_for(body, on=on), event, assembly=assembly.slug, at=at)
    return contribution
