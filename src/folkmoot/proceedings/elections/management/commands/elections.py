import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries import result_document


class Command(BaseCommand):
    help = "Write out an election with every ballot, for `folkmoot recount`. Changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="export")
        export = deeds.add_parser("export", help="write one election as JSON")
        export.add_argument("reference", help="its reference, as in its address")
        export.add_argument("--assembly", default="", help="the assembly's slug, if several match")
        export.add_argument("--to", type=Path, help="the file to write; otherwise it is shown")

    def handle(self, *, reference: str, assembly: str, to: Path | None, **options: object) -> None:
        found = Contest.objects.filter(reference=reference).select_related(
            "assembly", "office__forum"
        )
        if assembly:
            found = found.filter(assembly__slug=assembly)
        contests = list(found.order_by("pk")[:2])
        if not contests:
            raise CommandError(f"There is no election {reference}.")
        if len(contests) > 1:
            slugs = ", ".join(found.order_by("pk").values_list("assembly__slug", flat=True))
            raise CommandError(f"Several assemblies have an election {reference}: {slugs}.")
        document = result_document(contests[0])
        text = json.dumps(document, indent=1, ensure_ascii=False)
        if to is None:
            self.stdout.write(text)
            return
        to.write_text(text + "\n", encoding="utf-8")
        ballots = sum(len(round["ballots"]) for round in document["rounds"])
        self.stdout.write(f"{ballots} ballots of {reference} are in {to}.")
