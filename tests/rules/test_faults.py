"""A document that is wrong is told where: the line and the field."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from folkmoot.rules.faults import Fault, faults

SOUND = '''id = "small"
title = "A small agreement"
short_title = "Small"
kind = "agreement"
publisher = "The small alliance"
source = "none"

[[version]]
number = "1"
in_force_from = 2022-04-01

[[version.clause]]
key = "term"
number = "7.1"
heading = "How long a chair serves"
text = """
A chair serves
for {chair.term}."""
area = "elections"
source = "cl 7.1"
requirements = []
kept_by = "rule:term_is_no_longer_than_fixed"
fixes."chair.term" = { value = 3, unit = "years" }
deadlines = [{ event = "term-start", after = "chair.term", kind = "on", what = "Elect", who = "all" }]
examples = [
  { starts_on = 2026-03-02, ends_on = 2029-03-02, holds = true },
  { starts_on = 2026-03-02, ends_on = 2029-03-03, holds = false },
]

[[version.clause]]
key = "respect"
number = "8"
heading = "Respect"
text = "Members respect each other."
area = "equity"
source = "cl 8"
requirements = []
kept_by = "people"
records = "concerns"
'''

AGREEMENT = (Path(__file__).parents[2] / "rulebooks/staffs-alliance.toml").read_text("utf-8")


def at(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.field) for fault in faults(text)]


def test_sound_document_has_no_fault():
    assert faults(SOUND) == []


@pytest.mark.parametrize(
    ("before", "after", "line", "field"),
    [
        # the document
        ('kind = "agreement"', 'kind = "agrement"', 4, "kind"),
        ('id = "small"', 'id = "Small Thing"', 1, "id"),
        ('publisher = "The small alliance"', "", 1, "publisher"),
        ('title = "A small agreement"', "title = 3", 2, "title"),
        ('source = "none"', 'source = "none"\ncolour = "red"', 7, "colour"),
        # the version
        ("in_force_from = 2022-04-01", "in_force_from = 2022-04-01T00:00:00Z", 10, "in_force_from"),
        ("in_force_from = 2022-04-01", "", 8, "in_force_from"),
        ('number = "1"', "number = 1", 9, "number"),
        # a clause
        ('key = "respect"', 'key = "term"', 31, "key"),
        ('key = "respect"', 'key = "Respect"', 31, "key"),
        ('heading = "Respect"', 'heading = " "', 33, "heading"),
        ('heading = "Respect"', 'heading = "Respect"\ncolour = "red"', 34, "colour"),
        ('source = "cl 8"\n', "", 30, "source"),
        ('area = "equity"', 'area = "fairness"', 35, "area"),
        ('records = "concerns"', 'records = "concerns"\nnoun = "people"', 40, "noun"),
        ('records = "concerns"', "", 38, "records"),
        ('kept_by = "people"', 'kept_by = "nobody"', 38, "kept_by"),
        ('kept_by = "people"', 'kept_by = "noun:chairs"', 38, "kept_by"),
        ("term_is_no_longer_than_fixed", "term_is_just_right", 22, "kept_by"),
        ("for {chair.term}.", "for {chair.length}.", 18, "text"),
        ("for {chair.term}.", "for {chair term}.", 16, "text"),
        ('records = "concerns"', 'records = "concerns"\nambiguities = ["S1"]', 40, "reading"),
        ("requirements = []\nkept_by = \"people\"", 'requirements = [1]\nkept_by = "people"', 37, "requirements"),
        # what it fixes
        ('value = 3, unit = "years"', 'unit = "years"', 23, "fixes.chair.term.value"),
        ('value = 3, unit = "years"', "value = 3", 23, "fixes.chair.term.unit"),
        ('value = 3, unit = "years"', 'value = 3.5, unit = "years"', 23, "fixes.chair.term.value"),
        ('unit = "years" }', 'unit = "years", note = "x" }', 23, "fixes.chair.term.note"),
        ('unit = "years" }', 'unit = "years", suggested = 1 }', 23, "fixes.chair.term.suggested"),
        ('records = "concerns"', 'records = "concerns"\nfixes."chair.term" = { value = 1, unit = "" }', 40, "fixes.chair.term"),
        # deadlines
        ('unit = "years"', 'unit = "winters"', 24, "deadlines[0].after"),
        ('after = "chair.term"', 'after = "chair.time"', 24, "deadlines[0].after"),
        ('after = "chair.term"', 'after = ["chair.term"]', 24, "deadlines[0].after"),
        ('after = "chair.term", ', "", 24, "deadlines[0]"),
        ('kind = "on"', 'kind = "soon"', 24, "deadlines[0].kind"),
        ('who = "all"', 'whom = "all"', 24, "deadlines[0].who"),
        ('event = "term-start"', 'event = "Term start"', 24, "deadlines[0].event"),
        # examples
        ("ends_on = 2029-03-03, holds = false", "ends_on = 2029-03-01, holds = true", 25, "examples"),
        ("ends_on = 2029-03-03", "ends_on = 2029-03-01", 25, "examples[1]"),
        ("ends_on = 2029-03-03", 'ends_on = "soon"', 25, "examples[1].ends_on"),
        ("ends_on = 2029-03-03", "end_on = 2029-03-03", 25, "examples[1].end_on"),
        ('records = "concerns"', 'records = "concerns"\nexamples = [{ holds = true }]', 40, "examples"),
        # TOML itself
        ('heading = "Respect"', 'heading = "Respect', 33, "heading"),
        ('heading = "Respect"', 'heading = "Respect"\nheading = "Again"', 34, "heading"),
        ('heading = "Respect"', "heading", 33, "TOML"),
    ],
)  # fmt: skip
def test_fault_names_its_line_and_field(before, after, line, field):
    assert SOUND.count(before) >= 1

    assert (line, field) in at(SOUND.replace(before, after))


def test_two_versions_from_the_same_day_are_a_fault():
    again = '\n[[version]]\nnumber = "1"\nin_force_from = 2022-04-01\nclause = []\n'

    assert at(SOUND + again) == [(42, "number"), (43, "in_force_from")]


def test_fault_in_the_second_version_is_found_there():
    second = SOUND[SOUND.index("[[version]]") :].replace("2022-04-01", "2023-04-01")
    second = second.replace('number = "1"', 'number = "2"').replace('"equity"', '"fairness"')

    assert at(SOUND + second) == [(67, "area")]


def test_fault_is_told_in_one_line():
    assert str(Fault(18, "text", "names {a.b}, which no clause fixes")) == (
        "line 18: text: names {a.b}, which no clause fixes"
    )


LINES = AGREEMENT.splitlines()


@settings(deadline=None)
@given(place=some.integers(0, len(LINES) - 1))
def test_document_with_any_line_left_out_is_judged_and_never_breaks_the_judge(place):
    text = "\n".join(LINES[:place] + LINES[place + 1 :])

    assert all(1 <= fault.line <= len(LINES) for fault in faults(text))


VALUES = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(max_size=4) | some.dates(),
    lambda inner: some.lists(inner, max_size=2) | some.dictionaries(some.text(max_size=3), inner),
    max_leaves=4,
).filter(lambda value: value is not None)


@settings(deadline=None)
@given(value=VALUES, line=some.sampled_from(range(len(SOUND.splitlines()))))
def test_document_with_any_value_in_any_field_never_breaks_the_judge(value, line):
    lines = SOUND.splitlines()
    name, is_field, _ = lines[line].partition(" = ")
    if not is_field or lines[line].startswith(" "):
        return
    lines[line] = f"{name} = {written(value)}"

    for fault in faults("\n".join(lines)):
        assert fault.line >= 1
        assert fault.field


def written(value: object) -> str:
    """Write a value as TOML does."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return (
            '"'
            + "".join(f"\\U{ord(sign):08x}" for sign in value if not 0xD800 <= ord(sign) < 0xE000)
            + '"'
        )
    if isinstance(value, list):
        return "[" + ", ".join(written(part) for part in value if part is not None) + "]"
    if isinstance(value, dict):
        pairs = [
            f"{written(key)} = {written(part)}" for key, part in value.items() if part is not None
        ]
        return "{" + ", ".join(dict.fromkeys(pairs)) + "}"
    return str(value)


@settings(deadline=None)
@given(text=some.text(max_size=60))
def test_any_text_at_all_has_faults_and_never_breaks_the_judge(text):
    try:
        is_toml = bool(tomllib.loads(text)) or True
    except tomllib.TOMLDecodeError:
        is_toml = False

    found = faults(text)

    assert found
    assert is_toml or len(found) == 1
