import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.actions import Fault, Report, import_register
from folkmoot.body.forums.forms.table import NoTable, read_table
from folkmoot.body.rulebook.queries import adoptions

LARGEST = 5 * 1024 * 1024


class Command(BaseCommand):
    help = "Bring the table of recognised forums of a document into the register."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        bring = verbs.add_parser(
            "import",
            help="read a table of forums, parted by tabs; all of it or nothing; safe to run again",
        )
        bring.add_argument("file", type=Path, help="the document's text, or the table alone")
        bring.add_argument("--assembly", required=True, help="the assembly's address word")
        bring.add_argument(
            "--recognised-on",
            type=_day,
            help="since when its forums count as recognised, as 2022-04-01; by default the day "
            "from which the assembly's agreement binds it",
        )
        bring.add_argument(
            "--dry-run", action="store_true", help="tell what would be done, and keep nothing"
        )

    def handle(self, *, file: Path, assembly: str, dry_run: bool, **options: object) -> None:
        to = Assembly.objects.filter(slug=assembly).order_by("pk").first()
        if to is None:
            raise CommandError(f"There is no assembly {assembly}.")
        raw = _read(file)
        try:
            table = read_table(raw.decode("utf-8-sig"))
        except UnicodeDecodeError as why:
            raise CommandError(f"{file} is not text in UTF-8 (byte {why.start}).") from why
        except NoTable as why:
            raise CommandError(f"{file}: {why}") from why
        if table.faults:
            self._tell_faults(table.faults)
            raise CommandError("Nothing was imported. Put these lines right and run it again.")
        at = timezone.now()
        given = options["recognised_on"]
        bound = adoptions(to, on=timezone.localdate()).filter(is_agreement=True)
        agreed = bound.order_by("from_on", "pk").first()
        recognised_on = given or (agreed.from_on if agreed else to.recognised_on)
        if recognised_on is None:
            raise CommandError("Say since when its forums are recognised, with --recognised-on.")
        report = import_register(
            assembly=to,
            lines=table.lines,
            faults=table.faults,
            recognised_on=recognised_on,  # type: ignore[arg-type]  # argparse made it a day
            source=file.name,
            digest=hashlib.sha256(raw).hexdigest(),
            is_trial=dry_run,
            by=None,
            at=at,
        )
        self._tell(report, is_trial=dry_run)

    def _tell_faults(self, faults: list[Fault]) -> None:
        for fault in faults:
            column = f", column {fault.column}" if fault.column else ""
            self.stderr.write(f"line {fault.number}{column}: {fault.words}")

    def _tell(self, report: Report, *, is_trial: bool) -> None:
        for line in report.lines:
            self.stdout.write(
                f"line {line.number}: {line.name}: {line.became}. {' '.join(line.notes)}".strip()
            )
        counts = ", ".join(
            f"{report.count(became)} {became}" for became in ("added", "changed", "unchanged")
        )
        tried = " This was a trial: nothing was kept." if is_trial else ""
        self.stdout.write(f"{len(report.lines)} forums read: {counts}.{tried}")


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST:
            raise CommandError(f"{file} is larger than 5 MB, which no table of forums is.")
        return file.read_bytes()
    except OSError as why:
        raise CommandError(f"{file} cannot be read: {why.strerror}.") from why


def _day(text: str) -> object:
    day = parse_date(text)
    if day is None:
        raise ValueError(text)
    return day
