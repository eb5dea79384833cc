"""What fits, how well, and why."""

import pytest

from folkmoot.reckoning.matching import Profile, match, terms


def of(**kinds: str) -> Profile:
    return Profile(**{kind: terms(said) for kind, said in kinds.items()})


def test_all_that_is_asked_is_a_whole_fit():
    found = match(
        of(skills="minutes", places="Lichmere"), of(skills="Minutes, law", places="lichmere")
    )

    assert found.fit == pytest.approx(1.0)
    assert found.shared == {"skills": ["minutes"], "places": ["lichmere"]}
    assert found.missing == {}


def test_a_skill_fits_one_that_shares_a_word_and_a_place_does_not():
    wanted = of(skills="taking minutes", places="north lichmere")
    found = match(wanted, of(skills="minutes", places="lichmere"))

    assert found.shared == {"skills": ["taking minutes"]}
    assert found.missing == {"places": ["north lichmere"]}


def test_what_nobody_asked_for_counts_for_nothing():
    assert match(of(themes="housing"), of(skills="law")).fit == 0
    assert match(Profile(), of(skills="law")).fit == 0


def test_what_one_can_do_counts_more_than_when_one_is_free():
    wanted = of(skills="law", times="days")

    assert match(wanted, of(skills="law")).fit > match(wanted, of(times="days")).fit


@pytest.mark.parametrize(
    ("said", "named"), [("", set()), (" , ;\n", set()), ("日本語, Ünïcode", {"日本語", "unicode"})]
)
def test_terms_of_any_script_are_parted_and_folded(said, named):
    assert terms(said) == named
