"""Release the document as the next edition, and verify all editions."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from dragoman.errors import Fix, FolderError, OptionValue, SettingsError
from dragoman.folder import Folder, locked, now, open_folder
from dragoman.folder.editions import find_slugs_beside, load_editions, refuse_breaks, save_edition
from dragoman.folder.people import find_shown, load_shown, save_shown
from dragoman.folder.review import Finding, record_problems
from dragoman.folder.transcribers import find_transcribers
from dragoman.folder.verify import find_faults
from dragoman.folder.views import page_path, refuse_edited, write_views
from dragoman.press.changes import correction_id, find_additions, list_corrections
from dragoman.press.credits import Evidence, NamedPerson, find_named, find_reviewers
from dragoman.press.figures import find_checkers
from dragoman.press.release import (
    Release,
    find_free_slug,
    find_lines,
    find_obstacles,
    find_open,
    is_same,
    is_slug,
    make_slug,
    prepare_edition,
)
from dragoman.press.site_model import find_slug
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.drafting import find_drafting_engines
from dragoman.transcript.edition import Edition, edition_hash, seal_edition
from dragoman.workflows.check import find_all
from dragoman.workflows.many.finished import Together
from dragoman.workflows.questions import Answers, Question, find_answer, refuse_unknown
from dragoman.workflows.view import InterviewOptions
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = [
    "ObstaclesError",
    "ReleaseOptions",
    "ReleasePlan",
    "Released",
    "UnchangedError",
    "Verified",
    "plan_release",
    "release",
    "verify",
    "with_answers",
]


_NONE: dict[str, OptionValue] = {}


class ReleaseOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The choices for the next edition of an interview.

    ``why`` and ``thanks`` are by the id of a passage or a speaker; ``show`` is by handle, an empty text showing only
    the role. ``anyway`` is the reason to release in spite of obstacles. ``not_before`` without a time zone is in UTC.
    ``note_counts`` says whether a new note alone makes an edition.
    """

    folder: Path
    note: str | None = None
    why: Mapping[str, str] = {}
    thanks: Mapping[str, str] = {}
    show: Mapping[str, str] = {}
    anyway: str | None = None
    not_before: datetime | None = None
    slug: str | None = None
    note_counts: bool = True


class ReleasePlan(msgspec.Struct, frozen=True, kw_only=True):
    """The edition that would be made, its number, the obstacles, the questions to answer, and who would be named."""

    draft: Edition
    number: int
    obstacles: tuple[str, ...]
    questions: tuple[Question, ...]
    people: tuple[NamedPerson, ...] = ()


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """The edition and its file. ``unfinished`` is the error if the views could not be written afterwards."""

    edition: Edition
    path: Path
    unfinished: FolderError | None


class Verified(msgspec.Struct, frozen=True):
    """The number of changes, the hash of each edition by its number, and what has been altered."""

    changes: int
    editions: tuple[tuple[int | None, str], ...]
    faults: tuple[str, ...]


class ObstaclesError(FolderError):
    """There are obstacles to a release: missing facts, or problems."""

    code = "obstacles"

    def __init__(self, path: Path, obstacles: Sequence[str], page: Path) -> None:
        """The error.

        :param page: the page for typing, where facts are added
        """
        self.obstacles = tuple(obstacles)
        fixes = _find_ways(obstacles, str(page), Fix("apply the page", "apply", (str(path),)), (str(path),))
        super().__init__(path, f"cannot be released: {'; '.join(obstacles)}", tuple(fixes))

    def together(self, inputs: Sequence[str]) -> Together:
        """The same for several interviews with obstacles of these kinds.

        :param inputs: the interviews, or folders of them, as named
        """
        kinds = [one if find_lines([one]) else one.partition(" (")[0] for one in self.obstacles]
        each = Fix("apply each page", "apply", ("DIR",))
        fixes = _find_ways(self.obstacles, "each page, NAME/NAME.txt", each, inputs, {"each": True})
        return Together(f"cannot be released: {'; '.join(kinds)}", tuple(fixes))


def _find_ways(
    obstacles: Sequence[str], page: str, apply: Fix, checked: Sequence[str], options: dict[str, OptionValue] = _NONE
) -> Iterator[Fix]:
    """What removes the obstacles. The checks do not find missing facts."""
    facts = [" ".join(map(str.strip, lines)) for one in obstacles if (lines := find_lines([one]))]
    if facts:
        purpose = f"write among the facts at the top of {page}: {'; '.join(facts)}; then {apply.purpose}"
        yield msgspec.structs.replace(apply, purpose=purpose)
    if any(not find_lines([one]) for one in obstacles):
        yield Fix("list the problems", "check", tuple(checked), options)
    yield Fix("release it as it is", options={"anyway": None})


