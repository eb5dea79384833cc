"""Made-up votes with groups of opinion in them, and the same with every bond between them cut."""

import numpy as np


def planted(
    seed: int, *, people: int = 60, statements: int = 20, groups: int = 2, firm: float = 0.75
) -> tuple[np.ndarray, np.ndarray]:
    """
    Return votes in which groups were planted, and who is in which.

    :param firm: how often somebody votes with their group; otherwise as chance has it. Three in
        ten votes are missing.
    """
    rng = np.random.default_rng(seed)
    belongs = rng.permutation(np.arange(people) % groups)
    minds = rng.choice([-1.0, 1.0], (groups, statements))
    votes = np.where(
        rng.random((people, statements)) < firm,
        minds[belongs],
        rng.choice([-1.0, 0.0, 1.0], (people, statements)),
    )
    votes[rng.random((people, statements)) < 0.3] = np.nan
    return votes, belongs


def shuffled(seed: int, **of: float) -> np.ndarray:
    """Return the votes of such a world with those of each statement dealt out anew."""
    return np.random.default_rng(seed).permuted(planted(seed, **of)[0], axis=0)
