"""Rooms kept, asked for and answered about; peers listed and gone; what members tell each other."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions.recording import new_reference, write
from folkmoot.work.practice.events import (
    NewsShared,
    PeerOptedIn,
    PeerOptedOut,
    VenueAnswered,
    VenueAskedFor,
    VenueKept,
)
from folkmoot.work.practice.models import (
    Peer,
    Share,
    ShareReply,
    Venue,
    VenueAccess,
    VenueRequest,
)
from folkmoot.work.practice.permits import require_keeps_venue, require_member
from folkmoot.work.practice.queries.clauses import expiry


@transaction.atomic
@recording_last()
def keep_venue(
    *,
    assembly: Assembly,
    venue: Venue | None = None,
    name: str,
    kind: str,
    address: str,
    area: Area | None,
    keeper: Organisation,
    seats: int | None,
    cost: str,
    words: str,
    access: Mapping[str, bool],
    by: Person,
    at: datetime,
) -> Venue:
    """
    Enter a room that groups can use, or say again how it is.

    :param access: what is known of getting in and about; what is left out is not known.
    :raises Refusal: if `by` neither acts for its keeper nor is a support officer.
    """
    on = day_in(assembly, at=at)
    made = venue or Venue(assembly=assembly, reference=new_reference(name), keeper=keeper)
    if venue is not None:
        require_keeps_venue(by, venue, on=on)
    made.keeper = keeper
    require_keeps_venue(by, made, on=on)
    made.name, made.kind, made.address, made.area = name.strip(), kind, address.strip(), area
    made.seats, made.cost, made.words, made.kept_on = seats, cost.strip(), words.strip(), on
    made.save()
    made.access.all().delete()
    VenueAccess.objects.bulk_create(
        VenueAccess(venue=made, feature=feature, is_there=is_there)
        for feature, is_there in sorted(access.items())
    )
    event = VenueKept(reference=made.reference, name=made.name, keeper=keeper.name)
    write(event, assembly, "venues", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def ask_for_venue(
    *,
    venue: Venue,
    organisation: Organisation | None,
    words: str,
    for_on: date,
    times: str,
    people: int | None,
    by: Person,
    at: datetime,
) -> VenueRequest:
    """
    Ask for a room. Those who act for its keeper are told.

    :raises Refusal: if `by` acts for no member.
    """
    assembly = venue.assembly
    on = day_in(assembly, at=at)
    member = require_member(by, organisation, assembly, on=on)
    made = VenueRequest.objects.create(
        venue=venue,
        organisation=member,
        asked_by=by,
        words=words.strip(),
        for_on=for_on,
        times=times.strip(),
        people=people,
        asked_at=at,
    )
    event = VenueAskedFor(
        reference=venue.reference, name=venue.name, organisation=member.name, for_on=for_on
    )
    write(event, assembly, "venues", by=by, at=at)
    tell(people_acting_for(venue.keeper, on=on), event, assembly=assembly.slug, at=at)
    return made


@transaction.atomic
@recording_last()
def answer_for_venue(
    *, request: VenueRequest, is_accepted: bool, answer: str, by: Person, at: datetime
) -> VenueRequest:
    """
    Answer who asked for a room; they are told.

    :raises Refusal: if it is answered already, or `by` does not keep the room.
    """
    venue = request.venue
    on = day_in(venue.assembly, at=at)
    require_keeps_venue(by, venue, on=on)
    if request.state != VenueRequest.State.ASKED:
        raise Refusal("room-answered-already", None, {"name": venue.name})
    state = VenueRequest.State
    request.state = state.ACCEPTED if is_accepted else state.DECLINED
    request.answer, request.answered_at = answer.strip(), at
    request.save(update_fields=["state", "answer", "answered_at"])
    told: dict[str, Any] = {
        "reference": venue.reference,
        "name": venue.name,
        "organisation": request.organisation.name,
        "for_on": request.for_on,
        "answer": request.get_state_display(),
    }
    # What the keeper wrote goes to the asker alone.
    write(VenueAnswered(words="", **told), venue.assembly, "venues", by=by, at=at)
    event = VenueAnswered(words=request.answer, **told)
    tell(request.asked_by, event, assembly=venue.assembly.slug, at=at)
    return request


@transaction.atomic
@recording_last()
def list_peer(
    *,
    assembly: Assembly,
    organisation: Organisation | None,
    role: str,
    about: str,
    contact: str,
    themes: Iterable[Theme] = (),
    by: Person,
    at: datetime,
) -> Peer:
    """
    Let members find somebody by the contact they chose, as they agree; again changes and renews it.

    :raises Refusal: if `by` acts for no member.
    """
    on = day_in(assembly, at=at)
    member = require_member(by, organisation, assembly, on=on)
    said = {
        "role": role.strip(),
        "about": about.strip(),
        "contact": contact.strip(),
        "consented_at": at,
        "expires_on": expiry(assembly, on=on),
    }
    made, _ = Peer.objects.update_or_create(
        assembly=assembly, person=by, organisation=member, defaults=said
    )
    made.themes.set(themes)
    event = PeerOptedIn(organisation=member.name, expires_on=made.expires_on)
    write(event, assembly, "peers", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def leave_peers(*, peer: Peer, by: Person, at: datetime) -> None:
    """
    Withdraw consent: they are no longer found, and nothing of it is kept.

    :raises Refusal: if it is neither they nor a support officer.
    """
    assembly = peer.assembly
    if by != peer.person and not is_officer(by, assembly, on=day_in(assembly, at=at)):
        raise Refusal("not-permitted", None, {"who": "whoever is listed, or a support officer"})
    event = PeerOptedOut(organisation=peer.organisation.name)
    peer.delete()
    write(event, assembly, "peers", by=by, at=at)


@transaction.atomic
@recording_last()
def share_news(
    *,
    assembly: Assembly,
    organisation: Organisation | None,
    title: str,
    words: str,
    by: Person,
    at: datetime,
) -> Share:
    """
    Tell something to members.

    :raises Refusal: if `by` acts for no member.
    """
    member = require_member(by, organisation, assembly, on=day_in(assembly, at=at))
    made = Share.objects.create(
        assembly=assembly, organisation=member, title=title.strip(), words=words.strip(), at=at
    )
    write(NewsShared(organisation=member.name), assembly, "peers", by=by, at=at)
    return made


@transaction.atomic
def reply_to_share(
    *, share: Share, organisation: Organisation | None, words: str, by: Person, at: datetime
) -> ShareReply:
    """
    Reply to what a member told.

    :raises Refusal: if `by` acts for no member.
    """
    on = day_in(share.assembly, at=at)
    member = require_member(by, organisation, share.assembly, on=on)
    return ShareReply.objects.create(share=share, organisation=member, words=words.strip(), at=at)
