import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from folkmoot.proceedings.elections.actions import gather_ballots
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries import result_document, rounds_to_gather


class Command(BaseCommand):
    help = "Write an election out with every ballot, or end the ballots that have closed."

    def add_arguments(self, parser: CommandParser) -> None:
        deeds = parser.add_subparsers(dest="deed", required=True, metavar="export | gather")
        export = deeds.add_parser("export", help="write one election as JSON; changes nothing")
        export.add_argument("reference", help="its reference, as in its address")
        export.add_argument("--assembly", default="", help="the assembly's slug, if several match")
        export.add_argument("--to", type=Path, help="the file to write; otherwise it is shown")
        deeds.add_parser(
            "gather",
            help="record the digest of every ballot that has closed; safe to run each minute",
        )

    def handle(
        self,
        *,
        deed: str,
        reference: str = "",
        assembly: str = "",
        to: Path | None = None,
        **options: object,
    ) -> None:
        if deed == "gather":
            self._gather()
        else:
            self._export(reference, assembly, to)

    def _gather(self) -> None:
        at = timezone.now()
        closed = [gather_ballots(round=one, by=None, at=at) for one in rounds_to_gather(at=at)]
        self.stdout.write(f"{len(closed)} ballots were ended and their digests recorded.")

    def _export(self, reference: str, assembly: str, to: Path | None) -> None:
        found = Contest.objects.filter(reference=reference).select_related(
            "assembly", "forum", "office"
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
