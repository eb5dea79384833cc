"""A list of organisations as one CSV: one organisation a row, its columns told by their names."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from folkmoot.reckoning.registers import cells, kinds
from folkmoot.reckoning.registers.rows import NOTICE, Fault, Row
from folkmoot.reckoning.registers.tables import Table, Unreadable

COLUMNS = {
    "org_id": ("org_id", "organisation_id", "identifier"),
    "name": ("name", "organisation_name", "organisation", "charity_name"),
    "form": ("org_type", "legal_form", "type", "form"),
    "postcode": ("postcode",),
    "address": ("address", "street_address"),
    "active": ("active",),
    "registered": ("date_registered", "registered_on"),
    "income": ("income", "latest_income"),
    "year_end": ("fye", "income_year_ends_on"),
    "band": ("size_band", "size"),
    "about": ("activities", "about", "description"),
    "website": ("web", "website"),
    "company": ("company_number",),
    "ukcat": ("ukcat",),
    "icnptso": ("icnptso",),
    "base": ("lad_code", "area_code"),
    "source": ("sources", "source"),
    "charity": ("charity_number", "registered_charity_number"),
}
ORG_ID = re.compile(r"^([A-Z]{2}-[A-Z0-9_]{2,12})-(\S{1,60})$")
OURS = "XX-LIST"
"""The scheme of rows that bring no number: they are known by their name and postcode."""
FORM_OF_SCHEME = {
    "GB-CHC": "charity", "GB-SC": "charity", "GB-NIC": "charity", "GB-CASC": "casc",
}  # fmt: skip
"""What a row without a form is, by the register that its number is on."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST_NAME = 400
LONGEST_ABOUT = 20_000


class Cells(NamedTuple):
    """The cells of a row that are read, those of columns that are not there being empty."""

    org_id: str
    name: str
    form: str
    postcode: str
    address: str
    active: str
    registered: str
    income: str
    year_end: str
    band: str
    about: str
    website: str
    company: str
    ukcat: str
    icnptso: str
    base: str
    source: str
    charity: str


def rows_of(table: Table) -> Iterator[Row | Fault]:
    """
    Read a list, row by row: what can be used, what was set aside, and what is wrong.

    :raises Unreadable: if the columns without which nothing can be known are not there.
    """
    places = itemgetter(*_places(table.header))
    yield from table.notices
    nothing = [""]
    for number, line in table.lines:
        if isinstance(line, Fault):
            yield line
            continue
        cells_of_row = Cells._make(map(str.strip, places(line + nothing)))
        yield from _Reading(number, cells_of_row, table.may_have_controls).told()


def _places(header: list[str]) -> list[int]:
    """Return where each cell stands; one beyond the last where its column is not there."""
    places = []
    for part in Cells._fields:
        found = [header.index(name) for name in COLUMNS[part] if name in header]
        places.append(found[0] if found else len(header))
    if places[Cells._fields.index("name")] == len(header):
        seen = ", ".join(name for name in header[:12] if name) or "none"
        raise Unreadable(
            f"There is no column called name. The columns found are: {seen}.",
            "The first row holds the names of the columns; one of them has to be name.",
        )
    return places


