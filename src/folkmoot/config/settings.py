"""How this installation runs: every value that varies comes from the environment.

The table of them all is in docs/deploy.md, and a test holds the two together.
"""

import os
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import dj_database_url
from django.utils.csp import CSP

BASE = Path(__file__).resolve().parents[3]


def env(name: str, default: str = "") -> str:
    """Read one setting from the environment."""
    return os.environ.get(name, default)


def env_on(name: str, default: str = "no") -> bool:
    """Read a yes-or-no setting: yes, true, on and 1 mean yes."""
    return env(name, default).lower() in {"yes", "true", "on", "1"}


# Where it runs. FOLKMOOT_ENV is one of: production, demo, test.
FOLKMOOT_ENV = env("FOLKMOOT_ENV", "production")
FOLKMOOT_DEMO = FOLKMOOT_ENV == "demo"
FOLKMOOT_TEST = FOLKMOOT_ENV == "test"
DEBUG = env_on("FOLKMOOT_DEBUG")
UNSAFE_KEY = "only for a demonstration or a test on one's own machine"
SECRET_KEY = env("FOLKMOOT_SECRET_KEY", UNSAFE_KEY if FOLKMOOT_DEMO or FOLKMOOT_TEST else "")
FOLKMOOT_ADDRESS = env("FOLKMOOT_ADDRESS", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env("FOLKMOOT_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [FOLKMOOT_ADDRESS]
IS_HTTPS = FOLKMOOT_ADDRESS.startswith("https://")
VAR = Path(env("FOLKMOOT_VAR", str(BASE / "var")))
FOLKMOOT_RULEBOOKS = Path(env("FOLKMOOT_RULEBOOKS", str(BASE / "rulebooks")))

# The database. SQLite needs WAL for readers beside a writer, FULL so that a power
# cut loses nothing that was acknowledged, IMMEDIATE so that a writer waits its turn
# and is not refused half way; secure_delete so that opened ballots leave no copy.
DATABASES = {
    "default": dj_database_url.parse(
        env("FOLKMOOT_DATABASE_URL", f"sqlite:///{VAR / 'folkmoot.sqlite3'}"),
        conn_max_age=0,
    )
}
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if IS_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            " PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 0 if FOLKMOOT_TEST else None
else:
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        **({} if FOLKMOOT_TEST else {"pool": {"min_size": 2, "max_size": 12, "timeout": 5}}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Tries to sign in are counted in a cache. Kept in each process, a limit would hold once for every
# process; kept in files, two tries at once could both be the first. So they are counted in the
# database, where several processes and several machines see the same. A migration of
# `folkmoot.site` makes the table. No page reads it: only sign-in and settings of sign-in do.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_tries",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # past which the oldest tries are forgotten
    }
}

INSTALLED_APPS = [
    "folkmoot.site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks_db",
    "folkmoot.ground.people",
    "folkmoot.ground.places",
    "folkmoot.ground.ledger",
    "folkmoot.ground.letters",
    "folkmoot.body.assemblies",
    "folkmoot.body.rulebook",
    "folkmoot.body.organisations",
    "folkmoot.body.membership",
    "folkmoot.body.forums",
    "folkmoot.proceedings.meetings",
    "folkmoot.proceedings.decisions",
    "folkmoot.proceedings.elections",
    "folkmoot.proceedings.seats",
    "folkmoot.proceedings.recruiting",
    "folkmoot.proceedings.voice",
    "folkmoot.proceedings.appraisals",
    "folkmoot.proceedings.cases",
    "folkmoot.work.compact",
    "folkmoot.work.consultations",
    "folkmoot.work.emergency",
    "folkmoot.work.enquiries",
    "folkmoot.work.funding",
    "folkmoot.work.outreach",
    "folkmoot.work.plan",
    "folkmoot.work.documents",
    "folkmoot.work.programmes",
    "folkmoot.work.volunteering",
    "folkmoot.work.practice",
    "folkmoot.scrutiny.equity",
    "folkmoot.scrutiny.priorities",
    "folkmoot.scrutiny.reports",
    "folkmoot.scrutiny.ties",
    "folkmoot.scrutiny.insight",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages are sent compressed; Django adds some bytes by chance, so that their length tells
    # nothing of a secret in them.
    "django.middleware.gzip.GZipMiddleware",
    "folkmoot.site.middleware.DatabaseAway",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "folkmoot.body.assemblies.middleware.OfficersShowTheirFactor",
    "folkmoot.body.organisations.middleware.ActingFor",
    "folkmoot.site.middleware.AskOnce",
    "folkmoot.site.middleware.Refusals",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "folkmoot.site.context.frame",
            ],
        },
    }
]
FORM_RENDERER = "folkmoot.site.renderer.HouseForms"
ROOT_URLCONF = "folkmoot.config.urls"
WSGI_APPLICATION = "folkmoot.config.wsgi.application"

