"""How well public staff say they know the sector, by team and level, and where training is owed."""

from dataclasses import dataclass

from folkmoot.body.assemblies.models import Assembly
from folkmoot.reckoning.hiding import LEAST
from folkmoot.work.compact.models import Understanding


@dataclass(frozen=True, slots=True)
class Team:
    """
    One team and level in a year.

    :param shares: of a hundred, who know the sector little, fairly, well; None for fewer than five.
    :param is_low: whether at least half know it little; never told of fewer than five.
    """

    row: Understanding
    shares: tuple[float, float, float] | None
    is_low: bool

    @property
    def state(self) -> str:
        """Training where it is low is met once it is offered, and due before; else nothing."""
        if self.row.training_on is not None:
            return "met"
        return "due" if self.is_low else ""


def understanding_of(assembly: Assembly, year: int) -> list[Team]:
    """Return what was told of a year, by body, team and level. One query."""
    rows = Understanding.objects.filter(signatory__accord__assembly=assembly, year=year)
    found = rows.select_related("signatory").order_by("signatory__name", "team", "level", "pk")
    return [_team(row) for row in found]


def _team(row: Understanding) -> Team:
    counts = (row.little, row.fairly, row.well)
    whole = sum(counts)
    if whole < LEAST:
        return Team(row, None, False)
    little, fairly, well = (round(100 * count / whole, 1) for count in counts)
    return Team(row, (little, fairly, well), 2 * row.little >= whole)
