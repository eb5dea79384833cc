"""
The Charity Commission's public extract: one table of charities, and others that tell more of them.

The tables are parted by tabs and never wrap a cell in quotation marks. A charity and the ones
linked to it share a registered number; `linked_charity_number` tells them apart, 0 being the
charity itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from folkmoot.reckoning.registers import cells, kinds
from folkmoot.reckoning.registers.areas import area_called
from folkmoot.reckoning.registers.rows import NOTICE, Fault, Row
from folkmoot.reckoning.registers.tables import Unreadable, table

CHARITY = "publicextract.charity"
OTHERS = {
    "names": "publicextract.charity_other_names",
    "areas": "publicextract.charity_area_of_operation",
    "kinds": "publicextract.charity_classification",
}
NEEDED = ("organisation_number", "registered_charity_number", "linked_charity_number",
          "charity_name")  # fmt: skip
SOURCE = "Charity Commission"
ADDRESS = tuple(f"charity_contact_address{line}" for line in range(1, 6))
Cells = dict[str, str]


class _More(NamedTuple):
    """What the other tables say of each charity, by its organisation number."""

    names: Mapping[str, list[Cells]]
    areas: Mapping[str, list[Cells]]
    kinds: Mapping[str, list[Cells]]


def is_charity_table(header: list[str]) -> bool:
    """Whether a file is the table of charities, by its columns and not by what it is called."""
    return all(column in header for column in NEEDED) and "charity_name_type" not in header


def rows_of(tables: Mapping[str, bytes]) -> Iterator[Row | Fault]:
    """
    Read an extract: the table of charities, and those of the others that are there.

    :param tables: the files by their names, without the folder and the ending.
    :raises Unreadable: if there is no table of charities.
    """
    if CHARITY not in tables:
        raise Unreadable(
            "The table of charities is not there.", f"Put {CHARITY}.txt beside the others."
        )
    more = _More(**{part: _gathered(tables.get(name)) for part, name in OTHERS.items()})
    for name in OTHERS.values():
        if name not in tables:
            what = f"The table {name}.txt is not there, so nothing is known from it."
            yield Fault(0, "", what, "Bring it too, if what it tells is wanted.", NOTICE)
    opened = table(tables[CHARITY], quoting=False, delimiter="\t")
    missing = [column for column in NEEDED if column not in opened.header]
    if missing:
        raise Unreadable(
            f"The table of charities lacks the columns: {', '.join(missing)}.",
            "Bring the table as the Commission publishes it.",
        )
    yield from opened.notices
    for number, line in opened.lines:
        if isinstance(line, Fault):
            yield line
        else:
            yield from _read(number, dict(zip(opened.header, line, strict=True)), more)


def _gathered(data: bytes | None) -> Mapping[str, list[Cells]]:
    found: dict[str, list[Cells]] = defaultdict(list)
    if data is None:
        return found
    opened = table(data, quoting=False, delimiter="\t")
    for _number, line in opened.lines:
        if not isinstance(line, Fault):
            row = dict(zip(opened.header, line, strict=True))
            found[row.get("organisation_number", "")].append(row)
    return found


def _read(number: int, row: Cells, more: _More) -> list[Row | Fault]:
    registered, linked = row["registered_charity_number"], row["linked_charity_number"] or "0"
    name = cells.one_line(row["charity_name"])
    if not registered.isdigit() or not linked.isdigit():
        what = "The charity number is blank or not a number."
        return [Fault(number, "registered_charity_number", what, "Look it up on the register.")]
    if not name or len(name) > 400:
        what = "The name is blank." if not name else "The name is longer than 400 letters."
        return [Fault(number, "charity_name", what, "Look it up on the register.")]

    noticed: list[Fault] = []

    def notice(column: str, what: str, to_do: str) -> None:
        noticed.append(Fault(number, column, what, to_do, NOTICE))

    is_linked = linked != "0"
    own = ("GB-CHC", f"{registered}-{linked}" if is_linked else registered)
    company = cells.company_number(row.get("charity_company_registration_number", ""))
    income = cells.pence(row.get("latest_income", ""))
    postcode, written = "", row.get("charity_contact_postcode", "").strip()
    address = [part for line in ADDRESS if (part := cells.one_line(row.get(line, "")))]
    if written:
        postcode = cells.postcode(written) or ""
        if not postcode:
            notice("charity_contact_postcode", f"{written[:30]!r} is not a postcode.",
                   "It is kept as part of the address.")  # fmt: skip
            address.append(written)
    website = row.get("charity_contact_web", "").strip()
    site = cells.website(website) if website else ""
    if site is None:
        notice("charity_contact_web", f"{website[:60]!r} is not the address of a site.",
               "It was left out.")  # fmt: skip
    organisation = row["organisation_number"]
    works, unknown = _areas(more.areas.get(organisation, []))
    for place in unknown:
        notice("geographic_area_description", f"{place[:60]!r} is not an area that is known.",
               "It was left out.")  # fmt: skip
    told = more.kinds.get(organisation, [])
    form = kinds.FORMS.get(row.get("charity_type", "").strip().lower(), "charity")
    made = Row(
        number=number,
        identifiers=(own, ("GB-COH", company)) if company and not is_linked else (own,),
        name=name,
        legal_form="charity" if form == "unknown" else form,
        size_band=kinds.band_of(income),
        income_pence=income,
        income_year_ends_on=cells.day(row.get("latest_acc_fin_period_end_date", "")),
        about=row.get("charity_activities", "").strip()[:20_000],
        website=site or "",
        postcode=postcode,
        address="\n".join(address),
        registered_on=cells.day(row.get("date_of_registration", "")),
        source=SOURCE,
        aliases=_aliases(name, more.names.get(organisation, [])),
        themes=tuple(sorted({kinds.WHAT[code] for code in _codes(told) if code in kinds.WHAT})),
        communities=tuple(sorted({kinds.WHO[code] for code in _codes(told) if code in kinds.WHO})),
        works=works,
        part_of=("GB-CHC", registered) if is_linked else None,
        closed=row.get("charity_registration_status", "").strip().lower() == "removed",
    )
    return [*noticed, made]


def _codes(told: list[Cells]) -> set[str]:
    return {row.get("classification_code", "").strip() for row in told}


def _areas(told: list[Cells]) -> tuple[tuple[str, ...], list[str]]:
    """Return the codes of the areas in this country, and the names in it that are not known."""
    codes, unknown = set(), []
    for row in told:
        name = row.get("geographic_area_description", "")
        code = area_called(name)
        if code:
            codes.add(code)
        elif row.get("geographic_area_type", "").strip() in {"Local Authority", "Region"}:
            unknown.append(name)
    return tuple(sorted(codes)), unknown


def _aliases(name: str, told: list[Cells]) -> tuple[tuple[str, str], ...]:
    kind_of = {"previous name": "formerly", "working name": "known as"}
    found: dict[str, str] = {}
    for row in told:
        alias = cells.one_line(row.get("charity_name", ""))[:400]
        if alias and alias != name:
            kind = row.get("charity_name_type", "").strip().lower()
            found.setdefault(alias, kind_of.get(kind, "also known as"))
    return tuple(sorted(found.items()))
