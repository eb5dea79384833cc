"""Who may end a representative's mandate."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook


def only_the_electing_group_removes(
    book: Rulebook, *, decided_by: str, sent_by: str, reason: str, was_heard: bool
) -> Finding:
    """
    Test whether a group may take a representative out of a seat.

    The group that put them there, and no other; with a reason, and after hearing them where
    the document asks for that.

    :param decided_by: the group whose decision it is, by name.
    :param sent_by: the group that elected or appointed them, by name.
    :param was_heard: whether they were heard, or asked to be.
    """
    hearing = book.parameter("removal.hearing")
    facts = {"acting": decided_by or "nobody", "sent_by": sent_by}
    if not decided_by or decided_by != sent_by:
        return Finding(hearing.clause, False, "not-the-electing-group", facts, by_whom=sent_by)
    if not reason.strip():
        return Finding(hearing.clause, False, "removal-without-a-reason", facts)
    heard = was_heard or hearing.value is False
    return Finding(hearing.clause, heard, "removal-without-a-hearing", facts)
