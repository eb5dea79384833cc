"""Whether an action has what makes it doable, and whether both sectors have work to do."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

PARTS = "plan.parts"


def action_is_ready(
    book: Rulebook,
    *,
    has_owner: bool,
    has_measure: bool,
    has_target: bool,
    has_means: bool,
    has_due_date: bool,
) -> Finding:
    """
    Test that an action has each part that makes it doable and checkable.

    :raises NotFixed: if the document names no parts.
    """
    there = (has_owner, has_measure, has_target, has_means, has_due_date)
    parts = book.words(PARTS)
    missing = [part for part, is_there in zip(parts, there, strict=True) if not is_there]
    clause = book.parameter(PARTS).clause
    return Finding(clause, not missing, "action-not-ready", {"missing": missing})


def both_sectors_have_tasks(book: Rulebook, *, of_sector: int, of_partners: int) -> Finding:
    """Test that a plan has live tasks for both sectors. It points out, and does not refuse."""
    needed = book.whole("shared.sectors")
    there = (of_sector > 0) + (of_partners > 0)
    facts = {"of_sector": of_sector, "of_partners": of_partners}
    clause = book.parameter("shared.sectors").clause
    return Finding(clause, there >= needed, "plan-of-one-side", facts)
