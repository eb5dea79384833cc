import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.appraisals.queries.reading import NoPaper, read_paper
from folkmoot.proceedings.appraisals.queries.sector import fits, options_for, register_of
from folkmoot.proceedings.seats.actions.table import Report, import_seats
from folkmoot.proceedings.seats.forms.table import NoTable, read_table
from folkmoot.reckoning.representing import MEASURES, Results, appraise
from folkmoot.rules.findings import Refusal

LARGEST = 5 * 1024 * 1024


class Command(BaseCommand):
    help = "Bring a table of representatives in, or try ways of being represented on the register."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        bring = verbs.add_parser(
            "import",
            help="read a table of representatives; all of it or nothing; safe to run again",
        )
        bring.add_argument("file", type=Path, help="the document's text, or the table alone")
        bring.add_argument("--assembly", required=True, help="the assembly's address word")
        bring.add_argument(
            "--dry-run", action="store_true", help="tell what would be done, and keep nothing"
        )
        weigh = verbs.add_parser(
            "appraise", help="try the options of a file on the register, and keep nothing"
        )
        weigh.add_argument("file", type=Path, help="the options, as TOML")
        weigh.add_argument("--assembly", required=True, help="the assembly's address word")
        weigh.add_argument("--seed", type=int, default=1, help="of the draws; 1 by default")
        weigh.add_argument("--draws", type=int, default=1000, help="1,000 by default")
        weigh.add_argument("--json", action="store_true", help="give everything as JSON")

    def handle(self, *, verb: str, file: Path, assembly: str, **options: Any) -> None:
        to = Assembly.objects.filter(slug=assembly).order_by("pk").first()
        if to is None:
            raise CommandError(f"There is no assembly {assembly}.")
        text = _read(file)
        if verb == "import":
            self._import(to, text, file.name, is_trial=options["dry_run"])
        else:
            self._appraise(to, text, **options)

    def _import(self, to: Assembly, text: str, name: str, *, is_trial: bool) -> None:
        try:
            table = read_table(text)
        except NoTable as why:
            raise CommandError(str(why)) from why
        for fault in table.faults:
            column = f", column {fault.column}" if fault.column else ""
            self.stderr.write(f"line {fault.number}{column}: {fault.words}")
        try:
            report: Report = import_seats(
                assembly=to, table=table, source=name, is_trial=is_trial, by=None, at=timezone.now()
            )
        except Refusal as refusal:
            raise CommandError(
                "Nothing was imported. Put these lines right and run it again."
            ) from refusal
        for line in report.lines:
            words = f"line {line.number}: {line.name}: {line.became}. {line.state} {' '.join(line.notes)}"
            self.stdout.write(words.strip())
        tried = " This was a trial: nothing was kept." if is_trial else ""
        counts = ", ".join(f"{report.count(word)} {word}" for word in ("added", "unchanged"))
        self.stdout.write(f"{len(report.lines)} boards read: {counts}.{tried}")

    def _appraise(
        self, to: Assembly, text: str, *, seed: int, draws: int, json: bool, **_: Any
    ) -> None:
        try:
            paper = read_paper(text)
        except NoPaper as why:
            raise CommandError(str(why)) from why
        register = register_of(to)
        options, faults = options_for(register, paper.options, places_now=paper.places_now)
        for fault in (*paper.faults, *faults):
            where = f"option {fault.where}: " if fault.where else ""
            self.stderr.write(f"{where}{fault.words}")
        if paper.faults or faults:
            raise CommandError("Nothing was tried. Put these right and run it again.")
        if draws < 1 or not len(register.sector):
            raise CommandError("There is nothing to draw from, or not one draw.")
        for fault in fits(register, options):
            self.stderr.write(f"option {fault.where}: {fault.words}")
        # disable=None: no bar where nobody is watching, as in cron and in tests.
        whole = draws * len(options)
        with tqdm(total=whole, unit=" draws", disable=None) as bar:
            results = appraise(
                register.sector,
                options,
                seed=seed,
                draws=draws,
                progress=lambda done: bar.update(min(done, whole) - bar.n),
            )
        if json:
            self.stdout.write(_as_json(results))
        else:
            self._tell(results)

    def _tell(self, results: Results) -> None:
        letters = [one.letter for one in results.tried]
        self.stdout.write(
            f"{results.draws} draws on {results.organisations} organisations, seed {results.seed}."
        )
        self.stdout.write("".join([f"{'':24}", *(f"{letter:>16}" for letter in letters)]))
        for name in MEASURES:
            cells = [
                f"{100 * s.mean:6.1f} ({100 * s.low:3.0f}–{100 * s.high:3.0f})"
                if s
                else "not known"
                for s in (one.measures.get(name) for one in results.tried)
            ]
            self.stdout.write("".join([f"{name:24}", *(f"{cell:>16}" for cell in cells)]))
        self.stdout.write(f"digest {results.digest()}")


def _as_json(results: Results) -> str:
    return json.dumps({**results.told(), "digest": results.digest()}, indent=1, ensure_ascii=False)


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST:
            raise CommandError(f"{file} is larger than 5 MB, which no such file is.")
        return file.read_bytes().decode("utf-8-sig")
    except OSError as why:
        raise CommandError(f"{file} cannot be read: {why.strerror}.") from why
    except UnicodeDecodeError as why:
        raise CommandError(f"{file} is not text in UTF-8 (byte {why.start}).") from why
