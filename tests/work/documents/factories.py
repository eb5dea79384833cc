"""Documents as tests need them, each through the deed that makes it."""

import re
from datetime import date
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.work.documents.actions.sheets import keep_document
from folkmoot.work.documents.actions.versions import (
    adopt,
    attach_equality_check,
    draft,
)
from folkmoot.work.documents.models import Document, Version
from tests.signing_in import Browser, browser
from tests.work.consultations.factories import NOW, County

TODAY = NOW.date()


def a_document(county: County, **more: Any) -> Document:
    """Return a document of which only its name and kind are known."""
    said: dict[str, Any] = {"title": "Working together", "kind": "agreement"}
    return keep_document(assembly=county.assembly, **said | more, **county.who())


def a_draft(
    county: County, document: Document, text: str = "We meet twice a year.", **more: Any
) -> Version:
    """Return a draft that everybody may read."""
    said: dict[str, Any] = {"label": "", "reason": "It says it shorter.", "is_shown": True}
    return draft(document=document, text=text, **said | more, **county.who())


def a_version(
    county: County, document: Document, text: str = "We meet twice a year.",
    adopted_on: date = TODAY, **more: Any,
) -> Version:  # fmt: skip
    """Return a version in force, with the reason why it needs no equality check."""
    made = a_draft(county, document, text, **more)
    attach_equality_check(
        version=made, is_waiver=True, words="It moves no service.", link="", made_on=TODAY,
        **county.who(),
    )  # fmt: skip
    return adopt(version=made, adopted_on=adopted_on, **county.who())


def refused(do: Any) -> Refusal:
    """Return the refusal that a deed meets."""
    try:
        do()
    except Refusal as refusal:
        return refusal
    raise AssertionError("it was done")


def words_of(client: Any, name: str, *args: Any, query: str = "") -> str:
    """Return what a page says, without its tags."""
    page = client.get(reverse(f"documents:{name}", args=args) + query)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def page_of(client: Any, document: Document) -> str:
    """Return what the page of a document says."""
    return words_of(client, "document", document.assembly, document.number)


def an_officer(county: County) -> Browser:
    """Return a browser in which the officer is signed in, with their second factor."""
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    return browser(county.officer)
