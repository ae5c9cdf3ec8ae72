from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from desk_server import Client, Server
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine
from interviews import spanish_english


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked for in /proc")
def test_no_process_is_left_when_the_server_is_killed(tmp_path: Path) -> None:
    create_folder(tmp_path / "talk", spanish_english(), Engine(name="test"))
    server = Server(tmp_path)
    client = Client(server, "talk")
    while not json.loads(client.ask("GET", "/i/talk/problems"))["is_fresh"]:
        time.sleep(0.1)
    children = find_children(server.process.pid)
    assert children
    server.kill()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{child}").exists() for child in children) and time.monotonic() < until:
        time.sleep(0.2)
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []


def find_children(parent: int) -> list[int]:
    """The processes that a process has started."""
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            status = Path(f"/proc/{name}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        if int(status.rpartition(")")[2].split()[1]) == parent:
            found.append(int(name))
    return found
