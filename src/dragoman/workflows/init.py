"""Create a publisher's settings: ``dragoman.toml``."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.settings.dragoman_toml import FILE, Settings, refuse_file, write_settings
from dragoman.settings.keys import SETTINGS
from dragoman.workflows.questions import Answers, Question, refuse_unknown
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["InitOptions", "InitPlan", "init", "plan_init"]

# The settings that a new publisher is asked for; the others can be edited in the file.
_ASKED = ("name", "handle", "person", "source_language", "target_language", "licence")
_NO_ANSWERS: Answers = {}


class InitOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The folder, and values by field of :class:`Settings`. ``force`` replaces an existing file."""

    folder: Path
    values: dict[str, str] = {}
    force: bool = False


class InitPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The file to write, and questions about its values. An empty answer leaves a value unset."""

    options: InitOptions
    file: Path
    questions: tuple[Question, ...]


def plan_init(*, settings: Settings, options: InitOptions, watcher: Watcher = SILENT) -> InitPlan:
    """The questions for a new publisher's settings. Nothing is written.

    :raises FolderError: if the file exists already, unless forced
    """
    watcher.check_cancelled()
    file = options.folder / FILE
    refuse_file(file, force=options.force)
    asked = (setting for setting in SETTINGS if setting.field in _ASKED and setting.field not in options.values)
    questions = (Question(name=each.field, says=f"{each.says} ({each.example})", default="") for each in asked)
    return InitPlan(options=options, file=file, questions=tuple(questions))


def init(*, settings: Settings, plan: InitPlan, answers: Answers = _NO_ANSWERS, watcher: Watcher = SILENT) -> Path:
    """Write the settings; return the path of the file.

    :param answers: to the plan's questions; each may be left out
    :raises FolderError: if the file exists already, unless forced
    :raises SettingsError: if a value is not valid
    """
    watcher.check_cancelled()
    refuse_unknown(plan.questions, answers)
    return write_settings(plan.options.folder, {**plan.options.values, **answers}, force=plan.options.force)
