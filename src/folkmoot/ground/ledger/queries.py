import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils.timezone import get_current_timezone

from folkmoot.ground.ledger.models import Entry, Head
from folkmoot.ground.people.queries import named_by_reference
from folkmoot.reckoning import chain
from folkmoot.rules.telling import told_day, told_moment


@dataclass(frozen=True, slots=True)
class Line:
    """
    One entry as it is told to people.

    :param sentence: what was done, in plain words.
    :param who: the name of who did it, where it is still known, and for whom.
    """

    entry: Entry
    at: datetime
    sentence: str
    who: str


def entries(assembly: str, *, before: int | None = None, kind: str = "") -> QuerySet[Entry]:
    """
    Return an assembly's record, the latest first. One query, answered by an index.

    :param before: leave out the entry of this number and everything later.
    :param kind: only deeds of one kind, such as `NominationReceived`.
    """
    found = Entry.objects.filter(assembly=assembly)
    if before is not None:
        found = found.filter(number__lt=before)
    if kind:
        found = found.filter(kind=kind)
    return found.order_by("-number", "pk")


def told(found: Iterable[Entry]) -> list[Line]:
    """Tell entries in words. One query for the names of all the people in them."""
    found = list(found)
    names = named_by_reference({entry.by for entry in found if entry.by})
    return [
        Line(
            entry=entry,
            at=datetime.fromisoformat(entry.at),
            sentence=_sentence(entry),
            who=_who(entry, names),
        )
        for entry in found
    ]


def _sentence(entry: Entry) -> str:
    try:
        facts = {name: _told(fact) for name, fact in entry.facts.items()}
        return render_to_string(f"record/{entry.kind}.txt", facts).strip()
    except TemplateDoesNotExist:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", entry.kind).lower().capitalize()
        said = ", ".join(f"{name.replace('_', ' ')}: {fact}" for name, fact in entry.facts.items())
        return f"{words} ({said})" if said else words


def _told(fact: Any) -> Any:
    """Tell a day or a moment as people say it; leave anything else as it is."""
    if isinstance(fact, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", fact):
        return told_day(date.fromisoformat(fact))
    if isinstance(fact, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}T[\d:.+]+", fact):
        return told_moment(datetime.fromisoformat(fact), get_current_timezone())
    return fact


def _who(entry: Entry, names: dict[str, str]) -> str:
    name = names.get(entry.by, "") or entry.by
    return f"{name}, {entry.acting}" if name and entry.acting else name or entry.acting


def kinds(assembly: str) -> list[str]:
    """
    Return the kinds of deed in a record, in order. One query.

    It leaps through an index from each kind to the next, so that it costs as much as there
    are kinds, however long the record.
    """
    with connection.cursor() as cursor:
        cursor.execute(_KINDS, [assembly, assembly])
        return [kind for (kind,) in cursor.fetchall()]


_KINDS = """
    WITH RECURSIVE leap(kind) AS (
      SELECT min(kind) FROM ledger_entry WHERE assembly = %s
      UNION ALL
      SELECT (SELECT min(e.kind) FROM ledger_entry e WHERE e.assembly = %s AND e.kind > leap.kind)
      FROM leap WHERE leap.kind IS NOT NULL)
    SELECT kind FROM leap WHERE kind IS NOT NULL"""


def head(assembly: str) -> Head:
    """Return the last link of an assembly's chain, at zero where nothing is recorded yet."""
    found = Head.objects.filter(assembly=assembly).order_by("pk").first()
    return found or Head(assembly=assembly, number=0, hash=chain.START)


def exported(assembly: str) -> Iterator[dict[str, Any]]:
    """Give every entry of a record in order, as it is exported. One query, a row at a time."""
    fields = (*chain.FIELDS, "hash")
    rows = Entry.objects.filter(assembly=assembly).order_by("number").values(*fields)
    yield from rows.iterator(chunk_size=2000)
