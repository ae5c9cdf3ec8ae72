from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from dragoman import disk
from dragoman.errors import EditError, FolderError
from dragoman.folder import Session, commit, create_folder, locked, open_folder, session, sign, snapshot
from dragoman.folder.identity import EpochError
from dragoman.folder.loading import NO_LIMITS, Limits
from dragoman.folder.lock import BusyError
from dragoman.folder.people import rename_handle
from dragoman.folder.withdrawal import withdraw_passages
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Segment, Tombstone, Transcript
from dragoman.transcript.merge import ConflictError, Intent
from dragoman.transcript.revision import Change

ANA, BEN = Person(handle="ana"), Person(handle="ben")
ONE, TWO = "s00000001", "s00000002"
DRAFT = Transcript(segments=(Segment(id=ONE, source=("Hola.",)), Segment(id=TWO, source=("Ya.",))))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "interview", DRAFT, Engine(name="whisper")).path


_OPENED: list[Session] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Closes the sessions of a test behind it."""
    yield
    while _OPENED:
        _OPENED.pop().close()


def opened(path: Path, limits: Limits = NO_LIMITS) -> Session:
    _OPENED.append(Session(path, limits))
    return _OPENED[-1]


def target(
    text: str, *, before: str | None = None, id_: str = ONE, by: Person = ANA, key: str | None = None, epoch: int = 0
) -> Intent:
    seen = None if before is None else [before]
    return Intent(author=by, changes=(Change(f"segment:{id_}", "target", seen, [text]),), epoch=epoch, key=key)


def targets(document: Transcript) -> list[object]:
    return [segment.target and segment.target[0] for segment in document.segments]


def test_a_session_has_the_document_of_the_folder(path: Path) -> None:
    assert opened(path).folder == open_folder(path)


def test_a_committed_edit_is_in_the_folder_and_in_the_session(path: Path) -> None:
    here = opened(path)
    done = here.commit(target("Hello."))
    assert open_folder(path) == here.folder
    assert (targets(here.transcript), done.head, done.revisions[-1].id) == (["Hello.", None], here.head, here.head)


def test_two_sessions_edit_in_turn(path: Path) -> None:
    first, second = opened(path), opened(path)
    for number in range(20):
        (first, second)[number % 2].commit(target(str(number), before=str(number - 1) if number else None))
    second.refresh()
    first.refresh()
    assert first.folder == second.folder == open_folder(path)
    assert targets(first.transcript) == ["19", None]


def test_a_session_sees_what_a_command_did(path: Path) -> None:
    here = opened(path)
    folder = open_folder(path)
    commit(folder, edit.set_target(folder.transcript, TWO, ("Now.",), sign(folder, BEN)))
    (group,) = here.refresh().groups
    assert group[0].author == BEN
    assert here.folder == open_folder(path)


def test_nothing_new_is_nothing(path: Path) -> None:
    assert opened(path).refresh() == session.Refreshed()


def test_an_edit_of_an_older_document_is_merged(path: Path) -> None:
    first, second = opened(path), opened(path)
    first.commit(target("Hello."))
    second.commit(target("Now.", id_=TWO, by=BEN))
    assert targets(second.transcript) == ["Hello.", "Now."]


def test_a_conflict_writes_nothing(path: Path) -> None:
    first, second = opened(path), opened(path)
    first.commit(target("Hello."))
    history = (path / "history.jsonl").read_bytes()
    with pytest.raises(ConflictError):
        second.commit(target("Hi.", by=BEN))
    assert (path / "history.jsonl").read_bytes() == history
    assert second.folder == open_folder(path)


def test_what_is_there_already_writes_nothing(path: Path) -> None:
    first, second = opened(path), opened(path)
    first.commit(target("Hello."))
    assert second.commit(target("Hello.", by=BEN)).revisions == ()


def test_an_action_that_is_sent_again_is_acknowledged_again(path: Path) -> None:
    first = opened(path).commit(target("Hello.", key="k1"))
    later = opened(path)
    later.commit(target("Hi.", before="Hello.", by=BEN))
    again = later.commit(target("Hello.", key="k1"))
    assert (again.revisions, again.repeated) == (first.revisions, True)
    assert targets(open_folder(path).transcript) == ["Hi.", None]


def test_a_key_in_somebodys_words_is_no_key(path: Path) -> None:
    here = opened(path)
    here.commit(target('"key":"k1"'))
    engine = Engine(name="x", settings={"key": "k1"})
    here.edit(lambda now, by: edit.set_source(now, TWO, ("Eh.",), by), engine)
    assert not here.commit(target("Now.", id_=TWO, key="k1")).repeated


@pytest.mark.parametrize("key", ["", "a b", "ä", "x" * 65, '"'])
def test_a_key_is_letters_and_digits(path: Path, key: str) -> None:
    with pytest.raises(EditError, match="key: has to be 1 to 64 letters"):
        opened(path).commit(target("Hello.", key=key))


def test_an_edit_runs_on_the_document_of_now(path: Path) -> None:
    first, second = opened(path), opened(path)
    first.commit(target("Hello."))
    second.edit(lambda now, by: edit.set_target(now, ONE, (f"{targets(now)[0]} Again.",), by), BEN)
    assert targets(second.transcript)[0] == "Hello. Again."


def test_without_an_id_one_takes_back_ones_own_last_action(path: Path) -> None:
    here = opened(path)
    here.commit(target("Hello."))
    here.commit(target("Now.", id_=TWO, by=BEN))
    here.undo(ANA)
    assert targets(here.transcript) == [None, "Now."]
    assert here.folder == open_folder(path)


def test_an_edit_under_an_earlier_handle_is_ones_own(path: Path) -> None:
    here = opened(path)
    here.commit(target("Hello."))
    here.commit(target("Now.", id_=TWO, by=BEN))
    rename_handle(here.folder, "ana", "anna")
    here.undo(Person(handle="anna"))
    assert targets(here.transcript) == [None, "Now."]


def test_what_somebody_else_changed_since_is_not_taken_back(path: Path) -> None:
    first, second = opened(path), opened(path)
    first.commit(target("Hello."))
    second.commit(target("Hi.", before="Hello.", by=BEN))
    with pytest.raises(EditError, match="has changed since in the translation"):
        first.undo(ANA)


def test_who_has_edited_nothing_takes_nothing_back(path: Path) -> None:
    here = opened(path)
    here.commit(target("Hello."))
    with pytest.raises(EditError, match="contains no edit by ben that could be undone; name the change"):
        here.undo(BEN)


def test_a_withdrawal_ends_the_edits_of_before(path: Path) -> None:
    here = opened(path)
    withdraw_passages(open_folder(path), frozenset({TWO}), Tombstone(date="2026-05-01"), BEN)
    with pytest.raises(EpochError, match="had something withdrawn since this was edited"):
        here.commit(target("Hello."))
    assert (here.epoch, here.folder) == (1, open_folder(path))
    assert here.commit(target("Hello.", epoch=1)).revisions


def test_an_action_of_before_a_withdrawal_is_still_acknowledged(path: Path) -> None:
    here = opened(path)
    here.commit(target("Hello.", key="k1"))
    withdraw_passages(open_folder(path), frozenset({TWO}), Tombstone(date="2026-05-01"), BEN)
    assert here.commit(target("Hello.", key="k1")).repeated


@pytest.mark.parametrize("times", [1, 2, 3, 4])
def test_however_often_something_was_withdrawn_a_session_notices(path: Path, times: int) -> None:
    here = opened(path)
    for _ in range(times):
        # The system may give a new file the number of one that is gone.
        withdraw_passages(open_folder(path), frozenset({TWO}), Tombstone(date="2026-05-01"), BEN)
    assert here.refresh().reopened
    assert (here.epoch, here.folder) == (times, open_folder(path))


def test_a_history_in_whose_place_another_was_put_is_read_anew(path: Path, tmp_path: Path) -> None:
    shutil.copytree(path, tmp_path / "backup")
    here = opened(path)
    here.commit(target("Hello."))
    shutil.copyfile(tmp_path / "backup" / "history.jsonl", path / "history.jsonl")
    assert here.refresh().reopened
    opened(tmp_path / "backup").commit(target("Another word.", by=BEN))
    shutil.copyfile(tmp_path / "backup" / "history.jsonl", path / "history.jsonl")
    here.refresh()
    assert here.folder == open_folder(path)


def test_a_line_that_is_half_written_is_not_there_yet(path: Path) -> None:
    here = opened(path)
    done = opened(path).commit(target("Hello."))
    content = (path / "history.jsonl").read_bytes()
    (path / "history.jsonl").write_bytes(content[:-5])
    here.refresh()
    assert here.head != done.head
    (path / "history.jsonl").write_bytes(content)
    here.refresh()
    assert here.head == done.head


def test_a_damaged_line_is_told_and_the_session_stays_as_it_was(path: Path) -> None:
    here = opened(path)
    before = here.folder
    with (path / "history.jsonl").open("ab") as file:
        file.write(b"[oops]\n")
    with pytest.raises(FolderError, match=r"is damaged in line 3 .*; restore it from a backup"):
        here.refresh()
    assert here.folder == before


def test_a_session_waits_for_a_writer_who_is_done_soon(path: Path) -> None:
    here, done = opened(path), threading.Event()

    def hold() -> None:
        with locked(path):
            done.wait(0.2)

    holder = threading.Thread(target=hold)
    holder.start()
    here.commit(target("Hello."))
    holder.join()
    assert targets(open_folder(path).transcript)[0] == "Hello."


def test_a_session_does_not_wait_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "locked", lambda path: locked(path, wait=0.05))
    here, done = opened(path), threading.Event()
    holding = threading.Event()

    def hold() -> None:
        with locked(path):
            holding.set()
            done.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    holding.wait(10)
    with pytest.raises(BusyError, match="is being written by another program; wait until it is done"):
        here.commit(target("Hello."))
    done.set()
    holder.join()


def test_what_was_withdrawn_gets_no_words(path: Path) -> None:
    withdraw_passages(open_folder(path), frozenset({TWO}), Tombstone(date="2026-05-01"), BEN)
    with pytest.raises(EditError, match="was withdrawn, and cannot get new words"):
        opened(path).commit(target("Now.", id_=TWO, epoch=1))


def test_another_programs_transcript_is_left_alone(path: Path) -> None:
    (path / "transcript.json").write_text('{"segments": []}')
    with pytest.raises(FolderError, match="was not written by Dragoman"):
        opened(path).commit(target("Hello."))
    assert len(open_folder(path).groups) == 1


def stored(path: Path) -> object:
    return msgspec.json.decode((path / "transcript.json").read_bytes())["head"]


def test_a_commit_writes_no_snapshot(path: Path) -> None:
    here, before = opened(path), stored(path)
    here.commit(target("Hello."))
    assert stored(path) == before


def test_a_snapshot_is_written_when_much_has_been_added(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_LEAST", 1000)
    here = opened(path)
    for number in range(8):
        here.commit(target(str(number), before=str(number - 1) if number else None))
    held = stored(path)
    assert held in [revision.id for revision in here.folder.history[2:]]
    assert opened(path).folder == here.folder


def test_the_snapshot_of_another_session_is_not_written_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "_LEAST", 1000)
    first, second = opened(path), opened(path)
    for number in range(8):
        first.commit(target(str(number), before=str(number - 1) if number else None))
    written, held = (path / "transcript.json").stat(), stored(path)
    monkeypatch.setattr(snapshot, "_LEAST", 3000)
    second.commit(target("Now.", id_=TWO, by=BEN))
    assert (stored(path), (path / "transcript.json").stat().st_ino) == (held, written.st_ino)


def test_closing_writes_the_snapshot(path: Path) -> None:
    with Session(path) as here:
        here.commit(target("Hello."))
    assert stored(path) == here.head


def test_a_session_at_rest_writes_the_snapshot_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = opened(path)
    here.commit(target("Hello."))
    assert not here.rest()
    monkeypatch.setattr(session, "_REST", 0.0)
    assert here.rest()
    assert not here.rest()
    assert stored(path) == here.head


def test_a_folder_that_appears_is_opened_within_limits(path: Path) -> None:
    with pytest.raises(FolderError, match=r"history.jsonl: is larger than any such file, with \d+ bytes"):
        opened(path, Limits(size=100))
    with pytest.raises(FolderError, match="takes longer than 0 seconds to open"):
        opened(path, Limits(seconds=0))


def test_a_snapshot_beyond_the_limits_is_not_read(path: Path) -> None:
    history, head = (path / "history.jsonl").stat().st_size, open_folder(path).head
    snapshot.write_snapshot(path, head, Transcript(segments=(Segment(id=ONE, source=("Long. " * history,)),)))
    assert opened(path, Limits(size=history)).transcript == DRAFT
    assert opened(path).transcript != DRAFT


def test_the_first_commit_of_a_session_does_not_read_the_snapshot(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, read = opened(path), disk.read
    monkeypatch.setattr(
        disk, "read", lambda file, limit: pytest.fail(file.name) if "transcript" in file.name else read(file, limit)
    )
    assert targets(here.transcript) == [None, None]
    here.commit(target("Hello."))
    assert targets(here.transcript) == ["Hello.", None]


def open_histories(path: Path) -> int:
    """How many files this process has open that are the history of an interview."""
    wanted = os.stat(path / "history.jsonl")
    found = 0
    for descriptor in os.listdir("/proc/self/fd"):
        with suppress(OSError):
            found += os.path.samestat(os.fstat(int(descriptor)), wanted)
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="the system does not list open files")
def test_a_session_that_is_over_holds_no_file_open(path: Path) -> None:
    with Session(path) as session:
        session.edit(lambda now, by: edit.set_state(now, TWO, "reviewed", by), ANA)
        session.undo(ANA)
        assert open_histories(path) == 1
    assert open_histories(path) == 0


def test_a_session_that_is_used_again_follows_the_history_again(path: Path) -> None:
    with Session(path) as session:
        session.close()
        committed = session.edit(lambda now, by: edit.set_state(now, TWO, "reviewed", by), ANA)
        assert session.head == committed.head == open_folder(path).head


def test_a_session_that_nobody_closed_is_told(path: Path) -> None:
    left = [Session(path)]
    with pytest.warns(ResourceWarning, match=r"history\.jsonl was left open"):
        left.clear()


def test_what_has_changed_since_a_revision_is_remembered_whoever_did_it(path: Path) -> None:
    here, there = opened(path), opened(path)
    first = here.head
    own = here.commit(target("One.")).revisions
    theirs = there.commit(target("Two.", id_=TWO, by=BEN)).revisions
    here.refresh()
    assert here.find_since(first) == (*own, *theirs)
    assert here.find_since(own[-1].id) == theirs
    assert here.find_since(here.head) == ()


def test_so_many_changes_that_nobody_reads_them_one_by_one_are_not_remembered(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = opened(path)
    first = here.head
    one = here.commit(target("One.")).revisions
    two = here.commit(target("Two.", id_=TWO)).revisions
    monkeypatch.setattr(session, "_MOST_SINCE", here._end.size - next(here._places.find(one[-1].id)))
    assert here.find_since(one[-1].id) == two
    assert here.find_since(first) is None


def test_what_was_changed_too_long_ago_is_not_remembered(path: Path) -> None:
    here = opened(path)
    first = here.head
    here.commit(target("One."))
    assert opened(path).find_since(first) is None
