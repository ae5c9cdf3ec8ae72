"""Captions in place of a machine's words: cut into passages, told apart by voice, translated where they lie. Pure.

Captions end where a screen is full. Their words get the times that the file has for them, or a share of their
caption's by length, and are then cut as a machine's words are: at voices, sentences and breaths. What stands in
brackets stays what it is. The model's English is laid onto the passages by where in the sound it was heard.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.engines.base import SpeakerSpan
from dragoman.formats.richtext import strip_text
from dragoman.formats.whisper import interpolate
from dragoman.language.folding import primary
from dragoman.pipeline.assemble import Hearing
from dragoman.pipeline.attribute import attribute
from dragoman.pipeline.lay import lay
from dragoman.pipeline.options import Captions, Drafted, DraftOptions
from dragoman.pipeline.segment import Said, find_stretches
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Engine, Facts, Recording, Segment, Speaker, Transcript, Word, mint_id
from dragoman.transcript.span import Span
from dragoman.transcript.tags import language_name
from dragoman.transcript.text import Gap, Text, joined, plain, split_text, tidy

__all__ = ["assemble_captions"]

_UNTRANSLATED: Text = (Gap("untranslated"),)
_LONGEST = 60_000
"""Ms before a chunk at which a passage with words in it begins at the earliest."""
_LATE = 2_000
"""Ms after the end of the recording at which its captions may still begin."""


class _Token(msgspec.Struct, frozen=True):
    """A word of a caption: its place in the caption's plain text, and when it is said."""

    caption: Segment
    at: int
    word: Word


class _Passage(msgspec.Struct, frozen=True):
    """What becomes one segment; ``voice`` counts as voices do."""

    tokens: tuple[_Token, ...]
    voice: int | None
    text: Text | None
    span: Span


def assemble_captions(
    hearings: Sequence[Hearing],
    voices: Sequence[SpeakerSpan],
    recording: Recording,
    options: DraftOptions,
    engine: Engine,
) -> Drafted:
    """The draft whose original are the captions of ``options``; its translation is what the engine heard there."""
    captions = options.captions or Captions(Transcript(), engine)
    heard = [each for each in captions.transcript.segments if each.source and _lies_in(each.span, options.covers)]
    heard.sort(key=lambda each: each.span.start if each.span else 0)
    tokens = [token for each in heard for token in _tokens(each)]
    told, speakers = _tell(tokens, voices, captions.transcript.speakers)
    passages = sorted([*_passages(tokens, told, options), *_wordless(heard)], key=lambda each: each.span.start)
    targets = _translate(hearings, passages, options)
    segments = tuple(
        _segment(passage, target, recording, (captions.origin, engine))
        for passage, target in zip(passages, targets, strict=True)
    )
    used = {segment.speaker for segment in segments}
    transcript = Transcript(
        recording=msgspec.structs.replace(recording, languages=(options.source,) if options.source else ()),
        facts=Facts(covers=options.covers),
        speakers=tuple(speaker for speaker in speakers if speaker.id in used),
        segments=segments,
        target_language=options.target if options.target != options.source else None,
    )
    return Drafted(transcript, tuple(_problems(transcript, hearings)))


def _lies_in(span: Span | None, covers: Span | None) -> bool:
    if span is None:
        return False
    return covers is None or (covers.start <= span.start and (covers.end is None or span.start < covers.end))


def _tokens(caption: Segment) -> list[_Token]:
    matches = list(re.finditer(r"\S+", plain(caption.source or ())))
    words = [Word(text=match.group()) for match in matches]
    if len(caption.words) == len(words):
        words = [msgspec.structs.replace(word, span=own.span) for word, own in zip(words, caption.words, strict=True)]
    timed = _ended(words, caption.span) if caption.span else tuple(words)
    return [_Token(caption, match.start(), word) for match, word in zip(matches, timed, strict=True)]


def _ended(words: Sequence[Word], span: Span) -> tuple[Word, ...]:
    """The words, each with a beginning and an end: where the file has none, the next one's beginning."""
    end = span.start if span.end is None else span.end
    if len(words) == 1 and words[0].span is None:
        return (msgspec.structs.replace(words[0], span=Span(span.start, end), interpolated=True),)
    words = interpolate(words, span.start, max(end, span.start))
    starts = [word.span.start if word.span else end for word in words] + [max(end, span.start)]
    return tuple(
        word if word.span is None or word.span.end is not None else _until(word, word.span.start, behind)
        for word, behind in zip(words, starts[1:], strict=True)
    )


def _until(word: Word, start: int, end: int) -> Word:
    return msgspec.structs.replace(word, span=Span(start, max(start, end)))


def _tell(
    tokens: Sequence[_Token], voices: Sequence[SpeakerSpan], named: Sequence[Speaker]
) -> tuple[Sequence[int | None], tuple[Speaker, ...]]:
    """The voice of each word, and who the voices are.

    Where most of the captions say who speaks, they are believed; else the diarizer is, and a voice is called what the
    captions call most of its words.
    """
    numbers = {speaker.id: number for number, speaker in enumerate(named)}
    own = [numbers.get(token.caption.speaker or "") for token in tokens]
    if not voices or sum(voice is not None for voice in own) * 2 >= len(own) > 0:
        return own, tuple(
            Speaker(id=_speaker_id(number), label=speaker.label or speaker.name or speaker.id)
            for number, speaker in enumerate(named)
        )
    told = attribute([token.word for token in tokens], voices)
    labels = [speaker.label or speaker.name or speaker.id for speaker in named]
    known: dict[int, str] = {}
    for (voice, number), _ in Counter(zip(told, own, strict=True)).most_common():
        if voice is not None and number is not None and labels[number] not in known.values():
            known.setdefault(voice, labels[number])
    found = sorted({voice for voice in told if voice is not None})
    return told, tuple(
        Speaker(id=_speaker_id(voice), label=known.get(voice, f"Speaker {voice + 1}")) for voice in found
    )


