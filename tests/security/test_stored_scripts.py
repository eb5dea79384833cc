"""What people type is shown as they typed it, and never run."""

from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from folkmoot.config import urls
from folkmoot.ground.doors import EVERYONE, open_to
from tests.security.crawling import crawl
from tests.security.world import NOW, World, a_world

PAYLOADS = [
    "<script>fmx()</script>",
    '"><img src=fmx onerror=fmx()>',
    "'><svg/onload=fmx()>",
    "javascript:fmx()",
    "[fmx](javascript:fmx()) ![fmx](x)",
    "</textarea></title><script src=//fmx.example></script>",
    "{{ fmx }}{% fmx %}",
    '<a href="javascript:fmx()" style="fmx">fmx</a>',
    "\x0b<iframe srcdoc='<script>fmx()</script>'>",
]
ROLES = ("stranger", "contact", "officer")


class Live(HTMLParser):
    """Finds markup that came out of somebody's words."""

    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.outward: list[tuple[str, str]] = []
        self.in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.in_script = tag == "script" and given.get("type") != "application/json"
        for name, value in given.items():
            target = "".join(value.split()).lower()
            if name.startswith("on") or name in {"style", "srcdoc"}:
                self.found.append(f"<{tag} {name}>")
            if name in {"href", "src", "action", "formaction", "data"} and (
                target.startswith(("javascript:", "vbscript:", "data:text"))
                or "fmx.example" in target
                or target == "fmx"
            ):
                self.found.append(f"<{tag} {name}={value}>")
        if tag in {"iframe", "object", "embed", "base"}:
            self.found.append(f"<{tag}>")
        if tag == "a" and "://" in given.get("href", ""):
            self.outward.append((given["href"], given.get("rel", "")))

    def handle_data(self, data: str) -> None:
        if self.in_script and "fmx" in data:
            self.found.append("<script> with what was typed")

    def handle_endtag(self, tag: str) -> None:
        self.in_script = False


def live(html: str) -> Live:
    parser = Live()
    parser.feed(html)
    return parser


@pytest.fixture
def world_of(db, time_machine):
    time_machine.move_to(NOW, tick=False)
    return lambda payload: a_world(lambda name: f"{payload} {name}")


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("payload", PAYLOADS)
def test_typed_markup_is_live_on_no_page(world_of, payload):
    world: World = world_of(payload)
    read, shown, found = 0, 0, []
    for role in ROLES:
        for url, text in crawl(world, role):
            if not text.lstrip().startswith("<!DOCTYPE html>"):
                continue
            read += 1
            shown += "fmx" in text
            found += [(role, url, what) for what in live(text).found]

    print(f"N={read} pages, typed words on {shown}, live on {len(found)}")
    assert shown > 50
    assert found == []


def test_website_is_a_link_only_over_http_and_lends_it_no_weight(world_of):
    world: World = world_of("plain")
    outward = [
        (url, href, set(rel.split()))
        for url, text in crawl(world, "stranger", under="/staffordshire/organisations/")
        for href, rel in live(text).outward
    ]
    websites = [one for one in outward if "good.example" in one[1]]

    assert websites
    assert {href.partition(":")[0] for _, href, _ in outward} <= {"http", "https"}
    assert [one for one in websites if not {"nofollow", "noopener"} <= one[2]] == []


@pytest.mark.parametrize("payload", [one for one in PAYLOADS if "<" in one])
def test_page_that_does_not_escape_would_be_found(db, settings, payload):
    @open_to(EVERYONE)
    def leaky(request) -> HttpResponse:
        return HttpResponse(f"<!DOCTYPE html><p title='{payload}'>{payload}</p>")

    class Leaky:
        handler404 = urls.handler404
        urlpatterns = [path("", leaky, name="home")]

    settings.ROOT_URLCONF = Leaky
    assert live(Client().get("/").content.decode()).found
