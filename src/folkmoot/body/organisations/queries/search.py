"""How words are looked up: one interface, asked of each database in its own way."""

import difflib
import re
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, StrIndex

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation, Shelf
from folkmoot.reckoning.registers.cells import folded, sort_name

MOST = 1_000
"""How many are found at the most; whoever finds more adds a word."""
LOOKED_AT = 2_000
"""How many that hold the words are put in order, so that a word in every name costs no more."""
MOST_WORDS = 8
PREFIX_FROM = 3
"""A word of fewer letters is looked for as it stands and not as the beginning of others."""


class Found(NamedTuple):
    """
    What was found for some words.

    :param keys: of organisations, the best first.
    :param more: whether there are others that were not looked at.
    :param instead: the words that were looked for because nobody has those that were typed.
    """

    keys: list[int]
    more: bool = False
    instead: tuple[str, ...] = ()


def words_of(typed: str) -> list[str]:
    """Return the words of what was typed, as they are compared, eight at the most."""
    return [word[:40] for word in re.findall(r"[^\W_]+", folded(typed[:300]))][:MOST_WORDS]


def found(assembly: Assembly | None, words: str) -> QuerySet[Organisation]:
    """
    Return the organisations that hold some words, the best first.

    Those whose name begins with the words, then those that hold every word in their names,
    former names, places or account of themselves; part of a word and a word that is nearly
    right are found when nothing else is. Only those listed in the assembly, or all that are
    open where none is given; 1,000 at the most. Two queries before its own, three more
    for each word when nothing is found as typed.
    """
    keys = look_up(assembly, words).keys
    comma = Value(",", output_field=TextField())
    order = Value("," + ",".join(map(str, keys)) + ",", output_field=TextField())
    place = StrIndex(order, Concat(comma, Cast("pk", TextField()), comma))
    return Organisation.objects.filter(pk__in=keys).order_by(place, "pk")


def look_up(assembly: Assembly | None, typed: str, facets: Sequence[str] = ()) -> Found:
    """Return what is found for some words on every one of some shelves of the directory."""
    words = words_of(typed)
    if not words:
        return Found([])
    shelves = [] if assembly is None else [(assembly.pk, facet) for facet in facets or ("all",)]
    first = _beginning_with(shelves, typed)
    ranked = _holding([[word] for word in words], shelves)
    if first or ranked:
        seen = set(first)
        keys = first + [key for key in ranked if key not in seen]
        return Found(keys[:MOST], len(keys) > MOST)
    ways = [_ways_of(word) for word in words]
    ranked = _holding([[word, *others] for word, others in zip(words, ways, strict=True)], shelves)
    tried = tuple(dict.fromkeys(way for others in ways for way in others[:3]))
    return Found(ranked[:MOST], len(ranked) > MOST, tried if ranked else ())


def _beginning_with(shelves: list[tuple[int, str]], typed: str) -> list[int]:
    """Return those whose name begins with what was typed, twenty at the most, by name."""
    if not shelves:
        return []
    (assembly, facet), *others = shelves
    name = sort_name(typed)
    rows = Shelf.objects.filter(
        assembly=assembly, facet=facet, sort_name__gte=name, sort_name__lt=name + "\U0010fffd"
    )
    for _assembly, other in others:
        rows = rows.filter(organisation__shelves__assembly=assembly,
                           organisation__shelves__facet=other)  # fmt: skip
    ordered = rows.order_by("sort_name", "organisation").values_list("organisation", flat=True)
    return list(ordered[:20])


def _holding(groups: list[list[str]], shelves: list[tuple[int, str]]) -> list[int]:
    """Return those that hold a word of every group, best first."""
    on_shelves = "".join(
        " AND EXISTS (SELECT 1 FROM organisations_shelf f"
        f" WHERE f.organisation_id = {_KEY} AND f.assembly_id = %s AND f.facet = %s)"
        for _ in shelves
    )
    asked = _IN_SQLITE if connection.vendor == "sqlite" else _IN_POSTGRESQL
    match = (_match if connection.vendor == "sqlite" else _tsquery)(groups)
    with connection.cursor() as cursor:
        cursor.execute(
            asked.format(on_shelves=on_shelves).replace(_KEY, _KEYS[connection.vendor]),
            [match, *(part for shelf in shelves for part in shelf), LOOKED_AT, MOST + 1],
        )
        return [key for (key,) in cursor.fetchall()]


