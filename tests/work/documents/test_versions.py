"""Versions stay as they were written; a revised one waits for its equality check; a mark warns."""

import time
from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.letters.models import Letter
from folkmoot.reckoning.comparing import compared
from folkmoot.rules.documents.marks import draft_mark, draft_mark_of_address
from folkmoot.site.duties import duties, waits_for_officers
from folkmoot.work.documents.actions.following import promise_successor
from folkmoot.work.documents.actions.sheets import withdraw
from folkmoot.work.documents.actions.trying import keep_format
from folkmoot.work.documents.actions.versions import adopt, approve, attach_equality_check, draft
from folkmoot.work.documents.models import Approval, Document, Version
from tests.factories import PostFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county
from tests.work.documents.factories import (
    TODAY,
    a_document,
    a_draft,
    a_version,
    an_officer,
    page_of,
    refused,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.clause("compact-eqia")
def test_approval_of_a_revision_is_held_until_an_assessment_or_a_waiver_is_attached(client):
    county = a_county(micro=1)
    document = a_document(county)
    a_version(county, document)
    revised = a_draft(county, document, "We meet four times a year.")
    approval = {"level": "board", "approved_by": "Partnership board", "approved_on": TODAY}

    for deed in (
        lambda: approve(version=revised, **approval, **county.who()),
        lambda: adopt(version=revised, adopted_on=TODAY, **county.who()),
    ):
        no = refused(deed)
        assert (no.code, no.clause.key) == ("revision-waits-for-equality", "equality-check")
    assert not Approval.objects.exists()
    address = (county.assembly, document.number, revised.number)
    assert "Its approval is held" in words_of(client, "version", *address)
    attach_equality_check(
        version=revised, is_waiver=False, words="Nobody is worse off.", link="", made_on=TODAY,
        **county.who(),
    )  # fmt: skip
    approve(version=revised, **approval, **county.who())
    adopt(version=revised, adopted_on=TODAY, **county.who())
    text = words_of(client, "version", *address)
    assert "Equality impact assessment, 2 March 2026 : Nobody is worse off." in text
    assert "Its approval is held" not in text


@pytest.mark.clause("compact-eqia")
def test_reasoned_waiver_frees_a_revision_too_and_the_reason_is_public(client):
    county = a_county(micro=1)
    document = a_document(county)
    a_version(county, document)
    revised = a_draft(county, document)
    attach_equality_check(
        version=revised, is_waiver=True, words="Only a name changes.", link="", made_on=TODAY,
        **county.who(),
    )  # fmt: skip

    adopt(version=revised, adopted_on=TODAY, **county.who())

    text = words_of(client, "version", county.assembly, document.number, revised.number)
    assert "Why no assessment is needed, 2 March 2026 : Only a name changes." in text


@pytest.mark.clause("compact-eqia")
def test_promised_assessment_is_due_with_the_next_review_until_it_is_attached():
    county = a_county(micro=1)
    due = TODAY + timedelta(days=30)
    document = a_document(
        county, is_live=True, owner="The Council", has_equality_promise=True, next_review_on=due
    )

    def owed():
        return [
            (duty.state, duty.obligation.who, duty.day)
            for duty in duties(county.assembly, on=due + timedelta(days=1))
            if duty.obligation.clause.key == "equality-check"
        ]

    assert owed() == [("missed", "The Council", due)]
    made = a_draft(county, document)
    attach_equality_check(
        version=made, is_waiver=False, words="Fine.", link="", made_on=TODAY, **county.who()
    )
    assert owed() == []


@pytest.mark.clause("compact-draft-vs-live")
def test_live_text_with_a_draft_mark_warns_its_owner_and_shows_until_it_is_replaced(client):
    county = a_county(micro=1)
    keeper = PostFactory(assembly=county.assembly, kind="public-body").person
    document = a_document(county, keeper=keeper, owner="The Council")

    a_version(county, document, "We meet twice a year.\nDRAFT version 3")

    document.refresh_from_db()
    assert document.status == "live"
    (letter,) = Letter.objects.filter(kind="DraftMarkFound")
    assert letter.to == keeper
    assert letter.subject == "Working together is live and still marked as a draft"
    assert "DRAFT version 3" in letter.text
    text = page_of(client, document)
    assert "It is live, and still calls itself a draft" in text
    assert "“DRAFT version 3”" in text
    marked = words_of(client, "register", county.assembly, query="?standing=marked")
    assert "1 document" in marked
    assert "Replace 1 live document that is marked as a draft" in [
        one.verb_phrase for one in waits_for_officers(county.assembly, on=TODAY)
    ]
    a_version(county, document, "We meet twice a year.", reason="The mark is gone.")
    assert "still calls itself a draft" not in page_of(client, document)
    assert Letter.objects.filter(kind="DraftMarkFound").count() == 1


@pytest.mark.clause("compact-draft-vs-live")
def test_live_file_that_calls_itself_a_draft_warns_too_until_another_takes_its_place(client):
    county = a_county(micro=1)
    document = a_document(county)
    made = a_version(county, document)
    file = {"version": made, "kind": "pdf", "language": "", "draft_mark": ""}

    keep_format(link="https://council.example/compact-DRAFT.pdf", **file, **county.who())

    (letter,) = Letter.objects.filter(kind="DraftMarkFound")
    assert letter.to == county.officer  # nobody is named for the owner
    assert "compact-DRAFT.pdf" in page_of(client, document)
    keep_format(link="https://council.example/compact.pdf", **file, **county.who())
    assert "still calls itself a draft" not in page_of(client, document)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Page 3 DRAFT", "Page 3 DRAFT"),
        ("Rooms\nDraft for comment\nMore", "Draft for comment"),
        ("The draft budget is open for comment until May.", ""),
        ("We keep each draft.", ""),
        ("Overdraft", ""),
        ("", ""),
    ],
)
def test_mark_of_a_draft_is_told_from_a_word_about_drafts(text, mark):
    assert draft_mark(text) == mark


