"""Rows of a list, some at a time: sorted into new, changed and unchanged, and written."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import connection

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.actions.in_bulk import insert, new_keys, write_parts
from folkmoot.body.organisations.actions.keep_in_step import keep_many_in_step
from folkmoot.body.organisations.actions.outcome import Outcome
from folkmoot.body.organisations.actions.overwrite import overwrite
from folkmoot.body.organisations.models import (
    Community,
    Link,
    Organisation,
    Theme,
    new_reference,
)
from folkmoot.body.organisations.queries.register import known_by
from folkmoot.ground.places.actions import map_known_areas
from folkmoot.ground.places.queries import areas_within
from folkmoot.reckoning.registers.cells import sort_name
from folkmoot.reckoning.registers.kinds import COMMUNITIES, THEMES
from folkmoot.reckoning.registers.rows import FAULT, NOTICE, Fault, Row

AT_ONCE = 2_000
SHOWN = 100
COLUMNS = (
    "id", "reference", "name", "sort_name", "legal_form", "sector", "size_band", "income_pence",
    "income_year_ends_on", "about", "website", "postcode", "address", "registered_on", "state",
    "source", "row_digest",
)  # fmt: skip
SECTORS = {"statutory": "statutory", "private": "private"}


class Reading:
    """One list being read into the register, some rows at a time."""

    def __init__(
        self, assembly: Assembly, outcome: Outcome, at: datetime, *, writes: bool = True
    ) -> None:
        self.assembly, self.outcome, self.writes = assembly, outcome, writes
        self.day = day_in(assembly, at=at)
        self.themes: dict[str, int] = {}
        self.communities: dict[str, int] = {}
        self.areas: dict[str, int] = {}
        self.keys: dict[tuple[str, str], int] = {}
        self.links: list[tuple[int, tuple[str, str]]] = []
        self.new: list[int] = []
        self.changed: list[int] = []
        self.older: list[int] = []

    def read(self, rows: Iterable[Row | Fault], progress: Callable[[int], Any]) -> None:
        for some in batched(self._usable(rows), AT_ONCE):
            self._take(some)
            progress(len(some))
        if not self.writes:
            return
        self._link()
        newly = self._list()
        if self.new or self.changed or newly:
            first, last = (self.new[0], self.new[-1]) if self.new else (1, 0)
            keep_many_in_step(first, last, changed={*self.changed, *newly} - set(self.new))

    def _usable(self, rows: Iterable[Row | Fault]) -> Iterable[Row]:
        refused = set()
        for row in rows:
            if isinstance(row, Row):
                self.outcome.rows += 1
                yield row
                continue
            self.outcome.faults.append(row)
            if row.kind == FAULT and row.row not in refused:
                refused.add(row.row)
                self.outcome.rows += 1
                self.outcome.refused += 1

    def _take(self, rows: tuple[Row, ...]) -> None:
        """Sort rows into new, changed and unchanged, and write the first two."""
        known = known_by(pair for row in rows for pair in row.identifiers)
        new, changed = [], []
        for row in rows:
            held = known.get(row.key)
            digest = row.digest
            row = self._without_taken(row, known, held[0] if held else None)
            if held is None:
                new.append((row, digest))
                state = "new"
            elif held[2] == Organisation.State.MERGED or held[1] == digest:
                self.outcome.unchanged += 1
                self.older.append(held[0])
                state = "unchanged"
            else:
                changed.append((held[0], row, digest))
                self.older.append(held[0])
                state = "changed"
            if len(self.outcome.first) < SHOWN:
                self.outcome.first.append((row.number, row.name, state))
        self.outcome.added += len(new)
        self.outcome.changed += len(changed)
        if not self.writes:
            return
        self._know_of([row for row, _digest in new] + [row for _key, row, _digest in changed])
        if new:
            self._add(new)
        if changed:
            overwrite(changed, themes=self.themes, communities=self.communities, areas=self.areas)
            self.changed += [key for key, _row, _digest in changed]
            self.links += [(key, row.part_of) for key, row, _digest in changed if row.part_of]

    def _without_taken(
        self, row: Row, known: dict[tuple[str, str], tuple[int, str, str]], own: int | None
    ) -> Row:
        """Set aside a number beside the first that belongs to another organisation."""
        if len(row.identifiers) == 1:
            return row
        taken = [pair for pair in row.identifiers[1:] if pair in known and known[pair][0] != own]
        if not taken:
            return row
        for pair in taken:
            what = f"{'-'.join(pair)} belongs to another organisation on the register."
            to_do = "It was left out here; find out whether the two are one."
            self.outcome.faults.append(Fault(row.number, "company_number", what, to_do, NOTICE))
        return row._replace(identifiers=tuple(p for p in row.identifiers if p not in taken))

    def _know_of(self, rows: list[Row]) -> None:
        """Make sure of the themes, communities and areas that rows speak of."""
        self.themes |= _coded(
            Theme, {c for row in rows for c in row.themes} - self.themes.keys(), THEMES
        )
        wanted = {c for row in rows for c in row.communities} - self.communities.keys()
        self.communities |= _coded(Community, wanted, COMMUNITIES)
        places = {code for row in rows for code in (*row.bases, *row.works)} - self.areas.keys()
        if places:
            self.areas |= map_known_areas(places)

    def _add(self, rows: list[tuple[Row, str]]) -> None:
        keys = new_keys(Organisation, len(rows))
        self.new += keys
        keyed = list(zip(keys, rows, strict=True))
        state = Organisation.State
        insert(
            Organisation._meta.db_table,
            COLUMNS,
            [
                (
                    key, new_reference(row.name), row.name, sort_name(row.name), row.legal_form,
                    SECTORS.get(row.legal_form, "vcse"), row.size_band, row.income_pence,
                    row.income_year_ends_on, row.about, row.website, row.postcode, row.address,
                    row.registered_on, (state.CLOSED if row.closed else state.LISTED).value,
                    row.source, digest,
                )
                for key, (row, digest) in keyed
            ],
        )  # fmt: skip
        parts = [(key, row) for key, (row, _digest) in keyed]
        self.links += [(key, row.part_of) for key, row in parts if row.part_of]
        write_parts(parts, themes=self.themes, communities=self.communities, areas=self.areas)

    def _link(self) -> None:
        """Tie organisations to those that they belong to, now that all of the list is known."""
        if not self.links:
            return
        known = known_by({pair for _key, pair in self.links})
        held = set(Link.objects.filter(organisation__in={key for key, _ in self.links}).values_list(
            "organisation", "to", "kind"))  # fmt: skip
        wanted = {
            (key, known[pair][0], "part of")
            for key, pair in self.links
            if pair in known and known[pair][0] != key
        }
        insert(Link._meta.db_table, ("organisation_id", "to_id", "kind"), sorted(wanted - held))

    def _list(self) -> list[int]:
        """List in the assembly what is in its areas; return the older ones newly listed."""
        areas = areas_within(self.assembly.areas.all())
        inside = ""
        if areas:
            keys = ", ".join(str(key) for key in sorted(areas))
            inside = (
                " AND EXISTS (SELECT 1 FROM organisations_working w"
                f" WHERE w.organisation_id = o.id AND w.area_id IN ({keys}))"
            )
        newly = (
            self._list_those(inside, "BETWEEN %s AND %s", [self.new[0], self.new[-1]])
            if self.new
            else []
        )
        older: list[int] = []
        for some in batched(self.older, 5_000):
            marks = ", ".join(["%s"] * len(some))
            older += self._list_those(inside, f"IN ({marks})", list(some))
        self.outcome.listed = len(newly) + len(older)
        return older

    def _list_those(self, inside: str, which: str, params: list[int]) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO organisations_listing (assembly_id, organisation_id, listed_on)"
                " SELECT %s, o.id, %s FROM organisations_organisation o"
                f" WHERE o.id {which} AND o.state IN ('listed', 'claimed'){inside}"
                " AND NOT EXISTS (SELECT 1 FROM organisations_listing l"
                "   WHERE l.assembly_id = %s AND l.organisation_id = o.id)"
                " RETURNING organisation_id",
                [self.assembly.pk, self.day, *params, self.assembly.pk],
            )
            return [key for (key,) in cursor.fetchall()]


def _coded(
    model: type[Theme] | type[Community], codes: set[str], names: dict[str, str]
) -> dict[str, int]:
    """Return the keys of themes or communities by their codes, each written if it was not there."""
    if not codes:
        return {}
    held = dict(model.objects.filter(code__in=codes).values_list("code", "pk"))
    for code in sorted(codes - held.keys()):
        held[code] = model.objects.create(code=code, name=names.get(code, code)).pk
    return held
