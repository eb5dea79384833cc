"""One thing wrong with a document, and the line it is on."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a document, with the line and the field at fault."""

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field}: {self.message}"


class Lines:
    """Finds the line of a field: in the head, in a version, or in a clause of it."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines() or [""]
        self.versions = self._headers(r"\[\[\s*version\s*\]\]")
        self.clauses = self._headers(r"\[\[\s*version\s*\.\s*clause\s*\]\]")

    def head(self, field: str) -> int:
        """Return the line of a field of the document itself."""
        stop = self.versions[0] if self.versions else len(self.lines)
        return self._field(field, 0, stop) or 1

    def version(self, index: int, field: str = "") -> int:
        """Return the line of a field of a version, or of the version."""
        start = self.versions[index] if index < len(self.versions) else 0
        stop = next((line for line in self.clauses if line > start), len(self.lines))
        return self._field(field, start, stop) or start + 1

    def clause(self, index: int, field: str = "", part: str = "") -> int:
        """Return the line of a field of a clause, of a part quoted in it, or of the clause."""
        start = self.clauses[index] if index < len(self.clauses) else 0
        heads = sorted(self.clauses + self.versions)
        stop = next((line for line in heads if line > start), len(self.lines))
        line = self._field(field, start, stop) or start + 1
        if part:
            within = range(line - 1, stop)
            return next((n + 1 for n in within if part in self.lines[n]), line)
        return line

    def _field(self, field: str, start: int, stop: int) -> int | None:
        if not field:
            return None
        first = re.escape(field)
        opens = re.compile(rf"""\s*(\[[^\]]*\.)?["']?{first}["']?\s*[=.\]]""")
        return next((n + 1 for n in range(start, stop) if opens.match(self.lines[n])), None)

    def _headers(self, pattern: str) -> list[int]:
        opens = re.compile(rf"\s*{pattern}")
        return [n for n, line in enumerate(self.lines) if opens.match(line)]
