"""Whether a case study says something under each of its headings."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

HEADINGS = "case_studies.names"


def case_study_has_its_headings(
    book: Rulebook,
    *,
    has_aims: bool,
    has_budget: bool,
    has_takers: bool,
    has_how: bool,
    has_results: bool,
    has_lessons: bool,
) -> Finding:
    """
    Test that a case study says something under each heading. It points out, and does not refuse.

    :param has_takers: whether it says who took part, inside the public body and outside it.
    :raises NotFixed: if the document names no headings.
    """
    there = (has_aims, has_budget, has_takers, has_how, has_results, has_lessons)
    names = book.words(HEADINGS)
    missing = [name for name, is_there in zip(names, there, strict=True) if not is_there]
    clause = book.parameter(HEADINGS).clause
    return Finding(clause, not missing, "case-study-incomplete", {"missing": missing})
