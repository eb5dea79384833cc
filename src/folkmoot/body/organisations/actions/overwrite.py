"""Changing organisations whose rows in a list have changed."""

from collections import defaultdict

from folkmoot.body.organisations.actions.in_bulk import insert, write_parts
from folkmoot.body.organisations.models import (
    Alias,
    Identifier,
    Organisation,
    Working,
)
from folkmoot.reckoning.registers.cells import sort_name
from folkmoot.reckoning.registers.rows import Row

OF_THE_REGISTER: tuple[str, ...] = ("legal_form", "size_band", "income_pence", "income_year_ends_on",
                   "registered_on")  # fmt: skip
OF_ITS_OWN = ("name", "about", "website", "postcode", "address")


def overwrite(
    changed: list[tuple[int, Row, str]],
    *,
    themes: dict[str, int],
    communities: dict[str, int],
    areas: dict[str, int],
) -> None:
    """
    Write what changed rows say over what was known.

    One that is looked after by its own people keeps its own name, words, address and
    themes: the list changes only what a register says. A former name stays as an alias.
    """
    held = Organisation.objects.in_bulk([key for key, _row, _digest in changed])
    state = Organisation.State
    former: dict[int, set[str]] = defaultdict(set)
    theirs = set()
    for key, row, digest in changed:
        organisation = held[key]
        fields = OF_THE_REGISTER
        if organisation.state == state.CLAIMED:
            theirs.add(key)
        else:
            fields += OF_ITS_OWN
            if organisation.name != row.name:
                former[key].add(organisation.name)
                organisation.sort_name = sort_name(row.name)
            organisation.source = row.source or organisation.source
        for field in fields:
            setattr(organisation, field, getattr(row, field))
        if organisation.state != state.CLAIMED:
            organisation.state = state.CLOSED if row.closed else state.LISTED
        organisation.row_digest = digest
    Organisation.objects.bulk_create(
        held.values(),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[*OF_THE_REGISTER, *OF_ITS_OWN, "sort_name", "source", "state", "row_digest"],
    )
    ours = [(key, row) for key, row, _digest in changed if key not in theirs]
    keys = [key for key, _row in ours]
    Organisation.themes.through.objects.filter(organisation__in=keys).delete()
    Organisation.communities.through.objects.filter(organisation__in=keys).delete()
    Working.objects.filter(organisation__in=keys).delete()
    write_parts(
        [(key, _only_new(row)) for key, row in ours],
        themes=themes,
        communities=communities,
        areas=areas,
    )
    _add_missing([(key, row) for key, row, _digest in changed], former)


def _only_new(row: Row) -> Row:
    """A row without its numbers and aliases, which are added only where they are missing."""
    return row._replace(identifiers=(), aliases=())


def _add_missing(rows: list[tuple[int, Row]], former: dict[int, set[str]]) -> None:
    keys = [key for key, _row in rows]
    numbers = set(
        Identifier.objects.filter(organisation__in=keys).values_list(
            "organisation", "scheme", "number"
        )
    )
    insert(
        "organisations_identifier",
        ("organisation_id", "scheme", "number"),
        sorted({(key, *pair) for key, row in rows for pair in row.identifiers} - numbers),
    )
    names = set(Alias.objects.filter(organisation__in=keys).values_list("organisation", "name"))
    wanted = {(key, name): kind for key, row in rows for name, kind in row.aliases}
    wanted |= {(key, name): "formerly" for key, some in former.items() for name in some}
    insert(
        "organisations_alias",
        ("organisation_id", "name", "kind"),
        [(*pair, kind) for pair, kind in sorted(wanted.items()) if pair not in names],
    )
