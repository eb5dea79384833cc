"""Whether a count of those who came and a rate that is told of it can both be true."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

ATTENDANCE = "training.attendance"


def whole_rate(part: int, *, of: int) -> int:
    """
    Return a part as a whole number of per cent, a half rounded up: 50 of 56 is 89.

    :raises ValueError: if there is nothing to be a part of, or the part is greater than that.
    """
    if of < 1 or not 0 <= part <= of:
        raise ValueError(f"{part} of {of} is no share")
    return (200 * part + of) // (2 * of)


def counts_that_give(rate: int, *, of: int) -> list[int]:
    """
    Return every whole number that a whole rate may stand for; of 56, nothing gives 90 per cent.

    :param rate: whole per cent, 0 to 100.
    """
    near = rate * of // 100
    spread = of // 200 + 2
    tried = range(max(0, near - spread), min(of, near + spread) + 1)
    return [count for count in tried if whole_rate(count, of=of) == rate]


def count_and_rate_agree(book: Rulebook, *, attended: int, providers: int, rate: int) -> Finding:
    """
    Test that a rate, rounded to a whole per cent, is what the count of those who came gives.

    Where it is not, both are kept and marked as reported: neither is put right by the other.

    :param attended: how many came, of so many providers; at least one is asked.
    :param rate: whole per cent, as it was told.
    :raises NotFixed: if the document says nothing of it.
    """
    found = whole_rate(attended, of=providers)
    facts = {"attended": attended, "providers": providers, "rate": rate, "found": found}
    clause = book.parameter(ATTENDANCE).clause
    return Finding(clause, found == rate, "count-and-rate-apart", facts)
