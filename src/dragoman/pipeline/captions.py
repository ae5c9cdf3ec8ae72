"""Existing captions instead of a machine's words: cut by voice, and translated by time. Pure.

Captions end when a screen is full. Their words get the times in the file, or a share of their caption's time by length,
and are then cut like a machine's words: at voices, sentences and breaths. Text in brackets stays as it is. The model's
English is assigned to the passages by the time at which it was spoken.

The words of a text without any times get those of the model's words, where both agree. If the model has no words, or
other ones, the text is distributed over timed rows, by its pace.
"""

from __future__ import annotations

import itertools
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.engines.base import SpeakerSpan
from dragoman.language.folding import primary
from dragoman.pipeline.align_text import lay_on_rows
from dragoman.pipeline.attribute import attribute
from dragoman.pipeline.gaps import TranscribedChunk
from dragoman.pipeline.interpolate_times import with_times, within
from dragoman.pipeline.measure_text import compute_rest, is_likely, measure_text
from dragoman.pipeline.options import Captions, Drafted, DraftOptions
from dragoman.pipeline.project_translation import project
from dragoman.pipeline.rows import find_rows
from dragoman.pipeline.segment import Said, Stretch, find_stretches
from dragoman.pipeline.texts import TextWord, cut_texts, find_tokens
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Engine, Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.ids import mint_id, speaker_id, with_unique_ids
from dragoman.transcript.span import Span
from dragoman.transcript.tags import language_name
from dragoman.transcript.text import Gap, Text, joined, plain, tidy

__all__ = ["assemble_captions"]

_UNTRANSLATED: Text = (Gap("untranslated"),)
_LONGEST = 60_000
"""How many ms before a chunk a passage with words in the chunk can begin at the earliest."""
_PLACED_BY_PACE = Problem(
    "text-placed",
    "warning",
    "the text has no times: it was distributed over the speech by its pace; look where each passage begins",
)
_COMPUTED = "the model recognized none of its words: its time is computed from the passages beside it; listen"
_UNKNOWN = "the model recognized none of its words, and there is no room for them: it has no time; is it spoken?"
_LATE = 2_000
"""How many ms after the end of the recording its captions may still begin."""


class _Passage(msgspec.Struct, frozen=True):
    """A segment to be made; ``voice`` counts from 0. If none of its words was measured, ``span`` is computed."""

    tokens: tuple[TextWord, ...]
    voice: int | None
    text: Text | None
    span: Span
    measured: bool = True

    @property
    def is_timed(self) -> bool:
        """Whether the span is known, or can at least be right."""
        return self.measured or is_likely(self.span, plain(self.text or ()))


def assemble_captions(
    chunks: Sequence[TranscribedChunk],
    voices: Sequence[SpeakerSpan],
    recording: Recording,
    options: DraftOptions,
    engine: Engine,
) -> Drafted:
    """The draft whose original text is the captions in ``options``; the translation is the engine's."""
    captions = options.captions or Captions(Transcript(), engine)
    written = [each for each in captions.transcript.segments if each.source]
    timed = not written or any(each.span for each in written)
    if timed:
        written = [each for each in with_times(written, recording.duration) if _lies_in(each.span, options.covers)]
        written.sort(key=lambda each: each.span.start if each.span else 0)
    named = captions.transcript.speakers
    measured = None if timed else _measure(written, chunks)
    if timed:
        found, speakers = _cut(written, voices, named)
    elif measured is not None:
        tokens = compute_rest(measured, _spoken(chunks))
        found, speakers = _cut_words(tokens, _find_parts(tokens), voices, named)
        found = [_judged(passage) for passage in found]
    else:
        rows = find_rows([span for chunk in chunks for span in chunk.speech], voices)
        found, speakers = _fill(written, rows or ((_whole(recording, options), None),), named)
    passages = sorted([*found, *(_wordless(written) if timed else ())], key=lambda each: each.span.start)
    targets = _translate(chunks, passages, options)
    # A file may have the same caption twice, with the same words and times.
    segments = with_unique_ids(
        _segment(passage, target, recording, (captions.origin, engine))
        for passage, target in zip(passages, targets, strict=True)
    )
    used = {segment.speaker for segment in segments}
    facts = captions.transcript.facts
    transcript = Transcript(
        recording=msgspec.structs.replace(recording, languages=(options.source,) if options.source else ()),
        # Whoever translated the file did not make this translation.
        facts=msgspec.structs.replace(facts, covers=options.covers or facts.covers, translators=()),
        speakers=tuple(speaker for speaker in speakers if speaker.id in used),
        segments=segments,
        target_language=options.target if options.target != options.source else None,
    )
    if timed:
        placed: tuple[Problem, ...] = ()
    elif measured is not None:
        placed = tuple(_find_unheard(passages, segments))
    else:
        placed = (_PLACED_BY_PACE,)
    return Drafted(transcript, (*placed, *_problems(transcript, chunks)))


