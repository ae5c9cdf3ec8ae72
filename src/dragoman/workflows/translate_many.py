"""Translate many interviews: translated ones are skipped, and one that fails does not stop the others."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from dragoman.errors import DragomanError, Fix, SettingsError
from dragoman.folder.claims import ClaimedError
from dragoman.folder.recordings import find_recording
from dragoman.language.plural import counted
from dragoman.settings.dragoman_toml import Settings
from dragoman.workflows.job import process_job
from dragoman.workflows.many.finished import DoneMany, Finished, Outcome, Work, describe_failure
from dragoman.workflows.many.in_place import ManyInputs, run_in_place
from dragoman.workflows.many.run import Progress, unseen
from dragoman.workflows.translate import TranslatedInterview, translate
from dragoman.workflows.translate_plan import YES, TranslateOptions, TranslatePlan, plan_translate
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["TranslateItem", "TranslateManyOptions", "translate_item", "translate_many"]

WORK = Work(
    title="Translations",
    stage="translating",
    unit="interviews",
    item="Interview",
    result="Page",
    labels={"failed": "failed", "incomplete": "with gaps", "made": "translated", "skipped": "skipped"},
    stops=True,
)
PLAN = Work(
    title="Translations that would be made",
    stage="planning",
    unit="interviews",
    item="Interview",
    result="Page",
    labels={"failed": "failed", "incomplete": "to be agreed to", "made": "to be translated", "skipped": "skipped"},
)


class TranslateManyOptions(ManyInputs, frozen=True, kw_only=True):
    """``each`` has the other options; its ``folder`` is ignored.

    ``agreed`` accepts the cost and the model's licence. ``only_plan`` changes nothing, and reports what would be done.
    """

    each: TranslateOptions
    agreed: bool = False
    only_plan: bool = False


class TranslateItem(msgspec.Struct, frozen=True, kw_only=True):
    """One interview, as sent to a worker process."""

    settings: Settings
    options: TranslateOptions
    agreed: bool
    only_plan: bool


def translate_many(
    *, settings: Settings, options: TranslateManyOptions, watcher: Watcher = SILENT, progress: Progress = unseen
) -> DoneMany:
    """Translate every interview's untranslated passages, and write a report. After an interruption, the same call
    continues.

    :param progress: called with the progress of the whole
    :raises SettingsError: if no engine is named, or ``workers`` is less than 1
    :raises FolderError: if the only folder named has no interviews
    :raises CancelledError: if the watcher stopped the work; what is finished is kept
    """
    if not options.each.engines:
        fix = Fix("see which translate a pair of languages", "models", options={"pair": ("es", "en")})
        raise SettingsError("engines", None, "is missing, and no engine is used without being named", fix)

    def make_item(path: Path) -> TranslateItem:
        each = msgspec.structs.replace(options.each, folder=path)
        return TranslateItem(settings=settings, options=each, agreed=options.agreed, only_plan=options.only_plan)

    work = PLAN if options.only_plan else WORK
    return run_in_place(work, translate_item, options, make_item, watcher=watcher, progress=progress)


def translate_item(item: TranslateItem) -> Finished:
    """Translate one interview, unless it has nothing to translate; return the outcome."""
    path, job = item.options.folder, process_job()
    started = time.monotonic()
    try:
        plan = plan_translate(settings=item.settings, options=item.options, job=job)
        if not plan.languages and not plan.carried:
            return Finished(path=path, made=path, outcome="skipped", why="it has nothing to translate")
        if item.only_plan:
            return _describe_plan(path, plan, agreed=item.agreed)
        if plan.questions and not item.agreed:
            return msgspec.structs.replace(_describe_plan(path, plan, agreed=False), outcome="failed")
        answers = {question.name: YES for question in plan.questions}
        done = translate(settings=item.settings, options=item.options, job=job, answers=answers)
    except ClaimedError:
        return Finished(path=path, made=path, outcome="skipped", why="another program is translating it")
    except (DragomanError, OSError) as error:
        return describe_failure(path, path, error)
    return _describe(path, done, time.monotonic() - started)


def _describe_plan(path: Path, plan: TranslatePlan, *, agreed: bool) -> Finished:
    """What would be done; incomplete if something must be accepted first."""
    figures = {"passages": plan.carried}
    if plan.estimate is not None:
        figures["passages"] += plan.estimate.passages
        if any(engine.host is not None or engine.paid for engine in plan.engines):
            figures |= {"tokens sent": plan.estimate.sent, "tokens received": plan.estimate.received}
    asked = () if agreed else plan.questions
    fixes = (Fix("agree to it", options={"yes": True}),) if asked else ()
    why = " ".join(question.says for question in asked)
    outcome: Outcome = "incomplete" if asked else "made"
    return Finished(path=path, made=path, outcome=outcome, why=why, fixes=fixes, figures=figures)


def _describe(path: Path, done: TranslatedInterview, seconds: float) -> Finished:
    counts = {
        "passages": len(done.written),
        "gaps": len(done.gaps),
        "suggestions": len(done.suggested),
        "tokens sent": sum(usage.sent for usage in done.usage.values()),
        "tokens received": sum(usage.received for usage in done.usage.values()),
    }
    recording = find_recording(path)
    unwritten = done.edited.unwritten
    why = f"{counted(len(done.gaps), 'passage is', 'passages are')} left as a marked gap" if done.gaps else ""
    left = "no-engine" in done.skipped
    if left:
        unable = counted(done.skipped["no-engine"], "passage is", "passages are")
        why = f"{unable} in a language that none of these engines translates"
    if unwritten is not None:
        why = f"translated, but its views were not written: {unwritten.about}: {unwritten.fault}"
    return Finished(
        path=path,
        made=path,
        outcome="incomplete" if done.gaps or left or unwritten is not None else "made",
        why=why,
        fixes=(Fix("list why", "check", (str(path),)),) if done.gaps else (),
        duration=recording.duration if recording else None,
        seconds=seconds,
        figures={name: count for name, count in counts.items() if count},
    )
