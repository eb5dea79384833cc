"""What a line of a list becomes: a row that can be used, and what was found wrong on the way."""

import hashlib
from typing import NamedTuple

FAULT = "fault"
NOTICE = "notice"


class Fault(NamedTuple):
    """
    What is wrong with one cell, row or file.

    :param row: the row as a spreadsheet numbers it, with the header as row 1; 0 is the file.
    :param column: the name of the column, or empty where it is the row as a whole.
    :param what: what is wrong, in a sentence.
    :param to_do: what to do about it, in a sentence.
    :param kind: a `fault` keeps the row out; a `notice` lets it in, with the value set aside.
    """

    row: int
    column: str
    what: str
    to_do: str
    kind: str = FAULT


class Row(NamedTuple):
    """
    One organisation, as a list tells of it, cleaned.

    :param identifiers: pairs of a scheme and a number; the first one is what the row is known by.
    :param income_pence: a year's income; None is unknown and not nothing.
    :param bases: codes of the areas it is based in.
    :param works: codes of the areas it works in.
    :param part_of: the pair by which the organisation that it belongs to is known.
    :param closed: whether the list says that it has closed.
    """

    number: int
    identifiers: tuple[tuple[str, str], ...]
    name: str
    legal_form: str = "unknown"
    size_band: str = "unknown"
    income_pence: int | None = None
    income_year_ends_on: str | None = None
    about: str = ""
    website: str = ""
    postcode: str = ""
    address: str = ""
    registered_on: str | None = None
    source: str = ""
    aliases: tuple[tuple[str, str], ...] = ()
    themes: tuple[str, ...] = ()
    communities: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    part_of: tuple[str, str] | None = None
    closed: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """The pair that the row is known by, now and when it is read again."""
        return self.identifiers[0]

    @property
    def digest(self) -> str:
        """A short fingerprint of all that the row says, whatever line it stands on."""
        return hashlib.blake2b(repr(self[1:]).encode(), digest_size=12).hexdigest()