def _measure(written: Sequence[Segment], chunks: Sequence[TranscribedChunk]) -> list[TextWord] | None:
    """The words of a text with the times of the model's words; ``None`` if the model understood other words."""
    tokens = [token for each in _with_words(written) for token in find_tokens(each)]
    heard = sorted(
        (word for chunk in chunks for word in chunk.transcription.words if word.span),
        key=lambda word: word.span.start if word.span else 0,
    )
    return measure_text(tokens, heard) if tokens and heard else None


def _spoken(chunks: Sequence[TranscribedChunk]) -> Span:
    """From the first to the last word or speech that was found."""
    spans = [span for chunk in chunks for span in (chunk.span, *chunk.speech)]
    return Span(min(span.start for span in spans), max(span.end or span.start for span in spans))


def _judged(passage: _Passage) -> _Passage:
    is_measured = any(not token.word.interpolated for token in passage.tokens)
    return msgspec.structs.replace(passage, measured=is_measured)


def _find_unheard(passages: Sequence[_Passage], segments: Sequence[Segment]) -> Iterator[Problem]:
    for passage, segment in zip(passages, segments, strict=True):
        if not passage.measured and passage.is_timed:
            yield Problem("text-placed", "warning", _COMPUTED, Place(segment=segment.id, start=passage.span.start))
        elif not passage.measured:
            yield Problem("text-placed", "warning", _UNKNOWN, Place(segment=segment.id))


def _whole(recording: Recording, options: DraftOptions) -> Span:
    return options.covers or Span(0, recording.duration)


def _lies_in(span: Span | None, covers: Span | None) -> bool:
    if span is None:
        return False
    return covers is None or (covers.start <= span.start and (covers.end is None or span.start < covers.end))


def _cut(
    written: Sequence[Segment], voices: Sequence[SpeakerSpan], named: Sequence[Speaker]
) -> tuple[list[_Passage], tuple[Speaker, ...]]:
    """Passages of captions, cut at the voices, sentences and breaths of their words."""
    tokens = [token for each in written for token in within(find_tokens(each), each.span or Span(0))]
    return _cut_words(tokens, [(0, len(tokens), True)], voices, named)


def _cut_words(
    tokens: Sequence[TextWord],
    parts: Iterable[tuple[int, int, bool]],
    voices: Sequence[SpeakerSpan],
    named: Sequence[Speaker],
) -> tuple[list[_Passage], tuple[Speaker, ...]]:
    """Passages of words with times, cut at voices, sentences and breaths.

    :param parts: for each part of the words, its first one, that after its last one, and whether it can have been
        spoken; if not, it is a passage of its own
    """
    speaking, speakers = _name_voices(tokens, attribute([token.word for token in tokens], voices), named)
    said = [Said(token.word, voice, None) for token, voice in zip(tokens, speaking, strict=True)]
    stretches: list[Stretch] = []
    for first, behind, is_spoken in parts:
        part = said[first:behind]
        stretches += find_stretches(part) if is_spoken else [Stretch(tuple(part))]
    ends = list(itertools.accumulate(len(stretch.said) for stretch in stretches))
    runs = [tuple(tokens[first:behind]) for first, behind in itertools.pairwise((0, *ends))]
    passages = [
        _Passage(run, stretch.said[0].voice, text, stretch.span)
        for run, stretch, text in zip(runs, stretches, cut_texts(runs), strict=True)
    ]
    return passages, speakers


