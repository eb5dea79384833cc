"""How forums are made up and recognised."""

from datetime import date
from itertools import product

import pytest

from folkmoot.rules.forums.composition import (
    Place,
    chair_sits_in_the_group,
    coordination_group,
    coordination_group_size_is_right,
)
from folkmoot.rules.forums.recognition import (
    forum_has_support_organisation,
    joint_forum_has_its_parents,
    local_forum_keeps_to_its_place,
    local_forums_are_as_many_as_fixed,
    recognised_route_has_agreement,
    system_forum_is_approved,
    task_group_has_its_parts,
)

SUS, VAST = "Support Staffordshire", "VAST"
BODIES = [SUS, VAST]
LOCAL = ["North", "Southwest", "Southeast"]


@pytest.mark.clause("staffs-5.8-composition")
@pytest.mark.parametrize(
    ("bodies", "size"),
    [
        (("Tamworth Together", "Stafford Carers", "Hanley Kitchen"), 5),
        ((SUS, "Stafford Carers", "Hanley Kitchen"), 4),
        ((SUS, SUS, "Hanley Kitchen"), 4),
        ((SUS, "Stafford Carers", VAST), 3),
        ((SUS, SUS, VAST), 3),
    ],
)
def test_body_whose_person_chairs_has_no_second_place(book, bodies, size):
    chairs = list(zip(("Asha Rowe", "Ben Oakes", "Cara Lunt"), bodies, strict=True))

    places = coordination_group(book, chairs=chairs, infrastructure=BODIES)

    assert len(places) == size
    assert [place.name for place in places[:3]] == ["Asha Rowe", "Ben Oakes", "Cara Lunt"]
    assert {place.body for place in places} >= set(BODIES)
    assert coordination_group_size_is_right(book, chairs=chairs, infrastructure=BODIES).holds


@pytest.mark.clause("staffs-5.8-composition")
def test_size_is_three_to_five_whoever_the_three_chairs_come_from(book):
    for bodies in product([SUS, VAST, "A", "B", "C"], repeat=3):
        chairs = [(f"chair {place}", body) for place, body in enumerate(bodies)]

        places = coordination_group(book, chairs=chairs, infrastructure=BODIES)

        assert len(places) == 3 + len(set(BODIES) - set(bodies))


def test_place_says_why_it_is_theirs_and_spelling_of_the_body_does_not_matter(book):
    chairs = [("Asha Rowe", "support  STAFFORDSHIRE"), ("Ben Oakes", "Stafford Carers")]

    assert coordination_group(book, chairs=chairs, infrastructure=BODIES) == [
        Place("Asha Rowe", "support  STAFFORDSHIRE", "chairs a local forum"),
        Place("Ben Oakes", "Stafford Carers", "chairs a local forum"),
        Place(VAST, VAST, "is an infrastructure organisation"),
    ]


def test_person_who_chairs_two_forums_has_one_place_and_the_size_shows_it(book):
    chairs = [("Asha Rowe", SUS), ("Asha Rowe", SUS), ("Cara Lunt", VAST)]

    finding = coordination_group_size_is_right(book, chairs=chairs, infrastructure=BODIES)

    assert (finding.holds, finding.code) == (False, "group-size-wrong")
    assert finding.facts == {"size": 2, "least": 3, "most": 5}


def test_chair_of_a_local_forum_sits_in_the_group_and_others_do_not(book):
    chairs = [("Asha Rowe", "Tamworth Together")]
    asked = {"chairs": chairs, "infrastructure": BODIES}

    assert chair_sits_in_the_group(book, person="Asha Rowe", **asked).holds
    assert not chair_sits_in_the_group(book, person="Dev Patel", **asked).holds


@pytest.mark.clause("staffs-5.2")
@pytest.mark.parametrize(("count", "holds"), [(0, False), (2, False), (3, True), (4, False)])
def test_local_forums_are_exactly_as_many_as_fixed(book, count, holds):
    assert local_forums_are_as_many_as_fixed(book, count=count).holds is holds


@pytest.mark.clause("staffs-5.3-remit")
def test_matter_beyond_a_forums_place_goes_to_the_group(book):
    own = ["Tamworth", "Lichfield"]
    assert local_forum_keeps_to_its_place(book, districts=["Tamworth"], own_districts=own).holds

    wider = local_forum_keeps_to_its_place(
        book, districts=["Tamworth", "Stafford"], own_districts=own
    )
    assert (wider.holds, wider.code) == (False, "outside-the-remit")
    assert wider.facts["outside"] == ["Stafford"]
    assert wider.by_whom == "the co-ordination group"


@pytest.mark.clause("staffs-5.5")
@pytest.mark.parametrize("left_out", [*LOCAL, "co-ordination group"])
def test_system_forum_needs_every_approval(book, left_out):
    every = [*LOCAL, "co-ordination group"]
    assert system_forum_is_approved(book, approvals=every, local_forums=LOCAL).holds

    some = [name for name in every if name != left_out]
    finding = system_forum_is_approved(book, approvals=some, local_forums=LOCAL)
    assert (finding.holds, finding.code) == (False, "system-forum-not-approved")
    assert finding.facts == {"missing": [left_out]}


@pytest.mark.clause("staffs-10.1")
@pytest.mark.parametrize(
    ("body", "holds"), [(SUS, True), (VAST, True), ("", False), ("Tamworth Together", False)]
)
def test_forum_is_supported_by_an_infrastructure_body(book, body, holds):
    assert forum_has_support_organisation(book, support_body=body).holds is holds


@pytest.mark.clause("staffs-1.2")
@pytest.mark.parametrize(
    ("fact", "missing"),
    [
        ("agreed_by", "who agreed"),
        ("agreed_on", "date"),
        ("scope", "scope"),
        ("review_on", "review date"),
    ],
)
def test_route_is_listed_only_with_a_whole_agreement(book, fact, missing):
    whole = {
        "agreed_by": "Co-ordination group",
        "agreed_on": date(2026, 3, 12),
        "scope": "Falls",
        "review_on": date(2027, 3, 12),
    }
    assert recognised_route_has_agreement(book, **whole).holds

    blank = "" if isinstance(whole[fact], str) else None
    finding = recognised_route_has_agreement(book, **whole | {fact: blank})
    assert finding.facts == {"missing": [missing]}


def test_task_group_needs_remit_parent_and_an_end_or_a_review(book):
    whole = {"remit": "Winter", "parent": "Southwest", "ends_on": None, "review_on": None}

    assert task_group_has_its_parts(book, **whole | {"ends_on": date(2026, 3, 31)}).holds
    assert task_group_has_its_parts(book, **whole | {"review_on": date(2026, 3, 31)}).holds
    assert task_group_has_its_parts(book, **whole | {"remit": ""}).facts == {
        "missing": ["remit", "end or review date"]
    }


def test_joint_forum_needs_two_parents_and_its_districts(book):
    south = ["Southwest", "Southeast"]
    assert joint_forum_has_its_parents(book, parents=south, districts=["Stafford"]).holds

    one = joint_forum_has_its_parents(book, parents=["Southwest"] * 2, districts=["Stafford"])
    bare = joint_forum_has_its_parents(book, parents=south, districts=[])
    assert (one.holds, one.code) == (False, "joint-forum-without-parents")
    assert (bare.holds, bare.code) == (False, "joint-forum-without-districts")