# Words and time. Moments are kept in UTC and told in the assembly's own zone.
LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# Who signs in, and how: a code by e-mail, then a passkey if wanted. No passwords.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "folkmoot.site.accounts.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "folkmoot.site.accounts.YourName"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # letters can be slow; ten minutes is the most ASVS allows
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# Three letters a minute would still be four thousand a day into somebody else's mailbox.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,12/h/key"}
# Whoever limits by address must see the visitor's, not that of the gateway that speaks https.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env("FOLKMOOT_PROXIES", "1" if IS_HTTPS else "0"))
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_DISPLAY = "folkmoot.site.accounts.display"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_TOTP_ISSUER = "Folkmoot"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Letters. In a demonstration they go to a page anybody there can read.
EMAIL_FROM = env("FOLKMOOT_EMAIL_FROM", "Folkmoot <folkmoot@localhost>")
DEFAULT_FROM_EMAIL = EMAIL_FROM
MAILERS: dict[str, dict[str, Any]]
if FOLKMOOT_DEMO:
    MAILERS = {"default": {"BACKEND": "folkmoot.ground.letters.outbox.Outbox"}}
elif FOLKMOOT_TEST:
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
else:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": env("FOLKMOOT_SMTP_HOST", "localhost"),
                "port": int(env("FOLKMOOT_SMTP_PORT", "25")),
                "username": env("FOLKMOOT_SMTP_USER"),
                "password": env("FOLKMOOT_SMTP_PASSWORD"),
                "use_tls": env_on("FOLKMOOT_SMTP_TLS"),
            },
        }
    }
TASKS = {
    "default": {
        "BACKEND": "django.tasks.backends.immediate.ImmediateBackend"
        if FOLKMOOT_DEMO or FOLKMOOT_TEST
        else "django_tasks_db.DatabaseBackend",
    }
}

# What the browser is told.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "manifest-src": [CSP.SELF],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = IS_HTTPS and env_on("FOLKMOOT_REDIRECT_TO_HTTPS", "yes")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SESSION_COOKIE_SECURE = IS_HTTPS
# A browser takes a cookie with this prefix only over https and from this very host.
SESSION_COOKIE_NAME = "__Host-sessionid" if IS_HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if IS_HTTPS else "csrftoken"
CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
X_FRAME_OPTIONS = "DENY"

# Papers that people hand in. They are never served by their address: a page hands them out to
# those who may see them.
MEDIA_ROOT = Path(mkdtemp(prefix="folkmoot-files-")) if FOLKMOOT_TEST else VAR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600

# Files beside the pages.
STATIC_URL = "static/"
STATIC_ROOT = None if FOLKMOOT_DEMO or FOLKMOOT_TEST else VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if FOLKMOOT_DEMO or FOLKMOOT_TEST
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = FOLKMOOT_DEMO or FOLKMOOT_TEST
DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("FOLKMOOT_LOG_LEVEL", "WARNING")},
    # Django tells of every task that it starts; only one that fails is news.
    "loggers": {"django.tasks": {"level": "WARNING"}},
}
