"""What every answer tells the browser, and what becomes of an answer that cannot be given."""

import json
import re
import sqlite3
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from folkmoot.config import urls
from folkmoot.ground.doors import EVERYONE, open_to
from folkmoot.rules.findings import Refusal
from tests.factories import AdoptionFactory, PersonFactory, PostFactory
from tests.security.running import Visitor, folkmoot, serving, surroundings
from tests.signing_in import browser


@open_to(EVERYONE)
def broken(request) -> HttpResponse:
    raise RuntimeError("a fault in the code, made for a test")


@open_to(EVERYONE)
def refusing(request) -> HttpResponse:
    raise Refusal("not-permitted", None, {"who": "nobody"})


class Faulty:
    """The addresses of the site, and two that fail."""

    urlpatterns = [path("broken/", broken), path("refusing/", refusing), *urls.urlpatterns]
    handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def vale(db):
    return AdoptionFactory(assembly__slug="vale").assembly


@pytest.fixture
def answers(vale, settings) -> dict[str, HttpResponse]:
    """One answer of each kind there is."""
    settings.ROOT_URLCONF = Faulty
    settings.DEBUG = False
    stranger = Client(raise_request_exception=False)
    careful = Client(enforce_csrf_checks=True)
    nobody, bare = browser(PersonFactory()), PostFactory(assembly=vale).person
    for _ in range(31):
        limited = Client().post("/account/login/", {"login": "x@example.org"})
    return {
        "page 200": stranger.get("/"),
        "form 200": stranger.get("/account/login/"),
        "assembly 200": stranger.get("/vale/"),
        "signed in 200": nobody.get("/account/2fa/"),
        "empty form 200 or 422": nobody.post("/account/email/", {"action_add": ""}),
        "download 200": stranger.get("/vale/organisations/download/"),
        "stream 200": stranger.get("/vale/record/export/"),
        "script 200": stranger.get("/vale/record/chain.py"),
        "redirect 302": stranger.get("/vale/desk/"),
        "to second factor 302": browser(bare).get("/vale/membership/checks/"),
        "no slash 301": stranger.get("/vale/record"),
        "refusal 403": stranger.get("/refusing/"),
        "officers only 403": nobody.get("/vale/membership/checks/"),
        "no token 403": careful.post("/account/login/", {"login": "x@example.org"}),
        "no assembly 404": stranger.get("/nowhere/"),
        "nothing there 404": stranger.get("/vale/forums/nothing/"),
        "method 405": stranger.delete("/"),
        "too often 429": limited,
        "fault 500": stranger.get("/broken/"),
        "bad host 400": stranger.get("/", headers={"host": "evil.example"}),
    }


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_every_kind_of_answer_is_met(answers):
    wrong = {
        kind: answer.status_code
        for kind, answer in answers.items()
        if str(answer.status_code) not in kind
    }

    assert wrong == {}


def test_every_answer_carries_the_same_strict_headers(answers):
    for kind, answer in answers.items():
        headers = answer.headers
        told = (
            headers.get("X-Content-Type-Options"),
            headers.get("X-Frame-Options"),
            headers.get("Referrer-Policy"),
            headers.get("Cross-Origin-Opener-Policy"),
        )
        if kind == "bad host 400":  # Django answers before any page of ours
            continue
        assert told == ("nosniff", "DENY", "same-origin", "same-origin"), kind
        assert "Server" not in headers, kind
        assert "X-Powered-By" not in headers, kind


def policy(answer) -> dict[str, list[str]]:
    parts = [part.split() for part in answer.headers["Content-Security-Policy"].split(";")]
    return {part[0]: part[1:] for part in parts}


