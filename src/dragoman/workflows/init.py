"""A publisher's settings made: ``dragoman.toml``."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.settings.dragoman_toml import FILE, Settings, refuse_file, write_settings
from dragoman.settings.keys import SETTINGS
from dragoman.workflows.questions import Answers, Question, refuse_unknown
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["InitOptions", "InitPlan", "init", "plan_init"]

# What is asked of somebody new; the rest can be filled in in the file.
_ASKED = ("name", "handle", "person", "source_language", "target_language", "licence")
_NO_ANSWERS: Answers = {}


class InitOptions(msgspec.Struct, frozen=True, kw_only=True):
    """In which folder, with which values by field of :class:`Settings`. ``force`` writes over a file that is there."""

    folder: Path
    values: dict[str, str] = {}
    force: bool = False


class InitPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The file that will be written, and what may be asked for it; an empty answer leaves a question open."""

    options: InitOptions
    file: Path
    questions: tuple[Question, ...]


def plan_init(*, settings: Settings, options: InitOptions, watcher: Watcher = SILENT) -> InitPlan:
    """What can be said in the settings that a new publisher is asked for. Nothing is written.

    :raises FolderError: where the file is there already, unless it may be written over
    """
    watcher.check_cancelled()
    file = options.folder / FILE
    refuse_file(file, force=options.force)
    asked = (setting for setting in SETTINGS if setting.field in _ASKED and setting.field not in options.values)
    questions = (Question(name=each.field, says=f"{each.says} ({each.example})", default="") for each in asked)
    return InitPlan(options=options, file=file, questions=tuple(questions))


def init(*, settings: Settings, plan: InitPlan, answers: Answers = _NO_ANSWERS, watcher: Watcher = SILENT) -> Path:
    """Write the settings; the value is their file.

    :param answers: to the plan's questions; each may stay open
    :raises FolderError: where the file is there already, unless it may be written over
    :raises SettingsError: for a value that makes no sense
    """
    watcher.check_cancelled()
    refuse_unknown(plan.questions, answers)
    return write_settings(plan.options.folder, {**plan.options.values, **answers}, force=plan.options.force)
