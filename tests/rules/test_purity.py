"""No number of a document is written in a rule, and no rule knows anything but its facts."""

import ast
import inspect
from dataclasses import replace
from pathlib import Path

import pytest

from folkmoot import rules
from folkmoot.rules.facts import typed_facts
from folkmoot.rules.findings import Finding
from folkmoot.rules.index import RULES

ROOMS = ("membership", "forums", "offices", "elections", "meetings", "decisions", "cases")
FILES = sorted(path for room in ROOMS for path in (Path(rules.__file__).parent / room).glob("*.py"))

# 0 and 1 begin a count; a majority is over half, and two candidates make a contest.
PLAIN = {0, 1, 2}

# What a fact is when it is left out: a reason that nobody gave, a thing that nobody asked for.
SAYS_NOTHING = {"", False}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_number_of_the_document_is_written_in_a_rule(path):
    numbers = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float)
    }

    assert numbers - PLAIN == set()


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_takes_the_rulebook_first_and_its_facts_by_name(name):
    first, *facts = inspect.signature(RULES[name]).parameters.values()

    assert first.name == "book"
    assert {fact.kind for fact in facts} == {inspect.Parameter.KEYWORD_ONLY}
    assert {fact.default for fact in facts} <= {inspect.Parameter.empty, *SAYS_NOTHING}
    assert inspect.signature(RULES[name]).return_annotation is Finding
    assert RULES[name].__doc__


@pytest.mark.parametrize(
    ("name", "by"),
    [
        ("chair.term", -1),
        ("chair.term", 1),
        ("chair.first_election", -1),
        ("chair.first_election", 1),
        ("selection.interval", -1),
        ("selection.interval", 1),
        ("nominations.length", -1),
        ("nominations.length", 1),
        ("leaving.notice", -1),
        ("leaving.notice", 1),
        ("absence.threshold", -1),
        ("absence.threshold", 1),
        ("forums.local", -1),
        ("forums.local", 1),
        ("joint.parents", -1),
        ("joint.parents", 1),
        ("group.local_chairs", -1),
        ("group.local_chairs", 1),
        ("tie.run_offs", -1),
        ("tie.run_offs", 1),
        ("agenda.notice", -1),
        ("agenda.notice", 1),
        ("agenda.requests_close", -1),
        ("agenda.requests_close", 1),
        ("notes.limit", -1),
        ("notes.limit", 1),
        ("meetings.least", -1),
        ("meetings.least", 1),
        ("quorum.south_side", 1),
        ("quorum.north_side", 1),
        ("quorum.full_members", -1),
        ("quorum.full_members", 1),
        ("vote.votes", -1),
        ("vote.votes", 1),
        ("vote.further_votes", -1),
        ("vote.further_votes", 1),
        ("urgent.window", -1),
        ("urgent.window", 1),
        ("breach.alert", -1),
        ("breach.alert", 1),
    ],
)
def test_document_with_another_number_no_longer_agrees_with_its_own_examples(book, name, by):
    parameter = book.parameter(name)
    other = replace(parameter, value=parameter.value + by)
    altered = replace(book, parameters=dict(book.parameters) | {name: other})
    entry = book.clauses[parameter.clause.key]
    rule = RULES[entry.rule]

    outcomes = [
        rule(
            altered,
            **typed_facts(
                rule, {fact: given for fact, given in example.items() if fact != "holds"}
            ),
        ).holds
        is example["holds"]
        for example in entry.examples
    ]

    assert not all(outcomes)
