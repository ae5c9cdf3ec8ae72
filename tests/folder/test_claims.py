from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import FolderError
from dragoman.folder import Session, claims, create_folder, open_folder
from dragoman.folder.claims import Claim, ClaimedError, claimed, find_claims, refuse_claimed
from dragoman.folder.withdrawal import withdraw_passages
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person, Segment, Tombstone, Transcript

ANA = Person(handle="ana")
ONE = "s00000001"
DRAFT = Transcript(segments=(Segment(id=ONE, source=("Hola.",)),))
WORK = """
import sys
from pathlib import Path
from dragoman.folder.claims import claimed
with claimed(Path(sys.argv[1]), "draft"):
    print("claimed", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return create_folder(tmp_path / "interview", DRAFT, Engine(name="whisper")).path


def file_of(path: Path) -> Path:
    return path / ".dragoman" / "claims" / "draft.json"


def rewrite(path: Path, **fields: object) -> None:
    claim = msgspec.json.decode(file_of(path).read_bytes(), type=Claim)
    file_of(path).write_bytes(msgspec.json.encode(msgspec.structs.replace(claim, **fields)))


def test_the_same_work_is_not_done_twice(path: Path) -> None:
    with (
        claimed(path, "draft"),
        pytest.raises(ClaimedError, match=r"is claimed by another .* \(draft, since .*\); wait until it is done"),
        claimed(path, "draft"),
    ):
        pass
    with claimed(path, "draft"), claimed(path, "translate"):
        assert [claim.work for claim in find_claims(path)] == ["draft", "translate"]
    assert find_claims(path) == ()


def test_people_edit_while_a_job_is_at_work(path: Path) -> None:
    with claimed(path, "draft"):
        Session(path).edit(lambda now, by: edit.set_target(now, ONE, ("Hello.",), by), ANA)
    assert open_folder(path).transcript.segments[0].target == ("Hello.",)


def test_nothing_is_withdrawn_under_a_job_that_would_write_it_again(path: Path) -> None:
    with claimed(path, "draft"), pytest.raises(ClaimedError):
        withdraw_passages(open_folder(path), frozenset({ONE}), Tombstone(date="2026-05-01"), ANA)
    assert open_folder(path).transcript == DRAFT


def test_a_claim_ends_with_its_process(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"claimed\n"
        (claim,) = find_claims(path)
        assert claim.pid == other.pid
        other.kill()
    assert find_claims(path) == ()
    refuse_claimed(path)


@pytest.mark.skipif(claims._started(os.getpid()) is None, reason="the system does not say when a process was started")
def test_another_process_with_the_same_id_does_not_hold_it(path: Path) -> None:
    with claimed(path, "draft"):
        rewrite(path, started="1")
        assert find_claims(path) == ()


def test_a_job_on_another_machine_is_believed_as_long_as_it_says_so(path: Path) -> None:
    with claimed(path, "draft") as claim:
        rewrite(path, host="another", pid=1)
        assert len(find_claims(path)) == 1
        os.utime(file_of(path), (1, 1))
        assert find_claims(path) == ()
        claim.renew()
        assert find_claims(path) == ()
        claim._renewed -= 60
        claim.renew()
        assert len(find_claims(path)) == 1


def test_a_claim_that_was_taken_over_is_not_ended_by_the_first(path: Path) -> None:
    with claimed(path, "draft"):
        rewrite(path, salt="0" * 32, host="another")
    assert [claim.host for claim in find_claims(path)] == ["another"]


def test_a_claim_names_no_machine_and_no_login(path: Path) -> None:
    with claimed(path, "draft"):
        content = file_of(path).read_text(encoding="utf-8")
    assert platform.node() not in content
    assert str(Path.home()) not in content


@pytest.mark.parametrize("content", [b"", b"{}", b"[[[", b"\xff"])
def test_a_spoilt_claim_is_none(path: Path, content: bytes) -> None:
    file_of(path).parent.mkdir()
    file_of(path).write_bytes(content)
    assert find_claims(path) == ()
    with claimed(path, "draft"):
        assert len(find_claims(path)) == 1


def test_a_claim_that_leads_elsewhere_is_refused(path: Path, tmp_path: Path) -> None:
    (path / ".dragoman" / "claims").symlink_to(tmp_path)
    with pytest.raises(FolderError, match="is a link to somewhere else"), claimed(path, "draft"):
        pass


def test_a_run_takes_over_what_a_lost_job_of_its_own_has_claimed(path: Path) -> None:
    """On another machine, so that nothing here says whether that job still lives."""
    with claimed(path, "draft", "run-1"):
        rewrite(path, host="0" * 32)
        with pytest.raises(ClaimedError), claimed(path, "draft", "run-2"):
            pass
        with pytest.raises(ClaimedError), claimed(path, "draft"):
            pass
        with claimed(path, "draft", "run-1"):
            assert len(find_claims(path)) == 1


def test_a_job_whose_claim_was_taken_over_commits_nothing(path: Path) -> None:
    with claimed(path, "draft", "run-1") as lost:
        lost.refuse_lost()
        with claimed(path, "draft", "run-1") as taken:
            taken.refuse_lost()
            with pytest.raises(ClaimedError):
                lost.refuse_lost()


def test_a_lost_job_that_ends_late_leaves_the_claim_of_the_next_one(path: Path) -> None:
    with claimed(path, "draft", "run-1"), claimed(path, "translate"):
        before = file_of(path).read_bytes()
    with claimed(path, "draft", "run-1"):
        now = file_of(path).read_bytes()
        file_of(path).write_bytes(before)
    assert file_of(path).read_bytes() == before != now


def test_a_run_that_was_stopped_leaves_no_claim(path: Path) -> None:
    with claimed(path, "translate"), claimed(path, "draft", "run-1"):
        claims.release_run(path, "run-2")
        assert [claim.work for claim in find_claims(path)] == ["draft", "translate"]
        claims.release_run(path, "run-1")
        assert [claim.work for claim in find_claims(path)] == ["translate"]
