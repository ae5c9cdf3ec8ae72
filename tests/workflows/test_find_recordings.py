"""Which recordings are meant, and where each is drafted."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import MediaError
from dragoman.workflows.find_recordings import find_recordings
from dragoman.workflows.many.places import place_outputs


def made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def placed(output: Path, *inputs: Path) -> list[str]:
    return [str(path.relative_to(output)) for path in place_outputs(find_recordings(inputs, output), output)]


def test_a_folder_stands_for_the_recordings_in_it_and_below(tmp_path: Path) -> None:
    archive = made(tmp_path / "archive", "b.wav", "2020/a.MP3", "notes.txt", ".hidden.wav")
    assert placed(tmp_path / "drafts", archive) == ["2020/a", "b"]


def test_a_file_that_is_named_is_taken_whatever_its_name_is(tmp_path: Path) -> None:
    made(tmp_path, "tape")
    assert placed(tmp_path / "drafts", tmp_path / "tape") == ["tape"]


def test_a_recording_that_is_named_twice_is_taken_once(tmp_path: Path) -> None:
    archive = made(tmp_path / "archive", "a.wav")
    assert placed(tmp_path / "drafts", archive, archive / "a.wav") == ["a"]


def test_recordings_of_one_name_get_different_folders_that_stay_the_same(tmp_path: Path) -> None:
    archive = made(tmp_path / "archive", "a.wav", "A.mp3", "b.wav")
    first = placed(tmp_path / "drafts", archive)
    assert len(set(first)) == 3
    assert "b" in first
    assert placed(tmp_path / "drafts", archive) == first


def test_no_draft_lies_inside_another(tmp_path: Path) -> None:
    archive = made(tmp_path / "archive", "a.wav", "a/b.wav")
    inner, outer = placed(tmp_path / "drafts", archive)
    assert inner == "a/b"
    assert outer.startswith("a-")


def test_drafts_inside_the_folder_are_not_looked_into(tmp_path: Path) -> None:
    archive = made(tmp_path, "a.wav", "drafts/a/copy.wav", "old/history.jsonl", "old/sound.wav", "old.wav")
    assert placed(tmp_path / "drafts", archive) == ["a", "old"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    archive = made(tmp_path / "archive", "a.wav")
    (archive / "again").symlink_to(archive)
    assert placed(tmp_path / "drafts", archive) == ["a"]


def test_a_folder_without_recordings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="contains no recordings"):
        find_recordings((made(tmp_path / "archive", "notes.txt"),), tmp_path / "drafts")


def test_an_interview_is_no_folder_of_recordings(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="is an interview's folder"):
        find_recordings((made(tmp_path / "talk", "history.jsonl", "talk.wav"),), tmp_path / "drafts")
