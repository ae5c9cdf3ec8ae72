"""Background jobs: drafting, translating, publishing. A job is a row in the database.

One thread of the server runs the jobs one after another, each in its own process. Django's task interface has no worker
of its own, and a queue beside the database would be a second service to run; one machine with one model at a time needs
neither. A job whose server was killed is resumed: what workflows have finished is kept.
"""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec
from django.db import close_old_connections, transaction
from django.utils import timezone

from dragoman.desk.configuration import options, read_settings
from dragoman.desk.error_messages import tell
from dragoman.desk.models import Job
from dragoman.desk.outcome import Outcome
from dragoman.desk.repeating import DATABASE_AWAY, insist, repeat
from dragoman.desk.translating import find_setups
from dragoman.desk.work import KINDS
from dragoman.errors import CancelledError, DragomanError
from dragoman.problems import Problem
from dragoman.workflows.job import run_in_job
from dragoman.workflows.watcher import Unit

__all__ = ["JobShown", "add_job", "answer", "as_shown", "cancel", "forget", "run_one", "try_again", "work"]

_log = logging.getLogger(__name__)
# Seconds between looks for a job, between progress updates, and of silence after which a job is taken again.
_LOOK = 1.0
_NOTE = 1.0
_SILENT = 30.0
_BROKEN = "An error in the desk stopped this job. The terminal in which the desk runs shows details."
# The kinds of jobs that measure when words are spoken, or have that done.
_ALIGNING = ("read", "time-words")
_ENDED = (Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED)


def add_job(kind: str, interview: str, by: str, **arguments: Any) -> Job:
    """Append a job to the queue."""
    return Job.objects.create(kind=kind, interview=interview, by=by, arguments=_storable(arguments))


