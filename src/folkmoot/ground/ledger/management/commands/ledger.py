import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from folkmoot.ground.ledger.queries import exported, head
from folkmoot.reckoning import chain


class Command(BaseCommand):
    help = "Save an assembly's record, or check one that was saved."

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True)
        export = deeds.add_parser("export", help="save a record, an entry to a line")
        export.add_argument("assembly", help="the assembly's short name in its address")
        export.add_argument("--to", type=Path, help="the file to write; otherwise it is printed")
        verify = deeds.add_parser("verify", help="check a saved record")
        verify.add_argument("file")
        verify.add_argument("--head", help="the last hash, as published somewhere else")

    def handle(self, *, deed: str, **options: object) -> None:
        if deed == "verify":
            told = [str(options["file"])]
            told += ["--head", str(options["head"])] if options["head"] else []
            raise SystemExit(chain.main(told))
        assembly = str(options["assembly"])
        last = head(assembly)
        if not last.number:
            raise CommandError(f"Nothing is recorded of {assembly}.")
        lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in exported(assembly))
        if options["to"] is None:
            self.stdout.writelines(lines)
            return
        with Path(str(options["to"])).open("w", encoding="utf-8") as file:
            file.writelines(lines)
        self.stdout.write(f"{last.number} entries saved. The head is {last.hash}.")
