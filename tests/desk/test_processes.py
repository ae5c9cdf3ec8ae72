"""Processes beside the server: which work fails when one is ended, and when they end."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from desk_server import Client, Server
from desk_work import die, die_once, double, note_and_sleep
from dragoman.desk.processes import OwnProcess
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine
from interviews import spanish_english

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked for in /proc")


@pytest.fixture
def own() -> Iterator[OwnProcess]:
    process = OwnProcess()
    yield process
    process.close()


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_only_the_work_that_ends_the_process_fails(own: OwnProcess) -> None:
    works: list[Future[Any]] = [
        own.submit(double, 1),
        own.submit(die),
        own.submit(double, 2),
        own.submit(die),
        own.submit(double, 3),
    ]
    assert [None if one.exception(60) else one.result() for one in works] == [2, None, 4, None, 6]
    assert all(isinstance(works[place].exception(), BrokenProcessPool) for place in (1, 3))


def test_work_in_a_used_process_that_is_ended_is_tried_once_more(own: OwnProcess, tmp_path: Path) -> None:
    assert own.submit(double, 1).result(60) == 2
    assert own.submit(die_once, tmp_path / "died").result(60) == "done"


def test_a_process_that_is_ended_while_nothing_is_to_do_is_started_anew(own: OwnProcess) -> None:
    os.kill(own.submit(os.getpid).result(60), signal.SIGKILL)
    assert own.submit(double, 2).result(60) == 4


def test_a_signal_to_all_processes_of_the_desk_ends_only_the_server(own: OwnProcess) -> None:
    process = own.submit(os.getpid).result(60)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        os.kill(process, number)
    assert own.submit(os.getpid).result(60) == process


def test_what_a_work_raises_ends_nothing(own: OwnProcess) -> None:
    before = own.submit(os.getpid).result(60)
    assert isinstance(own.submit(double).exception(60), TypeError)
    assert own.submit(os.getpid).result(60) == before


def test_a_work_that_waits_for_ever_is_ended() -> None:
    own = OwnProcess(patience=1)
    assert isinstance(own.submit(time.sleep, 600).exception(60), BrokenProcessPool)
    own.close()


def test_closing_ends_work_and_forgets_what_waits(own: OwnProcess, tmp_path: Path) -> None:
    at_work, waits = own.submit(note_and_sleep, tmp_path / "pid"), own.submit(double, 1)
    wait_until((tmp_path / "pid").exists)
    own.close()
    assert isinstance(at_work.exception(60), CancelledError)
    assert waits.cancelled()
    assert own.submit(double, 2).result(60) == 4


def test_a_process_that_nobody_needs_is_ended(own: OwnProcess) -> None:
    process = own.submit(os.getpid).result(60)
    own.rest(600)
    assert Path(f"/proc/{process}").exists()
    own.rest(0)
    wait_until(lambda: not Path(f"/proc/{process}").exists())


def test_a_callback_may_ask_for_more(own: OwnProcess) -> None:
    more: list[Future[int]] = []
    first = own.submit(double, 1)
    first.add_done_callback(lambda done: more.append(own.submit(double, done.result())))
    wait_until(lambda: bool(more))
    assert more[0].result(60) == 4


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
