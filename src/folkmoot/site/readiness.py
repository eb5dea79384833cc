"""Whether this installation may be shown to the public: what is unsafe, missing or worth knowing."""

import os
import socket
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Post
from folkmoot.body.assemblies.queries import assemblies, officers

Level = Literal["unsafe", "missing", "worth knowing"]

# Python's mail package let a typed line break add headers to a letter until then.
MAIL_FIX = (3, 12, 5)
# SQLite could damage a database in WAL mode when two connections reset the log at once.
WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))
BACKUP_AGE = timedelta(hours=26)
PATIENCE = 3.0  # seconds to wait for the mail server


@dataclass(frozen=True, slots=True)
class Concern:
    """
    One thing to put right, in a sentence that says what to do.

    :param level: `unsafe` must be put right before the public may come in; `missing` is something
        that people will go without; `worth knowing` is for whoever looks after the machine.
    """

    level: Level
    words: str


def concerns(*, at: datetime, on: date) -> list[Concern]:
    """
    Return everything that stands in the way of serving the public, the gravest first.

    :param at: now, for the age of the last backup.
    :param on: today, for who holds which post.
    """
    found = [*_settings(), *_machine(at), *_letters(), *_database(on)]
    order = ["unsafe", "missing", "worth knowing"]
    return sorted(found, key=lambda concern: order.index(concern.level))


