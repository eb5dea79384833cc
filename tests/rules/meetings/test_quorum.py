"""A quorum of several parts, against a second way of working it out."""

import re
from itertools import combinations, combinations_with_replacement

import pytest

from folkmoot.rules.meetings.quorum import (
    FULL_MEMBER,
    quorum_is_met,
    quorum_of_all,
    quorum_of_the_group,
    quorum_standing,
    requirements,
)
from folkmoot.rules.periods import LONDON
from folkmoot.rules.rulebook import Rulebook, read_document
from tests.rules.conftest import RULEBOOKS

LABELS = "abcde"
LABEL_SETS = ["".join(part) for size in range(6) for part in combinations(LABELS, size)]


@pytest.fixture(scope="module")
def lettered() -> Rulebook:
    """One from a, b or c, and one from d or e."""
    text = (RULEBOOKS / "staffs-alliance.toml").read_text(encoding="utf-8")
    for theirs, ours in (('["south"]', '["a", "b", "c"]'), ('["north"]', '["d", "e"]')):
        assert theirs in text
        text = text.replace(theirs, ours)
    return read_document(text).versions[-1]


@pytest.fixture(scope="module")
def model() -> Rulebook:
    text = (RULEBOOKS / "model-assembly.toml").read_text(encoding="utf-8")
    return read_document(text).versions[-1]


def what_is_left(present):
    """Yield those present with every choice of them left out for an interest."""
    for size in range(len(present) + 1):
        yield from combinations(present, size)


def met_by_the_letters(present) -> bool:
    """Write all the labels in a row, and look for a letter of each side."""
    row = " ".join(sorted(present))
    return bool(re.search("[abc]", row)) and re.search("[de]", row) is not None


@pytest.mark.clause("staffs-8.2.i")
def test_one_from_each_side_is_met_as_a_second_way_finds_in_61183_cases(lettered):
    cases = 0
    for size in range(8):
        for everybody in combinations_with_replacement(LABELS, size):
            for present in what_is_left(everybody):
                finding = quorum_is_met(lettered, is_group=True, present=present)
                assert finding.holds is met_by_the_letters(present), present
                cases += 1

    assert cases == 61_183


@pytest.mark.clause("staffs-8.2.i")
def test_whoever_stands_for_both_sides_counts_for_both_in_6545_cases(lettered):
    cases = 0
    for size in range(4):
        for present in combinations_with_replacement(LABEL_SETS, size):
            finding = quorum_is_met(lettered, is_group=True, present=present)
            assert finding.holds is met_by_the_letters(present), present
            cases += 1

    assert cases == 6_545


def test_four_full_members_are_met_as_a_second_way_finds_in_15841_cases(book):
    cases = 0
    for full in range(9):
        for others in range(5):
            everybody = [FULL_MEMBER] * full + ["associate"] * others
            for left in what_is_left(everybody):
                finding = quorum_is_met(book, is_group=False, present=[{label} for label in left])
                assert finding.holds is (",".join(left).count(FULL_MEMBER) not in range(4)), left
                cases += 1

    assert cases == 15_841


def test_requirements_are_told_as_data(book):
    south, north = requirements(book, is_group=True)
    [full] = requirements(book, is_group=False)

    assert (south.name, south.needed, south.of) == ("south_side", 1, ("south",))
    assert (north.said, full.said) == ("somebody from the north side", "full members")
    assert (full.needed, full.of) == (4, (FULL_MEMBER,))


@pytest.mark.parametrize(
    ("there", "told"),
    [(3, "one more full member"), (2, "two more full members"), (0, "four more full members")],
)
def test_what_a_forum_lacks_is_told_in_words(book, there, told):
    present = [{FULL_MEMBER}] * there + [{"associate"}]

    finding = quorum_is_met(book, is_group=False, present=present)

    assert finding.facts["lacking"] == [told]
    assert finding.in_words(LONDON) == (
        f"The vote cannot open yet, because the quorum still needs {told}."
    )


@pytest.mark.parametrize(
    ("sides", "lacking"),
    [
        (["south", "north"], []),
        (["south", "south"], ["somebody from the north side"]),
        ([], ["somebody from the south side", "somebody from the north side"]),
    ],
)
def test_side_that_is_missing_is_told_in_words(book, sides, lacking):
    finding = quorum_of_the_group(book, sides=sides)

    assert (finding.holds, finding.facts["lacking"]) == (not lacking, lacking)
    assert (finding.facts["met"], finding.facts["needed"]) == (2 - len(lacking), 2)


def test_each_part_has_its_count(book):
    standings = quorum_standing(
        requirements(book, is_group=True), present=[{"south"}, {"south", "north"}, {"east"}]
    )

    assert [(each.count, each.met, each.lacking) for each in standings] == [
        (2, True, 0),
        (1, True, 0),
    ]


def test_model_group_counts_everybody_and_among_them_the_chairs(model):
    finding = quorum_of_the_group(model, sides=["local-chair", "support"])

    assert finding.facts["lacking"] == [
        "one more member of the group",
        "one more chair of a local forum",
    ]
    assert quorum_of_the_group(model, sides=["local-chair", "local-chair", ""]).holds


@pytest.mark.parametrize(
    ("full_members", "needed"), [(0, 10), (100, 10), (101, 11), (110, 11), (111, 12)]
)
def test_share_of_all_is_rounded_up_and_never_below_its_floor(model, full_members, needed):
    assert quorum_of_all(model, full_members=full_members, present=needed).holds

    finding = quorum_of_all(model, full_members=full_members, present=needed - 1)

    assert (finding.holds, finding.facts["needed"]) == (False, needed)
    assert finding.facts["lacking"] == ["one more full member"]
