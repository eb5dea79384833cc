"""Groups of opinion are shown where they are, and not where shuffled votes would give them too."""

import csv
from collections import Counter

import numpy as np
import pytest

from folkmoot.reckoning.opinions import opinion_map, ranked
from folkmoot.reckoning.opinions.clusters import adjusted_rand
from tests.reckoning.worlds import planted, shuffled


def test_planted_groups_are_found_and_shuffled_votes_refused():
    found = Counter(opinion_map(planted(seed)[0], seed=seed).verdict for seed in range(30))
    noise = Counter(opinion_map(shuffled(seed), seed=seed).verdict for seed in range(60))

    assert found["groups"] >= 28
    assert noise["groups"] <= 3


def test_groups_found_are_the_groups_planted():
    votes, groups = planted(3, people=90, statements=30)

    found = opinion_map(votes)

    labels = np.zeros(90, dtype=np.intp)
    for at, group in enumerate(found.groups):
        labels[group.members] = at
    assert found.verdict == "groups"
    assert adjusted_rand(labels, groups) > 0.9
    statement, inside, outside = found.groups[0].marks[0]
    assert 0 <= statement < 30
    assert abs(inside - outside) > 0.5


def test_one_gradual_opinion_is_not_two_groups():
    rng = np.random.default_rng(4)
    leaning, turn = rng.standard_normal(80), rng.standard_normal(20)
    votes = np.sign(np.outer(leaning, np.ones(20)) + turn + rng.standard_normal((80, 20)))

    found = opinion_map(votes)

    assert found.chance is not None
    assert found.chance < 0.05
    assert found.verdict == "one-cloud"


def test_same_votes_give_the_same_map():
    votes, _ = planted(7)

    assert opinion_map(votes) == opinion_map(votes)


def test_nine_people_are_too_few():
    assert opinion_map(planted(1, people=9)[0]).verdict == "too-few"


def test_votes_of_nobody_and_on_nothing_are_too_few():
    assert opinion_map(np.full((40, 12), np.nan)).verdict == "too-few"
    assert opinion_map(np.empty((0, 5))).verdict == "too-few"


def test_who_saw_few_statements_is_not_placed():
    votes, _ = planted(2)
    votes[0, 6:] = np.nan

    assert 0 not in opinion_map(votes).placed


def test_everybody_of_one_mind_is_no_group():
    assert opinion_map(np.ones((60, 12))).verdict != "groups"


def test_statement_of_quiet_and_loud_alike_stands_before_one_of_the_loud_alone():
    small, large = np.arange(60) < 10, np.arange(60) >= 10
    votes = np.full((60, 2), 1.0)
    votes[small, 0] = -1  # all 50 large agree, no small one
    votes[large, 1] = np.tile([1, 1, 1, 1, -1], 10)  # 40 of 50 large, and all small

    order = ranked(votes, {"small": small, "large": large})

    assert [one.statement for one in order] == [1, 0]
    assert order[1].lowest == "small"
    assert order[1].disagree is not None
    assert order[1].disagree.share == pytest.approx(10 / 60)


def test_group_too_small_does_not_speak_for_a_statement():
    votes = np.ones((4, 1))

    assert ranked(votes, {"small": np.ones(4, dtype=bool)})[0].floor is None


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("london.youth.policing", "by-chance"),
        ("scoop-hivemind.affordable-housing", "one-cloud"),
        ("bg2050-volunteers", "groups"),
    ],
)
def test_verdict_on_real_deliberations(name, verdict, shared):
    votes = read_votes(shared / "data" / "deliberation" / name / "votes.csv")

    assert opinion_map(votes).verdict == verdict


@pytest.mark.shared
def test_deliberation_on_the_edge_is_told_by_its_stability(shared):
    votes = read_votes(shared / "data" / "deliberation" / "brexit-consensus" / "votes.csv")

    found = opinion_map(votes, every_test=True)

    assert found.chance == pytest.approx(1 / 200)
    assert found.stability == pytest.approx(0.6, abs=0.03)


def read_votes(path) -> np.ndarray:
    """Read a Polis export; of two votes on the same statement the last counts."""
    cast = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cast[int(row["voter-id"]), int(row["comment-id"])] = int(row["vote"])
    people = {key: at for at, key in enumerate(sorted({person for person, _ in cast}))}
    statements = {key: at for at, key in enumerate(sorted({one for _, one in cast}))}
    votes = np.full((len(people), len(statements)), np.nan)
    for (person, statement), vote in cast.items():
        votes[people[person], statements[statement]] = vote
    return votes