def _find_parts(tokens: Sequence[TextWord]) -> Iterator[tuple[int, int, bool]]:
    """The parts of a text: a passage of it cannot have been spoken if no word was recognized and there is no room."""
    place = done = 0
    for _, group in itertools.groupby(tokens, key=lambda token: token.segment.id):
        run = tuple(group)
        words = " ".join(token.word.text for token in run)
        if all(token.word.interpolated for token in run) and not is_likely(_extent(run), words):
            if done < place:
                yield done, place, True
            yield place, place + len(run), False
            done = place + len(run)
        place += len(run)
    if done < place:
        yield done, place, True


def _fill(
    written: Sequence[Segment], rows: Sequence[tuple[Span, int | None]], named: Sequence[Speaker]
) -> tuple[list[_Passage], tuple[Speaker, ...]]:
    """Rows filled with the words of a text without times; a row with two speakers is cut between them."""
    tokens = [token for each in _with_words(written) for token in find_tokens(each)]
    bounds = lay_on_rows(tokens, rows)
    voices = [voice for (_, voice), (first, behind) in zip(rows, bounds, strict=True) for _ in range(first, behind)]
    speaking, speakers = _name_voices(tokens, voices, named)
    used = set(speaking) if speaking is voices else set()
    empty: list[_Passage] = []
    runs: list[tuple[int | None, tuple[TextWord, ...]]] = []
    for (span, voice), (first, behind) in zip(rows, bounds, strict=True):
        timed = zip(speaking[first:behind], within(tokens[first:behind], span), strict=True)
        runs += [(who, tuple(token for _, token in run)) for who, run in itertools.groupby(timed, lambda one: one[0])]
        if first == behind:
            empty.append(_Passage((), voice if voice in used else None, None, span))
    texts = cut_texts([run for _, run in runs])
    filled = [_Passage(run, who, text, _extent(run)) for (who, run), text in zip(runs, texts, strict=True)]
    return [*empty, *filled], speakers


def _with_words(written: Sequence[Segment]) -> list[Segment]:
    """The passages that have words; a description of a sound is joined to the passage before it, or to the first
    one.
    """
    out: list[Segment] = []
    held: Text | None = None
    for each in written:
        if plain(each.source or ()).strip():
            out.append(msgspec.structs.replace(each, source=joined(held, each.source)))
            held = None
        elif out:
            out[-1] = msgspec.structs.replace(out[-1], source=joined(out[-1].source, each.source))
        else:
            held = joined(held, each.source)
    return out


def _extent(run: Sequence[TextWord]) -> Span:
    first, last = run[0].word.span or Span(0), run[-1].word.span or Span(0)
    return Span(first.start, max(first.start, last.end or last.start))


def _name_voices(
    tokens: Sequence[TextWord], speaking: Sequence[int | None], named: Sequence[Speaker]
) -> tuple[Sequence[int | None], tuple[Speaker, ...]]:
    """The voice of each word, and the speakers.

    If at least half of the words name their speaker, the names are trusted. Otherwise the diarizer is, and a voice gets
    the name that most of its words have.
    """
    numbers = {speaker.id: number for number, speaker in enumerate(named)}
    own = [numbers.get(token.segment.speaker or "") for token in tokens]
    distinguished = any(voice is not None for voice in speaking)
    if not distinguished or sum(voice is not None for voice in own) * 2 >= len(own) > 0:
        return own, tuple(_as_voice(speaker, number) for number, speaker in enumerate(named))
    known: dict[int, Speaker] = {}
    for (voice, number), _ in Counter(zip(speaking, own, strict=True)).most_common():
        if voice is not None and number is not None and voice not in known:
            speaker = _as_voice(named[number], voice)
            if speaker.label not in {other.label for other in known.values()}:
                known[voice] = speaker
    found = sorted({voice for voice in speaking if voice is not None})
    return speaking, tuple(
        known.get(voice, Speaker(id=_speaker_id(voice), label=f"Speaker {voice + 1}")) for voice in found
    )


