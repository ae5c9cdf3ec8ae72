"""Draft an interview's folder from a recording, or continue an earlier draft."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from dragoman import disk
from dragoman.errors import DragomanError
from dragoman.folder import Folder, Session, create_folder, sign
from dragoman.folder.claims import HeldClaim, claimed
from dragoman.folder.lock import LOCK, STORE, VIEWS_LOCK
from dragoman.folder.review import record_problems
from dragoman.folder.views import local_address, write_views
from dragoman.pipeline import Prepared
from dragoman.pipeline import draft as draft_recording
from dragoman.pipeline.options import DraftOptions, Report
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Facts, Transcript
from dragoman.transcript.glossary import Term
from dragoman.transcript.merge import ConflictError, intend
from dragoman.transcript.text import has_words
from dragoman.workflows.draft_plan import DraftPlan, answered, edited_since, refuse_work
from dragoman.workflows.importing.yt_dlp import read_facts, with_facts
from dragoman.workflows.job import Job
from dragoman.workflows.model_cache import uses_models
from dragoman.workflows.questions import Answers
from dragoman.workflows.watcher import SILENT, Watcher, stage_report

__all__ = ["DraftedInterview", "draft", "made_for"]

_NO_ANSWERS: Answers = {}


class DraftedInterview(msgspec.Struct, frozen=True):
    """The interview, and the problems of its draft. Problems that were known before are in the plan."""

    folder: Folder
    problems: tuple[Problem, ...]

    @property
    def is_written(self) -> bool:
        """Whether a passage has words, and not only marks for what is missing."""
        return any(has_words(segment.source) for segment in self.folder.transcript.segments)

    @property
    def sound(self) -> int | None:
        """The ms of sound in the recording. One that is cut off has less than its header states."""
        recording = self.folder.transcript.recording
        end = next((problem.where.start for problem in self.problems if problem.code == "truncated"), None)
        return end if end is not None else recording.duration if recording else None

    @property
    def faults(self) -> tuple[Problem, ...]:
        """The problems of a recording that is cut off or damaged."""
        return tuple(problem for problem in self.problems if problem.code in ("truncated", "damaged"))


@uses_models
def draft(
    *,
    settings: Settings,
    plan: DraftPlan,
    job: Job,
    answers: Answers = _NO_ANSWERS,
    run: str | None = None,
    watcher: Watcher = SILENT,
) -> DraftedInterview:
    """Make the planned draft. Finished chunks are kept, so that a stopped draft continues.

    :param answers: to the plan's questions; each has a default
    :param run: the run over many recordings to which this draft belongs; it takes over the claim of a lost job of that
        run
    :raises ClaimedError: if another draft is being made in that folder
    :raises FolderError: if people have worked on an earlier draft there
    :raises EngineError: if a model is missing, or cannot do what is asked
    :raises MediaError: if the recording cannot be read
    :raises SettingsError: if an answer is not valid
    :raises CancelledError: if the watcher stopped the work
    """
    if answers:
        plan = answered(plan, answers)
    options = plan.options
    for problem in plan.problems:
        watcher.problem(problem)
    with made_for(options.folder), claimed(options.folder, "draft", run) as claim:
        before = refuse_work(options.folder, options.recording)
        recording = _copied(options.recording, options.folder) if options.copy_media else options.recording
        drafted = draft_recording(
            recording,
            plan.asked,
            work=options.folder / STORE / "work",
            address=local_address(options.folder, recording),
            report=_renewing(claim, stage_report(watcher)),
            prepared=Prepared(plan.facts, job.find_transcriber(plan.asked)),
        )
        watcher.check_cancelled()
        transcript = _with_claims(_with_defaults(drafted.transcript, settings), options.recording)
        transcript = _with_terms(transcript, before.transcript.glossary if before else ())
        claim.refuse_lost()
        folder = _keep(options.folder, before, transcript, plan.asked, chosen=options.model is None)
        record_problems(folder, (*plan.problems, *drafted.problems))
        write_views(folder)
    return DraftedInterview(folder, drafted.problems)


def _renewing(claim: HeldClaim, report: Report) -> Report:
    """A report that renews the claim at every step, to show that the job is still running."""

    def renew(stage: str, done: int, total: int | None) -> None:
        claim.renew()
        report(stage, done, total)

    return renew


@contextmanager
def made_for(path: Path) -> Iterator[None]:
    """Remove a new folder again if the draft fails and nothing was written to it."""
    there = path.exists()
    try:
        yield
    except DragomanError:
        if not there and all(each.is_dir() or each.name in (LOCK, VIEWS_LOCK) for each in path.rglob("*")):
            shutil.rmtree(path, ignore_errors=True)
        raise


def _copied(recording: Path, folder: Path) -> Path:
    copy = folder / recording.name
    if not copy.exists() or not filecmp.cmp(recording, copy, shallow=False):
        unfinished = copy.with_name(f"{copy.name}.part")
        try:
            with disk.writing(copy):
                shutil.copyfile(recording, unfinished)
                disk.share(unfinished)
                unfinished.replace(copy)
        finally:
            unfinished.unlink(missing_ok=True)
    return copy


def _with_defaults(transcript: Transcript, settings: Settings) -> Transcript:
    """With the rights from the settings, except those that the captions state."""
    rights = Facts(
        rights_holder=settings.rights_holder, ground_for_use=settings.ground_for_use, licence=settings.licence
    )
    return msgspec.structs.replace(transcript, facts=with_facts(transcript.facts, rights))


def _with_claims(transcript: Transcript, recording: Path) -> Transcript:
    """With the facts that a downloader left beside the recording."""
    sidecar = recording.with_suffix(".info.json")
    if not sidecar.is_file():
        return transcript
    claimed = read_facts(sidecar.read_bytes(), str(sidecar))
    return msgspec.structs.replace(transcript, facts=with_facts(transcript.facts, claimed))


def _with_terms(transcript: Transcript, terms: tuple[Term, ...]) -> Transcript:
    """With the names ledger of the earlier draft. References to passages that no longer exist are removed."""
    ids = {segment.id for segment in transcript.segments}
    kept = (term if term.first in ids else msgspec.structs.replace(term, first=None) for term in terms)
    return msgspec.structs.replace(transcript, glossary=tuple(kept))


def _keep(path: Path, before: Folder | None, transcript: Transcript, options: DraftOptions, *, chosen: bool) -> Folder:
    settings = {"from": options.source or "auto", "to": options.target or "none", "beam": str(options.beam)}
    settings["model"] = "best here" if chosen else "named"
    if options.captions is not None:
        settings["captions"] = options.captions.origin.settings["file"]
    if options.names:
        settings["names"] = str(len(options.names))
    author = Engine(name="dragoman draft", model=options.model, settings=settings)
    if before is None:
        return create_folder(path, transcript, author, reason="draft")
    by = sign(before, author, "drafted again")
    revisions = edit.redraft(before.transcript, transcript, by)
    with Session(path) as session:
        try:
            session.commit(intend(before.transcript, revisions, by, epoch=before.epoch))
        except ConflictError as error:
            raise edited_since(path) from error
        return session.folder
