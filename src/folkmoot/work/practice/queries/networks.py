"""Networks that were there before, and reading the list of one: what each row is, or what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries.register import known_by
from folkmoot.reckoning.registers import cells
from folkmoot.reckoning.registers.rows import Fault
from folkmoot.reckoning.registers.tables import table
from folkmoot.work.practice.models import Network, NetworkContact

MOST_ROWS = 5_000
NEEDED = ("organisation", "consented_on")
CHARITIES = "GB-CHC"


def networks(assembly: Assembly) -> QuerySet[Network]:
    """Return the networks, by name, with `number` of contacts and `bodies` of organisations. One query."""
    found = Network.objects.filter(assembly=assembly)
    told = {
        "number": Count("contacts"),
        "bodies": Count("contacts__organisation", distinct=True),
    }
    return found.annotate(**told).order_by("name", "pk")


def networks_of(organisation: Organisation, assembly: Assembly) -> list[str]:
    """Return the names of the networks an organisation came from or is in, by name. One query."""
    found = Network.objects.filter(assembly=assembly, contacts__organisation=organisation)
    return list(found.distinct().order_by("name", "pk").values_list("name", flat=True))


def contacts(network: Network) -> QuerySet[NetworkContact]:
    """Return the contacts of a network, by organisation. One query."""
    found = NetworkContact.objects.filter(network=network).select_related("organisation")
    return found.order_by("organisation__sort_name", "pk")


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """One row of a list that can be used; `organisation` is None where it is new to the register."""

    number: int
    printed_as: str
    organisation: int | None
    postcode: str
    charity: str
    name: str
    email: str
    consented_on: date


@dataclass(slots=True)
class NetworkList:
    """A list as it was read: the rows that can be used, and what is wrong with the others."""

    rows: list[NetworkRow] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def read_network_list(assembly: Assembly, content: bytes, *, on: date) -> NetworkList:
    """
    Read the list of a network: organisation, consented_on; charity_number, postcode, contact, email.

    An organisation is known by its charity number, or else by its name and postcode, or by its
    name where one alone has it. A row without consent, twice in the list, or that could be
    either of two is a fault. Three queries, however long the list.

    :raises Unreadable: if it is not a table of text.
    """
    read = table(content)
    told = NetworkList()
    if lacking := [name for name in NEEDED if name not in read.header]:
        told.faults.append((1, f"The first row names no column {', '.join(lacking)}."))
        return told
    lines: list[tuple[int, dict[str, str]]] = []
    for number, cells_of in read.lines:
        if isinstance(cells_of, Fault):
            told.faults.append((number, f"{cells_of.what} {cells_of.to_do}"))
        elif len(lines) >= MOST_ROWS:
            told.faults.append((number, f"The list is longer than {MOST_ROWS:,} rows; part it."))
            return told
        elif any(cell.strip() for cell in cells_of):
            lines.append((number, dict(zip(read.header, cells_of, strict=False))))
    names = {cells.sort_name(line.get("organisation", "")) for _number, line in lines}
    by_name = _named(assembly, names)
    by_charity = known_by(
        (CHARITIES, line["charity_number"].strip())
        for _number, line in lines
        if line.get("charity_number", "").strip()
    )
    seen: dict[tuple[str, str, str], int] = {}
    for number, line in lines:
        what = _row(number, line, by_name, by_charity, seen, on=on)
        if isinstance(what, str):
            told.faults.append((number, what))
        else:
            told.rows.append(what)
    told.faults.sort()
    return told


def _named(assembly: Assembly, names: Iterable[str]) -> dict[str, list[tuple[int, str]]]:
    rows = Organisation.objects.filter(listings__assembly=assembly, sort_name__in=list(names))
    rows = rows.exclude(state__in=["closed", "merged"]).order_by("pk")
    found: dict[str, list[tuple[int, str]]] = {}
    for name, key, postcode in rows.values_list("sort_name", "pk", "postcode"):
        found.setdefault(name, []).append((key, postcode))
    return found


def _row(
    number: int,
    line: dict[str, str],
    by_name: dict[str, list[tuple[int, str]]],
    by_charity: dict[tuple[str, str], tuple[int, str, str]],
    seen: dict[tuple[str, str, str], int],
    *,
    on: date,
) -> NetworkRow | str:
    printed = cells.one_line(line.get("organisation", ""))[:400]
    if not printed:
        return "It names no organisation."
    said = cells.day(line.get("consented_on", "")) if line.get("consented_on", "").strip() else None
    if said is None:
        return f"{printed} has no day of consent, so it is not brought in. Ask them first."
    consented = date.fromisoformat(said)
    if consented > on:
        return f"{printed} would have agreed on a day that is still to come."
    typed = line.get("postcode", "").strip()
    postcode = cells.postcode(typed) if typed else ""
    if postcode is None:
        return f"{typed} is not a postcode."
    email = line.get("email", "").strip().lower()
    if email and ("@" not in email or " " in email or len(email) > 250):
        return f"{email} is not an e-mail address."
    charity = line.get("charity_number", "").strip()[:40]
    key = (cells.sort_name(printed), postcode, email)
    if key in seen:
        return f"{printed} is in the list twice: it is in row {seen[key]} as well."
    seen[key] = number
    held = by_charity.get((CHARITIES, charity)) if charity else None
    same = by_name.get(key[0], [])
    fits = [one for one, where in same if not postcode or not where or where == postcode]
    if held is None and len(fits) > 1:
        return (
            f"{printed} could be either of {len(fits)} on the register. Add its postcode or number."
        )
    found = held[0] if held else fits[0] if fits else None
    name = cells.one_line(line.get("contact", ""))[:200]
    return NetworkRow(number, printed, found, postcode, charity, name, email, consented)
