"""`migrate`: an empty database gets its tables at once; any other goes through the migrations."""

import inspect
from typing import Any, cast

from django.apps import apps
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import StateApps


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        asked = ("app_label", "check_unapplied", "fake", "plan", "prune")
        if (
            not any(options.get(name) for name in asked)
            and not connection.introspection.table_names()
        ):
            if options["verbosity"]:
                self.stdout.write("The database is empty: its tables are made at once.")
            build(connection)
        super().handle(*args, **options)


def build(connection: BaseDatabaseWrapper) -> None:
    """
    Give an empty database its tables as the migrations would leave it, and note them as done.

    Going through the migrations draws every model anew at every step, which takes a minute and
    more. What a migration does beyond tables of models it does here too, unless it is elidable,
    which says that it mends rows that an earlier version kept. All is done or nothing.
    """
    loader = MigrationLoader(connection)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    steps = [
        key
        for leaf in sorted(loader.graph.leaf_nodes())
        for key in loader.graph.forwards_plan(leaf)
    ]
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for app, name in dict.fromkeys(steps):
            migration = loader.graph.nodes[app, name]
            for step in migration.operations:
                if isinstance(step, RunPython) and not step.elidable and _ours(migration):
                    step.code(cast(StateApps, apps), editor)
            recorder.record_applied(app, name)


def _ours(migration: object) -> bool:
    """Whether it is a migration of Folkmoot: those of libraries mend rows of their own past alone."""
    module = inspect.getmodule(migration.__class__)
    return module is not None and module.__name__.startswith("folkmoot.")
