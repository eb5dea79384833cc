import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator

from folkmoot.body.forums.models import Term
from folkmoot.proceedings.elections import actions, queries
from folkmoot.proceedings.elections.actions import sealing
from folkmoot.proceedings.elections.models import Ballot, Contest, SealedBallot
from folkmoot.reckoning import recount
from tests.proceedings.elections.factories import (
    BALLOT_CLOSES,
    BALLOT_OPENS,
    CALLED,
    CAPACITY,
    COUNTED,
    PUBLISHED,
    QUALITIES,
    a_ballot,
    a_town,
    call,
    nominate,
    open_ballots,
    publish,
    vote,
    words,
)

pytestmark = pytest.mark.django_db
HERE = "/staffordshire/elections/"
THIS = f"{HERE}southeast-chair-2026/"


def signed_in(client, person, *, officer=False):
    if officer and not Authenticator.objects.filter(user=person).exists():
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    client.force_login(person)
    return client


def hidden(response, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]+)"', response.content.decode())[1]


NOMINATION = {
    "nominee_name": "Grace Hill",
    "nominee_email": "grace@example.org",
    "motivation": "To be heard.",
    "capability": "Ten years.",
    "interests": "none",
    **{f"quality_{place}": "Shown." for place in range(5)},
    "confirms": list(CAPACITY),
    "accepts_guidance": "on",
}


@pytest.mark.clause("staffs-D3.1")
def test_whole_election_through_the_pages(client, time_machine, tmp_path):
    town = a_town(3)
    officer, voter = town.officer, town.contacts[2]
    time_machine.move_to(CALLED, tick=False)
    signed_in(client, officer, officer=True)
    form = client.get(f"{HERE}call/")
    asked = {
        "office": town.office.pk, "reason": "first", "returning_officer": officer.pk,
        "open_on_0": "2", "open_on_1": "3", "open_on_2": "2026", "open_time": "9:00",
        "close_on_0": "23", "close_on_1": "3", "close_on_2": "2026", "close_time": "17:00",
        "role_description": "Chairs.", "hours_a_year": "90",
    }  # fmt: skip
    boxes = re.findall(r'name="(open_on_\w+)"', form.content.decode())
    asked |= dict(zip(boxes, ("2", "3", "2026"), strict=True))
    boxes = re.findall(r'name="(close_on_\w+)"', form.content.decode())
    asked |= dict(zip(boxes, ("23", "3", "2026"), strict=True))
    assert client.post(f"{HERE}call/", asked)["Location"] == THIS
    contest = Contest.objects.get()

    for place in (0, 1):
        contact = town.contacts[place]
        signed_in(client, contact)
        page = client.get(f"{THIS}nominate/")
        assert "about 90 hours a year" in words(page)
        answers = {
            **NOMINATION,
            "nominee_name": contact.name,
            "nominee_email": contact.email,
            "membership": hidden(page, "membership"),
            "key": hidden(page, "key"),
        }
        assert f"{contact.name} is standing" in words(client.post(f"{THIS}nominate/", answers))

    time_machine.move_to(PUBLISHED, tick=False)
    signed_in(client, officer)
    page = client.get(f"{THIS}publish/").content.decode()
    times = {"open_time": "9:00", "close_time": "17:00", "tellers": [officer.pk]}
    times |= dict(zip(re.findall(r'name="(open_on_\w+)"', page), ("25", "3", "2026"), strict=True))
    times |= dict(zip(re.findall(r'name="(close_on_\w+)"', page), ("8", "4", "2026"), strict=True))
    assert client.post(f"{THIS}publish/", times)["Location"] == THIS
    sheet = client.post(f"{THIS}key/")
    key = re.search(r'id="key">([^<]+)<', sheet.content.decode())[1]
    assert sheet["Cache-Control"].find("no-store") >= 0

    time_machine.move_to(BALLOT_OPENS, tick=False)
    signed_in(client, voter)
    paper = client.get(f"{THIS}vote/")
    ann = queries.candidates(queries.current_round(contest))[0]
    answers = {"paper": hidden(paper, "paper"), "choice": ann.pk}
    check = client.post(f"{THIS}vote/", answers)
    assert "Once it is given, a vote cannot be changed" in words(check)
    assert not SealedBallot.objects.exists()
    again = client.post(f"{THIS}vote/", {**answers, "change": "1"})
    assert hidden(again, "paper") == answers["paper"]
    receipt = client.post(f"{THIS}receipt/", answers)
    letters = re.search(r"\b[A-Z2-7]{20}\b", words(receipt))[0]
    assert "has voted" in words(receipt)
    retry = client.post(f"{THIS}receipt/", answers)
    assert "This vote was already recorded" in words(retry)
    assert letters in words(retry)
    assert "This organisation has voted already" in words(client.get(f"{THIS}vote/"))
    assert letters not in words(client.get(f"{THIS}receipt/"))

    time_machine.move_to(COUNTED, tick=False)
    signed_in(client, officer)
    wrong = client.post(f"{THIS}open/", {"key": key[:-1]})
    assert wrong.status_code == 422
    assert "The key has a mistake in it" in words(wrong)
    assert client.post(f"{THIS}open/", {"key": key})["Location"] == THIS
    assert "provisional" in words(client.get(THIS))
    assert client.post(f"{THIS}verify/", {"sure": "on"})["Location"] == THIS
    assert client.post(f"{THIS}declare/", {"sure": "on"})["Location"] == THIS

    client.logout()
    page = words(client.get(THIS))
    assert f"{ann.nominee_name} is elected" in page
    assert "1 of 3 organisations voted" in page
    found = words(client.get(f"{THIS}ballots/", {"receipt": letters.lower()}))
    assert f"{letters} {ann.nominee_name}" in found
    file, script = tmp_path / "election.json", tmp_path / "recount.py"
    file.write_bytes(client.get(f"{THIS}result.json").content)
    script.write_bytes(client.get(f"{THIS}recount.py").content)
    assert recount.main([str(file)]) == 0
    assert Term.objects.get(office=town.office).from_on == date(2026, 4, 8)


