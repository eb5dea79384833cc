from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from folkmoot.body.assemblies.queries import assemblies, day_in
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.actions.sector import ask_for_count


class Command(BaseCommand):
    help = "Count the state of the sector this year in each assembly. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--assembly", default="", help="one assembly alone, by its slug")
        parser.add_argument("--year", type=int, default=0, help="another year than this one")

    def handle(self, *, assembly: str, year: int, **options: object) -> None:
        at = timezone.now()
        found = assemblies().filter(slug=assembly) if assembly else assemblies()
        for one in found:
            try:
                report = ask_for_count(
                    assembly=one, year=year or day_in(one, at=at).year, by=None, at=at
                )
            except Refusal as refusal:
                self.stdout.write(f"{one.slug}: {refusal}")
                continue
            self.stdout.write(f"{one.slug} {report.year}: asked for.")
