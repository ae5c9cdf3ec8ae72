from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import disk
from dragoman.errors import EditError, Fix, FolderError
from dragoman.folder import Folder, commit, create_folder, interview, is_interview, open_folder, sign
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Facts, Person, Segment, Transcript
from dragoman.transcript.revision import Change as Changed
from dragoman.transcript.revision import Revision, Signature, seal
from dragoman.transcript.text import Supplied, Text

ANA = Person(handle="ana")
WHISPER = Engine(name="whisper", model="base")
DRAFT = Transcript(segments=(Segment(id="s00000001", source=("Hola.",)), Segment(id="s00000002", source=("Ya.",))))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return create_folder(tmp_path / "interview", DRAFT, WHISPER)


def translated(folder: Folder, text: str) -> tuple[Revision, ...]:
    return edit.set_target(folder.transcript, "s00000001", (text,), sign(folder, ANA))


def test_a_made_folder_opens_as_it_was_made(folder: Folder) -> None:
    assert is_interview(folder.path)
    assert open_folder(folder.path) == folder
    assert folder.transcript == DRAFT


def test_a_made_folder_holds_its_files(folder: Folder) -> None:
    names = {path.name for path in folder.path.iterdir()}
    assert names == {"history.jsonl", "transcript.json", "editions", ".dragoman"}


def test_what_may_endanger_a_source_is_private(folder: Folder) -> None:
    modes = {name: stat.S_IMODE((folder.path / name).stat().st_mode) for name in ("history.jsonl", "transcript.json")}
    assert modes == {"history.jsonl": 0o600, "transcript.json": 0o600}
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_a_committed_edit_is_there_when_the_folder_is_opened_again(folder: Folder) -> None:
    after = commit(folder, translated(folder, "Hello."))
    assert open_folder(folder.path) == after
    assert after.transcript.segments[0].target == ("Hello.",)


def test_the_history_is_a_line_an_action(folder: Folder) -> None:
    after = commit(folder, translated(folder, "Hello."))
    assert len((folder.path / "history.jsonl").read_bytes().splitlines()) == 3
    assert [group[0].author for group in after.groups] == [WHISPER, ANA]
    assert after.history[-1].id == after.head


def test_a_folder_sees_no_more_history_than_when_it_was_opened(folder: Folder) -> None:
    commit(folder, translated(folder, "Hello."))
    assert len(folder.groups) == 1


def test_of_the_history_only_the_actions_that_name_a_passage_are_read(folder: Folder) -> None:
    one = commit(folder, translated(folder, "Hello."))
    two = commit(one, edit.set_target(one.transcript, "s00000002", ("Now.",), sign(one, ANA)))
    assert two.find_history("s00000001") == one.history
    assert one.find_history("s00000002") == folder.history


def test_the_last_change_is_that_of_the_head(folder: Folder) -> None:
    after = commit(folder, translated(folder, "Hello."))
    assert after.find_last() == after.history[-1]
    assert folder.find_last() == folder.history[-1]


def test_nothing_to_change_changes_nothing(folder: Folder) -> None:
    before = (folder.path / "history.jsonl").read_bytes()
    assert commit(folder, ()) == folder
    assert (folder.path / "history.jsonl").read_bytes() == before


def test_an_edit_that_the_document_cannot_take_is_not_written(folder: Folder) -> None:
    before = (folder.path / "history.jsonl").read_bytes()
    with pytest.raises(EditError):
        commit(folder, seal([Changed("segment:s00000009", "source", None, ["x"])], sign(folder, ANA)))
    assert (folder.path / "history.jsonl").read_bytes() == before


def test_an_edit_of_an_old_state_is_refused(folder: Folder) -> None:
    commit(folder, translated(folder, "Hello."))
    with pytest.raises(FolderError, match="has been changed by another command meanwhile; run this again"):
        commit(folder, translated(folder, "Hi."))


def test_an_edit_that_stands_on_nothing_is_refused(folder: Folder) -> None:
    revisions = edit.set_target(folder.transcript, "s00000001", ("Hello.",), Signature(ANA))
    with pytest.raises(FolderError, match="meanwhile"):
        commit(folder, revisions)


