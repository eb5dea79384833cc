"""What is known begins with what is there, is read by those it is for alone, and shows where it went."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.body.organisations.models import Theme
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.queries.beyond import drafted_of, parts_of
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.actions.bank import read_evidence, use_evidence
from folkmoot.scrutiny.insight.models import Evidence, Use
from folkmoot.scrutiny.insight.queries.bank import bank
from folkmoot.scrutiny.insight.queries.seeing import reader_of
from folkmoot.site.duties import waits_for_person
from folkmoot.work.consultations.actions.practice import choose_involvement
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.consultations.queries.links import takes_letter, wishes
from folkmoot.work.plan.actions import keep_action, keep_plan
from tests.factories import AuthorityFactory, ForumFactory, PersonFactory, PostFactory
from tests.proceedings.meetings.factories import AgendaItemFactory, MeetingFactory
from tests.scrutiny.insight.factories import a_view, an_officer, shown
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member, an_open_one

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
TYPED = {
    "title": "Nobody drives at night", "words": "The drivers are over seventy.", "needs": "Drivers.",
    "strengths": "Six people with vans.", "source": "Our drivers", "until_on_day": "1",
    "until_on_month": "2", "until_on_year": "2026", "method": "lived", "consent": "nobody",
    "seen_by": "public", "contact": "Ann, 01929 496001",
}  # fmt: skip


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def seen_by(county, person) -> list[str]:
    who = reader_of(person, county.assembly, on=TODAY)
    return sorted(one.title for one in bank(county.assembly, who, on=TODAY))


def read(county, one, state="shared", **more):
    said = {"strength": "fair", "strength_note": "Two groups say so.", "answer": ""}
    return read_evidence(evidence=one, state=state, **county.who(), **said | more)


@pytest.mark.clause("principles-p2a1-insight-bank")
def test_evidence_has_source_place_theme_date_sharing_and_quality_and_shows_where_it_went(
    client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    theme = Theme.objects.create(code="transport", name="Transport")
    one = a_view(county, themes=[theme])
    read(county, one)
    found = an_open_one(county)
    address = f"http://testserver{reverse('consultations:consultation', args=[county.assembly, found.reference])}"

    use_evidence(evidence=one, address=address, note="A question was added.", **county.who())

    text = shown(client, "evidence", county, one.reference)
    for words in ("The lunch club", "North", "Transport", "31 January 2026", "Everybody",
                  "Fair: a good source", "Two groups say so.", "Nobody can be known by it",
                  "Where the lunch club meets", "A question was added."):  # fmt: skip
        assert words in text
    assert "clause P2A1" in text
    assert "fair: a good source, or a few that agree 1" in shown(client, "bank", county)


@pytest.mark.clause("principles-p2a1-strengths")
def test_list_of_problems_alone_is_handed_back_with_what_was_typed():
    county = a_county(document="dorset-principles", micro=1)
    person = a_member(county.bodies[0])
    url = reverse("insight:give", args=[county.assembly])

    page = browser(person).post(url, TYPED | {"strengths": " "})

    html = page.content.decode()
    assert page.status_code == 422
    assert "It lists problems only" in html
    assert "The drivers are over seventy." in html
    assert not Evidence.objects.exists()
    done = browser(person).post(url, TYPED, follow=True).content.decode()
    assert done.index("What people there have and can do") < done.index("What they need")


def test_list_of_problems_is_taken_where_no_document_asks_for_strengths():
    county = a_county(micro=1)

    assert a_view(county, strengths="").state == "shared"


@pytest.mark.clause("staffs-appA.b")
def test_four_prompts_are_asked_and_what_is_left_open_is_told_to_who_reads(client):
    county = a_county(document="staffs-alliance", micro=1)
    form = client.get(reverse("insight:give", args=[county.assembly])).content.decode()
    for words in ("What do people there already have and can do?", "What do they need?",
                  "How much does it rest on, and why is that enough?", "Who had a part in"):  # fmt: skip
        assert words in form
    one = a_view(county, makers="", proof=" ", by=None)

    reading = an_officer(county).get(
        reverse("insight:read", args=[county.assembly, one.reference])
    ).content.decode()  # fmt: skip

    assert "how much it rests on, and why that is enough; who had a part in it" in reading
    page = shown(browser(county.officer), "evidence", county, one.reference)
    assert "What it does not say yet" in page
    assert "clause A.b" in page


def test_each_level_is_read_by_those_it_is_for_and_by_nobody_else(client):
    county = a_county(micro=2)
    body, other = county.bodies
    member, rival = a_member(body), a_member(other)
    board = PostFactory(assembly=county.assembly, kind="board").person
    far = AuthorityFactory().person
    for level in ("public", "members", "board"):
        a_view(county, title=level, seen_by=level)
    own = a_view(county, title="body", seen_by="body", organisation=body, by=member)

    everything = ["board", "members", "public"]
    assert seen_by(county, None) == ["public"]
    assert seen_by(county, far) == ["public"]
    assert seen_by(county, rival) == ["members", "public"]
    assert seen_by(county, member) == ["body", "members", "public"]
    assert seen_by(county, board) == everything
    assert seen_by(county, county.officer) == everything
    url = reverse("insight:evidence", args=[county.assembly, own.reference])
    assert [browser(who).get(url).status_code for who in (member, rival, far)] == [200, 403, 403]
    assert an_officer(county).get(url).status_code == 403
    assert client.get(url).status_code in (302, 403)


def test_who_left_a_body_no_longer_reads_what_is_for_it():
    county = a_county(micro=1)
    authority = AuthorityFactory(organisation=county.bodies[0])
    own = a_view(county, seen_by="body", organisation=county.bodies[0], by=authority.person)
    url = reverse("insight:evidence", args=[county.assembly, own.reference])
    assert browser(authority.person).get(url).status_code == 200

    authority.until_on = date(2025, 1, 1)
    authority.save()

    assert browser(authority.person).get(url).status_code == 403


def test_stranger_gives_without_an_account_and_an_officer_reads_it_first(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    client.post(reverse("insight:give", args=[county.assembly]), TYPED)
    one = Evidence.objects.get()

    assert (one.state, one.given_by, one.contact) == ("waiting", None, "Ann, 01929 496001")
    assert seen_by(county, county.officer) == []
    assert Letter.objects.get().to == county.officer
    entry = Entry.objects.get(kind="InsightGiven")
    assert entry.facts["title"] == ""
    desk = waits_for_person(county.officer, None, county.assembly, at=NOW, on=TODAY)
    assert "Read what was given to the bank: Nobody drives at night" in {
        item.verb_phrase for item in desk
    }
    read(county, one)
    one.refresh_from_db()
    assert (one.state, one.contact) == ("shared", "")
    assert seen_by(county, None) == ["Nobody drives at night"]


def test_what_was_handed_back_is_finished_and_handed_in_again_by_who_gave_it():
    county = a_county(micro=1)
    giver = PersonFactory()
    one = a_view(county, by=giver)
    read(county, one, "returned", answer="Of which year is it?")
    again = reverse("insight:again", args=[county.assembly, one.reference])

    assert "Of which year is it?" in shown(browser(giver), "evidence", county, one.reference)
    assert browser(PersonFactory()).get(again).status_code == 403
    browser(giver).post(again, TYPED | {"title": "Finished"})

    one.refresh_from_db()
    assert (one.state, one.title, one.answer) == ("waiting", "Finished", "")
    assert refused(
        lambda: a_view(county, evidence=one, by=giver)
    ).code == "already-read"  # fmt: skip
    assert refused(lambda: a_view(county, evidence=one)).code == "not-permitted"


def test_nothing_is_public_where_nobody_knows_whether_people_agreed():
    county = a_county(micro=1)

    assert refused(lambda: a_view(county, consent="unknown")).code == "consent-unknown"
    assert a_view(county, consent="unknown", seen_by="members").state == "shared"


def test_nobody_gives_for_a_body_they_do_not_act_for():
    county = a_county(micro=1)
    who = {"organisation": county.bodies[0]}

    assert refused(lambda: a_view(county, by=PersonFactory(), **who)).code == "not-permitted"
    assert refused(lambda: a_view(county, by=None, **who)).code == "no-body"
    assert refused(lambda: a_view(county, seen_by="body")).code == "no-body"


def test_list_is_filtered_by_place_theme_and_age(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_county(micro=1)
    theme = Theme.objects.create(code="food", name="Food")
    a_view(county, title="Old", until_on=date(2019, 1, 1), area=county.districts[1])
    a_view(county, title="Fresh", themes=[theme])

    def titles(**asked):
        who = reader_of(None, county.assembly, on=TODAY)
        return {one.title for one in bank(county.assembly, who, on=TODAY, **asked)}

    assert titles(place=county.districts[1].code) == {"Old"}
    assert titles(place=county.districts[0].parent.code) == {"Old", "Fresh"}
    assert titles(theme="food") == {"Fresh"}
    assert titles(age="3") == {"Fresh"}
    assert "7 years old" in shown(client, "bank", county)
    assert "Nothing is known of that yet" in shown(client, "bank", county, query="?theme=none")


def test_use_is_tied_to_what_lies_within_the_assembly_and_to_nothing_else():
    county, other = a_county(micro=1), a_county(micro=1)
    one = a_view(county)
    plan = keep_plan(
        assembly=county.assembly, kind="plan", title="Together", about="", from_on=TODAY,
        until_on=TODAY + timedelta(days=9), watched_by="Us", **county.who(),
    )  # fmt: skip
    keep_action(plan=plan, priority="Bus", title="A bus at nine", is_ready=False, **county.who())
    page = reverse("plan:plan", args=[county.assembly, plan.slug])
    item = AgendaItemFactory(meeting__forum=ForumFactory(assembly=county.assembly))
    meeting = reverse("meetings:meeting", args=[county.assembly, item.meeting.reference])
    unpublished = Consultation.objects.create(
        assembly=county.assembly, reference="draft", title="Secret", summary="x",
        owner_name="Council", entered_at=NOW, entered_by=county.officer,
    )  # fmt: skip
    draft = reverse("consultations:consultation", args=[county.assembly, unpublished.reference])

    def used(address):
        return use_evidence(evidence=one, address=address, note="", **county.who())

    assert used(f"{page}#action-1").title == "Together: 1. A bus at nine"
    assert used(f"https://any.example{meeting}#item-{item.pk}").item == item
    assert used(meeting).kind == "meeting"
    for wrong in (
        "https://any.example/", "nonsense", draft, f"{page}#action-9", f"{meeting}#item-999999",
        reverse("plan:plan", args=[other.assembly, plan.slug]),
        reverse("plan:plan", args=[county.assembly, "none"]), reverse("plan:plans", args=[county.assembly]),
        "javascript:alert(1)", "//evil.example/x",
    ):  # fmt: skip
        assert refused(lambda wrong=wrong: used(wrong)).code == "not-within"
    assert refused(lambda: used(meeting)).code == "used-there-already"
    assert Use.objects.count() == 3


def test_only_who_gave_it_or_keeps_the_bank_enters_where_it_went():
    county = a_county(micro=2)
    giver, rival = a_member(county.bodies[0]), a_member(county.bodies[1])
    one = a_view(county, organisation=county.bodies[0], by=giver)
    meeting = MeetingFactory(forum=ForumFactory(assembly=county.assembly))
    at = reverse("meetings:meeting", args=[county.assembly, meeting.reference])

    no = refused(lambda: use_evidence(evidence=one, address=at, note="", by=rival, at=NOW))
    assert no.code == "not-permitted"
    assert use_evidence(evidence=one, address=at, note="", by=giver, at=NOW).evidence == one
    waits = a_view(county, by=PersonFactory())
    early = {"evidence": waits, "address": at, "note": "", **county.who()}
    assert refused(lambda: use_evidence(**early)).code == "not-in-bank"


@pytest.mark.clause("dorset-vcsa-remote-scale")
def test_view_sent_in_stands_with_its_item_and_in_the_notes_and_a_group_may_opt_out(client):
    county = a_county(document="dorset-vcsa", micro=2)
    body, quiet = county.bodies
    person = a_member(body)
    item = AgendaItemFactory(
        meeting__forum=ForumFactory(assembly=county.assembly), visibility="public"
    )
    at = reverse("meetings:meeting", args=[county.assembly, item.meeting.reference])
    public = a_view(county, organisation=body, by=person)
    hidden = a_view(county, title="For members", seen_by="members", organisation=body, by=person)
    for one in (public, hidden):
        use_evidence(evidence=one, address=f"{at}#item-{item.pk}", note="", by=person, at=NOW)

    page = client.get(at).content.decode()
    assert "Sent in beforehand, and counts like what is said here" in page
    assert "Nobody without a car comes to us after six." in page
    assert "For members" not in page
    (line,) = [one for one in drafted_of(item.meeting) if one.drawn_from == "insight"]
    assert (line.item, line.source) == (item.pk, public.reference)
    assert line.text.startswith(f"{body.name} sent in: The last bus goes at six.")
    choose_involvement(
        assembly=county.assembly, organisation=quiet, by=a_member(quiet), at=NOW, level="topics",
        topics=[], channel="letter", hours_a_month=0, best_times="", paused_until=None,
    )  # fmt: skip
    found = an_open_one(county)
    assert not takes_letter(wishes(found)[quiet.pk], [1], on=TODAY)


def test_views_under_items_are_only_those_one_may_read():
    county = a_county(micro=1)
    item = AgendaItemFactory(meeting__forum=ForumFactory(assembly=county.assembly))
    at = reverse("meetings:meeting", args=[county.assembly, item.meeting.reference])
    for level in ("public", "members", "board"):
        one = a_view(county, title=level, seen_by=level)
        use_evidence(evidence=one, address=f"{at}#item-{item.pk}", note="", **county.who())

    def titles(person):
        sight = sight_of(person, county.assembly, at=NOW)
        parts = parts_of(item.meeting, [item], sight, at=NOW)[item.pk]
        return [one.title for part in parts if "views" in part.facts for one in part.facts["views"]]

    assert titles(None) == ["public"]
    assert titles(county.officer) == ["public", "members", "board"]


@pytest.mark.parametrize("number", [1, 30])
def test_cost_of_the_bank_does_not_grow(client, django_assert_max_num_queries, number):
    county = a_county(micro=1)
    for _n in range(number):
        a_view(county)

    with django_assert_max_num_queries(18):
        shown(client, "bank", county)


def test_empty_bank_says_what_to_do(client):
    assert "The bank is empty" in shown(client, "bank", a_county(micro=1))


def test_page_of_nothing_is_not_found(client):
    county = a_county(micro=1)

    url = reverse("insight:evidence", args=[county.assembly, "2026-9"])
    assert client.get(url).status_code == 404


def test_give_evidence_without_an_organisation_is_the_persons_own():
    county = a_county(micro=1)
    person = PersonFactory()

    one = a_view(county, by=person)

    assert (one.organisation, one.given_by, one.state) == (None, person, "waiting")
