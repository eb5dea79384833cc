"""A list of awards as others publish it, in the 360Giving standard, read with what is wrong in each row."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Identifier
from folkmoot.work.funding.models import Award

MOST_ROWS = 200_000
MOST_TOLD = 50
MOST_PENCE = 10**13
"""A hundred thousand million pounds: more is a mistake of typing."""
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
COLUMNS = {
    "id": ("identifier", "id"),
    "title": ("title",),
    "description": ("description",),
    "currency": ("currency",),
    "amountAwarded": ("amount awarded", "amountawarded"),
    "awardDate": ("award date", "awarddate"),
    "recipient": ("recipient org:name", "recipient org:0:name"),
    "recipient_id": ("recipient org:identifier", "recipient org:0:identifier"),
    "funder": ("funding org:name", "funding org:0:name"),
    "funder_id": ("funding org:identifier", "funding org:0:identifier"),
    "department": ("funding org:department",),
    "start": ("planned dates:start date", "planned dates:0:start date"),
    "end": ("planned dates:end date", "planned dates:0:end date"),
}


@dataclass(frozen=True, slots=True)
class ListRead:
    """
    What a list holds.

    :param faults: the row and what is wrong with it; rows at fault are in no award.
    """

    awards: list[Award]
    faults: list[tuple[int, str]]


def read_list(assembly: Assembly, data: bytes, *, source: str) -> ListRead:
    """
    Read a 360Giving file, JSON or CSV, into awards that are not kept yet. Two queries.

    Recipients are tied to the register by their org-id, such as GB-CHC-1000328.

    :param source: what is said of where it is from.
    """
    text = _decoded(data)
    if text is None:
        return ListRead([], [(0, _("The file is neither in UTF-8 nor in the old Windows coding."))])
    try:
        rows = list(_rows(text))
    except (ValueError, csv.Error, AttributeError, TypeError) as why:
        return ListRead([], [(0, _("The file cannot be read: %(why)s") % {"why": why})])
    known = {
        f"{scheme}-{number}": key
        for scheme, number, key in Identifier.objects.filter(
            organisation__listings__assembly=assembly
        ).values_list("scheme", "number", "organisation_id")
    }
    there = set(Award.objects.filter(assembly=assembly).values_list("identifier", flat=True))
    made: list[Award] = []
    faults: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    for number, row in rows[:MOST_ROWS]:
        read = _award(assembly, row, known, source)
        if isinstance(read, str):
            faults.append((number, read))
        elif read.identifier in seen:
            told = {"id": read.identifier, "row": seen[read.identifier]}
            faults.append((number, _("%(id)s is in row %(row)d already.") % told))
        else:
            seen[read.identifier] = number
            if read.identifier not in there:
                made.append(read)
    if len(rows) > MOST_ROWS:
        faults.append((MOST_ROWS, _("There are more rows than can be read at once.")))
    return ListRead(made, faults)


def _decoded(data: bytes) -> str | None:
    for coding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    return None


def _rows(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    if text.lstrip().startswith(("{", "[")):
        held = json.loads(text)
        grants = held.get("grants") if isinstance(held, dict) else held
        if not isinstance(grants, list):
            raise ValueError(_("there is no list of grants in it"))
        for number, grant in enumerate(grants, 1):
            yield number, _flat(grant if isinstance(grant, dict) else {})
        return
    reader = csv.DictReader(StringIO(text))
    names = {(name or "").strip().lower(): name for name in reader.fieldnames or ()}
    columns = {
        part: next((names[name] for name in spelled if name in names), None)
        for part, spelled in COLUMNS.items()
    }
    if columns["id"] is None or columns["amountAwarded"] is None:
        raise ValueError(_("its columns are not those of the 360Giving standard"))
    for number, row in enumerate(reader, 2):
        yield number, {part: row.get(name) if name else None for part, name in columns.items()}


def _flat(grant: Mapping[str, Any]) -> dict[str, Any]:
    def first(name: str) -> Mapping[str, Any]:
        held = grant.get(name)
        one = held[0] if isinstance(held, list) and held else held
        return one if isinstance(one, dict) else {}

    recipient, funder, planned = (
        first(name) for name in ("recipientOrganization", "fundingOrganization", "plannedDates")
    )
    return {
        **{name: grant.get(name) for name in ("id", "title", "description", "currency")},
        "amountAwarded": grant.get("amountAwarded"),
        "awardDate": grant.get("awardDate"),
        "recipient": recipient.get("name"),
        "recipient_id": recipient.get("id"),
        "funder": funder.get("name"),
        "funder_id": funder.get("id"),
        "department": funder.get("department"),
        "start": planned.get("startDate"),
        "end": planned.get("endDate"),
    }


def _award(
    assembly: Assembly, row: Mapping[str, Any], known: Mapping[str, int], source: str
) -> Award | str:
    said = {name: str(value).strip() if value is not None else "" for name, value in row.items()}
    for name, words in (("id", _("an identifier")), ("recipient", _("a recipient")),
                        ("funder", _("a funder"))):  # fmt: skip
        if not said[name]:
            return _("It has no %(what)s.") % {"what": words.removeprefix("an ").removeprefix("a ")}
    pence = _pence(said["amountAwarded"])
    if isinstance(pence, str):
        return pence
    if said["currency"] not in ("", "GBP"):
        return _("It is in %(currency)s, and only pounds are added up.") % {
            "currency": said["currency"]
        }
    awarded_on = _day(said["awardDate"])
    if awarded_on is None:
        return _("Its award date is no day: %(day)s") % {"day": said["awardDate"] or "–"}
    starts_on, ends_on = _day(said["start"]), _day(said["end"])
    if starts_on and ends_on and ends_on < starts_on:
        return _("It ends before it begins.")
    return Award(
        assembly=assembly,
        identifier=said["id"][:120],
        organisation_id=known.get(said["recipient_id"]),
        recipient_name=said["recipient"][:400],
        recipient_id=said["recipient_id"][:120],
        funder_name=said["funder"][:200],
        funder_id=said["funder_id"][:120],
        directorate=said["department"][:120],
        title=(said["title"] or said["description"] or said["id"])[:300],
        purpose=said["description"],
        pence=pence,
        awarded_on=awarded_on,
        starts_on=starts_on,
        ends_on=ends_on,
        is_ours=False,
        source=source[:300],
    )


def _pence(given: str) -> int | str:
    try:
        amount = Decimal(given.replace(",", "").removeprefix("£"))
    except InvalidOperation:
        return _("Its amount is no number: %(amount)s") % {"amount": given or "–"}
    if not amount.is_finite() or amount * 100 > MOST_PENCE:
        return _("Its amount is too large: %(amount)s") % {"amount": given}
    if amount < 0:
        return _("Its amount is below nothing: %(amount)s") % {"amount": given}
    return round(amount * 100)


def _day(given: str) -> date | None:
    """Read a day as 2026-03-12, with a time or without, or as 12/03/2026."""
    if found := ISO.match(given):
        year, month, day = map(int, found.groups())
    elif found := BRITISH.match(given):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
