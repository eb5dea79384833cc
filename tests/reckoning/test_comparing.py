"""Two texts side by side: nothing is lost, and what changed is what changed."""

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.reckoning.comparing import LONG, compared, paragraphs

LINES = st.lists(st.text(alphabet="ab \n", max_size=12), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_each_side_says_every_word_of_its_text_in_order(old, new):
    rows = compared(old, new).rows

    def said(side):
        told = ["".join(piece.text for piece in getattr(row, side)) for row in rows]
        return " ".join(told).split()

    assert said("old") == " ".join(paragraphs(old)).split()
    assert said("new") == " ".join(paragraphs(new)).split()


@given(LINES)
def test_text_beside_itself_is_the_same_throughout(text):
    assert {row.kind for row in compared(text, text).rows} <= {"same"}


def test_words_that_changed_are_told_from_those_that_did_not():
    (row,) = compared("We meet twice a year.", "We meet four times a year.").rows

    assert [(one.text, one.is_changed) for one in row.old] == [
        ("We meet", False), (" ", False), ("twice", True), (" ", False), ("a year.", False),
    ]  # fmt: skip
    assert [one.text for one in row.new if one.is_changed] == ["four times"]


def test_paragraph_that_is_too_long_is_shown_as_changed_as_a_whole():
    long = "word " * LONG

    (row,) = compared(f"{long}one", f"{long}two").rows

    assert row.kind == "changed"
    assert [one.is_changed for one in row.old] == [True]
