"""
Trying ways of being represented on a register: who would sit there, and who would be near them.

Every option is drawn many times under stated assumptions; what comes out is a mean and the span
in which 95 of 100 draws lie. Nothing is added up to one score.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from folkmoot.reckoning.representing.told import (
    MEASURES,
    SIZES,
    STEP,
    Assumptions,
    Bools,
    Chooses,
    Floats,
    Option,
    Results,
    Sector,
    Spread,
    Swing,
    Tried,
)

BATCH = 250


def appraise(
    sector: Sector,
    options: Sequence[Option],
    *,
    seed: int,
    draws: int,
    assumptions: Assumptions | None = None,
    progress: Callable[[int], object] = lambda _done: None,
    with_swings: bool = True,
) -> Results:
    """
    Try options on a register.

    :param seed: of the generator (PCG64); the same gives the same results to the digit.
    :param progress: is told how many draws of all options are done.
    :param with_swings: whether to try each assumption the other way, with a quarter of the draws.
    :raises ValueError: if an option seats nobody.
    """
    usual = assumptions or Assumptions()
    done = 0

    def more(number: int) -> None:
        nonlocal done
        done += number
        progress(done)

    tried = [
        _try(sector, option, np.random.default_rng([seed, place]), draws, usual, more)
        for place, option in enumerate(options)
    ]
    swings: list[Swing] = []
    if with_swings:
        some = max(50, draws // 4)
        others = {
            "every size is as likely to be chosen": Assumptions(
                tilt=0.0, unknown_is_micro=usual.unknown_is_micro, reach=usual.reach
            ),
            "large bodies are far likelier to be chosen": Assumptions(
                tilt=2.0, unknown_is_micro=usual.unknown_is_micro, reach=usual.reach
            ),
            "within reach is the same place and the same theme": Assumptions(
                tilt=usual.tilt, unknown_is_micro=usual.unknown_is_micro, reach="both"
            ),
            "those of unknown size are not taken for micro groups": Assumptions(
                tilt=usual.tilt, unknown_is_micro=False, reach=usual.reach
            ),
        }
        for name, other in others.items():
            for place, option in enumerate(options):
                generator = np.random.default_rng([seed, place])
                changed = _try(sector, option, generator, some, other, more)
                if "micro" not in tried[place].measures or "micro" not in changed.measures:
                    continue
                swings.append(
                    Swing(
                        assumption=name,
                        letter=option.letter,
                        usual=tried[place].measures["micro"].mean,
                        changed=changed.measures["micro"].mean,
                    )
                )
    return Results(
        seed=seed, draws=draws, organisations=len(sector), tried=tried, swings=tuple(swings)
    )


def _try(
    sector: Sector,
    option: Option,
    generator: np.random.Generator,
    draws: int,
    assumed: Assumptions,
    more: Callable[[int], object],
) -> Tried:
    if not any(one.places and one.members.any() for one in option.chooses):
        raise ValueError(f"option {option.letter} seats nobody")
    found: dict[str, list[Floats]] = {name: [] for name in MEASURES}
    weights = _weights(sector, assumed)
    for begun in range(0, draws, BATCH):
        some = min(BATCH, draws - begun)
        chosen = np.concatenate(
            [
                _chosen(one, weights, generator, some)
                for one in option.chooses
                if one.places and one.members.any()
            ],
            axis=1,
        )
        for name, values in _measured(sector, chosen, assumed).items():
            found[name].append(values)
        more(some)
    places = sum(min(one.places, int(one.members.sum())) for one in option.chooses)
    return Tried(
        letter=option.letter,
        places=places,
        measures={
            name: _spread(known)
            for name, values in found.items()
            if len(known := _known(np.concatenate(values)))
        },
        continuity=option.places_kept / option.places_now if option.places_now else None,
        set_up_hours=option.set_up_hours,
        yearly_hours=option.yearly_hours,
    )


def _weights(sector: Sector, assumed: Assumptions) -> Floats:
    """How likely each organisation is to be chosen by election, beside the others."""
    steps = np.array([0, 1, 2, 3, 4, 0], dtype=np.float64)[sector.sizes]
    return np.asarray(STEP ** (assumed.tilt * steps), dtype=np.float64)


def _chosen(
    one: Chooses, weights: Floats, generator: np.random.Generator, draws: int
) -> NDArray[np.intp]:
    """
    Return who is chosen in each draw; shape (draws, places). Nobody is chosen twice.

    Of exponential times with rates as the weights, the earliest are a weighted draw without
    replacement (Efraimidis and Spirakis, 2006).
    """
    rows = np.flatnonzero(one.members)
    places = min(one.places, len(rows))
    if places == len(rows):
        return np.broadcast_to(rows, (draws, len(rows))).copy()
    times = generator.standard_exponential((draws, len(rows)), dtype=np.float32)
    if one.manner == "elected":
        times /= weights[rows].astype(np.float32)
    return np.asarray(rows[np.argpartition(times, places - 1, axis=1)[:, :places]])


def _measured(sector: Sector, chosen: NDArray[np.intp], assumed: Assumptions) -> dict[str, Floats]:
    place, near_place = _covered(sector.places, chosen)
    theme, near_theme = _covered(sector.themes, chosen)
    community, _near = _covered(sector.communities, chosen)
    near = near_place | near_theme if assumed.reach == "either" else near_place & near_theme
    is_micro = sector.sizes == 0
    if assumed.unknown_is_micro:
        is_micro = is_micro | (sector.sizes == SIZES.index("unknown"))
    sizes = np.eye(len(SIZES), dtype=bool)[sector.sizes]
    size, _near = _covered(sizes, chosen)
    number = chosen.shape[1]
    ordered = np.sort(chosen, axis=1)
    same = np.ones(chosen.shape, dtype=np.int64)
    for column in range(1, number):
        again = ordered[:, column] == ordered[:, column - 1]
        same[:, column] = np.where(again, same[:, column - 1] + 1, 1)
    return {
        "place": place,
        "theme": theme,
        "community": community,
        "size": size,
        "micro": near[:, is_micro].mean(axis=1) if is_micro.any() else np.full(len(chosen), np.nan),
        "far_size": _distance(sizes, chosen),
        "far_place": _distance(sector.places, chosen),
        "far_theme": _distance(sector.themes, chosen),
        "largest": same.max(axis=1) / number,
        "based": _share(sector.based, chosen),
        "works": _share(sector.works, chosen),
    }


def _covered(codes: Bools, chosen: NDArray[np.intp]) -> tuple[Floats, Bools]:
    """
    Return the share of organisations with a code that somebody chosen has too, and which they are.

    Of those with any code at all; organisations without one can be near nobody by it.
    """
    if codes.shape[1] == 0:
        return np.full(len(chosen), np.nan), np.zeros((len(chosen), len(codes)), dtype=bool)
    have = np.zeros((len(chosen), codes.shape[1]), dtype=bool)
    for column in range(chosen.shape[1]):
        have |= codes[chosen[:, column]]
    near = (have.astype(np.float32) @ codes.T.astype(np.float32)) > 0
    known = codes.any(axis=1)
    share = near[:, known].mean(axis=1) if known.any() else np.full(len(chosen), np.nan)
    return share.astype(np.float64), near


def _distance(codes: Bools, chosen: NDArray[np.intp]) -> Floats:
    """
    Return how far the make-up of those chosen is from that of all: the total variation, 0 to 1.

    An organisation with several codes counts for each of them in part.
    """
    if codes.shape[1] == 0:
        return np.zeros(len(chosen))
    parts = codes / np.maximum(1, codes.sum(axis=1, keepdims=True))
    whole = parts.sum(axis=0)
    total = whole.sum()
    if not total:
        return np.zeros(len(chosen))
    theirs = np.zeros((len(chosen), codes.shape[1]))
    for column in range(chosen.shape[1]):
        theirs += parts[chosen[:, column]]
    sums = theirs.sum(axis=1, keepdims=True)
    theirs = np.divide(theirs, sums, out=np.zeros_like(theirs), where=sums > 0)
    return np.asarray(0.5 * np.abs(theirs - whole / total).sum(axis=1))


def _share(known: NDArray[np.int8], chosen: NDArray[np.intp]) -> Floats:
    """Return the share of those chosen of which something is so, among those of which it is known."""
    words = known[chosen]
    told = (words >= 0).sum(axis=1)
    return np.asarray(
        np.divide((words == 1).sum(axis=1), told, out=np.full(len(chosen), np.nan), where=told > 0)
    )


def _known(values: Floats) -> Floats:
    """Leave out the draws of which nothing is known; a measure without one is not told at all."""
    return values[~np.isnan(values)]


def _spread(values: Floats) -> Spread:
    low, high = np.quantile(values, [0.025, 0.975])
    return Spread(float(values.mean()), float(low), float(high))


def left_out(sector: Sector, options: Iterable[Option]) -> dict[str, tuple[int, int]]:
    """
    Count for each option the organisations in no constituency, and those in more than one.

    :return: by its letter, (left out, in several).
    """
    counted = {}
    for option in options:
        times = np.zeros(len(sector), dtype=np.int64)
        for one in option.chooses:
            times += one.members
        counted[option.letter] = (int((times == 0).sum()), int((times > 1).sum()))
    return counted