_KEY = "«key»"
_KEYS = {"sqlite": "organisations_search.rowid", "postgresql": "s.organisation_id"}
_IN_SQLITE = """
    SELECT key FROM (
      SELECT rowid AS key, bm25(organisations_search, 10, 6, 3, 1) AS worth
      FROM organisations_search WHERE organisations_search MATCH %s{on_shelves} LIMIT %s)
    ORDER BY worth, key LIMIT %s"""
_IN_POSTGRESQL = """
    SELECT key FROM (
      SELECT s.organisation_id AS key, ts_rank_cd('{{0.1, 0.3, 0.6, 1}}', s.document, q) AS worth
      FROM organisations_search s, to_tsquery('simple', %s) q
      WHERE s.document @@ q{on_shelves} LIMIT %s) held
    ORDER BY worth DESC, key LIMIT %s"""


def _match(groups: list[list[str]]) -> str:
    """Write groups of words as FTS5 asks for them."""

    def one(word: str) -> str:
        return f'"{word}"*' if len(word) >= PREFIX_FROM else f'"{word}"'

    return " AND ".join(f"({' OR '.join(one(word) for word in group)})" for group in groups)


def _tsquery(groups: list[list[str]]) -> str:
    """Write groups of words as PostgreSQL asks for them."""

    def one(word: str) -> str:
        return f"'{word}':*" if len(word) >= PREFIX_FROM else f"'{word}'"

    return " & ".join(f"({' | '.join(one(word) for word in group)})" for group in groups)


def _ways_of(word: str) -> list[str]:
    """
    Return the words of names that a word may stand for: nearly the same, or holding it.

    Two queries on the list of words, never on the names.
    """
    if len(word) < PREFIX_FROM:
        return []
    holding = _words_with(word)
    near = difflib.get_close_matches(word, _words_like(word), n=5, cutoff=0.72)
    return list(dict.fromkeys([*near, *holding]))


def _words_with(part: str) -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT word FROM organisations_word_parts"
                " WHERE organisations_word_parts MATCH %s ORDER BY length(word), word LIMIT 40",
                [f'"{part}"'],
            )
        else:
            cursor.execute(
                "SELECT word FROM organisations_words WHERE word LIKE %s"
                " ORDER BY length(word), word LIMIT 40",
                [f"%{part}%"],
            )
        return [word for (word,) in cursor.fetchall()]


def _words_like(word: str) -> list[str]:
    """Return words that share some of their letters with a word, or begin as it does."""
    parts = sorted({word[at : at + 3] for at in range(len(word) - 2)})
    lengths = [len(word) - 2, len(word) + 2]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT word FROM (SELECT word FROM organisations_word_parts"
                "  WHERE organisations_word_parts MATCH %s ORDER BY rank LIMIT 80)"
                " UNION SELECT word FROM (SELECT word FROM organisations_words"
                "  WHERE word >= %s AND word < %s AND length(word) BETWEEN %s AND %s LIMIT 400)",
                [" OR ".join(f'"{part}"' for part in parts), word[:2],
                 word[:2] + "\U0010fffd", *lengths],
            )  # fmt: skip
        else:
            cursor.execute(
                "(SELECT word FROM organisations_words WHERE word %% %s"
                "  ORDER BY similarity(word, %s) DESC, word LIMIT 80)"
                " UNION (SELECT word FROM organisations_words"
                "  WHERE word LIKE %s AND length(word) BETWEEN %s AND %s LIMIT 400)",
                [word, word, word[:2] + "%", *lengths],
            )
        return sorted(word for (word,) in cursor.fetchall())