def test_nomination_that_is_refused_keeps_what_was_typed_and_names_the_clause(client, time_machine):
    town = a_town()
    call(town)
    time_machine.move_to(CALLED + timedelta(days=1), tick=False)
    town.members[0].left_on = date(2026, 2, 1)
    town.members[0].save()
    signed_in(client, town.contacts[0])
    page = client.get(f"{THIS}nominate/")
    answers = NOMINATION | {
        "membership": hidden(page, "membership"),
        "key": hidden(page, "key"),
        "motivation": "Typed with care.",
    }

    response = client.post(f"{THIS}nominate/", answers)

    assert response.status_code == 422
    assert "the organisation is not a member of this forum" in words(response)
    assert "It can join the forum before nominations close." in words(response)
    assert "E1.1" in words(response)
    assert "Typed with care." in words(response)


def test_nomination_with_parts_missing_lists_them_all(client, time_machine):
    town = a_town()
    call(town)
    time_machine.move_to(CALLED + timedelta(days=1), tick=False)
    signed_in(client, town.contacts[0])
    page = client.get(f"{THIS}nominate/")

    response = client.post(
        f"{THIS}nominate/",
        {"membership": hidden(page, "membership"), "key": hidden(page, "key")},
    )

    assert response.status_code == 422
    for missing in ("Enter the name of the nominee.", "Say why they want to do it.",
                    "The guidance has to be accepted."):  # fmt: skip
        assert missing in words(response)


@pytest.mark.clause("staffs-9.3-window")
def test_reason_for_a_short_window_is_printed_on_the_notice(client, time_machine):
    town = a_town()
    call(
        town,
        nominations_close_at=CALLED + timedelta(days=7),
        short_because="The board meets on 12 March.",
    )
    time_machine.move_to(CALLED, tick=False)

    page = words(client.get(THIS))

    assert "The reason given: The board meets on 12 March." in page


