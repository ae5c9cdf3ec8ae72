"""Text translated by an engine: the door only. No engine is there yet."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.errors import EngineError, SettingsError
from dragoman.folder import open_folder
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.tags import is_tag
from dragoman.workflows.edit_folder import Edited
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["TranslateOptions", "translate"]


class TranslateOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Which passages of an interview are translated into which language; without any named, those that have no
    translation. ``engine`` names the one to ask.
    """

    folder: Path
    target: str
    passages: tuple[str, ...] = ()
    engine: str | None = None


def translate(*, settings: Settings, options: TranslateOptions, watcher: Watcher = SILENT) -> Edited:
    """Have passages translated by an engine.

    :raises SettingsError: for what is no language
    :raises FolderError: where there is no interview
    :raises EngineError: always, for there is no engine that translates text yet
    """
    watcher.check_cancelled()
    if not is_tag(options.target):
        raise SettingsError("target", options.target, "is no language tag", "use a tag such as en")
    open_folder(options.folder)
    fault = "is not there yet: no engine translates text"
    raise EngineError(options.engine or "translation", fault, "type the translation on the interview's page")
