"""Which test proves which requirement of the source documents."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

REGISTER = Path(__file__).parents[2] / "docs" / "clauses" / "clauses.csv"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the register: what a source document asks for."""

    id: str
    document: str
    area: str
    words: str


def register() -> dict[str, Requirement]:
    """Return every requirement by its id, in the order of the register."""
    with REGISTER.open(encoding="utf-8", newline="") as lines:
        return {
            row["id"]: Requirement(row["id"], row["seed"], row["area"], row["requirement"])
            for row in csv.DictReader(lines)
        }


def unknown(ids: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the ids that the register does not have, in order."""
    return sorted(set(ids) - set(known))


def report(
    requirements: Iterable[Requirement],
    proofs: Mapping[str, list[str]],
    *,
    areas: frozenset[str] = frozenset(),
) -> str:
    """
    Tell per source document, and per area in it, how many requirements tests prove.

    :param areas: tell of these alone, and list what they leave unproved.
    """
    chosen = [one for one in requirements if not areas or one.area in areas]
    lines = []
    for document in dict.fromkeys(one.document for one in chosen):
        theirs = [one for one in chosen if one.document == document]
        lines.append(f"{document}: {_proved(theirs, proofs)}")
        for area in sorted({one.area for one in theirs}):
            within = [one for one in theirs if one.area == area]
            lines.append(f"  {area:<14} {_proved(within, proofs)}")
            if areas:
                left = [one for one in within if not proofs.get(one.id)]
                lines += [f"    not yet: {one.id}  {one.words}" for one in left]
    lines.append(f"All: {_proved(chosen, proofs)}")
    return "\n".join(lines)


def _proved(requirements: list[Requirement], proofs: Mapping[str, list[str]]) -> str:
    proved = sum(bool(proofs.get(one.id)) for one in requirements)
    return f"{proved} proved of {len(requirements)}"