@pytest.mark.parametrize(
    ("address", "mark"),
    [
        ("https://a.example/x/policy_draft_v2.pdf?d=1", "policy_draft_v2.pdf"),
        ("https://a.example/draft/policy.pdf", ""),
        ("https://a.example/drafting-rules.pdf", ""),
    ],
)
def test_file_that_calls_itself_a_draft_is_told_by_its_name(address, mark):
    assert draft_mark_of_address(address) == mark


@pytest.mark.clause("dorset-vcsa-tor")
def test_only_the_board_publishes_a_change_of_terms_and_old_text_and_reason_stay(client):
    county = a_county(document="dorset-vcsa", micro=1)
    board = PostFactory(assembly=county.assembly, kind="board").person
    terms = a_document(county, title="Terms of the board", kind="terms")
    first = a_draft(county, terms, "The board has seven seats.", reason="The board begins.")
    adopt(version=first, adopted_on=TODAY - timedelta(days=90), by=board, at=NOW)
    second = a_draft(county, terms, "The board has nine seats.", reason="Two places joined.")

    no = refused(lambda: adopt(version=second, adopted_on=TODAY, **county.who()))

    assert (no.code, no.clause.key, no.by_whom) == (
        "terms-of-another", "terms-of-reference", "Governance Board",
    )  # fmt: skip
    second.refresh_from_db()
    assert second.adopted_on is None
    adopt(version=second, adopted_on=TODAY, by=board, at=NOW)
    page = page_of(client, terms)
    for words in (
        "The board begins.",
        "Two places joined.",
        "adopted 2 December 2025 , replaced 2 March 2026",
    ):
        assert words in page
    old = words_of(client, "version", county.assembly, terms.number, 1)
    assert "The board has seven seats." in old
    assert "The board begins." in old


def test_officer_who_publishes_terms_is_told_who_may_and_under_which_clause():
    county = a_county(document="dorset-vcsa", micro=1)
    terms = a_document(county, title="Terms of the board", kind="terms")
    made = a_draft(county, terms)
    page = an_officer(county)
    address = reverse("documents:adopt", args=[county.assembly, terms.number, made.number])
    day = {"adopted_on_day": "2", "adopted_on_month": "3", "adopted_on_year": "2026"}

    answer = page.post(address, day)

    assert answer.status_code == 422
    html = answer.content.decode()
    assert "Terms of reference are changed by the Governance Board, and by nobody else." in html
    assert "Values 2" in html
    assert 'value="2026"' in html


@pytest.mark.clause("compact-review")
def test_chain_of_adopted_versions_stays_open_with_days_and_reasons(client):
    county = a_county(micro=1)
    document = a_document(county)
    a_version(county, document, "One.", date(1999, 5, 1), reason="First agreed.", label="1")
    a_version(county, document, "Two.", date(2003, 5, 1), reason="New funders.", label="2")

    text = page_of(client, document)

    chain = text[text.index("Its versions") :]
    assert chain.index("Version 2 (2)") < chain.index("Version 1 (1)")
    for words in ("adopted 1 May 2003", "New funders.", "adopted 1 May 1999", "replaced 1 May 2003",
                  "First agreed."):  # fmt: skip
        assert words in chain
    no = refused(lambda: a_version(county, document, "x", date(2001, 5, 1)))
    assert (no.code, no.facts) == ("adopted-before-the-last", {"adopted_on": date(2003, 5, 1)})