def test_the_snapshot_that_is_behind_is_caught_up_with(folder: Folder) -> None:
    old = (folder.path / "transcript.json").read_bytes()
    after = commit(folder, translated(folder, "Hello."))
    (folder.path / "transcript.json").write_bytes(old)
    assert open_folder(folder.path) == after


@pytest.mark.parametrize("content", [None, b"", b'{"format":"dragoman-tr', b"\0\0\0"])
def test_a_snapshot_that_is_missing_or_torn_is_made_from_the_history(folder: Folder, content: bytes | None) -> None:
    after = commit(folder, translated(folder, "Hello."))
    path = folder.path / "transcript.json"
    path.unlink() if content is None else path.write_bytes(content)
    assert open_folder(folder.path) == after


def test_a_snapshot_that_was_tampered_with_is_not_believed(folder: Folder) -> None:
    path = folder.path / "transcript.json"
    path.write_bytes(path.read_bytes().replace(b"Hola.", b"Adios"))
    assert open_folder(folder.path) == folder


def test_a_snapshot_of_another_history_is_not_believed(folder: Folder, tmp_path: Path) -> None:
    other = create_folder(tmp_path / "other", msgspec.structs.replace(DRAFT, target_language="en"), WHISPER)
    (folder.path / "transcript.json").write_bytes((other.path / "transcript.json").read_bytes())
    assert open_folder(folder.path) == folder


def test_a_snapshot_of_a_newer_program_is_refused(folder: Folder) -> None:
    path = folder.path / "transcript.json"
    path.write_bytes(path.read_bytes().replace(b'"version":1', b'"version":2'))
    with pytest.raises(FolderError, match="was written by a newer Dragoman"):
        open_folder(folder.path)


def test_the_same_draft_twice_is_the_same_folder(folder: Folder) -> None:
    after = commit(folder, translated(folder, "Hello."))
    assert create_folder(folder.path, DRAFT, WHISPER) == after


def test_another_draft_does_not_write_over_the_first(folder: Folder) -> None:
    with pytest.raises(FolderError, match="contains another interview already; name a new folder"):
        create_folder(folder.path, msgspec.structs.replace(DRAFT, facts=Facts(title="Otra")), WHISPER)
    assert open_folder(folder.path) == folder


def test_a_folder_is_made_beside_the_files_that_lie_there(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"sound")
    create_folder(tmp_path, DRAFT, WHISPER)
    assert (tmp_path / "film.mp4").read_bytes() == b"sound"


def test_another_programs_transcript_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "transcript.json").write_text('{"segments": []}')
    with pytest.raises(FolderError, match=r"transcript.json: was not written by Dragoman; move it"):
        create_folder(tmp_path, DRAFT, WHISPER)
    assert (tmp_path / "transcript.json").read_text() == '{"segments": []}'


def test_another_programs_transcript_in_an_interview_is_left_alone(folder: Folder) -> None:
    (folder.path / "transcript.json").write_text('{"segments": []}')
    with pytest.raises(FolderError, match="was not written by Dragoman"):
        commit(folder, translated(folder, "Hello."))
    assert (folder.path / "transcript.json").read_text() == '{"segments": []}'
    assert len(open_folder(folder.path).groups) == 1


def test_a_folder_that_is_no_interview_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(
        FolderError, match=r"is not an interview folder: there is no history.jsonl in it; make one$"
    ) as refused:
        open_folder(tmp_path)
    assert refused.value.fixes == (Fix("make one", "draft", ("RECORDING",)),)


def test_a_folder_of_interviews_is_none_itself_and_one_of_them_is_named(tmp_path: Path) -> None:
    create_folder(tmp_path / "bees", Transcript(facts=Facts(title="Bees")), Engine(name="whisper"))
    with pytest.raises(FolderError, match=r"; name one of those in it, such as .*/bees$"):
        open_folder(tmp_path)


def test_a_lone_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "interview.json").write_text("{}")
    with pytest.raises(FolderError, match="is a file, not an interview folder; name the folder"):
        open_folder(tmp_path / "interview.json")
    with pytest.raises(FolderError, match="is a file; name a folder"):
        create_folder(tmp_path / "interview.json", DRAFT, WHISPER)


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="does not exist"):
        open_folder(tmp_path / "nowhere")


def test_a_lost_history_is_named(folder: Folder) -> None:
    (folder.path / "history.jsonl").unlink()
    with pytest.raises(FolderError, match=r"has a transcript.json but no history.jsonl; restore history.jsonl from"):
        open_folder(folder.path)


