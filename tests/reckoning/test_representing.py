"""Options tried on a register: what must come out of registers small enough to work out by hand."""

import numpy as np
import pytest

from folkmoot.reckoning.representing import Assumptions, Chooses, Option, Sector, appraise, left_out

MICRO, LARGE, UNKNOWN = 0, 3, 5


def a_sector(sizes, places, themes=None, based=None) -> Sector:
    """A register given by the place, and where wanted the theme, of each organisation."""
    count = len(sizes)
    codes = np.eye(max(places) + 1, dtype=bool)[places]
    known = np.full(count, -1, dtype=np.int8)
    return Sector(
        sizes=np.array(sizes, dtype=np.int8),
        places=codes,
        themes=np.zeros((count, 0), dtype=bool)
        if themes is None
        else np.eye(max(themes) + 1, dtype=bool)[themes],
        communities=np.zeros((count, 0), dtype=bool),
        based=known if based is None else np.array(based, dtype=np.int8),
        works=known,
    )


def all_of(sector: Sector, places: int, manner: str = "drawn", letter: str = "A") -> Option:
    everybody = np.ones(len(sector), dtype=bool)
    return Option(letter=letter, chooses=[Chooses(members=everybody, places=places, manner=manner)])


def only(sector: Sector, *rows: int, letter: str = "A", manner: str = "appointed") -> Option:
    members = np.zeros(len(sector), dtype=bool)
    members[list(rows)] = True
    return Option(
        letter=letter, chooses=[Chooses(members=members, places=len(rows), manner=manner)]
    )


def tried(sector, option, **given):
    given = {"seed": 1, "draws": 200, "with_swings": False, **given}
    return appraise(sector, [option], **given).tried[0]


def test_those_who_are_certain_to_be_chosen_cover_what_they_cover():
    sector = a_sector([MICRO] * 4, places=[0, 0, 1, 2])

    found = tried(sector, only(sector, 0))

    assert found.measures["place"].mean == 0.5
    assert found.measures["place"].low == found.measures["place"].high == 0.5
    assert found.measures["micro"].mean == 0.5


def test_every_place_is_covered_where_each_has_somebody():
    sector = a_sector([MICRO] * 4, places=[0, 0, 1, 2])

    assert tried(sector, only(sector, 0, 2, 3)).measures["place"].mean == 1.0


def test_a_draw_of_one_reaches_as_many_as_chance_says():
    """Of ten in two equal places, one chosen covers half, whoever it is."""
    sector = a_sector([MICRO] * 10, places=[0] * 5 + [1] * 5)

    found = tried(sector, all_of(sector, 1))

    assert found.measures["place"].mean == 0.5


def test_large_bodies_win_more_often_under_the_usual_assumption():
    """One large among seven micro: three steps up, eight times as likely as each, so 8 of 15."""
    sector = a_sector([MICRO] * 7 + [LARGE], places=[0] * 7 + [1])
    option = all_of(sector, 1, manner="elected")

    usual = tried(sector, option, draws=4000)
    level = tried(sector, option, draws=4000, assumptions=Assumptions(tilt=0.0))

    # Whoever is chosen, "size" is the share of organisations of the same size as somebody chosen.
    assert usual.measures["size"].mean == pytest.approx(
        (8 / 15) * (1 / 8) + (7 / 15) * (7 / 8), abs=0.02
    )
    assert level.measures["size"].mean == pytest.approx(
        (1 / 8) * (1 / 8) + (7 / 8) * (7 / 8), abs=0.02
    )


def test_one_seed_gives_one_result_and_another_another():
    sector = a_sector([MICRO, MICRO, LARGE, UNKNOWN] * 5, places=[0, 1, 2, 3] * 5)
    options = [all_of(sector, 3), only(sector, 0, 1, letter="B")]

    first, again, other = (appraise(sector, options, seed=seed, draws=100) for seed in (7, 7, 8))

    assert first.digest() == again.digest()
    assert first.digest() != other.digest()


def test_what_nobody_knows_is_not_told_as_nothing():
    unknown = a_sector([MICRO] * 3, places=[0, 1, 2])
    known = a_sector([MICRO] * 3, places=[0, 1, 2], based=[1, 0, -1])

    assert "based" not in tried(unknown, only(unknown, 0, 1)).measures
    assert tried(known, only(known, 0, 1, 2)).measures["based"].mean == 0.5
    assert "theme" not in tried(unknown, only(unknown, 0)).measures


def test_groups_of_unknown_size_count_as_micro_unless_that_is_changed():
    sector = a_sector([UNKNOWN, MICRO], places=[0, 1])
    option = only(sector, 1)

    assert tried(sector, option).measures["micro"].mean == 0.5
    assert (
        tried(sector, option, assumptions=Assumptions(unknown_is_micro=False))
        .measures["micro"]
        .mean
        == 1.0
    )


def test_within_reach_by_place_and_theme_is_narrower_than_by_either():
    sector = a_sector([MICRO] * 3, places=[0, 0, 1], themes=[0, 1, 0])
    option = only(sector, 0)

    assert tried(sector, option).measures["micro"].mean == 1.0
    assert tried(sector, option, assumptions=Assumptions(reach="both")).measures[
        "micro"
    ].mean == pytest.approx(1 / 3)


def test_those_in_no_constituency_and_those_in_several_are_counted():
    sector = a_sector([MICRO] * 4, places=[0, 0, 1, 2])
    first, second = np.array([1, 1, 0, 0], bool), np.array([0, 1, 1, 0], bool)
    option = Option(
        letter="A",
        chooses=[
            Chooses(members=first, places=1, manner="elected"),
            Chooses(members=second, places=1, manner="elected"),
        ],
    )

    assert left_out(sector, [option]) == {"A": (1, 1)}


def test_an_option_that_seats_nobody_is_refused():
    sector = a_sector([MICRO] * 2, places=[0, 1])

    with pytest.raises(ValueError, match="seats nobody"):
        tried(sector, all_of(sector, 0))


def test_no_more_are_seated_than_there_are():
    sector = a_sector([MICRO] * 2, places=[0, 1])

    assert tried(sector, all_of(sector, 9)).places == 2


def test_swings_tell_each_assumption_for_each_option():
    sector = a_sector([MICRO, LARGE] * 4, places=[0, 1, 2, 3] * 2)
    results = appraise(sector, [all_of(sector, 2), only(sector, 0, letter="B")], seed=3, draws=100)

    assert len(results.swings) == 4 * 2
    assert {swing.letter for swing in results.swings} == {"A", "B"}
