"""Import an interview from existing files: a page, a transcript, subtitles, two files, or many pages at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from dragoman.conventions.profiles import PROFILES, find_profile
from dragoman.errors import DragomanError, FolderError, MediaError
from dragoman.folder import Folder, create_folder, is_interview, is_unfinished, open_folder
from dragoman.folder.review import record_problems
from dragoman.folder.views import has_views, write_views
from dragoman.formats.options import Imported
from dragoman.formats.prose.web.collection import Post
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript.document import Facts, Transcript
from dragoman.workflows.importing.attach_recording import find_mismatches, find_recording, with_recording
from dragoman.workflows.importing.find_files import FoundFile
from dragoman.workflows.importing.read_inputs import (
    DONE,
    InputOptions,
    find_files,
    read_all,
    read_file,
    read_one,
    read_pair,
    with_usual_languages,
)
from dragoman.workflows.questions import Answers, Choice, Question, find_answer, refuse_unknown
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "BOTH_LANGUAGES",
    "ImportOptions",
    "ImportPlan",
    "ImportedInterview",
    "ImportedPage",
    "answered",
    "folder_name",
    "import_all",
    "import_interview",
    "is_finished",
    "plan_import",
    "read_collection",
    "with_settings",
]

_NO_ANSWERS: Answers = {}
# Why a file of a folder is an interview of its own.
BOTH_LANGUAGES = "both"
"""The answer to the question which text the words are: the file has both, to be paired by its words."""


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What was read, and what a person may decide otherwise.

    ``imported`` is ``None`` if a question must be answered before anything can be read.
    """

    options: InputOptions
    imported: Imported | None
    questions: tuple[Question, ...]


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The folder of the new interview. ``recording`` is a file that becomes its recording.

    ``target`` is the BCP 47 tag of the translation's language, if what was read does not say it.
    """

    folder: Path
    recording: Path | None = None
    target: str | None = None


class ImportedInterview(msgspec.Struct, frozen=True):
    """An interview, what it was made from, and whether it existed before and was left as it was."""

    folder: Folder
    imported: Imported
    existed: bool


class ImportedPage(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome for one of many pages: its interview, or that it existed already, or why there is none.

    ``file`` is the file that it was read from, if that was found in a folder.
    """

    page: Post
    file: FoundFile | None = None
    folder: Folder | None = None
    existed: bool = False
    error: DragomanError | OSError | None = None


def plan_import(*, settings: Settings, options: InputOptions, watcher: Watcher = SILENT) -> ImportPlan:
    """Read what is to be imported, and say what a person must decide. Nothing is written.

    :raises InputError: if there is nothing that can be read
    :raises SettingsError: if the bracket profile is unknown
    """
    watcher.check_cancelled()
    options = with_settings(options, settings)
    if len(options.inputs) == 2 and options.original is None:
        first, second = (Choice(str(number), path.name) for number, path in enumerate(options.inputs, 1))
        which = Question(name="original", says="Which file holds the original?", choices=(first, second))
        return ImportPlan(options=options, imported=None, questions=(which,))
    imported = _read(options)
    return ImportPlan(options=options, imported=imported, questions=tuple(_find_questions(options, imported)))


def answered(plan: ImportPlan, answers: Answers) -> Imported:
    """What is imported: as it was read, or read again with the answers.

    :raises SettingsError: if a question has no answer, or one that is not among its choices
    :raises InputError: if the files cannot be read
    """
    refuse_unknown(plan.questions, answers)
    given = {question.name: find_answer(question, answers) for question in plan.questions}
    if plan.imported is not None and not answers:
        return plan.imported
    options = plan.options
    if "original" in given:
        options = msgspec.structs.replace(options, original=1 if given["original"] == "1" else 2)
    if given.get("side") == BOTH_LANGUAGES:
        options = _reading(options, side="source", side_is_stated=False)
    elif "side" in given:
        options = _reading(options, side=given["side"], side_is_stated=True)
    if "profile" in given:
        options = _reading(options, profile=given["profile"])
    return _read(options)