class _Reading:
    """One row being read: what was noticed gathers beside it."""

    def __init__(self, number: int, cells_of_row: Cells, may_have_controls: bool) -> None:
        self.number, self.cells, self.may_have_controls = number, cells_of_row, may_have_controls
        self.noticed: list[Fault] = []

    def told(self) -> list[Row | Fault]:
        """Return the row and its notices, or the fault that keeps it out."""
        name = cells.one_line(self.cells.name)
        if fault := self.fault_of(name):
            return [fault]
        if self.may_have_controls and cells.CONTROLS.search("".join(self.cells)):
            self.notice("", "There are unprintable marks in this row.", "They were taken out.")
            self.cells = Cells(*(cells.CONTROLS.sub("", part) for part in self.cells))
            name = cells.one_line(self.cells.name)
        if not name.isascii() and cells.MOJIBAKE.search(name):
            self.notice(
                "name",
                f"The name has letters that were broken before: {name[:60]}.",
                "It is kept as it stands; look up how it is spelled.",
            )
        if name.startswith(FORMULA):
            self.notice(
                "name",
                f"The name begins like a formula: {name[:60]}.",
                "It is kept as text, and is made safe in every download.",
            )
        postcode, address = self.postcode_and_address()
        company = self.company()
        identifiers = self.identifiers(company, name, postcode or address)
        if isinstance(identifiers, Fault):
            return [identifiers]
        row = self.row(name, postcode, address, company, identifiers)
        return [*self.noticed, row]

    def notice(self, column: str, what: str, to_do: str) -> None:
        self.noticed.append(Fault(self.number, column, what, to_do, NOTICE))

    def fault_of(self, name: str) -> Fault | None:
        if cells.is_nothing(name):
            to_do = "Give the organisation's name, or take the row out."
            return Fault(self.number, "name", "The name is blank.", to_do)
        if "\0" in name:
            to_do = "Type the name again."
            return Fault(self.number, "name", "The name has a nought byte in it.", to_do)
        if len(name) > LONGEST_NAME:
            what = f"The name has {len(name):,} letters; the longest that can be kept is 400."
            to_do = "Shorten it, and look for a quotation mark that is never closed."
            return Fault(self.number, "name", what, to_do)
        return None

    def row(
        self,
        name: str,
        postcode: str,
        address: str,
        company: str | None,
        identifiers: tuple[tuple[str, str], ...],
    ) -> Row:
        income = self.income()
        about = self.cells.about
        if len(about) > LONGEST_ABOUT:
            self.notice("about", f"The text has {len(about):,} letters.", "It was cut short.")
            about = about[:LONGEST_ABOUT]
        ukcat, base = self.cells.ukcat, self.cells.base
        return Row(
            number=self.number,
            identifiers=identifiers,
            name=name,
            legal_form=self.form(identifiers[0][0], company),
            size_band=kinds.band_called(self.cells.band)
            if income is None
            else kinds.band_of(income),
            income_pence=income,
            income_year_ends_on=self.day("year_end"),
            about=about,
            website=self.website(),
            postcode=postcode,
            address=address,
            registered_on=self.day("registered"),
            source=self.source(),
            themes=kinds.themes_of(ukcat, self.cells.icnptso),
            communities=kinds.communities_of(ukcat),
            bases=(base[:40],) if base else (),
            closed=self.cells.active.lower() in {"false", "no", "0", "removed"},
        )

    def postcode_and_address(self) -> tuple[str, str]:
        """Return the postcode, and the address with what stood in the postcode's place and was none."""
        written, address = self.cells.postcode, self.cells.address
        if address.isprintable():
            address = cells.one_line(address)
        else:
            lines = (cells.one_line(line) for line in address.splitlines())
            address = "\n".join(line for line in lines if line)
        if cells.is_nothing(written):
            return "", address
        if found := cells.postcode(written):
            return found, address
        self.notice(
            "postcode",
            f"{written[:30]!r} is not a postcode.",
            "It is kept as part of the address; look up the postcode.",
        )
        return "", f"{address}\n{written}".strip()

    def company(self) -> str | None:
        written = self.cells.company
        if cells.is_nothing(written):
            return None
        number = cells.company_number(written)
        if number is None:
            self.notice(
                "company_number", f"{written[:30]!r} is not a company number.", "It was left out."
            )
        return number

    def identifiers(
        self, company: str | None, name: str, whereabouts: str
    ) -> tuple[tuple[str, str], ...] | Fault:
        """Return the pairs a row is known by: its own first, then its company number."""
        written, charity = self.cells.org_id, self.cells.charity
        if written:
            found = ORG_ID.match(written)
            if not found:
                what = f"{written[:40]!r} is not an organisation's identifier."
                to_do = "It looks like GB-CHC-1000328: a register, then the number in it."
                return Fault(self.number, "org_id", what, to_do)
            own = (found[1], found[2])
        elif number := charity.removesuffix(".0"):
            if not re.fullmatch(r"\d{5,8}", number):
                what = f"{number[:30]!r} is not a charity number."
                return Fault(self.number, "charity_number", what, "It has six or seven figures.")
            own = ("GB-CHC", number)
        else:
            known_by = f"{cells.sort_name(name)}|{cells.folded(whereabouts)}"
            own = (OURS, hashlib.blake2b(known_by.encode(), digest_size=8).hexdigest())
        if company and own != ("GB-COH", company):
            return (own, ("GB-COH", company))
        return (own,)

    def income(self) -> int | None:
        written = self.cells.income
        if cells.is_nothing(written):
            return None
        pence = cells.pence(written)
        if pence is None:
            self.notice(
                "income", f"{written[:30]!r} is not a sum of money.", "The income is not known."
            )
        return pence

    def form(self, scheme: str, company: str | None) -> str:
        written = self.cells.form.lower() or FORM_OF_SCHEME.get(scheme, "")
        form = kinds.FORMS.get(written)
        if form is None:
            self.notice(
                "org_type",
                f"{written[:40]!r} is not a kind that is known.",
                "The kind is not known.",
            )
            return "unknown"
        return kinds.charity_form(
            form, has_company=company is not None, is_cio=(company or "").startswith("CE")
        )

    def day(self, part: str) -> str | None:
        written: str = getattr(self.cells, part)
        if not written:
            return None
        if cells.is_nothing(written):
            return None
        found = cells.day(written)
        if found is None:
            column = COLUMNS[part][0]
            self.notice(column, f"{written[:30]!r} is not a day.", "The day is not known.")
        return found

    def website(self) -> str:
        written = self.cells.website
        if cells.is_nothing(written):
            return ""
        found = cells.website(written)
        if found is None:
            self.notice(
                "web", f"{written[:60]!r} is not the address of a site.", "It was left out."
            )
        return found or ""

    def source(self) -> str:
        return _sources(self.cells.source)


@lru_cache(maxsize=1000)
def _sources(written: str) -> str:
    """Return the names of the lists a row came from, each once; a list has few of them."""
    return "; ".join(dict.fromkeys(part.strip() for part in written.split(";")))[:120]
