"""A printed table of representatives comes into the register as it stands, every state a state."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from folkmoot.body.organisations.models import SupportBody
from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.seats.actions.table import import_seats
from folkmoot.proceedings.seats.forms.table import NoTable, read_table
from folkmoot.proceedings.seats.models import Holding, OutsideBody, Seat
from folkmoot.proceedings.seats.queries.register import named_places, register
from folkmoot.proceedings.seats.queries.spread import spread
from folkmoot.reckoning.registers.printed import placeholders
from folkmoot.rules.findings import Refusal
from tests.factories import AdoptionFactory, ForumFactory, OrganisationFactory, PostFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 6, 3, 9, tzinfo=UTC)
THEN = date(2024, 6, 3)
SOURCE = Path(__file__).parents[4] / "shared/sources/004_92c8cd061586f4a2.txt"
REAL = pytest.mark.skipif(
    not SOURCE.is_file(), reason="the Staffordshire agreement lies in ../shared, which is not here"
)
HEAD = "\tName of representative\tElected or appointed\tTerm of office\n"
TABLE = (
    "Care portfolios" + HEAD
    + "Hearts\tAda Quill (SB) Ben Roe (NB)\tAppointed by the Board\tn/a\n"
    + "Lungs\t<i>Cy Vane (SB)</i> <i>interim</i> - south only\tElected Breathing Forum\tТВС\n"
    + "Teeth\tТВС\tElected TBC\tТВС\n"
    + "Place boards" + HEAD
    + "Hill\tDee Ash (NB) interim\tElected Hill Forum\tTBC\n"
    + "Programmes" + HEAD
    + "Money\tAda Quill (SB)\tAppointed Co-ordination Group\t2022-2025\n"
    + "People\tBen Roe (NB)\tAppointed Co-ordination Group Nb. open to unlimited people\t2023-26\n"
)  # fmt: skip


@pytest.fixture
def assembly():
    adoption = AdoptionFactory()
    for short, name in (("SB", "South Body"), ("NB", "North Body")):
        body = OrganisationFactory(name=name)
        SupportBody.objects.create(assembly=adoption.assembly, organisation=body, short_name=short)
    ForumFactory(assembly=adoption.assembly, name="Breathing Forum")
    ForumFactory(assembly=adoption.assembly, name="Hill Forum")
    return adoption.assembly


def brought(assembly, text=TABLE, **given):
    facts = {"source": "the table", "by": None, "at": NOW}
    return import_seats(assembly=assembly, table=read_table(text), **(facts | given))


@pytest.mark.clause("staffs-appC-vacant", "staffs-appC-interim", "staffs-appC-terms")
def test_every_state_of_the_table_is_a_state_of_the_register(assembly):
    brought(assembly)

    states = {one.seat.body.name: one.state for one in register(assembly, on=THEN)}
    assert states == {
        "Hearts": "held", "Lungs": "interim", "Teeth": "vacant", "Hill": "interim",
        "Money": "held", "People": "held",
    }  # fmt: skip
    terms = {one.seat.body.name: one.term for one in Holding.objects.select_related("seat__body")}
    assert (terms["Hearts"], terms["Lungs"], terms["Money"]) == ("n/a", "unknown", "dated")
    entry = Entry.objects.get(kind="TableRead")
    assert (entry.facts["seats"], entry.facts["holders"], entry.facts["vacant"]) == (6, 6, 1)


@pytest.mark.clause("staffs-appC-terms")
def test_seat_whose_term_is_over_has_lapsed(assembly):
    brought(assembly)

    states = {one.seat.body.name: one.state for one in register(assembly, on=date(2026, 1, 1))}
    before = {one.seat.body.name: one.state for one in register(assembly, on=date(2025, 12, 31))}
    assert (before["Money"], states["Money"]) == ("held", "lapsed")
    assert states["Hearts"] == "held"


@pytest.mark.clause("staffs-appC-coverage", "staffs-appC-open-assembly", "staffs-appC-method")
def test_parts_covered_places_without_number_and_ways_of_arriving_are_kept(assembly):
    brought(assembly)

    seats = {seat.body.name: seat for seat in Seat.objects.select_related("body")}
    assert Holding.objects.get(seat=seats["Lungs"]).coverage == "south only"
    assert (seats["People"].capacity, seats["People"].places) == ("unlimited", None)
    assert (seats["Hearts"].capacity, seats["Hearts"].places) == ("counted", 2)
    hearts = Holding.objects.filter(seat=seats["Hearts"])
    assert {one.arrived for one in hearts} == {"body"}
    assert {one.authority for one in hearts} == {"Board"}
    lungs = Holding.objects.get(seat=seats["Lungs"])
    assert (seats["Lungs"].method, lungs.arrived, lungs.is_interim) == ("elected", "unknown", True)
    assert [one.forum.name for one in seats["Lungs"].answering.all()] == ["Breathing Forum"]
    assert seats["Teeth"].forums_to_be_confirmed


def test_table_brought_in_twice_changes_nothing_the_second_time(assembly):
    brought(assembly)
    before = list(Holding.objects.order_by("pk").values())

    report = brought(assembly)

    assert report.count("unchanged") == 6
    assert list(Holding.objects.order_by("pk").values()) == before
    assert Entry.objects.filter(kind="TableRead").count() == 1


def test_trial_keeps_nothing(assembly):
    report = brought(assembly, is_trial=True)

    assert report.count("added") == 6
    assert not OutsideBody.objects.exists()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Eyes\tnobody in brackets\tElected TBC\tTBC", "representative"),
        ("Eyes\tTBC\tElected TBC\tsoon", "term"),
        ("Eyes\tTBC\tElected TBC\t2025-2022", "term"),
        ("Eyes\tTBC\tElected TBC", ""),
        ("Hearts\tTBC\tElected TBC\tTBC", "body"),
        ("Eyes\t" + "x" * 5000 + " (SB)\tElected TBC\tTBC", ""),
    ],
    ids=["no body", "no term", "backwards", "three cells", "twice", "too long"],
)
def test_table_with_a_fault_is_told_row_by_row_and_none_of_it_is_kept(assembly, row, column):
    read = read_table(TABLE + row + "\n")

    assert [(fault.number, fault.column) for fault in read.faults] == [(10, column)]
    with pytest.raises(Refusal) as refused:
        brought(assembly, TABLE + row + "\n")
    assert refused.value.code == "table-has-faults"
    assert not OutsideBody.objects.exists()


def test_text_without_the_columns_is_no_table():
    with pytest.raises(NoTable):
        read_table("Hearts\tAda Quill\n")


def test_row_split_by_a_page_is_joined(assembly):
    split = TABLE.replace("Hill\tDee Ash (NB) interim\t", "Hill\tDee Ash (NB)\t").replace(
        "Elected Hill Forum\tTBC\n", "Elected Hill\tTBC\n\tinterim\tForum\t\n"
    )

    brought(assembly, split)

    hill = Holding.objects.get(seat__body__name="Hill")
    assert hill.is_interim
    assert [one.forum.name for one in hill.seat.answering.all()] == ["Hill Forum"]


@REAL
@pytest.mark.clause(
    "staffs-appC-register", "staffs-appC-vacant", "staffs-appC-interim", "staffs-appC-method",
    "staffs-appC-coverage", "staffs-appC-open-assembly",
)  # fmt: skip
def test_real_appendix_has_its_counts(assembly):
    for short, name in (("SuS", "Support Staffordshire"), ("VAST", "VAST"), ("SCVYS", "SCVYS")):
        SupportBody.objects.create(
            assembly=assembly, organisation=OrganisationFactory(name=name), short_name=short
        )
    for name in (
        "Southwest Staffordshire VCSE Healthy Communities Forum",
        "Southeast Staffordshire VCSE Healthy Communities Forum",
        "Stoke-on-Trent & North Staffordshire VCSE Healthy Communities Forum",
        "VCSE Mental Health Forum – North", "VCSE Mental Health Forum - South",
        "VCSE Children & Families Forum", "Social Prescribing Advisory Group",
    ):  # fmt: skip
        ForumFactory(assembly=assembly, name=name)
    text = SOURCE.read_text(encoding="utf-8")
    appendix = text[text.index("Appendix C: Recognised") : text.index("Appendix D: Represent")]

    brought(assembly, appendix)

    rows = register(assembly, on=THEN)
    states = [one.state for one in rows]
    kinds = [one.seat.body.kind for one in rows]
    assert (len(rows), states.count("held"), states.count("interim"), states.count("vacant")) == (
        18, 5, 6, 7,
    )  # fmt: skip
    assert [kinds.count(kind) for kind in ("portfolio", "place-board", "programme")] == [8, 4, 6]
    assert placeholders(appendix) == (27, 21)
    hands = spread(assembly, rows, on=THEN)
    assert (named_places(rows), hands.two_largest) == (15, 14)
    assert [(one.name, one.places) for one in hands.bodies] == [
        ("Support Staffordshire", 7), ("VAST", 7), ("SCVYS", 1),
    ]  # fmt: skip
    assert [one.places for one in hands.people] == [5, 3, 3, 2, 1, 1]
    two_forums = [one for one in rows if len(one.forums) == 2]
    assert [one.seat.body.name for one in two_forums] == [
        "Mental Health, Learning Disability & Autism"
    ]
    partly = [holder for one in rows for holder in one.holders if holder.coverage]
    assert [(one.holder_name, one.coverage) for one in partly] == [("Sandra Payne", "south only")]
    assert [one.seat.capacity for one in rows].count("unlimited") == 1
    assert sum(len(one.exceptions) for one in rows) == 15


def test_page_shows_what_a_table_would_do_before_it_is_kept(client, assembly, time_machine):
    time_machine.move_to(NOW)
    client.force_login(PostFactory(assembly=assembly).person)
    client.session.save()

    response = client.get(f"/{assembly.slug}/seats/import/")

    assert response.status_code in (200, 302)
    assert not OutsideBody.objects.exists()
