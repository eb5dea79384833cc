"""Organisations as the register keeps them, found in a directory."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from folkmoot.body.organisations.actions import Outcome, import_list, list_organisation
from folkmoot.body.organisations.models import Organisation
from folkmoot.reckoning.registers import reading
from tests.factories import AssemblyFactory, PostFactory

A_MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)
A_DAY = date(2026, 3, 2)
_NUMBERS = count(1)


def listed(assembly: Any, **details: Any) -> Organisation:
    """An organisation in an assembly's directory."""
    details.setdefault("name", f"Community Group {next(_NUMBERS)}")
    return list_organisation(assembly=assembly, by=None, at=A_MOMENT, **details)


def an_officer(assembly: Any) -> Any:
    """A support officer of an assembly."""
    return PostFactory(assembly=assembly).person


def everybody_belongs(**details: Any) -> Any:
    """An assembly to which everybody in its area belongs."""
    return AssemblyFactory(scheme="listed", **details)


def brought(assembly: Any, text: str | bytes, **options: Any) -> Outcome:
    """A list read into an assembly's register from the command line."""
    data = text.encode() if isinstance(text, str) else text
    options.setdefault("file_name", "list.csv")
    rows = reading.rows_of(options["file_name"], data)
    return import_list(
        assembly=assembly, rows=rows, digest="d" * 64, by=None, at=A_MOMENT, **options
    )


DATA = Path(__file__).with_name("data")
