"""
The record's chain of hashes: how each entry is bound to the one before it.

Only the standard library is used, so that this file alone, copied anywhere,
can check an exported record: `python chain.py FILE [--head HASH]`.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

START = "0" * 64
"""What the first entry of a record names as the one before it."""

FIELDS = ("assembly", "number", "kind", "at", "by", "acting", "under", "facts", "previous")
"""What an entry's hash covers, all of it text but the number and the facts."""


@dataclass(frozen=True, slots=True)
class Fault:
    """
    Where a record does not hold together.

    :param number: the entry where it was noticed, or 0 for the record as a whole.
    :param why: a sentence.
    """

    number: int
    why: str


def canonical(fields: Mapping[str, Any]) -> bytes:
    """Write fields the one way in which they are hashed: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        dict(fields), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def hash_of(entry: Mapping[str, Any]) -> str:
    """
    Return the hash of one entry, which covers the hash of the entry before it.

    :param entry: a mapping with at least the `FIELDS`.
    :return: 64 hexadecimal digits (SHA-256).
    """
    return hashlib.sha256(canonical({name: entry[name] for name in FIELDS})).hexdigest()


def faults(entries: Iterable[Mapping[str, Any]], *, head: str | None = None) -> list[Fault]:
    """
    Find where a record was changed, if it was.

    A chain that holds together shows only that it is whole, not that it is the
    one that was kept: somebody with the whole record could work it all out anew.
    The head, as it was published elsewhere, settles that.

    :param entries: the exported entries, in order.
    :param head: the last hash as somebody outside wrote it down, if they did.
    """
    found: list[Fault] = []
    previous, number, assembly = START, 0, None
    hashes = {START}
    for entry in entries:
        number += 1
        if lacking := [name for name in (*FIELDS, "hash") if name not in entry]:
            found.append(Fault(number, f"lacks {', '.join(lacking)}"))
            previous = str(entry.get("hash", previous))
            continue
        if entry["number"] != number:
            found.append(Fault(number, f"is numbered {entry['number']}"))
        if assembly is not None and entry["assembly"] != assembly:
            found.append(Fault(number, "belongs to another assembly"))
        assembly = entry["assembly"]
        if entry["previous"] != previous:
            found.append(Fault(number, "does not follow the entry before it"))
        if hash_of(entry) != entry["hash"]:
            found.append(Fault(number, "does not have the hash of what it says"))
        previous = entry["hash"]
        hashes.add(previous)
    if head is not None and head not in hashes:
        found.append(Fault(0, "does not contain the head that was published"))
    return found


def read(lines: Iterable[str]) -> list[dict[str, Any]]:
    """
    Read an export: one entry to a line, as JSON.

    :raises ValueError: if a line is not an entry, naming the line.
    """
    entries = []
    for at, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"line {at} is not JSON: {error.msg}") from error
        if not isinstance(entry, dict):
            raise ValueError(f"line {at} is not an entry")
        entries.append(entry)
    return entries


def main(argv: Sequence[str] | None = None) -> int:
    """Check an exported record and say what was found; 0 if it holds, 1 if not, 2 if unreadable."""
    parser = argparse.ArgumentParser(
        prog="folkmoot ledger verify", description="Check an exported record."
    )
    parser.add_argument("file", help="the export, one entry to a line")
    parser.add_argument("--head", help="the last hash, as published somewhere else")
    asked = parser.parse_args(argv)
    try:
        with open(asked.file, encoding="utf-8") as lines:
            entries = read(lines)
    except (OSError, ValueError) as error:
        print(f"This file cannot be read as a record: {error}.", file=sys.stderr)
        return 2
    found = faults(entries, head=asked.head)
    for fault in found:
        print(f"Entry {fault.number} {fault.why}." if fault.number else f"The record {fault.why}.")
    if found:
        return 1
    last = entries[-1]["hash"] if entries else START
    print(f"{len(entries)} entries hold together. The head is {last}.")
    if asked.head is not None and asked.head != last:
        hashes = [chain_entry["hash"] for chain_entry in entries]
        since = len(hashes) - hashes.index(asked.head) - 1 if asked.head in hashes else len(hashes)
        print(f"{since} entries were added after the head you gave.")
    if asked.head is None:
        print("Compare it with the head published elsewhere, or give it with --head.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
