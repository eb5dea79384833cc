from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.actions.keep_in_step import keep_in_step
from folkmoot.body.organisations.actions.list_organisation import SECTORS, require_free, set_places
from folkmoot.body.organisations.events import DetailsChanged
from folkmoot.body.organisations.models import Alias, Identifier, Organisation, Theme
from folkmoot.body.organisations.permits import require_may_keep
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.reckoning.registers.cells import sort_name

FIELDS = ("legal_form", "size_band", "about", "website", "postcode", "address")


@transaction.atomic
def change_details(
    *,
    assembly: Assembly,
    organisation: Organisation,
    name: str,
    legal_form: str,
    size_band: str,
    about: str,
    website: str,
    postcode: str,
    address: str,
    bases: Iterable[Area],
    works: Iterable[Area],
    themes: Iterable[Theme],
    identifiers: Iterable[tuple[str, str]] = (),
    by: Person,
    at: datetime,
) -> Organisation:
    """
    Change what the register says of an organisation; a former name stays as an alias.

    Its numbers of one list's own are left alone. Saying the same again changes nothing and
    is not recorded; either way what it says is confirmed that day.

    :raises Refusal: if `by` may not keep its listing, it has closed, or a number is another's.
    """
    on = day_in(assembly, at=at)
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require_may_keep(by, assembly, organisation, on=on)
    pairs = set(identifiers)
    require_free(pairs, organisation)

    changed = []
    name = " ".join(name.split())
    if name != organisation.name:
        Alias.objects.get_or_create(
            organisation=organisation, name=organisation.name, defaults={"kind": "formerly"}
        )
        organisation.name, organisation.sort_name = name, sort_name(name)
        changed.append("name")
    given = {
        "legal_form": legal_form, "size_band": size_band, "about": about, "website": website,
        "postcode": postcode, "address": address,
    }  # fmt: skip
    for field in FIELDS:
        if getattr(organisation, field) != given[field]:
            setattr(organisation, field, given[field])
            changed.append(field)
    organisation.sector = SECTORS.get(legal_form, "vcse")
    organisation.last_confirmed_on = on
    organisation.save()
    if set_places(organisation, bases=bases, works=works):
        changed.append("places")
    wanted = {theme.pk for theme in themes}
    if wanted != set(organisation.themes.values_list("pk", flat=True)):
        organisation.themes.set(wanted)
        changed.append("themes")
    if _set_identifiers(organisation, pairs):
        changed.append("identifiers")
    if changed:
        keep_in_step([organisation.pk])
        event = DetailsChanged(
            organisation=organisation.reference, name=organisation.name, changed=changed
        )
        record(event, assembly=assembly.slug, by=by, at=at)
    return organisation


def _set_identifiers(organisation: Organisation, wanted: set[tuple[str, str]]) -> bool:
    rows = Identifier.objects.filter(organisation=organisation).exclude(scheme__startswith="XX-")
    held = {(row.scheme, row.number): row for row in rows.order_by("pk")}
    for pair, row in held.items():
        if pair not in wanted:
            row.delete()
    Identifier.objects.bulk_create(
        Identifier(organisation=organisation, scheme=scheme, number=number)
        for scheme, number in sorted(wanted - held.keys())
    )
    return wanted != held.keys()
