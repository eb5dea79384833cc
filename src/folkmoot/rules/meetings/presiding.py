"""Who presides over a meeting, or over one item of it."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

NOBODY = "nobody"


def presiding_office(
    book: Rulebook,
    *,
    chair_is_here: bool,
    chair_has_interest: bool,
    vice_chair_is_here: bool,
    vice_chair_has_interest: bool,
) -> Finding:
    """
    Tell which office presides; it holds when somebody may.

    The offices come in the order that the rulebook gives. The first whose holder is
    here and has no interest in the item presides.

    :return: with `office` among its facts: "chair", "vice-chair" or "nobody".
    """
    order = book.parameter("presiding.order")
    state = {
        "chair": (chair_is_here, chair_has_interest),
        "vice-chair": (vice_chair_is_here, vice_chair_has_interest),
    }
    offices = [office for office in book.words(order.name) if office in state]
    free = [office for office in offices if state[office] == (True, False)]
    because = [
        f"the {office} {'has an interest in this item' if state[office][0] else 'is away'}"
        for office in offices
        if office not in free
    ]
    facts = {"office": free[0] if free else NOBODY, "because": because}
    by_whom = None if free else f"the {' or the '.join(offices)}, once free of any interest in it"
    return Finding(order.clause, bool(free), "nobody-presides", facts, by_whom=by_whom)
