"""What each guard gains and costs: our own hearing, with one guard left out at a time.

What the model answers is remembered, so that a hearing that is the same with and without a guard is made once, and
counts, in seconds of the processor, wherever it would have been made. ``--reuse`` takes the answers of an earlier run.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.corpus import Clip, choose, panels, with_text
from benchmarks.frame import BUILD, Measured, Options, Report, Table, versions
from benchmarks.sounds import QUIET, make_quiet, mix
from benchmarks.words import source_text
from dragoman.engines.base import Chunk, TranscribeOptions, Transcriber, Transcription
from dragoman.engines.whisper import Vad, Whisper
from dragoman.media.sound import read_sound
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.pipeline.guards import (
    GUARDS,
    Watch,
    find_invention,
    find_loop,
    find_other_script,
    find_silent_translation,
)
from dragoman.pipeline.quiet_speech import look_again
from dragoman.pipeline.store import Store
from dragoman.pipeline.transcription_stage import transcribe_all
from dragoman.scoring.words import Edits, pool, score_words
from dragoman.transcript.document import Engine
from dragoman.transcript.span import Span

__all__ = ["run"]

TITLE = "Guards: what each gains and costs"

_WITHOUT = {
    "none left out": Watch(),
    "loops": Watch(guards=tuple(guard for guard in GUARDS if guard is not find_loop)),
    "invented text": Watch(guards=tuple(guard for guard in GUARDS if guard is not find_invention)),
    "silent translation": Watch(guards=tuple(guard for guard in GUARDS if guard is not find_silent_translation)),
    "other script": Watch(guards=tuple(guard for guard in GUARDS if guard is not find_other_script)),
    "hearing again with other settings": Watch(other_settings=()),
    "hearing loops in halves": Watch(halves=False),
    "hearing again what was passed over": Watch(missed=False),
    "looking again for faint voices": Watch(faint=False),
    "all of them": Watch(guards=(), missed=False, faint=False),
}
_LANGUAGES = ("de", "en")
# Strength of speech over white noise, at which the model still writes and begins to go round in circles.
_LOOPING = -5
_LOOPING_IN = "de"
_FORGED_WORDS = 4


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A recording, cut into chunks, with the words that are said in it."""

    material: str
    language: str
    truth: str
    chunks: tuple[Chunk, ...]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What one way of listening made of a piece."""

    material: str
    left_out: str
    words: Edits
    rejected: int
    hearings: int
    seconds: float


class Forged(msgspec.Struct, frozen=True, kw_only=True):
    """Chunks of one language, and to how many of them the guard against silent translation objects.

    ``forged`` are those whose words as said are another translation of them, as a model writes that translates where it
    should transcribe: heard with a beam of one, so that it is not the translation that the guard compares them with.
    """

    language: str
    chunks: int
    true: int
    forged: int


class _Remembering:
    """A model that is asked once for each answer, and the seconds of the processor that each cost."""

    workers = chunks = 1

    def __init__(self, model: Transcriber, *, reuse: bool) -> None:
        self._model = model
        self._answers: dict[str, tuple[Transcription, float]] = {}
        self._reuse = reuse
        self._kept = BUILD / "answers"
        self._kept.mkdir(parents=True, exist_ok=True)
        self.hearings = 0
        self.seconds = 0.0

    @property
    def identity(self) -> Engine:
        return self._model.identity

    def knows(self, language: str) -> bool:
        return self._model.knows(language)

    def writes(self, language: str) -> bool:
        return self._model.writes(language)

    def translates(self, language: str) -> bool:
        return self._model.translates(language)

    def find_language(self, chunk: Chunk) -> dict[str, float]:
        return self._model.find_language(chunk)

    def transcribe(self, chunk: Chunk, options: TranscribeOptions) -> Transcription:
        what = repr((options, chunk.span, self.identity, versions())).encode()
        key = hashlib.sha256(what + chunk.samples.tobytes()).hexdigest()[:24]
        if key not in self._answers:
            self._answers[key] = self._ask(self._kept / f"{key}.json", chunk, options)
        heard, seconds = self._answers[key]
        self.hearings += 1
        self.seconds += seconds
        return heard

    def _ask(self, kept: Path, chunk: Chunk, options: TranscribeOptions) -> tuple[Transcription, float]:
        if self._reuse and kept.exists():
            return msgspec.json.decode(kept.read_bytes(), type=tuple[Transcription, float])
        began = time.process_time()
        heard = self._model.transcribe(chunk, options)
        answer = heard, time.process_time() - began
        kept.write_bytes(msgspec.json.encode(answer))
        return answer


def run(options: Options) -> Report:
    model = _Remembering(Whisper("base", "cpu", threads=1), reuse=options.reuse)
    outcomes = [outcome for piece in _pieces(options) for outcome in _listen_in_every_way(piece, model)]
    forged = tuple(_forge(options, model))
    return Report(
        tables=(_table(outcomes), _forged_table(forged)),
        figures=(*_figures(outcomes), *_forged_figures(forged)),
        notes=(
            "Seconds: of the processor, for all hearings of the chunks, in both languages; without finding speech.",
            "Silent translation: words replaced by another translation (beam 1) of the same chunk, four words or more.",
            "Without a guard that never objected, everything stays as it is.",
        ),
    )


def _pieces(options: Options) -> Iterator[Piece]:
    for clip in choose([clip for clip in panels() if clip.language in _LANGUAGES], options.most):
        spans = tuple(segment.span for segment in clip.truth.segments if segment.span is not None)
        yield _piece("panels", clip, clip.path)
        noisy = mix(clip.path, f"guards-{clip.name}", spans, kind="white", decibels=0)
        yield _piece("panels, noise at 0 dB", clip, noisy)
        if clip.language == _LOOPING_IN:
            looping = mix(clip.path, f"guards-{clip.name}", spans, kind="white", decibels=_LOOPING)
            yield _piece(f"{_LOOPING_IN} panel, noise at {_LOOPING} dB", clip, looping)
    for kind in QUIET:
        path = make_quiet(kind)
        yield Piece(material="nobody speaks", language="es", truth="", chunks=(*_find(path), *_whole(path)))


def _piece(material: str, clip: Clip, path: Path) -> Piece:
    return Piece(material=material, language=clip.language, truth=source_text(clip.truth), chunks=tuple(_find(path)))


def _find(path: Path) -> Iterator[Chunk]:
    return look_again(find_chunks(read_sound(path), [Vad()], ChunkOptions(), refused=True), Vad, ChunkOptions())


def _whole(path: Path) -> Iterator[Chunk]:
    """Ten seconds as if all of it were speech: what is left to the guards where the finder of speech errs."""
    samples = next(iter(read_sound(path)))[0]
    span = Span(0, len(samples) // 16)
    yield Chunk(samples=samples, span=span, speech=(span,))


def _listen_in_every_way(piece: Piece, model: _Remembering) -> Iterator[Outcome]:
    options = TranscribeOptions(language=piece.language, translate=True)
    for left_out, watch in _WITHOUT.items():
        model.hearings, model.seconds = 0, 0.0
        heard = [result for _, result in transcribe_all(piece.chunks, model, None, options, Store(None), watch)]
        text = " ".join("".join(word.text for word in each.words) for each in heard)
        yield Outcome(
            material=piece.material,
            left_out=left_out,
            words=score_words(piece.truth, text, piece.language),
            rejected=sum(each.rejected is not None for each in heard),
            hearings=model.hearings,
            seconds=model.seconds,
        )


def _forge(options: Options, model: _Remembering) -> Iterator[Forged]:
    clips = tuple(clip for clip in with_text() if clip.language != "en")
    found: dict[str, list[tuple[bool, bool]]] = {}
    for clip in choose(clips, options.most):
        asked = TranscribeOptions(language=clip.language, translate=True)
        for chunk in _find(clip.path):
            if chunk.faint:
                continue
            heard = model.transcribe(chunk, asked)
            other = model.transcribe(chunk, msgspec.structs.replace(asked, beam=1)).translated
            if len(heard.words) < _FORGED_WORDS or len(other) < _FORGED_WORDS:
                continue
            objections = (
                find_silent_translation(each, chunk) is not None
                for each in (heard, msgspec.structs.replace(heard, words=other))
            )
            found.setdefault(clip.language, []).append((next(objections), next(objections)))
    for language, told in sorted(found.items()):
        true, forged = (sum(each[place] for each in told) for place in range(2))
        yield Forged(language=language, chunks=len(told), true=true, forged=forged)


def _forged_table(forged: Sequence[Forged]) -> Table:
    rows = [(each.language, each.chunks, each.true, each.forged) for each in forged]
    rows.append(("all", *(sum(getattr(each, name) for each in forged) for name in ("chunks", "true", "forged"))))
    return Table(
        title="Silent translation",
        columns=("language", "chunks", "objected to as heard", "objected to as translations"),
        rows=tuple(tuple(map(str, row)) for row in rows),
    )


def _forged_figures(forged: Sequence[Forged]) -> Iterator[Measured]:
    for each in forged:
        for name, value in (("as heard", each.true), ("as translations", each.forged)):
            yield Measured(
                system="guard against silent translation",
                language=each.language,
                name=f"objections, {name}",
                value=value,
                unit="chunks",
                counts={"chunks": each.chunks},
            )


def _groups(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, str, list[Outcome]]]:
    for material in dict.fromkeys(each.material for each in outcomes):
        for left_out in _WITHOUT:
            yield (
                material,
                left_out,
                [each for each in outcomes if (each.material, each.left_out) == (material, left_out)],
            )


def _table(outcomes: Sequence[Outcome]) -> Table:
    return Table(
        title="Hearing with one guard left out at a time",
        columns=(
            "material", "left out", "words", "wrong", "missing", "put in", "errors", "gaps", "hearings", "seconds",
        ),
        rows=tuple(_row(*group) for group in _groups(outcomes)),
    )  # fmt: skip


def _row(material: str, left_out: str, outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    edits = pool(each.words for each in outcomes)
    counts = (edits.length, edits.substitutions, edits.deletions, edits.insertions, edits.errors)
    rejected, hearings = sum(each.rejected for each in outcomes), sum(each.hearings for each in outcomes)
    seconds = sum(each.seconds for each in outcomes)
    return material, left_out, *map(str, counts), str(rejected), str(hearings), f"{seconds:.1f}"


def _figures(outcomes: Sequence[Outcome]) -> Iterator[Measured]:
    for material, left_out, mine in _groups(outcomes):
        edits = pool(each.words for each in mine)
        yield Measured(
            system=f"without {left_out}",
            language="all",
            name=f"errors, {material}",
            value=edits.errors,
            unit="words",
            words=edits.length,
            recordings=len(mine),
            counts=msgspec.structs.asdict(edits),
        )
        seconds = sum(each.seconds for each in mine)
        yield Measured(system=f"without {left_out}", language="all", name=f"cost, {material}", value=seconds, unit="s")