def test_names_of_nominees_are_nowhere_in_public_before_they_are_published(client, time_machine):
    town = a_town()
    contest = call(town)
    nominate(town, contest, 0, nominee_name="Hidden Name", nominee_email="hidden@example.org")
    time_machine.move_to(PUBLISHED, tick=False)
    pages = [THIS, HERE, f"{THIS}roll/", f"{THIS}ballots/", f"{THIS}result.json"]

    seen = [client.get(page).content.decode() for page in pages]

    assert [text for text in seen if "Hidden Name" in text] == []


@pytest.mark.parametrize("page", ["publish", "verify", "run-off", "agreed", "declare", "abandon"])
def test_pages_of_the_returning_officer_are_closed_to_everybody_else(client, page, time_machine):
    town = a_town()
    a_ballot(town)
    time_machine.move_to(PUBLISHED, tick=False)

    unknown = client.get(f"{THIS}{page}/")
    signed_in(client, town.contacts[0])
    member = client.get(f"{THIS}{page}/")

    assert unknown.status_code == 302
    assert member.status_code == 403


@pytest.mark.parametrize("page", ["key", "open"])
def test_pages_of_a_teller_are_closed_to_everybody_else(client, page, time_machine):
    town = a_town()
    a_ballot(town)
    time_machine.move_to(PUBLISHED, tick=False)
    signed_in(client, town.contacts[0])

    assert client.get(f"{THIS}{page}/").status_code == 403
    assert client.post(f"{THIS}{page}/").status_code == 403


def test_nobody_but_the_nominee_reads_an_unpublished_statement(client, time_machine):
    town = a_town()
    nomination = nominate(
        town, call(town), 0, nominee_name="Grace Hill", nominee_email="grace@example.org"
    )
    time_machine.move_to(CALLED + timedelta(days=2), tick=False)
    page = f"{THIS}nominations/{nomination.pk}/accept/"
    signed_in(client, town.contacts[1])
    other = client.get(page)
    signed_in(client, nomination.nominee)
    theirs = client.get(page)
    accepted = client.post(page, {"confirms": CAPACITY, "accepts_guidance": "on"})

    assert other.status_code == 403
    assert "To be heard." in words(theirs)
    assert accepted["Location"] == THIS


def test_nomination_is_withdrawn_through_its_page(client, time_machine):
    town = a_town()
    nomination = nominate(town, call(town), 0)
    time_machine.move_to(CALLED + timedelta(days=2), tick=False)
    signed_in(client, town.contacts[0])
    page = f"{THIS}nominations/{nomination.pk}/withdraw/"

    assert "Withdraw a nomination" in words(client.get(page))
    assert client.post(page, {"sure": "on"})["Location"] == THIS
    nomination.refresh_from_db()
    assert nomination.withdrawn_by == town.contacts[0]


def test_somebody_who_acts_for_nobody_is_told_who_votes(client, time_machine):
    town = a_town()
    a_ballot(town)
    time_machine.move_to(BALLOT_OPENS, tick=False)
    signed_in(client, town.officer, officer=True)

    response = client.get(f"{THIS}vote/")

    assert response.status_code == 403
    assert "somebody who acts for a member on the roll" in words(response)


