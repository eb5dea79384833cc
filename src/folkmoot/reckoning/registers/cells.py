"""Cleaning one cell: each function gives a value, or None where there is no making sense of it."""

import re
import unicodedata
from datetime import date

WORD = re.compile(r"\w+")
AS_ON_A_LETTER = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
POSTCODE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$")
NOTHING = {"", "-", "–", "—", "na", "n/a", "nan", "none", "null", "no data", "not known", "unknown"}
MOJIBAKE = re.compile("\N{REPLACEMENT CHARACTER}|Ã[\x80-\xbf©¨«¢®±¶¼ ]|â€|Â[£©®\xa0 ]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[ T][\d:.Z+]+)?$")
BRITISH_DAY = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})$")
COMPANY = re.compile(r"^([A-Z]{0,2})0*([0-9]{1,8})$")
MONEY = re.compile(r"\d{1,13}(\.\d+)?")
NOUGHTS = re.compile(r"\.0+$")
SCHEME = re.compile(r"^(https?):/*", re.IGNORECASE)
WEBSITE = re.compile(r"^https?://[^\s/]+\.[^\s/]+(/\S*)?$")


def is_nothing(cell: str) -> bool:
    """Whether a cell is one of the many ways of writing that nothing is known."""
    return not cell or cell.strip().lower() in NOTHING


def one_line(cell: str) -> str:
    """Return the words of a cell on one line, with single spaces between."""
    return " ".join(cell.split())


def postcode(cell: str) -> str | None:
    """
    Return a postcode as it is written on a letter ("dt1  1xj" is "DT1 1XJ"), or None.

    The letter O and the figure 0 are told apart where only one of them can stand; POOLE,
    which has no figure, is a town.
    """
    if AS_ON_A_LETTER.fullmatch(cell):
        return cell
    typed = "".join(cell.upper().split())
    found = POSTCODE.match(typed)
    if found is None and 5 <= len(typed) <= 7 and any(mark.isdigit() for mark in typed):
        inward = typed[-3:].replace("O", "0")[:1] + typed[-2:]
        outward = typed[:-3]
        outward = re.sub(r"(?<=[A-Z])O(?=[0-9]?$)", "0", outward)
        found = POSTCODE.match(outward + inward)
    return f"{found[1]} {found[2]}" if found else None


def day(cell: str) -> str | None:
    """Return a day as year, month and day, whether or not a time follows it; None if it is none."""
    typed = cell.strip()
    if len(typed) == 10 and typed[4] == "-":
        try:
            date.fromisoformat(typed)
        except ValueError:
            return None
        return typed
    found, order = DAY.match(typed), (1, 2, 3)
    if found is None:
        found, order = BRITISH_DAY.match(typed), (3, 2, 1)
    if found is None:
        return None
    try:
        return date(*(int(found[part]) for part in order)).isoformat()
    except ValueError:
        return None


def company_number(cell: str) -> str | None:
    """
    Return a company number in its eight characters, or None.

    Spreadsheets take it for a sum of money: `2324869.0` is 02324869.
    """
    typed = NOUGHTS.sub("", cell.strip().upper().replace(" ", ""))
    found = COMPANY.match(typed)
    if not found or not int(found[2]) or len(found[1] + found[2]) > 8 or len(found[1]) == 1:
        return None
    return found[1] + found[2].zfill(8 - len(found[1]))


def pence(cell: str) -> int | None:
    """Return a sum of pounds in pence, or None. A sum below nothing is none."""
    typed = cell.strip().replace(",", "").removeprefix("£")
    if not MONEY.fullmatch(typed):
        return None
    pounds, _, part = typed.partition(".")
    return int(pounds) * 100 + int((part + "00")[:2])


def website(cell: str) -> str | None:
    """Return the address of a site with its scheme, which most lists leave out; None if it is none."""
    typed = cell.strip()
    if found := SCHEME.match(typed):
        typed = f"{found[1].lower()}://{typed[found.end() :]}"
    else:
        typed = f"https://{typed.lstrip('/')}"
    return typed if WEBSITE.match(typed) and len(typed) <= 300 else None


def folded(words: str) -> str:
    """
    Return words as they are compared: small letters, no accents, no apostrophes.

    "Café St John's" and "CAFE ST JOHNS" are the same.
    """
    if not words.isascii():
        parted = unicodedata.normalize("NFKD", words)
        words = "".join(mark for mark in parted if not unicodedata.combining(mark))
        words = words.replace("’", "").replace("‘", "")
    return words.replace("'", "").replace("\0", " ").casefold()


def sort_name(name: str) -> str:
    """Return what a name is put in order by: "The Old Forge" stands under O."""
    words = WORD.findall(folded(name))
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)[:120] or name[:120].lower()


def safe(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: one that begins like one is quoted."""
    text = isinstance(cell, str) and cell.lstrip().startswith(("=", "+", "-", "@", "|", "%"))
    starts = isinstance(cell, str) and cell.startswith(("\t", "\r", "\n"))
    return f"'{cell}" if text or starts else cell
