"""What the tests of pages share: who comes for the council, and a day as it is typed."""

from datetime import date
from typing import Any

from django.urls import reverse

from tests.factories import PostFactory
from tests.signing_in import Browser, browser
from tests.work.consultations.factories import County


def council(county: County, name: str = "Council") -> Browser:
    """Return a browser of somebody who comes for a public body."""
    return browser(PostFactory(assembly=county.assembly, kind="public-body", body=name).person)


def typed(name: str, on: date) -> dict[str, str]:
    """Return a day as its three boxes are filled in."""
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }


def address(county: County, name: str, *args: Any) -> str:
    """Return the address of a page of funding."""
    return reverse(f"funding:{name}", args=[county.assembly, *args])


def stands(word: str) -> str:
    """Return a word for how something stands, as a page draws it after its shape."""
    return f"</svg>{word}"
