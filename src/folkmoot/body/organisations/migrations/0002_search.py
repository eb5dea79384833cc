"""The tables that words are looked up in, on each database in its own way."""

from django.db import migrations

SQLITE = (
    """CREATE VIRTUAL TABLE organisations_search USING fts5(
         name, aliases, places, about,
         tokenize = "unicode61 remove_diacritics 2", prefix = '3')""",
    "CREATE TABLE organisations_words (id integer PRIMARY KEY, word text NOT NULL UNIQUE)",
    """CREATE VIRTUAL TABLE organisations_word_parts USING fts5(
         word, tokenize = "trigram", content = 'organisations_words', content_rowid = 'id')""",
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    """CREATE TABLE organisations_search (
         organisation_id bigint PRIMARY KEY, document tsvector NOT NULL)""",
    "CREATE INDEX organisations_search_words ON organisations_search USING gin (document)",
    "CREATE TABLE organisations_words (word text PRIMARY KEY)",
    """CREATE INDEX organisations_words_parts
         ON organisations_words USING gin (word gin_trgm_ops)""",
)
TABLES = ("organisations_word_parts", "organisations_words", "organisations_search")


def make(apps, schema_editor):
    lines = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for line in lines:
        schema_editor.execute(line)


def unmake(apps, schema_editor):
    for name in TABLES:
        schema_editor.execute(f"DROP TABLE IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [migrations.RunPython(make, unmake)]
