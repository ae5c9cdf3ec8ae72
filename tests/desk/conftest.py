"""A desk for tests: configured once a process, over a directory that each test fills."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django")

from dragoman.desk.configuration import configure
from dragoman.desk.options import DeskOptions
from dragoman.folder import create_folder
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine
from interviews import spanish_english

# Browser tests of the same run leave an event loop in this thread, in which Django would refuse to ask the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
# Nobody else writes beside it: tests look whether anything is written there.
ROOT = Path(tempfile.mkdtemp(prefix="dragoman-desk-")) / "interviews"
ROOT.mkdir()
OPTIONS = DeskOptions(
    root=ROOT,
    data=ROOT / ".dragoman-desk",
    settings=Settings(handle="ana"),
    hosts=("testserver",),
    aligner="",
    database=os.environ.get("DRAGOMAN_TEST_DATABASE"),
)
configure(OPTIONS)

from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402 - it reads the settings

# The same hash, made with less work: what it costs is argon2's to prove.
Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.time_cost = 64, 1


def set_options(**fields: Any) -> None:
    """Change how the desk is started, for one test."""
    import msgspec
    from django.conf import settings

    settings.DESK = msgspec.structs.replace(OPTIONS, **fields)


@pytest.fixture(scope="session", autouse=True)
def database() -> Iterator[None]:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    yield
    shutil.rmtree(ROOT.parent, ignore_errors=True)


def remove(path: Path) -> None:
    """Delete what is there, also where a check that is still at work has just written into it."""
    for _ in range(100):
        try:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"{path} cannot be deleted")


@pytest.fixture
def root() -> Iterator[Path]:
    """The desk's directory, empty but for its data; its database is emptied afterwards."""
    from django.core.management import call_command
    from django.db import connection

    from dragoman.desk.interviews import interviews

    set_options()
    yield ROOT
    interviews().close()
    interviews.cache_clear()
    for child in ROOT.iterdir():
        if child.name != ".dragoman-desk":
            remove(child)
    call_command("flush", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM desk_words")


@pytest.fixture
def make_interview(root: Path) -> Callable[[str], Path]:
    """Makes an interview folder in the desk's directory."""
    return lambda name: create_folder(root / name, spanish_english(), Engine(name="whisper")).path


@pytest.fixture
def client(root: Path) -> Any:
    """A browser without scripts, at a desk without accounts."""
    from django.test import Client

    return Client(headers={"accept": "text/html"})


@pytest.fixture
def start(root: Path) -> Callable[..., None]:
    """Changes how the desk is started, for one test."""
    return set_options


@pytest.fixture
def log_in(root: Path) -> Callable[[str], Any]:
    """Makes a browser in which an account of a role is logged in, at a desk with accounts; of ``nobody`` none is."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    from dragoman.desk.models import Account

    def make(role: str) -> Any:
        set_options(accounts=True)
        browser = Client(headers={"accept": "text/html"})
        if role != "nobody":
            user, _ = get_user_model().objects.get_or_create(username=f"the-{role}")
            Account.objects.get_or_create(user=user, handle=f"the-{role}", role=role)
            browser.force_login(user)
        return browser

    return make
