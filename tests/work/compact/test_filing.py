"""Each promise is filed under a theme, each piece of evidence and each concern under a principle."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.proceedings.cases.actions.open_compact import open_compact_case
from folkmoot.rules.findings import Refusal
from folkmoot.work.compact.actions.accords import name_side
from folkmoot.work.compact.actions.promises import give_evidence, make_commitment
from folkmoot.work.compact.models import Commitment, Evidence
from folkmoot.work.compact.queries.filing import coverage, filed
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.compact.factories import a_compact, a_public_body, days, read, url
from tests.work.consultations.factories import NOW, a_county, a_member

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def county(time_machine):
    time_machine.move_to(NOW, tick=False)
    return a_county(micro=2)


def a_promise(county, theme="funding", compact=None) -> Commitment:
    compact = compact or a_compact(county)
    side = name_side(accord=compact, name="The council", is_of_sector=False, **county.who())
    return make_commitment(owed_by=side, words="Three months.", theme=theme, **county.who())


def seen(promise, **more) -> Evidence:
    said = {
        "says": "broken", "words": "A month.", "source": "A letter", "link": "", "area": None,
        "seen_on": TODAY, "organisation": None, "principles": ["partnership"],
        "by": PersonFactory(), "at": NOW,
    }  # fmt: skip
    return give_evidence(commitment=promise, **said | more)


def a_concern(county, commitment="funding-notice", **more):
    council = more.pop("against", None) or a_public_body()
    said = {"title": "A month", "account": "A month.", "principles": ["partnership"]}
    body = county.bodies[0]
    return open_compact_case(
        assembly=county.assembly, raised_for=body, against=council, document="dorset-compact",
        commitment=commitment, by=a_member(body), at=NOW, **said | more,
    )  # fmt: skip


@pytest.mark.clause("compact-themes")
def test_guidance_stands_by_theme_with_codes_and_the_headings_of_the_document(county):
    promise = a_promise(county)
    seen(promise)
    a_concern(county)
    a_concern(county, "principle-equality", against=a_public_body("Trust"))

    shown = read(browser(), reverse("compact:themes", args=[county.assembly]))
    for told in ("Consultation", "Funding", "Volunteering", "Infrastructure", "Equality",
                 "General principles", "headed “Support” in the document"):  # fmt: skip
        assert told in shown
    rows = {one.code: one for one in filed(county.assembly, on=TODAY)}
    assert len(rows) == 6
    assert [len(rows[code].promises) for code in ("funding", "consultation")] == [1, 0]
    assert (rows["funding"].not_followed, rows["funding"].concerns) == (1, 1)
    assert rows["general principles"].concerns == 1
    assert all(one.clauses for one in rows.values())

    theme = read(browser(), reverse("compact:theme", args=[county.assembly, "funding"]))
    assert "Three months." in theme
    assert "Not followed." in theme
    assert "3 calendar months" in theme
    assert (
        browser().get(reverse("compact:theme", args=[county.assembly, "money"])).status_code == 404
    )


@pytest.mark.clause("compact-themes")
def test_promise_of_a_compact_that_is_filed_nowhere_is_refused_under_the_clause(county):
    compact = a_compact(county)
    with pytest.raises(Refusal) as refused:
        a_promise(county, "money", compact)
    assert (refused.value.code, refused.value.clause.key) == ("theme-not-named", "themes")

    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    desk = browser(county.officer)
    side = compact.sides.get()
    left = desk.post(url("promise", compact), {"owed_by": side.pk, "words": "Time to answer"})
    assert left.status_code == 422
    assert "Time to answer" in left.content.decode()
    desk.post(
        url("promise", compact),
        {"owed_by": side.pk, "words": "Time to answer", "theme": "general principles"},
    )
    assert Commitment.objects.get().theme == "general principles"


@pytest.mark.clause("compact-principles")
def test_evidence_is_filed_under_a_principle_by_anybody_and_coverage_shows_what_is_bare(county):
    promise = a_promise(county)
    page = url("evidence", promise.accord, promise.number)
    client = browser(PersonFactory())
    typed = {"says": "kept", "words": "Six months of notice", **days("seen_on", TODAY)}
    left = client.post(page, typed)
    assert left.status_code == 422
    assert "Tick at least one principle." in left.content.decode()
    client.post(
        page, typed | {"principles": ["partnership", "equal chances"], "is_case_study": "on"}
    )
    seen(promise, principles=["partnership"])
    with pytest.raises(Refusal) as refused:
        seen(promise, principles=["money"])
    assert refused.value.clause.key == "principle-partnership"

    found = coverage(county.assembly, on=TODAY)
    assert len(found.principles) == 6
    first = found.principles[0]
    assert (first.kept, first.broken, first.case_studies) == (1, 1, 1)
    assert found.bare == ["mutual respect", "independence", "strong communities", "a shared duty"]
    shown = read(browser(), reverse("compact:principles", args=[county.assembly]))
    assert "Nothing is filed under: mutual respect" in shown
    assert "Six months of notice" not in shown
    chosen = reverse("compact:principles", args=[county.assembly]) + "?principle=equal-chances"
    assert "Six months of notice" in read(browser(), chosen)


@pytest.mark.clause("compact-principles")
def test_concern_under_mutual_respect_names_the_standard_of_conduct_that_was_missed(county):
    council = a_public_body()
    with pytest.raises(Refusal) as bare:
        a_concern(county, principles=[], against=council)
    assert (bare.value.code, bare.value.clause.key) == (
        "principle-not-named", "principle-partnership",
    )  # fmt: skip
    client = browser(a_member(county.bodies[0]))
    form = reverse("cases:compact", args=[county.assembly])
    typed = {
        "form_key": "k", "against": council.pk, "commitment": "principle-respect",
        "title": "Not told", "account": "We read it in the paper.",
    }  # fmt: skip
    refused = client.post(form, typed)
    assert refused.status_code == 422
    assert refused.context["form"].refusal.clause.key == "principle-respect"
    words = refused.content.decode()
    assert "We read it in the paper." in words
    for standard in (
        "Integrity",
        "Objectivity",
        "Accountability",
        "Openness",
        "Honesty",
        "Leadership",
    ):
        assert standard in words

    opened = client.post(form, typed | {"standards": ["openness"]})

    assert "Openness" in read(client, opened.url)
    found = coverage(county.assembly, on=TODAY)
    assert [one.concerns for one in found.principles] == [0, 1, 0, 0, 0, 0]
    assert dict(found.standards)["openness"] == 1
    assert len(found.standards) == 6


def test_other_agreements_are_filed_under_words_of_their_own(county):
    memorandum = a_compact(county, kind="memorandum", title="A memorandum")
    promise = a_promise(county, "papers", memorandum)
    seen(promise, principles=[])
    assert Evidence.objects.get().principles == []
    assert all(not one.promises for one in filed(county.assembly, on=TODAY))


@pytest.mark.parametrize("number", [1, 30])
def test_pages_of_themes_and_principles_cost_the_same(
    county, number, django_assert_max_num_queries
):
    compact = a_compact(county)
    side = name_side(accord=compact, name="The council", is_of_sector=False, **county.who())
    for _ in range(number):
        promise = make_commitment(owed_by=side, words="W", theme="funding", **county.who())
        seen(promise)
    for name, more in (("themes", []), ("theme", ["funding"]), ("principles", [])):
        with django_assert_max_num_queries(12):
            read(browser(), reverse(f"compact:{name}", args=[county.assembly, *more]))
