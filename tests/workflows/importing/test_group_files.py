from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.workflows.importing.group_files import group_files


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
