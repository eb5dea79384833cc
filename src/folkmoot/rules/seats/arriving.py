"""How somebody may come to a seat, and how many seats there may be."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook


def holder_is_elected(
    book: Rulebook, *, arrived: str, has_election: bool, is_interim: bool, authority: str
) -> Finding:
    """
    Test whether somebody is properly in a seat that the agreement wants filled by election.

    Only an election by the forum makes a representative for good. Whoever comes to a seat in
    another way does so by somebody's authority, and shows as an exception.

    :param arrived: "elected" or another way.
    :param authority: who decided, where there was no election.
    """
    only = book.parameter("representatives.chosen")
    facts = {"way": book.word(only.name)}
    by_whom = None
    if arrived == "elected" and not is_interim:
        by_whom = None if has_election else "the forum that elects to the seat"
        return Finding(only.clause, has_election, "not-elected", facts, by_whom=by_whom)
    return Finding(only.clause, bool(authority.strip()), "exception-without-authority", facts)


def no_extra_place_without_a_replacement(
    book: Rulebook, *, cap: int | None, places_now: int, added: int, replaced: int
) -> Finding:
    """
    Test whether places may be added where there may be no more of them.

    :param cap: the most places that the sector may have; None where none is set.
    :param replaced: how many of the places that there are would be given up for them.
    """
    net = book.parameter("places.net")
    after = places_now + added - replaced
    facts = {"cap": cap, "places_now": places_now, "after": after}
    return Finding(net.clause, cap is None or after <= cap, "no-place-left", facts)
