from datetime import UTC, datetime

import pytest

from folkmoot.body.rulebook.queries import documents
from tests.factories import AdoptionFactory, AssemblyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def assembly(time_machine):
    time_machine.move_to(datetime(2026, 6, 1, 9, tzinfo=UTC))
    return AdoptionFactory(assembly__slug="small-town", assembly__name="Small Town").assembly


def text_of(response):
    return " ".join(response.content.decode().split())


def test_rules_page_lists_what_binds_and_what_can_be_read(client, assembly):
    html = text_of(client.get("/small-town/rules/"))

    assert html.index("In force here") < html.index("Also kept here to read")
    for document in documents().values():
        assert f"/small-town/rules/{document.id}/" in html


def test_rules_page_without_an_agreement_says_what_that_means(client):
    AssemblyFactory(slug="new-town")

    assert "No document has been adopted yet" in text_of(client.get("/new-town/rules/"))


@pytest.mark.parametrize("name", list(documents()))
def test_every_document_and_every_clause_has_its_page(client, assembly, name):
    book = documents()[name].versions[-1]
    page = text_of(client.get(f"/small-town/rules/{name}/"))

    for entry in book.clauses.values():
        assert f'href="/small-town/rules/{name}/{entry.key}/"' in page
        assert client.get(f"/small-town/rules/{name}/{entry.key}/").status_code == 200


def test_clause_page_shows_wording_numbers_examples_and_source(client, assembly):
    html = text_of(client.get("/small-town/rules/staffs-alliance/chair-term/"))

    assert "3 years" in html
    assert "term_is_no_longer_than_fixed" in html
    assert "Worked examples" in html
    assert "cl 7.1" in html
    assert "staffs-7.1-term" in html


@pytest.mark.parametrize(
    "path", ["nowhere/", "staffs-alliance/no-such-clause/", "nowhere/what-if/"]
)
def test_rules_that_are_not_here_are_a_page_not_found(client, assembly, path):
    assert client.get(f"/small-town/rules/{path}").status_code == 404


def test_document_can_be_filtered_by_who_keeps_it(client, assembly):
    book = documents()["staffs-alliance"].versions[-1]
    kept = [entry for entry in book.clauses.values() if entry.rule]

    page = client.get("/small-town/rules/staffs-alliance/?kept=rule")

    assert [row["entry"] for row in page.context["rows"]] == kept
    assert "No clause is of that kind" in text_of(
        client.get("/small-town/rules/staffs-alliance/?kept=rule&area=transparency")
    )


def test_what_if_shows_each_deadline_that_follows(client, assembly):
    asked = "event=meeting&day_day=1&day_month=6&day_year=2026&clock=18:00"

    html = text_of(client.get(f"/small-town/rules/staffs-alliance/what-if/?{asked}"))

    assert "Monday 25 May 2026, 6pm" in html
    assert "Send out the agenda" in html
    assert "/small-town/rules/staffs-alliance/agenda/" in html


def test_what_if_of_a_day_that_is_none_says_so_and_keeps_what_was_typed(client, assembly):
    asked = "event=meeting&day_day=31&day_month=2&day_year=2026&clock="

    response = client.get(f"/small-town/rules/staffs-alliance/what-if/?{asked}")

    html = text_of(response)
    assert response.status_code == 422
    assert "Enter a real date" in html
    assert 'value="31"' in html


def test_rules_pages_cost_the_same_whatever_they_show(
    client, assembly, django_assert_max_num_queries
):
    for path in ["", "staffs-alliance/", "staffs-alliance/chair-term/", "obligations/"]:
        with django_assert_max_num_queries(24):
            assert client.get(f"/small-town/rules/{path}").status_code == 200
