"""When an interest is declared, what follows from it, and who sees what."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.membership.rights import members_of
from folkmoot.rules.rulebook import Rulebook

CONFIDENTIAL = "confidential to members"


def interest_is_declared_in_its_moment(book: Rulebook, *, moment: str) -> Finding:
    """
    Test whether an interest is declared at one of the moments that there are.

    :param moment: by the name the rulebook uses, such as "at the item".
    """
    named = book.parameter("interests.named")
    moments = book.words(named.name)
    facts = {"moment": moment, "moments": moments}
    return Finding(named.clause, moment in moments, "moment-unknown", facts)


def exclusion_follows_a_declaration(book: Rulebook, *, is_declared: bool, reason: str) -> Finding:
    """
    Test whether a person is left out of business only after a declaration, and with a reason.

    :param is_declared: whether an interest of that person in that business is on record.
    """
    needs = book.parameter("recusal.needs_reason")
    if not is_declared:
        return Finding(needs.clause, False, "exclusion-without-interest", {})
    holds = bool(reason.strip()) or needs.value is False
    return Finding(needs.clause, holds, "exclusion-without-reason-given", {})


def business_is_for_full_members(
    book: Rulebook, *, membership_class: str, is_vcse_only: bool
) -> Finding:
    """
    Test whether a member may see an item: its papers, its talk and its notes.

    :param is_vcse_only: whether the chair kept the item for the sector alone.
    """
    kept_for = book.parameter("business.vcse_only_classes")
    may = book.words(kept_for.name)
    holds = not is_vcse_only or membership_class in may
    facts = {"membership_class": membership_class, "may": may}
    by_whom = None if holds else members_of(may)
    return Finding(kept_for.clause, holds, "for-full-members-only", facts, by_whom=by_whom)


def material_may_be_shared(book: Rulebook, *, is_for_sharing: bool, has_consent: bool) -> Finding:
    """
    Test whether material may go outside.

    :param is_for_sharing: whether it was marked so when it was put in.
    :param has_consent: whether the member it came from has agreed.
    """
    default = book.parameter("sharing.default")
    holds = is_for_sharing or has_consent or book.word(default.name) != CONFIDENTIAL
    by_whom = None if holds else "the member it came from"
    return Finding(default.clause, holds, "confidential-to-members", {}, by_whom=by_whom)
