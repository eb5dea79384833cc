"""Training is required and followed up; a count and a rate agree or are marked."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from folkmoot.rules.programmes.training import counts_that_give, whole_rate
from folkmoot.site.duties import duties, waits_for_person
from folkmoot.work.programmes.actions.attending import book, enter_attendance, rate
from folkmoot.work.programmes.actions.programmes import make_live
from folkmoot.work.programmes.actions.training import (
    chase,
    invite_to_training,
    report_attendance,
)
from folkmoot.work.programmes.models import Attendance
from folkmoot.work.programmes.queries.programmes import provider_rows
from folkmoot.work.programmes.queries.training import turnout
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import NOW, a_county, a_member, moment
from tests.work.programmes.factories import (
    HELD,
    TODAY,
    TRAINED_BY,
    a_programme,
    a_programme_county,
    a_provider,
    a_session,
    a_training,
    came,
    with_factor,
)

pytestmark = pytest.mark.django_db


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def shown(client, training) -> str:
    return text_of(
        client.get(reverse("programmes:training", args=[training.assembly, training.slug]))
    )


@pytest.mark.parametrize(
    ("part", "of", "rate"), [(50, 56, 89), (51, 56, 91), (23, 56, 41), (1, 8, 13), (0, 3, 0)]
)
def test_whole_rate_rounds_a_half_up(part, of, rate):
    assert whole_rate(part, of=of) == rate


def test_no_count_of_56_gives_90_per_cent_and_every_other_rate_is_found():
    assert counts_that_give(90, of=56) == []
    assert counts_that_give(91, of=56) == [51]
    assert counts_that_give(50, of=1000) == list(range(495, 505))


@pytest.mark.clause("principles-a2-training-mandatory")
def test_provider_cannot_be_live_before_it_has_come_to_the_required_training():
    county = a_programme_county()
    programme = a_programme(county)
    training = a_training(county, programme)
    session = a_session(county, training)
    provider = a_provider(county, programme, county.bodies[0])

    said = refused(lambda: make_live(provider=provider, **county.who()))

    assert (said.code, said.clause.key) == ("training-not-taken", "required-training")
    assert said.facts["title"] == "Food that is fun"
    provider.refresh_from_db()
    assert provider.live_on is None
    came(county, session, county.bodies[0])
    make_live(provider=provider, **county.who(moment(HELD + timedelta(days=2))))
    (row,) = provider_rows(programme)
    assert row.state == "live"


@pytest.mark.clause("principles-a2-training-mandatory")
def test_attendance_is_told_by_provider_as_count_and_rate_which_agree(client):
    county = a_programme_county(micro=9)
    programme = a_programme(county)
    training = a_training(county, programme)
    sessions = [a_session(county, training, on=HELD + timedelta(days=n)) for n in range(3)]
    for number, body in enumerate(county.bodies):
        a_provider(county, programme, body)
        if number < 7:
            came(county, sessions[number % 3], body)
    at = moment(HELD + timedelta(days=5))
    enter_attendance(
        training=training, organisation=county.bodies[8], came=False, session=None, people=None,
        **county.who(at),
    )  # fmt: skip

    found = turnout(training)

    assert (found.asked, found.came, found.stayed_away, found.unknown) == (9, 7, 1, 1)
    assert found.rate == whole_rate(7, of=9) == 78
    assert "7 of 9 organisations came: 78 %." in shown(client, training)
    assert Attendance.objects.exclude(invited_on=None).count() == 9


@pytest.mark.clause("principles-a2-training-mandatory")
def test_count_and_rate_that_do_not_agree_are_both_kept_and_marked_as_reported(client):
    county = a_programme_county()
    training = a_training(county, a_programme(county))

    report_attendance(
        training=training, attended=None, providers=56, rate=90, source="The case study",
        **county.who(),
    )  # fmt: skip
    text = shown(client, training)
    assert "of 56 providers, 90 %" in text
    assert "As reported: count and rate do not agree" in text
    assert "No whole number of 56 gives 90 %." in text

    report_attendance(
        training=training, attended=50, providers=56, rate=90, source="The case study",
        **county.who(),
    )  # fmt: skip
    text = shown(client, training)
    assert "50 of 56 are 89 %, and not 90 %." in text
    training.refresh_from_db()
    assert (training.reported_attended, training.reported_rate) == (50, 90)

    report_attendance(
        training=training, attended=51, providers=56, rate=91, source="The case study",
        **county.who(),
    )  # fmt: skip
    assert "As reported: count and rate do not agree" not in shown(client, training)
    said = refused(
        lambda: report_attendance(
            training=training, attended=57, providers=56, rate=90, source="x", **county.who()
        )
    )
    assert said.code == "more-came-than-asked"


@pytest.mark.clause("principles-a2-training-mandatory")
def test_who_has_not_come_is_chased_and_sees_it_on_the_desk():
    county = a_programme_county()
    programme = a_programme(county)
    training = a_training(county, programme)
    a_session(county, training)
    body = county.bodies[0]
    person = a_member(body)
    a_provider(county, programme, body)
    late = TRAINED_BY + timedelta(days=1)

    (row,) = training.attendances.all()
    chase(attendance=row, **county.who())
    assert refused(lambda: chase(attendance=row, **county.who())).code == "training-chased-today"
    letter = Letter.objects.filter(kind="TrainingChased").get()
    assert letter.to == person
    assert "it cannot be live as a provider" in letter.text

    items = waits_for_person(person, body, county.assembly, at=moment(late), on=late)
    assert [(one.verb_phrase, one.state) for one in items if "Food" in one.verb_phrase] == [
        ("Come to the training Food that is fun", "overdue")
    ]
    officer = waits_for_person(county.officer, None, county.assembly, at=moment(late), on=late)
    assert any("1 has not come to Food that is fun" in one.verb_phrase for one in officer)
    owed = [
        (duty.state, duty.obligation.clause.key)
        for duty in duties(county.assembly, on=late)
        if "Food that is fun" in duty.obligation.what
    ]
    assert owed == [("missed", "required-training")]


def test_last_place_is_booked_once_and_a_session_that_is_over_is_not_booked():
    county = a_programme_county()
    training = a_training(county)
    session = a_session(county, training, places=1)
    first, second = county.bodies[:2]

    book(session=session, organisation=first, by=a_member(first), at=NOW)

    other = a_member(second)
    said = refused(lambda: book(session=session, organisation=second, by=other, at=NOW))
    assert said.code == "session-is-full"
    assert (
        refused(
            lambda: book(session=session, organisation=first, by=other, at=NOW)
        ).code == "not-permitted"
    )  # fmt: skip
    over = session.starts_at
    said = refused(lambda: book(session=session, organisation=second, by=other, at=over))
    assert said.code == "session-is-over"


def test_who_came_is_not_entered_before_the_day_nor_without_a_session():
    county = a_programme_county()
    training = a_training(county)
    session = a_session(county, training)
    given = {"training": training, "organisation": county.bodies[0], "came": True, "people": 1}

    said = refused(lambda: enter_attendance(**given, session=session, **county.who()))
    assert (said.code, said.from_when) == ("session-to-come", HELD)
    said = refused(lambda: enter_attendance(**given, session=None, **county.who()))
    assert said.code == "attendance-needs-session"
    assert not Attendance.objects.filter(came=True).exists()
    enter_attendance(**given, session=session, **county.who(moment(HELD)))
    assert turnout(training).came == 1


@pytest.mark.clause("wychavon-vol-manager-training")
def test_training_for_managers_is_scheduled_booked_attended_and_rated_with_a_record(
    client, time_machine
):
    county = with_factor(a_county(document="wychavon-lsp", micro=2))
    training = a_training(county, title="Keeping volunteers safe")
    session = a_session(county, training)
    body = county.bodies[0]
    person = a_member(body)
    invite_to_training(training=training, organisations=county.bodies, **county.who())
    time_machine.move_to(NOW, tick=False)
    theirs = browser(person)
    args = [county.assembly, training.slug]
    booked = theirs.post(reverse("programmes:book", args=args), {"session": session.pk})
    assert booked.status_code == 302
    assert "1 organisation booked" in shown(client, training)

    time_machine.move_to(moment(HELD + timedelta(days=1)), tick=False)
    officer, theirs = browser(county.officer), browser(person)
    entered = officer.post(
        reverse("programmes:attend", args=[*args, body.reference]),
        {"came": "yes", "session": session.pk, "people": "3"},
    )
    assert entered.status_code == 302
    rated = theirs.post(reverse("programmes:rate", args=args), {"rating": "4", "words": "Longer."})
    assert rated.status_code == 302

    text = shown(client, training)
    assert "1 of 2 organisations came: 50 %." in text
    assert "1 rated it: 4.0 of 5." in text
    assert "clause Notes 4" in text
    record = text_of(
        theirs.get(reverse("programmes:record", args=[county.assembly, body.reference]))
    )
    for words in ("Keeping volunteers safe", "managers of volunteers", "Mill Hall", "4 of 5"):
        assert words in record
    assert theirs.get(
        reverse("programmes:record", args=[county.assembly, county.bodies[1].reference])
    ).status_code == 403  # fmt: skip


def test_certificate_is_for_who_came_and_can_be_printed(client, time_machine):
    county = a_programme_county()
    training = a_training(county)
    session = a_session(county, training)
    body, other = county.bodies[:2]
    came(county, session, body)
    time_machine.move_to(moment(HELD + timedelta(days=2)), tick=False)
    theirs = browser(a_member(body))

    page = theirs.get(
        reverse("programmes:certificate", args=[county.assembly, training.slug, body.reference])
    )
    plain = theirs.get(
        reverse(
            "programmes:certificate_file",
            args=[county.assembly, training.slug, body.reference, "txt"],
        )
    )

    assert f"{body.name} came to this training." in text_of(page)
    assert "Held on: 5 May 2026, Mill Hall" in plain.content.decode()
    assert browser(PersonFactory()).get(page.request["PATH_INFO"]).status_code == 403
    absent = reverse(
        "programmes:certificate", args=[county.assembly, training.slug, other.reference]
    )
    assert browser(county.officer).get(absent).status_code == 404


def test_rating_is_for_who_came():
    county = a_programme_county()
    training = a_training(county)
    a_session(county, training)
    invite_to_training(training=training, organisations=county.bodies[:1], **county.who())
    (row,) = training.attendances.all()

    said = refused(
        lambda: rate(attendance=row, rating=5, words="", by=a_member(county.bodies[0]), at=NOW)
    )
    assert said.code == "rates-who-came"


def test_name_that_is_not_listed_is_told_and_what_was_typed_stays(time_machine):
    time_machine.move_to(NOW, tick=False)
    county = a_programme_county()
    training = a_training(county)
    names = f"{county.bodies[0].name}\nNobody at all"

    page = browser(county.officer).post(
        reverse("programmes:invite", args=[county.assembly, training.slug]), {"names": names}
    )

    assert page.status_code == 422
    assert "No one organisation listed here is called: Nobody at all" in page.content.decode()
    assert "Nobody at all</textarea>" in page.content.decode()
    assert not training.attendances.exists()


@pytest.mark.parametrize("number", [1, 6])
def test_cost_of_a_training_does_not_grow(client, django_assert_max_num_queries, number):
    county = a_programme_county(micro=number)
    programme = a_programme(county)
    training = a_training(county, programme)
    a_session(county, training)
    for body in county.bodies:
        a_provider(county, programme, body)
    theirs = browser(county.officer)

    with django_assert_max_num_queries(26):
        assert "Mill Hall" in shown(theirs, training)
    assert training.attendances.count() == number
    assert TODAY < TRAINED_BY
