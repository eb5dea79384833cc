"""A memorandum is registered with its sides, promises, evidence and review; support bodies state what they have to."""

from datetime import UTC, date, datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.body.organisations.models import SupportBody
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.site.duties import duties
from folkmoot.work.compact.actions.accords import (
    keep_accord,
    name_side,
    review_accord,
    sign_accord,
)
from folkmoot.work.compact.actions.promises import (
    give_evidence,
    make_commitment,
    make_statement,
)
from folkmoot.work.compact.models import Accord, Statement
from folkmoot.work.compact.queries.accords import accords, standing_of, state_of, stated
from tests.factories import (
    AdoptionFactory,
    AssemblyFactory,
    AuthorityFactory,
    ForumFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
)
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 9, 1, 10, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def officer(time_machine):
    time_machine.move_to(NOW, tick=False)
    assembly = AssemblyFactory(scheme="listed")
    AdoptionFactory(assembly=assembly, document="dorset-vcsa")
    AdoptionFactory(assembly=assembly, document="wychavon-lsp", is_agreement=False)
    return PostFactory(assembly=assembly)


def a_memorandum(officer, **more) -> Accord:
    return keep_accord(
        assembly=officer.assembly, kind="memorandum", title="Working with the care system",
        expected_by=date(2022, 4, 30), by=officer.person, at=NOW, **more,
    )  # fmt: skip


def sides_of(accord, officer):
    who = {"by": officer.person, "at": NOW}
    return (
        name_side(accord=accord, name="The Assembly", is_of_sector=True, **who),
        name_side(accord=accord, name="The care board", is_of_sector=False, **who),
    )


@pytest.mark.clause("dorset-vcsa-mou")
def test_expected_and_true_days_are_kept_apart_and_it_is_not_met_before_two_have_signed(officer):
    accord = a_memorandum(officer)
    assembly, board = sides_of(accord, officer)
    who = {"by": officer.person, "at": NOW}
    assert state_of(accord, on=TODAY) == "late"
    assert state_of(accord, on=date(2022, 4, 30)) == "not signed"

    sign_accord(side=assembly, signed_by="The chair", signed_on=date(2022, 7, 14), **who)
    accord.refresh_from_db()
    assert not accord.is_signed
    sign_accord(side=board, signed_by="", signed_on=date(2022, 8, 1), **who)

    accord.refresh_from_db()
    assert (accord.signed_on, accord.review_on) == (date(2022, 8, 1), date(2023, 8, 1))
    assert state_of(accord, on=TODAY) == "signed"
    assert state_of(accord, on=date(2023, 8, 2)) == "overdue"
    with pytest.raises(Refusal):
        sign_accord(side=board, signed_by="", signed_on=date(2022, 8, 1), **who)


@pytest.mark.clause("dorset-vcsa-mou")
def test_each_promise_is_followed_by_what_anybody_saw_of_it(officer):
    accord = a_memorandum(officer)
    assembly, board = sides_of(accord, officer)
    who = {"by": officer.person, "at": NOW}
    owed = make_commitment(owed_by=board, words="Pay for time.", due_on=date(2022, 8, 1), **who)
    make_commitment(owed_by=assembly, words="Bring every size of group.", **who)

    def states():
        found = accords(officer.assembly).get(pk=accord.pk)
        return [one.state for one in standing_of(found, on=TODAY).promises]

    assert states() == ["overdue", "unknown"]
    seen = {"words": "Seen.", "source": "", "link": "", "area": None, "seen_on": TODAY}
    about = {"commitment": owed, "organisation": None, "by": PersonFactory(), "at": NOW, **seen}
    give_evidence(says="broken", **about)
    assert states() == ["missed", "unknown"]
    give_evidence(says="kept", **about)
    assert states() == ["met", "unknown"]
    assert Letter.objects.filter(to=officer.person, kind="EvidenceGiven").count() == 2
    with pytest.raises(Refusal):
        give_evidence(says="kept", **about | {"seen_on": date(2022, 9, 2)})


