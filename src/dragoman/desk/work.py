"""What jobs do, each in a process of its own. Nothing here needs the web application or its database.

Files that somebody sent are looked at with limits of memory and time: any of them may be hostile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman import disk
from dragoman.engines.base import TranslatorSetup
from dragoman.errors import DragomanError
from dragoman.folder.lock import STORE
from dragoman.formats.options import ReadOptions
from dragoman.media.probe import probe
from dragoman.press.site_model import Media
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.draft import draft
from dragoman.workflows.draft_plan import DraftingOptions, plan_draft
from dragoman.workflows.import_interview import ImportOptions, import_interview, plan_import
from dragoman.workflows.importing.read_inputs import InputOptions
from dragoman.workflows.job import Job as ModelJob
from dragoman.workflows.publish import PublishOptions, publish
from dragoman.workflows.translate import TranslatedInterview, translate
from dragoman.workflows.translate_plan import TranslateOptions
from dragoman.workflows.watcher import Watcher

__all__ = ["KINDS", "NextJob", "Outcome"]

# What reading a file may take: bytes of memory, seconds of the processor.
_MEMORY = 4 << 30
_SECONDS = 600
_IMPORTED = "imported"


class NextJob(msgspec.Struct, frozen=True):
    """What is to be done when a job is done."""

    kind: str
    arguments: dict[str, Any]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a job: what it says at its end, and what is to be done next."""

    says: str = ""
    then: NextJob | None = None


def _draft(
    *, job: ModelJob, watcher: Watcher, settings: Settings, recording: str, folder: str, **wanted: Any
) -> Outcome:
    """Draft a recording into its folder."""
    asked = DraftingOptions(
        recording=Path(recording),
        folder=Path(folder),
        source=tuple(wanted.get("source") or ()),
        target=wanted.get("target"),
        speakers=wanted.get("speakers"),
    )
    draft(settings=settings, plan=plan_draft(settings=settings, options=asked), job=job, watcher=watcher)
    return Outcome()


def _translate(
    *,
    job: ModelJob,
    watcher: Watcher,
    settings: Settings,
    setups: Sequence[TranslatorSetup],
    folder: str,
    target: str | None,
    suggest: bool,
    answers: dict[str, str],
) -> Outcome:
    """Translate what has no translation yet, or suggest other versions of what has one."""
    wanted = TranslateOptions(folder=Path(folder), target=target, engines=tuple(setups), suggest=suggest)
    done = translate(settings=settings, options=wanted, job=job, answers=answers, watcher=watcher)
    return Outcome(says=_say_translated(done))


def _say_translated(done: TranslatedInterview) -> str:
    counts = {
        "translated": len(done.written),
        "left as a marked gap": len(done.gaps),
        "doubtful": len(done.doubtful),
        "suggested beside the translation": len(done.suggested),
        "without an engine for their language": done.skipped.get("no-engine", 0),
    }
    said = [f"{number} {what}" for what, number in counts.items() if number]
    used = [f"{name}: {one.sent} tokens sent, {one.received} received" for name, one in done.usage.items() if one.sent]
    return "; ".join(["passages: " + ", ".join(said) if said else "nothing was to be translated", *used])


def _publish(
    *, job: ModelJob, watcher: Watcher, settings: Settings, interviews: str, site: str, media: Media, whole: bool
) -> Outcome:
    """Write the pages of every edition to the site, also of interviews in folders below."""
    folder = Path(site)
    disk.make_folder(folder, 0o777)
    wanted = PublishOptions(interviews=Path(interviews), site=folder, nested=True, media=media, whole=whole)
    done = publish(settings=settings, options=wanted, watcher=watcher)
    said = [f"interviews: {done.interviews}; files that changed: {len(done.changed)}"]
    said += [f"{path.name} lies in the site and is not in its list" for path in done.unlisted]
    return Outcome(says="\n".join(said))


def _read(
    *, job: ModelJob, watcher: Watcher, settings: Settings, files: Sequence[str], folder: str, **wanted: Any
) -> Outcome:
    """Make an interview of files that somebody sent; of a recording, say that it is to be drafted."""
    _limit_process()
    watcher.check_cancelled()
    paths = tuple(Path(file) for file in files)
    if len(paths) == 1 and _is_recording(paths[0]):
        return Outcome(then=NextJob("draft", {"recording": str(paths[0]), "folder": folder, **wanted}))
    _import_files(paths, Path(folder), settings, next(iter(wanted.get("source") or ()), None))
    return Outcome()


def _limit_process() -> None:
    """Bound what this process may take, where the system can."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 10))


def _is_recording(path: Path) -> bool:
    """Whether a file is sound or picture, by what is in it."""
    try:
        probe(path)
    except DragomanError:
        return False
    return True


def _import_files(paths: Iterable[Path], folder: Path, settings: Settings, source: str | None) -> None:
    """Make an interview of one transcript, or of two in one language each, the first of which is the original.

    The files go into the folder's own store.

    :raises DragomanError: where they cannot be read
    """
    kept = folder / STORE / _IMPORTED
    disk.make_folder(kept, 0o700)
    moved = tuple(path.rename(kept / path.name) if path.exists() else kept / path.name for path in paths)
    options = InputOptions(inputs=moved, original=1 if len(moved) == 2 else None, reading=ReadOptions(language=source))
    plan = plan_import(settings=settings, options=options)
    answers = {question.name: question.default for question in plan.questions if question.default is not None}
    import_interview(settings=settings, plan=plan, options=ImportOptions(folder=folder), answers=answers)


# Kind -> what is run in a process of its own, with a job, a watcher, the settings and the row's arguments.
KINDS: dict[str, Callable[..., Outcome]] = {
    "draft": _draft,
    "publish": _publish,
    "read": _read,
    "translate": _translate,
}
