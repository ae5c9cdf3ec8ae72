"""Translate passages: each gets a translation, or a marked gap that says why not.

If an engine's answer is rejected, it is asked again with the reason; then for each passage alone; then the next engine
is asked. Many requests run at a time. Results are in the order of the passages, and do not depend on the order of the
answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from dragoman.engines.base import BusyError, Feedback, RefusedError, TranslationReply, Translator, Usage
from dragoman.errors import EngineError
from dragoman.pipeline.translate.ask import Asker, Patience
from dragoman.pipeline.translate.cut import Requests, as_line, cut
from dragoman.pipeline.translate.faults import (
    Fault,
    gap_problem,
    marks_problem,
    passed_on_problem,
    shorten_reply,
)
from dragoman.pipeline.translate.marks import has_wrapped_words, words_only
from dragoman.pipeline.translate.passages import Passage
from dragoman.pipeline.translate.pool import Pool
from dragoman.pipeline.translate.store import Kept, TranslationStore
from dragoman.pipeline.translate.validate import Asked, validate
from dragoman.problems import Problem
from dragoman.transcript.document import Engine, Transcript
from dragoman.transcript.text import Gap, Text

__all__ = ["UNTRANSLATED", "Outcome", "TranslationRun"]

UNTRANSLATED: Text = (Gap("untranslated"),)
_USUAL = Patience()
_NOT_AGAIN = ("refused", "busy", "failed")
"""Asking for the same passages again with a reason does not change these."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The result for a passage: its translation or a marked gap, the engine, and the problems.

    ``doubt`` is why it was asked for again but accepted in the end; the checks report it.
    """

    passage: Passage
    target: Text
    engine: Engine
    problems: tuple[Problem, ...] = ()
    doubt: str | None = None

    @property
    def is_gap(self) -> bool:
        """Whether no engine translated it."""
        return self.target == UNTRANSLATED


class _Batch:
    """The passages of one request, and the results for them so far."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = tuple(passages)
        self.outcomes: dict[str, Outcome] = {}
        self.last: dict[str, tuple[Engine, Fault]] = {}
        self.refused: dict[str, tuple[Engine, Fault]] = {}

    @property
    def pending(self) -> list[Passage]:
        """Those without a translation."""
        return [passage for passage in self.passages if passage.id not in self.outcomes]

    @property
    def known(self) -> dict[str, Text]:
        """The translations so far."""
        return {id_: outcome.target for id_, outcome in self.outcomes.items()}


class _Attempt:
    """The answers of one engine for a batch: faults by id, and doubtful answers to use if nothing better arrives.

    ``keys`` are what the translation of each passage depends on.
    """

    def __init__(self, keys: dict[str, tuple[object, ...]]) -> None:
        self.keys = keys
        self.faults: dict[str, Fault] = {}
        self.doubtful: dict[str, Kept] = {}
        self.alone: set[str] = set()
        self.reported: dict[str, tuple[Problem, ...]] = {}

    def may_go_alone(self, id_: str) -> bool:
        """Whether a passage was only asked for together with others. An engine that stays busy is not asked again."""
        busy = id_ in self.faults and self.faults[id_].kind == "busy"
        return not (busy or id_ in self.doubtful or id_ in self.alone)


