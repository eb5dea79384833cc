"""One choice on each ballot; most votes lead."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """
    A count of one round.

    :param votes: each candidate with the votes for them, none left out, most first.
    :param blank: ballots for nobody: they are counted, and lead nowhere.
    """

    votes: dict[str, int]
    blank: int

    @property
    def ballots(self) -> int:
        """How many ballots there were."""
        return sum(self.votes.values()) + self.blank

    @property
    def leaders(self) -> tuple[str, ...]:
        """Those with most votes: more than one where they are level, none without candidates."""
        most = max(self.votes.values(), default=0)
        return tuple(name for name, count in self.votes.items() if count == most)


def count(choices: Iterable[str | None], candidates: Sequence[str]) -> Tally:
    """
    Count one choice a ballot.

    :param choices: what each ballot says: a candidate, or None for a blank one.
    :param candidates: those on the ballot paper; one without a vote is counted as 0.
    :raises ValueError: for a choice that is not on the paper, or a candidate named twice.
    """
    if len(set(candidates)) != len(candidates):
        raise ValueError(f"a candidate is on the paper twice: {candidates}")
    found = Counter(choices)
    blank = found.pop(None, 0)
    if strangers := found.keys() - set(candidates):
        raise ValueError(f"not on the paper: {sorted(map(str, strangers))}")
    ranked = sorted(candidates, key=lambda name: (-found[name], candidates.index(name)))
    return Tally({name: found[name] for name in ranked}, blank)
