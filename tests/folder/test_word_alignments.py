from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.folder import Folder, commit, create_folder, open_folder, sign
from dragoman.folder.suggestions import hash_original
from dragoman.folder.withdrawal import withdraw_passages
from dragoman.folder.word_alignments import WordAlignment, add_alignments, find_alignment, load_alignments
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Tombstone
from interviews import spanish_english

ID = "s00000002"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return create_folder(tmp_path / "talk", spanish_english(), Engine(name="whisper"))


def aligned(folder: Folder) -> WordAlignment:
    segment = next(segment for segment in folder.transcript.segments if segment.id == ID)
    assert segment.span
    return WordAlignment(
        segment=ID,
        original=hash_original(segment.source),
        span=segment.span,
        times=((1, 2), None),
        engine=Engine(name="whisper"),
    )


def test_the_times_of_a_passage_are_found_again(folder: Folder) -> None:
    add_alignments(folder.path, [aligned(folder)])
    segment = next(segment for segment in folder.transcript.segments if segment.id == ID)
    assert find_alignment(folder.path, segment) == aligned(folder)


def test_times_of_another_original_count_no_more(folder: Folder) -> None:
    add_alignments(folder.path, [aligned(folder)])
    changed = commit(folder, edit.set_source(folder.transcript, ID, ("¿Y?",), sign(folder, Person(handle="ana"))))
    segment = next(segment for segment in changed.transcript.segments if segment.id == ID)
    assert find_alignment(folder.path, segment) is None


def test_times_that_come_too_late_are_not_kept(folder: Folder) -> None:
    late = aligned(folder)
    commit(folder, edit.set_source(folder.transcript, ID, ("¿Y?",), sign(folder, Person(handle="ana"))))
    add_alignments(folder.path, [late])
    assert load_alignments(folder.path) == {}


def test_a_withdrawal_leaves_no_times(folder: Folder) -> None:
    add_alignments(folder.path, [aligned(folder)])
    withdraw_passages(folder, frozenset({ID}), Tombstone(date="2026-05-02"), Person(handle="ana"))
    assert load_alignments(folder.path) == {}
    add_alignments(folder.path, [aligned(folder)])
    assert ID not in load_alignments(open_folder(folder.path).path)


def test_a_file_that_is_damaged_counts_for_nothing(folder: Folder) -> None:
    add_alignments(folder.path, [aligned(folder)])
    (folder.path / ".dragoman" / "work" / "word-times.json").write_bytes(b"{")
    assert load_alignments(folder.path) == {}
