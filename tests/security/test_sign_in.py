"""Signing in: what a stranger can try, and what a person is asked for."""

import re
import statistics
import time
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.urls import reverse

from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from tests.factories import AdoptionFactory, PostFactory
from tests.signing_in import browser

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
CODE = re.compile(r"^[B-Z]{4}-[B-Z]{4}$", re.MULTILINE)
SECRET = "JBSWY3DPEHPK3PXP"
LOGIN, CONFIRM = "/account/login/", "/account/login/code/confirm/"


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def ann(db) -> Person:
    return welcome(email="Ann@Example.org", name="Ann Acre", at=NOW)


@pytest.fixture
def officer(db) -> Person:
    ola = welcome(email="ola@example.org", name="Ola Officer", at=NOW)
    adoption = AdoptionFactory(assembly__slug="vale")
    PostFactory(assembly=adoption.assembly, person=ola)
    return ola


@pytest.fixture
def app(officer) -> Authenticator:
    """The officer's authenticator app."""
    return auth.TOTP.activate(officer, SECRET).instance


def shown_by_app(moment: datetime = NOW) -> str:
    return auth.format_hotp_value(auth.hotp_value(SECRET, int(moment.timestamp()) // 30))


def ask(client: Client, email: str, **other: str):
    return client.post(LOGIN, {"login": email, **other})


def last_code() -> str:
    (code,) = CODE.findall(mail.outbox[-1].body)
    return code


def try_code(client: Client, code: str, **other: str):
    return client.post(CONFIRM, {"code": code, **other})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def sign_in(client: Client, person: Person) -> None:
    ask(client, person.email)
    try_code(client, last_code())


# The code


def test_code_signs_in_once_and_no_second_time(client, ann):
    ask(client, ann.email)
    code = last_code()

    try_code(client, code)
    first = is_signed_in(client)
    client.post(reverse("account_logout"))
    try_code(client, code)

    assert (first, is_signed_in(client)) == (True, False)


def test_code_is_of_no_use_in_a_browser_that_did_not_ask_for_it(client, ann):
    ask(client, ann.email)
    other = Client()
    ask(other, "somebody.else@example.org")

    try_code(other, CODE.findall(mail.outbox[0].body)[0])

    assert not is_signed_in(other)


def test_newer_code_is_the_only_one_that_works(client, ann):
    ask(client, ann.email)
    older = last_code()
    client.post(CONFIRM, {"action": "resend"})

    try_code(client, older)
    after_older = is_signed_in(client)
    try_code(client, last_code())

    assert last_code() != older
    assert (after_older, is_signed_in(client)) == (False, True)


def test_second_wrong_try_leaves_a_third_and_the_third_ends_the_code(client, ann):
    ask(client, ann.email)
    code = last_code()

    answers = [try_code(client, "BBBB-BBBB").status_code for _ in range(3)]
    try_code(client, code)

    assert answers == [200, 200, 302]
    assert not is_signed_in(client)


def test_right_code_after_two_wrong_tries_signs_in(client, ann):
    ask(client, ann.email)
    try_code(client, "BBBB-BBBB")
    try_code(client, "ÄÖÜ-" * 500)

    try_code(client, last_code())

    assert is_signed_in(client)


@pytest.mark.parametrize(
    ("late", "works"),
    [(-A_SECOND, True), (timedelta(0), True), (A_SECOND, False)],
    ids=["a second before", "on the stroke", "a second after"],
)
def test_code_works_for_ten_minutes(client, ann, now, late, works):
    ask(client, ann.email)
    now.move_to(NOW + timedelta(minutes=10) + late, tick=False)

    try_code(client, last_code())

    assert is_signed_in(client) is works


def test_wrong_tries_are_ended_however_many_codes_are_asked_for(client, ann):
    """Three tries a code and twelve codes an hour: 36 guesses at one of 20 to the power of 8."""
    guesses = 0
    for _ in range(20):
        if ask(client, ann.email).status_code != 302:
            break
        while try_code(client, "BBBB-BBBB").status_code == 200:
            guesses += 1
        guesses += 1

    assert guesses <= 36


# Who is known is not told


def told(response) -> str:
    """Return a page without what differs between any two of them: tokens, and the address."""
    html = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", response.content.decode())
    return re.sub(r"[\w.]+@example\.org", "ADDRESS", html)


def test_known_and_unknown_address_are_answered_alike(ann):
    answers = []
    for address in ("ann@example.org", "bob@example.org"):
        client = Client()
        asked = ask(client, address)
        page = client.get(asked.url)
        wrong = [try_code(client, "BBBB-BBBB") for _ in range(3)]
        answers.append(
            [
                *(asked.status_code, asked.url, page.status_code, told(page)),
                *[(answer.status_code, answer.headers.get("Location")) for answer in wrong],
                *[told(answer) for answer in wrong],
            ]
        )

    assert answers[0] == answers[1]


def test_unknown_address_gets_a_letter_that_says_so_and_no_code(client):
    ask(client, "bob@example.org")

    (letter,) = mail.outbox
    assert letter.to == ["bob@example.org"]
    assert "nobody is known here by it" in letter.body
    assert CODE.findall(letter.body) == []


def test_joining_with_a_known_address_is_answered_alike_and_changes_nothing(ann):
    answers = []
    for address in ("ann@example.org", "bob@example.org"):
        client = Client()
        joined = client.post(reverse("account_signup"), {"email": address, "name": "Me"})
        answers.append((joined.status_code, joined.url, told(client.get(joined.url))))

    assert answers[0] == answers[1]
    ann.refresh_from_db()
    assert ann.name == "Ann Acre"
    assert CODE.findall(mail.outbox[0].body) == []


def test_inactive_person_is_answered_as_unknown_and_gets_no_code(client, ann):
    Person.objects.filter(pk=ann.pk).update(is_active=False)

    asked = ask(client, ann.email)

    assert (asked.status_code, asked.url) == (302, CONFIRM)
    assert CODE.findall(mail.outbox[-1].body) == []


def test_known_and_unknown_address_take_about_as_long(now):
    """
    Thirty of each in turn. Tolerance: the medians differ by less than half of the smaller.

    The letter itself takes longer than everything else, and both get one.
    """
    now.move_to(NOW, tick=True)
    known = [welcome(email=f"known{n}@example.org", name="K", at=NOW).email for n in range(30)]
    taken: dict[str, list[float]] = {"known": [], "unknown": []}
    for number, address in enumerate(known):
        for kind, email in (("known", address), ("unknown", f"nobody{number}@example.org")):
            client = Client(REMOTE_ADDR=f"10.1.{number}.{len(kind)}")
            began = time.process_time()
            client.post(LOGIN, {"login": email})
            taken[kind].append(time.process_time() - began)

    known_s, unknown_s = (statistics.median(taken[kind]) for kind in ("known", "unknown"))
    print(f"N=30 each: known {known_s * 1000:.1f} ms, unknown {unknown_s * 1000:.1f} ms")
    assert abs(known_s - unknown_s) < 0.5 * min(known_s, unknown_s)


# Limits


@pytest.mark.parametrize("address", ["ann@example.org", "nobody@example.org"])
def test_fourth_code_of_a_minute_for_one_address_is_not_sent(ann, address):
    answers = [ask(Client(REMOTE_ADDR=f"10.0.0.{n}"), address).status_code for n in range(4)]

    assert answers == [302, 302, 302, 200]
    assert len(mail.outbox) == 3


def test_limit_of_an_address_does_not_depend_on_capitals(ann):
    for spelled in ("ann@example.org", "Ann@example.org", "ANN@example.org", "ann@EXAMPLE.org"):
        ask(Client(), spelled)

    assert len(mail.outbox) == 3


def test_thirteenth_code_of_an_hour_for_one_address_is_not_sent(ann, now):
    for minute in range(0, 59, 2):
        now.move_to(NOW + timedelta(minutes=minute), tick=False)
        ask(Client(REMOTE_ADDR=f"10.0.{minute}.1"), ann.email)

    assert len(mail.outbox) == 12


def test_one_computer_asks_for_twenty_codes_a_minute_at_most(db, now):
    answers = [ask(Client(), f"nobody{n}@example.org").status_code for n in range(40)]

    assert answers.count(302) == 20
    assert len(mail.outbox) == 20
    assert answers[-1] == 429


def test_page_for_too_many_tries_is_ours(db):
    for n in range(31):
        answer = ask(Client(), f"nobody{n}@example.org")

    assert answer.status_code == 429
    assert "Wait a minute" in answer.content.decode()


def test_address_of_the_visitor_is_read_behind_a_gateway(settings):
    """Otherwise everybody behind the gateway would share one limit, and one could lock out all."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        ask(Client(HTTP_X_FORWARDED_FOR=f"6.6.6.6, 10.0.0.{n}"), f"nobody{n}@example.org")
        for n in range(40)
    ]

    assert {answer.status_code for answer in answers} == {302}


def test_visitor_cannot_choose_their_own_address_behind_a_gateway(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        ask(Client(HTTP_X_FORWARDED_FOR=f"6.6.6.{n}, 10.0.0.1"), f"nobody{n}@example.org")
        for n in range(40)
    ]

    assert answers[-1].status_code == 429


# The session


def test_session_gets_a_new_key_at_sign_in_and_the_old_one_is_forgotten(client, ann):
    ask(client, ann.email)
    before = client.session.session_key

    try_code(client, last_code())

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_signing_out_needs_a_post_with_a_token(ann):
    client = browser(ann)
    kept = client.session.session_key

    client.get(reverse("account_logout"))
    after_get = is_signed_in(client)
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = client.cookies
    forged = careful.post(reverse("account_logout")).status_code
    after_forgery = is_signed_in(client)
    client.post(reverse("account_logout"))

    assert (after_get, forged, after_forgery, is_signed_in(client)) == (True, 403, True, False)
    assert not Session.objects.filter(session_key=kept).exists()


def test_session_of_somebody_whose_sign_in_is_closed_ends_at_once(ann):
    client = browser(ann)
    before = client.get(reverse("mfa_index")).status_code
    Person.objects.filter(pk=ann.pk).update(is_active=False)

    assert (before, client.get(reverse("mfa_index")).status_code) == (200, 302)


def test_form_of_sign_in_is_refused_from_another_site(ann):
    assert Client(enforce_csrf_checks=True).post(LOGIN, {"login": ann.email}).status_code == 403
    assert mail.outbox == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        *("https://evil.example/", "//evil.example/", "/\\evil.example/", "https:evil.example"),
        *(
            "javascript:alert(1)",
            "\thttps://evil.example",
            "http:///evil.example",
            "///evil.example",
        ),
        *("https://testserver@evil.example/", "https://testserver.evil.example/"),
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(client, ann, elsewhere):
    ask(client, ann.email, next=elsewhere)

    response = try_code(client, last_code(), next=elsewhere)

    assert is_signed_in(client)
    assert response.url == "/"


def test_page_asked_for_is_where_one_comes_after_signing_in(client, ann):
    sent = client.get(reverse("second-factor"))
    page = client.get(sent.url).content.decode()
    (after,) = set(re.findall(r'name="next" value="([^"]+)"', page))
    asked = ask(client, ann.email, next=after)

    response = client.post(asked.url, {"code": last_code(), "next": after})

    assert response.url == reverse("second-factor")


# Who comes in


@pytest.mark.parametrize("typed", ["ann@example.org", "ANN@EXAMPLE.ORG", " Ann@Example.org "])
def test_person_made_known_signs_in_however_they_write_their_address(client, ann, typed):
    ask(client, typed)
    try_code(client, last_code())

    assert client.session["_auth_user_id"] == str(ann.pk)
    assert Person.objects.count() == 1


def test_newcomer_gives_a_name_and_comes_in_with_the_code(client):
    nameless = client.post(reverse("account_signup"), {"email": "new@example.org", "name": " "})
    client.post(reverse("account_signup"), {"email": "New@Example.org", "name": "Nia New"})
    client.post(reverse("account_email_verification_sent"), {"code": last_code()})

    assert nameless.status_code == 200
    nia = Person.objects.get()
    assert (nia.name, nia.email, nia.joined_at) == ("Nia New", "new@example.org", NOW)
    assert not nia.has_usable_password()
    assert client.session["_auth_user_id"] == str(nia.pk)


def test_newcomer_without_the_code_is_not_signed_in(client):
    client.post(reverse("account_signup"), {"email": "new@example.org", "name": "Nia"})
    for _ in range(3):
        client.post(reverse("account_email_verification_sent"), {"code": "BBBB-BBBB"})

    assert not is_signed_in(client)
    assert not EmailAddress.objects.filter(verified=True).exists()


def test_letter_to_a_newcomer_carries_nothing_that_somebody_typed(client):
    """Else anybody could have us write their words to any address."""
    typed = "Win at https://evil.example"
    client.post(reverse("account_signup"), {"email": "victim@example.org", "name": typed})

    (letter,) = mail.outbox
    assert typed not in letter.subject + letter.body


# What is asked for again

GUARDED = ["account_email", "mfa_activate_totp", "mfa_add_webauthn"]


@pytest.mark.parametrize("name", GUARDED)
def test_settings_of_sign_in_open_to_whoever_has_just_signed_in(client, ann, name):
    sign_in(client, ann)

    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", GUARDED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_settings_of_sign_in_ask_again_after_ten_minutes(client, ann, now, name, method):
    sign_in(client, ann)
    now.move_to(NOW + timedelta(minutes=10), tick=False)

    response = getattr(client, method)(reverse(name))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_again"))


def test_address_is_not_changed_without_asking_again(client, ann, now):
    sign_in(client, ann)
    now.move_to(NOW + timedelta(minutes=11), tick=False)

    client.post(reverse("account_email"), {"email": "thief@example.org", "action_add": ""})

    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["ann@example.org"]


def test_asking_again_signs_out_and_comes_back_with_a_new_code(client, ann, now):
    sign_in(client, ann)
    now.move_to(NOW + timedelta(minutes=11), tick=False)
    sent = client.get(reverse("mfa_add_webauthn"))

    response = client.post(sent.url, {"next": reverse("mfa_add_webauthn")})

    assert not is_signed_in(client)
    assert response.url == f"{LOGIN}?next=%2Faccount%2F2fa%2Fwebauthn%2Fadd%2F"


def test_asking_again_sends_nobody_elsewhere(client, ann):
    sign_in(client, ann)

    response = client.post(reverse("account_again"), {"next": "https://evil.example/"})

    assert "evil" not in response.url


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("account_email", "post"),
        ("mfa_add_webauthn", "post"),
        ("mfa_deactivate_totp", "post"),
        ("mfa_generate_recovery_codes", "post"),
        ("mfa_view_recovery_codes", "get"),
        ("mfa_download_recovery_codes", "get"),
    ],
)
def test_settings_of_sign_in_ask_for_the_factor_of_whoever_has_one(officer, app, name, method):
    RecoveryCodes.activate(officer)
    client = browser(officer)

    response = getattr(client, method)(reverse(name), {"action_add": "", "email": "t@example.org"})

    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_new_address_is_used_only_after_its_own_code(client, ann):
    sign_in(client, ann)
    client.post(reverse("account_email"), {"email": "ann@new.example.org", "action_add": ""})
    ann.refresh_from_db()
    before = ann.email

    client.post(reverse("account_email_verification_sent"), {"code": last_code()})

    assert before == "ann@example.org"
    assert EmailAddress.objects.get(email="ann@new.example.org").verified


# The second factor of officers


def officers_page(client: Client):
    return client.get("/vale/membership/checks/")


def test_officer_without_a_second_factor_is_sent_to_set_one_up(client, officer):
    sign_in(client, officer)

    response = officers_page(client)

    assert (response.status_code, response.url) == (302, reverse("second-factor"))


def test_officer_with_an_app_must_give_its_code_to_sign_in(client, officer, app):
    sign_in(client, officer)
    after_letter = is_signed_in(client)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    after_wrong = is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": shown_by_app()})

    assert (after_letter, wrong.status_code, after_wrong) == (False, 200, False)
    assert is_signed_in(client)
    assert officers_page(client).status_code == 200


def test_code_of_the_app_works_once(officer, app):
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, officer)
        client.post(reverse("mfa_authenticate"), {"code": shown_by_app()})

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_code_of_the_app_is_not_found_by_trying(client, officer, app):
    sign_in(client, officer)
    page = ""
    for number in range(6):
        page = client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"}).content.decode()

    client.post(reverse("mfa_authenticate"), {"code": shown_by_app()})

    assert "Too many failed login attempts" in page
    assert not is_signed_in(client)


def test_recovery_code_stands_in_for_the_app_once(officer, app):
    code, _ = RecoveryCodes.activate(officer).get_unused_codes()[:2]
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, officer)
        client.post(reverse("mfa_authenticate"), {"code": code})

    assert (is_signed_in(first), is_signed_in(second)) == (True, False)
    assert officers_page(first).status_code == 200


def test_session_begun_before_the_factor_was_set_up_is_asked_for_it(client, officer, now):
    sign_in(client, officer)
    auth.TOTP.activate(officer, SECRET)

    before = officers_page(client)
    client.post(before.url, {"code": shown_by_app(), "next": "/vale/membership/checks/"})

    assert before.url == f"{reverse('mfa_reauthenticate')}?next=%2Fvale%2Fmembership%2Fchecks%2F"
    assert officers_page(client).status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client, officer):
    sign_in(client, officer)
    RecoveryCodes.activate(officer)

    assert officers_page(client).url == reverse("second-factor")


def test_deed_of_an_officer_on_a_page_open_to_all_who_signed_in_asks_for_the_factor(officer):
    client = browser(officer)

    response = client.post("/vale/membership/sign/")

    assert (response.status_code, response.url) == (302, reverse("second-factor"))


def test_factor_set_up_in_a_session_begun_just_now_lets_the_officer_on(client, officer):
    sign_in(client, officer)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    code = auth.format_hotp_value(auth.hotp_value(secret, int(NOW.timestamp()) // 30))

    client.post(reverse("mfa_activate_totp"), {"code": code})

    kinds = Authenticator.objects.values_list("type", flat=True).order_by("type")
    assert list(kinds) == ["recovery_codes", "totp"]
    assert officers_page(client).url.startswith(reverse("mfa_reauthenticate"))
