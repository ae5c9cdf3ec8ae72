"""Drafts of many recordings: what is done is skipped, what was begun goes on, and one that fails stops no other."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from glob import escape
from pathlib import Path

import msgspec

from dragoman.engines.models import MODELS
from dragoman.fleet import Cluster, choose_workers, find_machine
from dragoman.folder.claims import release_run
from dragoman.folder.lock import STORE
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.draft_feed import DraftFeed, count_pieces, find_lengths
from dragoman.workflows.draft_item import DraftItem, count_finished, draft_item
from dragoman.workflows.draft_plan import DraftingOptions, find_model_name
from dragoman.workflows.find_captions import BESIDE
from dragoman.workflows.find_recordings import find_recordings
from dragoman.workflows.many.feed import Task
from dragoman.workflows.many.finished import DoneMany, Work
from dragoman.workflows.many.places import Found, find_weight, place_outputs
from dragoman.workflows.many.run import Progress, Whole, run_many, unseen
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["DraftItem", "DraftManyOptions", "draft_item", "draft_many", "find_worker_memory"]

REPORT = "report.html"
WORK = Work(
    title="Drafts",
    stage="drafting",
    unit="files",
    item="Recording",
    result="Folder",
    labels={"failed": "failed", "incomplete": "without words", "made": "made", "skipped": "skipped"},
)
# MB: the program and the libraries beside the model; the models of voices, and what they keep of four hours.
_PROGRAM, _VOICES = 250, 500
# Bytes of a compressed recording of speech that last a ms, for one that does not say how long it is.
_BYTES_A_MS = 16


class DraftManyOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which recordings, or folders of them, are drafted below which folder, by how many processes.

    ``each`` is how; its recording and folder are not looked at. ``workers`` ``None``: as many as the cores and the
    memory of the machine allow. ``cluster`` is the address of a Ray cluster, whose machines do the work then.
    """

    inputs: tuple[Path, ...]
    output: Path
    each: DraftingOptions
    workers: int | None = None
    cluster: str | None = None


def draft_many(
    *, settings: Settings, options: DraftManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Draft every recording, each into a folder of its own, and write a report.

    The same call goes on where one was stopped: a recording whose draft is there, by its hash, is skipped.

    :param progress: called with how far the whole is
    :raises MediaError: for a folder without recordings
    :raises SettingsError: for less than one worker
    :raises EngineError: where the cluster is not reached
    :raises CancelledError: where the watcher stopped it; what is finished by then is kept
    """
    watcher.check_cancelled()
    found = find_recordings(options.inputs, options.output)
    workers = _find_workers(settings, options, len(found))
    run = secrets.token_hex(8)
    tasks = _find_tasks(settings, options, found, run)
    if workers != 1:
        tasks = _with_lengths(tasks, watcher)
        # A process without anything to do would keep its cores from the others.
        workers = workers if isinstance(workers, Cluster) else min(workers, count_pieces(tasks, workers))
    report = options.output / REPORT
    whole = Whole(workers=workers, report=report, watcher=watcher, progress=progress, reached=count_finished)
    try:
        return run_many(WORK, draft_item, DraftFeed(tasks), whole)
    finally:
        if isinstance(workers, Cluster):
            _release_claims(tasks, run)


def find_worker_memory(model: str, *, voices: bool) -> int:
    """MB that a process takes which drafts, at its most: docs/benchmarks.md has what was measured.

    :param model: a name of the table, or a folder
    :param voices: whether speakers are distinguished
    """
    weights = Path(model) / "model.bin"
    megabytes = MODELS[model].memory if model in MODELS else find_weight(weights) * 13 // 10_000_000
    return megabytes + _PROGRAM + (_VOICES if voices else 0)


def _find_workers(settings: Settings, options: DraftManyOptions, count: int) -> int | Cluster:
    if options.workers is not None and options.cluster is None:
        return options.workers
    each = options.each
    model = find_model_name(settings=settings, options=each)
    memory = find_worker_memory(model, voices=each.speakers != 0 and not each.channels_are_speakers)
    if options.cluster is None:
        return choose_workers(find_machine(), memory, count)
    return Cluster(address=options.cluster, each=memory, workers=options.workers, gpus=each.device != "cpu")


def _find_tasks(
    settings: Settings, options: DraftManyOptions, found: Sequence[Found], run: str
) -> list[Task[DraftItem]]:
    each, output = options.each, options.output
    # The machines of a cluster have other working folders.
    base = Path().absolute() if options.cluster is not None else Path()
    if options.cluster is not None:
        each = _for_machines(settings, each, base)
        settings = msgspec.structs.replace(
            settings,
            glossary=settings.glossary and base / settings.glossary,
            cache=settings.cache and base / settings.cache,
        )
    return [
        Task(
            path=one.path,
            made=folder,
            weight=find_weight(one.path),
            item=DraftItem(
                settings=settings,
                options=msgspec.structs.replace(each, recording=base / one.path, folder=base / folder),
                output=base / output,
                run=run,
            ),
        )
        for one, folder in zip(found, place_outputs(found, output), strict=True)
    ]


def _for_machines(settings: Settings, each: DraftingOptions, base: Path) -> DraftingOptions:
    """The options for any machine: whole paths, and the model that is the best one here."""
    captions = each.captions if each.captions in (None, BESIDE) else str(base / str(each.captions))
    if each.model is None:
        return msgspec.structs.replace(each, captions=captions, best=find_model_name(settings=settings, options=each))
    model = str(base / each.model) if each.model not in MODELS else each.model
    return msgspec.structs.replace(each, captions=captions, model=model)


def _with_lengths(tasks: Sequence[Task[DraftItem]], watcher: Watcher) -> list[Task[DraftItem]]:
    """With ms of sound as their weights, for the order."""
    lengths = find_lengths([task.item.options.recording for task in tasks], watcher)
    return [
        msgspec.structs.replace(task, weight=task.weight // _BYTES_A_MS if length is None else length)
        for task, length in zip(tasks, lengths, strict=True)
    ]


def _release_claims(tasks: Sequence[Task[DraftItem]], run: str) -> None:
    """Give back what the workers of a cluster have claimed that were ended. Nothing else says that they are gone."""
    for task in tasks:
        own = task.item.options.folder
        for folder in (own, *own.parent.glob(f"{escape(own.name)}-" + "[0-9a-f]" * 8)):
            if (folder / STORE).is_dir():
                release_run(folder, run)
