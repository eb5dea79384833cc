"""
What is made from the register for quick finding, kept in step with it in the same act.

Shelves, tallies and the tables that words are looked up in hold nothing that the register
does not: `keep_in_step` makes them anew for some organisations.
"""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import batched

from django.db import connection
from django.db.models import Count, F

from folkmoot.body.organisations.models import Organisation, Shelf, Tally
from folkmoot.reckoning.registers.cells import folded

WORD = re.compile(r"[^\W_]{3,}")
OPEN = "o.state IN ('listed', 'claimed')"
FACETS = (
    "'all'", "'form:' || o.legal_form", "'size:' || o.size_band",
)  # fmt: skip
SHELVED = """
    INSERT INTO organisations_shelf (assembly_id, facet, sort_name, organisation_id)
    SELECT l.assembly_id, {facet}, o.sort_name, o.id
    FROM organisations_organisation o
    JOIN organisations_listing l ON l.organisation_id = o.id {joined}
    WHERE {those} AND {open}"""
THEMES = """
    JOIN organisations_organisation_themes m ON m.organisation_id = o.id
    JOIN organisations_theme t ON t.id = m.theme_id"""
IN_PLACES = """
    JOIN (
      WITH RECURSIVE around(area_id, code, parent_id) AS (
        SELECT id, code, parent_id FROM places_area
        UNION ALL
        SELECT a.area_id, p.code, p.parent_id
        FROM around a JOIN places_area p ON p.id = a.parent_id)
      SELECT DISTINCT w.organisation_id, r.code
      FROM organisations_working w JOIN around r ON r.area_id = w.area_id
      WHERE w.organisation_id {which}) w ON w.organisation_id = o.id"""
NAMES = """(SELECT {gather} FROM organisations_alias a WHERE a.organisation_id = o.id)"""
PLACES = """(SELECT {gather} FROM organisations_working w JOIN places_area a ON a.id = w.area_id
             WHERE w.organisation_id = o.id)"""
PLAIN = "replace(replace({0}, '''', ''), '’', '')"


def keep_in_step(organisations: Iterable[int]) -> None:
    """Make shelves, tallies and words anew for organisations that have changed."""
    for some in batched(sorted(set(organisations)), 500):
        before = _stood(some)
        _make_anew(f"IN ({', '.join(['%s'] * len(some))})", list(some))
        after = _stood(some)
        for (assembly, facet), by in sorted(_differences(before, after).items()):
            tally, _is_new = Tally.objects.get_or_create(assembly_id=assembly, facet=facet)
            Tally.objects.filter(pk=tally.pk).update(organisations=F("organisations") + by)


def keep_many_in_step(first: int, last: int, *, changed: Iterable[int] = ()) -> None:
    """
    Make shelves and words anew for a run of new organisations and for some older ones.

    The tallies of every assembly that lists any of them are counted again.
    """
    assemblies = set()
    if first <= last:
        _make_anew("BETWEEN %s AND %s", [first, last])
        new = Shelf.objects.filter(organisation__gte=first, organisation__lte=last, facet="all")
        assemblies |= set(new.values_list("assembly", flat=True).distinct())
    for some in batched(sorted(changed), 500):
        older = Shelf.objects.filter(organisation__in=some)
        assemblies |= set(older.values_list("assembly", flat=True))
        _make_anew(f"IN ({', '.join(['%s'] * len(some))})", list(some))
        assemblies |= set(older.all().values_list("assembly", flat=True))
    for assembly in assemblies:
        count_anew(assembly)


def count_anew(assembly: int) -> None:
    """Count every shelf of an assembly again."""
    shelves = Shelf.objects.filter(assembly=assembly).values("facet").order_by("facet")
    counted = [
        Tally(assembly_id=assembly, facet=row["facet"], organisations=row["stand"])
        for row in shelves.annotate(stand=Count("pk"))
    ]
    Tally.objects.filter(assembly=assembly).delete()
    Tally.objects.bulk_create(counted, batch_size=500)


def _stood(organisations: Iterable[int]) -> Counter[tuple[int, str]]:
    rows = Shelf.objects.filter(organisation__in=organisations)
    return Counter(rows.values_list("assembly", "facet"))


