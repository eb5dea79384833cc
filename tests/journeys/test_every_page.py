"""
Every page of the site, for everybody's use.

Each address that answers with a page is opened as everybody who may see it. What no page may be
without is held against all of them: one heading at the top and the others in order, a title that
says where one is, and a label on every question. What only a browser can tell, axe and the width,
is asked of the fullest view of each. What depends on the parts of a page alone (its colours, and
how it is laid out on a small phone) is asked of each that has a part not seen before; whether it
is too wide for the phone is asked of all.
"""

import gc
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.db import transaction
from django.urls import reverse

from folkmoot.body.organisations.models import Listing, Organisation
from folkmoot.ground.people.actions import welcome
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections import actions, queries
from folkmoot.site.routes import Route, routes
from tests.factories import (
    AdoptionFactory,
    AssemblyFactory,
    AuthorityFactory,
    OrganisationFactory,
    PostFactory,
)
from tests.journeys.conftest import NARROWEST, RULES, WIDE, Visitor, check_html
from tests.proceedings.elections.factories import (
    BALLOT_CLOSES,
    BALLOT_OPENS,
    CALLED,
    PUBLISHED,
    RUN_OFF_CLOSES,
    RUN_OFF_OPENS,
    a_town,
    call,
    nominate,
    open_ballots,
    publish,
    take_keys,
    vote,
)
from tests.security.world import NOW, TOTP, World, a_world
from tests.signing_in import browser

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    # A thread of the test's own server that the browser hangs up on leaves its connection behind.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]

# From who sees the most on a page to who sees the least.
ROLES = ("officer", "contact", "stranger", "invited", "board")
# They are shown what nobody before them could see.
FOR_THE_REST = {"invited", "board"}
# These end a session, or need something of the device that a crawler does not have.
NOT_OPENED = {"account_logout", "account_inactive", "mfa_login_webauthn"}
SECRET = "JBSWY3DPEHPK3PXP"
AT_A_DESK = RULES | {"resultTypes": ["violations"]}
# The colours are the same on a phone and in parts that were seen, and are the slowest to look at.
BUT_COLOURS = AT_A_DESK | {"rules": {"color-contrast": {"enabled": False}}}
# Every page is looked at in four tests, so that those who run side by side can share the work.
QUARTERS = 4
QUESTIONS = ("input", "select", "textarea")
UNSEEN = {"hidden", "submit", "button", "image", "reset"}


@pytest.fixture(autouse=True)
def nothing_is_left_for_the_next_test() -> Iterator[None]:
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


