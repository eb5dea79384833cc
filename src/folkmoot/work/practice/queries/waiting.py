"""What waits for whom: consent that runs out, rooms that are asked for, work one is asked for."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.work.practice.models import Expert, Offer, Part, Peer, VenueRequest
from folkmoot.work.practice.queries.clauses import clause_for

SOON = timedelta(days=30)
"""How long before consent runs out one is asked to renew it."""
MOST = 20


def waiting_in_practice(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """
    Return what waits for a person and the organisation they act for. Seven queries at most.

    Entries of theirs that ran out or soon do; rooms that are asked of their organisation; work
    that they are asked to take part in.
    """
    on = day_in(assembly, at=at)
    return [
        *_running_out(organisation, assembly, person, on=on),
        *_asked(organisation, assembly, person, on=on),
    ]


def _state(day: date, *, on: date) -> str:
    return "overdue" if day <= on else "due"


def _running_out(
    organisation: Organisation | None, assembly: Assembly, person: Person, *, on: date
) -> list[DeskItem]:
    soon = on + SOON
    mine = Q(person=person)
    if organisation is not None:
        mine |= Q(organisation=organisation)
    offers = Offer.objects.filter(mine, assembly=assembly, expires_on__lte=soon)
    found = [
        (one.title, reverse("practice:offer_renew", args=[assembly, one.reference]), one.expires_on)
        for one in offers.order_by("expires_on", "pk")[:MOST]
    ]
    experts = Expert.objects.filter(
        assembly=assembly, person=person, withdrawn_at=None, expires_on__lte=soon
    )
    found += [
        (_("what you know from your own life"), reverse("practice:expert_register", args=[assembly]), day)
        for day in experts.order_by("pk").values_list("expires_on", flat=True)
    ]  # fmt: skip
    if organisation is not None:
        peers = Peer.objects.filter(
            assembly=assembly, person=person, organisation=organisation, expires_on__lte=soon
        )
        found += [
            (_("how members find you"), reverse("practice:peer_add", args=[assembly]), day)
            for day in peers.order_by("pk").values_list("expires_on", flat=True)
        ]
    clause = clause_for(assembly, "skills", on=on) if found else None
    return [
        DeskItem(
            verb_phrase=_("Say whether this still stands: %(title)s") % {"title": title},
            url=url,
            due=day,
            minutes=1,
            clause=clause,
            state=_state(day, on=on),
        )
        for title, url, day in found
    ]


def _asked(
    organisation: Organisation | None, assembly: Assembly, person: Person, *, on: date
) -> list[DeskItem]:
    parts = Part.objects.filter(
        expert__person=person,
        piece__assembly=assembly,
        piece__until_on__gte=on,
        state=Part.State.ASKED,
    )
    found = [
        DeskItem(
            verb_phrase=_("Say whether you take part: %(title)s") % {"title": one.piece.title},
            url=reverse("practice:part_answer", args=[assembly, one.pk]),
            due=one.piece.until_on,
            minutes=2,
        )
        for one in parts.select_related("piece").order_by("pk")[:MOST]
    ]
    if organisation is None:
        return found
    wishes = VenueRequest.objects.filter(
        venue__keeper=organisation, venue__assembly=assembly, state=VenueRequest.State.ASKED
    )
    return found + [
        DeskItem(
            verb_phrase=_("Answer %(name)s, who ask for %(room)s")
            % {"name": one.organisation.name, "room": one.venue.name},
            url=reverse("practice:venue_answer", args=[assembly, one.venue.reference, one.pk]),
            due=one.for_on,
            minutes=3,
        )
        for one in wishes.select_related("organisation", "venue").order_by("for_on", "pk")[:MOST]
    ]
