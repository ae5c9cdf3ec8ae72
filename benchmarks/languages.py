"""Recordings that change language: is each part written in its own? Given readings one after another."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.corpus import Clip, panels, readings
from benchmarks.frame import BUILD, Measured, Options, Report, Table, per_cent
from benchmarks.sounds import join
from benchmarks.words import source_text
from dragoman.cli import main as dragoman
from dragoman.engines.base import TranscribeOptions
from dragoman.engines.models import find_model
from dragoman.engines.whisper import Vad, Whisper
from dragoman.engines.whisper_languages import find_code, find_suspected
from dragoman.errors import EngineError
from dragoman.folder import open_folder
from dragoman.media.sound import read_sound
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.scoring.words import Edits, pool, score_words
from dragoman.transcript.document import Segment
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain

__all__ = ["run"]

TITLE = "Languages: each part in its own"

_MIXED = (
    ("es/fleurs-es-002", "ar/asc_train_0003", "es/fleurs-es-008"),
    ("ru/asterisk_vm-msginstruct", "en/fleurs-en-002"),
    ("en/jfk", "ru/asterisk_queue-periodic-announce", "en/fleurs-en-006"),
    ("de/fleurs-de-004", "fr/fleurs-fr-002", "fr/fleurs-fr-006"),
    ("pt/fleurs-pt-004", "es/fleurs-es-000"),
)
_FOUND, _NAMED, _PEER = "dragoman, found out", "dragoman, named", "faster-whisper, found out"


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What one system made of one part: the language it wrote most of it in, and its words."""

    recording: str
    system: str
    language: str
    written: str | None
    words: Edits


class Warned(msgspec.Struct, frozen=True, kw_only=True):
    """What a chunk in one language is suspected of where another is named; ``right``: of the one that is spoken."""

    spoken: str
    named: str
    warned: bool
    right: bool


def run(options: Options) -> Report:
    clips = {clip.name: clip for clip in readings()}
    mixed = [[clips[name] for name in names] for names in _MIXED[: options.most]]
    outcomes = [outcome for parts in mixed for outcome in _outcomes(parts, options)]
    seconds, length, found = _cost()
    warnings = list(_warn(options))
    return Report(
        tables=(_table(outcomes), _warning_table(warnings)),
        figures=(*_figures(outcomes), *_warning_figures(warnings)),
        notes=(
            f"One language, the panels with none named: {found} changes found in {length:.0f} s of sound; looking for "
            f"them took {seconds:.2f} s of the processor, {600 * seconds / length:.1f} s for ten minutes.",
        ),
    )


def _outcomes(parts: Sequence[Clip], options: Options) -> Iterator[Outcome]:
    name = "+".join(clip.language for clip in parts)
    path, spans = join(f"languages-{name}", [clip.path for clip in parts])
    languages = ",".join(dict.fromkeys(clip.language for clip in parts))
    heard = {
        _FOUND: _draft(path, []),
        _NAMED: _draft(path, ["--from", languages]),
        _PEER: _plain(path, options.threads),
    }
    for system, (segments, whole) in heard.items():
        for clip, span in zip(parts, spans, strict=True):
            inside = [segment for segment in segments if _middle(segment) in range(span.start, (span.end or 0) + 500)]
            text = " ".join(plain(segment.source) for segment in inside if segment.source)
            written = [segment.language or whole for segment in inside for _ in plain(segment.source or ()).split()]
            yield Outcome(
                recording=name,
                system=system,
                language=clip.language,
                written=max(sorted(set(filter(None, written))), key=written.count, default=None),
                words=score_words(source_text(clip.truth), text, clip.language),
            )


def _middle(segment: Segment) -> int:
    return (segment.span.start + (segment.span.end or 0)) // 2 if segment.span else -1


def _draft(path: Path, more: Sequence[str]) -> tuple[Sequence[Segment], str | None]:
    folder = BUILD / "drafts" / f"{path.stem}-{len(more)}"
    shutil.rmtree(folder, ignore_errors=True)
    command = ["draft", str(path), "--to", "en", "-o", str(folder), "--model", "base", "--speakers", "none"]
    if dragoman([*command, "--words", "anyway", "--quiet", *more]) != 0:
        raise EngineError("dragoman", f"did not draft {path.name}")
    transcript = open_folder(folder).transcript
    languages = transcript.recording.languages if transcript.recording else ()
    return transcript.segments, languages[0] if languages else None