def import_interview(
    *,
    settings: Settings,
    plan: ImportPlan,
    options: ImportOptions,
    answers: Answers = _NO_ANSWERS,
    watcher: Watcher = SILENT,
) -> ImportedInterview:
    """Make an interview from what was read. An existing one that began with the same document is left as it is.

    :param answers: to the plan's questions
    :raises FolderError: if the folder has other content, or there are no passages
    :raises MediaError: if ``recording`` is not a recording
    :raises SettingsError: if a question has no answer
    :raises InputError: if an answer makes it necessary to read the files again, and they cannot be read
    """
    watcher.check_cancelled()
    imported = answered(plan, answers)
    existed = is_interview(options.folder)
    if options.recording is not None:
        imported = _with_recording(imported, options.recording, options.folder)
    if options.target is not None and imported.transcript.target_language is None:
        into = msgspec.structs.replace(imported.transcript, target_language=options.target)
        imported = msgspec.structs.replace(imported, transcript=into)
    own = _find_own(options.folder, options.recording)
    return ImportedInterview(_create(options.folder, imported, settings, own), imported, existed)


def _with_recording(imported: Imported, path: Path, folder: Path) -> Imported:
    """What was read, with its recording, and the signs that the recording is another one's."""
    found = find_recording(path, folder, imported.transcript)
    problems = (*imported.problems, *find_mismatches(imported.transcript, found))
    return msgspec.structs.replace(imported, transcript=with_recording(imported.transcript, found), problems=problems)


def _find_own(folder: Path, recording: Path | None) -> tuple[str, ...]:
    """The name of the recording, if it is in the folder already."""
    return (recording.name,) if recording is not None and recording.resolve().parent == folder.resolve() else ()


def read_collection(*, settings: Settings, options: InputOptions, watcher: Watcher = SILENT) -> Iterator[Post]:
    """Every file of a folder, or every page of an export, in order, including those that are not transcripts.

    :raises InputError: if there is nothing that can be read
    :raises CancelledError: if the watcher stopped the work
    :raises SettingsError: if the profile is unknown
    """
    for number, post in enumerate(read_all(options.inputs[0], with_settings(options, settings)), 1):
        yield post
        watcher.report("reading", number, None, "files")
        watcher.check_cancelled()


def import_all(
    *, settings: Settings, plan: InputOptions, options: ImportOptions, watcher: Watcher = SILENT
) -> Iterator[ImportedPage]:
    """Make an interview from each transcript among many pages, one after another, each in its own folder.

    An interview that exists is not read again, so that the same call continues after an interruption; one without its
    views is finished. One that cannot be made does not stop the others.

    :raises InputError: if there is nothing that can be read
    :raises CancelledError: if the watcher stopped the work
    :raises SettingsError: if the profile is unknown
    """
    plan = with_settings(plan, settings)
    pages = _import_files if plan.inputs[0].is_dir() else _import_posts
    for number, page in enumerate(pages(plan, options.folder, settings), 1):
        yield page
        watcher.report("importing", number, None, "interviews")
        watcher.check_cancelled()


def _import_files(plan: InputOptions, place: Path, settings: Settings) -> Iterator[ImportedPage]:
    """The interviews of the files in a folder. A file whose interview exists is not read again."""
    for file in find_files(plan.inputs[0], plan, place):
        if file.reason is None and is_finished(place / file.name):
            yield ImportedPage(page=Post(title=file.shown, name=file.name, reason=DONE), existed=True)
        else:
            page = _import_page(read_file(file, plan), place / file.name, settings, file.recording)
            yield msgspec.structs.replace(page, file=file)


def _import_posts(plan: InputOptions, place: Path, settings: Settings) -> Iterator[ImportedPage]:
    """The interviews of the pages in an export."""
    taken: set[str] = set()
    for post in read_all(plan.inputs[0], plan):
        name = folder_name(post.name or post.title, taken) if post.imported is not None else ""
        yield _import_page(post, place / name, settings)


def is_finished(path: Path) -> bool:
    """Whether an interview with its views is there. One that cannot be opened is not; making it raises the error."""
    try:
        return is_interview(path) and not _lacks_views(open_folder(path))
    except DragomanError:
        return False


def _lacks_views(folder: Folder) -> bool:
    """Whether the import was stopped before the views were written. What somebody has worked on stays as it is."""
    return len(folder.groups) == 1 and not has_views(folder)


def _import_page(post: Post, place: Path, settings: Settings, recording: Path | None = None) -> ImportedPage:
    if post.imported is None:
        return ImportedPage(page=post)
    try:
        imported = _with_recording(post.imported, recording, place) if recording is not None else post.imported
        folder = _create(place, imported, settings)
    except (FolderError, MediaError, OSError) as error:
        return ImportedPage(page=post, error=error)
    return ImportedPage(page=msgspec.structs.replace(post, imported=imported), folder=folder)


