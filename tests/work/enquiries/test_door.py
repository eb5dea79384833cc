"""Whatever is brought has an owner, a day, a reply and an outcome; what is told in confidence stays so."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.body.forums.models import Term
from folkmoot.body.organisations.actions.keep_in_step import keep_in_step
from folkmoot.body.organisations.models import Theme
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.equity.queries.counting import counted
from folkmoot.site.duties import duties, waits_for_person
from folkmoot.work.enquiries.actions.answering import (
    answer,
    back,
    close,
    put_among_answers,
    say_progress,
)
from folkmoot.work.enquiries.actions.bringing import bring, take_on
from folkmoot.work.enquiries.actions.standing import follow_kinds, name_contact
from folkmoot.work.enquiries.models import Enquiry
from folkmoot.work.enquiries.queries import readable, year_of
from tests.factories import (
    AuthorityFactory,
    ForumFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.proceedings.meetings.factories import MeetingFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member, moment

pytestmark = pytest.mark.django_db


def refused(do) -> str:
    with pytest.raises(Refusal) as said:
        do()
    return said.value.code


def brought(county, kind="challenge", **more) -> Enquiry:
    said = {"title": "No bus to the clinic", "words": "The last bus leaves at four."}
    return bring(assembly=county.assembly, kind=kind, at=NOW, **{"by": None} | said | more)


def a_request(county, **more) -> Enquiry:
    return brought(
        county, "request", title="Design the falls service", partner="Care Board",
        **{"request_kind": "programme design", "by": county.officer} | more,
    )  # fmt: skip


@pytest.mark.clause("dorset-vcsa-challenge")
@pytest.mark.parametrize("kind", ["support", "challenge", "idea", "offer"])
def test_four_ways_to_speak_up_on_a_service_each_get_owner_reply_and_status(
    kind, client, time_machine
):
    county = a_county(document="dorset-vcsa", micro=2)
    body, person = county.bodies[0], a_member(county.bodies[0])
    found = brought(county, kind, service="Clinic buses", organisation=body, by=person)
    take_on(
        enquiry=found, owner=county.officer, owner_name="support officer", due_on=found.due_on,
        triage="", partner="Wessmoor NHS", **county.who(),
    )  # fmt: skip
    say_progress(enquiry=found, words="The operator was asked.", **county.who())
    answer(enquiry=found, words="A bus at six from May.", **county.who())
    close(enquiry=found, outcome="It runs.", **county.who(NOW + timedelta(days=60)))
    time_machine.move_to(NOW, tick=False)

    shown = client.get(
        reverse("enquiries:enquiry", args=[county.assembly, found.reference])
    ).content.decode()

    for words in (
        "support officer",
        "Wessmoor NHS",
        "A bus at six from May.",
        "It runs.",
        "answered",
    ):
        assert words in shown
    assert Letter.objects.filter(kind="EnquiryAnswered", to=person).count() == 1


@pytest.mark.clause("dorset-vcsa-contact", "staffs-5.7-contact")
@pytest.mark.parametrize("document", ["dorset-vcsa", "staffs-alliance"])
def test_anybody_reaches_somebody_and_the_day_of_the_reply_is_tracked(
    document, client, time_machine
):
    county = a_county(document=document, micro=1)
    time_machine.move_to(NOW, tick=False)
    url = reverse("enquiries:bring", args=[county.assembly]) + "?kind=question"

    missing = client.post(url, {"title": "Who chairs?", "words": "I would like to know."})
    assert missing.status_code == 422
    assert "Say how we reach you." in missing.content.decode()
    sent = client.post(
        url, {"title": "Who chairs?", "words": "I would like to know.", "contact": "01929 496000"}
    )

    assert sent.status_code == 302
    found = Enquiry.objects.get()
    assert found.due_on.isoformat() == "2026-03-16"  # ten working days from Monday 2 March
    assert Letter.objects.get(kind="EnquiryReceived").to == county.officer
    owed = {
        duty.state for on in (found.due_on, found.due_on + timedelta(days=1))
        for duty in duties(county.assembly, on=on) if found.reference in duty.obligation.what
    }  # fmt: skip
    assert owed == {"due", "missed"}
    assert f"Answer: {found.title}" in [
        item.verb_phrase
        for item in waits_for_person(county.officer, None, county.assembly, at=NOW, on=NOW.date())
    ]


@pytest.mark.clause("staffs-appA.c")
def test_issue_of_a_member_is_answered_to_members_and_the_time_is_reported(client):
    county = a_county(document="staffs-alliance", micro=2)
    body, person = county.bodies[0], a_member(county.bodies[0])
    found = brought(county, "issue", organisation=body, by=person)
    on = NOW.date()
    answer(enquiry=found, words="We look into it.", **county.who(NOW + timedelta(days=3)))

    other = county.bodies[1]
    assert found in readable(county.assembly, a_member(other), other, on=on)
    assert found not in readable(county.assembly, PersonFactory(), None, on=on)
    assert year_of(county.assembly, year=2026).rows == [("an issue of a member", 1, 1, 1, 3)]
    assert refused(lambda: brought(county, "issue")) == "not-permitted"


@pytest.mark.clause("dorset-vcsa-discrimination")
def test_unequal_treatment_is_told_in_confidence_looked_at_answered_and_counted(
    client, time_machine
):
    county = a_county(document="dorset-vcsa", micro=6)
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    time_machine.move_to(NOW, tick=False)
    person = a_member(county.bodies[0])
    page = browser(person)
    url = reverse("enquiries:bring", args=[county.assembly]) + "?kind=unfairness"

    page.post(url, {"title": "Turned away", "words": "I was turned away at the hall."})

    found = Enquiry.objects.get()
    assert (found.raised_by, found.organisation, found.contact) == (None, None, "")
    assert "Turned away" not in str([entry.facts for entry in Entry.objects.all()])
    item = reverse("enquiries:enquiry", args=[county.assembly, found.reference])
    for reader in (client, page):
        assert reader.get(item).status_code == 403
        assert "Turned away" not in reader.get(
            reverse("enquiries:door", args=[county.assembly])
        ).content.decode()  # fmt: skip
    assert browser(county.officer).get(item).status_code == 200
    take_on(
        enquiry=found, owner=None, owner_name="support officer", due_on=found.due_on,
        triage="urgent", partner="", **county.who(),
    )  # fmt: skip
    answer(enquiry=found, words="The hall was spoken to.", **county.who())
    assert counted(county.assembly, year=2026)["unfairness"] == {
        "received": 1, "looked_at": 1, "answered": 1,
    }  # fmt: skip
    assert refused(
        lambda: put_among_answers(enquiry=found, title="x", reply="x", **county.who())
    ) == "answers-are-public"  # fmt: skip


@pytest.mark.clause("dorset-vcsa-faq")
def test_questions_and_answers_grow_from_what_is_asked(client, time_machine):
    county = a_county(document="dorset-vcsa", micro=1)
    found = brought(county, "question", title="When is the next meeting, asks Ola?", contact="Ola")
    assert refused(
        lambda: put_among_answers(enquiry=found, title="x", reply="x", **county.who())
    ) == "not-answered-yet"  # fmt: skip
    answer(enquiry=found, words="Dear Ola, on Monday.", **county.who())
    put_among_answers(
        enquiry=found, title="When are meetings?", reply="On Mondays.", **county.who()
    )

    shown = client.get(reverse("enquiries:answers", args=[county.assembly])).content.decode()

    assert "When are meetings?" in shown
    assert "Ola" not in shown
    assert reverse("enquiries:bring", args=[county.assembly]) + "?kind=question" in shown


@pytest.mark.clause("dorset-vcsa-named-contacts")
def test_named_contacts_are_published_and_confirmed_every_half_year(client, time_machine):
    county = a_county(document="dorset-vcsa", micro=1)
    made = name_contact(
        assembly=county.assembly, name="Hetty Vale", role="chair of the board",
        organisation_name="Wessmoor Assembly", phone="01929 496001", email="", **county.who(),
    )  # fmt: skip

    assert made.confirm_by.isoformat() == "2026-09-02"
    late = moment(made.confirm_by + timedelta(days=1))
    states = [
        (duty.state, duty.obligation.who) for duty in duties(county.assembly, on=late.date())
        if duty.obligation.what == "Confirm the contact chair of the board"
    ]  # fmt: skip
    assert states == [("missed", "Wessmoor Assembly")]
    time_machine.move_to(late, tick=False)
    shown = client.get(reverse("enquiries:door", args=[county.assembly])).content.decode()
    for words in ("Hetty Vale", "chair of the board", "01929 496001", "2 March 2026", "overdue"):
        assert words in shown


@pytest.mark.clause("principles-p2a3-proposals")
def test_answer_to_a_local_problem_gathers_backing_and_gets_a_reasoned_reply(client):
    county = a_county(document="dorset-principles", micro=3)
    found = brought(county, "proposal", area=county.districts[0], contact="Ola")
    address = reverse("enquiries:enquiry", args=[county.assembly, found.reference])
    assert client.get(address).status_code == 403  # nobody known brought it
    take_on(
        enquiry=found, owner=county.officer, owner_name="Desk", triage="", partner="",
        due_on=NOW.date(), **county.who(),
    )  # fmt: skip
    first, second = county.bodies[:2]
    back(
        enquiry=found,
        organisation=first,
        backs_as="supporter",
        words="",
        by=a_member(first),
        at=NOW,
    )
    back(
        enquiry=found, organisation=second, backs_as="partner", words="We have a minibus.",
        by=a_member(second), at=NOW,
    )  # fmt: skip
    answer(enquiry=found, words="Yes, because it costs less.", **county.who())
    say_progress(enquiry=found, words="It begins in May.", **county.who())

    shown = client.get(address).content.decode()

    for words in (
        "We have a minibus.", "Yes, because it costs less.", "It begins in May.", first.name,
        "supports it", "takes part in it",
    ):  # fmt: skip
        assert words in shown


def test_nobody_backs_their_own():
    county = a_county(micro=1)
    body, person = county.bodies[0], a_member(county.bodies[0])
    found = brought(county, "proposal", organisation=body, by=person)

    assert refused(
        lambda: back(
            enquiry=found, organisation=body, backs_as="partner", words="", by=person, at=NOW
        )
    ) == "backs-its-own"  # fmt: skip


@pytest.mark.clause("principles-3.2-single-entry")
def test_one_request_reaches_fitting_groups_small_ones_first():
    county = a_county(document="dorset-principles", micro=2, large=2)
    health = Theme.objects.create(code="falls", name="Falls")
    for body in (county.bodies[0], county.bodies[2]):
        body.themes.add(health)
    keep_in_step([body.pk for body in county.bodies])
    people = {a_member(body): body for body in county.bodies}

    found = a_request(county, themes=[health])

    sent = list(found.sent_to.order_by("pk"))
    assert [one.organisation for one in sent] == [county.bodies[0], county.bodies[2]]
    assert {one.why for one in sent} == {"Falls"}
    letters = {people[letter.to] for letter in Letter.objects.filter(kind="RequestSent")}
    assert letters == {county.bodies[0], county.bodies[2]}


@pytest.mark.clause("dorset-vcsa-contribution-types")
def test_members_follow_the_kinds_of_request_they_care_about():
    county = a_county(document="dorset-vcsa", micro=2)
    body, person = county.bodies[0], a_member(county.bodies[0])
    follow_kinds(assembly=county.assembly, organisation=body, kinds=["research", "strategy"])
    follow_kinds(assembly=county.assembly, organisation=body, kinds=["research"])

    a_request(county, request_kind="strategy")
    assert not Letter.objects.filter(kind="RequestSent").exists()
    a_request(county, request_kind="research")

    assert [letter.to for letter in Letter.objects.filter(kind="RequestSent")] == [person]
    assert set(Enquiry.objects.values_list("request_kind", flat=True)) == {"strategy", "research"}


@pytest.mark.clause("staffs-1.1")
def test_care_system_logs_its_request_against_a_forum_with_day_owner_and_outcome(client):
    county = a_county(document="staffs-alliance", micro=1)
    forum = ForumFactory(assembly=county.assembly, name="Falls Forum")
    council = AuthorityFactory(organisation=OrganisationFactory(sector="statutory"))

    found = a_request(
        county, forum=forum, is_formal=True, organisation=council.organisation, by=council.person
    )
    take_on(
        enquiry=found, owner=None, owner_name="chair of the forum", due_on=NOW.date(), triage="",
        partner="Integrated Care Board", **county.who(),
    )  # fmt: skip
    answer(enquiry=found, words="Three people come.", **county.who())
    close(enquiry=found, outcome="The service was changed.", **county.who())

    shown = client.get(
        reverse("enquiries:enquiry", args=[county.assembly, found.reference])
    ).content.decode()
    for words in ("Falls Forum", "chair of the forum", "The service was changed."):
        assert words in shown
    assert "own exercise" not in shown
    assert refused(lambda: brought(county, "request", by=a_member(county.bodies[0]))) == (
        "not-permitted"
    )


@pytest.mark.clause("staffs-1.3")
def test_request_outside_a_recognised_forum_is_not_formal_and_says_so(client):
    county = a_county(document="staffs-alliance", micro=1)
    waiting = ForumFactory(assembly=county.assembly, recognised_on=None)

    for forum in (None, waiting):
        with pytest.raises(Refusal) as said:
            a_request(county, is_formal=True, forum=forum)
        assert said.value.code == "not-a-formal-route"
        assert said.value.clause.key == "other-routes-not-formal"
    found = a_request(county)

    shown = client.get(
        reverse("enquiries:enquiry", args=[county.assembly, found.reference])
    ).content.decode()
    assert "Care Board’s own exercise" in shown


@pytest.mark.clause("compact-alt-formats")
def test_another_form_of_any_document_is_asked_for_and_followed(client, time_machine):
    county = a_county(micro=1)
    time_machine.move_to(NOW, tick=False)
    sent = client.post(
        reverse("enquiries:bring", args=[county.assembly]) + "?kind=format",
        {"title": "The Compact in large print", "words": "Print.", "contact": "PO Box 3"},
    )
    found = Enquiry.objects.get()

    assert sent.status_code == 302
    owed = [
        duty.obligation.clause.key for duty in duties(county.assembly, on=found.due_on)
        if found.reference in duty.obligation.what
    ]  # fmt: skip
    assert owed == ["other-formats"]
    answer(enquiry=found, words="Sent.", **county.who())
    close(enquiry=found, outcome="They have it.", **county.who())
    found.refresh_from_db()
    assert found.contact == ""


def test_only_who_answers_for_it_replies():
    county = a_county(micro=1)
    found = brought(county)

    assert refused(lambda: answer(enquiry=found, words="x", by=PersonFactory(), at=NOW)) == (
        "not-permitted"
    )
    assert refused(lambda: close(enquiry=found, outcome="x", **county.who())) == "not-answered-yet"


def test_list_costs_the_same_for_many_as_for_one(client, django_assert_max_num_queries):
    county = a_county(micro=1)
    url = reverse("enquiries:door", args=[county.assembly])
    for _number in range(5):
        brought(county)

    with django_assert_max_num_queries(8):
        client.get(url)


@pytest.mark.clause("principles-p2a1-strengths")
def test_proposal_of_problems_alone_is_handed_back_with_what_was_typed_and_opens_with_strengths():
    county = a_county(document="dorset-principles", micro=1)
    person = a_member(county.bodies[0])
    url = reverse("enquiries:bring", args=[county.assembly]) + "?kind=proposal"
    typed = {"title": "A bus at nine", "words": "One more bus.", "needs": "A way home at night."}

    refused_page = browser(person).post(url, typed)

    assert refused_page.status_code == 422
    html = refused_page.content.decode()
    assert "It lists problems only" in html
    assert "A way home at night." in html
    assert not Enquiry.objects.exists()
    strengths = {"strengths": "Four people who can drive one."}
    page = browser(person).post(url, typed | strengths, follow=True).content.decode()
    order = [page.index(words) for words in (*strengths.values(), typed["needs"], typed["words"])]
    assert order == sorted(order)


@pytest.mark.clause("staffs-appA.b")
def test_proposal_is_asked_four_things_and_what_it_leaves_open_shows_to_who_reads():
    county = a_county(document="staffs-alliance", micro=1)
    person = a_member(county.bodies[0])
    url = reverse("enquiries:bring", args=[county.assembly]) + "?kind=proposal"
    form = browser(person).get(url).content.decode()
    for words in ("What do people there already have", "What do they need?",
                  "How much does it rest on", "Who had a part in its design?"):  # fmt: skip
        assert words in form

    typed = {"title": "A bus", "words": "One more.", "needs": "A way home.", "makers": "Riders"}
    page = browser(person).post(url, typed, follow=True).content.decode()

    assert "What it does not say yet" in page
    assert "<li>what people already have</li><li>fitting evidence</li>" in page


@pytest.mark.clause("principles-a3-internal-forum")
def test_question_to_the_forum_inside_a_council_goes_to_its_chair_and_its_meetings_are_kept(
    client, time_machine
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=1)
    forum = ForumFactory(
        assembly=county.assembly, kind="internal", slug="inside", name="Council forum"
    )
    chair = PersonFactory()
    Term.objects.create(
        office=OfficeFactory(forum=forum), person=chair, holder_name="Jo Reed", basis="elected",
        from_on=NOW.date(), ends_on=NOW.date().replace(year=2029),
    )  # fmt: skip
    yesterday = NOW - timedelta(days=1)
    meeting = MeetingFactory(
        forum=forum, starts_at=yesterday, opened_at=yesterday,
        closed_at=yesterday + timedelta(hours=2),
    )  # fmt: skip
    here = f"/{county.assembly.slug}/"

    shown = client.get(f"{here}compact/understanding/").content.decode()
    assert "Ask Council forum a question" in shown
    form = client.get(f"{here}door/bring/?kind=question&forum=inside")
    assert form.context["form"]["forum"].value() == "inside"
    sent = client.post(
        f"{here}door/bring/?kind=question",
        {"title": "One form for all teams", "words": "Can it be?", "forum": "inside",
         "contact": "01632 960 001"},
    )  # fmt: skip
    assert sent.status_code == 302

    found = Enquiry.objects.get()
    assert (found.forum, found.owner, found.owner_name) == (forum, chair, "chair of Council forum")
    told = {letter.to for letter in Letter.objects.filter(kind="EnquiryReceived")}
    assert told == {county.officer, chair}
    answer(enquiry=found, words="From May on.", by=chair, at=NOW)
    assert Enquiry.objects.get().reply == "From May on."
    kept = browser(chair).get(f"{here}meetings/{meeting.reference}/").content.decode()
    assert "Council forum" in kept
    assert "Write the notes" in kept
