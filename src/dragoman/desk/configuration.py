"""Django's settings for a desk, made from its options, without a settings module or environment."""

from __future__ import annotations

import hashlib
import secrets
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import django
from django.conf import settings

from dragoman import disk
from dragoman.desk.options import DeskOptions
from dragoman.errors import SettingsError
from dragoman.settings.dragoman_toml import Settings, find_settings, load_settings

__all__ = ["LOCAL_HOSTS", "configure", "options", "read_settings"]

# The names of this machine. Others are refused, so that a web site cannot reach the desk under its own name.
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")

_SECRET = "secret-key"
_MEGABYTE = 1 << 20
# Seconds for which each thread keeps its connection to the database: opening one takes longer than most requests.
_KEPT = 60

# Settings that do not depend on options.
_SAME_EVERYWHERE: dict[str, Any] = {
    "DEBUG": False,
    "ROOT_URLCONF": "dragoman.desk.urls",
    "INSTALLED_APPS": [
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
        "django_htmx",
        "dragoman.desk",
    ],
    "MIDDLEWARE": [
        "dragoman.desk.headers.SecurityHeaders",
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "dragoman.desk.compression.Compress",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "dragoman.desk.people.FindPerson",
        "dragoman.desk.faults.AnswerFaults",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                    "dragoman.desk.people.in_templates",
                ]
            },
        }
    ],
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
    "AUTH_PASSWORD_VALIDATORS": [
        {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    ],
    "LOGIN_URL": "log-in",
    "LOGIN_REDIRECT_URL": "interviews",
    "LOGOUT_REDIRECT_URL": "log-in",
    "SESSION_ENGINE": "dragoman.desk.logins",
    "SESSION_COOKIE_NAME": "dragoman_session",
    "SESSION_COOKIE_SAMESITE": "Strict",
    "SESSION_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_SAMESITE": "Strict",
    "CSRF_COOKIE_NAME": "dragoman_csrf",
    "CSRF_FAILURE_VIEW": "dragoman.desk.views.errors.no_token",
    "WHITENOISE_USE_FINDERS": True,
    "WHITENOISE_AUTOREFRESH": False,
    # Their address changes with them: a browser that has them asks for none again.
    "WHITENOISE_IMMUTABLE_FILE_TEST": lambda path, url: True,
    "USE_TZ": True,
    "TIME_ZONE": "UTC",
    "USE_I18N": False,
    "DATA_UPLOAD_MAX_MEMORY_SIZE": 4 * _MEGABYTE,
    # For a dropped folder: a file and its path each.
    "DATA_UPLOAD_MAX_NUMBER_FILES": 1000,
    # A ledger of 3000 names is one form.
    "DATA_UPLOAD_MAX_NUMBER_FIELDS": 20_000,
    "FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.TemporaryFileUploadHandler"],
    "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
    "LOGGING_CONFIG": None,
}


def options() -> DeskOptions:
    """The options with which this process was configured."""
    found: DeskOptions = settings.DESK
    return found


def read_settings() -> Settings:
    """What ``dragoman.toml`` says now, so that it can be changed while the desk runs; without the file, the settings
    that the desk was started with.

    :raises SettingsError: if the file is not valid
    """
    desk = options()
    start = desk.settings.file.parent if desk.settings.file else desk.root
    return load_settings(start=start) if find_settings(start) else desk.settings


def configure(desk: DeskOptions) -> None:
    """Configure Django for a desk, once in each process.

    :raises FolderError: if the desk's data cannot be written
    :raises SettingsError: if the database address is not valid
    """
    disk.make_folder(desk.data, 0o700)
    settings.configure(
        **_SAME_EVERYWHERE,
        DESK=desk,
        STATIC_URL=f"/static/{_find_version()}/",
        SECRET_KEY=_find_secret(desk),
        DATABASES={"default": _find_database(desk)},
        ALLOWED_HOSTS=[*LOCAL_HOSTS, *desk.hosts],
        CSRF_TRUSTED_ORIGINS=[f"https://{name}" for name in desk.hosts] if desk.https else [],
        SESSION_COOKIE_SECURE=desk.https,
        CSRF_COOKIE_SECURE=desk.https,
    )
    django.setup()


def _find_version() -> str:
    """A name that changes with the scripts and styles of pages, so that no page runs older ones."""
    files = sorted((Path(__file__).parent / "static").rglob("*.*"))
    digest = hashlib.sha256(metadata.version("django-htmx").encode())
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:12]


def _find_secret(desk: DeskOptions) -> str:
    """The key that signs sessions: made once, and stored where only the owner may read it."""
    file = desk.data / _SECRET
    kept = disk.read(file, 1000)
    if kept is None:
        kept = secrets.token_urlsafe(50).encode()
        with disk.writing(file):
            disk.replace(file, kept, disk.PRIVATE)
    return kept.decode()


def _find_database(desk: DeskOptions) -> dict[str, Any]:
    if desk.database is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": desk.data / "desk.sqlite3",
            "CONN_MAX_AGE": _KEPT,
            "OPTIONS": {
                "timeout": 10,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    address = urlsplit(desk.database)
    if address.scheme not in ("postgres", "postgresql") or not address.path.strip("/"):
        fix = "give an address such as postgresql://user:password@localhost/dragoman"
        raise SettingsError("DATABASE_URL", None, "is not the address of a PostgreSQL database", fix)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(address.path.strip("/")),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": address.hostname or "",
        "PORT": str(address.port or ""),
        "CONN_MAX_AGE": _KEPT,
        "CONN_HEALTH_CHECKS": True,
    }
