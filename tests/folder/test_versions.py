from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import FolderError
from dragoman.folder import versions
from dragoman.folder.jsonl_log import append_lines, decode_line, read_log
from dragoman.folder.versions import decode

HERE = Path("x.json")


def test_the_present_version_is_read_as_it_is() -> None:
    assert decode(b"[1]", list[int], "history", 2, HERE) == [1]


def test_an_older_version_is_upgraded_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(versions.VERSIONS, "history", 3)
    monkeypatch.setitem(versions.UPGRADES, ("history", 1), lambda value: [*value, 2])
    monkeypatch.setitem(versions.UPGRADES, ("history", 2), lambda value: [*value, 3])
    assert decode(b"[1]", list[int], "history", 1, HERE) == [1, 2, 3]
    assert decode(b"[1]", list[int], "history", 2, HERE) == [1, 3]


def test_a_newer_version_is_refused() -> None:
    with pytest.raises(FolderError, match=r"x.json: was written by a newer Dragoman \(version 3; .* update"):
        decode(b"[1]", list[int], "history", 3, HERE)


def test_a_version_that_never_was_is_refused() -> None:
    with pytest.raises(FolderError, match="version 0, which does not exist"):
        decode(b"[1]", list[int], "history", 0, HERE)


def test_an_older_log_is_gone_on_with_in_the_present_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log"
    path.write_bytes(b'{"format":"dragoman-history","version":1}\n["1"]\n')
    monkeypatch.setitem(versions.UPGRADES, ("history", 1), _numbers)
    log = read_log(path, "history")
    assert log is not None
    append_lines(log, [[2]])
    again = read_log(path, "history")
    assert again is not None
    assert [decode_line(again, line, list[int]) for line in again.lines] == [[1], [2]]


def _numbers(value: Any) -> Any:
    return [int(text) for text in value]