def test_every_answer_allows_only_our_own_scripts_and_styles(answers):
    for kind, answer in answers.items():
        if kind == "bad host 400":
            continue
        told = policy(answer)
        scripts = [source for source in told.pop("script-src") if "'nonce-" not in source]
        assert scripts == ["'self'"], kind
        assert told == {
            **{"default-src": ["'none'"], "style-src": ["'self'"], "font-src": ["'self'"]},
            **{"img-src": ["'self'", "data:"], "connect-src": ["'self'"]},
            **{"form-action": ["'self'"], "base-uri": ["'none'"]},
            **{"frame-ancestors": ["'none'"], "manifest-src": ["'self'"]},
        }, kind


class Inline(HTMLParser):
    """Finds what a strict policy would stop: inline styles, handlers, scripts without a source."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_data = given.get("type") in {"application/json", "importmap"}
        if tag == "style" or (tag == "script" and "src" not in given and not is_data):
            self.found.append(tag)
        self.found += [
            f"{tag} {name}" for name in given if name == "style" or name.startswith("on")
        ]
        self.found += [
            f"{tag} {name}={value}"
            for name, value in given.items()
            if (value or "").strip().lower().startswith(("javascript:", "vbscript:"))
        ]


def inline(html: str) -> list[str]:
    parser = Inline()
    parser.feed(html)
    return parser.found


def test_no_page_has_inline_script_or_style(answers):
    pages = {
        kind: inline(body(answer).decode())
        for kind, answer in answers.items()
        if answer.headers.get("Content-Type", "").startswith("text/html")
    }

    assert len(pages) >= 12
    assert {kind: found for kind, found in pages.items() if found} == {}


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color:red">x</p>',
        "<style>p{}</style>",
        "<script>x()</script>",
        '<img src=x onerror="x()">',
        '<a href=" JavaScript:x()">x</a>',
    ],
)
def test_inline_script_or_style_would_be_found(html):
    assert inline(html)


def test_nonce_is_a_new_one_in_every_answer(db):
    nonces = {
        re.findall(r"'nonce-([^']+)'", Client().get("/").headers["Content-Security-Policy"])[0]
        for _ in range(5)
    }

    assert len(nonces) == 5


def test_error_pages_tell_nothing_of_the_code(answers):
    for kind in ("fault 500", "refusal 403", "no assembly 404", "bad host 400"):
        html = body(answers[kind]).decode()
        for word in ("Traceback", "RuntimeError", "made for a test", "django.", "src/folkmoot"):
            assert word not in html, (kind, word)


def test_method_that_is_not_declared_answers_405_and_says_which_are(db):
    for method in ("post", "put", "patch", "delete", "trace"):
        answer = getattr(Client(), method)("/")
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_cookies_are_kept_from_scripts_and_other_sites(db):
    client = Client()
    client.get("/account/login/")
    client.post("/account/login/", {"login": "ann@example.org"})
    cookies = dict(client.cookies.items())

    assert set(cookies) == {"csrftoken", "sessionid"}
    assert cookies["sessionid"]["httponly"] is True
    assert {cookie["samesite"] for cookie in cookies.values()} == {"Lax"}


UNDER_HTTPS = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
from django.core.management import call_command
call_command("migrate", verbosity=0)
away = Client().get("/account/login/")
page = Client().get("/account/login/", secure=True)
proxied = Client(headers={"x-forwarded-proto": "https"}).get("/account/login/")
print(json.dumps({
    "plain": [away.status_code, away.headers.get("Location")],
    "hsts": page.headers.get("Strict-Transport-Security"),
    "proxied": proxied.status_code,
    "cookies": {n: [bool(c["secure"]), bool(c["httponly"]), c["samesite"]] for n, c in page.cookies.items()},
    "session": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE],
}))
"""


