from __future__ import annotations

import json
import os
import shutil
import stat
import threading
import zipfile
from pathlib import Path

import pytest

from dragoman.errors import FolderError
from dragoman.folder import Session, backup, create_folder, open_folder
from dragoman.folder.backup import write_backup
from dragoman.folder.restore import restore_backup
from dragoman.folder.verify import find_faults
from dragoman.folder.views import refuse_edited, write_views
from dragoman.folder.withdrawal import withdraw_passages
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Tombstone
from interviews import arabic_english, spanish_english

ANA = Person(handle="ana")
ONE = "s00000001"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper"))
    write_views(folder)
    with Session(folder.path) as session:
        session.edit(lambda now, by: edit.set_target(now, ONE, ("Hello.",), by), ANA)
    write_views(open_folder(folder.path))
    return folder.path


def test_a_restored_interview_is_the_one_that_was_kept(path: Path, tmp_path: Path) -> None:
    write_backup([path], tmp_path / "kept.zip")
    (restored,) = restore_backup(tmp_path / "kept.zip", tmp_path / "back")
    before, after = open_folder(path), open_folder(tmp_path / "back" / "bees")
    assert (after.transcript, after.history, after.interview) == (before.transcript, before.history, before.interview)
    assert (restored.folder, restored.faults, find_faults(after)) == (after, (), ())


def test_its_views_are_known_and_private_files_are_private(path: Path, tmp_path: Path) -> None:
    write_backup([path], tmp_path / "kept.zip")
    restore_backup(tmp_path / "kept.zip", tmp_path / "back")
    after = open_folder(tmp_path / "back" / "bees")
    refuse_edited(after)
    assert write_views(after) == ()
    assert stat.S_IMODE((after.path / "history.jsonl").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "kept.zip").stat().st_mode) == 0o600


def test_several_interviews_of_one_name_are_kept_apart(path: Path, tmp_path: Path) -> None:
    other = create_folder(tmp_path / "other" / "bees", arabic_english(), ANA).path
    kept = write_backup([path, other], tmp_path / "kept.zip")
    assert [one.name for one in kept.interviews] == ["bees", "bees-2"]
    restore_backup(tmp_path / "kept.zip", tmp_path / "back")
    assert open_folder(tmp_path / "back" / "bees-2").transcript == arabic_english()


@pytest.mark.parametrize("recordings", [False, True])
def test_it_is_told_which_recordings_are_in_it(path: Path, tmp_path: Path, recordings: bool) -> None:
    (path / "tone.mp3").write_bytes(b"sound")
    (path / "take2.WAV").write_bytes(b"sound")
    (kept,) = write_backup([path], tmp_path / "kept.zip", recordings=recordings).interviews
    inside, outside = (kept.recordings, kept.left_out) if recordings else (kept.left_out, kept.recordings)
    assert (sorted(inside), outside) == (["take2.WAV", "tone.mp3"], ())


def test_a_recording_that_lies_elsewhere_is_left_out(path: Path, tmp_path: Path) -> None:
    (kept,) = write_backup([path], tmp_path / "kept.zip", recordings=True).interviews
    assert kept.left_out == ("tone.mp3",)


