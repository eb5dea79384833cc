"""What every deed with money writes into the record."""

from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.work.funding.queries.clauses import clause_for

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def keep(
    event: "DataclassInstance", assembly: Assembly, name: str, *, by: Person, at: datetime
) -> None:
    """Write what was done into the record, under the clause that a deed of that name rests on."""
    clause = clause_for(assembly, name, on=day_in(assembly, at=at))
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
