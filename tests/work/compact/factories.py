"""A county with a compact, bodies that back it, and their champions."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.work.compact.actions.accords import keep_accord
from folkmoot.work.compact.actions.backing import keep_backer
from folkmoot.work.compact.models import Accord, Signatory
from tests.factories import OrganisationFactory
from tests.work.consultations.factories import County


def a_compact(county: County, **more: Any) -> Accord:
    """Return a compact that a support officer entered."""
    said = {"assembly": county.assembly, "kind": "compact", "title": "The Compact"}
    return keep_accord(**said | more, **county.who())


def a_backer(
    county: County,
    compact: Accord,
    name: str = "County Council",
    *,
    champion: Person | None = None,
    organisation: Organisation | None = None,
    **more: Any,
) -> Signatory:
    """Return a body that backs a compact; with a person given, that is its champion."""
    said: dict[str, Any] = {
        "agreed_on": date(2010, 1, 5),
        "contact": "",
        "champion": champion.name if champion else "",
        "champion_contact": "01929 496003" if champion else "",
    }
    return keep_backer(
        accord=compact, name=name, champion_person=champion, organisation=organisation,
        **said | more, **county.who(),
    )  # fmt: skip


def a_public_body(name: str = "County Council") -> Organisation:
    """Return a public body on the register."""
    body: Organisation = OrganisationFactory(name=name, sector="statutory", legal_form="statutory")
    return body


def url(name: str, accord: Accord, *more: Any) -> str:
    """Return the address of a page of an agreement."""
    return reverse(f"compact:{name}", args=[accord.assembly, accord.slug, *more])


def read(client: Client, address: str) -> str:
    """Return the words of a page, its white space folded."""
    page = client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    return " ".join(page.content.decode().split())


def days(name: str, on: date) -> dict[str, str]:
    """Return a day as the three boxes of a form send it."""
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }
