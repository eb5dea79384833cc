"""Networks entered, and their lists brought in: all of a list or nothing."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.actions import list_organisation
from folkmoot.body.organisations.models import Listing, Organisation
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.reckoning.registers.tables import Unreadable
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions.recording import new_reference, write
from folkmoot.work.practice.events import NetworkBrought, NetworkKept
from folkmoot.work.practice.models import Network, NetworkContact
from folkmoot.work.practice.queries.networks import (
    CHARITIES,
    NetworkList,
    NetworkRow,
    read_network_list,
)

SHOWN_FAULTS = 50


@transaction.atomic
@recording_last()
def keep_network(
    *, assembly: Assembly, name: str, keeper: str, about: str, by: Person, at: datetime
) -> Network:
    """
    Enter a network that was there before; again changes what is said of it.

    :raises Refusal: if `by` is not a support officer.
    """
    require_officer(by, assembly, on=day_in(assembly, at=at))
    said = {"keeper": keeper.strip(), "about": about.strip()}
    made, _ = Network.objects.update_or_create(
        assembly=assembly,
        name=name.strip(),
        defaults=said,
        create_defaults={**said, "reference": new_reference(name), "entered_at": at},
    )
    event = NetworkKept(reference=made.reference, name=made.name, keeper=made.keeper)
    write(event, assembly, "networks", by=by, at=at)
    return made


@transaction.atomic
@recording_last()
def bring_network(
    *, network: Network, content: bytes, by: Person, at: datetime
) -> tuple[int, int, int]:
    """
    Bring in the list of a network, all of it or nothing; the same list again changes nothing.

    An organisation that the register does not have is listed, with the network as its source.

    :return: how many contacts are new, how many of the list's organisations were known, how many
        are new to the register.
    :raises Refusal: if `by` is not a support officer, the file cannot be read, or a row cannot
        be used; the faults are in its facts.
    """
    assembly = network.assembly
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    try:
        told = read_network_list(assembly, content, on=on)
    except Unreadable as unreadable:
        facts = {"what": unreadable.fault.what, "cure": unreadable.fault.to_do}
        raise Refusal("network-list-unreadable", None, facts) from unreadable
    _require_sound(told)
    before = set(
        NetworkContact.objects.filter(network=network).values_list("organisation", "email")
    )
    new_bodies: dict[tuple[str, str], int] = {}
    rows = []
    for row in told.rows:
        key = row.organisation or new_bodies.get((row.printed_as, row.postcode))
        if key is None:
            key = _list(network, row, by=by, at=at).pk
            new_bodies[row.printed_as, row.postcode] = key
        if (key, row.email) not in before:
            before.add((key, row.email))
            rows.append(_contact(network, row, key, at))
    NetworkContact.objects.bulk_create(rows, batch_size=500)
    _listed(assembly, {row.organisation for row in told.rows if row.organisation}, at=at)
    known = len({row.organisation for row in told.rows if row.organisation})
    counts = (len(rows), known, len(new_bodies))
    if rows:
        event = NetworkBrought(
            reference=network.reference, name=network.name, contacts=counts[0], known=counts[1],
            new=counts[2],
        )  # fmt: skip
        write(event, assembly, "networks", by=by, at=at)
    return counts


def _require_sound(told: NetworkList) -> None:
    if told.faults or not told.rows:
        faults = told.faults or [(1, "There is no row in it.")]
        facts = {
            "refused": len(faults),
            "rows": len(told.rows) + len(told.faults),
            "faults": faults[:SHOWN_FAULTS],
        }
        raise Refusal("network-list-has-faults", None, facts)


def _list(network: Network, row: NetworkRow, *, by: Person, at: datetime) -> Organisation:
    return list_organisation(
        assembly=network.assembly,
        name=row.printed_as,
        postcode=row.postcode,
        identifiers=[(CHARITIES, row.charity)] if row.charity else [],
        source=network.name[:120],
        by=by,
        at=at,
    )


def _contact(network: Network, row: NetworkRow, key: int, at: datetime) -> NetworkContact:
    return NetworkContact(
        network=network,
        organisation_id=key,
        name=row.name,
        email=row.email,
        printed_as=row.printed_as,
        consented_on=row.consented_on,
        brought_at=at,
    )


def _listed(assembly: Assembly, keys: set[int], *, at: datetime) -> None:
    """List in the assembly those of another part of the register that the list names."""
    held = set(
        Listing.objects.filter(assembly=assembly, organisation__in=keys).values_list(
            "organisation", flat=True
        )
    )
    Listing.objects.bulk_create(
        Listing(assembly=assembly, organisation_id=key, listed_on=day_in(assembly, at=at))
        for key in sorted(keys - held)
    )
