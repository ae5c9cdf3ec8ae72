"""The desk's own tests, once more on PostgreSQL: in a process of their own, for a process has one database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_server import Client, Server
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine
from interviews import spanish_english
from postgres import running_postgres, started_postgres

HERE = Path(__file__).parent


@pytest.mark.external
def test_the_desk_does_the_same_on_postgresql() -> None:
    with running_postgres() as address:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(HERE), "--ignore", __file__]
        environment = {**os.environ, "DRAGOMAN_TEST_DATABASE": address}
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, cwd=HERE.parents[1], check=False
        )
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.external
def test_a_desk_goes_on_when_postgresql_is_restarted(tmp_path: Path) -> None:
    create_folder(tmp_path / "talk", spanish_english(), Engine(name="test"))
    with started_postgres() as postgres:
        server = Server(tmp_path, database=postgres.address)
        try:
            client, reader = Client(server, "talk"), Client(server, "talk")
            wait_until(lambda: "/i/talk/#" in ask(reader, "/search?q=begin"))
            for number in range(3):
                postgres.restart()
                before = "How did it all begin?" if number == 0 else f"zebra{number - 1}"
                assert client.retype("s00000002", before, f"zebra{number}", f"key-{number}")
                wait_until(lambda number=number: "/i/talk/#" in ask(reader, f"/search?q=zebra{number}"))  # type: ignore[misc]
        finally:
            server.stop()


def ask(client: Client, address: str) -> str:
    """A page, or nothing where the database has not answered."""
    try:
        return client.ask("GET", address)
    except ConnectionError:
        return ""


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.2)