def run(script: str, env: dict[str, str]) -> dict:
    given = env | {"DJANGO_SETTINGS_MODULE": "folkmoot.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=given, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
def test_under_https_cookies_are_secure_and_plain_http_is_left_for_good(tmp_path):
    told = run(
        UNDER_HTTPS,
        surroundings(tmp_path, FOLKMOOT_ADDRESS="https://testserver", FOLKMOOT_HOSTS="testserver"),
    )

    assert told == {
        "plain": [301, "https://testserver/account/login/"],
        "hsts": "max-age=31536000",
        "proxied": 200,
        "cookies": {"__Host-csrftoken": [True, False, "Lax"]},
        "session": ["__Host-sessionid", True],
    }


# The database is away: no mock, but an address where none answers


WITHOUT_DATABASE = """
import json, logging, django
django.setup()
logging.disable(logging.CRITICAL)
from django.test import Client
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "0123456789abcdef0123456789abcdef"
told = {}
for method, path in [
    ("get", "/"), ("get", "/vale/"), ("get", "/vale/desk/"), ("get", "/vale/record/export/"),
    ("get", "/account/2fa/"), ("post", "/account/login/"), ("post", "/vale/membership/sign/"),
]:
    answer = getattr(client, method)(path, {"login": "ann@example.org"})
    told[f"{method} {path}"] = [
        answer.status_code, answer.headers.get("Retry-After"),
        "Content-Security-Policy" in answer.headers, b"try again" in answer.content,
    ]
print(json.dumps(told))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("env", "url"),
    [
        ("test", "postgresql://nobody:nothing@127.0.0.1:1/none"),
        ("test", "sqlite:////nonexistent/folder/own.sqlite3"),
    ],
    ids=["PostgreSQL does not answer", "SQLite has no file"],
)
def test_every_page_answers_503_and_when_to_try_again_while_the_database_is_away(
    tmp_path, env, url
):
    told = run(
        WITHOUT_DATABASE,
        surroundings(
            tmp_path, FOLKMOOT_ENV=env, FOLKMOOT_DATABASE_URL=url, FOLKMOOT_HOSTS="testserver"
        ),
    )

    assert set(map(tuple, told.values())) == {(503, "5", True, True)}, told


# As it runs


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Two processes that serve one database, and its file."""
    folder = tmp_path_factory.mktemp("house")
    env = surroundings(folder)
    folkmoot("migrate", "-v", "0", env=env)
    with serving(env) as one, serving(env) as other:
        yield one, other, folder / "own.sqlite3"


@pytest.mark.slow
def test_server_does_not_say_which_version_it_is(house):
    one, _, _ = house

    for target in ("/", "/nowhere/", "/static/folkmoot/folkmoot.css"):
        answer, _ = Visitor(one).ask("GET", target)
        assert not re.search(r"\d", answer.headers.get("Server", "")), target
        assert answer.headers.get("X-Content-Type-Options") == "nosniff", target


@pytest.mark.slow
def test_limits_of_sign_in_hold_across_two_processes(house):
    """Kept in each process, six codes would go out before both refuse."""
    one, other, _ = house
    statuses = [
        Visitor(port).send("/account/login/", {"login": "shared@example.org"})[0].status
        for port in (one, other, one, other, one, other)
    ]

    assert statuses == [302, 302, 302, 200, 200, 200]


@pytest.mark.slow
def test_deed_that_finds_the_database_locked_answers_503_and_can_be_sent_again(house):
    """A lock held by another process for longer than anybody waits, which is twenty seconds."""
    one, _, file = house
    visitor = Visitor(one)
    visitor.send("/account/signup/", {"email": "late@example.org", "name": "Lena"})
    _, letters = visitor.ask("GET", "/outbox/")
    visitor.send("/account/confirm-email/", {"code": re.findall(r"[B-Z]{4}-[B-Z]{4}", letters)[0]})
    _, page = visitor.ask("GET", "/account/logout/")
    (token, *_) = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        answer, html = visitor.ask("POST", "/account/logout/", {"csrfmiddlewaretoken": token})
        read, _ = visitor.ask("GET", "/")
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    again, _ = visitor.ask("POST", "/account/logout/", {"csrfmiddlewaretoken": token})

    assert "Signed in as Lena" in page
    assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
    assert "What you typed is still in your browser" in html
    assert (read.status, again.status) == (200, 302)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete"])
def test_page_that_is_not_there_is_not_found_by_any_method(method):
    assert getattr(Client(), method)("/nowhere/").status_code == 404
