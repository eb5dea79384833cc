from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.site.readiness import is_up_to_date
from folkmoot.site.town.building import FULL, LEAST, build_town, is_empty, is_town
from folkmoot.site.town.signins import in_words


class Command(BaseCommand):
    help = "Fill an empty database with a small invented town to walk about in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fresh", action="store_true", help="empty the demonstration's database first"
        )
        parser.add_argument("--seed", type=int, default=7, help="another number makes another town")
        parser.add_argument(
            "--organisations", type=int, default=FULL, help=f"how many; {LEAST} at the least"
        )

    def handle(self, *, fresh: bool, seed: int, organisations: int, **options: object) -> None:
        _require_demo()
        if organisations < LEAST:
            raise CommandError(
                _("A town needs at least %(least)d organisations.") % {"least": LEAST}
            )
        _require_up_to_date()
        keys: dict[str, str] = {}
        if not is_empty() and not is_town():
            raise CommandError(
                _(
                    "This database holds something other than the demonstration, so nothing was "
                    "touched. Point FOLKMOOT_DATABASE_URL at a database of its own."
                )
            )
        if fresh:
            empty()
        if is_town():
            self.stdout.write(_("The town is already there. folkmoot demo --fresh makes it anew."))
        else:
            built = build_town(seed=seed, organisations=organisations, now=timezone.now())
            keys = built.keys
            facts = {
                "organisations": built.organisations,
                "people": built.people,
                "entries": f"{built.entries:,}",
            }
            told = _(
                "A small town is there: %(organisations)d organisations in three assemblies, "
                "%(people)d people, and %(entries)s entries in their records. All are invented."
            )
            self.stdout.write(told % facts)
        self.stdout.write("\n" + in_words(keys, at=timezone.now()) + "\n")


def _require_demo() -> None:
    """:raises CommandError: anywhere but in a demonstration."""
    if not settings.FOLKMOOT_DEMO:
        raise CommandError(
            _(
                "The town is built only in a demonstration, so nothing was touched. Set "
                "FOLKMOOT_ENV=demo, and FOLKMOOT_DATABASE_URL to a database of its own."
            )
        )


def _require_up_to_date() -> None:
    """:raises CommandError: where there are no tables yet, or old ones."""
    try:
        up_to_date = is_up_to_date()
    except DatabaseError as why:
        raise CommandError(_("The database does not answer: %(why)s") % {"why": why}) from why
    if not up_to_date:
        raise CommandError(_("The database is not up to date. Run first: folkmoot migrate"))


def empty() -> None:
    """Empty every table of the database, and those for quick finding that no model stands for."""
    with transaction.atomic():
        connection.check_constraints()  # what is deferred would keep PostgreSQL from emptying
        for line in _lines_to_empty():
            with connection.cursor() as cursor:
                cursor.execute(line)
        call_command("flush", interactive=False, verbosity=0)


def _lines_to_empty() -> list[str]:
    """Return what empties the tables that no model stands for, on the database in use."""
    known = {*connection.introspection.django_table_names(), "django_migrations"}
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            names = connection.introspection.table_names(cursor)
            return [f'TRUNCATE "{name}"' for name in sorted(set(names) - known)]
        cursor.execute(
            "SELECT l.name, l.type, m.sql FROM pragma_table_list AS l"
            " JOIN sqlite_master AS m ON m.name = l.name"
            " WHERE l.schema = 'main' AND l.type IN ('table', 'virtual') ORDER BY l.type DESC, l.name"
        )
        found = [row for row in cursor.fetchall() if row[0] not in known]
    return [
        # A table that finds words of another table's rows is told to forget them all.
        f"INSERT INTO {name} ({name}) VALUES ('delete-all')"
        if kind == "virtual" and "content =" in sql
        else f"DELETE FROM {name}"
        for name, kind, sql in found
    ]
