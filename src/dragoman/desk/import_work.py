"""Make interviews from uploaded files. Any file may be hostile, so it is read with limits of memory and time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman import disk
from dragoman.desk.limits import READING, close_network, limit_process
from dragoman.desk.outcome import Asked, NextJob, Outcome
from dragoman.desk.plain_names import make_folder
from dragoman.engines.models import find_here
from dragoman.errors import DragomanError, InputError
from dragoman.folder.imported import place_imported
from dragoman.formats.options import Imported, ReadOptions
from dragoman.language.plural import counted
from dragoman.media.probe import probe
from dragoman.notation import serialize_text
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import display_name
from dragoman.workflows.import_interview import BOTH_LANGUAGES, ImportOptions, import_interview, plan_import
from dragoman.workflows.importing.file_languages import find_original
from dragoman.workflows.importing.group_files import FileGroup, group_files
from dragoman.workflows.importing.read_inputs import InputOptions
from dragoman.workflows.job import Job as ModelJob
from dragoman.workflows.questions import Choice, Question
from dragoman.workflows.watcher import Watcher

__all__ = ["FolderArguments", "ReadArguments", "read", "read_folder"]

_MOST_SAID = 30
_MOST_SHOWN = 5
_LONGEST = 120
_NOT_TIMED = "the times of its words are not known: no speech model is installed, or the desk measures none"
_SIDE = Question(
    name="side",
    says="What does the text contain?",
    choices=(
        Choice("source", "the original"),
        Choice("target", "the translation"),
        Choice(BOTH_LANGUAGES, "both languages"),
    ),
    default="source",
)


class ReadArguments(msgspec.Struct, frozen=True, kw_only=True):
    """The files of one interview, and what is known about them.

    ``target`` is the language of the translation, if the files do not say it. With ``look``, what would be made is
    returned, and it is made only after an answer. ``aligner`` is the engine that measures when words are spoken; empty
    for none.
    """

    files: Sequence[str]
    folder: str
    source: Sequence[str] = ()
    target: str | None = None
    look: bool = False
    answers: dict[str, str] | None = None
    aligner: str = ""

    @property
    def given(self) -> dict[str, str]:
        """The answers; none if nobody was asked."""
        return self.answers or {}


class FolderArguments(msgspec.Struct, frozen=True, kw_only=True):
    """An uploaded folder, the folder for its interviews, and the languages."""

    staged: str
    root: str
    source: Sequence[str] = ()
    target: str | None = None


def read(*, job: ModelJob, watcher: Watcher, settings: Settings, **row: Any) -> Outcome:
    """Make an interview from a transcript, or from two in one language each, with their recording if it was uploaded
    too.

    For a recording alone, a draft is the next job. Questions that only a person can decide are returned.

    :param row: the fields of :class:`ReadArguments`
    :raises DragomanError: if the files cannot be read
    """
    asked = ReadArguments(**row)
    limit_process(*READING)
    close_network()
    watcher.check_cancelled()
    place = Path(asked.folder)
    kept = place_imported(place)
    there = [path if (path := Path(file)).exists() else kept / path.name for file in asked.files]
    recordings = [path for path in there if _is_recording(path)]
    # Transcripts go into the folder's store; the recording stays where it is.
    transcripts = tuple(_move(path, kept) for path in there if path not in recordings)
    if len(recordings) > 1 or len(transcripts) > 2:
        raise InputError(place, "has more files than one interview", "drop one interview at a time")
    if not transcripts:
        return Outcome(then=(_draft(asked, recordings[0]),))
    options = InputOptions(
        inputs=transcripts,
        original=find_original(transcripts, (*asked.source, settings.source_language), settings.target_language),
        reading=_find_reading(asked.source, asked.target or settings.target_language, asked.given),
        usual_target=asked.target,
    )
    plan = plan_import(settings=settings, options=options)
    if asked.given.get(_SIDE.name) == BOTH_LANGUAGES and plan.imported and not _has_pairs(plan.imported):
        raise InputError(transcripts[0], _NO_PAIRS, "type “= ” before each translation, in the line below its original")
    open_ = [one for one in plan.questions if one.default is None and one.name not in asked.given]
    if open_ or (asked.look and asked.answers is None):
        return Outcome(asked=_ask(plan.questions, plan.imported))
    said = {one.name: asked.given.get(one.name, one.default) for one in plan.questions}
    given = {name: value for name, value in said.items() if value is not None}
    wanted = ImportOptions(folder=place, recording=next(iter(recordings), None), target=asked.target)
    done = import_interview(settings=settings, plan=plan, options=wanted, answers=given)
    says = "\n".join(_say_made(done.imported))
    if not recordings or not any(segment.source for segment in done.imported.transcript.segments):
        return Outcome(says=says)
    if not asked.aligner or (asked.aligner == "whisper" and not find_here()):
        return Outcome(says=f"{says}\n{_NOT_TIMED}")
    arguments = {"folder": asked.folder, "recording": str(recordings[0])}
    return Outcome(says=says, then=(NextJob("time-words", arguments),))


def _draft(asked: ReadArguments, recording: Path) -> NextJob:
    languages = {"source": list(asked.source), "target": asked.target}
    return NextJob("draft", {"recording": str(recording), "folder": asked.folder, **languages})


def _move(path: Path, kept: Path) -> Path:
    disk.make_folder(kept, 0o700)
    return path if path.parent == kept else path.rename(kept / path.name)


def read_folder(*, job: ModelJob, watcher: Watcher, settings: Settings, **row: Any) -> Outcome:
    """Put each interview of an uploaded folder into its own folder, and read it in further jobs.

    :param row: the fields of :class:`FolderArguments`
    :raises InputError: if there is no recording or transcript
    """
    limit_process(*READING)
    close_network()
    asked = FolderArguments(**row)
    found = group_files(Path(asked.staged))
    then = tuple(_place(group, asked) for group in found.groups)
    if not then:
        raise InputError(Path(asked.staged).name, "contains no recording and no transcript that can be read")
    left_out = [f"left out: {shown}: {reason}" for shown, reason in found.left_out]
    more = [f"… and {len(left_out) - _MOST_SAID} more"] if len(left_out) > _MOST_SAID else []
    says = "\n".join([f"interviews: {len(then)}", *left_out[:_MOST_SAID], *more])
    return Outcome(says=says, then=then, discard=asked.staged)


def _place(group: FileGroup, asked: FolderArguments) -> NextJob:
    folder = make_folder(Path(asked.root), group.name)
    files = [group.recording, *group.transcripts] if group.recording else list(group.transcripts)
    # A job that is killed here is repeated with the same files.
    there = [_link(file, folder / file.name) for file in files]
    arguments = {"files": there, "folder": str(folder), "source": list(asked.source), "target": asked.target}
    return NextJob("read", arguments, folder.name)


def _link(file: Path, place: Path) -> str:
    try:
        place.hardlink_to(file)
    except OSError:  # a file system without hard links
        shutil.copyfile(file, place)
    return str(place)


def _is_recording(path: Path) -> bool:
    """Whether a file is sound or video, by its content."""
    try:
        probe(path)
    except DragomanError:
        return False
    return True


def _find_reading(source: Sequence[str], target: str | None, answers: dict[str, str]) -> ReadOptions:
    """The options for reading files, with the answered side.

    :param target: the language of the translation, if the words are in both
    """
    language, side = next(iter(source), None), answers.get(_SIDE.name)
    if side is None:
        return ReadOptions(language=language)
    if side == BOTH_LANGUAGES:
        return ReadOptions(language=language, target_language=target if language != target else None)
    is_target = side == "target"
    return ReadOptions(language=language, side="target" if is_target else "source", side_is_stated=True)


def _ask(questions: Sequence[Question], imported: Imported | None) -> Asked:
    if imported is None:
        return Asked(questions=tuple(questions))
    if _is_one_sided(imported) and all(one.name != _SIDE.name for one in questions):
        questions = (_SIDE, *questions)
    lines = (*_summarize(imported), *_begin(imported))
    problems = tuple(_say_problem(problem, imported) for problem in imported.problems[:_MOST_SAID])
    more = len(imported.problems) - _MOST_SAID
    return Asked(
        questions=tuple(questions), lines=lines, problems=(*problems, f"… and {more} more") if more > 0 else problems
    )


_NO_PAIRS = "is not read as pairs, for its words and their order do not say which belong together"


def _has_pairs(imported: Imported) -> bool:
    return any(segment.source and segment.target for segment in imported.transcript.segments)


def _is_one_sided(imported: Imported) -> bool:
    """Whether all words are on one side, and the side was not detected."""
    segments = imported.transcript.segments
    return any(segment.source for segment in segments) and not any(segment.target for segment in segments)


def _summarize(imported: Imported) -> Iterator[str]:
    transcript = imported.transcript
    speakers = ", ".join(display_name(one) for one in transcript.speakers[:8]) or "nobody named"
    yield f"{counted(len(transcript.segments), 'passage')}; who speaks: {speakers}"


def _begin(imported: Imported) -> Iterator[str]:
    """The first passages, as they were read, with their marks in brackets and their translations."""
    names = {one.id: display_name(one) for one in imported.transcript.speakers}
    for segment in imported.transcript.segments[:_MOST_SHOWN]:
        both = [serialize_text(text) for text in (segment.source, segment.target) if text]
        said, *translated = [text[:_LONGEST] + ("…" if len(text) > _LONGEST else "") for text in both] or [""]
        yield f"{names.get(segment.speaker or '', '?')}: {said}"
        yield from (f"= {text}" for text in translated)


def _say_problem(problem: Problem, imported: Imported) -> str:
    number = next((n for n, s in enumerate(imported.transcript.segments, 1) if s.id == problem.where.segment), None)
    place = f"passage {number}: " if number else f"line {problem.where.line}: " if problem.where.line else ""
    return f"{place}{problem.message}"


def _say_made(imported: Imported) -> Iterator[str]:
    """What was made, and the problems of reading it."""
    yield next(_summarize(imported))
    for problem in imported.problems[:_MOST_SAID]:
        yield _say_problem(problem, imported)
    if len(imported.problems) > _MOST_SAID:
        yield f"… and {len(imported.problems) - _MOST_SAID} more, at their passages"
