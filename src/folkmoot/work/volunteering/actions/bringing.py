"""Roles are read in from a file: all of them or none, and not listed before they pass their tests."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.reckoning.registers.cells import folded
from folkmoot.reckoning.roles_standard import NotRoles, RawRole, RowFault, read_roles
from folkmoot.rules.findings import Refusal
from folkmoot.work.volunteering.actions.roles import new_address
from folkmoot.work.volunteering.events import OpportunitiesBrought
from folkmoot.work.volunteering.models import Opportunity
from folkmoot.work.volunteering.queries.words import clause_for


class FileRefused(Refusal):
    """A file of roles has faults, told row by row."""

    faults: tuple[RowFault, ...] = ()


@transaction.atomic
def bring_roles(
    *,
    assembly: Assembly,
    content: bytes,
    organisation: Organisation | None,
    by: Person,
    at: datetime,
) -> tuple[int, int]:
    """
    Read roles in, all or none; they wait for their tests before they are listed.

    A role that was read before is changed where it still waits; one that is listed or closed is
    left as those who keep it made it. Read twice, a file changes nothing the second time.

    :param organisation: whose they are, where the file names none that is on the register.
    :return: how many are new, and how many were changed.
    :raises Refusal: if it cannot be read, or a row of it cannot be used.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    try:
        kind, roles, faults = read_roles(content)
    except NotRoles as amiss:
        raise Refusal("file-not-read", None, {"why": str(amiss)}) from amiss
    owners = _owners(assembly, roles, organisation)
    unowned = [
        RowFault(one.row, f"{one.organisation or 'its organisation'} is not on the register here")
        for one in roles
        if owners[one.row] is None
    ]
    if faults := sorted([*faults, *unowned], key=lambda fault: fault.row):
        rows = len({fault.row for fault in faults} | {one.row for one in roles})
        refusal = FileRefused("file-has-faults", None, {"refused": len(faults), "rows": rows})
        refusal.faults = tuple(faults)
        raise refusal
    new, changed = _keep(assembly, kind, roles, owners, at=at)
    if new or changed:
        event = OpportunitiesBrought(source=kind, new=new, changed=changed)
        clause = clause_for(assembly, "figures", on=on)
        record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return new, changed


def _owners(
    assembly: Assembly, roles: Iterable[RawRole], otherwise: Organisation | None
) -> dict[int, Organisation | None]:
    listed = Organisation.objects.filter(listings__assembly=assembly)
    open_ones = listed.exclude(state__in=("closed", "merged")).order_by("pk")
    wanted = {folded(one.organisation) for one in roles}
    by_name: dict[str, Organisation] = {}
    for body in open_ones.only("pk", "name").iterator(2000):
        if folded(body.name) in wanted:
            by_name.setdefault(folded(body.name), body)
    return {one.row: by_name.get(folded(one.organisation), otherwise) for one in roles}


def _keep(
    assembly: Assembly,
    kind: str,
    roles: Iterable[RawRole],
    owners: dict[int, Organisation | None],
    *,
    at: datetime,
) -> tuple[int, int]:
    there = {
        one.source_id: one
        for one in Opportunity.objects.filter(assembly=assembly, source=kind).order_by("pk")
    }
    themes = {folded(theme.name): theme for theme in Theme.objects.order_by("pk")}
    new = changed = 0
    for raw in roles:
        said = {
            "title": raw.title, "about": raw.about, "where": raw.where, "is_at_home": raw.is_at_home,
            "closes_on": date.fromisoformat(raw.ends_on) if raw.ends_on else None,
        }  # fmt: skip
        found = there.get(raw.source_id)
        if found is None:
            found = Opportunity(
                assembly=assembly, organisation=owners[raw.row], posted_at=at, is_on_behalf=True,
                reference=new_address(assembly, raw.title), source=kind, source_id=raw.source_id,
            )  # fmt: skip
            new += 1
        elif found.state != Opportunity.State.DRAFT or all(
            getattr(found, name) == value for name, value in said.items()
        ):
            continue
        else:
            changed += 1
        for name, value in said.items():
            setattr(found, name, value)
        found.save()
        found.themes.set([themes[one] for cause in raw.causes if (one := folded(cause)) in themes])
    return new, changed
