"""Roles and those who offer time, with only what a test needs to say."""

from datetime import timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP

from folkmoot.body.organisations.models import Theme
from folkmoot.work.volunteering.actions.helping import offer_time
from folkmoot.work.volunteering.actions.roles import keep_role
from folkmoot.work.volunteering.models import Opportunity, Volunteer
from tests.signing_in import Browser, browser
from tests.work.consultations.factories import NOW, County

YES: dict[str, bool] = dict.fromkeys(
    ("is_unpaid", "is_free", "is_for_community", "is_not_for_relative", "is_no_job"), True
)


def a_theme(name: str = "Food") -> Theme:
    made, _ = Theme.objects.get_or_create(code=name.lower(), defaults={"name": name})
    return made


def a_role(county: County, body: Any = None, **more: Any) -> Opportunity:
    said: dict[str, Any] = {
        "title": "Cook lunch", "about": "Cook for forty on Tuesdays.", "kind": "role", "themes": [],
        "closes_on": NOW.date() + timedelta(days=60), **YES,
    }  # fmt: skip
    return keep_role(
        assembly=county.assembly,
        organisation=body or county.bodies[0],
        **county.who(),
        **said | more,
    )


def a_volunteer(county: County, **more: Any) -> Volunteer:
    said: dict[str, Any] = {"name": "Vera Helps", "email": "vera@example.org", "kind": "individual"}
    return offer_time(assembly=county.assembly, at=NOW, **said | more)


def typed(**more: Any) -> dict[str, Any]:
    """Return a role as it is typed in the form."""
    said = {
        "title": "Drive people to lunch", "about": "Fetch six people.", "kind": "role",
        **dict.fromkeys(YES, "yes"),
    }  # fmt: skip
    return said | more


def an_officer(county: County) -> Browser:
    """Return a browser in which the officer has shown their second factor."""
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    return browser(county.officer)
