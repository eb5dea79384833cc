from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from folkmoot.ground.ledger.models import Entry, Head
from folkmoot.reckoning import chain
from folkmoot.rules.findings import Clause

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from folkmoot.ground.people.models import Person


@transaction.atomic
def record(
    event: "DataclassInstance",
    *,
    assembly: str,
    by: "Person | None",
    at: datetime,
    under: Clause | None = None,
    acting: str = "",
) -> Entry:
    """
    Write what was done, by whom, when, and under which clause.

    The row of the chain's head is held until the transaction ends, so that two
    deeds done at once are written one after the other and never side by side.

    :param assembly: the slug of the assembly whose record this is.
    :param acting: for which organisation, or in which office, `by` acted.
    """
    Head.objects.get_or_create(assembly=assembly, defaults={"hash": chain.START})
    head = Head.objects.select_for_update().get(assembly=assembly)
    fields: dict[str, Any] = {
        "assembly": assembly,
        "number": head.number + 1,
        "kind": type(event).__name__,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": by.reference if by else "",
        "acting": acting,
        "under": f"{under.document}: {under}" if under else "",
        "facts": {name: _told(fact) for name, fact in asdict(event).items()},
        "previous": head.hash,
    }
    entry = Entry.objects.create(**fields, hash=chain.hash_of(fields))
    head.number, head.hash = entry.number, entry.hash
    head.save(update_fields=["number", "hash"])
    return entry


def _told(fact: Any) -> Any:
    """Write a fact as JSON can hold it, so that what is kept is what was hashed."""
    if isinstance(fact, datetime):
        return fact.astimezone(UTC).isoformat(timespec="seconds")
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, dict):
        return {str(name): _told(part) for name, part in fact.items()}
    if isinstance(fact, (list, tuple, set, frozenset)):
        return [_told(part) for part in fact]
    return fact if fact is None or isinstance(fact, (bool, int, str)) else str(fact)
