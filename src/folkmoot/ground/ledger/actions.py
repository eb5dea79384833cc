from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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

_WAITING: ContextVar[list[dict[str, Any]] | None] = ContextVar("entries that wait", default=None)


@contextmanager
def recording_last() -> Iterator[None]:
    """
    Write what a deed records at its very end, in the order in which it was done.

    For a deed that changes more rows after it has recorded something, or is made of other
    deeds. Whoever holds the head of a record holds up everybody who writes there, so they
    must then wait for nobody: two that hold each other's row would never end. What is done
    and taken back inside leaves nothing to record. Inside the deed's transaction.
    """
    outer = _WAITING.get()
    waiting = [] if outer is None else outer
    begun = len(waiting)
    before = _WAITING.set(waiting)
    try:
        yield
    except BaseException:
        del waiting[begun:]
        raise
    finally:
        _WAITING.reset(before)
    if outer is None:
        for fields in waiting:
            _write(fields)


@transaction.atomic
def record(
    event: "DataclassInstance",
    *,
    assembly: str,
    by: "Person | None",
    at: datetime,
    under: Clause | None = None,
    acting: str = "",
) -> Entry | None:
    """
    Write what was done, by whom, when, and under which clause.

    The row of the chain's head is held until the transaction ends, so that two
    deeds done at once are written one after the other and never side by side.
    Within `recording_last` it is written at the end of that, and not returned.

    :param assembly: the slug of the assembly whose record this is.
    :param acting: for which organisation, or in which office, `by` acted.
    """
    fields = {
        "assembly": assembly,
        "kind": type(event).__name__,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "by": by.reference if by else "",
        "acting": acting,
        "under": f"{under.document}: {under}" if under else "",
        "facts": {name: _told(fact) for name, fact in asdict(event).items()},
    }
    waiting = _WAITING.get()
    if waiting is None:
        return _write(fields)
    waiting.append(fields)
    return None


def _write(fields: dict[str, Any]) -> Entry:
    """Write an entry as the next link of its assembly's chain."""
    assembly = fields["assembly"]
    Head.objects.get_or_create(assembly=assembly, defaults={"hash": chain.START})
    head = Head.objects.select_for_update().get(assembly=assembly)
    linked = {**fields, "number": head.number + 1, "previous": head.hash}
    entry = Entry.objects.create(**linked, hash=chain.hash_of(linked))
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
