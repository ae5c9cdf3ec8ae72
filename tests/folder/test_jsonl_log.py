from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import FolderError
from dragoman.folder.jsonl_log import Log, append_lines, decode_line, read_log, start_log

HEADER = b'{"format":"dragoman-history","version":2}\n'


def log_of(path: Path, content: bytes) -> Log:
    path.write_bytes(content)
    log = read_log(path, "history")
    assert log is not None
    return log


def values(log: Log) -> list[list[int]]:
    return [decode_line(log, line, list[int]) for line in log.lines]


def test_a_log_begins_with_its_format_and_version(tmp_path: Path) -> None:
    start_log(tmp_path / "log", "history", [[1], [2]])
    assert (tmp_path / "log").read_bytes() == HEADER + b"[1]\n[2]\n"


def test_what_is_added_is_read_back(tmp_path: Path) -> None:
    log = log_of(tmp_path / "log", HEADER + b"[1]\n")
    append_lines(log, [[2], [3]])
    again = read_log(log.path, "history")
    assert again is not None
    assert values(again) == [[1], [2], [3]]


def test_a_torn_line_is_skipped_and_cut_off_by_the_next_writer(tmp_path: Path) -> None:
    log = log_of(tmp_path / "log", HEADER + b"[1]\n[2")
    assert values(log) == [[1]]
    append_lines(log, [[3]])
    assert log.path.read_bytes() == HEADER + b"[1]\n[3]\n"


def test_a_last_line_that_reads_as_zeros_never_reached_the_disk(tmp_path: Path) -> None:
    assert values(log_of(tmp_path / "log", HEADER + b"[1]\n\0\0\0\0]\n")) == [[1]]
    assert values(log_of(tmp_path / "log", HEADER + b"[1]\n\0\0\0\0")) == [[1]]


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    log = log_of(tmp_path / "log", HEADER + b"[1]\n[oops]\n[3]\n")
    with pytest.raises(FolderError, match=r"log: is damaged in line 3 .*; restore it from a backup"):
        values(log)


@pytest.mark.parametrize("content", [b"", b"hello\n", b'{"format":"dragoman-review","version":1}\n', b'{"format":'])
def test_another_programs_file_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(FolderError, match="was not written by Dragoman"):
        log_of(tmp_path / "log", content)


def test_a_log_that_a_newer_program_wrote_on_is_refused(tmp_path: Path) -> None:
    log = log_of(tmp_path / "log", HEADER + b'[1]\n{"format":"dragoman-history","version":3}\n[2]\n')
    with pytest.raises(FolderError, match=r"was written by a newer Dragoman .*; update Dragoman"):
        values(log)
