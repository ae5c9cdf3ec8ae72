"""Apply an edited page as one action, merged with the changes that others made since the page was written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from dragoman.errors import Fix, Fixes, FormatError
from dragoman.folder import Committed, Folder, Session, sign
from dragoman.folder.apply_page import Taken, take_page
from dragoman.folder.page_base import find_base, find_deleted, tell_deleted, without_older
from dragoman.folder.views import is_page_of_now, page_path
from dragoman.formats.export import for_export
from dragoman.formats.options import ReadOptions
from dragoman.language.plural import counted
from dragoman.notation import Parsed, parse, serialize, without_unedited
from dragoman.problems import Problem, has_errors
from dragoman.settings.dragoman_toml import Settings, person
from dragoman.transcript.document import Transcript
from dragoman.transcript.merge import Conflict, ConflictError, Intent, intend, keep_mine, keep_theirs
from dragoman.transcript.revision import Signature
from dragoman.workflows.documents import decode_text
from dragoman.workflows.edit_folder import Edited, edit_session
from dragoman.workflows.people import show_people
from dragoman.workflows.questions import Answers, Choice, Question, find_answer, refuse_unknown
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "Applied",
    "ApplyOptions",
    "ApplyPlan",
    "PageConflictError",
    "PageError",
    "apply",
    "plan_apply",
    "with_answers",
]

_LARGEST = 1 << 26


class ApplyOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The page and the interview. With ``page`` ``None``, it is the folder's own page.

    ``conflicts`` says which value wins if somebody else has changed it too: ``"mine"`` is the page's, ``"theirs"`` is
    the current one; ``None`` refuses the page. ``force`` applies the page as it was read in spite of errors, except for
    unknown ids.
    """

    folder: Path
    page: Path | None = None
    delete_missing: bool = False
    conflicts: Literal["mine", "theirs"] | None = None
    force: bool = False


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """The result of applying a page. ``taken`` has its changes; ``problems`` says what could not be read or was out of
    date.
    """

    path: Path
    taken: Taken
    problems: tuple[Problem, ...]
    edited: Edited


class ApplyPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What a page would change. The questions have the names of the option fields that they decide."""

    path: Path
    taken: Taken | None
    problems: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...]
    questions: tuple[Question, ...]


class PageError(FormatError):
    """The page has errors; ``problems`` has everything that was found in it."""

    code = "page"

    def __init__(self, path: Path, fault: str, fix: Fixes, problems: Sequence[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(path, fault, fix)


class PageConflictError(PageError):
    """The page changes values that somebody else has changed too; ``conflicts`` has all of them."""

    code = "page-conflict"

    def __init__(self, path: Path, conflicts: Sequence[Conflict], problems: Sequence[Problem] = ()) -> None:
        self.conflicts = tuple(conflicts)
        values = counted(len(conflicts), "value was", "values were")
        fault = f"was not applied: {values} changed by somebody else meanwhile"
        mine = Fix("replace them with the page's", options={"conflicts": "mine"})
        theirs = Fix("keep the current ones", options={"conflicts": "theirs"})
        super().__init__(path, fault, (mine, theirs), problems)


def plan_apply(*, settings: Settings, options: ApplyOptions, watcher: Watcher = SILENT) -> ApplyPlan:
    """What a page would change, and what a person must decide first. Nothing is written.

    :raises FormatError: if the page cannot be read
    :raises FolderError: if there is no interview
    """
    watcher.check_cancelled()
    with Session(options.folder) as session:
        path, content = _read(session.folder, options)
        by = sign(session.folder, person(settings))
        try:
            base, taken, problems = _take(session.folder, path, content, by, options)
        except PageConflictError as error:
            return _plan(path, None, error.problems, error.conflicts)
        intent = intend(base, taken.revisions, by, epoch=session.epoch)
        return _plan(path, taken, problems, session.find_conflicts(intent))


def apply(*, settings: Settings, options: ApplyOptions, watcher: Watcher = SILENT) -> Applied:
    """Apply a page as one action. If the page is refused, nothing changes.

    :raises PageError: if the page has errors, unless forced
    :raises PageConflictError: if somebody else has changed the same values, and ``conflicts`` is ``None``
    :raises FormatError: if the page cannot be read
    :raises FolderError: if there is no interview
    """
    watcher.check_cancelled()
    with Session(options.folder) as session:
        path, content = _read(session.folder, options)
        by = sign(session.folder, person(settings))
        base, taken, problems = _take(session.folder, path, content, by, options)
        _refuse_errors(path, problems, force=options.force)
        intent = intend(base, taken.revisions, by, epoch=session.epoch)
        edited = edit_session(
            session,
            lambda session: _commit(session, path, intent, problems, options),
            accept={hashlib.sha256(content).hexdigest()},
        )
    return Applied(path=path, taken=taken, problems=problems, edited=edited)


def _plan(path: Path, taken: Taken | None, problems: tuple[Problem, ...], conflicts: tuple[Conflict, ...]) -> ApplyPlan:
    return ApplyPlan(
        path=path,
        taken=taken,
        problems=problems,
        conflicts=conflicts,
        questions=tuple(_find_questions(taken, problems, conflicts)),
    )


def _find_questions(
    taken: Taken | None, problems: tuple[Problem, ...], conflicts: tuple[Conflict, ...]
) -> Iterator[Question]:
    if has_errors(problems) and _can_force(problems):
        yield _yes_or_no("force", "The page has errors. Apply it as it was read?", default=None)
    if conflicts:
        choices = (Choice("mine", "the page's text"), Choice("theirs", "the current text"))
        says = "Somebody else has changed some of it meanwhile. Which text do you want to keep?"
        yield Question(name="conflicts", says=says, choices=choices)
    if taken is not None and (taken.missing or taken.deleted):
        yield _yes_or_no("delete_missing", "Delete the passages that are not on the page?", default="no")


def _yes_or_no(name: str, says: str, *, default: str | None) -> Question:
    return Question(name=name, says=says, choices=(Choice("yes", "yes"), Choice("no", "no")), default=default)


def with_answers(options: ApplyOptions, plan: ApplyPlan, answers: Answers) -> ApplyOptions:
    """The options with the answers to the plan's questions.

    :raises SettingsError: if a question has no answer, or one that is not among its choices
    """
    refuse_unknown(plan.questions, answers)
    given: dict[str, Any] = {question.name: find_answer(question, answers) for question in plan.questions}
    for name in ("force", "delete_missing"):
        if name in given:
            given[name] = given[name] == "yes"
    return msgspec.structs.replace(options, **given)


def _take(
    folder: Folder, path: Path, content: bytes, by: Signature, options: ApplyOptions
) -> tuple[Transcript, Taken, tuple[Problem, ...]]:
    """The document that the page was made from, the changes of the page, and its problems."""
    page = _parse(path, content)
    base = find_base(folder, page.revision)
    page = _without_unedited(path, page, show_people(base, folder))
    deleted = find_deleted(folder, base, page)
    older: tuple[Problem, ...] = tuple(tell_deleted(folder, base, page))
    if page.revision is None and not (options.page is None and is_page_of_now(folder)):
        try:
            page, older = without_older(folder, page, by, options.conflicts, deleted)
        except ConflictError as error:
            raise PageConflictError(path, error.conflicts) from error
    later = {segment.id for segment in folder.transcript.segments}
    taken = take_page(base, page, by, delete_missing=options.delete_missing, deleted=deleted, later=later)
    return base, taken, (*page.problems, *older, *taken.problems)


def _commit(
    session: Session, path: Path, intent: Intent, problems: Sequence[Problem], options: ApplyOptions
) -> Committed:
    try:
        return session.commit(intent)
    except ConflictError as error:
        if options.conflicts is None:
            raise PageConflictError(path, error.conflicts, problems) from error
        settle = keep_mine if options.conflicts == "mine" else keep_theirs
        return session.commit(settle(intent, error.conflicts))


def _refuse_errors(path: Path, problems: tuple[Problem, ...], *, force: bool) -> None:
    if has_errors(problems) and not (force and _can_force(problems)):
        count = sum(problem.severity == "error" for problem in problems)
        fault = f"was not applied: it has {counted(count, 'error')}"
        fixes: tuple[str | Fix, ...] = ("fix the errors above",)
        if _can_force(problems):
            fixes += (Fix("apply it as it was read", options={"force": True}),)
        raise PageError(path, fault, fixes, problems)


def _can_force(problems: Sequence[Problem]) -> bool:
    """Whether it is known to which passage each row belongs. With an unknown id, it is not."""
    return not any(problem.code == "unknown-id" for problem in problems)


def _read(folder: Folder, options: ApplyOptions) -> tuple[Path, bytes]:
    path = options.page or page_path(folder)
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        fix = Fix("write a page to type on", "view", (str(folder.path),))
        raise FormatError(path, f"cannot be read ({reason})", fix) from error
    if len(content) > _LARGEST:
        raise FormatError(path, "is too large for a page", "check whether it is the right file")
    return path, content


def _parse(path: Path, content: bytes) -> Parsed:
    """A page in the notation, or in a file of another program that was made from one."""
    reader = _find_reader(path)
    if reader is None:
        return parse(decode_text(path, content))
    page = reader(content, ReadOptions(path=str(path)))
    if page is None:
        fix = Fix("edit a file that was written", "convert", ("DIR", f"NAME{path.suffix.lower()}"))
        raise FormatError(path, "is not a page of an interview", fix)
    return page


def _find_reader(path: Path) -> Callable[[bytes, ReadOptions], Parsed | None] | None:
    # Imported only if somebody edits in another program.
    from dragoman.formats.office import docx, odt
    from dragoman.formats.translation import edited

    translations = dict.fromkeys((".xlf", ".xlf2", ".xliff"), edited.read_page)
    readers: dict[str, Callable[[bytes, ReadOptions], Parsed | None]] = {
        ".docx": docx.read_page,
        ".odt": odt.read_page,
        **translations,
    }
    return readers.get(path.suffix.lower())


def _without_unedited(path: Path, page: Parsed, shown_as: Transcript) -> Parsed:
    """Remove what was not edited: passages that a page for others, or another program's file, leaves out."""
    from dragoman.formats.office import docx
    from dragoman.formats.translation import edited

    suffix = path.suffix.lower()
    if suffix in (".docx", ".odt"):
        return docx.take_edits(page, shown_as)
    if _find_reader(path) is not None:
        return edited.take_edits(page, shown_as)
    return (
        without_unedited(page, parse(serialize(for_export(shown_as, to_edit=True))), shown_as)
        if page.for_others
        else page
    )
