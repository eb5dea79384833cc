from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from folkmoot.body.assemblies.queries import assemblies, day_in
from folkmoot.scrutiny.equity.actions.counting import count_year


class Command(BaseCommand):
    help = "Count who was heard this year in each assembly; run it each night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--assembly", default="", help="one assembly alone, by its slug")
        parser.add_argument("--year", type=int, default=0, help="another year than this one")

    def handle(self, *, assembly: str, year: int, **options: object) -> None:
        at = timezone.now()
        found = assemblies().filter(slug=assembly) if assembly else assemblies()
        for one in found:
            count = count_year(assembly=one, year=year or day_in(one, at=at).year, by=None, at=at)
            told = count.told
            shown = "nobody was heard" if told["index"] is None else f"index {told['index']:.1f}"
            self.stdout.write(
                f"{one.slug} {count.year}: {told['heard']} of {told['whole']} heard, {shown}, "
                f"{len(told['gaps'])} gaps."
            )
