"""A real browser, walking through the site as people do."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
# Pictures take long and change with every version: they are taken anew when asked for.
TAKES_PICTURES = "FOLKMOOT_PICTURES" in os.environ
CHROMIUM = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome")
        if (found := shutil.which(name))
    ),
    None,
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW, NARROWEST = 1280, 375, 320

# The rules of axe for WCAG 2.2 AA, and its advice on good practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def transactional_db(transactional_db: None) -> Iterator[None]:
    """
    A database that the server's threads see, emptied afterwards of what no model tells.

    Django empties the tables of models alone. The tries to sign in lie in a table without one, and
    would count against the next test, whose clock may be stopped long before they were made.
    """
    yield
    cache.clear()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this machine, started once."""
    if CHROMIUM is None:
        pytest.fail("There is no Chromium on this machine. On Debian: apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's loop runs in the same thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """
    Somebody at a browser, with what they have seen kept for checking.

    :param seen: the HTML of every page they looked at closely, by its picture's name.
    """

    context: BrowserContext
    page: Page
    address: str
    has_javascript: bool
    seen: dict[str, str] = field(default_factory=dict)

    def go(self, path: str) -> None:
        """Open a page of the site."""
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status < 400, (path, response.status, self.page.inner_text("body")[:800])

    def click(self, name: str, role: str = "link") -> None:
        """Follow the link, or press the button, of a name."""
        self.page.get_by_role(role, name=name, exact=False).first.click()  # type: ignore[arg-type]  # any role by its name
        self.page.wait_for_load_state()

    def press(self, name: str) -> None:
        """Press the button of a name."""
        self.click(name, "button")

    def text(self) -> str:
        """What the page says."""
        return " ".join(self.page.inner_text("main").split())

    def look(self, name: str = "", *, picture: bool = False) -> None:
        """Check the page for everybody's use, and keep its HTML and, if asked, its picture."""
        if self.has_javascript:  # axe is a script itself
            found = Axe().run(self.page, options=RULES)
            assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        overflow = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{name}: the page is {overflow} px wider than the window"
        self.seen[name or self.page.url] = self.page.content()
        if picture and TAKES_PICTURES:
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    def sign_in(self, email: str, *, code_of_app: str = "") -> None:
        """Sign in with the code that comes by e-mail, and the app's if it is asked for."""
        self.go("/account/login/")
        self.page.get_by_label("Email").fill(email)
        self.press("Send me a code")
        code = re.search(r"^\s*([A-Z0-9-]{6,})\s*$", str(mail.outbox[-1].body), re.MULTILINE)
        assert code, mail.outbox[-1].body
        self.page.get_by_label("Code").fill(code.group(1))
        self._send()
        if code_of_app:
            self.page.get_by_label(re.compile("code", re.IGNORECASE)).first.fill(code_of_app)
            self._send()

    def _send(self) -> None:
        """Press the page's one button, and wait for the next page, which may ask for a code too."""
        with self.page.expect_navigation():
            self.page.locator("main button[type=submit]").first.click()


@pytest.fixture
def visit(chromium, live_server):
    """Open a browser for a new visitor: `visit(javascript=False, width=320)`."""
    opened: list[Visitor] = []

    def come_in(*, javascript: bool = True, width: int = WIDE, **more) -> Visitor:
        context = chromium.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/London",
            **more,
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        visitor = Visitor(context, page, live_server.url, javascript)
        opened.append(visitor)
        return visitor

    yield come_in
    for visitor in opened:
        visitor.context.close()
    check_html({name: html for visitor in opened for name, html in visitor.seen.items()})


def check_html(pages: dict[str, str]) -> None:
    """Hold pages against the HTML standard with html-validate, where Node is at hand."""
    tool = ROOT / "assets" / "node_modules" / ".bin" / "html-validate"
    if not pages or not tool.exists():
        return
    (ROOT / "build").mkdir(exist_ok=True)
    folder = Path(mkdtemp(prefix="html-", dir=ROOT / "build"))  # kept where a page is at fault
    for name, html in pages.items():
        (folder / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.html").write_text(html)
    done = subprocess.run(
        [tool, "--config", ROOT / "assets" / "htmlvalidate.json", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    shutil.rmtree(folder)
