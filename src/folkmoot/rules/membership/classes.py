"""Which class of membership an organisation has."""

from folkmoot.rules.findings import Clause, Finding, Refusal
from folkmoot.rules.rulebook import Rulebook

CLASSES = "membership.classes"


def class_of(book: Rulebook, *, sector: str) -> str:
    """
    Return the class of membership that follows from the kind of organisation.

    A voluntary, community or social enterprise organisation is a full member, a
    statutory body an associate, as the rulebook lists them.

    :param sector: "vcse", "statutory" or "private".
    :raises Refusal: if the agreement has no class for the sector.
    """
    found, clause = _class_and_clause(book, sector)
    if found is None:
        raise Refusal("no-membership-class", clause, {"sector": sector})
    return found


def membership_class_follows_from_kind(book: Rulebook, *, sector: str, claimed: str) -> Finding:
    """Test whether a class of membership is the one that the kind of organisation gives."""
    follows, clause = _class_and_clause(book, sector)
    if follows is None:
        return Finding(clause, False, "no-membership-class", {"sector": sector})
    facts = {"sector": sector, "claimed": claimed, "follows": follows}
    return Finding(clause, claimed == follows, "membership-class-wrong", facts)


def _class_and_clause(book: Rulebook, sector: str) -> tuple[str | None, Clause]:
    clause = book.parameter(CLASSES).clause
    for name in book.words(CLASSES):
        if sector in book.words(f"membership.{name}"):
            return name, clause
    return None, clause