def has_secret_key() -> bool:
    """Tell whether there is a key to sign sessions with."""
    try:
        return bool(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return False


def is_up_to_date() -> bool:
    """
    Tell whether the database has every migration.

    :raises DatabaseError: if the database does not answer.
    """
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def styles_are_gathered() -> bool:
    """Tell whether styles and scripts are where the server takes them from."""
    backend: str = settings.STORAGES["staticfiles"]["BACKEND"]
    manifest = Path(str(settings.STATIC_ROOT)) / "staticfiles.json"
    return "Manifest" not in backend or manifest.exists()


def _settings() -> Iterator[Concern]:
    if not has_secret_key():
        yield Concern("unsafe", _("FOLKMOOT_SECRET_KEY is not set. Give it 50 random characters."))
    elif settings.SECRET_KEY == settings.UNSAFE_KEY or len(settings.SECRET_KEY) < 40:
        yield Concern(
            "unsafe",
            _("The secret key can be guessed. Set FOLKMOOT_SECRET_KEY to 50 random characters."),
        )
    if settings.FOLKMOOT_ENV != "production":
        yield Concern(
            "unsafe",
            _("FOLKMOOT_ENV is %(env)s: anybody can read all letters, sign-in codes among them.")
            % {"env": settings.FOLKMOOT_ENV},
        )
    if settings.DEBUG:
        yield Concern(
            "unsafe", _("FOLKMOOT_DEBUG is on: faults would show the public our secrets.")
        )
    host = urlsplit(settings.FOLKMOOT_ADDRESS).hostname or ""
    if "*" in settings.ALLOWED_HOSTS:
        yield Concern("unsafe", _("FOLKMOOT_HOSTS lets any name in. List the names of this site."))
    elif host not in settings.ALLOWED_HOSTS:
        yield Concern(
            "missing",
            _("FOLKMOOT_HOSTS does not list %(host)s, so nobody could open the site by its name.")
            % {"host": host},
        )
    if host in {"localhost", "127.0.0.1", "::1"}:
        yield Concern(
            "missing",
            _("FOLKMOOT_ADDRESS is this machine's own; links in letters would lead nowhere."),
        )
    if not settings.IS_HTTPS:
        yield Concern(
            "unsafe", _("FOLKMOOT_ADDRESS is not https: sign-ins could be read on the way.")
        )
    elif not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        yield Concern("unsafe", _("Cookies could travel without https."))


def _machine(at: datetime) -> Iterator[Concern]:
    if sys.version_info < MAIL_FIX:
        yield Concern(
            "unsafe",
            _(
                "Python %(version)s lets a crafted address add headers to a letter. Use 3.12.5 or 3.13."
            )
            % {"version": ".".join(map(str, sys.version_info[:3]))},
        )
    if not _can_write(settings.VAR):
        yield Concern(
            "missing",
            _(
                "Nothing can be written in %(folder)s. Set FOLKMOOT_VAR, or let this user write there."
            )
            % {"folder": settings.VAR},
        )
    if not styles_are_gathered():
        yield Concern(
            "missing",
            _("Styles and scripts are not gathered. Run: folkmoot collectstatic --no-input"),
        )
    yield from _backups(at)


def _can_write(folder: Path) -> bool:
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    return os.access(place, os.W_OK | os.X_OK)


def _backups(at: datetime) -> Iterator[Concern]:
    kept = os.environ.get("FOLKMOOT_BACKUPS", "")
    if not kept:
        yield Concern(
            "missing",
            _("Nobody has said where backups are kept. Set FOLKMOOT_BACKUPS to their folder."),
        )
        return
    files = [path.stat().st_mtime for path in Path(kept).glob("**/*") if path.is_file()]
    if not files:
        yield Concern("missing", _("There is no backup in %(folder)s.") % {"folder": kept})
    elif at - datetime.fromtimestamp(max(files), at.tzinfo) > BACKUP_AGE:
        yield Concern(
            "missing", _("The newest backup in %(folder)s is older than a day.") % {"folder": kept}
        )


def _letters() -> Iterator[Concern]:
    if settings.FOLKMOOT_ENV != "production":
        return
    if settings.EMAIL_FROM.rstrip(">").endswith("localhost"):
        yield Concern(
            "missing", _("FOLKMOOT_EMAIL_FROM is not set, so letters would be taken for junk.")
        )
    mailers: dict[str, Any] = settings.MAILERS
    options = mailers["default"]["OPTIONS"]
    try:
        socket.create_connection((options["host"], options["port"]), timeout=PATIENCE).close()
    except OSError:
        yield Concern(
            "missing",
            _("No mail server answers at %(host)s, port %(port)s: nobody could sign in.") % options,
        )
    is_here = options["host"] in {"localhost", "127.0.0.1"}
    if not is_here and not options["use_tls"]:
        yield Concern(
            "unsafe", _("FOLKMOOT_SMTP_TLS is off: sign-in codes would travel in the open.")
        )


def _database(on: date) -> Iterator[Concern]:
    if connection.vendor == "sqlite":
        low, high = WAL_RESET_BUG
        if low <= sqlite3.sqlite_version_info <= high:
            yield Concern(
                "worth knowing",
                _(
                    "SQLite %(version)s has a rare fault that can damage a busy database. "
                    "3.51.3 or later, or PostgreSQL, has not."
                )
                % {"version": sqlite3.sqlite_version},
            )
    try:
        if not is_up_to_date():
            yield Concern("unsafe", _("The database is not up to date. Run: folkmoot migrate"))
            return
        yield from _posts(on)
    except DatabaseError as why:
        yield Concern("unsafe", _("The database does not answer: %(why)s") % {"why": why})


def _posts(on: date) -> Iterator[Concern]:
    every = list(assemblies())
    if not every:
        yield Concern("missing", _("There is no assembly yet."))
    for assembly in every:
        if not officers(assembly, on=on):
            yield Concern(
                "missing",
                _("%(assembly)s has no support officer, so nobody can look after it.")
                % {"assembly": assembly.name},
            )
    people = set(
        Post.objects.held_on(on).filter(kind=Post.Kind.OFFICER).values_list("person_id", flat=True)
    )
    second = {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}
    have = Authenticator.objects.filter(user_id__in=people, type__in=second)
    without = len(people - set(have.values_list("user_id", flat=True)))
    if without:
        yield Concern(
            "unsafe",
            ngettext(
                "%(number)d support officer of %(all)d signs in without a second factor.",
                "%(number)d support officers of %(all)d sign in without a second factor.",
                without,
            )
            % {"number": without, "all": len(people)},
        )