@pytest.mark.clause("staffs-E2.2-vote")
def test_rule_of_the_first_ballot_and_how_many_later_ones_were_refused_are_on_the_pages(
    client, time_machine
):
    town = a_town()
    round = a_ballot(town)
    time_machine.move_to(BALLOT_OPENS, tick=False)
    signed_in(client, town.contacts[0])
    paper = words(client.get(f"{THIS}vote/"))
    vote(town, round, 0, None)
    later = sealing.issue_paper(
        round=round.pk, voter=queries.voter_for(round.contest, town.organisation(0)).pk
    )
    refused = client.post(f"{THIS}receipt/", {"paper": later, "choice": "blank"})
    during = words(client.get(f"{THIS}roll/"))
    time_machine.move_to(BALLOT_CLOSES, tick=False)
    roll = words(client.get(f"{THIS}roll/"))
    open_ballots(town, round, at=COUNTED)
    result = words(client.get(THIS))
    officers = words(signed_in(client, town.officer, officer=True).get(f"{THIS}roll/"))

    assert "The first ballot counts, and a later one is refused." in paper
    assert refused.status_code == 422
    assert "The first ballot counts." in words(refused)
    counted = "The first ballot of an organisation counts; 1 later ballot was refused."
    name = f"{town.organisation(0).name}, round 1: 1 later ballot"
    assert [counted in page for page in (during, roll, result, officers)] == [
        False, True, True, True
    ]  # fmt: skip
    assert [name in page for page in (during, roll, result, officers)] == [
        False, False, False, True
    ]  # fmt: skip


def test_ballots_received_are_recorded_through_the_page_before_they_are_opened(
    client, time_machine
):
    town = a_town()
    round = a_ballot(town)
    vote(town, round, 0, None)
    signed_in(client, town.officer, officer=True)
    time_machine.move_to(BALLOT_CLOSES - timedelta(seconds=1), tick=False)
    early = client.post(f"{THIS}gather/")
    time_machine.move_to(BALLOT_CLOSES, tick=False)
    before = words(client.get(THIS))
    page = words(client.get(f"{THIS}gather/"))
    done = client.post(f"{THIS}gather/")
    after = words(client.get(THIS))
    stranger = signed_in(client, town.contacts[0]).get(f"{THIS}gather/")

    link = "Record the ballots received, before they are opened"
    assert (early.status_code, done["Location"], stranger.status_code) == (422, THIS, 403)
    assert "It opens nothing and needs no key." in page
    assert (link in before, link in after) == (True, False)
    assert "1 of 4 organisations voted. The ballots are being opened." in after


@pytest.mark.clause("staffs-7.4")
def test_role_as_the_agreement_has_it_is_on_the_notice_and_voters_read_evidence_without_a_score(
    client, time_machine
):
    town = a_town()
    time_machine.move_to(CALLED, tick=False)
    signed_in(client, town.officer, officer=True)
    form = words(client.get(f"{HERE}call/"))
    contest = call(town)
    clause = queries.book_of(contest).parameter("chair.qualities").clause
    role = " ".join(queries.book_of(contest).told(clause.key).split())
    contest.role_description = role
    contest.save()
    nominate(town, contest, 0, evidence={one: f"Proof of {one}." for one in QUALITIES})
    nominate(town, contest, 1)
    notice = words(client.get(THIS))
    publish(town, contest)
    client.logout()
    shown = words(client.get(THIS))

    assert role in form
    assert (role in notice, clause.number) == (True, "7.4")
    assert "version 1 of the agreement" in notice
    assert len(QUALITIES) == 5
    assert [f"Proof of {one}." in shown for one in QUALITIES] == [True] * 5
    assert "Proof of" not in notice
    assert "score" not in shown.replace(role, "").lower()


def test_turnout_is_shown_only_after_the_close(client, time_machine):
    town = a_town()
    round = a_ballot(town)
    vote(town, round, 0, None)
    time_machine.move_to(BALLOT_OPENS + timedelta(days=1), tick=False)

    during = words(client.get(THIS))
    open_ballots(town, round, at=COUNTED)
    time_machine.move_to(COUNTED, tick=False)
    after = words(client.get(THIS))

    assert "organisations voted" not in during
    assert "1 of 4 organisations voted" in after


