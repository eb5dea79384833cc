"""How hard a text is to read is told, with plainer words."""

from folkmoot.reckoning.texts import grouped
from folkmoot.reckoning.wording import reading_of

HARD = (
    "The commissioning partnership will facilitate the implementation of a holistic pathway "
    "in accordance with strategic priorities, notwithstanding that stakeholders may endeavour to "
    "ascertain additional methodological considerations regarding deliverables."
)
PLAIN = "We plan to move the lunch club. It may go to the new hall. Tell us what you think of it."


def test_words_of_offices_are_named_with_plainer_ones():
    reading = reading_of(HARD)

    assert reading.age is not None
    assert reading.age > 18
    assert dict(reading.heavy)["stakeholders"] == "people it touches"
    assert reading.long_sentences == [HARD]
    assert not reading.is_plain


def test_plain_text_is_plain():
    reading = reading_of(PLAIN)

    assert reading.age is not None
    assert reading.age <= 11
    assert reading.heavy == []
    assert reading.is_plain


def test_few_words_have_no_age():
    assert reading_of("Shall we?").age is None
    assert reading_of("").is_plain


def test_another_script_is_read_without_fault():
    assert reading_of("Ми хочемо знати, що ви думаєте про новий зал для громади.").words == 11


def test_texts_of_one_matter_stand_together():
    texts = {
        1: "The bus stops at five",
        2: "No buses after five, so nobody comes to the bus",
        3: "Rent is too dear",
        4: "The rent closed our hall",
        5: "More flowers",
    }

    found = {one.term: one.texts for one in grouped(texts)}

    assert found["bus"] == [1, 2]
    assert found["rent"] == [3, 4]
    assert 5 not in [key for keys in found.values() for key in keys]


def test_no_text_is_no_group():
    assert grouped({}) == []
