"""A membership held fast while something is done to it."""

from datetime import date

from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.rulebook.queries import in_force
from folkmoot.rules.findings import Refusal
from folkmoot.rules.rulebook import Rulebook


def standing(membership: Membership, *, on: date) -> tuple[Membership, Rulebook]:
    """
    Return a membership that stands on a day, held until the deed is done, and its agreement.

    :raises Refusal: if it has ceased by then, or not begun.
    """
    rows = Membership.objects.select_for_update(of=("self",), no_key=True)
    held = rows.select_related("organisation", "assembly").get(pk=membership.pk)
    book = in_force(held.assembly, on=on)
    if held.admitted_on > on or (held.ceases_on is not None and held.ceases_on <= on):
        facts = {"organisation": held.organisation.name, "on": on}
        raise Refusal("no-member-that-day", clause_with_key(book, "sign-up", "declaration"), facts)
    return held, book
