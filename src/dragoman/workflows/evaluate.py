"""Measure a transcript against a reference transcript."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import SettingsError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.problems import Problem
from dragoman.scoring.evaluation import Evaluation, ScoringOptions
from dragoman.scoring.evaluation import evaluate as score
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.documents import read_document
from dragoman.workflows.importing.read_inputs import with_file_language
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["EvaluateOptions", "Evaluated", "evaluate"]


class EvaluateOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What is measured, and the reference: folders or files.

    ``language`` is the tag of the measured language, if neither the file nor its name says it. ``side`` is the side
    that files in one language contain. ``collar`` is the number of seconds by which a word may be off in tcpWER.
    """

    hypothesis: Path
    reference: Path
    language: str | None = None
    side: Literal["source", "target"] = "source"
    recording: str | None = None
    collar: float = 5.0


class Evaluated(msgspec.Struct, frozen=True):
    """The scores, none if nothing can be measured; and what could not be read of each document."""

    evaluation: Evaluation
    unread: tuple[tuple[Path, Problem], ...]


def evaluate(*, settings: Settings, options: EvaluateOptions, watcher: Watcher = SILENT) -> Evaluated:
    """Measure a transcript.

    :raises SettingsError: if the collar is out of range
    :raises InputError: if a document cannot be read
    :raises FolderError: if an interview's folder is damaged, or a newer program wrote it
    """
    watcher.check_cancelled()
    if not 0 <= options.collar <= 3600:
        raise SettingsError("collar", options.collar, "is not a number of seconds from 0 to 3600")
    is_source = options.side == "source"
    reading = ReadOptions(
        language=options.language if is_source else None,
        target_language=None if is_source else options.language,
        side=options.side,
        recording=options.recording,
    )
    read: list[tuple[Path, Imported]] = []
    for path in (options.hypothesis, options.reference):
        read.append((path, read_document(path, with_file_language(path, reading))))
        watcher.check_cancelled()
    (_, hypothesis), (_, truth) = read
    scoring = ScoringOptions(language=reading.language, collar=options.collar)
    unread = tuple((path, problem) for path, imported in read for problem in imported.problems)
    return Evaluated(score(hypothesis.transcript, truth.transcript, scoring), unread)
