"""A body asks for representatives: what it must say, what is looked at, who decides, what follows."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.seats.actions.answering import answer_invitation
from folkmoot.proceedings.seats.actions.inviting import (
    assess_invitation,
    receive_invitation,
    route_invitation,
    withdraw_invitation,
)
from folkmoot.proceedings.seats.models import Invitation, Seat
from folkmoot.proceedings.seats.queries.inviting import looked_at_as_asked, refusals
from folkmoot.proceedings.seats.queries.standing import standing_of
from folkmoot.rules.findings import Refusal
from tests.factories import ForumFactory, PersonFactory, PostFactory
from tests.proceedings.meetings.factories import a_gathering
from tests.signing_in import browser

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 20, 10, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def gathering(time_machine):
    time_machine.move_to(NOW, tick=False)
    return a_gathering()


@pytest.fixture
def asker(gathering):
    return PostFactory(
        assembly=gathering.forum.assembly, kind="public-body", body="The Care Board"
    ).person


def asked(gathering, asker, **other) -> Invitation:
    given = {
        "assembly": gathering.forum.assembly, "body": None, "areas": [], "form_key": "once",
        "body_name": "Warm Homes Board", "partner_type": "council", "level": "county",
        "asker_role": "", "purpose": "Which homes are first.", "influence": "decides",
        "influence_words": "It votes.", "papers_days": 10, "pays_expenses": True,
        "expenses_words": "Fares", "takes_deputies": True, "seats_offered": 2, "table_size": 12,
        "skills": "", "by": asker, "at": NOW,
    }  # fmt: skip
    return receive_invitation(**given | other)


def answered(gathering, invitation, **other) -> Invitation:
    given = {
        "accepts": True, "reasons": "Two seats that are heard.", "alone_because": "",
        "decided_by": "The co-ordination group", "motion": "", "by": gathering.officer, "at": NOW,
    }  # fmt: skip
    return answer_invitation(invitation=invitation, **given | other)


def routed(gathering, invitation) -> Invitation:
    if invitation.forum is None:
        route_invitation(
            invitation=invitation, forum=gathering.forum, because="Nearest.",
            by=gathering.officer, at=NOW,
        )  # fmt: skip
        invitation.refresh_from_db()
    return invitation


@pytest.mark.clause("staffs-D2.1")
def test_an_invitation_gets_a_reference_once_and_those_who_decide_are_told(gathering, asker):
    first, again = asked(gathering, asker), asked(gathering, asker)

    assert first == again
    assert first.reference == "invitation-2026-1"
    told = set(Letter.objects.values_list("to", flat=True))
    assert {asker.pk, gathering.officer.pk} <= told


@pytest.mark.clause("staffs-D2.1")
def test_only_somebody_of_a_public_body_or_an_officer_asks(gathering, asker):
    with pytest.raises(Refusal):
        asked(gathering, PersonFactory())

    assert asked(gathering, gathering.officer).asked_by == gathering.officer


def test_no_more_seats_than_the_table_has(gathering, asker):
    with pytest.raises(Refusal) as refused:
        asked(gathering, asker, seats_offered=9, table_size=8)

    assert refused.value.code == "more-seats-than-the-table"


@pytest.mark.clause("staffs-D2.3")
def test_a_seat_that_only_listens_looks_like_one_for_show(gathering, asker):
    show = asked(gathering, asker, influence="observes", papers_days=1)
    real = asked(gathering, asker, form_key="two")

    token = looked_at_as_asked(show, reason="", on=TODAY).token
    assert token is not None
    assert not token.holds
    assert token.clause.number == "D2.3"
    assert looked_at_as_asked(real, reason="", on=TODAY).token.holds
    assess_invitation(
        invitation=show, is_tokenistic=True, words="It only listens.", by=gathering.officer, at=NOW
    )
    show.refresh_from_db()
    assert show.is_tokenistic is True


@pytest.mark.clause("staffs-D2.4")
def test_one_seat_alone_is_accepted_only_with_a_reason(gathering, asker):
    alone = routed(gathering, asked(gathering, asker, seats_offered=1))

    with pytest.raises(Refusal) as refused:
        answered(gathering, alone)
    answered(gathering, alone, alone_because="A panel of three.")

    assert refused.value.clause.number == "D2.4"
    alone.refresh_from_db()
    assert (alone.answer, alone.alone_because) == ("accepted", "A panel of three.")


@pytest.mark.clause("staffs-D2.2")
def test_the_alliance_decides_with_reasons_and_the_seats_are_vacant(gathering, asker):
    invitation = routed(gathering, asked(gathering, asker))
    with pytest.raises(Refusal):
        answered(gathering, invitation, by=asker)
    with pytest.raises(Refusal) as without:
        answered(gathering, invitation, reasons=" ")
    Letter.objects.all().delete()

    answered(gathering, invitation)

    assert without.value.code == "answer-without-reasons"
    seats = Seat.objects.filter(body__name="Warm Homes Board")
    assert sum(one.places for one in seats) == 2
    for one in seats:
        found = standing_of(one, on=TODAY)
        assert (found.state, [forum.pk for forum in found.forums]) == (
            "vacant",
            [gathering.forum.pk],
        )
    assert asker.pk in set(Letter.objects.values_list("to", flat=True))


@pytest.mark.clause("staffs-D2.2")
def test_nothing_is_accepted_while_nobody_said_which_forum_elects(gathering, asker):
    ForumFactory(assembly=gathering.forum.assembly, recognised_on=TODAY)
    invitation = asked(gathering, asker)
    Invitation.objects.filter(pk=invitation.pk).update(forum=None, routed_by="")
    invitation.refresh_from_db()

    with pytest.raises(Refusal):
        answered(gathering, invitation)


@pytest.mark.clause("staffs-D2.2")
def test_a_refusal_with_its_reasons_is_published(gathering, asker):
    invitation = asked(gathering, asker, influence="observes")
    answered(gathering, invitation, accepts=False, reasons="To listen only is not enough.")

    assembly = gathering.forum.assembly
    url = reverse("seats:invitation", args=[assembly, invitation.reference])
    text = browser().get(url).content.decode()
    listed = browser().get(reverse("seats:invitations", args=[assembly])).content.decode()

    assert "To listen only is not enough." in text
    assert "Warm Homes Board" in listed
    assert sum(number for _words, number in refusals(assembly, on=TODAY)) >= 1
    assert not Seat.objects.exists()


def test_an_answer_is_given_once_and_not_to_one_taken_back(gathering, asker):
    invitation = asked(gathering, asker)
    withdraw_invitation(invitation=invitation, by=asker, at=NOW)

    with pytest.raises(Refusal) as refused:
        answered(gathering, invitation)

    assert refused.value.code == "invitation-withdrawn"


def test_a_refused_form_keeps_what_was_typed(gathering, asker):
    url = reverse("seats:ask", args=[gathering.forum.assembly])

    response = browser(asker).post(
        url, {"body_name": "Panel of Ж", "table_size": "many", "form_key": "k"}
    )

    assert response.status_code == 422
    assert "Panel of Ж" in response.content.decode()
