"""Reading documents, versions in force, parameters and wording."""

from datetime import date
from fractions import Fraction

import pytest

from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import Period
from folkmoot.rules.rulebook import (
    NotFixed,
    NotInForce,
    read_document,
    version_in_force,
    version_numbered,
)

TWO_VERSIONS = '''
id = "small"
title = "A small agreement"
short_title = "Small"
kind = "agreement"
publisher = "The small alliance"
source = "none"

[[version]]
number = "2"
adopted = 2025-03-01
in_force_from = 2025-04-01

[[version.clause]]
key = "term"
number = "8.1"
heading = "Term"
text = "A chair serves for {chair.term}."
area = "elections"
source = "cl 8.1"
requirements = []
kept_by = "noun:elections"
fixes."chair.term" = { value = 2, unit = "years" }

[[version]]
number = "1"
in_force_from = 2022-04-01

[[version.clause]]
key = "term"
number = "7.1"
heading = "Term"
text = """
A chair serves
for {chair.term}.

It is {agreed}, by {quorum.share}:
- from {start}
- in {places}"""
area = "elections"
source = "cl 7.1"
requirements = []
kept_by = "noun:elections"
fixes."chair.term" = { value = 1, unit = "years" }
fixes."agreed" = { value = true, unit = "" }
fixes."quorum.share" = { value = "1/10", unit = "of the members", suggested = true }
fixes."start" = { value = 2022-04-01, unit = "" }
fixes."places" = { value = ["North", "South"], unit = "places" }
fixes."votes" = { value = 1, unit = "votes each" }
'''


@pytest.fixture(scope="module")
def small():
    return read_document(TWO_VERSIONS)


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2022, 4, 1), "1"),
        (date(2025, 3, 31), "1"),
        (date(2025, 4, 1), "2"),
        (date(2099, 1, 1), "2"),
    ],
)
def test_latest_version_that_has_come_into_force_applies(small, on, number):
    assert version_in_force(small, on=on).number == number


def test_no_version_is_in_force_before_the_first_day(small):
    with pytest.raises(NotInForce, match="2022-03-31"):
        version_in_force(small, on=date(2022, 3, 31))


def test_process_finds_the_version_it_pinned(small):
    assert version_numbered(small, "1").parameter("chair.term").value == 1
    with pytest.raises(NotInForce, match="no version 3"):
        version_numbered(small, "3")


def test_versions_are_kept_oldest_first_and_say_when_they_were_adopted(small):
    told = [(book.number, book.adopted, book.in_force_from) for book in small.versions]

    assert told == [
        ("1", None, date(2022, 4, 1)),
        ("2", date(2025, 3, 1), date(2025, 4, 1)),
    ]


def test_key_stays_while_the_number_of_the_clause_changes(small):
    assert [book.clause("term") for book in small.versions] == [
        Clause("small", "1", "term", "7.1", "Term"),
        Clause("small", "2", "term", "8.1", "Term"),
    ]


def test_wording_is_told_with_its_numbers_and_its_paragraphs(small):
    assert small.versions[0].told("term") == (
        "A chair serves for 1 year.\n\n"
        "It is Yes, by 1/10 of the members:\n- from 1 April 2022\n- in North and South"
    )
    assert str(small.versions[0].parameter("votes")) == "1 vote each"


def test_parameter_is_asked_for_by_its_kind(small):
    first = small.versions[0]

    assert first.period("chair.term") == Period(1, "years")
    assert first.whole("votes") == 1
    assert first.words("places") == ("North", "South")
    assert first.parameter("quorum.share").value == Fraction(1, 10)
    assert first.parameter("quorum.share").suggested
    assert not first.parameter("votes").suggested


@pytest.mark.parametrize(
    "ask",
    [
        lambda book: book.parameter("nothing"),
        lambda book: book.clause("nothing"),
        lambda book: book.told("nothing"),
        lambda book: book.whole("agreed"),
        lambda book: book.period("votes"),
        lambda book: book.words("votes"),
        lambda book: book.word("places"),
    ],
)
def test_what_is_not_fixed_or_of_another_kind_is_a_fault_of_the_document(small, ask):
    with pytest.raises(NotFixed, match="A small agreement, version 1"):
        ask(small.versions[0])
