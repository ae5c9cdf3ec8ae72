"""Transcribed chunks and the voices in them -> a transcript. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.engines.base import SpeakerSpan
from dragoman.language.folding import primary
from dragoman.pipeline.asides import find_overlapping, split_asides, take_translated
from dragoman.pipeline.attribute import attribute
from dragoman.pipeline.gaps import Lost, TranscribedChunk, find_lost, find_lost_rows
from dragoman.pipeline.options import Drafted, DraftOptions
from dragoman.pipeline.project_translation import project
from dragoman.pipeline.rows import find_rows
from dragoman.pipeline.segment import Said, Stretch, find_stretches
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Engine, Facts, Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.ids import mint_id, speaker_id
from dragoman.transcript.span import Span
from dragoman.transcript.tags import language_name
from dragoman.transcript.text import Gap, Overlap, Text, tidy

__all__ = ["assemble", "assemble_rows"]


_UNTRANSLATED: Text = (Gap("untranslated"),)
_LANGUAGE_KNOWN = ("other-language-spoken", "model-unable")
"""The codes of rejections that tell which language is spoken."""


def assemble(
    chunks: Sequence[TranscribedChunk],
    voices: Sequence[SpeakerSpan],
    recording: Recording,
    options: DraftOptions,
    engine: Engine,
) -> Drafted:
    """The draft: segments in order of time, with speakers, words and translations."""
    lost = [each for channel in _channels(chunks) for each in find_lost(channel)]
    stretches, asides = _find_stretches(chunks, voices, lost)
    translate = options.target is not None and options.target != options.source
    targets: Sequence[Text | None] = _project_all(chunks, stretches, asides) if translate else (None,) * len(stretches)
    languages = _languages(chunks, options.source)
    if translate:
        targets = [_marked(stretch, target, options) for stretch, target in zip(stretches, targets, strict=True)]
    only = languages[0] if len(languages) == 1 else None
    said = [
        _segment(stretch, target, recording, engine, only=only)
        for stretch, target in zip(stretches, targets, strict=True)
    ]
    overlapping = find_overlapping(stretches, voices)
    said = [_overlapped(segment) if falls_in else segment for segment, falls_in in zip(said, overlapping, strict=True)]
    lost_rows = [(each.chunk, row) for each in lost for row in find_lost_rows(each, chunks, voices)]
    used = (*(stretch.said[0].voice for stretch in stretches), *(voice for _, (_, voice) in lost_rows))
    gaps = [_gap(chunk, row, recording, engine, only=only) for chunk, row in lost_rows]
    if translate:
        gaps = [_on_both_sides(gap, chunk, options) for gap, (chunk, _) in zip(gaps, lost_rows, strict=True)]
    segments = sorted((*said, *gaps), key=lambda segment: segment.span.start if segment.span else 0)
    transcript = Transcript(
        recording=msgspec.structs.replace(recording, languages=languages),
        facts=Facts(covers=options.covers),
        speakers=_speakers(used),
        segments=tuple(segments),
        target_language=options.target if any(segment.target for segment in segments) else None,
    )
    rejected = _without_repeats(chunk.transcription.rejected for chunk in chunks)
    missed = [_missed(each, segments) for each in lost if not each.rejected]
    return Drafted(transcript, (*_problems(segments), *rejected, *missed, *_suspicions(chunks)))


def assemble_rows(
    chunks: Sequence[TranscribedChunk],
    voices: Sequence[SpeakerSpan],
    recording: Recording,
    options: DraftOptions,
    engine: Engine,
) -> Drafted:
    """A draft without words: timed rows by speaker, ready for typing."""
    rows: list[tuple[Span, int | None]] = []
    for channel in dict.fromkeys(chunk.channel for chunk in chunks):
        speech = [span for chunk in chunks if chunk.channel == channel for span in chunk.speech]
        found = find_rows(speech, voices)
        rows += found if channel is None else [(span, channel) for span, _ in found]
    segments = tuple(
        Segment(id=_row_id(span, voice, recording), speaker=_speaker_id(voice), span=span)
        for span, voice in sorted(rows, key=lambda row: row[0].start)
    )
    languages = (options.source,) if options.source else ()
    transcript = Transcript(
        recording=msgspec.structs.replace(recording, languages=languages),
        facts=Facts(covers=options.covers),
        speakers=_speakers(voice for _, voice in rows),
        segments=segments,
        target_language=options.target if options.target != options.source else None,
    )
    return Drafted(transcript, tuple(_problems(segments)))


def _without_repeats(rejected: Iterable[Problem | None]) -> list[Problem]:
    """The problems of chunks; only the first of several equal ones in a row."""
    found: list[Problem] = []
    before: Problem | None = None
    for problem in rejected:
        if problem and (before is None or (problem.code, problem.message) != (before.code, before.message)):
            found.append(problem)
        before = problem
    return found


def _suspicions(chunks: Iterable[TranscribedChunk]) -> list[Problem]:
    """A warning for each chunk that was transcribed although the model is almost certain of a closely related
    language.
    """
    return _without_repeats(
        Problem.of(
            "other-language-spoken",
            "warning",
            "{spoken} seems to be spoken here, which is not one of the languages named: "
            "the words are written as {written}; listen",
            Place(start=chunk.span.start),
            spoken=language_name(chunk.transcription.suspected),
            written=language_name(chunk.transcription.language or "und"),
        )
        if chunk.transcription.suspected and chunk.transcription.words
        else None
        for chunk in chunks
    )


def _row_id(span: Span, voice: int | None, recording: Recording) -> str:
    return mint_id(recording.copies[0].sha256, span.start, span.end, "row", None, voice)


def _speaker_id(voice: int | None) -> str | None:
    return None if voice is None else speaker_id(voice + 1)


def _gap(
    chunk: TranscribedChunk, row: tuple[Span, int | None], recording: Recording, engine: Engine, *, only: str | None
) -> Segment:
    """A marked gap for speech without words."""
    (span, voice), language, sha256 = row, chunk.transcription.language, recording.copies[0].sha256
    return Segment(
        id=mint_id(sha256, span.start, span.end, engine.name, engine.model, voice, "gap"),
        speaker=_speaker_id(voice),
        span=span,
        language=None if language == only else language,
        source=(Gap("untranscribed", duration=span.duration),),
        source_origin=engine,
    )


def _on_both_sides(gap: Segment, chunk: TranscribedChunk, options: DraftOptions) -> Segment:
    """The gap in the translation too, for readers who see only that; not if the speech is in the target language
    already.
    """
    if primary(chunk.transcription.language or "") == primary(options.target or ""):
        return gap
    return msgspec.structs.replace(gap, target=gap.source, target_origin=gap.source_origin)


def _missed(lost: Lost, segments: Sequence[Segment]) -> Problem:
    """The problem of speech without words, at the row that stands for it."""
    start = lost.span.start
    row = next((each.id for each in segments if each.span and each.span.start == start and not each.words), None)
    return Problem.of(
        "untranscribed",
        "warning",
        "{seconds:.1f} s of speech have no words, although they were transcribed again; listen, and type them",
        Place(segment=row, start=start),
        seconds=lost.spoken / 1000,
    )


def _channels(chunks: Sequence[TranscribedChunk]) -> list[list[TranscribedChunk]]:
    """The chunks of each channel."""
    channels = dict.fromkeys(chunk.channel for chunk in chunks)
    return [[chunk for chunk in chunks if chunk.channel == channel] for channel in channels]


def _find_stretches(
    chunks: Sequence[TranscribedChunk], voices: Sequence[SpeakerSpan], lost: Sequence[Lost]
) -> tuple[list[Stretch], frozenset[int]]:
    """The stretches in order of their start, and the indexes of those that are listeners' replies.

    Each channel is handled separately, so that two people who speak at once are not cut to pieces.
    """
    stretches: list[Stretch] = []
    listeners: set[int] = set()
    for own in _channels(chunks):
        channel = own[0].channel
        words = [word for chunk in own for word in chunk.transcription.words]
        languages = [chunk.transcription.language for chunk in own for _ in chunk.transcription.words]
        speaking = attribute(words, voices) if channel is None else (channel,) * len(words)
        gaps = [each.span for each in lost if each.chunk.channel == channel]
        cuts = _find_cuts(words, gaps)
        said, asides = split_asides([Said(*each) for each in zip(words, speaking, languages, cuts, strict=True)])
        stretches += (*find_stretches(said), *asides)
        listeners.update(id(aside) for aside in asides)
    stretches.sort(key=lambda stretch: stretch.span.start)
    return stretches, frozenset(place for place, stretch in enumerate(stretches) if id(stretch) in listeners)


def _find_cuts(words: Sequence[Word], gaps: Sequence[Span]) -> list[bool]:
    """For each word, whether there is a gap between it and the word before."""
    starts = [gap.start for gap in gaps]
    ends = [0, *(word.span.end or word.span.start if word.span else 0 for word in words)]
    return [
        word.span is not None and bisect_left(starts, before) < bisect_right(starts, word.span.start)
        for before, word in zip(ends, words, strict=False)
    ]


def _project_all(
    chunks: Sequence[TranscribedChunk], stretches: Sequence[Stretch], asides: frozenset[int]
) -> list[Text | None]:
    """The translation of each stretch; the translation of a chunk stays within the chunk."""
    places = {id(each.word): place for place, stretch in enumerate(stretches) for each in stretch.said}
    projected: list[list[Word]] = [[] for _ in stretches]
    for chunk in chunks:
        parts: dict[int, list[Span]] = {}
        for word in chunk.transcription.words:
            if word.span:
                parts.setdefault(places[id(word)], []).append(word.span)
        translated = chunk.transcription.translated
        for place in sorted(asides & parts.keys()):
            taken, translated = take_translated(translated, _whole(parts[place]))
            projected[place] += taken
        inside = sorted(parts.keys() - asides)
        for place, words in zip(inside, project(translated, [_whole(parts[at]) for at in inside]), strict=True):
            projected[place] += words
    return [_text("".join(word.text for word in words)) for words in projected]


def _whole(spans: Sequence[Span]) -> Span:
    return Span(spans[0].start, max(span.end or span.start for span in spans))


def _marked(stretch: Stretch, target: Text | None, options: DraftOptions) -> Text | None:
    """The translation; a marked gap if it is missing; ``None`` if the original needs none."""
    spoken, wanted = stretch.said[0].language or "", options.target or ""
    return None if primary(spoken) == primary(wanted) else target or _UNTRANSLATED


def _text(joined: str) -> Text | None:
    return tidy((joined.strip(),)) or None


def _languages(chunks: Iterable[TranscribedChunk], asked: str | None) -> tuple[str, ...]:
    """The languages spoken, the one with the most words first; the requested one if nothing was transcribed.

    A language without words is included if it is known to be spoken: because it was not named, or because the model
    cannot write it.
    """
    count: Counter[str] = Counter()
    for chunk in chunks:
        transcription = chunk.transcription
        if transcription.language and (
            transcription.words or (transcription.rejected and transcription.rejected.code in _LANGUAGE_KNOWN)
        ):
            count[transcription.language] += len(transcription.words)
    return tuple(tag for tag, _ in count.most_common()) or ((asked,) if asked else ())


def _segment(
    stretch: Stretch, target: Text | None, recording: Recording, engine: Engine, *, only: str | None
) -> Segment:
    voice, language = stretch.said[0].voice, stretch.said[0].language
    translated = target is not None and target != _UNTRANSLATED
    words = tuple(msgspec.structs.replace(each.word, text=each.word.text.strip()) for each in stretch.said)
    sha256 = recording.copies[0].sha256
    return Segment(
        id=mint_id(sha256, stretch.span.start, stretch.span.end, engine.name, engine.model, voice),
        speaker=_speaker_id(voice),
        span=stretch.span,
        language=None if language == only else language,
        source=_text(stretch.text),
        target=target,
        words=words,
        state="translated" if translated else "initial",
        source_origin=engine,
        target_origin=engine if target is not None else None,
    )


def _overlapped(segment: Segment) -> Segment:
    return msgspec.structs.replace(segment, source=(Overlap(), *(segment.source or ())))


def _speakers(voices: Iterable[int | None]) -> tuple[Speaker, ...]:
    known = sorted({voice for voice in voices if voice is not None})
    return tuple(Speaker(id=speaker_id(voice + 1), label=f"Speaker {voice + 1}") for voice in known)


def _problems(segments: Sequence[Segment]) -> Iterable[Problem]:
    if not segments:
        yield Problem("no-speech", "warning", "no speech was found in the recording")
    for segment in segments:
        if segment.target == _UNTRANSLATED:
            yield Problem(
                "untranslated",
                "warning",
                "no part of the translation belongs to this passage",
                Place(segment=segment.id, start=segment.span.start if segment.span else None),
            )