def test_run_off_and_the_choice_of_the_group_through_the_pages(client, time_machine):
    town = a_town()
    round = a_ballot(town)
    contest = round.contest
    ann, bea = queries.candidates(round)
    vote(town, round, 0, ann)
    vote(town, round, 1, bea)
    open_ballots(town, round, at=COUNTED)
    time_machine.move_to(COUNTED, tick=False)
    signed_in(client, town.officer, officer=True)
    client.post(f"{THIS}verify/", {"sure": "on"})
    assert "Those who are level stand again" in words(client.get(THIS))
    assert client.get(f"{THIS}agreed/").status_code == 409
    page = client.get(f"{THIS}run-off/").content.decode()
    times = {"open_time": "9:00", "close_time": "17:00", "tellers": [town.officer.pk]}
    times |= dict(zip(re.findall(r'name="(open_on_\w+)"', page), ("9", "4", "2026"), strict=True))
    times |= dict(zip(re.findall(r'name="(close_on_\w+)"', page), ("16", "4", "2026"), strict=True))
    assert client.post(f"{THIS}run-off/", times)["Location"] == THIS
    second = queries.current_round(contest)
    key = re.search(r'id="key">([^<]+)<', client.post(f"{THIS}key/").content.decode())[1]
    vote(town, second, 0, ann)
    vote(town, second, 1, bea)
    time_machine.move_to(second.closes_at, tick=False)
    client.post(f"{THIS}open/", {"key": key})
    client.post(f"{THIS}verify/", {"sure": "on"})
    assert "so the group decides" in words(client.get(THIS))
    refused = client.post(f"{THIS}declare/", {"sure": "on"})
    assert refused.status_code == 422
    client.post(f"{THIS}agreed/", {"nomination": bea.pk, "method": "By show of hands."})
    client.post(f"{THIS}declare/", {"sure": "on"})

    page = words(client.get(THIS))
    assert f"{bea.nominee_name} is elected" in page
    assert "By show of hands." in page


def test_election_given_up_says_why_in_public(client, time_machine):
    town = a_town()
    call(town)
    time_machine.move_to(CALLED, tick=False)
    signed_in(client, town.officer, officer=True)

    client.post(f"{THIS}abandon/", {"because": "Called for the wrong forum."})

    assert "Called for the wrong forum." in words(client.get(THIS))


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize(
    ("page", "cost"), [("", 14), ("roll/", 5), ("ballots/", 8), ("result.json", 12)]
)
def test_page_of_an_election_costs_the_same_however_many_stand_or_vote(
    client, time_machine, django_assert_num_queries, size, page, cost
):
    town = a_town(2 * size)
    round = a_ballot(town, candidates=1 + size)
    for place in range(size):
        vote(town, round, place, None)
    open_ballots(town, round, at=COUNTED)
    time_machine.move_to(COUNTED, tick=False)

    with django_assert_num_queries(cost):
        client.get(f"{THIS}{page}")


@pytest.mark.parametrize("size", [1, 3])
def test_list_of_elections_costs_the_same_however_many_there_are(
    client, time_machine, django_assert_num_queries, size
):
    town = a_town(2)
    for _ in range(size):
        contest = publish(town, call(town))
        actions.abandon_contest(
            contest=contest, because="Nobody stood.", by=town.officer, at=PUBLISHED
        )
    time_machine.move_to(BALLOT_CLOSES, tick=False)

    with django_assert_num_queries(4):
        client.get(HERE)


def test_key_and_ballot_pages_are_never_stored_by_a_browser_or_a_cache(client, time_machine):
    town = a_town()
    round = a_ballot(town)
    time_machine.move_to(BALLOT_OPENS, tick=False)
    signed_in(client, town.contacts[0])
    voter = queries.voter_for(round.contest, town.organisation(0))
    paper = sealing.issue_paper(round=round.pk, voter=voter.pk)

    pages = [
        client.get(f"{THIS}vote/"),
        client.post(f"{THIS}receipt/", {"paper": paper, "choice": "blank"}),
        client.get(f"{THIS}receipt/"),
    ]

    assert {("no-store" in page["Cache-Control"]) for page in pages} == {True}
    assert not Ballot.objects.exists()
