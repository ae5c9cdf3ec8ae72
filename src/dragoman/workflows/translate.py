"""Translate an interview's text with engines. What people wrote is never replaced.

The work holds a claim and no lock, so that people can edit at the same time. Finished passages are committed in small
groups, so that stopped work continues where it was. If somebody changes an original meanwhile, its translation is not
written, but kept as a suggestion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from dragoman.engines.base import TranslatorSetup, Usage
from dragoman.errors import CancelledError, FolderError
from dragoman.folder import Committed, Session, now, open_folder
from dragoman.folder.claims import HeldClaim, claimed
from dragoman.folder.lock import STORE
from dragoman.folder.review import record_problems
from dragoman.folder.suggestions import Suggestion, add_suggestions, hash_original, is_current, load_suggestions
from dragoman.folder.views import refuse_edited, write_rest
from dragoman.pipeline.translate import Outcome, Passage, Patience, TranslationRun, TranslationStore, is_open
from dragoman.problems import Place, Problem
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Segment, Transcript
from dragoman.transcript.revision import Revision, Signature, field_change, regroup, seal
from dragoman.transcript.text import Text, is_untranslated
from dragoman.workflows.edit_folder import Edited
from dragoman.workflows.job import Job
from dragoman.workflows.ledger import with_ledger
from dragoman.workflows.model_cache import uses_models
from dragoman.workflows.questions import Answers, find_answer, refuse_unknown
from dragoman.workflows.translate_plan import (
    YES,
    TranslateOptions,
    find_languages,
    find_target,
    find_wanted,
    make_translators,
    plan_translate,
    refuse_confidential,
)
from dragoman.workflows.view import InterviewOptions
from dragoman.workflows.watcher import SILENT, Watcher

__all__ = ["ShownSuggestion", "TranslatedInterview", "list_suggestions", "translate"]

_NO_ANSWERS: Answers = {}
_USUAL = Patience()
_CARRIER = Engine(name="dragoman translate")
"""The author of translations for which only marks were carried over, without an engine."""
_TOGETHER = 40
"""The number of passages in one commit."""


class TranslatedInterview(msgspec.Struct, frozen=True, kw_only=True):
    """The results for the passages, by id, and what was used.

    ``written`` have a translation now; ``gaps`` have a marked gap and a recorded problem; ``doubtful`` are written ones
    for which asking the engine again did not help; ``suggested`` are kept beside the document. ``usage`` is in tokens,
    by engine.
    """

    edited: Edited
    target: str
    written: tuple[str, ...]
    gaps: tuple[str, ...]
    doubtful: tuple[str, ...]
    suggested: tuple[str, ...]
    skipped: dict[str, int]
    usage: dict[str, Usage]
    problems: tuple[Problem, ...]


class ShownSuggestion(msgspec.Struct, frozen=True):
    """A suggestion with its current passage, and whether the passage still has the same original."""

    segment: Segment
    suggestion: Suggestion
    is_current: bool


@uses_models
def translate(
    *,
    settings: Settings,
    options: TranslateOptions,
    job: Job,
    answers: Answers = _NO_ANSWERS,
    patience: Patience = _USUAL,
    watcher: Watcher = SILENT,
) -> TranslatedInterview:
    """Translate what has no translation yet, or suggest a second version. A stopped run continues.

    :param answers: to the plan's questions
    :param patience: how long to wait for an engine
    :raises SettingsError: if a question has no answer, and as :func:`plan_translate`
    :raises FolderError: as :func:`plan_translate`
    :raises EditedViewError: if a page has edits that were not applied
    :raises ClaimedError: if another translation is being made there
    :raises EngineError: if no engine can be used any more; what is finished is kept
    :raises CancelledError: if the watcher stopped the work, or the answer to a question is no
    :raises FormatError: if the team's names are not a table of names
    """
    options = _answered(settings, options, job, answers)
    with Session(options.folder) as session, claimed(options.folder, "translate") as claim:
        refuse_edited(session.folder)
        target = find_target(session.transcript, options, settings)
        work = find_wanted(session.folder, target, options)
        translators = make_translators(options.engines, find_languages(work), target, job)
        refuse_confidential(session.transcript, translators.planned)
        run = TranslationRun(
            with_ledger(settings, session.transcript),
            target,
            translators.by_language,
            store=TranslationStore(options.folder / STORE / "work" / "translate"),
            patience=patience,
        )
        keeper = _Keeper(session, target, run, suggest=options.suggest)
        keeper.take(Outcome(passage=passage, target=text, engine=_CARRIER) for passage, text in work.carried)
        look = _make_look(claim, watcher, lambda: refuse_confidential(session.transcript, translators.planned))
        passages = [passage for passage in work.passages if translators.by_language[passage.language]]
        total, left = len(passages), len(work.passages) - len(passages)
        watcher.report("translating", 0, total, "passages")
        try:
            for done, outcomes in _counted(run.run(passages, look)):
                keeper.take(outcomes)
                for problem in (problem for outcome in outcomes for problem in outcome.problems):
                    watcher.problem(problem)
                watcher.report("translating", done, total, "passages")
        finally:
            keeper.finish()
        return keeper.report(work.skipped | ({"no-engine": left} if left else {}))


def list_suggestions(
    *, settings: Settings, options: InterviewOptions, watcher: Watcher = SILENT
) -> tuple[ShownSuggestion, ...]:
    """The suggestions of an interview.

    :raises FolderError: if there is no interview
    """
    watcher.check_cancelled()
    folder = open_folder(options.folder)
    segments = {segment.id: segment for segment in folder.transcript.segments}
    found = ((segments[one.segment], one) for one in load_suggestions(folder))
    return tuple(ShownSuggestion(segment, one, is_current(one, segment)) for segment, one in found)


def _answered(settings: Settings, options: TranslateOptions, job: Job, answers: Answers) -> TranslateOptions:
    """The options with the answers.

    :raises CancelledError: if the answer to a question is no
    """
    plan = plan_translate(settings=settings, options=options, job=job)
    refuse_unknown(plan.questions, answers)
    for question in plan.questions:
        answer = find_answer(question, answers)
        if question.name == "engine":
            chosen = TranslatorSetup(name=answer, source=None, target=plan.target)
            options = msgspec.structs.replace(options, engines=(chosen,))
            # The chosen engine may lead to further questions.
            rest = {name: value for name, value in answers.items() if name != "engine"}
            return _answered(settings, options, job, rest)
        if answer != YES:
            raise CancelledError("translate")
    return options


def _make_look(claim: HeldClaim, watcher: Watcher, refuse: Callable[[], None]) -> Callable[[], None]:
    def look() -> None:
        claim.renew()
        watcher.check_cancelled()
        refuse()

    return look


def _counted(batches: Iterable[tuple[Outcome, ...]]) -> Iterator[tuple[int, tuple[Outcome, ...]]]:
    done = 0
    for outcomes in batches:
        done += len(outcomes)
        yield done, outcomes


class _Keeper:
    """Stores the engines' answers: in the document, as problems, and as suggestions."""

    def __init__(self, session: Session, target: str, run: TranslationRun, *, suggest: bool) -> None:
        self._session = session
        self._target = target
        self._run = run
        self._suggest = suggest
        self._sources = {segment.id: segment.source for segment in session.transcript.segments}
        self._waiting: list[Outcome] = []
        self._written: list[str] = []
        self._gaps: list[str] = []
        self._doubtful: list[str] = []
        self._suggested: list[str] = []
        self._problems: list[Problem] = []
        self._counted: dict[str, Usage] = {}

    def take(self, outcomes: Iterable[Outcome]) -> None:
        """Store outcomes, as soon as there are enough of them."""
        self._waiting += outcomes
        if len(self._waiting) >= _TOGETHER:
            self._keep()

    def finish(self) -> None:
        """Store the rest, however the work ended."""
        self._keep()

    def report(self, skipped: dict[str, int]) -> TranslatedInterview:
        """The results of the run. The views are written first."""
        written, unwritten = write_rest(self._session)
        last = Committed((), self._session.head, self._session.epoch)
        return TranslatedInterview(
            edited=Edited(self._session.folder, last, written, unwritten),
            target=self._target,
            written=tuple(self._written),
            gaps=tuple(self._gaps),
            doubtful=tuple(self._doubtful),
            suggested=tuple(self._suggested),
            skipped=skipped,
            usage=self._run.usage,
            problems=tuple(self._problems),
        )

    def _keep(self) -> None:
        outcomes, self._waiting = self._waiting, []
        if self._suggest:
            own = {segment.id: segment.target for segment in self._session.transcript.segments}
            self._offer([one for one in outcomes if not one.is_gap and one.target != own.get(one.passage.id)])
            return
        late: list[Outcome] = []
        for _, group in groupby(sorted(outcomes, key=_author_key), key=_author_key):
            late += self._commit(tuple(group))
        kept = [outcome for outcome in outcomes if outcome not in late]
        self._written += [outcome.passage.id for outcome in kept if not outcome.is_gap]
        self._gaps += [outcome.passage.id for outcome in kept if outcome.is_gap]
        self._doubtful += [outcome.passage.id for outcome in kept if outcome.doubt]
        problems = [problem for outcome in kept for problem in outcome.problems]
        self._offer([outcome for outcome in late if not outcome.is_gap])
        problems += [_changed_meanwhile(outcome) for outcome in late if not outcome.is_gap]
        if problems:
            record_problems(self._session.folder, problems)
        self._problems += problems

    def _commit(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """Write the translations of one engine; return those that the document no longer takes."""
        late: list[Outcome] = []

        def make(now: Transcript, by: Signature) -> Sequence[Revision]:
            late.clear()
            segments = {segment.id: segment for segment in now.segments}
            revisions = list(self._set_language(now, by))
            for outcome in outcomes:
                segment = segments.get(outcome.passage.id)
                if segment is None or segment.source != self._sources[segment.id] or not is_open(segment):
                    late.append(outcome)
                else:
                    revisions += edit.set_target(now, segment.id, outcome.target, by)
            return regroup(revisions, by)

        engine = outcomes[0].engine
        self._session.edit(make, engine, reason=self._describe(engine))
        return late

    def _set_language(self, now: Transcript, by: Signature) -> Sequence[Revision]:
        """The document's target language, if this is its first translation."""
        translated = not all(is_untranslated(segment.target) for segment in now.segments)
        if now.target_language == self._target:
            return ()
        if now.target_language is not None and translated:
            fault = f"is translated into {now.target_language} since, and not into {self._target}"
            raise FolderError(self._session.path, fault)
        return seal([field_change(now, "target_language", self._target)], by)

    def _describe(self, engine: Engine) -> str:
        """The reason of a commit: what was done, and the tokens used since the last one."""
        used = self._run.usage.get(engine.name, Usage())
        before = self._counted.get(engine.name, Usage())
        self._counted[engine.name] = used
        sent, received = used.sent - before.sent, used.received - before.received
        return f"translated; {sent} tokens sent, {received} received" if sent or received else "translated"

    def _offer(self, outcomes: Sequence[Outcome]) -> None:
        if outcomes:
            time = now()
            add_suggestions(self._session.folder, [self._make_suggestion(outcome, time) for outcome in outcomes])
            self._suggested += [outcome.passage.id for outcome in outcomes]

    def _make_suggestion(self, outcome: Outcome, time: str) -> Suggestion:
        original = hash_original(self._find_source(outcome.passage))
        return Suggestion(
            segment=outcome.passage.id, original=original, target=outcome.target, engine=outcome.engine, time=time
        )

    def _find_source(self, passage: Passage) -> Text | None:
        return self._sources[passage.id]


def _author_key(outcome: Outcome) -> bytes:
    return msgspec.json.encode(outcome.engine, order="deterministic")


def _changed_meanwhile(outcome: Outcome) -> Problem:
    return Problem.of(
        "translation-late",
        "note",
        "this passage was changed while {engine} translated it; its translation is kept as a suggestion",
        Place(segment=outcome.passage.id),
        engine=outcome.engine.name,
    )
