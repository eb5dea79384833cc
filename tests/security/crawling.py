"""Walking through every page that a kind of person can reach."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from io import BytesIO

import pypdf
from django.urls import reverse

from folkmoot.site.routes import routes
from tests.security.world import World
from tests.signing_in import Browser, browser

# The same page of other things: what each is called in the address, and where they are listed.
OTHERS = {
    "membership:member": ("reference", ("membership", "others")),
    "meetings:meeting": ("reference", ("meetings", "others")),
    "meetings:notes": ("reference", ("meetings", "others")),
    "meetings:notes_txt": ("reference", ("meetings", "others")),
    "meetings:agenda_txt": ("reference", ("meetings", "others")),
    "meetings:agenda_docx": ("reference", ("meetings", "others")),
    "meetings:paper": ("number", ("meetings", "papers")),
    "meetings:referral": ("number", ("meetings", "referrals")),
    "decisions:motion": ("reference", ("decisions", "others")),
    "cases:case": ("reference", ("cases", "others")),
}
ASKED = {
    "organisations:directory": ["?words=canary", "?order=z-a"],
    "organisations:download": ["?words=canary"],
    "membership:register": ["?words=canary", "?state=ended", "?state=suspended"],
    "record:entries": ["?kind=MemberSuspended", "?kind=NominationReceived"],
    "desk": ["?state=due", "?state=met"],
    "decisions:register": ["?words=canary"],
    "decisions:positions": ["?words=canary"],
    "meetings:interests": ["?named=canary"],
}


def pages(world: World, role: str, where: str = "here") -> Iterator[str]:
    """Give the address of every page and export there is to read."""
    for route in routes():
        if "GET" not in route.methods or route.name in {"account_logout", "account_again"}:
            continue
        if route.name == "person-calendar":
            # Whoever has the key is let in, so it is asked for by the one whose calendar it is.
            if role in world.calendars:
                yield reverse(route.name, kwargs={"key": world.calendars[role]})
            continue
        taken = re.findall(r"<(?:\w+:)?(\w+)>", route.pattern)
        if "link" in taken:
            continue  # whoever has the private link is let in: it is theirs, and is in no page
        given = world.arguments(route.name, taken, where=where)
        url = reverse(route.name, kwargs=given) + world.queries.get(route.name, "")
        yield url
        yield from (url + query for query in ASKED.get(route.name, []))
        if route.name in OTHERS:
            word, (noun, listed) = OTHERS[route.name]
            for one in world.args[noun][listed]:
                yield reverse(route.name, kwargs=given | {word: one})


def crawl(
    world: World, role: str, *, where: str = "here", under: str = "/"
) -> Iterator[tuple[str, str]]:
    """
    Give every page that answers, with what it says, as one kind of person sees it.

    :param where: `here`, or `there` for the same addresses in the other assembly.
    :param under: how the addresses begin that are walked.
    """
    client: Browser = browser(world.people[role])
    seen: set[str] = set()
    waiting = list(pages(world, role, where))
    while waiting:
        url = waiting.pop()
        if url in seen or not url.startswith(under):
            continue
        seen.add(url)
        response = client.get(url)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        kind = response.headers.get("Content-Type", "")
        text = unpacked(body, kind)
        # The name of a file, and where one is sent on to, are told as well.
        sent = response.headers.get("Location", "").partition("?")[0]
        yield url, "\n".join([text, response.headers.get("Content-Disposition", ""), sent])
        if kind.startswith("text/html"):
            waiting += [link for link in links(text) if link not in seen and wanted(link)]


def unpacked(body: bytes, kind: str) -> str:
    """Return what a page or a file says, taken out of its packing."""
    if kind == "application/pdf":
        said = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(body)).pages)
        return said + said.replace("\n", "")
    if "officedocument" in kind:
        with zipfile.ZipFile(BytesIO(body)) as packed:
            parts = [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
        return "".join(re.sub("<[^>]+>", "", part) for part in parts)
    return body.decode("utf-8", "replace")


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
