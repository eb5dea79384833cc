"""Those who share: a county with a few groups, and what they may offer and tell."""

import re
from typing import Any

from folkmoot.body.organisations.models import Community, Organisation, Theme
from folkmoot.work.practice.actions.experts import open_piece, register_expert
from folkmoot.work.practice.actions.library import share_example
from folkmoot.work.practice.actions.skills import list_offer
from folkmoot.work.practice.actions.studies import tell_study
from folkmoot.work.practice.models import Example, Expert, Offer, Piece, Study
from tests.factories import PersonFactory
from tests.work.consultations.factories import CLOSES, NOW, County, a_member


def carers() -> Community:
    """Return a group of people."""
    return Community.objects.get_or_create(code="carers", defaults={"name": "Carers"})[0]


def food() -> Theme:
    """Return a theme."""
    return Theme.objects.get_or_create(code="food", defaults={"name": "Food"})[0]


def an_offer(county: County, body: Organisation | None, **more: Any) -> Offer:
    """Return what an organisation, or a person, lists; everybody sees it unless it is said."""
    person = more.pop("by", None) or (a_member(body) if body else PersonFactory())
    said: dict[str, Any] = {
        "kind": "skill", "title": "Keeping the books", "words": "For small charities.",
        "contact": "Ring the office", "seen_by": "everyone", "at": NOW,
    }  # fmt: skip
    return list_offer(assembly=county.assembly, organisation=body, **{"by": person, **said, **more})


def an_expert(county: County, **more: Any) -> Expert:
    """Return somebody who agrees to be asked."""
    said: dict[str, Any] = {
        "interests": "caring for a parent, hospital food", "support_needs": "A quiet room",
        "level_from": 1, "level_to": 3, "by": PersonFactory(), "at": NOW,
    }  # fmt: skip
    return register_expert(assembly=county.assembly, **said | more)


def a_piece(county: County, **more: Any) -> Piece:
    """Return work that asks for experts by experience."""
    said: dict[str, Any] = {
        "title": "Meals on wards", "asked_by": "The hospital", "words": "Taste and tell.",
        "interests": "hospital food", "level": 2, "places": 3, "pays": "20 pounds a time",
        "until_on": CLOSES,
    }  # fmt: skip
    return open_piece(assembly=county.assembly, **said | county.who() | more)


def a_study(county: County, **more: Any) -> Study:
    """Return a case study that says something under every heading."""
    said: dict[str, Any] = {
        "title": "Eating in the holidays", "printed_label": "", "objectives": "No child hungry.",
        "budget": "Ten thousand pounds.", "inside": "Public health", "outside": "Six halls",
        "process": "We met weekly.", "outcomes": "400 children ate.", "learning": "Start sooner.",
        "organisation": county.bodies[0],
    }  # fmt: skip
    return tell_study(assembly=county.assembly, **said | county.who() | more)


def an_example(county: County, body: Organisation, **more: Any) -> Example:
    """Return what works, as a member shares it."""
    said: dict[str, Any] = {
        "title": "A fridge for the street", "words": "Whoever has too much leaves it there.",
        "needed": "A fridge", "scale": "neighbourhood", "by": a_member(body), "at": NOW,
    }  # fmt: skip
    return share_example(assembly=county.assembly, organisation=body, **said | more)


def text_of(response: Any) -> str:
    """Return the words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
