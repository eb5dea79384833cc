"""Findings and refusals: what is told, what is raised, what survives a queue."""

import ast
import pickle
import string
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from folkmoot.rules import findings
from folkmoot.rules.findings import Clause, Finding, Refusal, teach
from folkmoot.rules.sentences import SENTENCES

LONDON = ZoneInfo("Europe/London")
CLAUSE = Clause("staffs-alliance", "1", "ballot-length", "9.4", "How long a ballot is open")
RULES = Path(findings.__file__).parent


def codes_in(path: Path) -> set[str]:
    """Return the texts that stand where a code stands: in a call, a choice or a table of codes."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = {"Finding": 2, "Refusal": 0}.get(node.func.id)
            if place is not None and len(node.args) > place:
                found |= {
                    part.value
                    for part in ast.walk(node.args[place])
                    if isinstance(part, ast.Constant)
                }
    return {code for code in found if isinstance(code, str)}


def refusal() -> Refusal:
    closes_at = datetime(2026, 3, 12, 18, tzinfo=UTC)
    return Refusal(
        "ballot-closed", CLAUSE, {"closes_at": closes_at}, date(2029, 3, 2), "the officer"
    )


def test_clause_is_cited_by_number_and_heading():
    assert str(CLAUSE) == "clause 9.4 (How long a ballot is open)"


def test_finding_that_holds_is_returned_when_required():
    finding = Finding(CLAUSE, True, "ballot-closed")

    assert finding.require() is finding
    assert finding.in_words(LONDON) == ""


def test_finding_that_does_not_hold_raises_its_refusal_with_everything_it_knows():
    opens_at = datetime(2026, 3, 12, 9, tzinfo=UTC)
    finding = Finding(
        CLAUSE, False, "ballot-not-open", {"opens_at": opens_at}, opens_at, "the officer"
    )

    with pytest.raises(Refusal) as refused:
        finding.require()

    no = refused.value
    assert (no.code, no.clause, no.facts) == ("ballot-not-open", CLAUSE, {"opens_at": opens_at})
    assert (no.from_when, no.by_whom) == (opens_at, "the officer")
    assert finding.in_words(LONDON) == no.in_words(LONDON)


def test_refusal_survives_a_queue():
    before = refusal()

    after = pickle.loads(pickle.dumps(before))

    assert type(after) is Refusal
    assert vars(after) == vars(before)
    assert str(after) == "ballot-closed under clause 9.4 (How long a ballot is open)"


def test_refusal_without_a_clause_is_named_by_its_code():
    assert str(Refusal("not-permitted", None, {"who": "an officer"})) == "not-permitted"


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 3, 12, 18, tzinfo=UTC), "6pm on Thursday 12 March 2026"),
        (datetime(2026, 5, 15, 17, tzinfo=UTC), "6pm on Friday 15 May 2026"),
        (datetime(2026, 5, 15, 8, 30, tzinfo=UTC), "9:30am on Friday 15 May 2026"),
        (datetime(2026, 5, 15, 11, tzinfo=UTC), "midday on Friday 15 May 2026"),
        (datetime(2026, 5, 14, 23, tzinfo=UTC), "midnight at the start of Friday 15 May 2026"),
        (datetime(2026, 3, 12, 0, 5, 9, tzinfo=UTC), "12:05:09am on Thursday 12 March 2026"),
    ],
)
def test_moment_is_told_on_the_clock_of_the_zone(at, told):
    no = Refusal("ballot-closed", CLAUSE, {"closes_at": at}, from_when=at)

    assert no.in_words(LONDON) == (
        f"This vote cannot be received, because the ballot closed at {told}."
    )
    assert no.from_when_in_words(LONDON) == told


def test_day_is_told_with_its_weekday_and_nothing_where_there_is_no_day():
    assert refusal().from_when_in_words(LONDON) == "Friday 2 March 2029"
    assert Refusal("not-permitted", None, {}).from_when_in_words(LONDON) == ""


@pytest.mark.parametrize(
    ("missing", "told"),
    [(["role"], "role"), (["name", "role", "date"], "name, role and date"), ([], "nothing")],
)
def test_list_is_told_with_and_before_its_last(missing, told):
    no = Refusal("declaration-incomplete", CLAUSE, {"missing": missing})

    assert no.in_words(LONDON).endswith(f"it does not yet give: {told}.")


def test_every_code_of_every_rule_has_a_sentence():
    codes = {code for path in RULES.rglob("*.py") for code in codes_in(path)}

    assert len(codes) > 40
    assert codes - set(SENTENCES) == set()


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentence_is_plain_and_whole(code):
    sentence = SENTENCES[code]

    assert sentence[0].isupper() or sentence[0] == "{"
    assert sentence.endswith((".", "{cure}"))
    assert not {"invalid", "successfully", "error"} & set(sentence.casefold().split())
    assert all(
        name and name.isidentifier()
        for _, name, _, _ in string.Formatter().parse(sentence)
        if name is not None
    )


def test_noun_teaches_its_own_sentences_and_never_changes_another():
    teach({"test-only-code": "Nothing happens."})
    teach({"test-only-code": "Nothing happens."})
    try:
        with pytest.raises(ValueError, match="already has a sentence"):
            teach({"test-only-code": "Something else."})
        assert Refusal("test-only-code", None, {}).in_words(LONDON) == "Nothing happens."
    finally:
        del SENTENCES["test-only-code"]