def test_a_history_that_leads_elsewhere_is_refused(folder: Folder, tmp_path: Path) -> None:
    path = folder.path / "history.jsonl"
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FolderError, match=r"history.jsonl: is a link to somewhere else"):
        open_folder(folder.path)


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"{}",
        b"null",
        b'[{"id":1}]',
        b"[" * 5000,
        b"\xff\xfe",
        b'[{"id":"a","group":"b","subject":"segment:s00000009","field":"span","author":{"by":"person","handle":"x"}}]',
        b'[{"id":"a","group":"b","subject":"facts","field":"title","after":7,"author":{"by":"person","handle":"x"}}]',
    ],
)
def test_a_damaged_history_is_one_clear_error(folder: Folder, line: bytes) -> None:
    with (folder.path / "history.jsonl").open("ab") as file:
        file.write(line + b"\n")
    with pytest.raises(FolderError, match=r"history.jsonl: is damaged .*restore it from a backup"):
        open_folder(folder.path)


def test_marks_without_end_are_damage(tmp_path: Path) -> None:
    text: Text = ("a",)
    for _ in range(200):
        text = (Supplied(text),)
    create_folder(tmp_path, Transcript(segments=(Segment(id="s00000001", source=text),)), WHISPER)
    with pytest.raises(FolderError, match="it has marks inside marks without end"):
        open_folder(tmp_path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(("history.jsonl", "transcript.json")), st.integers(0, 3000), st.binary(max_size=4))
def test_any_damage_at_all_is_mended_or_one_clear_error(folder: Folder, name: str, place: int, junk: bytes) -> None:
    path = folder.path / name
    content = path.read_bytes()
    try:
        path.write_bytes(content[: place % len(content)] + junk + content[place % len(content) + len(junk) :])
        with suppress(FolderError):
            assert open_folder(folder.path).history
    finally:
        path.write_bytes(content)


def test_a_full_disk_is_told_and_loses_nothing(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", _full)
        with pytest.raises(FolderError, match="the disk is full; free some space and run the command again; finished"):
            commit(folder, translated(folder, "Hello."))
    assert open_folder(folder.path) == folder
    assert commit(folder, translated(folder, "Hello.")).transcript.segments[0].target == ("Hello.",)


def test_an_edit_is_safe_though_the_snapshot_found_no_room(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", _full)
        after = commit(folder, translated(folder, "Hello."))
    assert open_folder(folder.path) == after


def test_a_full_disk_makes_no_half_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", _full)
        with pytest.raises(FolderError, match="the disk is full"):
            create_folder(tmp_path / "interview", DRAFT, WHISPER)
    assert not is_interview(tmp_path / "interview")
    assert create_folder(tmp_path / "interview", DRAFT, WHISPER).transcript == DRAFT


def test_the_same_document_makes_the_same_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = create_folder(tmp_path / "one", DRAFT, WHISPER)
    monkeypatch.setattr(interview, "now", lambda: "2031-01-01T00:00:00Z")
    two = create_folder(tmp_path / "two", DRAFT, WHISPER)
    assert (one.path / "transcript.json").read_bytes() == (two.path / "transcript.json").read_bytes()


def test_a_history_torn_at_any_byte_opens_with_every_whole_action(folder: Folder) -> None:
    states = [folder]
    for text in ("Hello.", "Hi.", "Hey."):
        states.append(commit(states[-1], translated(states[-1], text)))
    path = folder.path / "history.jsonl"
    content = path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(content) if byte == 10][1:]
    for size in range(ends[0], len(content) + 1):
        path.write_bytes(content[:size])
        (folder.path / "transcript.json").unlink(missing_ok=True)
        whole = sum(end <= size for end in ends)
        assert open_folder(folder.path).transcript == states[whole - 1].transcript


def test_a_torn_history_is_written_on_where_it_was_whole(folder: Folder) -> None:
    after = commit(folder, translated(folder, "Hello."))
    path = folder.path / "history.jsonl"
    content = path.read_bytes()
    path.write_bytes(content + b'[{"id":"torn')
    again = commit(open_folder(folder.path), translated(after, "Hi."))
    assert path.read_bytes().startswith(content)
    assert open_folder(folder.path) == again


def _full(*_arguments: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")
