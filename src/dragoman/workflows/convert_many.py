"""Convert many files or interviews into one folder: each becomes an interview, or a file of one format."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import DragomanError, Fix, InputError
from dragoman.folder import is_interview
from dragoman.folder.find import find_folders
from dragoman.folder.loading import HISTORY
from dragoman.formats import FORMATS
from dragoman.formats.options import Imported
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.documents import NOTATION
from dragoman.workflows.export import ExportOptions, export
from dragoman.workflows.import_interview import (
    ImportOptions,
    ImportPlan,
    import_interview,
    is_finished,
    plan_import,
    with_settings,
)
from dragoman.workflows.importing.find_files import ANY_KIND, FoundFile, list_files, name_beside
from dragoman.workflows.importing.pair_warnings import with_warning
from dragoman.workflows.importing.read_inputs import DONE, InputOptions, is_collection, join_pairs, read_transcript
from dragoman.workflows.many.finished import DoneMany, Finished, Outcome, Work, as_dry, describe_failure
from dragoman.workflows.many.places import Found, find_name, find_weight, place_outputs
from dragoman.workflows.many.report import is_report
from dragoman.workflows.many.run import Progress, Task, Whole, run_many, unseen
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["ConvertItem", "ConvertManyOptions", "convert_item", "convert_many"]

# Not the name of the report of drafts, which may be in the same folder.
REPORT = "report-converting.html"
WORK = Work(
    title="Conversions",
    stage="converting",
    unit="files",
    item="File",
    result="Made",
    labels={"failed": "failed", "incomplete": "out of date", "made": "made", "skipped": "skipped"},
)
DRY = as_dry(WORK, "would be made")


class ConvertManyOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The files, interviews or folders to convert, and the folder for the results.

    ``reading`` says how each is read; its ``inputs`` are ignored. ``writing`` describes the file that each becomes; its
    ``output`` is ignored. With ``None``, each becomes an interview. With ``dry_run`` every file is read, and nothing is
    written.
    """

    inputs: tuple[Path, ...]
    output: Path
    reading: InputOptions
    writing: ExportOptions | None = None
    workers: int = 1
    dry_run: bool = False


class ConvertItem(msgspec.Struct, frozen=True, kw_only=True):
    """One file or interview, as sent to a worker process.

    ``found`` describes a file that was found in a folder, which may not be a transcript; ``None`` for a path that was
    named itself. ``root`` is the folder for the results of all.
    """

    settings: Settings
    reading: InputOptions
    writing: ExportOptions | None
    output: Path
    root: Path
    found: FoundFile | None
    dry_run: bool = False

    @property
    def path(self) -> Path:
        """The path to read."""
        return self.reading.inputs[0]


class _Source(Found, frozen=True):
    """A path to read; ``file`` describes it if it was found in a folder."""

    file: FoundFile | None = None