class TranslationRun:
    """One run over one document.

    :param translators: the engines for each language of the originals, in the order in which they are asked
    """

    def __init__(
        self,
        transcript: Transcript,
        target: str,
        translators: Mapping[str | None, Sequence[Translator]],
        *,
        store: TranslationStore | None = None,
        patience: Patience = _USUAL,
    ) -> None:
        self._transcript = transcript
        self._target = target
        self._requests = Requests(transcript, target)
        self._store = store or TranslationStore(None)
        self._ids = frozenset(segment.id for segment in transcript.segments)
        self._labels = frozenset(_find_labels(transcript))
        first = [engines[0] for engines in translators.values() if engines]
        slots = max((engine.traits.concurrency for engine in first), default=1)
        # While some threads check answers, others keep the engine busy; the engine's own limit still holds.
        workers = slots + max(2, slots // 2)
        self._pool: Pool[tuple[Passage, ...], tuple[Outcome, ...]] = Pool(self._translate, workers)
        askers: dict[int, Asker] = {}
        for engines in translators.values():
            for engine in engines:
                askers.setdefault(id(engine), Asker(engine, patience, self._pool.pause))
        self._askers = {tag: tuple(askers[id(e)] for e in engines) for tag, engines in translators.items() if engines}
        self._all = tuple(askers.values())

    @property
    def usage(self) -> dict[str, Usage]:
        """The cost of each engine so far, in tokens, by its name."""
        found: dict[str, Usage] = {}
        for asker in self._all:
            before, more = found.get(asker.identity.name, Usage()), asker.usage
            found[asker.identity.name] = Usage(before.sent + more.sent, before.received + more.received)
        return found

    def run(self, passages: Iterable[Passage], look: Callable[[], None]) -> Iterator[tuple[Outcome, ...]]:
        """Yield the outcomes, request by request. Skips passages in a language that no engine supports.

        :param look: called regularly in this thread; an exception from it ends the work
        :raises EngineError: if every engine is broken or never answered; earlier results are yielded first
        :raises FolderError: if the store cannot be written
        """
        return self._pool.run(self._cut(passages), look)

    def _cut(self, passages: Iterable[Passage]) -> Iterator[tuple[Passage, ...]]:
        for language, run in groupby(passages, key=lambda passage: passage.language):
            if language in self._askers:
                yield from cut(run, self._askers[language][0].traits)

    def _translate(self, passages: tuple[Passage, ...]) -> tuple[Outcome, ...]:
        batch = _Batch(passages)
        askers = self._askers[passages[0].language]
        for asker in askers:
            self._ask_engine(asker, batch)
            if not batch.pending:
                break
        # An engine that never answered says nothing about a passage: its error ends the run, instead of making a gap.
        errors = [asker.broken or asker.silence for asker in askers]
        if batch.pending and errors[-1] is not None and all(errors):
            raise errors[-1]
        for passage in batch.pending:
            batch.outcomes[passage.id] = self._gap(passage, batch)
        return tuple(batch.outcomes[passage.id] for passage in passages)

    def _ask_engine(self, asker: Asker, batch: _Batch) -> None:
        """Ask one engine for what a batch still lacks: together, again with reasons, and each passage alone."""
        attempt = _Attempt({passage.id: self._key(asker, passage) for passage in batch.pending})
        for passage in batch.pending:
            kept = self._store.load(asker.identity, *attempt.keys[passage.id])
            if kept is not None:
                self._accept(asker, passage, kept, batch)
        if batch.pending and asker.broken is None:
            self._ask_all(asker, cut(batch.pending, asker.traits), batch, attempt)
        if asker.traits.context and asker.broken is None:
            again = [p for p in batch.pending if p.id in attempt.faults and not _is_final(attempt.faults[p.id])]
            self._ask_all(asker, cut(again, asker.traits), batch, attempt)
        if asker.broken is None:
            alone = [p for p in batch.pending if attempt.may_go_alone(p.id)]
            self._ask_all(asker, ((passage,) for passage in alone), batch, attempt)
        for passage in batch.pending:
            if passage.id in attempt.doubtful:
                kept = attempt.doubtful[passage.id]
                self._accept(asker, passage, kept, batch, attempt.reported.get(passage.id, ()))
                self._store.save(kept, asker.identity, *attempt.keys[passage.id])
            else:
                self._remember(asker, passage, attempt, batch)

    def _ask_all(self, asker: Asker, groups: Iterable[tuple[Passage, ...]], batch: _Batch, attempt: _Attempt) -> None:
        for group in groups:
            if asker.broken is None:
                self._ask(asker, group, batch, attempt)

    def _ask(self, asker: Asker, group: tuple[Passage, ...], batch: _Batch, attempt: _Attempt) -> None:
        """Send one request and process its answer."""
        traits = asker.traits
        feedback = tuple(Feedback(p.id, attempt.faults[p.id].reason) for p in group if p.id in attempt.faults)
        show = as_line if traits.notation else words_only
        request = self._requests.make(group, traits, show, known=batch.known, feedback=feedback)
        if len(group) == 1:
            attempt.alone.add(group[0].id)
        try:
            reply = asker.ask(request)
        except EngineError as error:
            attempt.faults |= dict.fromkeys((passage.id for passage in group), _as_fault(error))
            return
        self._judge(asker, group, reply, batch, attempt)

    def _judge(
        self, asker: Asker, group: tuple[Passage, ...], reply: TranslationReply, batch: _Batch, attempt: _Attempt
    ) -> None:
        asked = Asked(
            passages=group,
            target=self._target,
            notation=asker.traits.notation,
            terms=self._requests.find_terms(group),
            labels=self._labels,
            ids=self._ids,
            around=self._requests.find_around(group) if asker.traits.context else (),
        )
        verdict = validate(asked, reply)
        for passage in group:
            fault, target = verdict.faults.get(passage.id), verdict.targets.get(passage.id)
            own = tuple(problem for problem in reply.problems if problem.where.segment == passage.id)
            if fault is not None:
                attempt.faults[passage.id] = fault
            if target is None:
                continue
            kept = Kept(target, fault.reason if fault else None, passage.id in verdict.moved)
            if fault is None:
                self._accept(asker, passage, kept, batch, own)
                self._store.save(kept, asker.identity, *attempt.keys[passage.id])
            else:
                attempt.doubtful[passage.id] = kept
                attempt.reported[passage.id] = own

    def _accept(
        self, asker: Asker, passage: Passage, kept: Kept, batch: _Batch, reported: tuple[Problem, ...] = ()
    ) -> None:
        start = self._start(passage)
        problems = list(reported)
        if kept.moved:
            problems.append(marks_problem(passage.id, start, moved=True))
        if not asker.traits.notation and has_wrapped_words(passage.text):
            problems.append(marks_problem(passage.id, start, moved=False))
        if passage.id in batch.refused:
            engine, fault = batch.refused[passage.id]
            problems.append(passed_on_problem(passage.id, start, (engine.name, asker.identity.name), fault))
        batch.outcomes[passage.id] = Outcome(
            passage=passage, target=kept.target, engine=asker.identity, problems=tuple(problems), doubt=kept.doubt
        )

    def _remember(self, asker: Asker, passage: Passage, attempt: _Attempt, batch: _Batch) -> None:
        """Record an engine's fault for a passage that it did not translate."""
        broken = _as_fault(asker.broken) if asker.broken else Fault("missing", "it was not asked")
        fault = attempt.faults.get(passage.id, broken)
        batch.last[passage.id] = (asker.identity, fault)
        if fault.kind == "refused":
            batch.refused[passage.id] = (asker.identity, fault)

    def _gap(self, passage: Passage, batch: _Batch) -> Outcome:
        """A marked gap, with the refusal if there was one, else with the fault of the last engine."""
        engine, fault = batch.refused.get(passage.id) or batch.last[passage.id]
        problem = gap_problem(passage.id, self._start(passage), engine.name, fault)
        return Outcome(passage=passage, target=UNTRANSLATED, engine=engine, problems=(problem,))

    def _key(self, asker: Asker, passage: Passage) -> tuple[object, ...]:
        """What a translation depends on."""
        if not asker.traits.context:
            return (self._target, passage.language, as_line(passage.text))
        terms = self._requests.find_terms((passage,))
        around = self._requests.find_beside(passage)
        own = (passage.id, as_line(passage.text), passage.speaker)
        return (self._target, passage.language, own, around, self._requests.about, terms)

    def _start(self, passage: Passage) -> int | None:
        span = self._transcript.segments[passage.place].span
        return span.start if span else None


def _is_final(fault: Fault) -> bool:
    return fault.kind in _NOT_AGAIN


def _as_fault(error: EngineError) -> Fault:
    if isinstance(error, RefusedError):
        return Fault("refused", "the engine refused", shorten_reply(error.reply or error.fault))
    return Fault("busy" if isinstance(error, BusyError) else "failed", shorten_reply(error.fault))


def _find_labels(transcript: Transcript) -> Iterator[str]:
    """The texts that may precede the words of a speaker, folded."""
    for speaker in transcript.speakers:
        for name in (speaker.label, speaker.name, *speaker.aliases):
            if name:
                yield name.strip("*_ ").casefold()
