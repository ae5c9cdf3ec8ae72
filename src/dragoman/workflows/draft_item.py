"""Draft one of many recordings in a worker process: skip it, draft it, or transcribe a part of it."""

from __future__ import annotations

import time
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import DragomanError, Fix
from dragoman.folder import is_interview
from dragoman.folder.claims import ClaimedError, claimed
from dragoman.folder.lock import STORE
from dragoman.folder.recordings import find_hashes, find_recording, index_recordings
from dragoman.folder.sound import find_missing_copy
from dragoman.media.probe import find_sha256
from dragoman.pipeline.parts import cut_parts, plan_chunks, transcribe_part
from dragoman.pipeline.setup import Prepared
from dragoman.pipeline.store import count_chunks
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.draft import DraftedInterview, draft, made_for
from dragoman.workflows.draft_plan import DraftingOptions, DraftPlan, plan_draft, with_recording
from dragoman.workflows.import_interview import is_finished
from dragoman.workflows.job import process_job
from dragoman.workflows.many.finished import Finished, describe_failure
from dragoman.workflows.model_cache import uses_models
from dragoman.workflows.model_limits import find_unwritten

__all__ = ["SHORTEST", "DraftItem", "Parts", "Step", "count_finished", "draft_item", "find_place"]

SHORTEST = 20 * 60_000
"""Ms. A shorter recording is not cut into parts, because each worker reads it from its beginning."""


class Step(msgspec.Struct, frozen=True):
    """The work on a recording: all of it, planning ``parts`` parts, or the chunks from ``first`` to before
    ``behind``.
    """

    kind: Literal["draft", "plan", "part"] = "draft"
    first: int = 0
    behind: int = 0
    parts: int = 1


class Parts(msgspec.Struct, frozen=True):
    """The result of a step that does not finish a recording: the parts, as first chunk and end (exclusive)."""

    parts: tuple[tuple[int, int], ...] = ()


class DraftItem(msgspec.Struct, frozen=True, kw_only=True):
    """One recording, as sent to a worker process.

    ``output`` is the folder that contains all drafts. ``run`` names the run: each process looks for existing drafts
    once in a run. With ``dry_run`` nothing is drafted.
    """

    settings: Settings
    options: DraftingOptions
    output: Path
    run: str
    step: Step = Step()
    dry_run: bool = False


def draft_item(item: DraftItem) -> Finished | Parts:
    """Draft one recording unless its draft exists, and return the outcome; or do one step of it."""
    done, folder = find_place(item)
    if done is not None and not is_finished(done):
        # Its worker was lost before the problems and the views were written.
        folder = done
        done = None
    options = msgspec.structs.replace(item.options, folder=folder)
    if item.step.kind != "draft":
        return Parts() if done is not None else _do_step(settings=item.settings, options=options, item=item)
    if done is not None:
        return _skipped(options.recording, done)
    try:
        return _draft(item, options)
    except ClaimedError:
        why = "another program is drafting it"
        return Finished(path=options.recording, made=folder, outcome="skipped", why=why)
    except (DragomanError, OSError) as error:
        return describe_failure(options.recording, folder, error)


def _skipped(path: Path, done: Path) -> Finished:
    """The outcome of a recording that is drafted; with a warning if the draft no longer finds it.

    :param done: the folder of its draft
    """
    recording = find_recording(done)
    is_lost = find_missing_copy(done, recording) is not None
    warning = f"was moved or renamed since it was drafted: {done} has no sound" if is_lost else ""
    return Finished(
        path=path,
        made=done,
        outcome="skipped",
        why=f"it is drafted{'; it was moved or renamed since' if is_lost else ''}",
        warning=warning,
        fixes=(Fix("link it", "relink", (str(done), str(path))),) if is_lost else (),
        duration=recording.duration if recording else None,
    )


def find_place(item: DraftItem) -> tuple[Path | None, Path]:
    """The folder with an existing draft (or ``None``), and the folder for a new one.

    The recording is hashed only if there are drafts. Its own folder is checked first; the others are indexed once in a
    run, for the first recording without a draft in its own folder.
    """
    own = item.options.folder
    taken = is_interview(own)
    if not taken and not _index(item.output, item.run):
        return None, own
    try:
        sha256 = find_sha256(item.options.recording)
    except OSError:
        # The draft will report what is wrong with it.
        return None, own
    if taken and sha256 in find_hashes(find_recording(own)):
        return own, own
    # If its folder has another recording's draft, it gets another name.
    other = own.with_name(f"{own.name}-{sha256[:8]}") if taken else own
    return _index(item.output, item.run).get(sha256), other


def count_finished(item: DraftItem) -> int:
    """The number of finished chunks of a recording; 0 if unknown."""
    try:
        return count_chunks(_work(find_place(item)[1]))
    except (DragomanError, OSError):
        return 0


def _draft(item: DraftItem, options: DraftingOptions) -> Finished:
    started = time.monotonic()
    plan = plan_draft(settings=item.settings, options=options)
    if item.dry_run:
        known = f"; {plan.limit.problem.message}" if plan.limit else ""
        why = f"{options.folder}, with the model {plan.asked.model}{known}"
        return Finished(path=options.recording, made=options.folder, outcome="made", why=why, duration=plan.length)
    drafted = draft(settings=item.settings, plan=plan, job=process_job(), run=item.run)
    reason = _find_reason(plan, drafted)
    reason = with_recording(reason, plan) if reason else None
    faults = tuple(problem.message for problem in drafted.faults)
    return Finished(
        path=options.recording,
        made=options.folder,
        outcome="made" if drafted.is_written else "incomplete",
        why="; ".join((*faults, *([reason.message] if reason else []))),
        warning="; ".join(faults),
        fixes=() if drafted.is_written or reason is None else reason.fixes,
        duration=drafted.sound,
        seconds=time.monotonic() - started,
    )


def _find_reason(plan: DraftPlan, drafted: DraftedInterview) -> Problem | None:
    """Why the draft has no words, or what the model was known to do badly; ``None`` if nothing is."""
    known = plan.limit.problem if plan.limit else None
    if drafted.is_written:
        return known
    unwritten = find_unwritten(plan.wanted, drafted.problems)
    if unwritten is not None:
        return unwritten.problem
    # What was found at a place says more than what was known before; where sound ends explains no missing words.
    found = (one for one in drafted.problems if one.code == "no-speech" or one.where.start is not None)
    return next((one for one in found if one.code != "truncated"), known)


@uses_models
def _do_step(*, settings: Settings, options: DraftingOptions, item: DraftItem) -> Parts:
    """Find the parts of a recording, or transcribe one. Faults of the recording are left for the draft to report."""
    plan = plan_draft(settings=settings, options=options)
    if plan.length is None or plan.length < SHORTEST:
        return Parts()
    prepared = Prepared(plan.facts, process_job().find_transcriber(plan.asked))
    work, step = _work(options.folder), item.step
    with made_for(options.folder), claimed(options.folder, "draft", item.run) as claim:
        if step.kind == "plan":
            return Parts(cut_parts(plan_chunks(options.recording, plan.asked, work, prepared), step.parts))
        for _ in transcribe_part(options.recording, plan.asked, work, (step.first, step.behind), prepared):
            claim.renew()
    return Parts()


def _work(folder: Path) -> Path:
    return folder / STORE / "work"


@lru_cache(maxsize=1)
def _index(output: Path, run: str) -> dict[str, Path]:
    """SHA-256 of recording -> its draft, as this process found them when it first looked in this run."""
    return index_recordings(output)
