"""What the deeds of sharing have in common: their line in the record, and new references."""

from datetime import datetime
from secrets import token_hex
from typing import Any

from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.work.practice.queries.clauses import clause_for


def write(event: Any, assembly: Assembly, name: str, *, by: Person | None, at: datetime) -> None:
    """Write a deed in the record, under the clause that it rests on."""
    clause = clause_for(assembly, name, on=day_in(assembly, at=at))
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)


def new_reference(title: str) -> str:
    """Return an address for something: its title, and six letters that tell it apart."""
    return f"{slugify(title)[:50].strip('-') or 'it'}-{token_hex(3)}"
