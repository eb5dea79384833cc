"""The register of representatives: who is in which seat, how they came to it, and what is missing."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.body.organisations.models import Working
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.seats.actions.circulate import circulate
from folkmoot.proceedings.seats.actions.putting import put_in_seat, settle_forums
from folkmoot.proceedings.seats.actions.seats import add_seat
from folkmoot.proceedings.seats.models import Answering, Holding
from folkmoot.proceedings.seats.queries.duties import obligations_of_seats
from folkmoot.proceedings.seats.queries.fit import fits
from folkmoot.proceedings.seats.queries.spread import levels, spread
from folkmoot.proceedings.seats.queries.standing import standing_of, standings
from folkmoot.rules.findings import Refusal
from tests.factories import (
    AdoptionFactory,
    AreaFactory,
    ForumFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.proceedings.decisions.factories import MotionFactory
from tests.proceedings.meetings.factories import a_gathering
from tests.proceedings.seats.factories import (
    HoldingFactory,
    OutsideBodyFactory,
    SeatFactory,
    a_seat_of,
)
from tests.signing_in import browser

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 4, 20, 10, tzinfo=UTC)
TODAY = date(2026, 4, 20)
SECRET = "JBSWY3DPEHPK3PXP"
POPOLO = Path(__file__).parents[4] / "shared/data/standards/popolo"


@pytest.fixture
def gathering():
    return a_gathering()


@pytest.fixture(autouse=True)
def on_that_day(time_machine):
    time_machine.move_to(NOW, tick=False)


def put(seat, by, **other):
    given = {
        "holder_name": "Ada Interim", "holder_email": "", "organisation": OrganisationFactory(),
        "role": "holder", "arrived": "group", "is_interim": False,
        "authority": "The co-ordination group, 3 March", "from_on": TODAY, "ends_on": None,
        "term": "n/a", "target_on": None, "coverage": "", "by": by, "at": NOW,
    }  # fmt: skip
    return put_in_seat(seat=seat, **given | other)


def page(gathering, name="seats", **more):
    """Open a page as anybody may; the queue as the chair, whom it is for."""
    url = reverse(f"seats:{name}", kwargs={"assembly": gathering.forum.assembly.slug, **more})
    return browser(gathering.chair if name == "queue" else None).get(url)


# What is in the register


@pytest.mark.clause("staffs-appC-register")
def test_register_shows_group_seat_person_body_method_forum_and_term(gathering):
    seat = a_seat_of(gathering.forum, title="Sector partner")
    holding = HoldingFactory(seat=seat, holder_name="Ines Vale")

    text = page(gathering).content.decode()

    for said in (
        *("Board", seat.body.name, "Sector partner", "Ines Vale", holding.organisation.name),
        *("Elected by a forum", gathering.forum.name, "2025 to", "April 2028"),
    ):
        assert said in text, said


@pytest.mark.clause("staffs-appC-vacant")
def test_a_seat_without_a_holder_is_vacant_for_so_many_days(gathering):
    seat = a_seat_of(gathering.forum, vacant_since=TODAY - timedelta(days=41))

    found = standing_of(seat, on=TODAY)
    text = page(gathering, "seat", reference=seat.reference).content.decode()

    assert (found.state, found.days_vacant) == ("vacant", 41)
    assert "Nobody speaks for the sector here" in text
    assert "The chair asks the forum for nominations" in text


@pytest.mark.clause("staffs-appC-interim", "staffs-9.1-elected-only")
def test_an_interim_never_counts_as_elected_and_has_a_day_to_end(gathering):
    seat = a_seat_of(gathering.forum)

    with pytest.raises(Refusal) as refused:
        put(seat, gathering.officer, is_interim=True)
    put(seat, gathering.officer, is_interim=True, target_on=TODAY + timedelta(days=90))

    assert refused.value.code == "interim-without-a-day"
    found = standing_of(seat, on=TODAY)
    assert found.state == "interim"
    assert [one.holder_name for one in found.exceptions] == ["Ada Interim"]
    due = [one for one in obligations_of_seats(seat.assembly, on=TODAY) if "interim" in one.what]
    assert [one.due_on for one in due] == [TODAY + timedelta(days=90)]


@pytest.mark.clause("staffs-9.1-elected-only", "staffs-appC-method")
def test_another_way_than_an_election_shows_as_an_exception_with_its_authority(gathering):
    seat = a_seat_of(gathering.forum)

    with pytest.raises(Refusal) as elected:
        put(seat, gathering.officer, arrived="elected")
    with pytest.raises(Refusal) as without:
        put(seat, gathering.officer, authority="")
    put(seat, gathering.officer)

    assert elected.value.clause is not None
    assert without.value.clause is not None
    text = page(gathering, "exceptions").content.decode()
    assert "Ada Interim" in text
    assert "The co-ordination group, 3 March" in text
    assert "came to it: appointed by the co-ordination group" in " ".join(
        page(gathering).content.decode().split()
    )


@pytest.mark.clause("staffs-appC-terms")
def test_a_term_that_is_over_lapses_and_does_not_apply_is_not_unknown(gathering):
    lapsed, timeless, unknown = (a_seat_of(gathering.forum) for _ in range(3))
    HoldingFactory(seat=lapsed, ends_on=TODAY - timedelta(days=1), from_on=date(2023, 4, 1))
    HoldingFactory(seat=timeless, term="n/a", ends_on=None)
    HoldingFactory(seat=unknown, term="unknown", ends_on=None, from_on=None)

    text = page(gathering).content.decode()

    assert standing_of(lapsed, on=TODAY).state == "lapsed"
    assert "does not apply" in text
    assert "not known" in text


@pytest.mark.clause("staffs-appC-terms")
def test_the_end_of_a_term_is_due_half_a_year_ahead(gathering):
    near, far = (a_seat_of(gathering.forum) for _ in range(2))
    HoldingFactory(seat=near, ends_on=TODAY + timedelta(days=100))
    HoldingFactory(seat=far, ends_on=TODAY + timedelta(days=300))

    due = [one for one in obligations_of_seats(near.assembly, on=TODAY) if "term ends" in one.what]

    assert [one.due_on for one in due] == [TODAY + timedelta(days=99)]


@pytest.mark.clause("staffs-appC-coverage")
def test_a_holder_may_cover_a_part_and_a_seat_answer_to_two_forums(gathering):
    other = ForumFactory(assembly=gathering.forum.assembly, name="The north")
    seat = a_seat_of(gathering.forum, places=2)
    Answering.objects.create(seat=seat, forum=other)
    HoldingFactory(seat=seat, coverage="The south only")

    text = page(gathering).content.decode()

    assert "The south only" in text
    assert gathering.forum.name in text
    assert "The north" in text
    assert "1 place is free" in text


@pytest.mark.clause("staffs-appC-concentration")
def test_many_places_in_few_hands_are_pointed_out(gathering):
    support = OrganisationFactory(name="Support Anyshire")
    for _ in range(2):
        HoldingFactory(seat=a_seat_of(gathering.forum), organisation=support)
    for _ in range(2):
        HoldingFactory(seat=a_seat_of(gathering.forum))

    assembly = gathering.forum.assembly
    found = spread(assembly, standings(assembly, on=TODAY), on=TODAY)

    assert (found.places, found.bodies[0].places, found.bodies[0].per_cent) == (4, 2, 50)
    assert [one.name for one in found.warned] == ["Support Anyshire"]
    assert "Support Anyshire" in page(gathering, "spread").content.decode()


@pytest.mark.clause("staffs-appC-concentration")
def test_a_third_of_the_places_is_not_above_a_third(gathering):
    for _ in range(3):
        HoldingFactory(seat=a_seat_of(gathering.forum))

    assembly = gathering.forum.assembly
    assert spread(assembly, standings(assembly, on=TODAY), on=TODAY).warned == []


@pytest.mark.clause("staffs-appC-open-assembly")
def test_whoever_applies_to_an_open_body_takes_part_and_has_no_mandate(gathering):
    seat = a_seat_of(gathering.forum, capacity="unlimited", places=None, method="open")
    HoldingFactory(seat=seat, holder_name="Named Representative")
    member = gathering.member(3)
    client = browser(member.person)
    url = reverse(
        "seats:apply", kwargs={"assembly": seat.assembly.slug, "reference": seat.reference}
    )

    response = client.post(url, {"sure": "on"})

    assert response.status_code == 302, response.content.decode()[-3000:]
    found = standing_of(seat, on=TODAY)
    assert [one.organisation for one in found.applicants] == [member.organisation]
    assert [one.holder_name for one in found.holders] == ["Named Representative"]


@pytest.mark.clause("staffs-D2.5")
def test_a_seat_without_a_deputy_says_so(gathering):
    seat = a_seat_of(gathering.forum)
    HoldingFactory(seat=seat)
    assert "no deputy is named" in page(gathering).content.decode()

    HoldingFactory(seat=seat, role="deputy", holder_name="Dee Deputy")

    assert "no deputy is named" not in page(gathering).content.decode()
    assert "Dee Deputy" in page(gathering, "seat", reference=seat.reference).content.decode()


# Keeping it


@pytest.mark.clause("staffs-9.2")
def test_a_seat_without_a_forum_waits_until_the_group_says_which(gathering):
    assembly = gathering.forum.assembly
    body = OutsideBodyFactory(assembly=assembly)
    seat = add_seat(
        body=body, title="New", places=1, method="elected", role="-", by=gathering.officer, at=NOW
    )
    assert body.name in page(gathering, "queue").content.decode()

    with pytest.raises(Refusal):
        settle_forums(
            seat=seat, forums=[gathering.forum], motion="", because="", by=PersonFactory(), at=NOW
        )
    group = ForumFactory(assembly=assembly, kind="co-ordination")
    motion = MotionFactory(
        item__meeting__forum=group, outcome="carried", decided_at=NOW, question="It elects."
    )
    settle_forums(
        seat=seat, forums=[gathering.forum], motion=motion.reference, because="They are nearest.",
        by=gathering.officer, at=NOW,
    )  # fmt: skip

    assert [one.name for one in standing_of(seat, on=TODAY).forums] == [gathering.forum.name]
    assert body.name not in page(gathering, "queue").content.decode()


@pytest.mark.clause("staffs-9.1-circulate")
def test_the_register_goes_to_all_members_with_what_changed(gathering):
    seat = a_seat_of(gathering.forum)
    put(seat, gathering.officer)
    assembly = gathering.forum.assembly
    Letter.objects.all().delete()

    sent = circulate(assembly=assembly, by=gathering.officer, at=NOW)

    people = {member.person for member in gathering.members}
    assert set(Letter.objects.values_list("to", flat=True)) >= {one.pk for one in people}
    assert sent.change == f"{seat.body.name}: a new representative"
    assert "20 April 2026" in page(gathering).content.decode()
    due = [one for one in obligations_of_seats(assembly, on=TODAY) if "register" in one.what]
    assert [one.due_on for one in due] == [date(2026, 7, 20)]


@pytest.mark.clause("wychavon-no-extra-places")
def test_a_full_table_takes_a_new_seat_only_for_one_that_goes(gathering):
    assembly = gathering.forum.assembly
    AdoptionFactory(assembly=assembly, document="wychavon-lsp", version="1", is_agreement=False)
    body = OutsideBodyFactory(assembly=assembly, seat_cap=2)
    given = {"places": 1, "method": "elected", "role": "-", "by": gathering.officer, "at": NOW}
    first = add_seat(body=body, title="One", **given)
    add_seat(body=body, title="Two", **given)

    with pytest.raises(Refusal) as refused:
        add_seat(body=body, title="Three", **given)
    third = add_seat(body=body, title="Three", replaces=first, **given)

    assert refused.value.clause is not None
    assert refused.value.clause.document == "wychavon-lsp"
    first.refresh_from_db()
    assert first.closed_on == TODAY
    assert third.places == 1


@pytest.mark.clause("wychavon-option-1")
def test_a_seat_by_nomination_says_on_which_links_it_rests(gathering):
    assembly = gathering.forum.assembly
    body = OutsideBodyFactory(assembly=assembly)
    given = {"title": "Support body", "places": 1, "method": "nominated", "role": "-"}
    with pytest.raises(Refusal):
        add_seat(body=body, by=gathering.officer, at=NOW, **given)

    seat = add_seat(
        body=body, by=gathering.officer, at=NOW, relies_on="Two open evenings a year.", **given
    )
    text = page(gathering, "seat", reference=seat.reference).content.decode()

    assert "ominated by a support body" in text
    assert "Two open evenings a year." in text


@pytest.mark.clause("wychavon-local-test")
def test_holders_are_held_against_where_they_are_based_and_work(gathering):
    assembly = gathering.forum.assembly
    AdoptionFactory(assembly=assembly, document="wychavon-lsp", version="1", is_agreement=False)
    here, away = AreaFactory(name="Here"), AreaFactory(name="Away")
    assembly.areas.add(here)
    local, far, untold = (OrganisationFactory() for _ in range(3))
    for body, places in (
        (local, [(here, "base"), (here, "works")]),
        (far, [(away, "base"), (away, "works")]),
    ):
        for area, kind in places:
            Working.objects.create(organisation=body, area=area, kind=kind)
    for body in (local, far, untold):
        HoldingFactory(seat=a_seat_of(gathering.forum), organisation=body)

    found = {
        one.holding.organisation: one
        for one in fits(assembly, standings(assembly, on=TODAY), on=TODAY)
    }

    assert found[local].is_based_here is True
    assert found[local].fails is False
    assert found[far].fails is True
    assert found[untold].is_based_here is None
    assert far.name in page(gathering, "local").content.decode()


@pytest.mark.clause("dorset-vcsa-levels")
def test_every_level_is_told_those_without_a_place_too(gathering):
    assembly = gathering.forum.assembly
    for level in ("street", "county"):
        body = OutsideBodyFactory(assembly=assembly, level=level)
        HoldingFactory(seat=SeatFactory(body=body))

    found = {one.level: one for one in levels(assembly, standings(assembly, on=TODAY))}

    assert list(found) == ["street", "neighbourhood", "place", "county"]
    assert [level for level, one in found.items() if one.is_absent] == ["neighbourhood", "place"]
    assert page(gathering, "levels").status_code == 200


@pytest.mark.clause("dorset-vcsa-partner-types")
def test_a_body_shows_which_types_of_partner_sit_there(gathering):
    body = OutsideBodyFactory(assembly=gathering.forum.assembly, partner_type="private")
    TOTP.activate(gathering.officer, SECRET)
    officer = browser(gathering.officer)
    url = reverse("seats:table", kwargs={"assembly": body.assembly.slug, "body": body.slug})
    asked = officer.get(url).content.decode()
    for label in (
        "NHS",
        "ocal authority",
        "ire and rescue",
        "mbulance",
        "ealthwatch",
        "atient",
        "rivate",
    ):
        assert label in asked, label

    posted = {"places_nhs": "4", "places_private": "1", "places_vcs": "1", "source": "Its list"}
    response = officer.post(url, posted)

    assert response.status_code == 302, response.content.decode()[-3000:]
    text = page(gathering, "body", body=body.slug).content.decode()
    assert "NHS" in text
    assert "rivate sector" in text


# Others read it


@pytest.mark.clause("staffs-2.2")
def test_a_board_may_look_up_who_speaks_for_the_sector_and_who_does_not(gathering):
    seat = a_seat_of(gathering.forum)
    holding = HoldingFactory(seat=seat, holder_name="Ines Vale", elected_by=gathering.forum)
    assert (
        "Ines Vale speaks for the sector here"
        in page(gathering, "seat", reference=seat.reference).content.decode()
    )

    Holding.objects.filter(pk=holding.pk).update(ends_on=TODAY)

    text = page(gathering, "seat", reference=seat.reference).content.decode()
    assert "speaks for the sector here" not in text.replace("Nobody speaks for the sector here", "")


def test_register_is_popolo(gathering):
    seat = a_seat_of(gathering.forum)
    HoldingFactory(seat=seat)
    HoldingFactory(seat=seat, role="deputy", person=None, holder_name="Дана Ünal")
    told = json.loads(page(gathering, "popolo").content)

    assert {len(told[word]) for word in ("posts",)} == {1}
    assert [one["role"] for one in told["memberships"]] == ["Holder", "Deputy"] or len(
        told["memberships"]
    ) == 2
    ids = {one["id"] for one in told["organizations"]}
    for one in told["memberships"]:
        assert one["organization_id"] in ids
        assert one["on_behalf_of_id"] in ids
        assert one["person_id"] in {person["id"] for person in told["persons"]}


TYPES = {
    "string": str, "null": type(None), "object": dict, "array": list, "integer": int,
    "boolean": bool, "number": (int, float),
}  # fmt: skip


def faults_of(told: dict, schema: dict) -> list[str]:
    """Hold an object against a draft-03 schema: what is required, of what type, in what pattern."""
    found = []
    for name, asked in schema["properties"].items():
        if name not in told:
            found += [f"{name} is missing"] if asked.get("required") else []
            continue
        types = asked.get("type", [])
        allowed = [types] if isinstance(types, str) else types
        value = told[name]
        if allowed and not any(isinstance(value, TYPES[one]) for one in allowed):
            found.append(f"{name} is no {allowed}: {value!r}")
        pattern = asked.get("pattern")
        if pattern and isinstance(value, str) and not re.search(pattern, value):
            found.append(f"{name} is not like {pattern}: {value!r}")
    return found


@pytest.mark.skipif(not POPOLO.exists(), reason="the Popolo schemas are not beside this copy")
@pytest.mark.parametrize(
    ("word", "file"),
    [
        ("organizations", "organization"),
        ("posts", "post"),
        ("persons", "person"),
        ("memberships", "membership"),
    ],
)
def test_popolo_is_as_its_schemas_say(gathering, word, file):
    seat = a_seat_of(gathering.forum)
    HoldingFactory(seat=seat)
    HoldingFactory(seat=a_seat_of(gathering.forum), term="n/a", ends_on=None, from_on=None)
    schema = json.loads((POPOLO / f"{file}.json").read_text(encoding="utf-8"))
    told = json.loads(page(gathering, "popolo").content)[word]

    assert len(told) >= 2
    assert [fault for one in told for fault in faults_of(one, schema)] == []
    assert faults_of({"id": 3}, schema)


def test_no_page_of_the_register_asks_more_for_more_seats(gathering, django_assert_max_num_queries):
    for _ in range(3):
        HoldingFactory(seat=a_seat_of(gathering.forum))

    def asked(name):
        with CaptureQueriesContext(connection) as found:
            assert page(gathering, name).status_code == 200
        return len(found)

    names = (
        "seats",
        "spread",
        "parity",
        "levels",
        "exceptions",
        "local",
        "bodies",
        "queue",
        "popolo",
        "register_csv",
    )
    for name in names:
        page(gathering, name)
    few = {name: asked(name) for name in names}
    for _ in range(7):
        HoldingFactory(seat=a_seat_of(gathering.forum))
    many = {name: asked(name) for name in names}

    assert many == few
    assert max(many.values()) <= 30