class UnchangedError(FolderError):
    """Nothing has changed since the edition before, whose number is ``number``."""

    code = "unchanged"

    def __init__(self, path: Path, number: int | None, *, has_unexplained: bool) -> None:
        """The error.

        :param has_unexplained: whether there is a correction to which a reason can still be added
        """
        self.number = number
        fix = Fix("add a reason to an earlier correction", options={"why": None})
        fault = f"has not changed since edition {number}, so there is nothing to release"
        super().__init__(path, fault, fix if has_unexplained else None)


class _Ready(msgspec.Struct, frozen=True):
    """What a release is made from."""

    folder: Folder
    editions: tuple[Edition, ...]
    unsettled: tuple[Problem, ...]
    findings: tuple[Finding, ...]
    obstacles: tuple[str, ...]


def plan_release(*, settings: Settings, options: ReleaseOptions, watcher: Watcher = SILENT) -> ReleasePlan:
    """What the next edition would be. Nothing is released; the problems that are found are recorded.

    :raises SettingsError: if a slug, a reason or thanks is not valid
    :raises UnchangedError: if nothing has changed since the edition before
    :raises FolderError: if there is no interview, its chain of editions is broken, a page has edits that were not
        applied, or the shared table of names is missing
    :raises FormatError: if the shared table is not a table of names
    """
    ready = _prepare(options.folder, settings, watcher)
    draft = _draft(ready, options, settings)
    why = Question(name="anyway", says=f"{'; '.join(ready.obstacles)}. Why do you release it anyway?")
    address = Question(
        name="slug", says="Which address should its pages have? It cannot be changed later.", default=draft.slug
    )
    questions = (*([why] if ready.obstacles else []), *([] if ready.editions else [address]))
    said = _release(ready, options, settings)
    return ReleasePlan(
        draft=draft,
        number=len(ready.editions) + 1,
        obstacles=ready.obstacles,
        questions=questions,
        people=find_named(ready.folder.transcript, said.shown, said.evidence),
    )


def with_answers(options: ReleaseOptions, plan: ReleasePlan, answers: Answers) -> ReleaseOptions:
    """The options with the answers to the plan's questions.

    :raises SettingsError: if a question has no answer
    """
    refuse_unknown(plan.questions, answers)
    given = {question.name: find_answer(question, answers) for question in plan.questions}
    return msgspec.structs.replace(options, **given)


def release(*, settings: Settings, options: ReleaseOptions, watcher: Watcher = SILENT) -> Released:
    """Release the document as the next edition.

    :raises ObstaclesError: if there are obstacles, and no reason to release anyway
    :raises SettingsError: if a slug, a reason or thanks is not valid
    :raises UnchangedError: if nothing has changed since the edition before
    :raises FolderError: if there is no interview, its chain of editions is broken, a page has edits that were not
        applied, the shared table of names is missing, or somebody else changed the interview during the release
    :raises FormatError: if the shared table is not a table of names
    """
    ready = _prepare(options.folder, settings, watcher)
    if ready.obstacles and not _line(options.anyway):
        raise ObstaclesError(options.folder, ready.obstacles, page_path(ready.folder))
    draft = _draft(ready, options, settings)
    before = ready.editions[-1] if ready.editions else None
    edition = seal_edition(draft, before, lambda: secrets.token_hex(16))
    with locked(options.folder):
        if open_folder(options.folder).head != ready.folder.head:
            raise FolderError(options.folder, "has been changed by somebody else meanwhile", "release it again")
        if options.show:
            # Before the edition: if the disk is full, nobody is shown who wanted to be hidden.
            save_shown(ready.folder, load_shown(ready.folder) | dict(options.show))
        path = save_edition(ready.folder, edition)
    return Released(edition=edition, path=path, unfinished=_finish(ready.folder))


