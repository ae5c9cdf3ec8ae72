from __future__ import annotations

import stat
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from dragoman.errors import FolderError
from dragoman.folder import Folder, commit, create_folder, locked, open_folder, review, sign
from dragoman.folder.lock import BusyError
from dragoman.folder.review import Finding, load_problems, record_problems, rename_findings, settle_problem
from dragoman.folder.review_log import Settlement
from dragoman.problems import Place, Problem
from dragoman.transcript import edit
from dragoman.transcript.document import Person, Segment, Transcript

ANA = Person(handle="ana")
CUT = Problem("truncated", "warning", "the recording breaks off", Place(start=61000))
DEAF = Problem("unheard", "note", "nobody could hear this", Place(segment="s00000001"))
ACCEPTED = Settlement(how="accepted", by=ANA, time="2026-05-01T10:00:00Z", reason="the tape ended")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return create_folder(tmp_path / "interview", Transcript(segments=(Segment(id="s00000001"),)), ANA)


def test_a_new_folder_has_no_problems(folder: Folder) -> None:
    assert load_problems(folder) == ()


def test_recorded_problems_are_on_file_in_order(folder: Folder) -> None:
    record_problems(folder, [CUT])
    record_problems(folder, [DEAF])
    assert [finding.problem.code for finding in load_problems(folder)] == ["truncated", "unheard"]


def test_the_same_problem_again_is_the_same_finding(folder: Folder) -> None:
    record_problems(folder, [CUT, CUT])
    before = (folder.path / "review.jsonl").read_bytes()
    assert record_problems(folder, [CUT]) == (Finding(CUT.id, CUT),)
    assert (folder.path / "review.jsonl").read_bytes() == before


def changed(folder: Folder, words: str) -> Folder:
    commit(folder, edit.set_target(folder.transcript, "s00000001", (words,), sign(folder, ANA)))
    return open_folder(folder.path)


def test_what_was_found_in_other_texts_is_gone(folder: Folder) -> None:
    record_problems(folder, [CUT, DEAF])
    after = load_problems(changed(folder, "Hello."))
    assert [finding.settlement and finding.settlement.how for finding in after] == [None, "gone"]


def test_it_is_back_when_the_text_is(folder: Folder) -> None:
    first = changed(folder, "Hello.")
    record_problems(first, [DEAF])
    assert load_problems(changed(changed(first, "Hi."), "Hello."))[0].settlement is None


def test_a_lasting_problem_stands_whatever_becomes_of_the_text(folder: Folder) -> None:
    record_problems(folder, [DEAF], lasting=True)
    assert load_problems(changed(folder, "Hello.")) == (Finding(DEAF.id, DEAF),)


def test_no_problems_make_no_file(folder: Folder) -> None:
    record_problems(folder, [])
    assert not (folder.path / "review.jsonl").exists()


def test_a_settled_problem_stays_settled_when_it_is_found_again(folder: Folder) -> None:
    record_problems(folder, [CUT])
    settle_problem(folder, CUT.id, ACCEPTED)
    assert record_problems(folder, [CUT]) == (Finding(CUT.id, CUT, ACCEPTED),)


def test_a_problem_that_is_not_on_file_cannot_be_settled(folder: Folder) -> None:
    with pytest.raises(FolderError, match="contains no problem"):
        settle_problem(folder, CUT.id, ACCEPTED)


def test_a_torn_line_is_skipped(folder: Folder) -> None:
    record_problems(folder, [CUT])
    path = folder.path / "review.jsonl"
    path.write_bytes(path.read_bytes() + b'{"event":"fou')
    assert [finding.problem.code for finding in record_problems(folder, [DEAF])] == ["truncated", "unheard"]


def test_what_reviewers_wrote_is_private(folder: Folder) -> None:
    record_problems(folder, [CUT])
    assert stat.S_IMODE((folder.path / "review.jsonl").stat().st_mode) == 0o600


# As the first version of the file has it: the id is made of the message.
OLD = b"""{"format":"dragoman-review","version":1}
{"event":"found","id":"0123456789abcdef","problem":{"code":"number-missing","severity":"error","message":"1,200 of the \
original is not in the translation","where":{"segment":"s00000001"}},"time":"2026-05-01T10:00:00Z"}
{"event":"settled","id":"0123456789abcdef","settlement":{"how":"accepted","by":{"by":"person","handle":"ana"},"time":\
"2026-05-01T10:00:00Z"}}
""".replace(b"\\\n", b"")


def missing(quantity: str) -> Problem:
    message = "The translation lacks {quantity}."
    return Problem.of("number-missing", "error", message, Place(segment="s00000001"), quantity=quantity)


def test_what_was_settled_under_an_old_id_stays_settled(folder: Folder) -> None:
    (folder.path / "review.jsonl").write_bytes(OLD)
    (finding,) = record_problems(folder, [missing("1,200")], lasting=True)
    assert finding.id == missing("1,200").id
    assert finding.settlement is not None
    assert finding.settlement.how == "accepted"


def test_another_detail_is_not_what_was_settled(folder: Folder) -> None:
    (folder.path / "review.jsonl").write_bytes(OLD)
    findings = record_problems(folder, [missing("200")], lasting=True)
    assert [finding.settlement is None for finding in findings] == [False, True]


def test_a_finding_under_an_old_id_is_known_before_anything_is_written(folder: Folder) -> None:
    (folder.path / "review.jsonl").write_bytes(OLD)
    (finding,) = rename_findings(load_problems(folder), [missing("1,200")])
    assert finding.id == missing("1,200").id


def test_no_lock_is_held_while_texts_are_looked_through(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    real, free = review._hash_all, list[bool]()

    def try_lock() -> None:
        with suppress(BusyError), locked(folder.path, wait=0):
            free.append(True)

    def hash_all(transcript: Transcript) -> dict[str, str]:
        worker = threading.Thread(target=try_lock)
        worker.start()
        worker.join()
        return real(transcript)

    monkeypatch.setattr(review, "_hash_all", hash_all)
    found = record_problems(folder, [Problem("x", "warning", "Odd.", Place(segment=folder.transcript.segments[0].id))])
    settle_problem(
        folder, found[0].id, Settlement(how="accepted", by=Person(handle="ana"), time="2026-05-01T00:00:00Z")
    )
    assert free == [True, True]
