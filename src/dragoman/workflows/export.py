"""Write a document to a file of any format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import Fix, FolderError
from dragoman.folder import is_interview, open_folder
from dragoman.folder.transcribers import find_transcribers
from dragoman.formats import write
from dragoman.formats.export import for_export
from dragoman.formats.options import Imported, WriteOptions, Written
from dragoman.notation import serialize
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.drafting import find_drafting_engines
from dragoman.transcript.sides import SideChoice
from dragoman.workflows.documents import NOTATION
from dragoman.workflows.import_interview import ImportPlan, answered
from dragoman.workflows.people import show_people
from dragoman.workflows.questions import Answers
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["ExportOptions", "Exported", "export"]

_NO_ANSWERS: Answers = {}


class ExportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The file to write, and its format: a name from the table, or ``"notation"``.

    ``profile`` is the name of a bracket profile; ``None`` takes that of the settings. ``force`` replaces an existing
    file. The other fields are as in :class:`dragoman.formats.options.WriteOptions`.
    """

    output: Path
    format: str
    side: SideChoice = "both"
    media: str | None = None
    address: str | None = None
    profile: str | None = None
    force: bool = False


class Exported(msgspec.Struct, frozen=True):
    """The file that was written, and what it could not keep."""

    path: Path
    problems: tuple[Problem, ...]


def export(
    *,
    settings: Settings,
    plan: ImportPlan,
    options: ExportOptions,
    answers: Answers = _NO_ANSWERS,
    watcher: Watcher = SILENT,
) -> Exported:
    """Write what was read to a file. The people of an interview's folder appear as they chose to be shown.

    :param answers: to the plan's questions
    :raises FolderError: if the file exists already, unless forced
    :raises SettingsError: if a question has no answer
    :raises InputError: if an answer makes it necessary to read the files again, and they cannot be read
    """
    watcher.check_cancelled()
    if options.output.exists() and not options.force:
        fixes = ("name another file", Fix("overwrite it", options={"force": True}))
        raise FolderError(options.output, "exists already", fixes)
    written = _write(answered(plan, answers), plan.options.inputs, options, settings)
    options.output.write_bytes(written.content)
    disk.share(options.output)
    return Exported(options.output, written.problems)


def _write(imported: Imported, inputs: Sequence[Path], options: ExportOptions, settings: Settings) -> Written:
    folder = open_folder(inputs[0]) if len(inputs) == 1 and is_interview(inputs[0]) else None
    transcript = show_people(imported.transcript, folder) if folder else imported.transcript
    if options.format == NOTATION:
        return Written(serialize(for_export(transcript, to_edit=True), imported.revision, for_others=True).encode())
    # A Word file is meant to be edited and applied again, unless somebody names a style guide's brackets.
    profile = options.profile if options.format == "docx" else options.profile or settings.profile
    wanted = WriteOptions(
        side=options.side,
        media=options.media,
        address=options.address,
        profile=profile,
        revision=imported.revision,
        drafted_by=find_drafting_engines(transcript, folder.history if folder else ()),
        transcribers=find_transcribers(transcript, folder.history) if folder else None,
    )
    return write(transcript, options.format, wanted)
