"""`folkmoot check`: what is unsafe, missing or worth knowing, in plain words."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from folkmoot.site.readiness import concerns
from tests.factories import AssemblyFactory, PersonFactory, PostFactory

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
ON = date(2026, 3, 2)

pytestmark = pytest.mark.django_db


@pytest.fixture
def safe(settings, tmp_path, monkeypatch):
    """An installation that nothing is wrong with, but for the machine it runs on."""
    settings.SECRET_KEY = "k" * 50
    settings.FOLKMOOT_ENV = "production"
    settings.FOLKMOOT_ADDRESS = "https://assembly.example.org"
    settings.ALLOWED_HOSTS = ["assembly.example.org"]
    settings.IS_HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.VAR = tmp_path
    settings.EMAIL_FROM = "The assembly <letters@assembly.example.org>"
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.locmem.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": 1, "use_tls": True},
        }
    }
    backup = tmp_path / "backup.sqlite3"
    backup.touch()
    age_of(backup, timedelta(hours=1))
    monkeypatch.setenv("FOLKMOOT_BACKUPS", str(tmp_path))
    officer = PostFactory(kind="officer", from_on=date(2026, 1, 1))
    Authenticator.objects.create(user=officer.person, type=Authenticator.Type.TOTP, data={})
    return settings


def age_of(path: Path, age: timedelta) -> None:
    os.utime(path, (when := (AT - age).timestamp(), when))


def said(level: str) -> list[str]:
    found = [concern.words for concern in concerns(at=AT, on=ON) if concern.level == level]
    return [words for words in found if not words.startswith("Python ")]


def test_safe_installation_has_nothing_unsafe_and_its_mail_server_is_tried(safe):
    assert said("unsafe") == []
    assert said("missing") == ["No mail server answers at 127.0.0.1, port 1: nobody could sign in."]


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("SECRET_KEY", "short", "The secret key can be guessed."),
        ("FOLKMOOT_ENV", "demo", "FOLKMOOT_ENV is demo: anybody can read all letters"),
        ("DEBUG", True, "FOLKMOOT_DEBUG is on"),
        ("ALLOWED_HOSTS", ["*"], "FOLKMOOT_HOSTS lets any name in."),
        ("IS_HTTPS", False, "FOLKMOOT_ADDRESS is not https"),
        ("SESSION_COOKIE_SECURE", False, "Cookies could travel without https."),
    ],
)
def test_unsafe_setting_is_said_with_what_to_do(safe, setting, value, words):
    setattr(safe, setting, value)

    (only,) = said("unsafe")

    assert only.startswith(words)


def test_site_that_does_not_answer_to_its_own_name_is_missing_it(safe):
    safe.ALLOWED_HOSTS = ["localhost"]

    assert said("missing")[0] == (
        "FOLKMOOT_HOSTS does not list assembly.example.org, "
        "so nobody could open the site by its name."
    )


@pytest.mark.parametrize(
    ("hours", "is_missing"), [(25, False), (26, False), (27, True)], ids=["25 h", "26 h", "27 h"]
)
def test_backup_older_than_a_day_is_missed(safe, hours, is_missing):
    age_of(safe.VAR / "backup.sqlite3", timedelta(hours=hours))

    late = [words for words in said("missing") if "older than a day" in words]

    assert bool(late) is is_missing


def test_assembly_without_an_officer_today_is_named(safe):
    assembly = AssemblyFactory(name="Vale Assembly")
    PostFactory(assembly=assembly, kind="officer", from_on=date(2025, 1, 1), until_on=ON)

    assert "Vale Assembly has no support officer, so nobody can look after it." in said("missing")


def test_officer_without_a_second_factor_is_unsafe(safe):
    PostFactory(kind="officer", person=PersonFactory(), from_on=date(2026, 1, 1))

    assert said("unsafe") == ["1 support officer of 2 signs in without a second factor."]


def test_check_ends_with_1_and_lists_the_gravest_first(safe, capsys):
    safe.DEBUG = True

    with pytest.raises(SystemExit) as ended:
        call_command("readiness")

    lines = capsys.readouterr().out.splitlines()
    assert ended.value.code == 1
    assert lines[0] == "Unsafe:"
    assert "Missing:" in lines
    assert lines[-1].startswith("Not ready: ")