def test_two_versions_stand_side_by_side_with_the_change_told_in_words(client):
    county = a_county(micro=1)
    document = a_document(county)
    a_draft(county, document, "We meet twice a year.\nNobody is paid.\nGone.")
    a_draft(county, document, "We meet four times a year.\nNobody is paid.")

    text = words_of(client, "compare", county.assembly, document.number, query="?old=1&new=2")

    assert "Paragraphs changed: 1. Taken out: 1. Put in: 0." in text
    assert "changed We meet [twice] a year. We meet +four times+ a year." in text
    assert "the same Nobody is paid. Nobody is paid." in text
    assert "taken out [Gone.]" in text
    nothing = words_of(client, "compare", county.assembly, document.number, query="?old=9&new=x")
    assert "Choose two versions to see them side by side." in nothing


def test_two_long_texts_are_compared_in_time():
    old = "\n".join(
        f"Line {n} of what we promise to each other in year {n % 7}." for n in range(3000)
    )
    new = old.replace("promise", "owe").replace("Line 5", "Row 5")
    began = time.perf_counter()

    found = compared(old, new)

    assert found.number("changed") == 3000
    assert time.perf_counter() - began < 5


def test_draft_that_is_not_shown_is_read_by_those_who_keep_documents_alone(client):
    county = a_county(micro=1)
    document = a_document(county)
    hidden = a_draft(county, document, "Still a secret.", is_shown=False, reason="Between us.")
    address = reverse("documents:version", args=[county.assembly, document.number, hidden.number])

    assert client.get(address).status_code == 404
    assert client.get(f"{address}as/txt/").status_code == 404
    assert "Between us." not in page_of(client, document)
    mine = an_officer(county)
    assert "Still a secret." in mine.get(address).content.decode()


@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        ("again", {}, "version-is-adopted"),
        ("empty", {}, "document-needs-text"),
        ("tomorrow", {}, "day-is-to-come"),
    ],
)
def test_version_is_not_put_in_force_twice_or_empty_or_ahead_of_its_day(kind, change, code):
    county = a_county(micro=1)
    document = a_document(county)
    made = a_draft(county, document, "" if kind == "empty" else "We meet.")
    day = TODAY + timedelta(days=kind == "tomorrow")
    if kind == "again":
        adopt(version=made, adopted_on=TODAY, **county.who())

    assert refused(lambda: adopt(version=made, adopted_on=day, **county.who())).code == code


def test_forms_that_are_missing_are_shown_as_missing_and_those_made_here_open(client):
    county = a_county(micro=1)
    document = a_document(county)
    made = a_version(county, document, "# Rooms\nWe share rooms.\n- The hall")
    keep_format(version=made, kind="language", language="Polski", draft_mark="",
                link="https://council.example/pl.pdf", **county.who())  # fmt: skip

    text = page_of(client, document)

    for words in ("PDF: available", "Large print: available", "Easy Read: not available",
                  "Polski: available"):  # fmt: skip
        assert words in text
    assert "languages other than English" not in text
    address = reverse("documents:version", args=[county.assembly, document.number, made.number])
    plain = client.get(f"{address}as/txt/").content.decode()
    assert "- The hall" in plain
    assert "It is: in force" in plain
    assert client.get(f"{address}as/pdf/").content.startswith(b"%PDF")
    assert client.get(f"{address}as/exe/").status_code == 404


def test_document_that_is_over_takes_no_draft_and_no_promise():
    county = a_county(micro=1)
    document = a_document(county)
    withdraw(document=document, because="It ended.", **county.who())

    for deed in (
        lambda: a_draft(county, document),
        lambda: promise_successor(document=document, kind="plan", words="x", after="", due_on=None,
                                  **county.who()),
    ):  # fmt: skip
        assert refused(deed).code == "document-is-over"
    assert not Version.objects.exists()


def test_keeper_drafts_in_a_browser_from_the_text_before(client):
    county = a_county(micro=1)
    document = a_document(county)
    a_draft(county, document, "We meet twice a year.")
    page = an_officer(county)
    address = reverse("documents:draft", args=[county.assembly, document.number])

    assert "We meet twice a year." in page.get(address).content.decode()
    refused_page = page.post(address, {"text": "Typed for an hour.", "reason": ""})
    assert refused_page.status_code == 422
    assert "Typed for an hour." in refused_page.content.decode()
    answer = page.post(address, {"text": "Typed.", "reason": "Clearer.", "is_shown": "on"})
    assert "Read the draft and comment on it" in page_of(client, document)
    assert answer.url == reverse(
        "documents:version", args=[county.assembly, document.number, 2]
    )  # fmt: skip
    nobody = browser(PostFactory(kind="public-body").person)
    assert nobody.post(address, {"text": "x", "reason": "x"}).status_code == 403


@pytest.mark.parametrize("number", [1, 6])
def test_cost_of_a_document_does_not_grow(client, number, django_assert_max_num_queries):
    county = a_county(micro=1)
    document: Document = a_document(county)
    for place in range(number):
        a_version(county, document, f"Text {place}.")
        draft(document=document, label="", text="x", reason="x", is_shown=True, **county.who())

    with django_assert_max_num_queries(26):
        page_of(client, document)