def _plain(path: Path, threads: int) -> tuple[Sequence[Segment], str | None]:
    from faster_whisper import WhisperModel

    model = WhisperModel(str(find_model("base")), device="cpu", compute_type="int8", cpu_threads=threads)
    heard, known = model.transcribe(str(path), beam_size=5, word_timestamps=True)
    words = [word for segment in heard for word in segment.words]
    return [
        Segment(
            id=f"w{place}", span=Span(round(word.start * 1000), round(word.end * 1000)), source=(word.word.strip(),)
        )
        for place, word in enumerate(words)
    ], known.language


def _cost() -> tuple[float, float, int]:
    """Seconds of the processor for telling parts in recordings of one language, their length, and the parts found."""
    model = Whisper("base", "cpu", threads=1)
    seconds, length, found = 0.0, 0.0, 0
    for clip in panels():
        for chunk in find_chunks(read_sound(clip.path), [Vad()], ChunkOptions()):
            encoded = model._encode(chunk)
            began = time.process_time()
            found += len(model._find_parts(encoded, chunk, TranscribeOptions()))
            seconds += time.process_time() - began
            length += (chunk.span.duration or 0) / 1000
    return seconds, length, found


def _warn(options: Options) -> Iterator[Warned]:
    """Every chunk of every reading, with each language named: is another one suspected?"""
    model = Whisper("base", "cpu", threads=options.threads)
    clips = readings()[: options.most]
    languages = sorted({clip.language for clip in readings()})
    for clip in clips:
        for chunk in find_chunks(read_sound(clip.path), [Vad()], ChunkOptions()):
            chances = model.find_language(chunk)
            for named in languages:
                suspected = find_suspected(chances, (named,))
                yield Warned(
                    spoken=clip.language,
                    named=named,
                    warned=suspected is not None,
                    right=suspected == find_code(clip.language),
                )


def _counted(warnings: Sequence[Warned]) -> Iterator[tuple[str, int, int, int, int]]:
    """Language, chunks, warned of though it is spoken, hearings with another named, and warned of then."""
    for language in (*sorted({each.spoken for each in warnings}), "all"):
        mine = [each for each in warnings if language in (each.spoken, "all")]
        own = [each for each in mine if each.named == each.spoken]
        others = [each for each in mine if each.named != each.spoken]
        warned = sum(each.right for each in others)
        yield language, len(own), sum(each.warned for each in own), len(others), warned


def _warning_table(warnings: Sequence[Warned]) -> Table:
    return Table(
        title="The warning that another language is spoken than the one named",
        columns=(
            "spoken",
            "chunks",
            "warned without cause",
            "with another named",
            "warned, of the language spoken",
            "%",
        ),
        rows=tuple(
            (language, str(own), str(false), str(others), str(right), per_cent(right / others))
            for language, own, false, others, right in _counted(warnings)
        ),
    )


def _warning_figures(warnings: Sequence[Warned]) -> Iterator[Measured]:
    for language, own, false, others, right in _counted(warnings):
        for name, value in (("warned without cause", false / own), ("warned of another language", right / others)):
            yield Measured(system="dragoman", language=language, name=name, value=value, unit="share")


def _table(outcomes: Sequence[Outcome]) -> Table:
    return Table(
        title="Each part, and the language that it was written in",
        columns=("recording", "system", "part by part", "in its own", "words", "WER %"),
        rows=tuple(
            (
                recording,
                system,
                ", ".join(f"{each.language}: {each.written or 'nothing'}" for each in mine),
                f"{sum(each.language == each.written for each in mine)} of {len(mine)}",
                str(pool(each.words for each in mine).length),
                per_cent(pool(each.words for each in mine).rate),
            )
            for recording in dict.fromkeys(each.recording for each in outcomes)
            for system in (_FOUND, _NAMED, _PEER)
            for mine in [[each for each in outcomes if (each.recording, each.system) == (recording, system)]]
        ),
    )


def _figures(outcomes: Sequence[Outcome]) -> Iterator[Measured]:
    for system in (_FOUND, _NAMED, _PEER):
        mine = [each for each in outcomes if each.system == system]
        edits = pool(each.words for each in mine)
        own = sum(each.language == each.written for each in mine) / len(mine)
        yield Measured(system=system, language="all", name="parts in their own language", value=own, unit="share")
        yield Measured(system=system, language="all", name="WER", value=edits.rate, unit="share", words=edits.length)
