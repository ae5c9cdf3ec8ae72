"""``dragoman draft`` with several recordings or folders: a summary, and a line for each that failed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.cli.progress import watching
from dragoman.cli.terminal import as_command, shown
from dragoman.errors import InputError, SettingsError, with_fixes
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.span import format_clock
from dragoman.workflows.draft_many import DraftedMany, DraftManyOptions, draft_many
from dragoman.workflows.drafted_file import OUTCOMES

__all__ = ["read_inputs", "run_many"]


def read_inputs(named: Sequence[Path], listed: str | None) -> tuple[Path, ...]:
    """The paths that were named, then those of a list.

    :raises SettingsError: where there are none
    :raises InputError: where the list cannot be read as text
    """
    inputs = (*named, *(_read_list(listed) if listed is not None else ()))
    if not inputs:
        raise SettingsError("recording", None, "is not named", "name a recording, or a folder of recordings")
    return inputs


def run_many(settings: Settings, options: DraftManyOptions, *, quiet: bool, json: bool) -> int:
    """Draft all of them; 1 where one has failed."""
    with watching(quiet=quiet, json=json) as watcher:
        done = draft_many(settings=settings, options=options, watcher=watcher)
    for file in done.files:
        if file.outcome == "failed":
            line = with_fixes(f"{file.recording}: {file.why}", file.fixes, as_command)
            print(shown(f"dragoman: failed: {line}"), file=sys.stderr)
    if json:
        print(_as_json(done))
    elif not quiet:
        print(_summary(done))
    return 1 if any(file.outcome == "failed" for file in done.files) else 0


def _read_list(name: str) -> tuple[Path, ...]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(name, "is no text in UTF-8", "write a path on each line") from error
    return tuple(Path(line) for line in text.splitlines() if line.strip())


def _as_json(done: DraftedMany) -> str:
    counts = Counter(str(file.outcome) for file in done.files)
    outcome: dict[str, object] = {name.replace(" ", "_"): counts[name] for name in OUTCOMES}
    return msgspec.json.encode({**outcome, "report": shown(str(done.report))}).decode()


def _summary(done: DraftedMany) -> str:
    counts = Counter(str(file.outcome) for file in done.files)
    said = ", ".join(f"{counts[name]} {name}" for name in ("made", "without words", "failed", "skipped"))
    sound = format_clock(sum(file.duration or 0 for file in done.files), exact=False)
    return f"{said}; {sound} of sound drafted\nlook at it:  {shown(str(done.report))}"
