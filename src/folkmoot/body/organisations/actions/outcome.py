from dataclasses import dataclass, field

from folkmoot.body.organisations.models import Import
from folkmoot.reckoning.registers.rows import NOTICE, Fault


@dataclass(slots=True)
class Outcome:
    """
    What became of a list, or would become of it.

    :param rows: how many rows were read, those that cannot be used among them.
    :param listed: how many organisations are newly listed in the assembly.
    :param first: the first rows as they would be kept: row, name, and new, changed or unchanged.
    :param faults: what keeps rows out, and what was set aside in those that are let in.
    """

    rows: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    listed: int = 0
    first: list[tuple[int, str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    kept: Import | None = None

    @property
    def notices(self) -> int:
        """How many values were set aside."""
        return sum(fault.kind == NOTICE for fault in self.faults)

    def in_words(self) -> str:
        """Say it in one line."""
        told = (
            f"{self.rows:,} rows read, {self.added:,} added, {self.changed:,} changed, "
            f"{self.unchanged:,} unchanged"
        )
        return f"{told}, {self.refused:,} refused." if self.refused else f"{told}."
