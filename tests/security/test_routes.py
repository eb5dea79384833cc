"""Every address × method × kind of person × thing that is there, is elsewhere, or is not."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, include, path, reverse

from folkmoot.config import urls
from folkmoot.ground.doors import EVERYONE, open_to
from folkmoot.site.management.commands.routes import TITLE
from folkmoot.site.routes import Route, as_table, routes
from tests.security.standing import standing_world
from tests.security.world import NOW, ROLES, World
from tests.signing_in import Browser, browser

ROOT = Path(__file__).parents[2]
# Who is walked with every run; the others take as long again, and `make long` walks them all.
EVERY_TIME = {"stranger", "contact", "officer"}
WHERE = ("here", "there", "absent")
METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH")
# Kinds of person in each audience, in the first assembly and in the other.
INCLUDED: dict[str, tuple[set[str], set[str]]] = {
    "everyone": (set(ROLES), set(ROLES)),
    "signed in": (set(ROLES) - {"stranger"}, set(ROLES) - {"stranger"}),
    "officers": ({"officer", "bare officer"}, {"far officer"}),
    "board": ({"officer", "bare officer", "board"}, {"far officer"}),
    "register keepers": ({"officer", "bare officer", "support body"}, {"far officer"}),
    "officers and chairs": ({"officer", "bare officer", "chair", "conflicted"}, {"far officer"}),
    "officers and its chair": ({"officer", "bare officer", "chair"}, {"far officer"}),
    "returning officer": ({"officer"}, set()),
}
ASKS_FOR_FACTOR = set(INCLUDED) - {"everyone", "signed in"}
HAS_FACTOR = {"officer", "board", "far officer"}
# Who chairs a forum is asked for a factor by some pages and not by others.
CHAIRS = {"chair", "conflicted"}
# What these name is a kind of page, which every assembly has, and nothing that one of them keeps.
OF_EVERY_ASSEMBLY = {
    "programmes:groups", "reports:now", "reports:figure_now", "reports:figure_now_csv",
    "volunteering:export",
}  # fmt: skip
# What one who is let in may be answered. A 403 is the refusal of a thing that is another's.
ANSWERS = {200, 302, 403, 404, 409, 422}


def parameters(pattern: str) -> list[str]:
    return re.findall(r"<(?:\w+:)?(\w+)>", pattern)


def is_let_in(route: Route, role: str, where: str) -> bool:
    own, others = INCLUDED[route.audience]
    if where == "there":
        return role in others
    if route.audience == "returning officer" and where == "absent":
        return False
    return role in own


def expected(route: Route, role: str, method: str, where: str) -> set[int]:
    """Return the statuses that the declaration of an address allows. Nothing else is looked at."""
    # A deed of an officer without a factor is stopped before the door is looked at.
    stopped = role == "bare officer" and method == "POST" and where != "there"
    if method not in route.methods:
        return {302, 405} if stopped and "assembly" in parameters(route.pattern) else {405}
    if route.audience != "everyone" and role == "stranger":
        return {302}
    if not is_let_in(route, role, where):
        return {302} if stopped else {403}
    if role not in HAS_FACTOR | CHAIRS and route.audience in ASKS_FOR_FACTOR:
        return {302}
    has_thing = set(parameters(route.pattern)) - {"assembly"}
    # Documents belong to the whole installation: every assembly may read them.
    is_of_all = route.name.startswith("rules:") or route.name in OF_EVERY_ASSEMBLY
    is_shared = is_of_all and where == "there"
    if has_thing and where != "here" and "assembly" in parameters(route.pattern) and not is_shared:
        if method == "POST" or route.audience != "everyone":
            return {302, 403, 404, 409}
        # Who has yet to show a factor may be sent to do so before anything is looked for.
        return {302, 404} if role == "bare officer" else {404}
    return ANSWERS


def answered(known: Browser, method: str, url: str) -> HttpResponse:
    """
    Ask, and undo whatever that changed.

    In a browser of its own that has the session of a known one: signing out and the like
    must not reach the next.
    """
    client = Browser(raise_request_exception=False)
    client.cookies.load({name: cookie.value for name, cookie in known.cookies.items()})
    with transaction.atomic():
        response = client.generic(method, url)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    return response


def address(world: World, route: Route, where: str) -> str:
    given = world.arguments(route.name, parameters(route.pattern), where=where)
    return reverse(route.name, kwargs=given) + world.queries.get(route.name, "")


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[World]:
    with standing_world(django_db_blocker) as world:
        yield world


@pytest.fixture
def world(built, db, time_machine) -> World:
    time_machine.move_to(NOW, tick=False)
    return built


@pytest.mark.slow
@pytest.mark.parametrize(
    "role",
    [pytest.param(role, marks=[] if role in EVERY_TIME else pytest.mark.long) for role in ROLES],
)
def test_every_address_answers_as_declared(world, role):
    known = browser(world.people[role])
    wrong, asked = [], Counter()
    for route in routes():
        for where in WHERE:
            for method in METHODS:
                if method not in {"GET", "POST"} and (where, role) != ("here", "stranger"):
                    continue  # refused before anybody is looked at, or the same as GET
                url = address(world, route, where)
                status = answered(known, method, url).status_code
                asked[where] += 1
                if status not in expected(route, role, method, where):
                    wrong.append(f"{method} {url} ({where}; {route.audience}): {status}")

    print(f"{role}: N={asked.total()} requests {dict(asked)}, {len(wrong)} wrong")
    assert "\n".join(wrong) == ""


@pytest.mark.parametrize("role", ["stranger", "officer"])
def test_no_address_of_an_assembly_that_is_not_here_is_found(world, role):
    client = browser(world.people[role])
    for route in routes():
        given = world.arguments(route.name, parameters(route.pattern))
        if "assembly" not in given:
            continue
        url = reverse(route.name, kwargs=given | {"assembly": "nowhere"})
        assert client.generic(route.methods[0], url).status_code == 404, url


def test_nothing_that_is_there_is_missed(world):
    """Else the matrix could pass by asking only for what does not exist."""
    client = browser(world.people["officer"])
    missing = [
        url
        for route in routes()
        if "GET" in route.methods and "assembly" in parameters(route.pattern)
        for url in [address(world, route, "here")]
        if client.get(url).status_code == 404
    ]

    # Nobody has been asked to sign again, and no ballot has been opened or called yet.
    assert missing == []


# The table


def test_every_address_declares_its_audience_and_methods():
    undeclared = [route for route in routes() if not (route.audience and route.methods)]

    assert undeclared == []
    assert {route.audience for route in routes()} <= set(INCLUDED)


def test_undeclared_address_would_be_found():
    def bare(request) -> HttpResponse:
        return HttpResponse()

    @open_to(EVERYONE)
    def declared(request) -> HttpResponse:
        return HttpResponse()

    found = routes(
        [
            path("declared/", declared, name="declared"),
            path("inner/", include(([path("bare/", bare, name="bare")], "noun"))),
        ]
    )

    assert [(route.name, route.audience) for route in found] == [
        ("declared", "everyone"),
        ("noun:bare", ""),
    ]


def test_matrix_would_find_a_page_open_to_too_many(world, settings):
    @open_to(EVERYONE)
    def imports(request, assembly) -> HttpResponse:
        return HttpResponse("faults")

    class Leaky:
        handler404 = urls.handler404
        urlpatterns = [path("<assembly:assembly>/organisations/imports/", imports)]

    route = next(route for route in routes() if route.name == "organisations:imports")
    url = address(world, route, "here")
    settings.ROOT_URLCONF = Leaky

    status = browser().get(url).status_code

    assert status not in expected(route, "stranger", "GET", "here")


def leaves(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from leaves(pattern.url_patterns)
        else:
            yield pattern


def test_table_lists_every_pattern_of_the_site():
    assert len(routes()) == len(list(leaves(get_resolver().url_patterns)))


def test_docs_list_the_addresses_as_they_are():
    """`folkmoot routes --write` brings it up to date."""
    written = (ROOT / "docs/routes.md").read_text(encoding="utf-8")

    assert written == TITLE + as_table(routes())