def convert_many(
    *, settings: Settings, options: ConvertManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Convert every file, and write a report. Results that exist are skipped, so that the same call continues.

    :param progress: called with the progress of the whole
    :raises InputError: if the only folder named has nothing to convert
    :raises SettingsError: if ``workers`` is less than 1
    :raises CancelledError: if the watcher stopped the work; what is finished is kept
    :raises FolderError: if the report cannot be written
    """
    watcher.check_cancelled()
    options = msgspec.structs.replace(options, reading=with_settings(options.reading, settings))
    found = _find_sources(options)
    places = _place(found, options.output)
    suffix = "" if options.writing is None else _suffix(options.writing.format)
    tasks = []
    for source in found:
        place = places[source.path]
        output = place.with_name(f"{place.name}{suffix}")
        item = ConvertItem(
            settings=settings,
            reading=msgspec.structs.replace(options.reading, inputs=(source.path,)),
            writing=options.writing and msgspec.structs.replace(options.writing, output=output),
            output=output,
            root=options.output,
            found=source.file,
            dry_run=options.dry_run,
        )
        tasks.append(Task(path=source.path, made=output, weight=find_weight(source.path), item=item))
    report = options.output / REPORT
    whole = Whole(workers=options.workers, report=report, watcher=watcher, progress=progress)
    return run_many(DRY if options.dry_run else WORK, convert_item, tasks, whole)


def convert_item(item: ConvertItem) -> Finished:
    """Convert one item, unless its result exists; return the outcome."""
    started = time.monotonic()
    try:
        found = _import(item) if item.writing is None else _export(item, item.writing)
    except (DragomanError, OSError) as error:
        return describe_failure(item.path, item.output, error)
    return found if found.outcome != "made" else msgspec.structs.replace(found, seconds=time.monotonic() - started)


def _import(item: ConvertItem) -> Finished:
    if is_finished(item.output):
        return _finished(item, "skipped", DONE)
    if item.found is None:
        if is_collection(item.path, item.reading.read_as):
            raise InputError(item.path, "contains many pages, or no transcript", "convert it separately")
        plan = plan_import(settings=item.settings, options=item.reading)
    else:
        try:
            post = read_transcript(item.found, item.reading)
        except InputError as error:
            if item.found.translation is not None:
                return _describe_pair(item, item.found.translation, error)
            if item.path.suffix.lower() not in ANY_KIND:
                raise
            return _finished(item, "skipped", error.fault)
        if post.imported is None:
            anyway = Fix("if it is a transcript, convert it alone", "convert", (str(item.path), f"{item.output}/"))
            skipped = _finished(item, "skipped", post.reason or "no transcript was found in it")
            return msgspec.structs.replace(skipped, fixes=(anyway,))
        plan = ImportPlan(options=item.reading, imported=post.imported, questions=())
    beside = name_beside(item.found) if item.found else ""
    if item.dry_run:
        made = f"{item.output}{beside and f', {beside}'}"
        return _with_warning(_finished(item, "made", made, imported=plan.imported), item.found)
    item.output.parent.mkdir(parents=True, exist_ok=True)
    wanted = ImportOptions(folder=item.output, recording=item.found.recording if item.found else None)
    done = import_interview(settings=item.settings, plan=plan, options=wanted)
    return _with_warning(_finished(item, "made", beside, imported=done.imported), item.found)


def _describe_pair(item: ConvertItem, translation: Path, error: InputError) -> Finished:
    """Why two files did not become one interview, and how to convert each on its own."""
    each = Fix("convert each on its own", "convert", (str(item.path), str(translation)), {"each_into": str(item.root)})
    failed = describe_failure(item.path, item.output, error)
    return msgspec.structs.replace(failed, fixes=(*failed.fixes, each))


def _with_warning(finished: Finished, file: FoundFile | None) -> Finished:
    return finished if file is None else with_warning(finished, file)


def _export(item: ConvertItem, writing: ExportOptions) -> Finished:
    output = item.output
    if item.found is not None and item.found.reason is not None:
        return _finished(item, "skipped", item.found.reason)
    if output.exists() and not writing.force:
        source = item.path / HISTORY if item.path.is_dir() else item.path
        if source.stat().st_mtime_ns <= output.stat().st_mtime_ns:
            return _finished(item, "skipped", "it exists already")
        stale = _finished(item, "incomplete", f"{output} exists already, and is older than its source")
        return msgspec.structs.replace(stale, fixes=(Fix("overwrite it", options={"force": True}),))
    plan = plan_import(settings=item.settings, options=item.reading)
    if item.dry_run:
        return _finished(item, "made", str(output), imported=plan.imported)
    with disk.writing(output):
        output.parent.mkdir(parents=True, exist_ok=True)
    export(settings=item.settings, plan=plan, options=writing)
    return _finished(item, "made", imported=plan.imported)


def _finished(item: ConvertItem, outcome: Outcome, why: str = "", imported: Imported | None = None) -> Finished:
    figures = {}
    recording = None
    if imported is not None:
        doubts = sum(problem.severity != "note" for problem in imported.problems)
        figures = {"passages": len(imported.transcript.segments), "to look at": doubts}
        recording = imported.transcript.recording
    duration = recording.duration if recording else None
    return Finished(path=item.path, made=item.output, outcome=outcome, why=why, duration=duration, figures=figures)


def _place(found: Sequence[_Source], output: Path) -> dict[Path, Path]:
    """The place of each result. What is left out takes no name from the others."""
    made = [source for source in found if source.file is None or source.file.reason is None]
    places = dict(zip((source.path for source in made), place_outputs(made, output), strict=True))
    return {source.path: places.get(source.path, output / source.name) for source in found}


def _find_sources(options: ConvertManyOptions) -> tuple[_Source, ...]:
    """The paths to convert, each once: as named; for folders, their files, or their interviews if files are written.

    The files of one interview are one source, unless files are written.

    :raises InputError: if the only folder named has nothing to convert
    """
    found: dict[Path, _Source] = {}
    for one in options.inputs:
        below = _find_below(one, options) if one.is_dir() and not is_interview(one) else [_named(one)]
        if not any(source.file is None or source.file.reason is None for source in below):
            if len(options.inputs) == 1:
                raise InputError(
                    one, "contains no interview, and no file that can be read", "name the files themselves"
                )
            below = below or [_named(one)]
        for source in below:
            if not _is_left_out(source.path):
                found.setdefault(source.path.absolute(), source)
    return tuple(found.values())


def _find_below(folder: Path, options: ConvertManyOptions) -> list[_Source]:
    interviews = tuple(find_folders(folder)) if options.writing is not None else ()
    if interviews:
        return [_Source(path, path.relative_to(folder)) for path in interviews]
    files = list_files(folder, options.output)
    if options.writing is None:
        files = join_pairs(files, options.reading)
    return [_Source(file.path, Path(file.name), file) for file in files]


def _named(path: Path) -> _Source:
    return _Source(path, find_name(path))


def _is_left_out(path: Path) -> bool:
    """Whether the path is the report of an earlier run."""
    return path.suffix == ".html" and is_report(path)


def _suffix(name: str) -> str:
    """The suffix of files in a format."""
    return ".txt" if name == NOTATION else FORMATS[name].suffixes[0]
