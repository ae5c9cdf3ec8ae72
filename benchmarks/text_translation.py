"""Text translated by each engine at hand: how near to a given English, and do the checks find what is wrong in it?

The engines that can be used for Spanish to English on this machine translate the given Spanish text; beside them
stands what the speech model makes of the sound of the same passages. Known errors are then planted into each engine's
own translation, one at a time. Names of the golden texts are looked for in the translations, with the ledger and
without it; and an engine that refuses every third passage is put before each of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

import msgspec

from benchmarks import peers
from benchmarks.corpus import Clip, panels
from benchmarks.frame import Measured, Options, Report, Table, between, per_cent
from benchmarks.seeds.materials import Material, read_golden
from benchmarks.seeds.trials import find_trials
from dragoman.checks import find_problems
from dragoman.engines import find_engine
from dragoman.engines.base import (
    RefusedError,
    SourcePassage,
    TranslationReply,
    TranslationRequest,
    Translator,
    TranslatorSetup,
    TranslatorTraits,
)
from dragoman.engines.installed import find_installed
from dragoman.language.folding import words as fold
from dragoman.pipeline.translate import TranslationRun, find_work
from dragoman.scoring.translation import find_pairs, score_translation
from dragoman.transcript.document import Engine, Segment, Transcript
from dragoman.transcript.glossary import Term
from dragoman.transcript.text import plain

__all__ = ["run"]

_SOURCE, _TARGET = "es", "en"
_MOST = 20
_SPEECH = "whisper, from the sound"
_NAMES = ("term-missing", "term-forbidden")


class Translated(msgspec.Struct, frozen=True):
    """A text with its given English, and with that of a system."""

    system: str
    text: str
    given: Material
    made: Material


def run(options: Options) -> Report:
    engines = {one.engine: _make(one.engine) for one in find_installed(_SOURCE, _TARGET) if one.usable}
    golden = [material for material in read_golden() if material.language == _SOURCE]
    panel = [_as_material(clip) for clip in panels() if clip.language == _SOURCE]
    translated = [_translate(name, engine, one) for name, engine in engines.items() for one in (*panel, *golden)]
    translated += [_hear(clip, one, options) for clip in panels() if clip.language == _SOURCE for one in panel]
    figures = [figure for one in translated for figure in _score(one)]
    trials = {(one.system, one.text): list(find_trials(one.made, options.most or _MOST)) for one in translated}
    figures += [_recall(*key, len(mine), sum(bool(trial.codes) for trial in mine)) for key, mine in trials.items()]
    names = [_find_names(one) for one in translated if one.given.names]
    orders = [_fall_back(name, engine, one) for name, engine in engines.items() for one in golden]
    return Report(
        tables=(
            _score_table(figures),
            _recall_table(figures),
            Table(
                title="Names of the golden texts in the translations",
                columns=(
                    "system",
                    "text",
                    "names",
                    "as approved",
                    "others flagged without a ledger",
                    "with the ledger",
                ),
                rows=tuple(names),
            ),
            Table(
                title="An engine that refuses every third passage, before another",
                columns=("order", "text", "passages", "by the first", "by the second", "gaps", "refusals on record"),
                rows=tuple(orders),
            ),
        ),
        figures=tuple(figures),
        notes=(
            "Most of the panel's English was written for the data: for comparing systems on the same passages only.",
            "Found: an error or warning that the engine's own translation did not have names the passage.",
        ),
    )


def _make(name: str) -> Translator:
    made: Translator = find_engine(name)(TranslatorSetup(name=name, source=_SOURCE, target=_TARGET))
    return made


def _as_material(clip: Clip) -> Material:
    return Material(set="panel", language=clip.language, transcript=clip.truth)


def _translate(system: str, engine: Translator, given: Material) -> Translated:
    segments = [segment for segment in given.transcript.segments if segment.source]
    found: dict[str, str] = {}
    size = engine.traits.passages
    for start in range(0, len(segments), size):
        passages = tuple(
            SourcePassage(id=one.id, text=plain(one.source or ())) for one in segments[start : start + size]
        )
        request = TranslationRequest(source=_SOURCE, target=_TARGET, passages=passages)
        found.update(engine.translate(request).targets)
    return Translated(system, given.set, given, _with_targets(given, found))


def _hear(clip: Clip, given: Material, options: Options) -> Translated:
    heard = peers.transcribe(peers.OURS, clip.path, clip.language, options)
    texts = [text for _, text in find_pairs(given.transcript.segments, heard.segments)]
    wanted = [segment.id for segment in given.transcript.segments if segment.target is not None]
    return Translated(_SPEECH, given.set, given, _with_targets(given, dict(zip(wanted, texts, strict=True))))


def _with_targets(given: Material, found: dict[str, str]) -> Material:
    segments = tuple(_with_target(segment, found.get(segment.id)) for segment in given.transcript.segments)
    return msgspec.structs.replace(
        given, transcript=msgspec.structs.replace(given.transcript, segments=segments, glossary=())
    )


def _with_target(segment: Segment, target: str | None) -> Segment:
    return msgspec.structs.replace(segment, target=(target,) if target else None)


def _score(one: Translated) -> Iterator[Measured]:
    made = {segment.id: plain(segment.target or ()) for segment in one.made.transcript.segments}
    given = [segment for segment in one.given.transcript.segments if segment.target is not None]
    truth = [plain(segment.target or ()) for segment in given]
    score = score_translation(truth, [made[segment.id] for segment in given])
    if score is None:
        return
    for name, value in (("chrF++", score.chrf), ("BLEU", score.bleu)):
        yield Measured(
            system=one.system,
            language=f"{_SOURCE}, {one.text}",
            name=name,
            value=value.score,
            unit="score",
            interval=value.interval,
            words=sum(len(fold(text, _TARGET)) for text in truth),
            counts={"passages": len(given)},
            method=f"sacrebleu {value.signature}",
        )


def _recall(system: str, text: str, planted: int, found: int) -> Measured:
    return Measured(
        system=system,
        language=f"{_SOURCE}, {text}",
        name="planted errors found",
        value=found / planted if planted else None,
        unit="share",
        counts={"planted": planted, "found": found},
    )


def _score_table(figures: Sequence[Measured]) -> Table:
    bleu = {(one.system, one.language): one for one in figures if one.name == "BLEU"}
    return Table(
        title="Spanish text into English, beside the given one",
        columns=("text", "system", "passages", "words", "chrF++", "95 %", "BLEU"),
        rows=tuple(
            (
                one.language,
                one.system,
                str(one.counts["passages"]),
                str(one.words),
                f"{one.value:.1f}",
                between(one.interval, 1),
                f"{bleu[one.system, one.language].value:.1f}",
            )
            for one in sorted(figures, key=lambda one: one.language)
            if one.name == "chrF++"
        ),
    )


def _recall_table(figures: Sequence[Measured]) -> Table:
    return Table(
        title="Known errors planted into each system's own translation",
        columns=("text", "system", "planted", "found", "%"),
        rows=tuple(
            (one.language, one.system, str(one.counts["planted"]), str(one.counts["found"]), per_cent(one.value))
            for one in sorted(figures, key=lambda one: one.language)
            if one.name == "planted errors found"
        ),
    )


def _find_names(one: Translated) -> tuple[str, ...]:
    """How many mentions of names come out as approved, and how many of the others the checks flag."""
    terms = tuple(
        Term(id=f"t{place}", source=(name.original,), target=(name.translation,), kind="person")
        for place, name in enumerate(one.given.names)
    )
    plain_text = one.made.transcript
    with_ledger = msgspec.structs.replace(plain_text, glossary=terms)
    mentions = [
        (segment, name)
        for segment in plain_text.segments
        for name in one.given.names
        if segment.target and name.original in plain(segment.source or ())
    ]
    wrong = [segment.id for segment, name in mentions if name.translation not in plain(segment.target or ())]
    flagged = [_count_flagged(document, wrong) for document in (plain_text, with_ledger)]
    return (one.system, one.text, str(len(mentions)), str(len(mentions) - len(wrong)), *flagged)


def _count_flagged(document: Transcript, wrong: Sequence[str]) -> str:
    named = {one.where.segment for one in find_problems(document, ("names",)) if one.code in _NAMES}
    return f"{sum(segment in named for segment in wrong)} of {len(wrong)}"


class _Refuser:
    """An engine that translates as another does, and refuses every third passage."""

    def __init__(self, engine: Translator) -> None:
        self._engine = engine
        self._order = count(1)
        self._refused: dict[str, bool] = {}

    identity = Engine(name="refuses every third")
    traits = TranslatorTraits()

    def translate(self, request: TranslationRequest) -> TranslationReply:
        refused = [self._refuses(passage.text) for passage in request.passages]
        if any(refused):
            raise RefusedError("refuses every third", "does not translate this", reply="I cannot help with that.")
        return self._engine.translate(request)

    def _refuses(self, text: str) -> bool:
        return self._refused.setdefault(text, next(self._order) % 3 == 0)


def _fall_back(name: str, engine: Translator, given: Material) -> tuple[str, ...]:
    """Who translated what, where the first of two engines refuses every third passage."""
    document = _with_targets(given, {}).transcript
    first = _Refuser(engine)
    passages = find_work(document, _TARGET).passages
    engines = dict.fromkeys({passage.language for passage in passages}, (first, engine))
    done = [one for batch in TranslationRun(document, _TARGET, engines).run(passages, lambda: None) for one in batch]
    gaps = sum(one.is_gap for one in done)
    by_first = sum(one.engine == first.identity and not one.is_gap for one in done)
    recorded = sum(any("refused" in problem.message for problem in one.problems) for one in done)
    order = f"{first.identity.name}, {name}"
    others = len(done) - by_first - gaps
    return (order, given.set, *map(str, (len(done), by_first, others, gaps, recorded)))
