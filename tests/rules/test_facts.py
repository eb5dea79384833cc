"""Facts typed in become what a rule asks for, or the one at fault is named."""

from datetime import UTC, date, datetime

import pytest

from folkmoot.rules.elections.ballots import ballot_is_in_time
from folkmoot.rules.elections.nominations import nomination_is_complete
from folkmoot.rules.elections.outcomes import most_votes_wins
from folkmoot.rules.facts import FactFault, facts_asked, typed_facts
from folkmoot.rules.forums.composition import coordination_group_size_is_right
from folkmoot.rules.index import RULES
from folkmoot.rules.membership.declaration import declaration_is_complete
from folkmoot.rules.offices.terms import term_is_no_longer_than_fixed

SIGNED = {"name": "Asha", "role": "Manager", "organisation": "TT", "has_authority": True}


def test_days_are_read_from_text():
    raw = {"starts_on": "2026-03-02", "ends_on": date(2029, 3, 2)}

    assert typed_facts(term_is_no_longer_than_fixed, raw) == {
        "starts_on": date(2026, 3, 2),
        "ends_on": date(2029, 3, 2),
    }


def test_moment_without_an_offset_is_on_a_clock_in_london():
    raw = {
        "opens_at": "2026-06-01T09:00",
        "closes_at": "2026-06-15T18:00+00:00",
        "at": "2026-06-02T09:00Z",
    }

    facts = typed_facts(ballot_is_in_time, raw)

    assert facts["opens_at"].astimezone(UTC) == datetime(2026, 6, 1, 8, tzinfo=UTC)
    assert facts["closes_at"] == datetime(2026, 6, 15, 18, tzinfo=UTC)


def test_lists_pairs_and_counts_are_read():
    assert typed_facts(nomination_is_complete, {"parts": ["a"]}) == {"parts": ["a"]}
    assert typed_facts(most_votes_wins, {"votes": {"A": 1}, "round": 1})["votes"] == {"A": 1}
    raw = {"chairs": [["Asha", "TT"]], "infrastructure": []}
    assert typed_facts(coordination_group_size_is_right, raw)["chairs"] == [("Asha", "TT")]


@pytest.mark.parametrize("given", [{}, {"signed_on": None}])
def test_fact_that_may_be_nothing_is_nothing_when_it_is_not_given(given):
    assert typed_facts(declaration_is_complete, SIGNED | given)["signed_on"] is None


@pytest.mark.parametrize(
    ("rule", "raw", "fact"),
    [
        (term_is_no_longer_than_fixed, {"starts_on": "2026-03-02"}, "ends_on"),
        (term_is_no_longer_than_fixed, {"starts_on": "2 March", "ends_on": "x"}, "starts_on"),
        (term_is_no_longer_than_fixed, {"starts_on": "2026-02-30", "ends_on": "x"}, "starts_on"),
        (term_is_no_longer_than_fixed, {"start": "2026-03-02"}, "start"),
        (declaration_is_complete, SIGNED | {"has_authority": "yes"}, "has_authority"),
        (declaration_is_complete, SIGNED | {"name": 3}, "name"),
        (nomination_is_complete, {"parts": "a"}, "parts"),
        (nomination_is_complete, {"parts": [1]}, "parts"),
        (most_votes_wins, {"votes": {"A": True}, "round": 1}, "votes"),
        (most_votes_wins, {"votes": [], "round": 1}, "votes"),
        (most_votes_wins, {"votes": {}, "round": True}, "round"),
        (coordination_group_size_is_right, {"chairs": [["A"]], "infrastructure": []}, "chairs"),
        (ballot_is_in_time, {"opens_at": 5, "closes_at": 5, "at": 5}, "opens_at"),
    ],
)
def test_fact_at_fault_is_named(rule, raw, fact):
    with pytest.raises(FactFault) as found:
        typed_facts(rule, raw)

    assert found.value.fact == fact
    assert str(found.value).startswith(f"{fact}: ")


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_says_in_words_what_it_asks(name):
    asked = facts_asked(RULES[name])

    assert asked
    assert all(asked.values())
