"""The pages of cases: what each kind of person sees of them, and what they can do there."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.proceedings.cases.actions.breaching import put_right
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.views.deeds import ALL
from tests.factories import AdoptionFactory, OrganisationFactory, PostFactory
from tests.proceedings.cases.factories import (
    A_DAY,
    ACCOUNT,
    GROUNDS,
    HERE,
    NOW,
    TOLD_ON,
    a_breach,
    a_dispute,
    a_group,
    a_meeting,
    again,
)
from tests.proceedings.meetings.factories import STARTS_AT, a_gathering

pytestmark = pytest.mark.django_db


def signed_in(client, person, *, officer=False):
    if officer and not Authenticator.objects.filter(user=person).exists():
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    client.force_login(person)
    return client


def send(client, url: str, **typed):
    """Read the form of a page as somebody would, and send it with what they typed."""
    shown = client.get(url)
    assert shown.status_code == 200, shown.content.decode()[:3000]
    key = re.search(r'name="form_key" value="([^"]+)"', shown.content.decode())
    data = {**({"form_key": key[1]} if key else {}), **typed}
    return client.post(url, data)


def day(name: str, on) -> dict[str, int]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.mark.clause("staffs-13.1", "staffs-13.2", "staffs-13.3")
def test_breach_is_taken_from_its_opening_to_a_vote_through_the_pages(client, time_machine):
    town = a_gathering(members=4)
    here = f"/{town.forum.assembly.slug}/cases/"
    time_machine.move_to(NOW, tick=False)
    chair = signed_in(client, town.chair)
    assert f"open/breach/{town.forum.slug}/" in chair.get(f"{here}open/").content.decode()

    opened = send(
        chair, f"{here}open/breach/{town.forum.slug}/",
        organisation=town.member(2).organisation.pk, title="Addresses", account=ACCOUNT,
        **day("told_on", TOLD_ON),
    )  # fmt: skip
    case = Case.objects.get()
    page = f"{here}{case.reference}/"
    assert opened.url == page
    shown = chair.get(page).content.decode()
    assert "Suspend the member for a time" in shown
    assert "The chair of the forum is no party to it." in shown

    written = send(chair, f"{page}letter/", words="Please write to the firm.", **day("on", TOLD_ON))
    assert written.status_code == 302
    empty = send(chair, f"{page}suspend/", reason="")
    assert (empty.status_code, "Write the reason." in empty.content.decode()) == (422, True)
    assert send(chair, f"{page}suspend/", reason="Data may go on leaking.").status_code == 302
    assert "Lift the suspension" in chair.get(page).content.decode()
    assert send(chair, f"{page}lasting/", words="It was sold on.").status_code == 302
    moved = send(chair, f"{page}terminate/", grounds=GROUNDS, scope=HERE, is_immediate="on")
    ending = Case.objects.get(kind="termination")
    assert moved.url == f"{here}{ending.reference}/"
    assert "Please write to the firm." in chair.get(moved.url).content.decode()

    assert send(chair, f"{moved.url}ask/", **day("by_day", STARTS_AT.date())).status_code == 302
    time_machine.move_to(STARTS_AT, tick=False)
    signed_in(client, town.chair)
    item = a_meeting(town.forum, *town.members)
    both = send(
        chair, f"{moved.url}vote/", item=item.pk, is_immediate="on", background="Told.",
        **day("from_on", STARTS_AT.date()),
    )  # fmt: skip
    assert both.status_code == 422
    put = send(chair, f"{moved.url}vote/", item=item.pk, is_immediate="on", background="Told.")
    assert put.status_code == 302
    assert again(ending).motion in chair.get(moved.url).content.decode()


def test_case_is_closed_to_whoever_has_no_part_in_it(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    town = a_gathering(members=4)
    case = a_breach(town)
    page = f"/{town.forum.assembly.slug}/cases/{case.reference}/"
    other = signed_in(client, town.member(3).person)

    for path in ("", "letter/", "suspend/", "vote/"):
        for response in (other.get(f"{page}{path}"), other.post(f"{page}{path}")):
            assert response.status_code == (
                405 if not path and response.request["REQUEST_METHOD"] == "POST" else 403
            )
            assert case.title not in response.content.decode()


def test_list_tells_the_public_how_many_are_open_and_what_was_published(client, time_machine):
    time_machine.move_to(NOW + A_DAY, tick=False)
    town = a_gathering(members=4)
    a_breach(town, 2)
    a_dispute(town)
    closed = a_breach(town, 3, title="Another matter")
    put_right(case=closed, words="They wrote to everybody.", by=town.chair, at=NOW)
    here = f"/{town.forum.assembly.slug}/cases/"
    chair = signed_in(client, town.chair)
    naming = chair.post(
        f"{here}{closed.reference}/publish/",
        {"words": f"{town.member(3).organisation.name} put it right.", "lesson": ""},
    )
    assert naming.status_code == 422
    chair.post(
        f"{here}{closed.reference}/publish/",
        {"words": "A breach was put right.", "lesson": "Ask before addresses are passed on."},
    )
    assert "Another matter" in chair.get(here).content.decode()
    client.logout()

    public = client.get(here).content.decode()

    assert "A breach was put right." in public
    assert "Ask before addresses are passed on." in public
    for private in (ACCOUNT, "Addresses passed on", "Another matter", "They wrote to everybody."):
        assert private not in public


def test_list_costs_as_many_queries_for_many_cases_as_for_few(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    town = a_gathering(members=12)
    here = f"/{town.forum.assembly.slug}/cases/"
    officer = signed_in(client, town.officer, officer=True)
    counts = []
    for numbers in (range(2, 4), range(4, 11)):
        for number in numbers:
            a_breach(town, number)
        officer.get(here)
        with CaptureQueriesContext(connection) as queries:
            officer.get(here)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_officer_without_the_second_factor_sees_no_case(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    town = a_gathering(members=3)
    case = a_breach(town)
    here = f"/{town.forum.assembly.slug}/cases/"
    client.force_login(town.officer)

    assert case.title not in client.get(here).content.decode()
    assert client.get(f"{here}{case.reference}/").status_code == 302


@pytest.mark.clause("staffs-12.1", "staffs-12.2")
def test_dispute_is_talked_over_and_settled_through_the_pages(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    town = a_gathering(members=4)
    here = f"/{town.forum.assembly.slug}/cases/"
    one, other = town.member(2), town.member(3)
    signed_in(client, one.person)
    opened = send(
        client, f"{here}open/dispute/", against=other.organisation.pk, forum=town.forum.pk,
        title="A bid", account="They sent it in alone.",
    )  # fmt: skip
    page = opened.url
    shown = client.get(page).content.decode()
    assert "Write down a talk" in shown
    assert "mediate/" not in shown
    early = send(client, f"{page}propose/", name="Ruth Imlah")
    assert early.status_code == 422
    assert "the sides have not yet talked it over" in early.content.decode()
    send(client, f"{page}talk/", words="We met.", **day("on", TOLD_ON))
    key = Case.objects.get().parties.get(organisation=other.organisation).pk
    send(client, f"{page}senior/", party=key, name="Ann Lee, chair of the board")
    send(client, f"{page}propose/", name="Ruth Imlah")
    own = Case.objects.get().parties.get(organisation=one.organisation).pk
    assert send(client, f"{page}agree/", party=own, sure="on").status_code == 302
    signed_in(client, other.person)
    assert send(client, f"{page}agree/", party=key, sure="on").status_code == 302
    assert (
        send(client, f"{page}mediate/", words="With her.", **day("on", TOLD_ON)).status_code == 302
    )
    assert send(client, f"{page}settle/", words="We share it.").status_code == 302

    closed = client.get(page).content.decode()
    for told in ("Ann Lee, chair of the board", "With her.", "We share it.", "Settled"):
        assert told in closed


@pytest.mark.clause("compact-dispute-process")
def test_partner_opens_a_compact_case_and_reads_the_commitment_it_cites(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    town = a_gathering(members=3)
    assembly = town.forum.assembly
    here = f"/{assembly.slug}/cases/"
    council = OrganisationFactory(name="County Council")
    signed_in(client, town.member(2).person)
    assert client.get(f"{here}open/commitment/").status_code == 404
    AdoptionFactory(assembly=assembly, document="dorset-compact", version="3", is_agreement=False)

    opened = send(
        client, f"{here}open/commitment/", against=council.pk,
        commitment="consult-standard-length", principles=["partnership"], title="Four weeks", account="In August.",
    )  # fmt: skip

    shown = client.get(opened.url).content.decode()
    assert "12 weeks" in shown
    assert "County Council (it is about them)" in shown
    assert "neither replaces nor pauses" in shown


@pytest.mark.clause("compact-public-law")
def test_page_of_outside_routes_says_what_each_is_for_and_that_a_case_pauses_none(client):
    town = a_gathering(members=2)
    AdoptionFactory(
        assembly=town.forum.assembly, document="dorset-compact", version="3", is_agreement=False
    )

    shown = client.get(f"/{town.forum.assembly.slug}/cases/outside-routes/")

    words = shown.content.decode()
    assert shown.status_code == 200
    for told in (
        "complaints procedure", "An ombudsman", "Judicial review", "12 months", "three months",
        "30 days", "does not replace these ways, and does not pause them", "Last checked on",
    ):  # fmt: skip
        assert told in words


def test_public_body_tells_of_a_concern_and_reads_the_answer(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    town = a_gathering(members=3)
    _group, chairs = a_group(town)
    here = f"/{town.forum.assembly.slug}/cases/"
    public = PostFactory(assembly=town.forum.assembly, kind="public-body").person
    signed_in(client, public)

    opened = send(client, f"{here}open/concern/", title="Two meetings", account="Nobody came.")
    case = again(Case.objects.get())
    assert "Nobody came." in client.get(opened.url).content.decode()

    signed_in(client, chairs[0].person)
    assert send(client, f"{opened.url}answer/", words="We talked.").status_code == 302
    signed_in(client, public)
    assert "We talked." in client.get(f"{here}{case.reference}/").content.decode()


def test_every_deed_has_a_page_for_whoever_decides(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    town = a_gathering(members=4)
    case = a_breach(town)
    signed_in(client, town.chair)

    page = f"/{town.forum.assembly.slug}/cases/{case.reference}"
    for word, deed in ALL.items():
        shown = client.get(f"{page}/{word}/")
        assert (word, shown.status_code) == (word, 200)
        assert str(deed.label) in shown.content.decode()
    assert client.get(f"{page}/nothing/").status_code == 404