class Outline(HTMLParser):
    """What a page is made of: its title, headings, questions and their labels."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.headings: list[tuple[int, str]] = []
        self.questions: list[dict[str, str | None]] = []
        self.labelled: set[str | None] = set()
        self.parts: set[tuple[str, str]] = set()
        self.crumbs = 0
        self._in: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.parts.add((tag, given.get("class") or ""))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append((int(tag[1]), ""))
            self._in.append(tag)
        if tag == "title" and "svg" not in self._in:
            self._in.append(tag)
        if tag == "svg":
            self._in.append(tag)
        if tag == "label":
            self.labelled.add(given.get("for"))
        if tag in QUESTIONS and given.get("type") not in UNSEEN:
            self.questions.append(given)
        self.crumbs += given.get("class") == "govuk-breadcrumbs"

    def handle_endtag(self, tag: str) -> None:
        if self._in and self._in[-1] == tag:
            self._in.pop()

    def handle_data(self, data: str) -> None:
        if self._in and self._in[-1] == "title" and "svg" not in self._in:
            self.title += data
        if self._in and self._in[-1].startswith("h"):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)

    def faults(self, assembly: str) -> Iterator[str]:
        """
        Say what is wrong with the page.

        :param assembly: the name of the assembly whose page it is, or nothing.
        """
        title, end = " ".join(self.title.split()), f"{assembly and ' – '}{assembly} – Folkmoot"
        if not title.endswith(end) or not title.removesuffix(end).strip(" –"):
            yield f"its title is {title!r}"
        levels = [level for level, words in self.headings if level and words.strip()]
        if levels.count(1) != 1:
            yield f"it has {levels.count(1)} headings at the top"
        for before, after in pairwise(levels):
            if after > before + 1:
                yield f"its headings go from level {before} to {after}: {self.headings}"
        for level, words in self.headings:
            if not words.strip():
                yield f"a heading of level {level} is empty"
        for question in self.questions:
            if not (question.get("id") in self.labelled or question.get("aria-label")):
                yield f"{question.get('name')} has no label"


@dataclass
class Views:
    """
    Pages as people saw them, with what is wrong with them.

    :param fullest: the first view of each address, by who sees the most, and every view that
        holds a part not seen on any before it; as the person and the address.
    :param new: those of them that hold a part not seen before.
    """

    html: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    fullest: list[tuple[str, str]] = field(default_factory=list)
    new: set[tuple[str, str]] = field(default_factory=set)
    parts: set[tuple[str, str]] = field(default_factory=set)

    def keep(self, who: str, url: str, html: str, *, assembly: str) -> None:
        outline = Outline(html)
        self.faults += [f"{url} as {who}: {fault}" for fault in outline.faults(assembly)]
        self.html[f"{who} {url}"] = html
        if outline.parts - self.parts:
            self.new.add((who, url))
            self.parts |= outline.parts
        if (who, url) in self.new or url not in {seen for _, seen in self.fullest}:
            self.fullest.append((who, url))


def taken_by(route: Route) -> list[str]:
    return re.findall(r"<(?:\w+:)?(\w+)>", route.pattern)


def address(world: World, route: Route) -> str:
    return reverse(route.name, kwargs=world.arguments(route.name, taken_by(route)))


def pages(world: World) -> Iterator[tuple[Route, str]]:
    for route in routes():
        if "GET" in route.methods and route.name not in NOT_OPENED:
            yield route, address(world, route)
    for state in world.args["members"].values():
        member = reverse("membership:member", args=[world.here.slug, state])
        yield Route("", "membership:member", "everyone", ("GET",), is_lent=False), member


def viewed(people: dict[str, Person | None], addresses: list[str], assembly: str) -> Views:
    """Open addresses as everybody, and keep what they show."""
    views = Views()
    for who in [role for role in ROLES if role in people]:
        client = browser(people[who])
        seen = {url for _, url in views.fullest} if who in FOR_THE_REST else set()
        for url in [url for url in addresses if url not in seen]:
            response = client.get(url)
            if not response.headers.get("Content-Type", "").startswith("text/html"):
                continue
            if response.status_code in {200, 422}:
                name = assembly if url.startswith(("/staffordshire/", "/empty/")) else ""
                views.keep(who, url, response.content.decode(), assembly=name)
    return views


@pytest.fixture
def look(visit):
    """Look at views in a browser: axe at a desk and on a small phone, and no page too wide."""

    def look_closely(views: Views, people: dict[str, Person | None]) -> list[str]:
        visitor = visit()
        found = []
        for who in dict.fromkeys(who for who, _ in views.fullest):
            sign_in(visitor, people[who])
            for view in [view for view in views.fullest if view[0] == who]:
                faults = seen_by(visitor, view[1], is_new=view in views.new)
                found += [f"{view[1]} as {who}: {fault}" for fault in faults]
        return found

    return look_closely


def sign_in(visitor: Visitor, person: Person | None) -> None:
    """Come in as somebody, without the pages of sign-in."""
    visitor.context.clear_cookies()
    cookies = browser(person).cookies
    visitor.context.add_cookies(
        [
            {"name": name, "value": one.value, "url": visitor.address}
            for name, one in cookies.items()
        ]
    )


def seen_by(
    visitor: Visitor, url: str, widths: tuple[int, ...] = (WIDE, NARROWEST), *, is_new: bool = True
) -> list[str]:
    """
    Return what axe finds on a page, and whether it is too wide for a width.

    :param is_new: whether a part of it was not seen before: then colours and the phone are asked too.
    """
    page, found = visitor.page, []
    page.goto(visitor.address + url, wait_until="load")
    if page.evaluate("typeof axe") == "undefined":
        page.add_init_script(Axe().axe_script)  # from now on it is there on every page
        page.reload(wait_until="load")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        is_first = width == widths[0]
        rules = AT_A_DESK if is_first and is_new else BUT_COLOURS
        asked = "rules => axe.run(rules).then(done => done.violations)"
        violations = page.evaluate(asked, rules) if is_first or is_new else []
        found += [
            f"{width} px: {one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes']]}"
            for one in violations
        ]
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if too_wide > 0:
            found.append(f"{width} px: the page is {too_wide} px wider than the window")
    return found


@pytest.mark.parametrize("quarter", range(QUARTERS))
def test_every_page_is_for_everybody(look, time_machine, quarter):
    time_machine.move_to(NOW, tick=False)
    world = a_world()
    own = list(pages(world))[quarter::QUARTERS]

    views = viewed(world.people, [url for _, url in own], world.here.name)
    sent_empty(world, own, views)

    assert len(views.html) > 100
    assert views.faults == []
    check_html(views.html)
    assert look(views, world.people) == []


def sent_empty(world: World, own: list[tuple[Route, str]], views: Views) -> None:
    """Send each form with nothing in it, and keep what comes back; undo what that did."""
    for who in ("officer", "contact"):
        client = browser(world.people[who])
        for route, url in [(one, url) for one, url in own if "POST" in one.methods]:
            if route.is_lent:
                continue
            with transaction.atomic():
                response = client.post(url, {})
                transaction.set_rollback(True)
            if response.status_code == 422:
                html = response.content.decode()
                name = world.here.name if url.startswith("/staffordshire/") else ""
                faults = Outline(html).faults(name)
                views.faults += [f"{url} sent empty by {who}: {fault}" for fault in faults]
                views.html[f"{who} {url} sent empty"] = html


def test_every_page_of_an_assembly_with_nothing_in_it(look, time_machine):
    time_machine.move_to(NOW, tick=False)
    empty = AssemblyFactory(slug="empty", name="Empty Assembly")
    AdoptionFactory(assembly=empty)
    officer = PostFactory(assembly=empty).person
    TOTP.activate(officer, SECRET)
    people = {"officer": officer, "stranger": None}
    addresses = [
        reverse(route.name, args=["empty"])
        for route in routes()
        if taken_by(route) == ["assembly"] and "GET" in route.methods
    ]

    views = viewed(people, addresses, empty.name)

    assert len(addresses) > 100
    assert views.faults == []
    check_html(views.html)
    assert look(views, people) == []


def test_every_page_of_an_election_at_each_of_its_stages(visit, time_machine):
    time_machine.move_to(CALLED, tick=False)
    town, visitor = a_town(4), visit()
    for place, name in enumerate(["Moorlands Carers", "Befrienders", "Youth Circle", "Foodbank"]):
        organisation = town.organisation(place).pk
        Organisation.objects.filter(pk=organisation).update(name=name)
    TOTP.activate(town.officer, SECRET)
    contest = call(town, role_description="Chairs the forum.")
    officer, member = ("officer", town.officer), ("member", town.contacts[3])
    views, found = Views(), []

    def stage(at, *pages_of, **asked):
        time_machine.move_to(at, tick=False)
        for (who, person), page in pages_of:
            url = reverse(f"elections:{page}", args=[town.assembly.slug, contest.reference])
            response = browser(person).get(url)
            assert response.status_code == 200, (page, response.status_code)
            html = response.content.decode()
            faults = Outline(html).faults(town.assembly.name)
            views.faults.extend(f"{url} as {who}: {fault}" for fault in faults)
            views.html[f"{at:%d%m%H} {who} {page}"] = html
            sign_in(visitor, person)
            found.extend(f"{url} at {at}: {fault}" for fault in seen_by(visitor, url))

    for place in range(3):
        nominate(town, contest, place)
    stage(CALLED + timedelta(days=2), (officer, "contest"))
    stage(PUBLISHED, (officer, "contest"), (officer, "publish"))
    publish(town, contest)
    ballot = queries.current_round(contest)
    stage(PUBLISHED, (officer, "contest"), (officer, "key"))
    take_keys(town, ballot)
    stage(BALLOT_OPENS, (member, "contest"), (member, "vote"), (("nobody", None), "roll"))
    ann, bea, *_ = queries.candidates(ballot)
    for place, choice in enumerate([ann, bea, ann, bea]):
        vote(town, ballot, place, choice)
    stage(BALLOT_CLOSES, (officer, "contest"), (officer, "open"))
    open_ballots(town, ballot)
    stage(BALLOT_CLOSES, (officer, "verify"))
    actions.verify_result(contest=contest, by=town.officer, at=BALLOT_CLOSES)
    stage(BALLOT_CLOSES, (officer, "contest"), (officer, "run_off"))
    again = actions.open_run_off(
        contest=contest, opens_at=RUN_OFF_OPENS, closes_at=RUN_OFF_CLOSES,
        tellers=[town.officer], by=town.officer, at=BALLOT_CLOSES,
    )  # fmt: skip
    take_keys(town, again, at=BALLOT_CLOSES)
    for place, choice in enumerate([ann, bea, ann, ann]):
        vote(town, again, place, choice)
    open_ballots(town, again)
    actions.verify_result(contest=contest, by=town.officer, at=RUN_OFF_CLOSES)
    stage(RUN_OFF_CLOSES, (officer, "declare"))
    actions.declare_result(contest=contest, by=town.officer, at=RUN_OFF_CLOSES)
    stage(RUN_OFF_CLOSES, (("nobody", None), "contest"), (("nobody", None), "ballots"))

    assert views.faults == []
    check_html(views.html)
    assert found == []


SAMPLE = ("assembly", "desk", "organisations:directory", "membership:join", "forums:forum",
          "rules:clause", "elections:contest", "record:entries")  # fmt: skip


def test_pages_in_the_dark_and_at_four_times_the_size(visit, time_machine):
    time_machine.move_to(NOW, tick=False)
    world = a_world()
    in_the_dark = visit(color_scheme="dark")
    magnified = visit(width=WIDE // 4, device_scale_factor=4)
    found = []
    for visitor, widths in [(in_the_dark, (WIDE,)), (magnified, (WIDE // 4,))]:
        sign_in(visitor, world.people["officer"])
        for route, url in pages(world):
            if route.name in SAMPLE:
                found += [f"{url}: {fault}" for fault in seen_by(visitor, url, widths)]
    assert found == []


def test_on_paper_the_menus_are_gone_and_the_content_stays(visit, time_machine):
    time_machine.move_to(NOW, tick=False)
    world = a_world()
    visitor = visit()
    sign_in(visitor, world.people["officer"])
    visitor.page.emulate_media(media="print")
    for route, url in pages(world):
        if route.name in SAMPLE:
            visitor.go(url)
            for gone in ("nav", ".fm-person", ".fm-acting", "main .govuk-button", ".fm-filters"):
                shown = visitor.page.locator(f"{gone} >> visible=true").count()
                assert shown == 0, f"{url}: {gone} is printed"
            assert visitor.page.locator("h1").is_visible(), url
            assert len(visitor.text()) > 40, url


FOCUS = """() => {
    const here = document.activeElement;
    const look = getComputedStyle(here);
    const label = here.labels && here.labels[0];
    const ring = label ? getComputedStyle(label, "::before") : look;
    const seen = [look, ring].some((one) =>
        one.boxShadow !== "none" || (one.outlineStyle !== "none" && one.outlineWidth !== "0px"));
    const words = (label || here).innerText || here.value || "";
    return {tag: here.tagName, name: here.name || "", words: words.trim(), seen};
}"""


def tab_to(visitor: Visitor, words: str = "", *, name: str = "", among: int = 150) -> None:
    """Press Tab until something is reached, by its words or the name of its answer."""
    for _ in range(among):
        visitor.page.keyboard.press("Tab")
        here = visitor.page.evaluate(FOCUS)
        if here["tag"] == "BODY":  # past the end, and round again
            continue
        assert here["seen"], f"{visitor.page.url}: nobody can see that {here} has the focus"
        if here["name"] == name if name else words in here["words"]:
            return
    pytest.fail(f"{visitor.page.url}: {words or name} cannot be reached: {visitor.text()[-1500:]}")


def press(visitor: Visitor, key: str, times: int = 1) -> None:
    for _ in range(times):
        visitor.page.keyboard.press(key)
    visitor.page.wait_for_load_state()


def follow(visitor: Visitor, words: str) -> None:
    """Reach a link or button and go where it leads."""
    tab_to(visitor, words)
    with visitor.page.expect_navigation(wait_until="load"):
        visitor.page.keyboard.press("Enter")


def test_with_the_keyboard_alone_one_can_sign_in_join_nominate_and_vote(visit, time_machine):
    time_machine.move_to(CALLED, tick=False)
    town, visitor = a_town(3), visit()
    contact = welcome(email="connie@example.org", name="Connie Contact", at=CALLED)
    AuthorityFactory(organisation=town.organisation(0), person=contact)
    joiner = OrganisationFactory(name="Larks Choir", sector="vcse", legal_form="charity")
    AuthorityFactory(organisation=joiner, person=contact)
    Listing.objects.create(assembly=town.assembly, organisation=joiner, listed_on=CALLED.date())
    contest = call(town)
    nominate(town, contest, 1)
    time_machine.move_to(CALLED + timedelta(days=2), tick=False)

    visitor.go("/account/login/")
    press(visitor, "Tab")
    assert "Skip to main content" in visitor.page.evaluate(FOCUS)["words"]
    tab_to(visitor, name="login")
    visitor.page.keyboard.type(contact.email)
    follow(visitor, "Send me a code")
    code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
    tab_to(visitor, name="code")
    visitor.page.keyboard.type(code.group(1))
    follow(visitor, "Continue")
    assert "Signed in as" in visitor.page.inner_text("header"), visitor.text()[:600]
    visitor.go(f"/{town.assembly.slug}/")
    follow(visitor, "Go to my desk")
    assert "What waits for" in visitor.text()

    visitor.go(f"/{town.assembly.slug}/membership/?organisation={joiner.reference}#sign")
    tab_to(visitor, name="signer_name")
    visitor.page.keyboard.type("Connie Contact")
    tab_to(visitor, name="signer_role")
    visitor.page.keyboard.type("Secretary")
    tab_to(visitor, name="has_authority")
    press(visitor, "Space")
    follow(visitor, "Sign and join")
    assert "Receipt" in visitor.text(), visitor.text()[:600]

    act_for(visitor, town.organisation(0).name)
    visitor.go(reverse("elections:contest", args=[town.assembly.slug, contest.reference]))
    follow(visitor, "Put somebody forward")
    tab_to(visitor, name="motivation")
    visitor.page.keyboard.type("To be heard.")
    fill_the_rest(visitor)
    follow(visitor, "Send the nomination")
    assert contest.nominations.count() == 2, visitor.text()[:600]

    time_machine.move_to(PUBLISHED, tick=False)
    publish(town, contest)
    ballot = queries.current_round(contest)
    take_keys(town, ballot)
    time_machine.move_to(BALLOT_OPENS, tick=False)
    sign_in(visitor, contact)
    act_for(visitor, town.organisation(0).name)
    visitor.go(reverse("elections:vote", args=[town.assembly.slug, contest.reference]))
    tab_to(visitor, name="choice")
    press(visitor, "Space")
    follow(visitor, "Check my choice")
    follow(visitor, "Give this vote")
    assert "has voted" in visitor.text(), visitor.text()[:600]


def act_for(visitor: Visitor, name: str) -> None:
    """Choose the organisation that one acts for, with the arrows and Enter."""
    visitor.go("/acting/")
    tab_to(visitor, name="for")
    for _ in range(3):
        if name in visitor.page.evaluate(FOCUS)["words"]:
            break
        press(visitor, "ArrowDown")
    press(visitor, "Space")
    follow(visitor, "Act for this organisation")


def fill_the_rest(visitor: Visitor) -> None:
    """Answer what is left of a nomination, going from question to question with Tab."""
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        here = visitor.page.evaluate(FOCUS)
        assert here["seen"], here
        if here["tag"] == "TEXTAREA":
            visitor.page.keyboard.type("Shown in practice.")
        elif here["tag"] == "INPUT":
            visitor.page.keyboard.press("Space")
        elif here["tag"] == "BUTTON":
            visitor.page.keyboard.press("Shift+Tab")
            return
