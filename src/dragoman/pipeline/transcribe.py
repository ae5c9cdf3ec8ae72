"""Transcribe a chunk of sound into words with reliable times; decode again what a decoding left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from dragoman.engines.base import Chunk, LanguagePart, TranscribeOptions, Transcriber, Transcription
from dragoman.pipeline.guards import (
    LOOP,
    OTHER_LANGUAGE,
    TRANSLATION,
    Watch,
    find_other_language,
    find_rejection,
    is_sure,
    refuse_unable,
)
from dragoman.pipeline.omissions import (
    Omission,
    drop_times,
    find_omissions,
    is_translated,
    replace_omission,
    restore_times,
)
from dragoman.problems import Problem
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["cut_chunk", "snap", "transcribe_chunk"]

_SURE = 0.45
"""A second decoding is discarded if the mean probability of its words is lower."""
_SURE_IN_DOUBT = 0.7
"""The same limit if the piece looks like another language than its chunk."""
_DEPTH = 2
"""How many decodings of ever smaller pieces may follow the first."""
_MOST_OF_IT = 0.8
"""A piece with a larger share of its chunk is too similar to the whole to be decoded again."""
_HALVED = 8_000
"""Chunks shorter than this, in ms, are not halved."""
_RATE = 16_000
_ALL = Watch()


def transcribe_chunk(
    chunk: Chunk, transcriber: Transcriber, options: TranscribeOptions, watch: Watch = _ALL
) -> Transcription:
    """Transcribe a chunk: decode omitted speech again, alone, and a rejected chunk again with other settings.

    A chunk that loops with all settings is returned as two parts, to be transcribed separately. Faint speech has no
    words unless the model is sure of them.
    """
    transcription = _transcribe(chunk, transcriber, options, watch)
    if chunk.faint and not transcription.parts and not is_sure(transcription):
        return Transcription(language=transcription.language, words=())
    return transcription


def _transcribe(chunk: Chunk, transcriber: Transcriber, options: TranscribeOptions, watch: Watch) -> Transcription:
    transcription = _transcribe_well(chunk, transcriber, options, watch)
    unnamed = find_other_language(transcription, chunk) is not None
    if (
        transcription.language
        and not unnamed
        and not transcription.parts
        and not _is_wanted(transcription.language, transcriber, options)
    ):
        return _without_words(transcription, refuse_unable(transcription.language, chunk))
    rejected = find_rejection(transcription, chunk, watch.guards)
    for other in watch.other_settings if rejected and rejected.code != OTHER_LANGUAGE else ():
        again = _transcribe_well(chunk, transcriber, msgspec.structs.replace(options, **other), watch)
        if rejected and rejected.code in TRANSLATION:
            # The words are fine: other settings write worse ones.
            again = msgspec.structs.replace(transcription, translated=again.translated)
        if find_rejection(again, chunk, watch.guards) is None:
            return again
    if rejected is None:
        return transcription
    if rejected.code == LOOP and watch.halves and (halves := _halve(chunk, transcription.language)):
        return Transcription(language=transcription.language, words=(), parts=halves)
    if rejected.code in TRANSLATION:
        return msgspec.structs.replace(transcription, translated=(), rejected=rejected)
    if rejected.code == OTHER_LANGUAGE:
        transcription = msgspec.structs.replace(transcription, language=transcription.suspected)
    return _without_words(transcription, rejected)


def _is_wanted(language: str, transcriber: Transcriber, options: TranscribeOptions) -> bool:
    """Whether words in a language should be written: the model supports it, or the user insists."""
    return options.anyway or transcriber.writes(language)


def _without_words(transcription: Transcription, rejected: Problem) -> Transcription:
    return msgspec.structs.replace(transcription, words=(), translated=(), rejected=rejected)


def _halve(chunk: Chunk, language: str | None) -> tuple[LanguagePart, ...]:
    """The two halves of a chunk, cut in its widest pause near the middle; empty if the chunk is too short."""
    start, end = chunk.span.start, chunk.span.end or chunk.span.start
    if end - start < _HALVED or language is None:
        return ()
    pauses = [(before.end or 0, after.start) for before, after in pairwise(chunk.speech)]
    middles = {(first + last) // 2: last - first for first, last in pauses}
    inner = [middle for middle in middles if abs(2 * middle - start - end) < (end - start) // 2]
    cut = max(inner, key=lambda middle: (middles[middle], -middle), default=(start + end) // 2)
    return LanguagePart(Span(start, cut), language), LanguagePart(Span(cut, end), language)


def _transcribe_well(
    chunk: Chunk, transcriber: Transcriber, options: TranscribeOptions, watch: Watch, depth: int = 0
) -> Transcription:
    """A decoding whose words have reliable times; omitted speech is decoded again.

    :param depth: the number of enclosing decodings
    """
    transcription = _decode_piece(chunk, transcriber, options) if depth else transcriber.transcribe(chunk, options)
    if transcription.parts:
        return transcription
    words = snap(drop_times(transcription.words, chunk.speech) if watch.missed else transcription.words, chunk.speech)
    transcription = msgspec.structs.replace(transcription, words=words)
    if watch.missed and depth < _DEPTH:
        second = msgspec.structs.replace(options, language=transcription.language)
        # From the last to the first, so that the indexes of earlier words stay valid.
        for omission in reversed(find_omissions(transcription, chunk.speech, chunk.span)):
            pieces = _find_pieces(chunk, omission.span, transcription.language)
            decoded = [_transcribe_well(piece, transcriber, second, watch, depth + 1) for piece in pieces]
            if is_translated(transcription, omission.span):
                # Somebody is speaking there, even if the model predicts silence.
                decoded = [msgspec.structs.replace(again, silence=None) for again in decoded]
            transcription = _fill(
                transcription, omission, [_believed(*pair, watch) for pair in zip(decoded, pieces, strict=True)]
            )
    return msgspec.structs.replace(transcription, words=restore_times(transcription.words, chunk.span))


def _decode_piece(piece: Chunk, transcriber: Transcriber, options: TranscribeOptions) -> Transcription:
    """A decoding of a piece in the language of its chunk.

    A few seconds are more easily taken for another language than the whole chunk; the model must then be surer of the
    words.
    """
    transcription = transcriber.transcribe(piece, options)
    if not transcription.parts:
        return transcription
    transcription = transcriber.transcribe(piece, msgspec.structs.replace(options, whole=True))
    sure = transcription.confidence is not None and transcription.confidence >= _SURE_IN_DOUBT
    return transcription if sure else msgspec.structs.replace(transcription, words=(), translated=())


def _find_pieces(chunk: Chunk, span: Span, language: str | None) -> list[Chunk]:
    """The pieces of a chunk to decode again: the span as one piece, or as two if it is almost the whole chunk.

    The same sound would give the same words again.
    """
    piece = cut_chunk(chunk, span)
    if (piece.span.duration or 0) < _MOST_OF_IT * (chunk.span.duration or 0):
        return [piece]
    return [cut_chunk(chunk, half.span, margin=0) for half in _halve(chunk, language)]


def _believed(again: Transcription, piece: Chunk, watch: Watch) -> Transcription | None:
    """The part of a second decoding to keep; ``None`` if nothing is kept."""
    if not again.words or again.confidence is None or again.confidence < _SURE:
        return None
    rejected = find_rejection(again, piece, watch.guards)
    if rejected is None:
        return again
    return msgspec.structs.replace(again, translated=()) if rejected.code in TRANSLATION else None


def _fill(transcription: Transcription, omission: Omission, decoded: Sequence[Transcription | None]) -> Transcription:
    """The first decoding, with the accepted ones inserted at an omission.

    Words without a time in the omission are replaced only if all of it was decoded again.
    """
    kept = [again for again in decoded if again is not None]
    if not kept or (len(kept) < len(decoded) and omission.first < omission.behind):
        return transcription
    again = msgspec.structs.replace(
        kept[0],
        words=tuple(word for each in kept for word in each.words),
        translated=tuple(word for each in kept for word in each.translated),
    )
    return replace_omission(transcription, omission, again)


def snap(words: Iterable[Word], speech: tuple[Span, ...]) -> tuple[Word, ...]:
    """The words without the silence that the alignment gave them: a word begins and ends in speech.

    A word that overlaps no speech keeps its time: the speech finder may be the one that is wrong.
    """
    return tuple(
        word if word.span is None else msgspec.structs.replace(word, span=_snapped(word.span, speech)) for word in words
    )


def _snapped(span: Span, speech: tuple[Span, ...]) -> Span:
    met = [each for each in speech if each.overlap(span)]
    if not met:
        return span
    # If the word overlaps two stretches with a long silence between them, it keeps only the larger part.
    best = max(met, key=lambda each: each.overlap(span))
    first, last = best, best
    for each in met:
        if each.start < first.start and first.start - (each.end or 0) < 300:
            first = each
        if each.start > last.start and each.start - (last.end or 0) < 300:
            last = each
    end = min(span.end or 0, last.end or 0)
    return Span(min(max(span.start, first.start), end), end)


def cut_chunk(chunk: Chunk, span: Span, margin: int = 200) -> Chunk:
    """The part of a chunk that contains a span, with a margin."""
    start = max(chunk.span.start, span.start - margin)
    end = min(chunk.span.end or 0, (span.end or 0) + margin)
    first, behind = ((place - chunk.span.start) * _RATE // 1000 for place in (start, end))
    speech = tuple(
        Span(max(each.start, start), min(each.end or end, end))
        for each in chunk.speech
        if each.start < end and (each.end or end) > start
    )
    return msgspec.structs.replace(chunk, samples=chunk.samples[first:behind], span=Span(start, end), speech=speech)
