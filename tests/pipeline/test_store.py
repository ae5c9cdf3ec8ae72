"""What was heard, kept chunk by chunk."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.base import Chunk, TranscribeOptions, Transcription
from dragoman.engines.fake import Fake
from dragoman.errors import FolderError
from dragoman.pipeline import store as stores
from dragoman.pipeline.store import Store
from dragoman.transcript.document import Engine
from dragoman.transcript.span import Span
from heard import spoken

HEARD = Transcription(
    language="es", words=spoken("Hola a todos."), translated=spoken("Hello."), confidence=0.8, silence=0.1
)
WHAT = ("sha", None, Engine(name="fake"), TranscribeOptions(language="es"))


def chunk(start: int = 1000, channel: int | None = None) -> Chunk:
    return Chunk(samples=np.zeros(0, np.float32), span=Span(start, start + 5000), speech=(), channel=channel)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_kept_is_found_by_another_run(tmp_path: Path) -> None:
    Store(tmp_path, *WHAT).save(chunk(), HEARD)
    assert Store(tmp_path, *WHAT).load(chunk()) == HEARD


def test_another_chunk_or_channel_finds_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path, *WHAT)
    store.save(chunk(channel=0), HEARD)
    assert [store.load(each) for each in (chunk(2000, 0), chunk(channel=1), chunk())] == [None, None, None]


@pytest.mark.parametrize(
    "what",
    [
        ("other", None, Engine(name="fake"), TranscribeOptions(language="es")),
        ("sha", Span(0, 9), Engine(name="fake"), TranscribeOptions(language="es")),
        ("sha", None, Engine(name="fake", model="large"), TranscribeOptions(language="es")),
        ("sha", None, Engine(name="fake", settings={"file": "1"}), TranscribeOptions(language="es")),
        ("sha", None, Engine(name="fake"), TranscribeOptions(language="es", translate=True)),
        ("sha", None, Engine(name="fake"), TranscribeOptions()),
    ],
)
def test_another_recording_engine_or_option_finds_nothing(tmp_path: Path, what: tuple[object, ...]) -> None:
    Store(tmp_path, *WHAT).save(chunk(), HEARD)
    assert Store(tmp_path, *what).load(chunk()) is None


@pytest.mark.parametrize(("name", "version"), [("_FLOW", 10**6), ("__version__", "99.0")])
def test_what_older_code_heard_is_heard_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, version: object
) -> None:
    Store(tmp_path, *WHAT).save(chunk(), HEARD)
    monkeypatch.setattr(stores, name, version)
    stores._versions.cache_clear()
    found = Store(tmp_path, *WHAT).load(chunk())
    stores._versions.cache_clear()
    assert found is None


@pytest.mark.parametrize("library", ["ctranslate2", "av"])
def test_another_version_of_a_library_hears_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    Store(tmp_path, *WHAT).save(chunk(), HEARD)
    find = stores._find_version
    monkeypatch.setattr(stores, "_find_version", lambda name: "99" if name == library else find(name))
    stores._versions.cache_clear()
    found = Store(tmp_path, *WHAT).load(chunk())
    stores._versions.cache_clear()
    assert found is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"language":"es"}', b"\xff\xfe", b'{"words":3}'])
def test_a_damaged_file_counts_as_none_and_is_written_again(tmp_path: Path, content: bytes) -> None:
    store = Store(tmp_path, *WHAT)
    store.save(chunk(), HEARD)
    files(tmp_path)[0].write_bytes(content)
    assert store.load(chunk()) is None
    store.save(chunk(), HEARD)
    assert store.load(chunk()) == HEARD


def test_without_a_folder_nothing_is_kept() -> None:
    store = Store(None, *WHAT)
    store.save(chunk(), HEARD)
    assert store.load(chunk()) is None


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_full_disk_is_told_and_leaves_no_half_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, call, full)
    with pytest.raises(FolderError, match=r"the disk is full; free some space and run the command again"):
        Store(tmp_path, *WHAT).save(chunk(), HEARD)
    assert files(tmp_path) == []


def test_nobody_else_may_read_what_was_heard(tmp_path: Path) -> None:
    Store(tmp_path / "work", *WHAT).save(chunk(), HEARD)
    (kept,) = files(tmp_path)
    assert (kept.parent.stat().st_mode & 0o077, kept.stat().st_mode & 0o077) == (0, 0)


def test_no_samples_and_no_voices_are_kept(tmp_path: Path) -> None:
    engine = Fake()
    engine.add(chunk())
    Store(tmp_path, *WHAT).save(chunk(), HEARD)
    assert [path.suffix for path in files(tmp_path)] == [".json"]
