"""What is blank is unknown, counted and listed; owners, laws and ends are looked at again."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from django.urls import reverse

from folkmoot.site.duties import duties, waits_for_officers
from folkmoot.work.documents.actions.linking import check_law, keep_law, tie
from folkmoot.work.documents.actions.sheets import check_owner, keep_document, withdraw
from folkmoot.work.documents.actions.versions import approve
from folkmoot.work.documents.models import Document, Law
from folkmoot.work.documents.queries.gaps import gaps_in_all, gaps_of, gaps_of_status
from tests.factories import AssemblyFactory, PersonFactory
from tests.work.consultations.factories import NOW, a_county, moment
from tests.work.documents.factories import (
    TODAY,
    a_document,
    a_version,
    an_officer,
    page_of,
    refused,
    words_of,
)

pytestmark = pytest.mark.django_db
SHEET = {
    "label": "PE/CP/1", "is_people": True, "is_place": False, "is_corporate": False,
    "in_constitution": False, "purpose": "How we work together.", "affected": "Every group.",
    "keywords": "fairness, funding", "author": "Policy team", "origin": "A joint review",
    "owner": "Wessmoor Council", "from_on": TODAY, "until_on": TODAY + timedelta(days=900),
    "last_review_on": TODAY, "next_review_on": TODAY + timedelta(days=700),
    "has_equality_promise": True,
}  # fmt: skip


@pytest.mark.clause("compact-metadata-sheet")
def test_sheet_carries_every_box_and_blank_flag_is_not_known_and_never_no(client):
    county = a_county(micro=1)
    document = a_document(county, label="PE/CP/1", is_people=True, is_place=False,
                          purpose="How we work together.", affected="Every group.",
                          keywords="fairness", author="Policy team", origin="A joint review")  # fmt: skip

    text = page_of(client, document)

    assert (document.number, document.label) == (1, "PE/CP/1")
    for words in ("Agreement D1, PE/CP/1", "What it is for How we work together.",
                  "Who is affected Every group.", "Key words fairness", "Author Policy team",
                  "Where it came from A joint review", "People Yes", "Place No",
                  "Corporate unknown", "In the constitution unknown"):  # fmt: skip
        assert words in text
    gaps = gaps_of(document)
    assert "whether it is corporate" in gaps
    assert "whether it is about place" not in gaps
    keep_law(document=document, name="Equality Act 2010", **county.who())
    tie(document=document, kind="related", to=None, title="Joint strategy", link="", until_on=None,
        note="", **county.who())  # fmt: skip
    text = page_of(client, document)
    assert "Equality Act 2010" in text
    assert "Joint strategy leads nowhere yet" in text
    assert set(gaps) - set(gaps_of(document)) == {"related laws", "linked documents"}


@pytest.mark.clause("compact-status-approvals")
def test_live_document_with_nothing_else_on_its_sheet_has_seven_gaps_of_status(client):
    county = a_county(micro=1)
    document = a_document(county, is_live=True)

    assert gaps_of_status(document, None, []) == [
        "its version",
        "the last review",
        "the next review",
        "who approved it at director level",
        "the day it was approved at director level",
        "who approved it at partnership board level",
        "the day it was approved at partnership board level",
    ]
    text = page_of(client, document)
    assert f"{document.gaps} gaps" in text
    assert "The day it was approved at director level" in text
    made = a_version(county, document)
    approve(version=made, level="director", approved_by="Head of place", approved_on=TODAY,
            **county.who())  # fmt: skip
    approve(version=made, level="board", approved_by="Partnership board", approved_on=None,
            **county.who())  # fmt: skip
    document.refresh_from_db()
    assert gaps_of_status(document, made, made.approvals.all()) == [
        "the last review",
        "the day it was approved at partnership board level",
    ]
    text = page_of(client, document)
    assert "at director level: Head of place, 2 March 2026" in text
    assert "at partnership board level: Partnership board" in text


def test_gaps_are_counted_for_each_document_and_in_all(client):
    county = a_county(micro=1)
    bare = a_document(county)
    full = a_document(county, title="Filled in", **SHEET)
    keep_law(document=full, name="Equality Act 2010", **county.who())
    tie(document=full, kind="related", to=bare, title="", link="", until_on=None, note="",
        **county.who())  # fmt: skip
    made = a_version(county, full)
    for level in ("director", "board"):
        approve(version=made, level=level, approved_by="Cabinet", approved_on=TODAY, **county.who())

    full.refresh_from_db()
    bare.refresh_from_db()
    assert (full.gaps, bare.gaps) == (0, 23)
    assert gaps_in_all(county.assembly) == 23
    assert "leave 23 boxes blank" in words_of(client, "register", county.assembly)
    only = words_of(client, "register", county.assembly, query="?standing=gaps")
    assert "1 document" in only
    assert "Filled in" not in only


def test_document_without_an_owner_waits_on_the_desk_of_the_officers():
    county = a_county(micro=1)
    document = a_document(county, owner="Theme group", is_live=True)

    def waiting():
        return [one.verb_phrase for one in waits_for_officers(county.assembly, on=TODAY)]

    assert waiting() == []
    check_owner(document=document, is_there=False, **county.who())
    assert waiting() == ["Find an owner for 1 document"]
    assert "its owner" in gaps_of(document)
    keep_document(assembly=county.assembly, document=document, owner="The Council", **county.who())
    assert waiting() == []
    assert (document.is_owner_gone, document.owner_checked_on) == (False, TODAY)


def test_owner_that_is_gone_shows_on_the_page(client):
    county = a_county(micro=1)
    document = a_document(county, owner="Theme group", is_live=True)
    check_owner(document=document, is_there=False, **county.who())

    text = page_of(client, document)

    assert "Nobody owns it" in text
    assert "Theme group owned it and is no longer there." in text
    assert "1 document" in words_of(client, "register", county.assembly, query="?owner=-")


@pytest.mark.clause("compact-laws")
def test_law_has_its_place_its_days_and_shows_when_it_is_stale_or_repealed(client, time_machine):
    county = a_county(micro=1)
    document = a_document(county, is_live=True, owner="The Council")
    law = keep_law(document=document, name="Involvement in Health Act 2007", jurisdiction="england",
                   effective_on=date(2009, 4, 1), checked_on=TODAY, **county.who())  # fmt: skip
    keep_law(document=document, name="Directive 2000/43", jurisdiction="europe", **county.who())
    lasts = TODAY.replace(year=2027)

    time_machine.move_to(moment(lasts), tick=False)
    text = page_of(client, document)
    assert "Involvement in Health Act 2007 England 1 April 2009 2 March 2026" in text
    assert "Directive 2000/43 European Union unknown out of date never" in text
    time_machine.move_to(moment(lasts + timedelta(days=1)), tick=False)
    assert "1 April 2009 out of date 2 March 2026" in page_of(client, document)
    listed = words_of(client, "laws", county.assembly)
    assert "2 laws" in listed
    check_law(law=law, checked_on=lasts, is_repealed=True, note="By a later Act.",
              **county.who(moment(lasts + timedelta(days=1))))  # fmt: skip
    assert "1 April 2009 repealed 2 March 2027" in page_of(client, document)
    owed = [
        duty.obligation.what
        for duty in duties(county.assembly, on=lasts)
        if duty.obligation.clause.key == "laws"
    ]
    assert owed == []  # the one is repealed, and of the other no check was ever made


def test_law_is_not_checked_on_a_day_to_come():
    county = a_county(micro=1)
    document = a_document(county)
    law = keep_law(document=document, name="Equality Act 2010", **county.who())
    tomorrow = TODAY + timedelta(days=1)

    said = refused(
        lambda: check_law(law=law, checked_on=tomorrow, is_repealed=False, note="", **county.who())
    )

    assert (said.code, said.from_when) == ("day-is-to-come", tomorrow)
    assert Law.objects.get().checked_on is None


@pytest.mark.clause("principles-3.2-programmes")
def test_strategies_have_owner_period_and_relevance_and_are_flagged_past_their_end(
    client, time_machine
):
    county = a_county(document="dorset-principles", micro=1)
    ours = a_document(county, title="Our principles", kind="principles", from_on=date(2024, 2, 1),
                      until_on=date(2026, 2, 1))  # fmt: skip
    last = date(2026, 3, 31)
    climate = a_document(
        county, title="Climate strategy", kind="strategy", owner="Wessmoor Council",
        from_on=date(2025, 1, 1), until_on=last, relevance="Groups run the repair cafés.",
    )  # fmt: skip
    needs = a_document(county, title="Needs of 2025", kind="needs", owner="Public health")
    for to, kind in ((climate, "related"), (needs, "relies-on")):
        tie(document=ours, kind=kind, to=to, title="", link="", until_on=None, note="",
            **county.who())  # fmt: skip

    time_machine.move_to(moment(last), tick=False)
    text = words_of(client, "programmes", county.assembly)
    told = "strategy Wessmoor Council 1 January 2025 to 31 March 2026"
    assert f"{told} Groups run the repair cafés." in text
    assert "Needs of 2025 needs assessment Public health" in text
    time_machine.move_to(moment(last + timedelta(days=1)), tick=False)
    text = words_of(client, "programmes", county.assembly)
    assert f"{told} ended Groups run the repair cafés." in text
    page = page_of(client, ours)
    assert "This relies on Needs of 2025 (needs assessment)" in page
    assert (
        "Climate strategy (strategy) ended . Both run from 1 January 2025 to 1 February 2026"
        in page
    )


@pytest.mark.clause("principles-a3-data-sharing")
@pytest.mark.parametrize("missing", ["purpose", "data_fields", "lawful_basis", "until_on"])
def test_data_is_shared_only_under_an_agreement_that_says_what_it_needs(client, missing):
    county = a_county(document="dorset-principles", micro=1)
    said = {"purpose": "To find where nobody helps.", "data_fields": "Ward, size, theme",
            "lawful_basis": "Public task", "until_on": TODAY + timedelta(days=365)}  # fmt: skip
    blank = None if missing == "until_on" else " "

    no = refused(
        lambda: a_document(county, kind="data-sharing", is_live=True, **said | {missing: blank})
    )

    assert (no.code, no.clause.key, len(no.facts["missing"])) == (
        "sharing-not-said",
        "data-sharing",
        1,
    )
    assert not Document.objects.exists()
    text = page_of(client, a_document(county, kind="data-sharing", is_live=True, **said))
    for words in ("What it is for To find where nobody helps.", "Lawful basis Public task",
                  "Which facts are shared Ward, size, theme", "Last day 2 March 2027"):  # fmt: skip
        assert words in text


def test_withdrawn_document_says_why_and_changes_no_more(client):
    county = a_county(micro=1)
    document = a_document(county, is_live=True)

    withdraw(document=document, because="The board ended.", **county.who())

    assert "The board ended." in page_of(client, document)
    assert (
        refused(lambda: withdraw(document=document, because="x", **county.who())).code
        == "document-is-over"
    )
    assert refused(
        lambda: keep_document(assembly=county.assembly, document=document, title="x", **county.who())
    ).code == "document-is-over"  # fmt: skip


def test_somebody_else_keeps_no_document():
    county = a_county(micro=1)

    said = refused(
        lambda: keep_document(assembly=county.assembly, title="x", kind="policy",
                              by=PersonFactory(), at=NOW)
    )  # fmt: skip

    assert said.code == "not-permitted"
    assert not Document.objects.exists()


def test_register_is_searched_and_taken_away_as_a_table(client):
    county = a_county(micro=1)
    a_document(county, title="Fair funding", keywords="grants", **{"owner": "=The Council"})
    a_document(county, title="Terms of the board", kind="terms")

    assert "1 document" in words_of(client, "register", county.assembly, query="?words=GRANTS")
    assert "Fair funding" not in words_of(client, "register", county.assembly, query="?kind=terms")
    assert "No document fits" in words_of(client, "register", county.assembly, query="?words=nix")
    page = client.get(reverse("documents:download", args=[county.assembly]) + "?words=fair")
    (row,) = csv.DictReader(StringIO(page.getvalue().decode()))
    assert (row["number"], row["title"], row["people"], row["gaps"]) == (
        "D1", "Fair funding", "unknown", "21",
    )  # fmt: skip
    assert row["owner"] == "'=The Council"


def test_officer_enters_a_document_in_a_browser_and_nothing_typed_is_lost():
    county = a_county(micro=1)
    officer = an_officer(county)
    address = reverse("documents:enter", args=[county.assembly])
    typed = {"title": "Fair funding", "kind": "policy", "edition": "0", "is_people": "yes", "is_place": "",
             "from_on_day": "1", "from_on_month": "2", "from_on_year": "2026", "is_live": "on",
             "until_on_day": "1", "until_on_month": "1", "until_on_year": "2026"}  # fmt: skip

    answer = officer.post(address, typed)
    assert answer.status_code == 422
    assert "That is before the day it begins." in answer.content.decode()
    assert 'value="Fair funding"' in answer.content.decode()
    answer = officer.post(address, typed | {"until_on_year": "2027"})

    made = Document.objects.get()
    assert answer.url == reverse("documents:document", args=[county.assembly, made.number])
    assert (made.status, made.is_people, made.is_place) == ("live", True, None)
    change = reverse("documents:change", args=[county.assembly, made.number])
    assert 'value="yes" selected' in officer.get(change).content.decode().replace("\n", " ")


def test_sheet_that_another_changed_meanwhile_is_shown_before_it_is_written_over():
    county = a_county(micro=1)
    document = a_document(county)
    officer = an_officer(county)
    address = reverse("documents:change", args=[county.assembly, document.number])
    typed = {"title": "Mine", "kind": "policy", "edition": str(document.edition)}
    keep_document(assembly=county.assembly, document=document, title="Theirs", **county.who())

    answer = officer.post(address, typed)

    assert answer.status_code == 422
    assert "Somebody else changed this sheet while you typed." in answer.content.decode()
    document.refresh_from_db()
    assert document.title == "Theirs"
    officer.post(address, typed | {"edition": str(document.edition)})
    document.refresh_from_db()
    assert document.title == "Mine"


def test_numbers_are_issued_for_each_assembly_and_never_seen_from_another(client):
    county = a_county(micro=1)
    document = a_document(county)
    other = AssemblyFactory()

    assert client.get(
        reverse("documents:document", args=[other, document.number])
    ).status_code == 404  # fmt: skip
    assert "No document is entered yet" in words_of(client, "register", other)


@pytest.mark.parametrize("number", [3, 12])
def test_cost_of_the_register_does_not_grow(client, number, django_assert_max_num_queries):
    county = a_county(micro=1)
    for place in range(number):
        a_document(county, title=f"Policy {place}", owner="x" * (place % 2))

    with django_assert_max_num_queries(9):
        words_of(client, "register", county.assembly)


def test_document_that_is_a_governing_document_leads_to_its_clauses_and_keeps_none(client):
    county = a_county(micro=1)
    document = a_document(county, rulebook="dorset-compact", is_live=True)
    elsewhere = a_document(county, rulebook="wychavon-lsp", is_live=True)
    address = reverse("rules:document", args=[county.assembly, "dorset-compact"])

    page = client.get(reverse("documents:document", args=[county.assembly, document.number]))

    assert f'href="{address}"' in page.content.decode()
    assert client.get(address).status_code == 200
    # What this assembly has not adopted has no page here, so nothing leads to it.
    assert "kept with the rules" not in page_of(client, elsewhere)
