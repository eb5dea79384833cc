"""Interests: declared at three moments, ruled by whoever presides, closed and open again."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.meetings.actions.interests import (
    close_interest,
    declare_interest,
    rule_on_interest,
)
from folkmoot.proceedings.meetings.models import Interest, Paper, Referral
from folkmoot.proceedings.meetings.queries.beyond import stakes_in
from folkmoot.proceedings.meetings.queries.drafting import drawn_lines
from folkmoot.proceedings.meetings.queries.people_waiting import waiting_people
from folkmoot.proceedings.meetings.queries.presiding import presiding
from folkmoot.proceedings.meetings.queries.sight import shut_out_of, sight_of
from folkmoot.proceedings.meetings.queries.voters import members_here
from folkmoot.rules.findings import Refusal
from tests.factories import ForumFactory, PersonFactory
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AgendaItemFactory,
    AttendanceFactory,
    InterestFactory,
    MeetingFactory,
    a_gathering,
    come,
)

pytestmark = pytest.mark.django_db
BEFORE = STARTS_AT - timedelta(days=3)
NATURE = "My sister runs the firm that bids"
REASON = "The item decides on that bid."


@pytest.fixture
def gathering():
    return a_gathering(members=4)


@pytest.fixture
def item(gathering):
    meeting = MeetingFactory(forum=gathering.forum)
    return AgendaItemFactory(meeting=meeting, title="The bid", text="Which firm is to do it.")


def begin(item):
    """Open the meeting with everybody there, and take the item."""
    meeting = item.meeting
    meeting.opened_at = item.started_at = STARTS_AT
    meeting.save()
    item.save()


def declares(item, member, *, at=BEFORE, by=None, **more):
    return declare_interest(
        assembly=item.meeting.assembly,
        item=item,
        person=member.person,
        name=member.person.name,
        organisation=member.organisation,
        by=by or member.person,
        at=at,
        **{"is_of_organisation": False, "moment": "in advance", "nature": NATURE, **more},
    )


def rules(interest, by, *, at=STARTS_AT, effect="leaves", because=REASON):
    return rule_on_interest(interest=interest, effect=effect, because=because, by=by, at=at)


@pytest.mark.parametrize(
    ("moment", "at"),
    [
        ("in advance", BEFORE),
        ("at the item", STARTS_AT),
        ("as it arises", STARTS_AT + timedelta(minutes=7)),
    ],
)
@pytest.mark.clause("staffs-11.2")
def test_interest_is_declared_at_each_of_three_moments_with_its_time_and_item(
    gathering, item, moment, at
):
    if moment != "in advance":
        begin(item)
        come(item.meeting, *gathering.members)

    interest = declares(item, gathering.member(2), moment=moment, at=at)
    again = declares(item, gathering.member(2), moment=moment, at=at + timedelta(seconds=9))

    assert again == interest
    assert (interest.declared_at, interest.item, interest.moment) == (at, item, moment)
    entry = Entry.objects.get()
    assert (entry.kind, entry.facts["item"], entry.facts["moment"]) == (
        "InterestDeclared", "The bid", moment,
    )  # fmt: skip
    assert entry.under.endswith("clause 11.2 (Declaring interests)")
    assert NATURE not in str(entry.facts)
    assert gathering.member(2).person.name not in str(entry.facts)
    assert [letter.to for letter in Letter.objects.select_related("to")] == [gathering.chair]


@pytest.mark.parametrize(
    ("more", "code"),
    [({"moment": "after the vote"}, "moment-unknown"), ({"by": "other"}, "not-permitted")],
)
@pytest.mark.clause("staffs-11.2")
def test_interest_at_another_moment_or_of_somebody_else_is_refused_without_trace(
    gathering, item, more, code
):
    if more.get("by"):
        more = {"by": gathering.member(3).person}

    with pytest.raises(Refusal) as no:
        declares(item, gathering.member(2), **more)

    assert no.value.code == code
    assert not Interest.objects.exists()
    assert not Entry.objects.exists()
    assert not Letter.objects.exists()


def test_officer_enters_an_interest_for_somebody_in_the_room_without_an_account(gathering, item):
    interest = declare_interest(
        assembly=item.meeting.assembly,
        item=item,
        person=None,
        name="No Account",
        organisation=gathering.member(2).organisation,
        is_of_organisation=True,
        moment="as it arises",
        nature=NATURE,
        by=gathering.officer,
        at=STARTS_AT,
    )
    rules(interest, gathering.chair)

    sight = sight_of(gathering.member(2).person, item.meeting.assembly, at=STARTS_AT)
    assert not sight.may_see(item)
    told = Letter.objects.filter(kind="InterestRuledLetter").select_related("to")
    assert [letter.to for letter in told] == [gathering.member(2).person]
    assert REASON in told[0].text


@pytest.mark.clause("staffs-11.3")
def test_leaving_suspends_access_papers_and_vote_and_closing_restores_them(gathering, item):
    member, assembly, others = gathering.member(2), item.meeting.assembly, gathering.members
    paper = Paper.objects.create(
        meeting=item.meeting, item=item, title="Bids", text="Three bids.",
        added_by=gathering.chair, added_at=BEFORE,
    )  # fmt: skip
    other = AgendaItemFactory(meeting=item.meeting)
    interest = declares(item, member)
    begin(item)
    come(item.meeting, *others)

    def stands():
        sight = sight_of(member.person, assembly, at=STARTS_AT)
        out = [one.name for one in members_here(item.meeting, item, at=STARTS_AT) if one.is_out]
        shut = shut_out_of(item, [one.person for one in others], on=STARTS_AT.date())
        return sight.may_see(item), sight.may_read(paper), out, shut, sight.may_see(other)

    declared = stands()
    rules(interest, gathering.chair)
    left = stands()
    close_interest(interest=interest, by=gathering.chair, at=STARTS_AT + timedelta(hours=1))
    restored = stands()

    assert declared == restored == (True, True, [], set(), True)
    assert left == (False, False, [member.organisation.name], {member.person.pk}, True)
    kinds = list(Entry.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["InterestDeclared", "InterestRuled", "InterestClosed"]
    told = Letter.objects.filter(to=member.person).order_by("pk")
    assert [one.kind for one in told] == ["InterestRuledLetter", "InterestClosedLetter"]


@pytest.mark.parametrize("effect", ["leaves", "no-vote"])
@pytest.mark.clause("staffs-11.3")
def test_taking_something_away_needs_its_reason_and_staying_does_not(gathering, item, effect):
    interest = declares(item, gathering.member(2))

    with pytest.raises(Refusal) as no:
        rules(interest, gathering.chair, effect=effect, because=" ", at=BEFORE)
    interest.refresh_from_db()
    assert interest.effect == ""
    stays = rules(interest, gathering.chair, effect="stays", because="", at=BEFORE)

    assert (no.value.code, no.value.clause.key) == ("exclusion-without-reason-given", "recusal")
    assert stays.effect == "stays"


@pytest.mark.clause("staffs-7.3")
def test_interest_of_the_chair_hands_that_item_alone_to_the_vice_chair_at_once(gathering, item):
    other = AgendaItemFactory(meeting=item.meeting)
    begin(item)
    come(item.meeting, *gathering.members)
    own = declares(item, gathering.member(0), moment="as it arises", at=STARTS_AT)
    of_another = declares(item, gathering.member(2), moment="as it arises", at=STARTS_AT)

    refused = []
    for interest, by in ((own, gathering.chair), (of_another, gathering.chair)):
        with pytest.raises(Refusal) as no:
            rules(interest, by)
        refused.append((no.value.code, no.value.clause.key))
    rules(own, gathering.vice_chair)
    rules(of_another, gathering.vice_chair)

    assert refused == [("not-permitted", "vice-chair")] * 2
    assert presiding(item.meeting, item, at=STARTS_AT).office == "vice-chair"
    assert presiding(item.meeting, other, at=STARTS_AT).office == "chair"
    to = Letter.objects.filter(kind="InterestDeclaredLetter").select_related("to")
    assert {letter.to for letter in to} == {gathering.vice_chair}
    close_interest(interest=own, by=gathering.vice_chair, at=STARTS_AT + timedelta(minutes=9))
    assert presiding(item.meeting, item, at=STARTS_AT).office == "chair"


def test_nobody_rules_on_an_interest_of_their_own_organisation(gathering, item):
    interest = InterestFactory(
        item=item,
        person=gathering.member(2).person,
        organisation=gathering.member(0).organisation,
        is_of_organisation=True,
        effect="stays",
        ruled_at=BEFORE,
    )

    with pytest.raises(Refusal) as no:
        rules(interest, gathering.chair, at=BEFORE)

    assert no.value.code == "own-interest"


def test_whoever_left_cannot_close_their_own_interest(gathering, item):
    interest = rules(declares(item, gathering.member(2)), gathering.chair, at=BEFORE)

    with pytest.raises(Refusal) as no:
        close_interest(interest=interest, by=gathering.member(2).person, at=STARTS_AT)

    assert no.value.code == "not-permitted"
    assert not sight_of(gathering.member(2).person, item.meeting.assembly, at=STARTS_AT).may_see(
        item
    )


def test_standing_interest_is_kept_without_an_item_and_closed_by_whose_it_is(gathering, item):
    member = gathering.member(2)
    standing = declare_interest(
        assembly=item.meeting.assembly, item=None, person=member.person,
        name=member.person.name, organisation=member.organisation, is_of_organisation=True,
        moment="in advance", nature=NATURE, by=member.person, at=BEFORE,
    )  # fmt: skip

    with pytest.raises(Refusal) as no:
        rules(standing, gathering.chair, at=BEFORE)
    close_interest(interest=standing, by=member.person, at=STARTS_AT)

    assert no.value.code == "interest-without-item"
    standing.refresh_from_db()
    assert standing.closed_at == STARTS_AT


def test_site_knows_what_brought_named_and_offices_may_mean(gathering, item):
    member = gathering.member(2)
    bodies = frozenset({member.organisation.pk})
    codes = {}

    def known(name, person=member.person, acts_for=bodies):
        codes[name] = [stake.code for stake in stakes_in(person, acts_for, item)]

    known("nothing")
    item.text = f"A grant to {member.organisation.name}."
    known("named")
    Paper.objects.create(
        meeting=item.meeting, item=item, title="Accounts", text="Figures.",
        owner=member.organisation, added_by=member.person, added_at=BEFORE,
    )  # fmt: skip
    known("paper")
    item.brought_by = member.organisation
    known("brought")
    item.title, item.text = "Terms of the chair", ""
    known("office", gathering.chair, frozenset())
    item.title = "The vice-chair"
    known("another office", gathering.chair, frozenset())
    Referral.objects.create(
        from_forum=gathering.forum, to_forum=ForumFactory(assembly=item.meeting.assembly),
        title="Sent on", on_item=item, sent_by=gathering.chair, sent_at=BEFORE,
    )  # fmt: skip
    known("referred", gathering.chair, frozenset())

    assert codes == {
        "nothing": [], "named": ["named"], "paper": ["paper"], "brought": ["brought"],
        "office": ["office"], "another office": [], "referred": ["referred"],
    }  # fmt: skip


def signed_in(client, person, *, officer=False):
    if officer:
        Authenticator.objects.get_or_create(
            user=person, type=Authenticator.Type.TOTP, defaults={"data": {}}
        )
    client.force_login(person)
    return client


def test_pages_declare_rule_and_close_and_keep_what_is_not_public_from_the_public(
    client, gathering, item, time_machine
):
    time_machine.move_to(BEFORE, tick=False)
    member, meeting = gathering.member(2), item.meeting
    home = f"/{meeting.assembly.slug}/meetings/"
    here = f"{home}{meeting.reference}/interests/"
    answers = {
        "item": item.pk, "whose": "person", "body": member.organisation.pk,
        "nature": NATURE, "keep": "on",
    }  # fmt: skip

    signed_in(client, member.person)
    assert client.post(f"{here}declare/", {**answers, "nature": ""}).status_code == 422
    assert client.post(f"{here}declare/", answers)["Location"] == here
    interest = Interest.objects.get()
    own = client.post(f"{here}{interest.pk}/", {"effect": "stays", "because": ""})
    signed_in(client, gathering.chair)
    [waits] = [
        one.url for one in waiting_people(None, meeting.assembly, at=BEFORE, person=gathering.chair)
    ]
    needs_reason = client.post(waits, {"effect": "leaves", "because": ""})
    client.post(waits, {"effect": "leaves", "because": REASON})
    interest.refresh_from_db()

    assert own.status_code == 422
    assert needs_reason.status_code == 422
    assert (interest.effect, interest.ruled_by) == ("leaves", gathering.chair)
    pages = [f"{home}interests/", f"{home}interests.csv", here]
    seen = [NATURE in client.get(page).content.decode() for page in pages]
    client.logout()
    public = [NATURE in client.get(page).content.decode() for page in pages]
    assert (seen, public) == ([True] * 3, [False] * 3)
    Interest.objects.update(is_public=True)
    assert [NATURE in client.get(page).content.decode() for page in pages] == [True] * 3
    assert [REASON in client.get(page).content.decode() for page in pages] == [False] * 3
    signed_in(client, gathering.chair)
    client.post(f"{here}{interest.pk}/close/", {"sure": "on"})
    interest.refresh_from_db()
    assert interest.closed_at == BEFORE


def test_somebody_who_may_not_rule_reads_nothing_by_trying(client, gathering, item, time_machine):
    time_machine.move_to(BEFORE, tick=False)
    interest = InterestFactory(item=item, person=gathering.chair, nature=NATURE, is_public=False)
    page = f"/{item.meeting.assembly.slug}/meetings/{item.meeting.reference}/interests/"

    signed_in(client, PersonFactory())
    tried = [
        client.post(f"{page}{interest.pk}/", {"effect": "stays"}),
        client.get(f"{page}{interest.pk}/close/"),
        client.post(f"{page}{interest.pk}/close/", {"sure": "on"}),
    ]

    assert [NATURE in response.content.decode() for response in tried] == [False] * 3
    assert not Interest.objects.exclude(closed_at=None).exists()


def test_officer_enters_an_interest_through_the_page(client, gathering, item, time_machine):
    begin(item)
    time_machine.move_to(STARTS_AT, tick=False)
    signed_in(client, gathering.officer, officer=True)
    page = f"/{item.meeting.assembly.slug}/meetings/{item.meeting.reference}/interests/enter/"
    answers = {
        "item": item.pk, "name": "Pat Phone", "email": "", "whose": "organisation",
        "body": gathering.member(2).organisation.pk, "moment": "as it arises", "nature": NATURE,
    }  # fmt: skip

    without = client.post(page, {**answers, "body": ""})
    done = client.post(page, answers)

    assert (without.status_code, done.status_code) == (422, 302)
    interest = Interest.objects.get()
    assert (interest.name, interest.moment, interest.entered_by) == (
        "Pat Phone", "as it arises", gathering.officer,
    )  # fmt: skip


def test_register_costs_the_same_at_two_sizes(client, gathering, item):

    costs = []
    for more in (1, 12):
        for _one in range(more):
            InterestFactory(item=item, organisation=gathering.member(2).organisation)
        page = f"/{item.meeting.assembly.slug}/meetings/interests/"
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_page_writes_down_what_the_site_knows_unless_the_item_is_closed_to_them(
    client, gathering, item, time_machine
):
    time_machine.move_to(BEFORE, tick=False)
    member = gathering.member(2)
    item.text = f"A grant to {member.organisation.name}."
    item.save()
    page = f"/{item.meeting.assembly.slug}/meetings/{item.meeting.reference}/interests/declare/"
    signed_in(client, member.person)
    answers = {
        "item": item.pk, "whose": "organisation", "body": member.organisation.pk,
        "nature": NATURE,
    }  # fmt: skip
    speaks = f"This item speaks of {member.organisation.name}."

    known = client.get(page, {"item": item.pk}).content.decode()
    client.post(f"{page}?item={item.pk}", answers)
    rules(Interest.objects.get(), gathering.chair, at=BEFORE)
    closed = client.get(page, {"item": item.pk}).content.decode()

    assert Interest.objects.get().suggested_by == "named"
    assert (speaks in known, speaks in closed) == (True, False)


@pytest.mark.parametrize("is_public", [True, False])
def test_public_record_and_open_notes_name_an_organisation_only_where_its_interest_is_for_all(
    gathering, item, is_public
):
    begin(item)
    come(item.meeting, *gathering.members)
    member = gathering.member(3)
    item.visibility = "public"
    item.save()
    interest = declares(item, member, is_of_organisation=True, is_public=is_public)
    rule_on_interest(
        interest=interest, effect="leaves", because=REASON, by=gathering.chair, at=STARTS_AT
    )
    close_interest(interest=interest, by=gathering.chair, at=STARTS_AT)

    kinds = ["InterestDeclared", "InterestRuled", "InterestClosed"]
    told = {entry.facts["organisation"] for entry in Entry.objects.filter(kind__in=kinds)}
    (line,) = [
        one for one in drawn_lines(item.meeting, at=STARTS_AT) if one.drawn_from == "interest"
    ]
    name = member.organisation.name
    assert told == {name if is_public else ""}
    assert (name in line.text) is is_public


def test_interest_of_somebody_without_an_account_takes_the_vote_of_their_member(gathering, item):
    begin(item)
    come(item.meeting, *gathering.members[:3])
    body = gathering.member(3).organisation
    AttendanceFactory(
        meeting=item.meeting, person=None, name="Ruth Imlah", organisation=body,
        entered_by=gathering.officer,
    )  # fmt: skip
    InterestFactory(
        item=item, person=None, name="ruth imlah", organisation=body, effect="no-vote",
        effect_because=REASON, ruled_at=STARTS_AT, ruled_by=gathering.chair,
        entered_by=gathering.officer,
    )  # fmt: skip

    out = {one.name for one in members_here(item.meeting, item, at=STARTS_AT) if one.is_out}

    assert out == {body.name}