def _read(options: InputOptions) -> Imported:
    if len(options.inputs) == 1:
        imported = read_one(options.inputs[0], options)
    else:
        assert options.original is not None
        imported = read_pair(options.inputs, options.original, options)
    return with_usual_languages(imported, options)


def with_settings(options: InputOptions, settings: Settings) -> InputOptions:
    """The options, completed by the settings.

    :raises SettingsError: if the profile is unknown
    """
    profile = options.reading.profile or settings.profile
    if profile is not None:
        find_profile(profile)
    return msgspec.structs.replace(
        _reading(options, profile=profile),
        usual_source=options.usual_source or settings.source_language,
        usual_target=options.usual_target or settings.target_language,
    )


def _reading(options: InputOptions, **changes: object) -> InputOptions:
    return msgspec.structs.replace(options, reading=msgspec.structs.replace(options.reading, **changes))


def _find_questions(options: InputOptions, imported: Imported) -> Iterator[Question]:
    """What was detected and may be wrong."""
    if any(problem.code == "taken-for-translation" for problem in imported.problems):
        sides = (
            Choice("target", "the translation"),
            Choice("source", "the original"),
            Choice(BOTH_LANGUAGES, "both languages"),
        )
        yield Question(name="side", says="What does the text contain?", choices=sides, default="target")
    if imported.profile is not None and options.reading.profile is None:
        profiles = tuple(Choice(name, profile.title) for name, profile in PROFILES.items())
        says = "What do the brackets mean?"
        yield Question(name="profile", says=says, choices=profiles, default=imported.profile)


def folder_name(name: str, taken: set[str]) -> str:
    """A name that every file system accepts, without path separators, different from those in ``taken``. It is added
    there.
    """
    kept = "".join(
        c if c.isalnum() or unicodedata.category(c)[0] == "M" else "-" for c in unicodedata.normalize("NFC", name)
    )
    base = re.sub("-{2,}", "-", kept).strip("-").encode()[:100].decode(errors="ignore").strip("-") or "interview"
    candidate, number = base, 2
    while candidate.casefold() in taken:
        candidate, number = f"{base}-{number}", number + 1
    taken.add(candidate.casefold())
    return candidate


def _create(path: Path, imported: Imported, settings: Settings, besides: Collection[str] = ()) -> Folder:
    """A new interview folder. An existing one that began with the same document is left as it is.

    :param besides: names of files that may be in the folder
    :raises FolderError: if the folder has other content, or there are no passages
    """
    is_there = is_interview(path)
    if not is_there and path.is_dir() and not is_unfinished(path, besides):
        raise FolderError(path, "contains other files", "name a new folder")
    if not imported.transcript.segments:
        raise FolderError(path, "was not made: it would have no passages")
    transcript = _with_defaults(imported.transcript, settings)
    folder = create_folder(path, transcript, person(settings), reason="convert", imported=True)
    # One that was killed continues; what somebody has worked on since stays as it is.
    if not is_there or _lacks_views(folder):
        record_problems(folder, _with_ids(imported.problems, transcript, folder.transcript))
        write_views(folder)
    return folder


def _with_ids(problems: Iterable[Problem], read: Transcript, made: Transcript) -> Iterator[Problem]:
    """The problems of a document, with the ids that its passages have in the folder."""
    ids = {one.id: other.id for one, other in zip(read.segments, made.segments, strict=True)}
    for problem in problems:
        id_ = problem.where.segment
        where = msgspec.structs.replace(problem.where, segment=ids.get(id_, id_) if id_ else None)
        yield msgspec.structs.replace(problem, where=where)


def _with_defaults(transcript: Transcript, settings: Settings) -> Transcript:
    """With the rights from the settings. The settings' licence applies only to your own translations."""
    licence = settings.licence if _is_own(transcript.facts, settings) else None
    facts: Facts = msgspec.structs.replace(
        transcript.facts,
        rights_holder=transcript.facts.rights_holder or settings.rights_holder,
        ground_for_use=transcript.facts.ground_for_use or settings.ground_for_use,
        licence=transcript.facts.licence or licence,
    )
    return msgspec.structs.replace(transcript, facts=facts)


def _is_own(facts: Facts, settings: Settings) -> bool:
    """Whether the page says that the person or publisher in the settings translated or published it."""
    own = {name.casefold() for name in (settings.name, settings.person, settings.handle) if name}
    return any(name.casefold() in own for name in (facts.publisher, *facts.translators) if name)
