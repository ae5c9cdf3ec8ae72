"""A chunk of sound -> its words with trustworthy times, and a second hearing of speech that was passed over."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import msgspec

from dragoman.engines.base import Chunk, LanguagePart, TranscribeOptions, Transcriber, Transcription
from dragoman.pipeline.guards import LOOP, TRANSLATION, Watch, find_rejection, is_sure
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["cut_chunk", "find_missed", "snap", "transcribe_chunk"]

_MISSED = 1_500
"""Ms of speech without a word that are worth a second hearing."""
_SURE = 0.45
"""Mean probability of a second hearing's words below which it is not kept."""
_HALVED = 8_000
"""Ms of a chunk that are not worth halving below."""
_RATE = 16_000
_ALL = Watch()


def transcribe_chunk(
    chunk: Chunk, transcriber: Transcriber, options: TranscribeOptions, watch: Watch = _ALL
) -> Transcription:
    """Hear a chunk; hear alone what was passed over; hear again with other settings what a guard rejects.

    What goes round in circles whatever the settings comes back as two parts, to be heard one by one. Faint speech has
    no words unless they are sure, and leaves no gap.
    """
    heard = _transcribe(chunk, transcriber, options, watch)
    if chunk.faint and not heard.parts and not is_sure(heard):
        return Transcription(language=heard.language, words=())
    return heard


def _transcribe(chunk: Chunk, transcriber: Transcriber, options: TranscribeOptions, watch: Watch) -> Transcription:
    heard = _transcribe_well(chunk, transcriber, options, watch)
    rejected = find_rejection(heard, chunk, watch.guards)
    for other in watch.other_settings if rejected else ():
        again = _transcribe_well(chunk, transcriber, msgspec.structs.replace(options, **other), watch)
        if find_rejection(again, chunk, watch.guards) is None:
            return again
    if rejected is None:
        return heard
    if rejected.code == LOOP and watch.halves and (halves := _halve(chunk, heard.language)):
        return Transcription(language=heard.language, words=(), parts=halves)
    if rejected.code == TRANSLATION:
        return msgspec.structs.replace(heard, translated=(), rejected=rejected)
    return msgspec.structs.replace(heard, words=(), translated=(), rejected=rejected)


def _halve(chunk: Chunk, language: str | None) -> tuple[LanguagePart, ...]:
    """The two parts of a chunk beside its widest pause near the middle; none where it is short."""
    start, end = chunk.span.start, chunk.span.end or chunk.span.start
    if end - start < _HALVED or language is None:
        return ()
    pauses = [(before.end or 0, after.start) for before, after in pairwise(chunk.speech)]
    middles = {(first + last) // 2: last - first for first, last in pauses}
    inner = [middle for middle in middles if abs(2 * middle - start - end) < (end - start) // 2]
    cut = max(inner, key=lambda middle: (middles[middle], -middle), default=(start + end) // 2)
    return LanguagePart(Span(start, cut), language), LanguagePart(Span(cut, end), language)


def _transcribe_well(chunk: Chunk, transcriber: Transcriber, options: TranscribeOptions, watch: Watch) -> Transcription:
    heard = transcriber.transcribe(chunk, options)
    if heard.parts:
        return heard
    heard = msgspec.structs.replace(heard, words=snap(heard.words, chunk.speech))
    second = msgspec.structs.replace(options, language=heard.language)
    for span in find_missed(heard.words, chunk.speech) if watch.missed else ():
        piece = cut_chunk(chunk, span)
        again = transcriber.transcribe(piece, second)
        sure = again.confidence is not None and again.confidence >= _SURE
        if sure and find_rejection(again, piece, watch.guards) is None:
            heard = _merge(heard, msgspec.structs.replace(again, words=snap(again.words, piece.speech)))
    return heard


def snap(words: Iterable[Word], speech: tuple[Span, ...]) -> tuple[Word, ...]:
    """The words with the silence cut off that alignment gave them: a word begins and ends in speech.

    A word that no span of speech meets keeps its time: the finder of speech may be the one that is wrong.
    """
    return tuple(
        word if word.span is None else msgspec.structs.replace(word, span=_snapped(word.span, speech)) for word in words
    )


def _snapped(span: Span, speech: tuple[Span, ...]) -> Span:
    met = [each for each in speech if each.overlap(span)]
    if not met:
        return span
    # Where it meets two stretches, a long silence between them parts it from the lesser.
    best = max(met, key=lambda each: each.overlap(span))
    first, last = best, best
    for each in met:
        if each.start < first.start and first.start - (each.end or 0) < 300:
            first = each
        if each.start > last.start and each.start - (last.end or 0) < 300:
            last = each
    end = min(span.end or 0, last.end or 0)
    return Span(min(max(span.start, first.start), end), end)


def find_missed(words: Iterable[Word], speech: tuple[Span, ...]) -> tuple[Span, ...]:
    """Stretches of speech, pauses inside them included, in which no word was heard."""
    heard = sorted((word.span for word in words if word.span), key=lambda span: span.start)
    missed: list[Span] = []
    for stretch in _joined(speech, gap=500):
        at = stretch.start
        for span in [*heard, Span(stretch.end or at)]:
            if (span.end or span.start) <= at:
                continue
            if span.start - at >= _MISSED and at < (stretch.end or 0):
                missed.append(Span(at, min(span.start, stretch.end or at)))
            at = max(at, span.end or span.start)
    return tuple(span for span in missed if (span.duration or 0) >= _MISSED)


def _joined(spans: tuple[Span, ...], gap: int) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.start - (joined[-1].end or 0) < gap:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def cut_chunk(chunk: Chunk, span: Span, margin: int = 200) -> Chunk:
    """The part of a chunk that holds a span, with a margin."""
    start = max(chunk.span.start, span.start - margin)
    end = min(chunk.span.end or 0, (span.end or 0) + margin)
    first, behind = ((place - chunk.span.start) * _RATE // 1000 for place in (start, end))
    speech = tuple(
        Span(max(each.start, start), min(each.end or end, end))
        for each in chunk.speech
        if each.start < end and (each.end or end) > start
    )
    return msgspec.structs.replace(chunk, samples=chunk.samples[first:behind], span=Span(start, end), speech=speech)


def _merge(heard: Transcription, again: Transcription) -> Transcription:
    return msgspec.structs.replace(
        heard,
        words=_in_order(heard.words + again.words),
        translated=_in_order(heard.translated + again.translated),
    )


def _in_order(words: tuple[Word, ...]) -> tuple[Word, ...]:
    # A stable sort: words of one hearing that share a start keep their order.
    return tuple(sorted(words, key=lambda word: word.span.start if word.span else 0))
