"""A sum shared out over places: to each a base, and the rest by need, to the last penny."""

from collections.abc import Mapping


def by_need(pence: int, needs: Mapping[str, int]) -> dict[str, int]:
    """
    Share out a sum in proportion to need, so that the shares add up to it to the penny.

    Each gets its share rounded down; what is left over goes, a penny each, to those whose share
    was rounded down the most, and of those who are level to the first by name (the method of
    largest remainders).

    :param pence: nothing or more.
    :param needs: by place, a weight of nothing or more; not all of them nothing.
    :raises ValueError: if there is no place, no need at all, or something is below nothing.
    """
    whole = sum(needs.values())
    if pence < 0 or whole <= 0 or any(need < 0 for need in needs.values()):
        raise ValueError("a sum is shared out among places with some need, and none below nothing")
    shares = {place: pence * need // whole for place, need in needs.items()}
    remainders = {place: pence * need % whole for place, need in needs.items()}
    left = pence - sum(shares.values())
    for place in sorted(needs, key=lambda place: (-remainders[place], place))[:left]:
        shares[place] += 1
    return shares


def base_and_extra(
    pence: int, *, base_pence: int, needs: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """
    Share out a sum: the same base to each place, and what is left by need. The total is unchanged.

    :return: by place, its base and what it gets beyond it.
    :raises ValueError: if the bases alone are more than the sum, or as `by_need`.
    """
    left = pence - base_pence * len(needs)
    if base_pence < 0 or left < 0:
        raise ValueError(f"{len(needs)} bases of {base_pence} pence do not fit into {pence}")
    return {place: (base_pence, extra) for place, extra in by_need(left, needs).items()}
