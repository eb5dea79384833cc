"""Whether an invitation to a board is worth taking up."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

SAYS = ("decides", "shapes")
SPEAKS = ("decides", "shapes", "heard")


def invitation_is_not_tokenistic(
    book: Rulebook, *, influence: str, papers_days: int, papers_needed: int
) -> Finding:
    """
    Test whether a seat is more than for show: a real say, papers in time, a voice in the room.

    What fails is named. The answer stays with the assembly, which gives its reasons.

    :param influence: decides, shapes, heard or observes.
    :param papers_days: how many days before each meeting papers come.
    :param papers_needed: how many days representatives need to gather views.
    """
    criteria = book.parameter("tokenism.criteria")
    failed = []
    if influence not in SAYS:
        failed.append("a real say")
    if papers_days < papers_needed:
        failed.append("papers in time")
    if influence not in SPEAKS:
        failed.append("a voice in the room")
    facts = {"failed": failed, "tests": criteria.value}
    return Finding(criteria.clause, not failed, "seat-for-show", facts)


def invitation_is_proportionate(
    book: Rulebook, *, seats: int | None, is_small_or_specialist: bool, reason: str
) -> Finding:
    """
    Test whether the sector would not sit alone, or there is a reason why it may.

    :param seats: how many are offered; None for any number.
    :param reason: why one alone is right here.
    """
    least = book.parameter("seats.usual_least")
    usual = book.whole(least.name)
    facts = {"seats": seats, "usual": usual}
    is_enough = seats is None or seats >= usual
    holds = is_enough or bool(reason.strip()) or is_small_or_specialist
    return Finding(least.clause, holds, "seat-alone", facts)
