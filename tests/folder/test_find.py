"""Interview folders below a directory: which are found, and what is read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dragoman.folder import find, is_interview
from dragoman.folder.find import FolderFinder, find_folders


def make(*folders: Path) -> None:
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / "history.jsonl").touch()


def make_old(root: Path) -> None:
    """Set the times of all directories to one long ago, as if nobody had changed anything since."""
    for path, _, _ in os.walk(root):
        os.utime(path, (1_000_000_000, 1_000_000_000))


def test_interviews_are_found_in_order_and_nothing_inside_them(tmp_path: Path) -> None:
    make(tmp_path / "b", tmp_path / "a" / "two", tmp_path / "a" / "one", tmp_path / "b" / "inside")
    found = [path.relative_to(tmp_path).as_posix() for path in find_folders(tmp_path)]
    assert found == ["a/one", "a/two", "b"]


def test_hidden_folders_and_links_are_left_out(tmp_path: Path) -> None:
    make(tmp_path / ".hidden", tmp_path / "talk")
    (tmp_path / "link").symlink_to(tmp_path / "talk")
    assert list(find_folders(tmp_path)) == [tmp_path / "talk"]


def test_a_folder_that_may_not_be_entered_stands_in_no_other_one_s_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "talk")
    (tmp_path / "lost+found").mkdir()

    def look(path: Path) -> bool:
        if path.name == "lost+found":
            raise PermissionError(13, "Permission denied")
        return is_interview(path)

    monkeypatch.setattr(find, "is_interview", look)
    assert list(find_folders(tmp_path)) == [tmp_path / "talk"]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the directories that are read."""
    names: list[str] = []
    scan = os.scandir

    def note(path: str) -> object:
        names.append(Path(path).name)
        return scan(path)

    monkeypatch.setattr(os, "scandir", note)
    return names


def test_only_directories_that_have_changed_are_read_again(tmp_path: Path, read: list[str]) -> None:
    root = tmp_path / "root"
    make(root / "archive" / "talk", root / "site" / "pages" / "talk")
    make_old(root)
    read.clear()
    finder = FolderFinder(root)
    assert finder.find() == (root / "archive" / "talk", root / "site" / "pages" / "talk")
    assert read == ["root", "archive", "site", "pages"]
    read.clear()
    finder.find()
    assert read == []
    make(root / "archive" / "another")
    assert finder.find()[0] == root / "archive" / "another"
    assert read == ["archive"]


def test_a_directory_that_has_changed_just_now_is_read_again(tmp_path: Path, read: list[str]) -> None:
    make(tmp_path / "talk")
    finder = FolderFinder(tmp_path)
    finder.find()
    read.clear()
    finder.find()
    assert read == [tmp_path.name]


def test_a_folder_that_becomes_an_interview_or_is_gone_is_seen(tmp_path: Path) -> None:
    make(tmp_path / "talk")
    (tmp_path / "draft").mkdir()
    make_old(tmp_path)
    finder = FolderFinder(tmp_path)
    assert finder.find() == (tmp_path / "talk",)
    (tmp_path / "draft" / "history.jsonl").touch()
    (tmp_path / "talk" / "history.jsonl").unlink()
    assert finder.find() == (tmp_path / "draft",)
