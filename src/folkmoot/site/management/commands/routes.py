from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from folkmoot.site.routes import as_table, routes

TITLE = """# Every address, and who may use it

Written by `folkmoot routes --write`; a test compares it with the code. An address without a
declared audience fails the tests, and `tests/security/test_routes.py` walks every address, method
and kind of person. A demonstration has two more: its outbox and the gallery of components.

"""


class Command(BaseCommand):
    help = "List every address and who may use it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help="write docs/routes.md")

    def handle(self, *, write: bool, **options: object) -> None:
        # Those of a demonstration alone are left out, wherever the command is run.
        table = as_table([route for route in routes() if route.name not in {"outbox", "gallery"}])
        if write:
            (Path(settings.BASE) / "docs" / "routes.md").write_text(TITLE + table, encoding="utf-8")
        else:
            self.stdout.write(table)
