"""The table in which tries to sign in are counted, so that no command has to be run for it."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def unmake(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS site_tries")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunPython(make, unmake)]
