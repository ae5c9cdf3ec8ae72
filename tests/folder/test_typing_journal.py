from __future__ import annotations

import errno
from pathlib import Path

import pytest

from dragoman.errors import FolderError
from dragoman.folder.typing_journal import Typed, TypingJournal, clear_typing


def typed(text: str | None, *, client: str = "w1", segment: str = "s00000001") -> Typed:
    return Typed(client=client, segment=segment, side="target", text=text, by="ana", time="2026-01-01T00:00:00Z")


def test_what_was_typed_last_is_there_when_the_program_starts_again(tmp_path: Path) -> None:
    journal = TypingJournal(tmp_path)
    journal.add([typed("Hel")])
    journal.add([typed("Hello")])
    assert TypingJournal(tmp_path).find_open() == (typed("Hello"),)


def test_two_windows_are_kept_apart(tmp_path: Path) -> None:
    TypingJournal(tmp_path).add([typed("One", client="w1"), typed("Two", client="w2")])
    assert [entry.text for entry in TypingJournal(tmp_path).find_open()] == ["One", "Two"]


def test_what_is_done_is_open_no_more(tmp_path: Path) -> None:
    journal = TypingJournal(tmp_path)
    journal.add([typed("Hello")])
    journal.add([typed(None)])
    assert journal.find_open() == TypingJournal(tmp_path).find_open() == ()


def test_a_line_that_a_crash_has_torn_takes_no_other_with_it(tmp_path: Path) -> None:
    TypingJournal(tmp_path).add([typed("Hello")])
    file = tmp_path / ".dragoman" / "typing.jsonl"
    file.write_bytes(file.read_bytes() + b'{"client":"w2","seg')
    TypingJournal(tmp_path).add([typed("Yes", segment="s00000002")])
    assert [entry.text for entry in TypingJournal(tmp_path).find_open()] == ["Hello", "Yes"]


def test_the_name_of_a_new_journal_is_on_the_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".dragoman").mkdir()
    synced: list[Path] = []
    monkeypatch.setattr("dragoman.disk.sync_folder", synced.append)
    journal = TypingJournal(tmp_path)
    journal.add([typed("Hel")])
    journal.add([typed("Hello")])
    assert synced == [tmp_path / ".dragoman"]


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    TypingJournal(tmp_path).add([typed("Hello")])
    assert (tmp_path / ".dragoman" / "typing.jsonl").stat().st_mode & 0o077 == 0


def test_a_cleared_journal_is_gone_also_for_who_has_it_open(tmp_path: Path) -> None:
    journal = TypingJournal(tmp_path)
    journal.add([typed("Hello")])
    clear_typing(tmp_path)
    assert not (tmp_path / ".dragoman" / "typing.jsonl").exists()
    assert journal.find_open() == ()


def test_what_is_written_is_open_at_once_and_safe_when_it_was_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = TypingJournal(tmp_path)
    journal.add([typed("Hel")])
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", synced.append)
    written = journal.write([typed("Hello")])
    assert written is not None
    assert (journal.find_open(), synced) == ((typed("Hello"),), [])
    written.sync()
    assert len(synced) == 1


def test_what_cannot_be_synced_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = TypingJournal(tmp_path).write([typed("Hello")])
    assert written is not None
    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(FolderError, match="the disk is full"):
        written.sync()


def fail(descriptor: int) -> None:
    raise OSError(errno.ENOSPC, "no space")


def test_nothing_typed_is_nothing_to_wait_for(tmp_path: Path) -> None:
    assert TypingJournal(tmp_path).write([]) is None
    assert not (tmp_path / ".dragoman").exists()
