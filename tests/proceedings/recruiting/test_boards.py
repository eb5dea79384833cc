"""A board looks at what it lacks; each gap has a public call, a list, and an appointment."""

from datetime import UTC, date, datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.body.assemblies.models import Post
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.recruiting.actions.boards import (
    advertise,
    announce,
    apply_for,
    audit_board,
    decide_application,
    name_need,
    shortlist,
    withdraw_application,
)
from folkmoot.proceedings.recruiting.models import Application
from folkmoot.proceedings.recruiting.queries.boards import adverts, audits, gaps_of
from folkmoot.rules.findings import Refusal
from tests.factories import AdoptionFactory, AssemblyFactory, PersonFactory, PostFactory
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
OPENED = datetime(2023, 6, 30, 9, tzinfo=UTC)
OPEN = datetime(2023, 7, 20, 9, tzinfo=UTC)
OVER = datetime(2023, 8, 2, 9, tzinfo=UTC)


@pytest.fixture
def member():
    """Somebody on the governance board of a Dorset assembly."""
    assembly = AssemblyFactory(scheme="listed")
    AdoptionFactory(assembly=assembly, document="dorset-vcsa")
    return PostFactory(assembly=assembly, kind="board")


def a_call(member):
    who = {"by": member.person, "at": OPENED}
    audit = audit_board(
        assembly=member.assembly, board="The Governance Board", held_on=date(2023, 6, 1), about="",
        **who,
    )  # fmt: skip
    name_need(audit=audit, kind="skill", name="Accounts", wanted=1, has=1, **who)
    need = name_need(audit=audit, kind="part", name="Rural groups", wanted=2, has=1, **who)
    return advertise(
        need=need, words="Come and speak for villages.", advertised_on=date(2023, 6, 30),
        closes_on=date(2023, 7, 31), **who,
    )  # fmt: skip


def apply(call, at=OPEN):
    return apply_for(
        advert=call, organisation=None, words="I know villages.", interests="None",
        by=PersonFactory(), at=at,
    )  # fmt: skip


@pytest.mark.clause("dorset-vcsa-board-gaps")
def test_an_audit_names_gaps_and_each_gap_opens_a_call(member):
    call = a_call(member)

    [audit] = audits(member.assembly)
    missing = {gap.need.name: (gap.missing, len(gap.adverts)) for gap in gaps_of(audit)}
    assert missing == {"Rural groups": (1, 1), "Accounts": (0, 0)}
    assert (call.advertised_on, call.closes_on) == (date(2023, 6, 30), date(2023, 7, 31))
    assert Entry.objects.get(kind="PlaceAdvertised").under.startswith(
        "dorset-vcsa: clause Set-up 2"
    )


@pytest.mark.clause("dorset-vcsa-board-gaps")
def test_from_the_call_to_the_appointment_that_is_made_known(member):
    call = a_call(member)
    first, second = apply(call), apply(call)
    who = {"by": member.person, "at": OVER}
    shortlist(
        advert=call, chosen={first.pk: (True, "Knows them."), second.pk: (False, "Lives afar.")},
        **who,
    )  # fmt: skip
    first.refresh_from_db()
    decide_application(application=first, appoints=True, because="Knows them.", **who)
    announce(advert=call, words="Welcome.", **who)
    first.refresh_from_db()
    with pytest.raises(Refusal) as kept:
        withdraw_application(application=first, by=first.person, at=OVER)

    assert kept.value.code == "appointed-already"
    assert Post.objects.filter(person=first.person, kind="board").exists()
    assert Letter.objects.get(to=first.person, kind="ApplicationDecided")
    [audit] = audits(member.assembly)
    assert all(gap.missing == 0 for gap in gaps_of(audit))
    page = browser().get(reverse("recruiting:advert", args=[member.assembly, call.reference]))
    assert first.person.name in page.content.decode()
    assert second.person.name not in page.content.decode()


def test_nobody_is_shortlisted_while_the_call_is_open(member):
    call = a_call(member)
    first = apply(call)

    with pytest.raises(Refusal) as refused:
        shortlist(advert=call, chosen={first.pk: (True, "x")}, by=member.person, at=OPEN)

    assert refused.value.code == "advert-still-open"
    assert refused.value.from_when == date(2023, 8, 1)
    assert refused.value.clause.key == "board-gaps"


