"""Threads of the desk that go on, whatever becomes of the database and of folders."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, InterfaceError, OperationalError

from dragoman.desk import index, jobs
from dragoman.desk.interviews import interviews
from dragoman.desk.models import IndexedInterview, Job
from dragoman.desk.repeating import insist, repeat
from dragoman.errors import CancelledError
from dragoman.folder import is_interview

Make = Callable[[str], Path]
SRT = b"1\n00:00:01,000 --> 00:00:02,000\nGood day.\n"


class Stop(threading.Event):
    """Keeps the pauses, and takes no time for them; it is set after so many."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after
        self.pauses: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.pauses.append(timeout or 0.0)
        if len(self.pauses) >= self.after:
            self.set()
        return self.is_set()


def failing(*errors: Exception | None) -> Callable[..., float]:
    """Raises these one after the other, and does what is asked for where there is none."""
    left = list(errors)

    def step(*_: Any, **__: Any) -> float:
        if left and (error := left.pop(0)):
            raise error
        return 5.0

    return step


def test_pauses_grow_up_to_a_minute_and_begin_anew_once_it_works(caplog: pytest.LogCaptureFixture) -> None:
    locked = OperationalError("database is locked")
    stop = Stop(11)
    repeat("The test", failing(*[locked] * 8, None, locked), stop)
    assert stop.pauses == [1, 2, 4, 8, 16, 32, 60, 60, 5, 1, 5]
    assert caplog.messages[0] == "The test failed (database is locked). It is tried again in 1 s."
    assert caplog.messages[1] == "The test failed (database is locked). It is tried again in 2 s."
    assert caplog.records[0].levelno == logging.ERROR


def test_a_fault_of_the_program_ends_nothing_either_and_says_where_it_is(caplog: pytest.LogCaptureFixture) -> None:
    stop = Stop(2)
    repeat("The test", failing(ZeroDivisionError()), stop)
    assert stop.pauses == [1, 5]
    assert "Traceback" in caplog.text


def test_what_has_to_be_kept_is_kept_once_the_database_is_back() -> None:
    stop = Stop(9)
    assert insist("The test", failing(OperationalError(), InterfaceError()), stop) == 5.0
    assert stop.pauses == [1, 2]


def test_a_server_that_stops_waits_for_no_database() -> None:
    with pytest.raises(OperationalError):
        insist("The test", failing(*[OperationalError()] * 9), Stop(3))


def test_the_index_follows_once_the_database_is_back(
    root: Path, make_interview: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_interview("talk")
    work, locked = index._find_outdated, failing(OperationalError("database is locked"), OperationalError("gone"))

    def look(found: Any) -> Any:
        locked()
        return work(found)

    monkeypatch.setattr(index, "_find_outdated", look)
    index.follow(interviews(), stop := Stop(3))
    assert stop.pauses == [1, 2, 1]
    assert [hit.key for hit in index.search("begin")[0]] == ["talk"]


def test_an_interview_that_the_database_cannot_take_stands_in_no_other_ones_way(
    root: Path, make_interview: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("a", "b", "c"):
        make_interview(name)
    take = index._take

    def refuse(key: str, *rest: Any) -> None:
        if key == "b":
            raise DataError("value too long")
        take(key, *rest)

    monkeypatch.setattr(index, "_take", refuse)
    assert index.update(interviews()) == 2
    assert index.update(interviews()) == 0
    assert caplog.messages == ["The interview b is not in the index for search."]
    assert sorted(IndexedInterview.objects.values_list("key", flat=True)) == ["a", "c"]


def send(client: Any) -> None:
    client.post("/upload", {"files": [SimpleUploadedFile("talk.srt", SRT)]})


def test_the_queue_goes_on_once_the_database_is_back(client: Any, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    send(client)
    work, locked = jobs._take, failing(OperationalError("database is locked"))

    def take() -> Job | None:
        locked()
        return work()

    monkeypatch.setattr(jobs, "_take", take)
    jobs.work(Stop(3))
    assert Job.objects.get().state == "done"
    assert is_interview(root / "talk")


def test_what_became_of_a_job_is_kept_once_the_database_is_back(
    client: Any, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(client)
    work, locked = jobs._keep, failing(OperationalError("the server is restarted"))

    def keep(*arguments: Any) -> None:
        locked()
        work(*arguments)

    monkeypatch.setattr(jobs, "_keep", keep)
    jobs.run_one(stop := Stop(9))
    assert stop.pauses == [1]
    assert Job.objects.get().state == "done"


def test_a_job_goes_on_while_the_database_is_away(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = jobs.add_job("read", "talk", "ana")
    watcher = jobs._Noting(row, threading.Event())
    with monkeypatch.context() as patch:
        patch.setattr(Job.objects, "filter", failing(OperationalError("gone")))
        watcher.report("reading", 1, 2, "passages")
        watcher.check_cancelled()
    Job.objects.update(is_to_stop=True)
    watcher._noted -= timedelta(seconds=2)
    with pytest.raises(CancelledError):
        watcher.check_cancelled()


def test_a_job_that_makes_an_error_is_a_failed_job_that_says_so(
    client: Any, root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ValueError("a secret of the inside")

    send(client)
    monkeypatch.setattr(jobs, "run_in_job", fail)
    jobs.run_one(threading.Event())
    job = Job.objects.get()
    assert (job.state, job.message) == (
        "failed",
        "An error in the desk stopped this job. The terminal in which the desk runs shows details.",
    )
    assert "a secret of the inside" in caplog.text
