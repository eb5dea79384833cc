"""The Staffordshire agreement is here in full: every requirement, every ambiguity."""

import csv
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = "staffs-alliance"
KEPT_NOW = {"membership", "forums", "elections", "meetings", "decisions", "disputes"}


def register() -> dict[str, dict[str, str]]:
    with (ROOT / "docs/clauses/clauses.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines) if row["seed"] == DOCUMENT}


def test_every_requirement_of_the_register_arises_from_a_clause_and_no_other_does(book):
    named = {id for entry in book.clauses.values() for id in entry.requirements}

    assert len(named) == 133
    assert named == set(register())


def test_every_ambiguity_is_attached_to_a_clause_with_a_reading(book):
    named = {id for entry in book.clauses.values() for id in entry.ambiguities}

    assert named == {f"S{number}" for number in range(1, 30)}
    assert all(entry.reading for entry in book.clauses.values() if entry.ambiguities)


def test_clause_has_the_area_of_a_requirement_it_gives_rise_to(book):
    areas = register()

    apart = {
        entry.key: entry.area
        for entry in book.clauses.values()
        if entry.requirements and entry.area not in {areas[id]["area"] for id in entry.requirements}
    }

    assert apart == {}


def test_requirement_that_is_a_rule_in_the_areas_kept_now_is_kept_by_a_function(book):
    rules = {
        id for id, row in register().items() if row["kind"] == "rule" and row["area"] in KEPT_NOW
    }
    kept = {id for entry in book.clauses.values() if entry.rule for id in entry.requirements}

    assert rules - kept == set()


def test_suggested_numbers_are_marked_as_ours(book):
    suggested = {name for name, parameter in book.parameters.items() if parameter.suggested}

    assert {"ballot.length", "absence.threshold", "tie.after_run_off"} <= suggested
    assert not {"chair.term", "nominations.length", "agenda.notice", "notes.limit"} & suggested


def test_wording_of_every_clause_is_told_without_a_placeholder(book):
    for key in book.clauses:
        told = book.told(key)
        assert told
        assert "{" not in told
        assert told.endswith((".", ":"))


def test_wording_is_ours_and_not_the_sentences_of_the_source(book):
    for entry in book.clauses.values():
        words = book.told(entry.key).split()
        assert len(words) < 80, entry.key
