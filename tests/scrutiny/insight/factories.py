"""What tests of what is known say most."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.scrutiny.insight.actions.bank import give_evidence
from folkmoot.scrutiny.insight.actions.statistics import enter_statistic
from folkmoot.scrutiny.insight.models import Evidence, Statistic
from tests.signing_in import browser
from tests.work.consultations.factories import County

SECRET = "JBSWY3DPEHPK3PXP"


def a_figure(county: County, value: str | None = "380000", **more: Any) -> Statistic:
    """Return a figure for the first district, unless it is said otherwise."""
    place = county.districts[0]
    said: dict[str, Any] = {
        "title": "People", "topic": "people", "unit": "people", "period": "2022",
        "value": Decimal(value) if value is not None else None, "period_ends_on": date(2022, 12, 31),
        "place_code": place.code, "place_name": place.name, "source": "The census", "step": Decimal(0),
    }  # fmt: skip
    return enter_statistic(assembly=county.assembly, **county.who(), **said | more)


def a_view(county: County, **more: Any) -> Evidence:
    """Return something known that everybody may read, as an officer gave it."""
    said: dict[str, Any] = {
        "title": "The last bus goes at six", "words": "Nobody without a car comes to us after six.",
        "strengths": "Forty people with minibus licences.", "needs": "A bus in the evening.",
        "proof": "Talks with thirty people.", "makers": "The lunch club", "source": "The lunch club",
        "link": "", "area": county.districts[0], "from_on": None, "until_on": date(2026, 1, 31),
        "method": "talks", "consent": "nobody", "seen_by": "public", "organisation": None,
    }  # fmt: skip
    return give_evidence(assembly=county.assembly, **county.who() | said | more)


def an_officer(county: County):
    """Open a browser in which the officer has shown their second factor."""
    TOTP.activate(county.officer, SECRET)
    return browser(county.officer)


def shown(client: Any, name: str, county: County, *args: Any, query: str = "") -> str:
    """Return the words of a page."""
    page = client.get(reverse(f"insight:{name}", args=[county.assembly, *args]) + query)
    assert page.status_code == 200, page.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
