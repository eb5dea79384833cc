import csv
import hashlib
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.actions import Outcome, import_list, look_through
from folkmoot.reckoning.registers import cells, reading
from folkmoot.reckoning.registers.rows import FAULT, Fault
from folkmoot.reckoning.registers.tables import Unreadable
from folkmoot.rules.findings import Refusal

SHOWN = 50


class Command(BaseCommand):
    help = "Read a list of organisations into the register. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        words = parser.add_subparsers(dest="deed", required=True)
        bring = words.add_parser("import", help="read a list into the register")
        bring.add_argument("file", type=Path, help="a CSV, or the Charity Commission's tables")
        bring.add_argument("--assembly", required=True, help="the assembly that it is for")
        bring.add_argument("--dry-run", action="store_true", help="tell, and write nothing")
        bring.add_argument(
            "--keep-good-rows", action="store_true", help="leave out rows that cannot be used"
        )
        bring.add_argument("--report", type=Path, help="where to write what was found, as CSV")

    def handle(
        self,
        *,
        file: Path,
        assembly: str,
        dry_run: bool,
        keep_good_rows: bool,
        report: Path | None,
        **options: object,
    ) -> None:
        held = Assembly.objects.filter(slug=assembly).order_by("pk").first()
        if held is None:
            known = ", ".join(Assembly.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no assembly {assembly!r}; there are: {known or 'none'}.")
        try:
            if file.is_dir():
                tables = reading.tables_in(file)
                data = b"".join(tables.values())
                rows = reading.read_tables(tables)
            else:
                data = file.read_bytes()
                rows = reading.rows_of(file.name, data)
        except Unreadable as unreadable:
            fault = unreadable.fault
            raise CommandError(f"{file.name}: {fault.what} {fault.to_do}") from unreadable
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error

        digest = hashlib.sha256(data).hexdigest()
        del data
        # disable=None: no bar where nobody is watching, as in cron and in tests.
        bar = tqdm(desc="Reading", unit=" organisations", disable=None, file=sys.stderr)
        try:
            with bar:
                outcome = (
                    look_through(assembly=held, rows=rows, at=timezone.now(), progress=bar.update)
                    if dry_run
                    else import_list(
                        assembly=held,
                        rows=rows,
                        file_name=file.name,
                        digest=digest,
                        keep_good_rows=keep_good_rows,
                        by=None,
                        at=timezone.now(),
                        progress=bar.update,
                    )
                )
        except Refusal as refusal:
            outcome = refusal.facts["outcome"]
            self._tell(outcome, report)
            self.stdout.write(refusal.in_words(timezone.get_current_timezone()))
            if outcome.refused:
                self.stdout.write("Mend those rows, or add --keep-good-rows to leave them out.")
            raise SystemExit(1) from refusal
        self._tell(outcome, report)
        end = " Nothing was written." if dry_run else f" {outcome.listed:,} newly listed."
        if outcome.added and not outcome.listed and not dry_run:
            end = (
                f" None is listed: no row says that it is in the areas of {held.name}. "
                "Give each a council's code in a column area_code."
            )
        self.stdout.write(outcome.in_words() + (end if dry_run or outcome.added else ""))
        if dry_run and outcome.refused and not keep_good_rows:
            raise SystemExit(1)

    def _tell(self, outcome: Outcome, report: Path | None) -> None:
        """Show the first faults, those that keep rows out before those that do not."""
        told = sorted(outcome.faults, key=lambda fault: (fault.kind != FAULT, fault.row))
        for fault in told[:SHOWN]:
            where = f"row {fault.row}" if fault.row else "the file"
            column = f", {fault.column}" if fault.column else ""
            self.stdout.write(f"{fault.kind}: {where}{column}: {fault.what} {fault.to_do}")
        if len(told) > SHOWN:
            more = f"… and {len(told) - SHOWN:,} more"
            self.stdout.write(f"{more}." if report else f"{more}; --report FILE writes them all.")
        if report:
            write_report(told, report)
            self.stdout.write(f"All {len(told):,} are in {report}.")


def write_report(faults: list[Fault], to: Path) -> None:
    """Write what was found, a row each, as CSV that a spreadsheet opens as text."""
    with to.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(Fault._fields)
        writer.writerows([cells.safe(cell) for cell in fault] for fault in faults)
