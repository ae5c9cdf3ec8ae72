from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.formats.options import ReadOptions
from dragoman.workflows.find_recordings import find_recordings
from dragoman.workflows.importing.find_files import list_files
from dragoman.workflows.importing.group_files import group_files
from dragoman.workflows.importing.read_inputs import InputOptions, find_files, join_pairs
from dragoman.workflows.many.places import place_outputs


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ("talk.mp3", "talk: talk.mp3"),
        ("talk.mp3 talk.srt", "talk: talk.mp3 talk.srt"),
        ("talk.mp3 talk.en.srt talk.es.srt", "talk: talk.mp3 talk.en.srt talk.es.srt"),
        ("talk.en.srt talk.fa.docx", "talk: talk.en.srt talk.fa.docx"),
        ("talk.srt talk.docx", "talk: talk.docx; talk: talk.srt"),
        ("talk.en.srt talk.en.vtt", "talk: talk.en.srt; talk: talk.en.vtt"),
        ("talk.mp3 talk.srt talk.docx", "talk: talk.mp3; talk: talk.docx; talk: talk.srt"),
        ("a.mp3 b.srt", "a: a.mp3; b: b.srt"),
        ("talk.mp3 talk.mp4", "talk: talk.mp3; talk: talk.mp4"),
    ],
)
def test_what_is_named_alike_belongs_together(files: str, expected: str, tmp_path: Path) -> None:
    for name in files.split():
        (tmp_path / name).write_bytes(b"")
    groups = [
        f"{group.name}: {' '.join(path.name for path in (group.recording, *group.transcripts) if path)}"
        for group in group_files(tmp_path).groups
    ]
    assert "; ".join(groups) == expected


def test_files_of_one_name_in_two_folders_are_two_interviews(tmp_path: Path) -> None:
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "talk.srt").write_bytes(b"")
    assert len(group_files(tmp_path).groups) == 2


def test_what_is_in_no_interview_is_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "note.xyz").write_bytes(b"")
    (tmp_path / "link.srt").symlink_to(tmp_path / "note.xyz")
    found = group_files(tmp_path)
    assert found.groups == ()
    assert dict(found.left_out) == {
        "link.srt": "it is a link, which is not followed",
        "note.xyz": "it is not in a format that can be read (.xyz)",
    }


def joined(folder: Path, files: str, **options: Any) -> list[str]:
    for name in files.split():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"{}")
    usual = {name: options.pop(name) for name in ("usual_source", "usual_target") if name in options}
    wanted = InputOptions(inputs=(folder,), reading=ReadOptions(**options), **usual)
    return [f"{file.name}: {file.shown}" for file in join_pairs(list_files(folder), wanted) if file.reason is None]


PAIR = "talk.ar.srt talk.en.srt talk.wav"


@pytest.mark.parametrize("options", [{"language": "ar"}, {"target_language": "en"}, {"usual_source": "ar"}])
def test_two_languages_are_one_interview_if_the_original_is_certain(options: dict[str, str], tmp_path: Path) -> None:
    assert joined(tmp_path, PAIR, **options) == ["talk: talk.ar.srt with talk.en.srt and talk.wav"]


def test_the_language_beside_the_recording_says_which_is_the_original(tmp_path: Path) -> None:
    (tmp_path / "talk.info.json").write_text('{"language": "en"}', encoding="utf-8")
    assert "talk: talk.en.srt with talk.ar.srt and talk.wav" in joined(tmp_path, PAIR, usual_source="ar")


@pytest.mark.parametrize(
    ("files", "options"),
    [
        (PAIR, {}),
        (PAIR, {"language": "fa"}),
        (PAIR, {"language": "ar", "target_language": "ar"}),
        (PAIR, {"language": "ar", "side_is_stated": True}),
        ("talk.ar.srt talk.en.srt talk.fr.srt", {"language": "ar"}),
        (PAIR, {"language": "ar", "target_language": "fr"}),
        ("talk.en.srt talk.srt", {"target_language": "en"}),
    ],
)
def test_files_whose_original_is_uncertain_stay_apart(files: str, options: dict[str, Any], tmp_path: Path) -> None:
    names = [name for name in files.split() if name != "talk.wav"]
    assert joined(tmp_path, files, **options) == [f"{name.removesuffix('.srt')}: {name}" for name in names]


def test_files_in_two_folders_are_no_pair_and_a_file_alone_is_named_without_its_language(tmp_path: Path) -> None:
    assert joined(tmp_path, "a/talk.ar.srt b/talk.en.srt c/x.es.vtt c/x.mp3", language="ar") == [
        "a/talk: a/talk.ar.srt",
        "b/talk: b/talk.en.srt",
        "c/x: c/x.es.vtt with x.mp3",
    ]


def test_files_that_stay_apart_name_each_other(tmp_path: Path) -> None:
    joined(tmp_path, "talk.srt talk.en.srt other.srt other.vtt")
    found = join_pairs(list_files(tmp_path), InputOptions(inputs=(tmp_path,)))
    assert {file.shown: [path.name for path in file.apart] for file in found if file.apart} == {
        "talk.srt": ["talk.en.srt"],
        "talk.en.srt": ["talk.srt"],
    }


def test_a_transcript_and_a_draft_of_one_name_have_one_folder_name(tmp_path: Path) -> None:
    joined(tmp_path, "in/My(talk).srt in/other.wav")
    (tmp_path / "in/My(talk).mp3").write_bytes(b"")
    drafts = place_outputs(find_recordings((tmp_path,), Path("drafts")), Path())
    assert [file.name for file in find_files(tmp_path, InputOptions(inputs=(tmp_path,))) if not file.reason] == [
        str(drafts[0])
    ]