def _storable(value: Any) -> Any:
    """The value without null characters, which PostgreSQL cannot store."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {name: _storable(one) for name, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, list | tuple) else value


def cancel(job: Job) -> None:
    """Cancel a job: at once if it is waiting, otherwise after its current step."""
    waiting = Job.objects.filter(pk=job.pk, state__in=(Job.State.WAITING, Job.State.ASKING))
    if not waiting.update(state=Job.State.CANCELLED, ended=timezone.now(), asked=None):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(is_to_stop=True)


def try_again(job: Job) -> None:
    """Queue a failed or cancelled job again. It continues from what was finished."""
    ended = Job.objects.filter(pk=job.pk, state__in=(Job.State.FAILED, Job.State.CANCELLED))
    ended.update(state=Job.State.WAITING, is_to_stop=False, message="", ended=None, done=0, total=None, stage="")


def answer(job: Job, answers: dict[str, str]) -> None:
    """Continue a job that asked a question."""
    asking = Job.objects.filter(pk=job.pk, state=Job.State.ASKING)
    asking.update(state=Job.State.WAITING, asked=None, arguments={**job.arguments, "answers": _storable(answers)})


def forget(job: Job) -> None:
    """Delete a job that has ended, with its message."""
    Job.objects.filter(pk=job.pk, state__in=_ENDED).delete()


def work(stop: threading.Event) -> None:
    """Run the jobs until stopped, whatever happens to them and to the database."""
    repeat("The queue of jobs", lambda: 0.0 if run_one(stop) else _LOOK, stop)


def run_one(stop: threading.Event) -> bool:
    """Run the next job, if there is one; return whether there was.

    :raises OperationalError, InterfaceError: if the database is unavailable; a job that was started is resumed later
    """
    row = _take()
    if row is None:
        return False
    keep = _do(row, stop)
    insist(f"Job {row.pk}", keep, stop)
    return True


def _do(row: Job, stop: threading.Event) -> Callable[[], None]:
    """Run a job; return a function that stores its result in its row."""
    watcher = _Noting(row, stop)
    try:
        arguments = _find_arguments(row)
        done: Outcome = run_in_job(KINDS[row.kind], watcher=watcher, settings=read_settings(), **arguments)
        return partial(_keep, row, done, watcher.said)
    except CancelledError:
        if stop.is_set():
            # The server is stopping: the next one resumes the job.
            return partial(_end, row, Job.State.WAITING, "")
        return partial(_end, row, Job.State.CANCELLED, "")
    except DragomanError as error:
        return partial(_end, row, Job.State.FAILED, tell(error))
    except OSError as error:
        return partial(_end, row, Job.State.FAILED, str(error))
    except Exception:
        _log.exception("Job %s (%s) failed.", row.pk, row.kind)
        return partial(_end, row, Job.State.FAILED, _BROKEN)


def _keep(row: Job, done: Outcome, said: str) -> None:
    """Store that a job is done, or what it asks, and add the next jobs."""
    with transaction.atomic():
        ended: dict[str, Any] = {"state": Job.State.DONE, "message": _cut(done.says, said), "ended": timezone.now()}
        if done.asked is not None:
            ended = {"state": Job.State.ASKING, "asked": _storable(msgspec.to_builtins(done.asked)), "stage": ""}
        # If the database's answer was lost, this runs a second time.
        if Job.objects.filter(pk=row.pk, state=Job.State.RUNNING).update(**ended):
            for then in done.then:
                add_job(then.kind, then.interview or row.interview, row.by, **then.arguments)
    if done.discard is not None:
        shutil.rmtree(done.discard, ignore_errors=True)


def _find_arguments(row: Job) -> dict[str, Any]:
    """The arguments of a job. How to reach an engine is not in the database, because it may include a key."""
    arguments: dict[str, Any] = dict(row.arguments)
    if row.kind in _ALIGNING:
        arguments["aligner"] = options().aligner
    if "engine" in arguments:
        arguments["setups"] = find_setups(options(), arguments.pop("engine"))
    return arguments


def _take() -> Job | None:
    """The oldest job that is waiting or abandoned, now taken by this server; ``None`` if there is none."""
    now = timezone.now()
    with transaction.atomic():
        lost = Job.objects.filter(state=Job.State.RUNNING, beat__lt=now - timedelta(seconds=_SILENT))
        lost.update(state=Job.State.WAITING)
        row = Job.objects.filter(state=Job.State.WAITING).order_by("created").first()
        if row is not None:
            row.state, row.started, row.beat = Job.State.RUNNING, now, now
            row.save(update_fields=["state", "started", "beat"])
        return row


def _end(row: Job, state: Job.State, message: str) -> None:
    ended = None if state == Job.State.WAITING else timezone.now()
    Job.objects.filter(pk=row.pk).update(state=state, message=_cut(message), ended=ended)


def _cut(*said: str) -> str:
    return str(_storable("\n".join(filter(None, said))))[:2000]


class _Noting:
    """A watcher that writes a job's progress to its row, once a second, and stops it when the row says so."""

    def __init__(self, row: Job, stop: threading.Event) -> None:
        self._row = row
        self._stop = stop
        self._noted = timezone.now() - timedelta(seconds=_NOTE)
        self._is_to_stop = False
        self._problems: list[Problem] = []

    @property
    def said(self) -> str:
        """The problems of the whole, one line each."""
        return "\n".join(dict.fromkeys(problem.message for problem in self._problems if not problem.where.segment))

    def report(self, stage: str, done: int, total: int | None, unit: Unit) -> None:
        """Store the progress, unless that was done a moment ago."""
        self._note(stage=stage, done=done, total=total)

    def problem(self, problem: Problem) -> None:
        """Keep the problem for the end."""
        self._problems.append(problem)

    def check_cancelled(self) -> None:
        """Stop if somebody asked for it, or the server is stopping."""
        self._note()
        if self._stop.is_set() or self._is_to_stop:
            raise CancelledError("job")

    def _note(self, **how_far: Any) -> None:
        """Store that the job is running, and see whether to stop. The work goes on while the database is
        unavailable.
        """
        now = timezone.now()
        if now - self._noted < timedelta(seconds=_NOTE):
            return
        self._noted = now
        try:
            own = Job.objects.filter(pk=self._row.pk)
            own.update(beat=now, **how_far)
            self._is_to_stop = own.filter(is_to_stop=True).exists()
        except DATABASE_AWAY as error:
            _log.warning("Job %s goes on without the database (%s).", self._row.pk, error)
            close_old_connections()


class JobShown(msgspec.Struct, frozen=True):
    """A job for a page. ``share`` is the finished part of its stage (0 to 1), ``left`` the estimated seconds left."""

    job: Job
    share: float | None
    left: int | None


def as_shown(job: Job) -> JobShown:
    """A job with its share and the time left."""
    share = job.done / job.total if job.total else None
    if job.state != Job.State.RUNNING or not share or job.started is None:
        return JobShown(job, share, None)
    passed = (timezone.now() - job.started).total_seconds()
    return JobShown(job, share, round(passed * (1 - share) / share))
