"""A PostgreSQL server of the tests' own, on this machine's loopback, gone with them."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

_USER = "postgres"


def find_programs() -> Path | None:
    """The folder of the newest server's programs; ``None`` where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


class Postgres:
    """A server with an empty database."""

    def __init__(self, address: str, run: Callable[..., None]) -> None:
        self.address = address
        self._run = run

    def restart(self) -> None:
        """End every connection, as when the server is updated, and start it again."""
        self._run("-m", "immediate", "restart")


@contextmanager
def running_postgres() -> Iterator[str]:
    """The address of an empty database; the test is skipped where there is no server."""
    with started_postgres() as server:
        yield server.address


@contextmanager
def started_postgres() -> Iterator[Postgres]:
    """A server of one's own; the test is skipped where there is none."""
    pytest.importorskip("psycopg")
    programs = find_programs()
    if programs is None:
        pytest.skip("a PostgreSQL server is not installed")
    folder = Path(tempfile.mkdtemp(prefix="dragoman-postgres-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # The server refuses to run as root.
    user = pwd.getpwnam(_USER) if os.geteuid() == 0 else None
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, capture_output=True, user=user and user.pw_uid, cwd="/")

    data = str(folder / "data")
    try:
        run(str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "dragoman", "-E", "UTF8", "--no-sync")
        control = partial(run, str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"))
        options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder}"
        control("-o", options, "start")
        try:
            yield Postgres(f"postgresql://dragoman@127.0.0.1:{port}/postgres", control)
        finally:
            control("-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
