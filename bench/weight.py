"""
How many bytes a browser fetches for a page: the first time, and when it comes back.

A first view is the page, its styles, scripts, fonts and pictures, as a browser that accepts gzip
and Brotli is sent them: the files beside pages were compressed when they were gathered. A page is
weighed twice: as our own server sends it, and compressed, as whatever stands in front of it may
send it. A repeat view is the page alone: the rest is kept for good.

    python -m bench.weight [--size 1200]
"""

import argparse
import gzip
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpResponse

ROOT = Path(__file__).parents[1]
TAKES = {"accept-encoding": "gzip, br"}
FIRST_AIM, REPEAT_AIM = 100_000, 30_000
FETCHED = re.compile(r"<(?:link|script|img|source)\b[^>]*?\b(?:href|src)=\"(/static/[^\"]+)\"")
IN_STYLES = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")


@dataclass(frozen=True, slots=True)
class Weight:
    """
    The bytes of a page and of the files that it draws in.

    :param sent: the page as our own server sends it.
    :param packed: the page compressed with gzip.
    """

    sent: int
    packed: int
    files: int

    @property
    def is_met(self) -> bool:
        """Whether both aims are met by our own server, without help."""
        return self.sent + self.files <= FIRST_AIM and self.sent <= REPEAT_AIM

    @property
    def is_met_packed(self) -> bool:
        """Whether both aims are met where pages are compressed on their way."""
        return self.packed + self.files <= FIRST_AIM and self.packed <= REPEAT_AIM


def weigh(response: "HttpResponse") -> Weight:
    """Weigh the answer to a browser that takes gzip, and all that it fetches for it."""
    sent = bytes(response.content)
    data = gzip.decompress(sent) if response.get("Content-Encoding") == "gzip" else sent
    html = data.decode()
    names = {address.removeprefix("/static/") for address in FETCHED.findall(html)}
    for style in [name for name in names if name.endswith(".css")]:
        names |= _in_styles(style)
    packed = len(gzip.compress(data, compresslevel=6))
    return Weight(len(sent), packed, sum(_served(name) for name in names))


@cache
def _served(name: str) -> int:
    """Return the bytes of a file as it is served: compressed where that makes it smaller."""
    from whitenoise.compress import Compressor

    data = _found(name).read_bytes()
    press = Compressor(quiet=True)
    packed = press.compress_brotli(data) if press.should_compress(name) else data
    return min(len(packed), len(data))


@cache
def _in_styles(name: str) -> frozenset[str]:
    folder = Path(name).parent
    drawn = IN_STYLES.findall(_found(name).read_text(encoding="utf-8"))
    return frozenset(
        os.path.normpath(folder / address) for address in drawn if not address.startswith("data:")
    )


def _found(name: str) -> Path:
    from django.contrib.staticfiles import finders

    found = finders.find(name)
    assert isinstance(found, str), f"a page asks for {name}, and there is no such file"
    return Path(found)


def measure(size: int) -> list[tuple[str, str, Weight]]:
    """Fill a small county in a database of its own and weigh each of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "FOLKMOOT_ENV": "demo",
            "FOLKMOOT_DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "DJANGO_SETTINGS_MODULE": "folkmoot.config.settings",
        }
        return _weighed(size)


def _weighed(size: int) -> list[tuple[str, str, Weight]]:
    import django

    django.setup()
    import time_machine
    from django.conf import settings
    from django.core.management import call_command

    from bench.county import NOW, SLUG, Size, fill
    from bench.pages import PAGES
    from tests.signing_in import browser

    settings.ALLOWED_HOSTS.append("testserver")
    found = []
    with time_machine.travel(NOW, tick=True):
        call_command("migrate", verbosity=0)
        county = fill(Size(size))
        browsers: dict[str, Any] = {who: browser(one) for who, one in county.people.items()}
        browsers["anybody"] = browser()
        for who, page in PAGES:
            address = f"/{SLUG}/{page.format(**county.references)}"
            response = browsers[who].get(address, follow=True, headers=TAKES)
            if response.status_code == 200:
                found.append((who, page, weigh(response)))
    return found


def table(found: list[tuple[str, str, Weight]]) -> list[str]:
    """Tell the heaviest pages."""
    lines = [
        "| page | who | page as sent | page compressed | files | first view as sent |"
        " first view compressed | aims met as sent | compressed |",
        "|---|---|---:|---:|---:|---:|---:|---|---|",
    ]
    for who, page, each in sorted(found, key=lambda row: -row[2].packed - row[2].files)[:12]:
        lines.append(
            f"| `{page or '(home)'}` | {who} | {each.sent:,} | {each.packed:,} | {each.files:,} |"
            f" {each.sent + each.files:,} | {each.packed + each.files:,} |"
            f" {'yes' if each.is_met else '**no**'} | {'yes' if each.is_met_packed else '**no**'} |"
        )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_200)
    print("\n".join(table(measure(parser.parse_args().size))))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    main()
