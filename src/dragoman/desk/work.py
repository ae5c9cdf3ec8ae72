"""The work of jobs, each in its own process. It needs neither the web application nor its database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman import disk
from dragoman.desk.import_work import read, read_folder
from dragoman.desk.limits import READING, close_network, limit_process
from dragoman.desk.outcome import Outcome
from dragoman.engines.base import TranslatorSetup
from dragoman.folder.find import find_folders
from dragoman.media.probe import probe
from dragoman.press.site_model import Media
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.draft import draft
from dragoman.workflows.draft_plan import DraftingOptions, plan_draft
from dragoman.workflows.job import Job as ModelJob
from dragoman.workflows.publish import PublishOptions, publish
from dragoman.workflows.publish_notes import find_notes
from dragoman.workflows.time_words import TimeWordsOptions, time_words
from dragoman.workflows.translate import TranslatedInterview, translate
from dragoman.workflows.translate_plan import TranslateOptions
from dragoman.workflows.watcher import Watcher

__all__ = ["KINDS"]

# CPU limits of a draft: seconds, and seconds for each second of sound. The largest models take 20.
_DRAFT_SECONDS = 3600
_DRAFT_RATE = 100
# Limits of publishing: bytes of memory, and seconds of CPU time for each interview, whose sound may be copied.
_PUBLISH_MEMORY = 8 << 30
_PUBLISH_SECONDS = 600
_LEFT = "without, because they have no time, are longer than 29.5 seconds or were not recognized in the sound"


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
    close_network()
    limit_process(*READING)
    plan = plan_draft(settings=settings, options=asked)
    limit_process(None, _DRAFT_SECONDS + _DRAFT_RATE * (plan.length or 0) // 1000)
    draft(settings=settings, plan=plan, job=job, watcher=watcher)
    return Outcome()


class _TranslateArguments(msgspec.Struct, frozen=True, kw_only=True):
    """What is translated, by which engines, and the answers to the plan's questions."""

    setups: Sequence[TranslatorSetup]
    folder: str
    target: str | None
    suggest: bool
    answers: dict[str, str]


class _PublishArguments(msgspec.Struct, frozen=True, kw_only=True):
    """The folder of the interviews, that of the site, and what is written to it."""

    interviews: str
    site: str
    media: Media
    whole: bool


def _translate(*, job: ModelJob, watcher: Watcher, settings: Settings, **row: Any) -> Outcome:
    """Translate what has no translation yet, or suggest second versions."""
    asked = _TranslateArguments(**row)
    wanted = TranslateOptions(
        folder=Path(asked.folder), target=asked.target, engines=tuple(asked.setups), suggest=asked.suggest
    )
    done = translate(settings=settings, options=wanted, job=job, answers=asked.answers, watcher=watcher)
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
    return "; ".join(["passages: " + ", ".join(said) if said else "there was nothing to translate", *used])


def _time_words(
    *, job: ModelJob, watcher: Watcher, settings: Settings, folder: str, recording: str, aligner: str
) -> Outcome:
    """Measure when the words of an imported text are spoken."""
    close_network()
    length = probe(Path(recording)).duration or 0
    limit_process(None, _DRAFT_SECONDS + _DRAFT_RATE * length // 1000)
    wanted = TimeWordsOptions(folder=Path(folder), recording=Path(recording), transcriber=aligner)
    done = time_words(settings=settings, options=wanted, job=job, watcher=watcher)
    said = f"passages whose words have measured times: {len(done.timed)}"
    return Outcome(says=f"{said}; {_LEFT}: {len(done.left)}" if done.left else said)


def _publish(*, job: ModelJob, watcher: Watcher, settings: Settings, **row: Any) -> Outcome:
    """Write the pages of every edition to the site, including interviews in subfolders."""
    close_network()
    asked = _PublishArguments(**row)
    folder, interviews = Path(asked.site), Path(asked.interviews)
    limit_process(_PUBLISH_MEMORY, _PUBLISH_SECONDS * (1 + sum(1 for _ in find_folders(interviews))))
    disk.make_folder(folder, 0o777)
    wanted = PublishOptions(interviews=interviews, site=folder, nested=True, media=asked.media, whole=asked.whole)
    done = publish(settings=settings, options=wanted, watcher=watcher)
    said = [f"interviews: {done.interviews}; files that changed: {len(done.changed)}"]
    said += [f"the site: {folder / 'index.html'}"]
    said += [f"{note.severity}: {note.says}" for note in find_notes(settings, done)]
    return Outcome(says="\n".join(said))


# Kind -> the function to run in a separate process, with a job, a watcher, the settings and the row's arguments.
KINDS: dict[str, Callable[..., Outcome]] = {
    "draft": _draft,
    "publish": _publish,
    "read": read,
    "read-folder": read_folder,
    "time-words": _time_words,
    "translate": _translate,
}
