"""A job: a process of its own, in which a model is loaded once."""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

import pytest

from dragoman.errors import CancelledError, EngineError, Fix, FolderError
from dragoman.folder.lock import BusyError
from dragoman.pipeline.options import DraftOptions
from dragoman.workflows import job as jobs
from dragoman.workflows.job import open_job, run_in_job
from watching import Remembering, count_new_threads, die, fail, get_signals, tell_process, wait_to_be_stopped

BASE = DraftOptions(model="base", transcriber="fake")
ROWS = DraftOptions(model="base", transcriber="fake", words=False)


def test_a_model_is_loaded_once() -> None:
    with open_job() as job:
        assert job.find_transcriber(BASE) is job.find_transcriber(BASE)


def test_another_model_takes_its_place() -> None:
    with open_job() as job:
        first = job.find_transcriber(BASE)
        assert job.find_transcriber(ROWS) is not first


def test_the_heap_is_settled_when_a_job_begins_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(jobs, "settle_heap", lambda: done.append("settled"))
    monkeypatch.setattr(jobs, "trim_heap", lambda: done.append("trimmed"))
    with open_job():
        assert done == ["settled"]
    assert done == ["settled", "trimmed"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads are counted in /proc")
def test_numerical_libraries_start_no_threads_in_a_job() -> None:
    pytest.importorskip("numpy")
    assert run_in_job(count_new_threads) == 0


def test_what_libraries_may_use_is_as_before_when_a_job_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    with open_job():
        assert os.environ["OMP_NUM_THREADS"] == "1"
    assert os.environ["OMP_NUM_THREADS"] == "7"


def test_it_runs_in_a_process_of_its_own_and_tells_the_watcher_here() -> None:
    watcher = Remembering()
    assert run_in_job(tell_process, watcher=watcher) != os.getpid()
    assert watcher.reports == [("reading", 1, 2, "files")]
    assert [problem.code for problem in watcher.problems] == ["odd"]


def test_the_watcher_here_stops_the_work_there(tmp_path: Path) -> None:
    with pytest.raises(CancelledError):
        run_in_job(wait_to_be_stopped, watcher=Remembering(stop_after=1), mark=tmp_path / "mark")
    assert (tmp_path / "mark").read_text() == "kept"


def test_what_is_raised_there_is_raised_here_with_its_data() -> None:
    with pytest.raises(FolderError, match="talk: is gone; make it again") as raised:
        run_in_job(fail)
    assert (raised.value.path, raised.value.fixes) == (
        "talk",
        (Fix("make it again", "draft", options={"output": None}),),
    )


def test_a_process_that_dies_is_an_error() -> None:
    with pytest.raises(EngineError, match="job: ended before it had finished"):
        run_in_job(die)


def test_a_signal_that_ends_the_server_is_left_to_it() -> None:
    assert run_in_job(get_signals) == "whole"


def test_an_error_that_makes_its_own_message_survives_the_way() -> None:
    error = BusyError(Path("talk"))
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.path, again.code) == (BusyError, str(error), "talk", "busy")
