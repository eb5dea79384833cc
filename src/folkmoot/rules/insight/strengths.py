"""Whether a record about a community begins with what is there, and says all that was asked."""

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook

STRENGTHS, PROMPTS = "strengths-first", "community.prompts"
ASKED = ("what people already have", "what they need", "fitting evidence", "who had a part in it")


def record_opens_with_strengths(book: Rulebook, *, has_strengths: bool, has_needs: bool) -> Finding:
    """
    Test that a record does not list problems alone.

    One that says neither is not a list of problems, and holds.

    :raises NotFixed: if the document has no such clause.
    """
    holds = has_strengths or not has_needs
    return Finding(book.clause(STRENGTHS), holds, "problems-only", {})


def record_answers_prompts(
    book: Rulebook, *, has_strengths: bool, has_needs: bool, has_evidence: bool, has_makers: bool
) -> Finding:
    """
    Test that a record answers each prompt of the document. It points out, and does not refuse.

    :raises NotFixed: if the document asks for no such thing.
    """
    there = (has_strengths, has_needs, has_evidence, has_makers)
    missing = [name for name, is_there in zip(ASKED, there, strict=True) if not is_there]
    parameter = book.parameter(PROMPTS)
    holds = len(ASKED) - len(missing) >= book.whole(PROMPTS)
    return Finding(parameter.clause, holds, "prompts-open", {"missing": missing})
