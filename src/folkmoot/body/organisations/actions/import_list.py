"""Reading a list into the register: all of it or nothing, and the same again changes nothing."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.actions.outcome import Outcome
from folkmoot.body.organisations.actions.take_rows import Reading
from folkmoot.body.organisations.events import ListImported
from folkmoot.body.organisations.models import Import
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.reckoning.registers.rows import FAULT, Fault, Row
from folkmoot.rules.findings import Refusal

KEPT_FAULTS = 5_000


def import_list(
    *,
    assembly: Assembly,
    rows: Iterable[Row | Fault],
    file_name: str,
    digest: str,
    keep_good_rows: bool = False,
    by: Person | None,
    at: datetime,
    progress: Callable[[int], Any] = int,
) -> Outcome:
    """
    Add a list's organisations to the register, and change those whose rows have changed.

    All or nothing: one row that cannot be used and nothing is written, unless the good
    rows are asked for. An organisation that is looked after by its own people keeps its name
    and words; the list changes only what a register says of it. What is based or works in the
    assembly's areas is listed there; everything is where the assembly has no areas. A list
    that changes nothing leaves no trace.

    :param rows: as `reckoning.registers.reading` gives them; read once, a few at a time.
    :param by: an officer, or None from the command line.
    :param progress: called with the number of rows done since it was last called.
    :raises Refusal: if `by` is no officer, no row can be read, or rows cannot be used; the
        faults are in its facts.
    """
    if by is not None:
        require_officer(by, assembly, on=day_in(assembly, at=at))
    with transaction.atomic():
        outcome = Outcome()
        Reading(assembly, outcome, at).read(rows, progress)
        if outcome.refused and not keep_good_rows:
            facts = {"refused": outcome.refused, "rows": outcome.rows, "outcome": outcome}
            raise Refusal("list-has-faults", None, facts)
        if not outcome.rows:
            raise Refusal("list-is-empty", None, {"outcome": outcome})
        if outcome.added or outcome.changed or outcome.listed:
            _keep(assembly, outcome, file_name, digest, by, at)
        return outcome


def look_through(
    *,
    assembly: Assembly,
    rows: Iterable[Row | Fault],
    at: datetime,
    progress: Callable[[int], Any] = int,
) -> Outcome:
    """Tell what importing a list would do, and write nothing."""
    outcome = Outcome()
    Reading(assembly, outcome, at, writes=False).read(rows, progress)
    return outcome


def _keep(
    assembly: Assembly,
    outcome: Outcome,
    file_name: str,
    digest: str,
    by: Person | None,
    at: datetime,
) -> None:
    counts = {
        part: getattr(outcome, part)
        for part in ("rows", "added", "changed", "unchanged", "refused", "listed")
    }
    # Faults before notices: where there are too many to keep, those that kept rows out stay.
    faults = sorted(outcome.faults, key=lambda fault: (fault.kind != FAULT, fault.row))
    outcome.kept = Import.objects.create(
        assembly=assembly,
        by=by,
        at=at,
        file_name=file_name[:300],
        digest=digest,
        faults=[fault._asdict() for fault in faults[:KEPT_FAULTS]],
        **counts,
    )
    event = ListImported(file=file_name[:300], digest=digest, **counts)
    record(event, assembly=assembly.slug, by=by, at=at)
