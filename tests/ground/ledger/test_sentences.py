"""Every deed that is recorded is told in words, and every word in them is filled in."""

import dataclasses
import importlib
import inspect
from pathlib import Path

import pytest
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string

SOURCE = Path("src")
EVENTS = [
    event
    for path in sorted(
        {*(SOURCE / "folkmoot").rglob("events.py"), *(SOURCE / "folkmoot").rglob("events/*.py")}
    )
    for _, event in inspect.getmembers(
        importlib.import_module(".".join(path.relative_to(SOURCE).with_suffix("").parts)),
        dataclasses.is_dataclass,
    )
]


def exists(name):
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


# Said only to the floors above, in the middle of a deed that is itself recorded.
ONLY_HEARD = {"MembershipFolded", "AbsenceReached"}


@pytest.mark.parametrize(
    "event",
    [event for event in EVENTS if event.__name__ not in ONLY_HEARD],
    ids=lambda event: event.__name__,
)
def test_every_event_is_told_in_the_record_or_in_a_letter(event):
    """What is only ever a letter has its letter; anything else has its sentence."""
    assert exists(f"record/{event.__name__}.txt") or exists(f"letters/{event.__name__}.txt")


def of_kind(field):
    """Return what stands for a fact: words that name it, a list of such words, or a number."""
    words = f"«{field.name}»"
    return 3 if field.type is int else [words] if "list" in str(field.type) else words


TOLD = [event for event in EVENTS if exists(f"record/{event.__name__}.txt")]


@pytest.mark.parametrize("event", TOLD, ids=lambda event: event.__name__)
def test_every_sentence_of_the_record_uses_only_facts_of_its_event(event):
    facts = {field.name: of_kind(field) for field in dataclasses.fields(event)}

    sentence = " ".join(render_to_string(f"record/{event.__name__}.txt", facts).split())

    assert sentence
    assert "  " not in sentence
    assert " ." not in sentence
    assert " ," not in sentence
    assert sentence[0].isupper() or sentence[0] in "«“3"


def test_record_told_about_an_organisation_with_an_ampersand_shows_it_plainly():
    facts = {"organisation": "Bread & Roses", "reference": "bread-roses"}

    assert "Bread & Roses" in render_to_string("record/BodyInvited.txt", facts)
