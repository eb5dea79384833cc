from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.actions.keep_in_step import keep_in_step
from folkmoot.body.organisations.events import AuthorityGiven, OrganisationListed
from folkmoot.body.organisations.models import (
    Authority,
    Identifier,
    Listing,
    Organisation,
    Theme,
    Working,
    new_reference,
)
from folkmoot.body.organisations.queries.register import known_by, same_name
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.reckoning.registers.cells import sort_name
from folkmoot.rules.findings import Refusal

SECTORS = {"statutory": "statutory", "private": "private"}


@transaction.atomic
def list_organisation(
    *,
    assembly: Assembly,
    name: str,
    legal_form: str = "unknown",
    size_band: str = "unknown",
    about: str = "",
    website: str = "",
    postcode: str = "",
    address: str = "",
    bases: Iterable[Area] = (),
    works: Iterable[Area] = (),
    themes: Iterable[Theme] = (),
    identifiers: Iterable[tuple[str, str]] = (),
    source: str = "",
    title: str = "",
    by: Person | None,
    at: datetime,
) -> Organisation:
    """
    Put an organisation on the register and in an assembly's directory.

    Anybody may add their own, however small: whoever is no officer may act for it from
    then on, without fee, approval or signature. An officer adds it for others.

    :param title: what `by` is there, when it is their own.
    :param by: who adds it; None from the command line.
    :raises Refusal: if one of that name and postcode is listed already, or one of its
        numbers belongs to another.
    """
    on = day_in(assembly, at=at)
    name = " ".join(name.split())
    pairs = list(identifiers)
    if (same := same_name(assembly, sort_name(name), postcode)) is not None:
        raise Refusal("already-on-register", None, {"name": same.name})
    require_free(pairs)

    organisation = Organisation.objects.create(
        reference=new_reference(name),
        name=name,
        sort_name=sort_name(name),
        legal_form=legal_form,
        sector=SECTORS.get(legal_form, "vcse"),
        size_band=size_band,
        about=about,
        website=website,
        postcode=postcode,
        address=address,
        source=source,
        last_confirmed_on=on if by else None,
    )
    Identifier.objects.bulk_create(
        Identifier(organisation=organisation, scheme=scheme, number=number)
        for scheme, number in pairs
    )
    set_places(organisation, bases=bases, works=works)
    organisation.themes.set(themes)
    Listing.objects.create(assembly=assembly, organisation=organisation, listed_on=on)
    event = OrganisationListed(organisation=organisation.reference, name=name)
    record(event, assembly=assembly.slug, by=by, at=at)
    if by is not None and not is_officer(by, assembly, on=on):
        _own(assembly, organisation, by, title, on, at)
    keep_in_step([organisation.pk])
    return organisation


def _own(
    assembly: Assembly, organisation: Organisation, by: Person, title: str, on: date, at: datetime
) -> None:
    Authority.objects.create(organisation=organisation, person=by, title=title, from_on=on)
    organisation.state = Organisation.State.CLAIMED
    organisation.save(update_fields=["state"])
    event = AuthorityGiven(
        organisation=organisation.reference,
        name=organisation.name,
        person=by.reference,
        title=title,
    )
    record(event, assembly=assembly.slug, by=by, at=at)


def require_free(
    pairs: Iterable[tuple[str, str]], organisation: Organisation | None = None
) -> None:
    """:raises Refusal: if a number belongs to another organisation."""
    for pair, (key, _digest, _state) in known_by(pairs).items():
        if organisation is None or key != organisation.pk:
            other = Organisation.objects.get(pk=key)
            facts = {"identifier": "-".join(pair), "name": other.name}
            raise Refusal("identifier-taken", None, facts)


def set_places(organisation: Organisation, *, bases: Iterable[Area], works: Iterable[Area]) -> bool:
    """Say where an organisation is based and works; return whether that changes anything."""
    wanted = {(area.pk, Working.Kind.BASE) for area in bases}
    wanted |= {(area.pk, Working.Kind.WORKS) for area in works}
    held = {(work.area_id, work.kind): work for work in organisation.places.order_by("pk")}
    for place, work in held.items():
        if place not in wanted:
            work.delete()
    Working.objects.bulk_create(
        Working(organisation=organisation, area_id=area, kind=kind)
        for area, kind in sorted(wanted - held.keys())
    )
    return wanted != held.keys()