def test_no_application_after_the_last_day_nor_before_the_first(member):
    call = a_call(member)

    for at in (OVER, datetime(2023, 6, 29, 9, tzinfo=UTC)):
        with pytest.raises(Refusal):
            apply(call, at=at)

    assert not Application.objects.exists()


def test_no_call_where_nothing_is_missing_and_no_more_places_than_gaps(member):
    call = a_call(member)
    full = next(
        gap for audit in audits(member.assembly) for gap in gaps_of(audit) if not gap.missing
    )
    with pytest.raises(Refusal) as refused:
        advertise(
            need=full.need, words="x", advertised_on=OPENED.date(), closes_on=OVER.date(),
            by=member.person, at=OPENED,
        )  # fmt: skip
    assert refused.value.code == "no-gap-there"
    first, second = apply(call), apply(call)
    who = {"by": member.person, "at": OVER}
    shortlist(advert=call, chosen={one.pk: (True, "x") for one in (first, second)}, **who)
    for one in (first, second):
        one.refresh_from_db()
    decide_application(application=first, appoints=True, because="x", **who)

    with pytest.raises(Refusal) as full_up:
        decide_application(application=second, appoints=True, because="x", **who)

    assert full_up.value.code == "all-places-filled"


def test_what_is_taken_back_is_forgotten_and_may_be_sent_anew(member):
    call = a_call(member)
    first = apply(call)
    with pytest.raises(Refusal):
        withdraw_application(application=first, by=member.person, at=OPEN)
    withdraw_application(application=first, by=first.person, at=OPEN)
    assert first.words == ""

    again = apply_for(
        advert=call, organisation=None, words="Anew", interests="None", by=first.person, at=OPEN
    )

    assert (again.pk, again.words) == (first.pk, "Anew")


def test_pages_from_a_look_at_the_board_to_a_list(member, time_machine):
    time_machine.move_to(OPENED, tick=False)
    TOTP.activate(member.person, "JBSWY3DPEHPK3PXP")
    desk, assembly = browser(member.person), member.assembly
    day = {"held_on_day": "1", "held_on_month": "6", "held_on_year": "2023"}
    sent = desk.post(reverse("recruiting:enter", args=[assembly]), {"board": "Board", **day})
    audit = audits(assembly).get()
    assert sent.headers["Location"] == reverse("recruiting:audit", args=[assembly, audit.pk])
    named = {"kind": "skill", "name": "Law", "wanted": "1", "has": "0"}
    desk.post(reverse("recruiting:need", args=[assembly, audit.pk]), named)
    need = audit.needs.get()
    opening = {
        "words": "Lawyers, come.", "advertised_on_day": "30", "advertised_on_month": "6",
        "advertised_on_year": "2023", "closes_on_day": "30", "closes_on_month": "6", "closes_on_year": "2023",
    }  # fmt: skip
    url = reverse("recruiting:advertise", args=[assembly, need.pk])
    refused = desk.post(url, opening)
    assert refused.status_code == 422
    assert "Lawyers, come." in refused.content.decode()
    desk.post(url, opening | {"closes_on_month": "7"})
    call = adverts(assembly).get()
    applicant = PersonFactory(name="Ada Osei")
    told = {"words": "I know law.", "interests": "None"}
    browser(applicant).post(reverse("recruiting:apply", args=[assembly, call.reference]), told)
    time_machine.move_to(OVER, tick=False)
    desk = browser(member.person)
    one = Application.objects.get()
    listed = {f"list_{one.pk}": "yes", f"why_{one.pk}": "Knows law."}
    done = desk.post(reverse("recruiting:shortlist", args=[assembly, call.reference]), listed)
    assert done.status_code == 302
    page = desk.get(reverse("recruiting:applications", args=[assembly, call.reference]))
    assert "Ada Osei" in page.content.decode()
    assert browser(applicant).get(page.request["PATH_INFO"]).status_code == 403
