"""One interface to what is looked up, the same on every database that a test may run on."""

import pytest
from django.db import connection

from folkmoot.body.organisations.actions import change_details, close_organisation
from folkmoot.body.organisations.queries import found, look_up
from tests.body.organisations.factories import A_MOMENT, an_officer, listed
from tests.factories import AreaFactory, AssemblyFactory

pytestmark = pytest.mark.django_db


def names(assembly, words):
    return [organisation.name for organisation in found(assembly, words)]


@pytest.fixture
def assembly():
    return AssemblyFactory()


@pytest.fixture
def some(assembly):
    worcester = AreaFactory(name="Malvern Hills", code="E07000235")
    listed(assembly, name="Friends of Bournemouth Library", about="Books for all.")
    listed(assembly, name="Café St John’s", about="A community cafe.", works=[worcester])
    listed(assembly, name="Library Friends", about="")
    listed(assembly, name="Dorchester Chess Club", about="Near the library.")
    listed(assembly, name="The Old Forge", postcode="DT1 1XJ")
    return assembly


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("library", ["Library Friends", "Friends of Bournemouth Library", "Dorchester Chess Club"]),
        ("LIBRARY friends", ["Library Friends", "Friends of Bournemouth Library"]),
        ("libr", ["Library Friends", "Friends of Bournemouth Library", "Dorchester Chess Club"]),
        ("the old", ["The Old Forge"]),
        ("cafe st johns", ["Café St John’s"]),
        ("CAFÉ", ["Café St John’s"]),
        ("malvern", ["Café St John’s"]),
        ("zebra", []),
        ("", []),
        ("   ", []),
    ],
)
def test_words_find_whoever_holds_them_all_the_name_first(some, words, expected):
    assert names(some, words) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("urnemou", ["Friends of Bournemouth Library"]),
        ("Bournmouth", ["Friends of Bournemouth Library"]),
        ("Dorchestre", ["Dorchester Chess Club"]),
        ("malvren", ["Café St John’s"]),
    ],
)
def test_part_of_a_word_or_a_slip_finds_what_was_meant_and_says_so(some, typed, expected):
    result = look_up(some, typed)

    assert names(some, typed) == expected
    assert result.instead != ()


@pytest.mark.parametrize(
    "words",
    ['"', "'; DROP TABLE organisations_organisation; --", "NEAR(a b)", "a:*", "name:x", "((", "*",
     "AND OR NOT", "\x00library", "%_", "ß" * 500, "\U0001f600", "-", "^", "a & b | !c", "\\"],
)  # fmt: skip
def test_words_that_mean_something_to_a_database_are_only_words(some, words):
    assert isinstance(names(some, words), list)


def test_only_those_listed_in_the_assembly_are_found_and_all_where_none_is_given(some):
    elsewhere = AssemblyFactory()
    listed(elsewhere, name="Library of Elsewhere")

    assert names(elsewhere, "library") == ["Library of Elsewhere"]
    assert len(names(None, "library")) == 4


def test_former_name_still_finds_it_after_a_change_and_a_closed_one_is_not_found(assembly):
    organisation = listed(assembly, name="Lunch Club")
    officer = an_officer(assembly)
    details = {
        "legal_form": "informal", "size_band": "micro", "about": "", "website": "",
        "postcode": "", "address": "", "bases": [], "works": [], "themes": [],
    }  # fmt: skip

    change_details(
        assembly=assembly, organisation=organisation, name="Dinner Club", by=officer, at=A_MOMENT,
        **details,
    )  # fmt: skip
    assert names(assembly, "lunch") == ["Dinner Club"]
    assert names(assembly, "dinner") == ["Dinner Club"]

    close_organisation(
        assembly=assembly, organisation=organisation, reason="ended", by=officer, at=A_MOMENT
    )
    assert names(assembly, "dinner") == []


def test_look_up_costs_the_same_however_many_are_found(assembly, django_assert_num_queries):
    for _ in range(3):
        listed(assembly, name="Choir") if not names(assembly, "choir") else None
        with django_assert_num_queries(2):
            look_up(assembly, "choir")
        listed(assembly, name=f"Choir of {len(names(assembly, 'choir'))}")


def test_database_has_an_index_for_each_way_of_looking_up():
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))

    assert {"organisations_search", "organisations_words"} <= tables
