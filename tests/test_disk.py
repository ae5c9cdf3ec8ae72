from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from dragoman import disk
from dragoman.errors import FolderError


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    assert disk.read(tmp_path / "none", 10) is None


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(FolderError, match="is a link to somewhere else"):
        disk.read(tmp_path / "link", 10)


@pytest.mark.skipif(os.name != "posix", reason="no named pipes here")
def test_a_pipe_does_not_hang_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FolderError, match="is not an ordinary file"):
        disk.read(tmp_path / "pipe", 10)


def test_a_file_beyond_any_sense_is_refused(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"12345678901")
    with pytest.raises(FolderError, match="is larger than any such file, with 11 bytes"):
        disk.read(tmp_path / "big", 10)


def test_append_cuts_off_what_was_torn(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"one\ntorn")
    disk.append(path, b"two\n", at=4)
    assert path.read_bytes() == b"one\ntwo\n"


def test_a_failed_append_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log"
    path.write_bytes(b"one\n")
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:2]) if len(data) == 4 else _full(fd, data))
    with pytest.raises(OSError, match="No space"):
        disk.append(path, b"two\n", at=4)
    assert path.read_bytes() == b"one\n"


def test_a_failed_replace_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "page"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "write", _full)
    with pytest.raises(OSError, match="No space"):
        disk.replace(path, b"new", disk.SHARED)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("page", b"old")]


def test_replace_clears_away_what_a_killed_writer_left(tmp_path: Path) -> None:
    (tmp_path / ".page.new").write_bytes(b"half")
    disk.replace(tmp_path / "page", b"new", disk.SHARED)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("page", b"new")]


def test_replace_does_not_write_through_a_link(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"mine")
    (tmp_path / "page").symlink_to(secret)
    (tmp_path / ".page.new").symlink_to(secret)
    disk.replace(tmp_path / "page", b"new", disk.SHARED)
    assert secret.read_bytes() == b"mine"
    assert not (tmp_path / "page").is_symlink()


def test_a_file_is_written_over_and_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"a longer text")
    disk.write_over(str(tmp_path / "old"), b"short")
    assert (tmp_path / "old").read_bytes() == b"short"
    (tmp_path / "link").symlink_to(tmp_path / "old")
    with pytest.raises(FolderError, match="link: is a link to somewhere else"):
        disk.write_over(str(tmp_path / "link"), b"other")
    assert (tmp_path / "old").read_bytes() == b"short"


def test_a_private_file_is_nobody_elses(tmp_path: Path) -> None:
    disk.replace(tmp_path / "page", b"new", disk.PRIVATE)
    assert stat.S_IMODE((tmp_path / "page").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full; free some space and run the command again; finished work is not lost"),
        (errno.EROFS, "see who may write there"),
        (errno.EIO, "cannot be written"),
    ],
)
def test_a_failed_write_is_told_in_words(number: int, words: str) -> None:
    with pytest.raises(FolderError, match=words), disk.writing(Path("interview")):
        raise OSError(number, os.strerror(number))


def _full(_descriptor: int, _content: bytes) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder in which a group works."""
    folder = tmp_path / "desk"
    folder.mkdir()
    folder.chmod(0o2770)
    return folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name != "posix", reason="there are no groups here")
def test_every_folder_that_is_made_on_the_way_is_the_groups(shared: Path) -> None:
    disk.make_folder(shared / "deep" / "deeper" / "interview", 0o700)
    made = (shared / "deep", shared / "deep" / "deeper", shared / "deep" / "deeper" / "interview")
    assert {mode(folder) for folder in made} == {0o2770}


@pytest.mark.skipif(os.name != "posix", reason="there are no groups here")
def test_a_file_that_was_made_by_others_means_is_given_to_the_group(shared: Path, tmp_path: Path) -> None:
    for folder in (shared, tmp_path):
        (folder / "talk.wav").touch(0o644)
        disk.share(folder / "talk.wav")
    assert (mode(shared / "talk.wav"), mode(tmp_path / "talk.wav")) == (0o660, 0o644)
