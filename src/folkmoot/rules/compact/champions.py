"""Who may help the sides of a case under a compact to agree."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook


def champion_is_no_party(
    book: Rulebook, *, is_party: bool, champion: str = "", others: str = ""
) -> Finding:
    """
    Test whether a champion may be asked to mediate: not in a case of their own.

    :param is_party: whether they, or the body that named them, are a party to the case.
    :param others: who could be asked instead, by name.
    """
    clause = book.parameter("champions.entries").clause
    by_whom = None if not is_party else others or "the group that owns the Compact"
    facts = {"champion": champion}
    return Finding(clause, not is_party, "champion-is-party", facts, by_whom=by_whom)
