"""Whether whoever speaks for an area belongs to it."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook


def representative_is_local(
    book: Rulebook, *, is_based_here: bool | None, works_mostly_here: bool | None
) -> Finding:
    """
    Test whether a representative's organisation is based in the area and works mostly there.

    What is not known fails nothing and passes nothing: it is told as not known. The finding
    is evidence for people to weigh, and removes nobody.

    :param is_based_here: None where nobody has said where it is based.
    :param works_mostly_here: None where nobody has said where it works.
    """
    tests = book.parameter("local.test_names")
    base, work = book.words(tests.name)
    failed = [
        name
        for name, passed in ((base, is_based_here), (work, works_mostly_here))
        if passed is False
    ]
    unknown = [
        name
        for name, passed in ((base, is_based_here), (work, works_mostly_here))
        if passed is None
    ]
    facts = {"failed": failed, "unknown": unknown}
    return Finding(tests.clause, not failed and not unknown, "not-local", facts)