def _differences(
    before: Counter[tuple[int, str]], after: Counter[tuple[int, str]]
) -> dict[tuple[int, str], int]:
    changes = {shelf: after[shelf] - before[shelf] for shelf in before | after}
    return {shelf: by for shelf, by in changes.items() if by}


def _make_anew(which: str, params: list[int]) -> None:
    """Make everything anew for the organisations whose key is among those."""
    those = f"o.id {which}"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM organisations_shelf WHERE organisation_id {which}", params)
        for facet in FACETS:
            shelved = SHELVED.format(facet=facet, joined="", those=those, open=OPEN)
            cursor.execute(shelved, params)
        shelved = SHELVED.format(facet="'theme:' || t.code", joined=THEMES, those=those, open=OPEN)
        cursor.execute(shelved, params)
        joined = IN_PLACES.format(which=which)
        shelved = SHELVED.format(facet="'place:' || w.code", joined=joined, those=those, open=OPEN)
        cursor.execute(shelved, params * 2)
        if connection.vendor == "sqlite":
            cursor.execute(f"DELETE FROM organisations_search WHERE rowid {which}", params)
            gather = "group_concat(a.name, ' ')"
            cursor.execute(
                "INSERT INTO organisations_search (rowid, name, aliases, places, about)"
                f" SELECT o.id, {_plain('o.name')}, {_plain(NAMES.format(gather=gather))},"
                f" {_plain(PLACES.format(gather=gather))}, {_plain('o.about')}"
                f" FROM organisations_organisation o WHERE {those} AND {OPEN}",
                params,
            )
        else:
            cursor.execute(
                f"DELETE FROM organisations_search WHERE organisation_id {which}", params
            )
            gather = "string_agg(a.name, ' ')"
            weighed = [
                ("o.name", "A"), (NAMES.format(gather=gather), "B"),
                (PLACES.format(gather=gather), "C"), ("left(o.about, 20000)", "D"),
            ]  # fmt: skip
            document = " || ".join(
                f"setweight(to_tsvector('simple', unaccent(coalesce({_plain(part)}, ''))), '{weight}')"
                for part, weight in weighed
            )
            cursor.execute(
                "INSERT INTO organisations_search (organisation_id, document)"
                f" SELECT o.id, {document} FROM organisations_organisation o"
                f" WHERE {those} AND {OPEN}",
                params,
            )
        cursor.execute(
            f"SELECT o.name FROM organisations_organisation o WHERE {those}"
            " UNION ALL SELECT a.name FROM organisations_alias a"
            f" WHERE a.organisation_id {which}"
            " UNION SELECT p.name FROM organisations_working w"
            f" JOIN places_area p ON p.id = w.area_id WHERE w.organisation_id {which}",
            params * 3,
        )
        _learn([name for (name,) in cursor.fetchall()])


def _plain(part: str) -> str:
    """Leave apostrophes out, so that St John's is found as St Johns."""
    return PLAIN.format(part)


def _learn(names: list[str]) -> None:
    """Add the words of names to the list that misspelt words are held against."""
    # Nearly all names are plain; those with accents are folded alone, which takes far longer.
    plain = folded("\n".join(name for name in names if name.isascii()))
    others = [folded(name) for name in names if not name.isascii()]
    words = sorted({word[:40] for word in WORD.findall("\n".join([plain, *others]))})
    if not words:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT coalesce(max(id), 0) FROM organisations_words")
            (last,) = cursor.fetchone()
            cursor.executemany(
                "INSERT OR IGNORE INTO organisations_words (word) VALUES (%s)",
                [(word,) for word in words],
            )
            cursor.execute(
                "INSERT INTO organisations_word_parts (rowid, word)"
                " SELECT id, word FROM organisations_words WHERE id > %s",
                [last],
            )
        else:
            cursor.execute(
                "INSERT INTO organisations_words (word) SELECT unnest(%s::text[])"
                " ON CONFLICT DO NOTHING",
                [words],
            )


def all_in_step() -> int:
    """Make everything anew for the whole register; return how many organisations it holds."""
    keys = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    if keys:
        keep_many_in_step(keys[0], keys[-1])
    return len(keys)
