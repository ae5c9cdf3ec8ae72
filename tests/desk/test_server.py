"""How a desk ends: a real process, and the signals that programs get."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_server import Client, Server
from dragoman.folder import create_folder, open_folder
from dragoman.folder.views import page_path, write_views
from dragoman.transcript.document import Engine
from interviews import spanish_english


@pytest.fixture(autouse=True)
def _no_signal_ignored() -> Iterator[None]:
    """A desk ignores the signals that the program which starts it ignores, and tests may run in the background."""
    ignored = [number for number in (signal.SIGINT, signal.SIGHUP) if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_the_pages_of_the_last_edits_are_written_whatever_ends_the_desk(tmp_path: Path, name: str) -> None:
    talk = create_folder(tmp_path / "talk", spanish_english(), Engine(name="whisper")).path
    write_views(open_folder(talk))
    server = Server(tmp_path)
    assert Client(server, "talk").retype("s00000002", "How did it all begin?", "One?", "first-edit")
    server.process.send_signal(getattr(signal, name))
    assert server.process.wait(60) == 0
    assert "= One?" in page_path(open_folder(talk)).read_text(encoding="utf-8")
