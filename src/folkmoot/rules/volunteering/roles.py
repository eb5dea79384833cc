"""Whether a role is volunteering: four tests, and that it is no job in disguise."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

TESTS, NAMES = "volunteering.tests", "volunteering.test_names"


def role_is_volunteering(
    book: Rulebook,
    *,
    is_unpaid: bool,
    is_free: bool,
    is_for_community: bool,
    is_not_for_relative: bool,
    is_no_job: bool,
) -> Finding:
    """
    Test that a role is unpaid apart from expenses, freely chosen, for others, and for no relative.

    A role that takes the place of a paid post fails the first of these, whatever is said of its
    pay: the work has a wage, and the volunteer does not get it.

    :raises NotFixed: if the document names no tests.
    """
    passes = (is_unpaid and is_no_job, is_free, is_for_community, is_not_for_relative)
    failed = [name for name, holds in zip(book.words(NAMES), passes, strict=True) if not holds]
    code = "not-volunteering" if is_no_job else "job-in-disguise"
    facts = {"failed": failed, "tests": book.whole(TESTS)}
    return Finding(book.parameter(NAMES).clause, not failed, code, facts)