def _speaker_id(voice: int) -> str:
    return f"S{voice + 1}"


def _passages(tokens: Sequence[_Token], told: Sequence[int | None], options: DraftOptions) -> list[_Passage]:
    timed = [place for place, token in enumerate(tokens) if token.word.span is not None]
    said = [Said(tokens[place].word, told[place], options.source) for place in timed]
    runs: list[tuple[_Token, ...]] = []
    stretches = find_stretches(said)
    begun = 0
    for stretch in stretches:
        runs.append(tuple(tokens[place] for place in timed[begun : begun + len(stretch.said)]))
        begun += len(stretch.said)
    return [
        _Passage(run, stretch.said[0].voice, text, stretch.span)
        for run, stretch, text in zip(runs, stretches, _cut_texts(runs), strict=True)
    ]


def _cut_texts(runs: Sequence[Sequence[_Token]]) -> list[Text | None]:
    """The captions' texts, each cut where a run begins inside it, and joined through each run."""
    homes: dict[str, list[tuple[int, _Token]]] = {}
    for number, run in enumerate(runs):
        for token in run:
            first = homes.setdefault(token.caption.id, [])
            if not first or first[-1][0] != number:
                first.append((number, token))
    texts: list[Text | None] = [None] * len(runs)
    for first in homes.values():
        rest, begun = first[0][1].caption.source or (), 0
        for (number, _), (_, behind) in itertools.pairwise(first):
            head, rest = split_text(rest, behind.at - begun)
            texts[number], begun = _join(texts[number], head), behind.at
        texts[first[-1][0]] = _join(texts[first[-1][0]], rest)
    return texts


def _join(text: Text | None, more: Text) -> Text | None:
    return joined(text, strip_text(more) or None)


def _wordless(captions: Iterable[Segment]) -> Iterator[_Passage]:
    """Captions that tell of a sound alone."""
    for each in captions:
        if each.span is not None and each.source and not plain(each.source).strip():
            yield _Passage((), None, each.source, each.span)


def _translate(hearings: Sequence[Hearing], passages: Sequence[_Passage], options: DraftOptions) -> list[Text | None]:
    """The English of each passage, a marked gap where it is missing; nothing where no machine was asked for it."""
    if not options.words or options.target in (None, options.source):
        return [None] * len(passages)
    laid: list[list[Word]] = [[] for _ in passages]
    starts = [passage.span.start for passage in passages]
    for hearing in hearings:
        near = range(bisect(starts, hearing.span.start - _LONGEST), bisect(starts, hearing.span.end or 0))
        inside = [(place, part) for place in near if (part := _part(passages[place], hearing.span))]
        translated = lay(hearing.heard.translated, [part for _, part in inside])
        for (place, _), words in zip(inside, translated, strict=True):
            laid[place] += words
    needed = primary(options.source or "") != primary(options.target or "")
    return [
        (tidy(("".join(word.text for word in words).strip(),)) or _UNTRANSLATED) if needed and passage.tokens else None
        for passage, words in zip(passages, laid, strict=True)
    ]


def _part(passage: _Passage, chunk: Span) -> Span | None:
    """Where in a chunk a passage's words lie."""
    spans = [token.word.span for token in passage.tokens if token.word.span and _is_in(token.word.span, chunk)]
    return Span(spans[0].start, max(span.end or span.start for span in spans)) if spans else None


def _is_in(span: Span, chunk: Span) -> bool:
    middle = (span.start + (span.end or span.start)) // 2
    return chunk.start <= middle < (chunk.end or 0)


def _segment(passage: _Passage, target: Text | None, recording: Recording, by: tuple[Engine, Engine]) -> Segment:
    captions, engine = by
    span, voice = passage.span, passage.voice
    sha256 = recording.copies[0].sha256
    return Segment(
        id=mint_id(sha256, span.start, span.end, captions.name, plain(passage.text or ()), voice),
        speaker=None if voice is None else _speaker_id(voice),
        span=span,
        source=passage.text,
        target=target,
        words=tuple(token.word for token in passage.tokens),
        state="initial" if target in (None, _UNTRANSLATED) else "translated",
        source_origin=captions,
        target_origin=None if target is None else engine,
    )


def _problems(transcript: Transcript, hearings: Sequence[Hearing]) -> Iterator[Problem]:
    length = transcript.recording.duration if transcript.recording else None
    ends = [segment.span.start for segment in transcript.segments if segment.span]
    if length is not None and ends and max(ends) > length + _LATE:
        yield Problem(
            "captions-too-long", "warning", "the captions go on after the end of the recording; are they its own?"
        )
    suspected = Counter(hearing.heard.suspected for hearing in hearings)
    other, count = suspected.most_common(1)[0] if suspected else (None, 0)
    if other is not None and count * 2 > len(hearings):
        message = f"{language_name(other)} is spoken, as the model hears it: are the captions a translation?"
        yield Problem("captions-other-language", "warning", message)
    for segment in transcript.segments:
        if segment.target == _UNTRANSLATED:
            yield Problem(
                "untranslated",
                "warning",
                "nothing of the translation lies on this passage",
                Place(segment=segment.id, start=segment.span.start if segment.span else None),
            )
