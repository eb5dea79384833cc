import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from folkmoot.body.rulebook.queries import documents
from folkmoot.rules.deadlines import deadlines
from folkmoot.rules.facts import FactFault, facts_asked, typed_facts
from folkmoot.rules.faults import faults
from folkmoot.rules.findings import Refusal
from folkmoot.rules.index import RULES
from folkmoot.rules.periods import LONDON
from folkmoot.rules.rulebook import Document, NotInForce, Rulebook, version_in_force
from folkmoot.rules.telling import told


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # it reads files only, and should answer at once
    help = "Check a governing document, ask one of its clauses, or list what follows from a date."

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        check = deeds.add_parser("check", help="say what is wrong with a document's file")
        check.add_argument("file", type=Path)
        ask = deeds.add_parser("ask", help="what a clause says of some facts, as JSON")
        ask.add_argument("key", help="the clause's key, such as chair-term")
        ask.add_argument("--facts", required=True, help="the facts, as JSON")
        follow = deeds.add_parser("deadlines", help="every dated consequence of some events")
        follow.add_argument(
            "--from",
            dest="events",
            action="append",
            required=True,
            metavar="EVENT=DATE",
            help="such as meeting=2026-06-01 or meeting=2026-06-01T18:00; may be repeated",
        )
        follow.add_argument("--json", action="store_true", help="print JSON")
        for part in (ask, follow):
            part.add_argument("--document", required=True, help="such as staffs-alliance")
            part.add_argument("--on", help="by the version in force on this day; today if left out")

    def handle(self, *, deed: str, **options: Any) -> None:
        deeds: dict[str, Callable[..., None]] = {
            "check": self.check_file,
            "ask": self.ask,
            "deadlines": self.deadlines,
        }
        deeds[deed](**options)

    def check_file(self, *, file: Path, **_: object) -> None:
        """Say what is wrong with a file, a line each; leave with 1 if anything is."""
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} cannot be read: {error}", returncode=1) from error
        found = faults(text)
        for fault in sorted(found):
            self.stdout.write(f"{file}:{fault.line}: {fault.field}: {fault.message}")
        if found:
            count = "1 fault" if len(found) == 1 else f"{len(found)} faults"
            raise CommandError(f"{count} in {file}.", returncode=1)
        self.stdout.write(f"{file} is sound.")

    def ask(self, *, key: str, document: str, on: str | None, facts: str, **_: object) -> None:
        """Print what a clause says of some facts."""
        book = _book(document, on)
        if key not in book.clauses:
            raise CommandError(
                f"{document} has no clause {key}. It has: {', '.join(book.clauses)}."
            )
        entry = book.clauses[key]
        if entry.rule is None:
            raise CommandError(
                f"Clause {entry.number} ({key}) is kept by {entry.kept_by}: no function can be asked."
            )
        rule = RULES[entry.rule]
        try:
            raw = json.loads(facts)
            if not isinstance(raw, dict):
                raise CommandError('--facts must be a JSON object, such as {"chairs": 3}.')
            finding = rule(book, **typed_facts(rule, raw))
        except json.JSONDecodeError as error:
            raise CommandError(f"--facts is not JSON: {error}.") from error
        except FactFault as error:
            asked = "; ".join(f"{name}: {kind}" for name, kind in facts_asked(rule).items())
            raise CommandError(f"{error}. The clause asks for: {asked}.") from error
        except (Refusal, ValueError) as error:
            raise CommandError(f"These facts do not go together: {error}.") from error
        answer = {
            "document": book.document,
            "version": book.number,
            "clause": {"key": key, "number": entry.number, "heading": entry.heading},
            "holds": finding.holds,
            "code": finding.code,
            "facts": _plain(finding.facts),
            "from_when": _plain(finding.from_when),
            "by_whom": finding.by_whom,
            "why": finding.in_words(LONDON),
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def deadlines(
        self, *, document: str, on: str | None, events: list[str], json: bool, **_: object
    ) -> None:
        """Print every dated consequence, the soonest first."""
        book = _book(document, on)
        given = dict(_event(text) for text in events)
        try:
            follow = deadlines(book, given)
        except ValueError as error:
            raise CommandError(str(error)) from error
        if json:
            rows = [
                {
                    "on": _plain(deadline.on),
                    "kind": deadline.kind,
                    "what": deadline.what,
                    "who": deadline.who,
                    "from": deadline.event,
                    "period": str(deadline.period),
                    "suggested": deadline.suggested,
                    "clause": {"key": deadline.clause.key, "number": deadline.clause.number},
                }
                for deadline in follow
            ]
            self.stdout.write(_as_json(rows))
            return
        for deadline in follow:
            length = f"{deadline.period}, suggested" if deadline.suggested else f"{deadline.period}"
            self.stdout.write(
                f"{deadline.kind} {told(deadline.on, LONDON)}: {deadline.what} ({deadline.who};"
                f" {deadline.clause}, {length} from {deadline.event})"
            )


def _as_json(rows: object) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _document(name: str) -> Document:
    if name not in documents():
        raise CommandError(f"There is no document {name}. There are: {', '.join(documents())}.")
    return documents()[name]


def _book(name: str, on: str | None) -> Rulebook:
    try:
        day = date.fromisoformat(on) if on else timezone.localdate()
    except ValueError as error:
        raise CommandError(f"{on} is not a day. Write it as 2026-03-12.") from error
    try:
        return version_in_force(_document(name), on=day)
    except NotInForce as error:
        raise CommandError(f"No version of {name} was in force on {day}.") from error


def _event(text: str) -> tuple[str, date | datetime]:
    name, _, when = text.partition("=")
    try:
        if "T" in when or " " in when:
            at = datetime.fromisoformat(when)
            return name, at if at.tzinfo else at.replace(tzinfo=LONDON)
        return name, date.fromisoformat(when)
    except ValueError as error:
        raise CommandError(
            f"{text} is not an event with its date. Write it as meeting=2026-06-01"
            " or meeting=2026-06-01T18:00."
        ) from error


def _plain(fact: Any) -> Any:
    if isinstance(fact, datetime):
        return fact.astimezone(LONDON).isoformat()
    if isinstance(fact, date):
        return fact.isoformat()
    if isinstance(fact, Mapping):
        return {name: _plain(part) for name, part in fact.items()}
    if isinstance(fact, (list, tuple, set, frozenset)):
        return [_plain(part) for part in fact]
    return fact if fact is None or isinstance(fact, (bool, int, str)) else str(fact)