@pytest.mark.clause("dorset-vcsa-mou")
def test_it_builds_upon_forums_and_is_looked_back_at_once_signed(officer):
    forum = ForumFactory(assembly=officer.assembly, name="West Forum")
    accord = a_memorandum(officer, builds_on=[forum])
    who = {"by": officer.person, "at": NOW}
    looked = {"held_on": TODAY, "found": "Much is done.", "next_on": date(2023, 9, 1)}
    with pytest.raises(Refusal) as refused:
        review_accord(accord=accord, **looked, **who)
    for side in sides_of(accord, officer):
        sign_accord(side=side, signed_by="", signed_on=TODAY, **who)
    accord.refresh_from_db()

    review_accord(accord=accord, **looked, **who)

    assert refused.value.clause.key == "formal-agreement"
    page = browser().get(reverse("compact:accord", args=[officer.assembly, accord.slug]))
    shown = page.content.decode()
    assert "West Forum" in shown
    assert "Much is done." in shown
    due = [
        one for one in duties(officer.assembly, on=TODAY) if "Working with" in one.obligation.what
    ]
    assert [one.day for one in due] == [date(2023, 9, 1)]


@pytest.mark.clause("wychavon-neutral-support")
def test_a_support_body_states_four_things_and_is_asked_again_each_year(
    officer, django_assert_max_num_queries
):
    assembly = officer.assembly
    body = OrganisationFactory(name="Support Dorset")
    SupportBody.objects.create(assembly=assembly, organisation=body, kind="generalist")
    person = AuthorityFactory(organisation=body).person
    assert [one.state for one in stated(assembly, on=TODAY)] == ["due"]
    url = reverse("compact:state", args=[assembly, body.reference])
    told = {
        "time_set_aside": "Two days a week", "local_links": "All towns",
        "ask_and_report": "By letter", "no_cause": "",
    }  # fmt: skip
    assert browser(person).post(url, told).status_code == 422
    assert not Statement.objects.exists()
    browser(person).post(url, told | {"no_cause": "We bid for nothing here"})

    [one] = stated(assembly, on=TODAY)
    assert (one.state, one.latest.review_by) == ("met", date(2023, 9, 1))
    assert [row.state for row in stated(assembly, on=date(2023, 9, 2))] == ["overdue"]
    for _ in range(3):
        SupportBody.objects.create(
            assembly=assembly, organisation=OrganisationFactory(), kind="generalist"
        )
    reader = browser(person)
    with django_assert_max_num_queries(12):
        reader.get(reverse("compact:statements", args=[assembly]))
    page = browser().get(reverse("compact:statements", args=[assembly])).content.decode()
    assert "We bid for nothing here" in page
    with pytest.raises(Refusal):
        make_statement(
            assembly=assembly, organisation=OrganisationFactory(), by=officer.person, at=NOW, **told
        )


def test_pages_from_an_agreement_to_what_was_seen(officer, django_assert_max_num_queries):
    assembly = officer.assembly
    TOTP.activate(officer.person, "JBSWY3DPEHPK3PXP")
    desk = browser(officer.person)
    entered = {"title": "The compact", "kind": "compact"}
    desk.post(reverse("compact:enter", args=[assembly]), entered)
    accord = Accord.objects.get()

    def url(name, *more):
        return reverse(f"compact:{name}", args=[assembly, accord.slug, *more])

    desk.post(url("change"), entered | {"about": "How we treat one another"})
    for name in ("The council", "The sector"):
        desk.post(url("name_side"), {"name": name})
    side = accord.sides.order_by("pk")[0]
    desk.post(url("promise"), {"owed_by": side.pk, "words": "Twelve weeks to answer"})
    for number in range(3):
        make_commitment(owed_by=side, words=f"More {number}", by=officer.person, at=NOW)
    person = PersonFactory()
    seen = {
        "says": "broken", "words": "Ten days", "seen_on_day": "1", "seen_on_month": "9",
        "seen_on_year": "2022",
    }  # fmt: skip
    assert browser(person).post(url("evidence", 1), seen).status_code == 302
    signed = {
        "signed_by": "",
        "signed_on_day": "2",
        "signed_on_month": "9",
        "signed_on_year": "2022",
    }
    late = desk.post(url("sign", side.pk), signed)
    assert late.status_code == 422
    with django_assert_max_num_queries(12):
        shown = browser().get(url("accord")).content.decode()
    assert "How we treat one another" in shown
    assert "Ten days" in shown
    with django_assert_max_num_queries(12):
        browser().get(reverse("compact:accords", args=[assembly]))