def _as_voice(speaker: Speaker, voice: int) -> Speaker:
    """A speaker of the captions with the id of a voice, and without a term, because the draft has no glossary yet."""
    label = speaker.label or speaker.name or speaker.id
    return msgspec.structs.replace(speaker, id=_speaker_id(voice), label=label, term=None)


def _speaker_id(voice: int) -> str:
    return speaker_id(voice + 1)


def _wordless(captions: Iterable[Segment]) -> Iterator[_Passage]:
    """Captions that only describe a sound."""
    for each in captions:
        if each.span is not None and each.source and not plain(each.source).strip():
            yield _Passage((), None, each.source, each.span)


def _translate(
    chunks: Sequence[TranscribedChunk], passages: Sequence[_Passage], options: DraftOptions
) -> list[Text | None]:
    """The English of each passage, or a marked gap if it is missing; ``None`` if no translation was requested."""
    if not options.words or options.target in (None, options.source):
        return [None] * len(passages)
    projected: list[list[Word]] = [[] for _ in passages]
    starts = [passage.span.start for passage in passages]
    for chunk in chunks:
        near = range(bisect(starts, chunk.span.start - _LONGEST), bisect(starts, chunk.span.end or 0))
        timed = [place for place in near if passages[place].is_timed]
        inside = [(place, part) for place in timed if (part := _part(passages[place], chunk.span))]
        translated = project(chunk.transcription.translated, [part for _, part in inside])
        for (place, _), words in zip(inside, translated, strict=True):
            projected[place] += words
    needed = primary(options.source or "") != primary(options.target or "")
    return [
        (tidy(("".join(word.text for word in words).strip(),)) or _UNTRANSLATED) if needed and passage.tokens else None
        for passage, words in zip(passages, projected, strict=True)
    ]


def _part(passage: _Passage, chunk: Span) -> Span | None:
    """The span of a passage's words inside a chunk."""
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
        id=mint_id(sha256, span.start, span.end, captions.name, voice),
        speaker=None if voice is None else _speaker_id(voice),
        span=span if passage.is_timed else None,
        source=passage.text,
        target=target,
        words=tuple(token.word if passage.is_timed else _untimed(token.word) for token in passage.tokens),
        state="initial" if target in (None, _UNTRANSLATED) else "translated",
        source_origin=captions if passage.text else None,
        target_origin=None if target is None else engine,
    )


def _untimed(word: Word) -> Word:
    return msgspec.structs.replace(word, span=None, interpolated=False)


def _problems(transcript: Transcript, chunks: Sequence[TranscribedChunk]) -> Iterator[Problem]:
    length = transcript.recording.duration if transcript.recording else None
    ends = [segment.span.start for segment in transcript.segments if segment.span]
    if length is not None and ends and max(ends) > length + _LATE:
        yield Problem(
            "captions-too-long",
            "warning",
            "the captions continue after the end of the recording; do they belong to it?",
        )
    suspected = Counter(chunk.transcription.suspected for chunk in chunks)
    other, count = suspected.most_common(1)[0] if suspected else (None, 0)
    if other is not None and count * 2 > len(chunks):
        message = "the model detects {language_name}: are the captions a translation?"
        yield Problem.of("captions-other-language", "warning", message, language_name=language_name(other))
    for segment in transcript.segments:
        if segment.target == _UNTRANSLATED:
            yield Problem(
                "untranslated",
                "warning",
                "no part of the translation belongs to this passage",
                Place(segment=segment.id, start=segment.span.start if segment.span else None),
            )