def verify(*, settings: Settings, options: InterviewOptions, watcher: Watcher = SILENT) -> Verified:
    """Recompute every hash of an interview.

    :raises FolderError: if there is no interview, or an edition cannot be read
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    editions = tuple((edition.number, edition_hash(edition)) for edition in load_editions(folder))
    return Verified(len(folder.history), editions, tuple(find_faults(folder)))


def _prepare(path: Path, settings: Settings, watcher: Watcher) -> _Ready:
    watcher.check_cancelled()
    folder = open_folder(path)
    editions = load_editions(folder)
    refuse_breaks(folder.path, editions)
    refuse_edited(folder)
    found = find_all(folder, settings)
    watcher.check_cancelled()
    findings = record_problems(folder, found)
    unsettled = tuple(find_open(findings, found))
    return _Ready(folder, editions, unsettled, findings, tuple(find_obstacles(folder.transcript, unsettled)))


def _draft(ready: _Ready, options: ReleaseOptions, settings: Settings) -> Edition:
    before = ready.editions[-1] if ready.editions else None
    said = _release(ready, options, settings)
    said = msgspec.structs.replace(said, checked=find_checkers(ready.findings, said.shown))
    prepared = prepare_edition(ready.folder.transcript, ready.unsettled, before, said)
    draft = _with_additions(prepared, ready.editions, said)
    if before is not None and is_same(before, draft, note_counts=options.note_counts):
        corrections = (change for _, changes in list_corrections(ready.editions) for change in changes)
        has_unexplained = any(change.where and not change.why and change.adds_to is None for change in corrections)
        raise UnchangedError(options.folder, before.number, has_unexplained=has_unexplained)
    return draft


def _release(ready: _Ready, options: ReleaseOptions, settings: Settings) -> Release:
    facts, segments = ready.folder.transcript.facts, ready.folder.transcript.segments
    anyway = _line(options.anyway)
    # A withdrawal may have removed the slug from the editions.
    kept = find_slug(ready.editions) if ready.editions else None
    own = make_slug(facts.title_target, facts.title) or f"interview-{segments[0].id[1:] if segments else 'empty'}"
    if kept is None and not options.slug:
        own = find_free_slug(own, find_slugs_beside(ready.folder.path))
    return Release(
        date=now()[:10],
        slug=_slug(options.slug, kept, own),
        note=_line(options.note),
        reasons=dict(options.why),
        thanks=dict(options.thanks),
        shown=_find_shown(ready.folder, options.show, settings),
        evidence=_find_evidence(ready.folder),
        drafted_by=find_drafting_engines(ready.folder.transcript, ready.folder.history),
        despite=f"{anyway} ({'; '.join(ready.obstacles)})" if ready.obstacles and anyway else None,
        not_before=_in_utc(options.not_before),
    )


def _find_evidence(folder: Folder) -> Evidence:
    transcript, history = folder.transcript, folder.history
    return Evidence(find_reviewers(transcript, history), find_transcribers(transcript, history))


def _with_additions(draft: Edition, editions: Sequence[Edition], said: Release) -> Edition:
    """The edition with reasons and thanks for corrections of earlier editions."""
    own = set(map(correction_id, draft.changes))
    reasons, thanks = ({i: t for i, t in each.items() if i not in own} for each in (said.reasons, said.thanks))
    try:
        additions = find_additions(editions, reasons, thanks, said.date)
    except LookupError as error:
        option = "why" if error.args[0] in reasons else "thanks"
        corrected = ", ".join(sorted(own | {correction_id(change) for one in editions for change in one.changes}))
        fault = "names no correction, or one that has this already"
        raise SettingsError(option, error.args[0], fault, f"corrected are: {corrected or 'none'}") from error
    return msgspec.structs.replace(draft, changes=(*draft.changes, *additions))


def _find_shown(folder: Folder, said: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """How people are shown: as the options say, else as before, else by the name in the settings."""
    names = find_shown(folder, said)
    if settings.handle and settings.person:
        names = {settings.handle: settings.person} | names
        # If the handle is hidden behind the role, the name is hidden too.
        if not names[settings.handle]:
            names.setdefault(settings.person, "")
    return names


def _finish(folder: Folder) -> FolderError | None:
    """Write the views, which name the new edition; return the error if that fails. The release itself is done."""
    try:
        write_views(folder)
    except FolderError as error:
        return error
    except OSError as error:
        return FolderError(folder.path, f"cannot be written ({(error.strerror or str(error)).lower()})")
    return None


def _slug(wanted: str | None, kept: str | None, own: str) -> str:
    if wanted is not None and not is_slug(wanted):
        raise SettingsError("slug", wanted, "cannot be part of an address", "use a-z, 0-9 and single hyphens")
    if wanted and kept and wanted != kept:
        raise SettingsError("slug", wanted, f"is not the address of the edition before, {kept}", "leave it out")
    return wanted or kept or own


def _line(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _in_utc(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
