"""Walking through every page that a kind of person can reach."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from django.urls import reverse

from folkmoot.site.routes import routes
from tests.security.world import World
from tests.signing_in import Browser, browser

OTHERS = {  # the same page with other things on it
    "membership:member": [("membership", name) for name in ("suspended", "leaver", "ended")],
}
ASKED = {
    "organisations:directory": ["?words=canary", "?order=z-a"],
    "organisations:download": ["?words=canary"],
    "membership:register": ["?words=canary", "?state=ended", "?state=suspended"],
    "record:entries": ["?kind=MemberSuspended", "?kind=NominationReceived"],
    "desk": ["?state=due", "?state=met"],
}


def pages(world: World) -> Iterator[str]:
    """Give the address of every page and export there is to read."""
    for route in routes():
        if "GET" not in route.methods or route.name in {"account_logout", "account_again"}:
            continue
        taken = re.findall(r"<(?:\w+:)?(\w+)>", route.pattern)
        url = reverse(route.name, kwargs=world.arguments(route.name, taken))
        yield url
        yield from (url + query for query in ASKED.get(route.name, []))
        if route.name in OTHERS:
            for reference in world.args["members"].values():
                yield reverse(route.name, args=[world.here.slug, reference])


def crawl(world: World, role: str) -> Iterator[tuple[str, str]]:
    """Give every page that answers, with what it says, as one kind of person sees it."""
    client: Browser = browser(world.people[role])
    seen: set[str] = set()
    waiting = list(pages(world))
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        response = client.get(url)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = body.decode("utf-8", "replace")
        yield url, text
        if response.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [link for link in links(text) if link not in seen and wanted(link)]


def wanted(link: str) -> bool:
    """Tell whether a link leads to a page of this site that is worth a second look."""
    away = ("/static/", "/account/", "/staffordshire/rules/", "/dorset/rules/")
    return link.startswith("/") and not link.startswith(("//", *away)) and "?" not in link


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


def links(html: str) -> list[str]:
    parser = Links()
    parser.feed(html)
    return [link.partition("#")[0] for link in parser.found]


def plainly(text: str) -> str:
    """Undo what HTML and JSON do to words, so that they are found however they are written."""
    return unescape(text).replace("\\u0027", "'").lower()
