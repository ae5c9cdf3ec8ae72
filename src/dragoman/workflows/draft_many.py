"""Draft many recordings: finished ones are skipped, begun ones continue, and one that fails does not stop the
others.
"""

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
from dragoman.workflows.many.finished import DoneMany, Work, as_dry
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
DRY = as_dry(WORK, "would be drafted")
# MB of memory: the program and its libraries beside the model; and the speaker models with four hours of sound.
_PROGRAM, _VOICES = 250, 500
# Bytes of compressed speech for each ms, to estimate the length of a recording that does not state it.
_BYTES_A_MS = 16


class DraftManyOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The recordings, or folders of them, the output folder, and the number of processes.

    ``each`` has the other options; its ``recording`` and ``folder`` are ignored. With ``workers`` ``None``, there are
    as many as the cores and the memory allow. ``cluster`` is the address of a Ray cluster that does the work. With
    ``dry_run`` each recording is looked at, here and one after another, and nothing is written.
    """

    inputs: tuple[Path, ...]
    output: Path
    each: DraftingOptions
    workers: int | None = None
    cluster: str | None = None
    dry_run: bool = False


def draft_many(
    *, settings: Settings, options: DraftManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Draft every recording into its own folder, and write a report.

    After an interruption, the same call continues: a recording whose draft exists, by its hash, is skipped.

    :param progress: called with the progress of the whole
    :raises MediaError: if the only folder named has no recordings
    :raises SettingsError: if ``workers`` is less than 1
    :raises EngineError: if the cluster cannot be reached
    :raises CancelledError: if the watcher stopped the work; what is finished is kept
    :raises FolderError: if the report cannot be written
    """
    watcher.check_cancelled()
    found = find_recordings(options.inputs, options.output)
    if options.dry_run:
        options = msgspec.structs.replace(options, workers=1, cluster=None)
    workers = _find_workers(settings, options, len(found))
    run = secrets.token_hex(8)
    tasks = _find_tasks(settings, options, found, run)
    if workers != 1:
        tasks = _with_lengths(tasks, watcher)
        # A process without work would keep its cores from the others.
        workers = workers if isinstance(workers, Cluster) else min(workers, count_pieces(tasks, workers))
    report = options.output / REPORT
    whole = Whole(workers=workers, report=report, watcher=watcher, progress=progress, reached=count_finished)
    try:
        return run_many(DRY if options.dry_run else WORK, draft_item, DraftFeed(tasks), whole)
    finally:
        if isinstance(workers, Cluster):
            _release_claims(tasks, run)


def find_worker_memory(model: str, *, voices: bool) -> int:
    """The most memory, in MB, that a drafting process takes. Source: the measurements in docs/benchmarks.md.

    :param model: a name from the table, or a folder
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
    # The machines of a cluster have other working directories.
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
                dry_run=options.dry_run,
            ),
        )
        for one, folder in zip(found, place_outputs(found, output), strict=True)
    ]


def _for_machines(settings: Settings, each: DraftingOptions, base: Path) -> DraftingOptions:
    """The options for any machine: absolute paths, and the model that is best on this machine."""
    captions = each.captions if each.captions in (None, BESIDE) else str(base / str(each.captions))
    if each.model is None:
        return msgspec.structs.replace(each, captions=captions, best=find_model_name(settings=settings, options=each))
    model = str(base / each.model) if each.model not in MODELS else each.model
    return msgspec.structs.replace(each, captions=captions, model=model)


def _with_lengths(tasks: Sequence[Task[DraftItem]], watcher: Watcher) -> list[Task[DraftItem]]:
    """With the length of the sound in ms as weight, which decides the order."""
    lengths = find_lengths([task.item.options.recording for task in tasks], watcher)
    return [
        msgspec.structs.replace(task, weight=task.weight // _BYTES_A_MS if length is None else length)
        for task, length in zip(tasks, lengths, strict=True)
    ]


def _release_claims(tasks: Sequence[Task[DraftItem]], run: str) -> None:
    """Release the claims of cluster workers that were terminated. Nothing else shows that they are gone."""
    for task in tasks:
        own = task.item.options.folder
        for folder in (own, *own.parent.glob(f"{escape(own.name)}-" + "[0-9a-f]" * 8)):
            if (folder / STORE).is_dir():
                release_run(folder, run)