def test_links_are_left_out(path: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    (path / "link.txt").symlink_to(tmp_path / "secret")
    (path / "linked").symlink_to(tmp_path)
    (kept,) = write_backup([path], tmp_path / "kept.zip").interviews
    assert set(kept.left_out) == {"tone.mp3", "link.txt", "linked"}
    assert not any("secret" in name for name in zipfile.ZipFile(tmp_path / "kept.zip").namelist())


def test_edits_go_on_while_it_is_written(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_folder(path)
    real = backup._add

    def edit_meanwhile(*arguments: object) -> object:
        worker = threading.Thread(
            target=lambda: Session(path).edit(lambda now, by: edit.set_target(now, ONE, ("Hi.",), by), ANA)
        )
        worker.start()
        worker.join()
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "_add", edit_meanwhile)
    write_backup([path], tmp_path / "kept.zip")
    (restored,) = restore_backup(tmp_path / "kept.zip", tmp_path / "back")
    assert restored.folder.head == before.head
    assert open_folder(path).head != before.head


def test_what_is_withdrawn_meanwhile_is_not_kept(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = backup._add

    def withdraw_meanwhile(*arguments: object) -> object:
        withdraw_passages(open_folder(path), frozenset({ONE}), Tombstone(date="2026-05-01"), ANA)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(backup, "_add", withdraw_meanwhile)
    with pytest.raises(FolderError, match="had something withdrawn while it was being copied; run this again"):
        write_backup([path], tmp_path / "kept.zip")
    assert not list(tmp_path.glob("*kept*"))


def test_nothing_is_written_over(path: Path, tmp_path: Path) -> None:
    write_backup([path], tmp_path / "kept.zip")
    with pytest.raises(FolderError, match="exists already; name a new file"):
        write_backup([path], tmp_path / "kept.zip")
    before = {file: file.read_bytes() for file in path.rglob("*") if file.is_file()}
    restore_backup(tmp_path / "kept.zip", tmp_path)
    assert {file: file.read_bytes() for file in path.rglob("*") if file.is_file()} == before
    with (path / "history.jsonl").open("ab") as history:
        history.write(b"\n")
    with pytest.raises(FolderError, match="bees: exists already; restore into another folder"):
        restore_backup(tmp_path / "kept.zip", tmp_path)


def rewrite(file: Path, **members: bytes) -> None:
    """Other contents for members of an archive."""
    with zipfile.ZipFile(file) as old:
        contents = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in (contents | members).items():
            new.writestr(name, content)


def test_a_damaged_backup_is_refused_and_leaves_nothing(path: Path, tmp_path: Path) -> None:
    write_backup([path], tmp_path / "kept.zip")
    rewrite(tmp_path / "kept.zip", **{"bees/review.jsonl": b"", "bees/history.jsonl": b"other"})
    with pytest.raises(FolderError, match=r"kept.zip: is damaged in bees/history.jsonl; take another backup"):
        restore_backup(tmp_path / "kept.zip", tmp_path / "back")
    assert list((tmp_path / "back").iterdir()) == []


@pytest.mark.parametrize("name", ["../out", "/out", "a/../../out", "..", "a//b", "a\0b"])
def test_no_path_in_a_backup_leads_out_of_the_folder(path: Path, tmp_path: Path, name: str) -> None:
    write_backup([path], tmp_path / "kept.zip")
    manifest = json.loads(zipfile.ZipFile(tmp_path / "kept.zip").read("backup.json"))
    for place in ("path", "name"):
        changed = json.loads(json.dumps(manifest))
        if place == "name":
            changed["interviews"][0]["name"] = name
        else:
            changed["interviews"][0]["files"][0]["path"] = name
        rewrite(tmp_path / "kept.zip", **{"backup.json": json.dumps(changed).encode()})
        with pytest.raises(FolderError, match="with a forbidden name"):
            restore_backup(tmp_path / "kept.zip", tmp_path / "back")


def test_settings_in_a_backup_have_no_other_name(path: Path, tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").touch()
    write_backup([path], tmp_path / "kept.zip", settings=tmp_path / "dragoman.toml")
    manifest = json.loads(zipfile.ZipFile(tmp_path / "kept.zip").read("backup.json"))
    manifest["settings"]["path"] = ".profile"
    rewrite(tmp_path / "kept.zip", **{"backup.json": json.dumps(manifest).encode()})
    with pytest.raises(FolderError, match="with a forbidden name"):
        restore_backup(tmp_path / "kept.zip", tmp_path / "back")


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04"])
def test_another_file_is_no_backup(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(FolderError, match="is not a backup"):
        restore_backup(tmp_path / "x.zip", tmp_path / "back")


def test_another_programs_archive_is_no_backup(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a.txt", "b")
    with pytest.raises(FolderError, match="is not a backup that Dragoman wrote"):
        restore_backup(tmp_path / "x.zip", tmp_path / "back")


def test_a_history_that_was_forged_is_restored_and_told(path: Path, tmp_path: Path) -> None:
    forged = shutil.copytree(path, tmp_path / "forged")
    history = forged / "history.jsonl"
    history.write_bytes(history.read_bytes().replace(b"Hello.", b"Hallo!"))
    (forged / "transcript.json").unlink()
    write_backup([forged], tmp_path / "kept.zip")
    (restored,) = restore_backup(tmp_path / "kept.zip", tmp_path / "back")
    assert len(restored.faults) == 1
    assert "has been changed since it was made" in restored.faults[0]


@pytest.mark.skipif(os.name != "posix", reason="names are text there")
def test_a_name_that_is_no_text_is_left_out(path: Path, tmp_path: Path) -> None:
    (path / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (kept,) = write_backup([path], tmp_path / "kept.zip").interviews
    assert "caf?.txt" in kept.left_out
