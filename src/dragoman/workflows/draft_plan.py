"""What is known before a recording is drafted: its facts, the model, and what the model cannot do."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from dragoman.engines.model_quality import choose_model
from dragoman.engines.models import DEFAULT_MODEL, find_here, find_memory
from dragoman.errors import EngineError, Fix, FolderError, SettingsError
from dragoman.folder import Folder, is_interview, open_folder
from dragoman.folder.find import find_folders
from dragoman.folder.views import refuse_edited
from dragoman.media.probe import Probe, probe
from dragoman.pipeline.estimate import find_length, time_first_minute
from dragoman.pipeline.options import DraftOptions
from dragoman.problems import Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Engine
from dragoman.transcript.span import Span
from dragoman.workflows.find_captions import FoundCaptions, take_captions
from dragoman.workflows.job import Job
from dragoman.workflows.ledger import find_ledger
from dragoman.workflows.model_cache import uses_models
from dragoman.workflows.model_limits import Limit, find_unmeasured, within_ability
from dragoman.workflows.questions import Answers, Choice, Question, find_answer, refuse_unknown
from dragoman.workflows.watcher import SILENT, Watcher, stage_report

__all__ = [
    "DraftPlan",
    "DraftingOptions",
    "Words",
    "answered",
    "edited_since",
    "estimate_rate",
    "find_model_name",
    "plan_draft",
    "refuse_work",
    "with_recording",
]

Words = Literal["auto", "anyway", "none"]
"""auto: transcribe if the model supports the language; anyway: always; none: timed rows without words."""


class DraftingOptions(msgspec.Struct, frozen=True, kw_only=True):
    """The recording, the folder for the draft, and how to make it.

    ``source`` has the tags of the spoken languages; if empty, the settings' language is used, and if they have none,
    the language is detected. ``target`` ``None`` is the settings' language, else English. ``captions`` is the path of a
    caption file to use as the original, or ``BESIDE`` for the best one beside the recording. ``model`` ``None`` is the
    best one that is installed and fits this machine. The other fields are as in
    :class:`dragoman.pipeline.options.DraftOptions`.
    """

    recording: Path
    folder: Path
    source: tuple[str, ...] = ()
    target: str | None = None
    covers: Span | None = None
    speakers: int | None = None
    channels_are_speakers: bool = False
    words: Words = "auto"
    captions: str | None = None
    model: str | None = None
    device: Literal["auto", "cpu", "cuda"] = "auto"
    copy_media: bool = False
    best: str | None = None
    """The model to use as the best one, if it was chosen before: for the machines of a cluster."""
    names: bool = False
    """Whether to give the model the names of the ledger: those of the settings, and of a draft that is made again."""


class DraftPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What a draft will be, unless an answer changes it.

    ``wanted`` is what the options ask for; ``asked`` is the same without what the model cannot do, and ``limit`` says
    what that is. ``length`` is that of the part to draft, in ms. ``unread`` says what could not be read of the
    captions.
    """

    options: DraftingOptions
    facts: Probe
    wanted: DraftOptions
    asked: DraftOptions
    limit: Limit | None
    length: int | None
    unread: tuple[Problem, ...]
    questions: tuple[Question, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems that are known before anything is drafted."""
        unmeasured = find_unmeasured(self.asked)
        return (*([self.limit.problem] if self.limit else []), *([unmeasured] if unmeasured else []), *self.unread)


@uses_models
def plan_draft(*, settings: Settings, options: DraftingOptions, watcher: Watcher = SILENT) -> DraftPlan:
    """What a draft will be: the recording is probed, captions are read, a model is chosen. Nothing is written.

    :raises MediaError: if there is no recording
    :raises InputError: if the captions asked for are missing or cannot be read
    :raises FolderError: if the folder is a file, or people have worked on an earlier draft there
    :raises SettingsError: if options contradict each other, the bracket profile of captions is unknown, or names are
        asked for and there are none
    """
    watcher.check_cancelled()
    spoken = options.source or ((settings.source_language,) if settings.source_language else ())
    facts = probe(options.recording)
    found = _find_captions(options, settings, spoken)
    wanted = _with_captions(_wish(options, settings, spoken if found is None else (found.language,)), found)
    before = refuse_work(options.folder, options.recording)
    if options.names:
        wanted = msgspec.structs.replace(wanted, names=_find_names(settings, before))
    asked, limit = within_ability(wanted, options.words)
    return DraftPlan(
        options=options,
        facts=facts,
        wanted=wanted,
        asked=asked,
        limit=limit,
        length=find_length(wanted.covers, facts.duration),
        unread=found.problems if found else (),
        questions=_find_questions(limit, wanted),
    )


@uses_models
def find_model_name(*, settings: Settings, options: DraftingOptions) -> str:
    """The model of a draft with these options: the one that they name, else the best one installed."""
    spoken = options.source or ((settings.source_language,) if settings.source_language else ())
    return _wish(options, settings, spoken).model


def answered(plan: DraftPlan, answers: Answers) -> DraftPlan:
    """The plan as changed by the answers.

    :raises SettingsError: if an answer is not among the choices, or answers no question of the plan
    """
    refuse_unknown(plan.questions, answers)
    given = {question.name: find_answer(question, answers) for question in plan.questions}
    model, words = given.get("model", plan.wanted.model), given.get("words", plan.options.words)
    wanted = msgspec.structs.replace(plan.wanted, model=model, anyway=words == "anyway")
    asked, limit = within_ability(wanted, words)
    return msgspec.structs.replace(plan, wanted=wanted, asked=asked, limit=limit, questions=())


@uses_models
def estimate_rate(*, settings: Settings, plan: DraftPlan, job: Job, watcher: Watcher = SILENT) -> float | None:
    """The seconds that the model of ``plan.wanted`` takes for a second of speech on this machine.

    ``None`` if the model is not installed, since rows can be made without it, or if there is hardly any speech.

    :raises MediaError: if the recording cannot be read
    :raises SettingsError: if an engine's or the model's name is unknown
    """
    watcher.check_cancelled()
    try:
        transcriber = job.find_transcriber(plan.wanted)
        return time_first_minute(plan.options.recording, plan.wanted, stage_report(watcher), transcriber=transcriber)
    except EngineError:
        return None


def with_recording(problem: Problem, plan: DraftPlan) -> Problem:
    """The problem; its fixes that draft again name the recording, its folder and all languages."""
    return msgspec.structs.replace(problem, fixes=tuple(_complete(fix, plan) for fix in problem.fixes))


def _complete(fix: str | Fix, plan: DraftPlan) -> str | Fix:
    if isinstance(fix, str) or fix.verb != "draft":
        return fix
    spoken = plan.wanted.among or tuple(filter(None, (plan.wanted.source,)))
    options = dict(fix.options)
    source = options.get("source")
    if isinstance(source, str) and spoken:
        # "…" is for the languages that were named before.
        options["source"] = source.replace("…", ",".join(spoken))
    options["output"] = str(plan.options.folder)
    return msgspec.structs.replace(fix, arguments=(str(plan.options.recording),), options=options)


def refuse_work(path: Path, recording: Path) -> Folder | None:
    """The existing draft in a folder; ``None`` if there is none.

    Changes of the names ledger do not count as work on a draft, because the next draft keeps them.

    :raises FolderError: if a person has worked on it, a page has edits that were not applied, the path is a file, or it
        is a folder of interviews
    """
    if path.exists() and not path.is_dir():
        raise FolderError(path, "is a file, not a folder", Fix("name another", options={"output": None}))
    if not is_interview(path):
        _refuse_interviews(path, recording)
        return None
    folder = open_folder(path)
    if all(isinstance(one.author, Engine) or one.subject.startswith("term:") for one in folder.history):
        # Check this now, not when the result of hours of work is to be written over somebody's page.
        refuse_edited(folder)
        return folder
    raise edited_since(path)


def _refuse_interviews(path: Path, recording: Path) -> None:
    """As an interview itself, the folder would hide the interviews in it from every command."""
    if path.is_dir() and any(True for _ in find_folders(path)):
        own = Fix("draft into a folder of its own", options={"output": str(path / recording.stem)})
        raise FolderError(path, "contains interviews", own)


def edited_since(path: Path) -> FolderError:
    """The error for a draft on which a person has worked."""
    fix = Fix("draft into another folder", options={"output": None})
    return FolderError(path, "has been edited since it was drafted", fix)


def _find_captions(options: DraftingOptions, settings: Settings, spoken: tuple[str, ...]) -> FoundCaptions | None:
    if options.captions is None:
        return None
    if options.channels_are_speakers:
        fault = "cannot be combined: captions do not belong to channels"
        raise SettingsError("captions", None, fault, beside="channels_are_speakers")
    if len(spoken) > 1:
        raise SettingsError("source", ",".join(spoken), "names several languages", "name the one of the captions")
    return take_captions(options.captions, options.recording, spoken[0] if spoken else None, settings.profile)


def _wish(options: DraftingOptions, settings: Settings, spoken: tuple[str, ...]) -> DraftOptions:
    target = options.target or settings.target_language or "en"
    return DraftOptions(
        source=spoken[0] if len(spoken) == 1 else None,
        among=spoken if len(spoken) > 1 else (),
        target=target,
        model=options.model or options.best or _best_here(spoken, target),
        device=options.device,
        speakers=options.speakers,
        channels_are_speakers=options.channels_are_speakers,
        covers=options.covers,
        anyway=options.words == "anyway",
    )


def _find_names(settings: Settings, before: Folder | None) -> tuple[str, ...]:
    """The usual spelling of each term in the spoken language."""
    terms = find_ledger(settings, before.transcript if before else None)
    names = tuple(dict.fromkeys(term.source[0] for term in terms if term.source))
    if not names:
        fix = "set glossary in dragoman.toml, or draft without it"
        raise SettingsError("names", None, "has no names to give the model", fix)
    return names


def _with_captions(wanted: DraftOptions, found: FoundCaptions | None) -> DraftOptions:
    return msgspec.structs.replace(wanted, captions=found.captions) if found else wanted


def _best_here(spoken: tuple[str, ...], target: str) -> str:
    translate = (target,) != spoken
    return choose_model(find_here(), spoken, translate=translate, memory=find_memory()) or DEFAULT_MODEL


def _find_questions(limit: Limit | None, wanted: DraftOptions) -> tuple[Question, ...]:
    """What a person may decide otherwise if the model cannot do what is asked."""
    if limit is None:
        return ()
    here = find_here()
    models = [Choice(wanted.model, limit.problem.message), *(Choice(n, "it can") for n in limit.able if n in here)]
    words = (Choice("auto", "only what the model supports"), Choice("anyway", "everything, however bad the result"))
    return (
        Question(name="model", says="Which model do you want to use?", choices=tuple(models), default=wanted.model),
        Question(name="words", says="What should the model do?", choices=words, default="auto"),
    )
