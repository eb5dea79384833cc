"""What is wrong with the text of a governing document, and on which line."""

import re
import tomllib

from folkmoot.rules.faults.documents import document_faults
from folkmoot.rules.faults.examples import example_faults
from folkmoot.rules.faults.fault import Fault, Lines

__all__ = ["Fault", "faults"]


def faults(text: str) -> list[Fault]:
    """
    Return everything that is wrong with the text of a document, by line.

    A text that is not TOML has one fault, where reading stopped. Otherwise each
    clause is judged: its fields, what it fixes, whether its wording names only what
    is fixed, whether its rule exists, and whether its examples come out as they say.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [_syntax_fault(text, str(error))]
    where = Lines(text)
    found = list(document_faults(raw, where))
    if not found:
        found = list(example_faults(text, where))
    return sorted(found)


def _syntax_fault(text: str, message: str) -> Fault:
    at = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(at.group(1)) if at else len(text.splitlines())
    lines = text.splitlines()
    named = re.match(r"\s*([\w.\"'-]+)\s*=", lines[line - 1]) if 0 < line <= len(lines) else None
    return Fault(line, named.group(1) if named else "TOML", message)
