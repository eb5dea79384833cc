from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from folkmoot.site.routes import as_table, routes

TITLE = """# Every address, and who may use it

Written by `folkmoot routes --write`; a test compares it with the code. An address without a declared audience fails
the tests, and a matrix of addresses, methods and kinds of person is walked in `tests/security/test_routes.py`.

"""


class Command(BaseCommand):
    help = "List every address and who may use it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/routes.md")

    def handle(self, *, write: bool, **options: object) -> None:
        table = as_table(routes())
        if write:
            (Path(settings.BASE) / "docs" / "routes.md").write_text(TITLE + table)
        else:
            self.stdout.write(table)
