"""Words that are left out: omissions put into right hearings and found again, and whole panels put together at random.

A seeded omission takes three to ten words in a row out of what the model wrote and aligns the rest with the same sound,
as if the decoder had passed over them. A panel is readings of one language in a random order with random pauses.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

import msgspec

from benchmarks import peers
from benchmarks.corpus import Clip, choose, readings, with_text
from benchmarks.frame import Measured, Options, Report, Table, between, per_cent, save, say
from benchmarks.left_out import find_rooms, find_runs, find_written
from benchmarks.sounds import join
from benchmarks.words import source_text
from dragoman.engines.base import Chunk, TranscribeOptions, Transcription
from dragoman.engines.token_words import join_pieces
from dragoman.engines.whisper import Vad, Whisper, _tokenizer
from dragoman.engines.whisper_languages import find_code
from dragoman.engines.whisper_tokens import time_words
from dragoman.language.digits import decimal_text
from dragoman.language.quantities.text_quantities import find_quantities
from dragoman.media.sound import read_sound
from dragoman.pipeline.chunks import ChunkOptions, find_chunks
from dragoman.pipeline.omissions import drop_times, find_omissions
from dragoman.pipeline.transcribe import snap
from dragoman.scoring.interval import bootstrap
from dragoman.scoring.words import Edits, pool, score_words
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

__all__ = ["run", "write_digits"]

TITLE = "Omissions: words that are left out, and whether that is marked"

_SEED = 12
_FEWEST, _MOST = 3, 10
_EACH = 6
"""Omissions in each chunk."""
_LONG = 1_500
_PANELS, _READINGS = 60, 6
_PAUSES = (0.2, 2.5)
_SYSTEMS = (peers.OURS, peers.PLAIN, peers.BATCHED)
_OTHER_TEXT = ("en/librispeech_1272-128104-0000",)
"""Readings whose given text is another reading's."""


class Seeded(msgspec.Struct, frozen=True, kw_only=True):
    """An omission: of so many words, over so many ms of speech; and whether it was found."""

    clip: str
    words: int
    speech: int
    found: bool


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """A hearing of a recording without a run of three words left out.

    ``words`` of it, and ``alarms``, omissions found in it, count where no word at all is left out.
    """

    clip: str
    words: int
    alarms: int


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """What one system made of a panel: runs of three or more words that it left out, unmarked and marked."""

    language: str
    system: str
    words: Edits
    digits: Edits
    """The same with numbers as digits in both texts: "two" for 2 is no error then."""
    unmarked: tuple[int, ...]
    marked: tuple[int, ...]


def run(options: Options) -> Report:
    seeded, right = _seed_all(options)
    found: list[Panel] = []
    for place in range(options.most or _PANELS):
        for one in _hear_panel(place, options):
            found.append(one)
            say(_progress(place, one))
        # A long run: what is known so far is kept.
        save("omissions", _report(seeded, right, found), options)
    return _report(seeded, right, found)


def _report(seeded: Sequence[Seeded], right: Sequence[Heard], found: Sequence[Panel]) -> Report:
    return Report(
        tables=(_seeded_table(seeded, right), _panel_table(found)),
        figures=(*_seeded_figures(seeded, right), *_panel_figures(found)),
        notes=(
            f"Seeded: {_FEWEST} to {_MOST} words, {_EACH} times in each chunk of the recordings that were heard without"
            " a run of three words left out; false alarms in those without any word left out. Intervals are drawn over"
            " recordings, and over panels.",
            "Runs left out of panels are found reading by reading: the words whose time lies in it, and its text.",
        ),
    )


def _progress(place: int, one: Panel) -> str:
    errors, left_out = one.words.errors, (list(one.unmarked), list(one.marked))
    return f"{place} {one.language} {one.system}: {errors} of {one.words.length}; unmarked, marked {left_out}"


def _seed_all(options: Options) -> tuple[list[Seeded], list[Heard]]:
    model = Whisper("base", "cpu", threads=1)
    chance = random.Random(_SEED)
    seeded: list[Seeded] = []
    right: list[Heard] = []
    for clip in choose(with_text(), options.most):
        asked = TranscribeOptions(language=clip.language, translate=True, anyway=True)
        chunks = list(find_chunks(read_sound(clip.path), [Vad()], ChunkOptions()))
        heard = [(chunk, model.transcribe(chunk, asked)) for chunk in chunks]
        text = "".join(word.text for _, each in heard for word in each.words)
        if find_runs(source_text(clip.truth), text, (), language=clip.language) != ((), ()):
            continue
        if not score_words(source_text(clip.truth), text, clip.language).deletions:
            alarms = sum(len(_find(each, chunk)) for chunk, each in heard)
            right.append(Heard(clip=clip.name, words=sum(len(each.words) for _, each in heard), alarms=alarms))
        seeded += [one for chunk, each in heard for one in _seed(clip, chunk, each, model, chance)]
    return seeded, right


def _find(heard: Transcription, chunk: Chunk) -> tuple[Span, ...]:
    words = snap(drop_times(heard.words, chunk.speech), chunk.speech)
    timed = msgspec.structs.replace(heard, words=words)
    return tuple(each.span for each in find_omissions(timed, chunk.speech, chunk.span))


def _seed(clip: Clip, chunk: Chunk, heard: Transcription, model: Whisper, chance: random.Random) -> Iterator[Seeded]:
    for _ in range(_EACH):
        count = chance.randint(_FEWEST, _MOST)
        if len(heard.words) < count + _FEWEST:
            continue
        first = chance.randint(0, len(heard.words) - count)
        lost = heard.words[first : first + count]
        kept = "".join(word.text for word in (*heard.words[:first], *heard.words[first + count :]))
        again = msgspec.structs.replace(heard, words=_align(model, chunk, clip.language, kept))
        where = Span(_start(lost[0]), max(_end(lost[-1]), _start(lost[0])))
        speech = sum(span.overlap(where) for span in chunk.speech)
        found = any(span.overlap(where) * 3 > speech for span in _find(again, chunk))
        yield Seeded(clip=clip.name, words=count, speech=speech, found=found)


def _start(word: Word) -> int:
    return word.span.start if word.span else 0


def _end(word: Word) -> int:
    return (word.span.end or word.span.start) if word.span else 0


def _align(model: Whisper, chunk: Chunk, language: str, text: str) -> tuple[Word, ...]:
    """The words of a text with the times that the model's attention gives them in a chunk."""
    tokenizer = _tokenizer(model._model, find_code(language), "transcribe")
    tokens = tokenizer.encode(text)
    frames = len(chunk.samples) // 160
    (alignment,) = model._model.model.align(model._encode(chunk), tokenizer.sot_sequence, [tokens], frames)
    return join_pieces(time_words(tokenizer, tokens, alignment, chunk.span), spaced=True)


def _hear_panel(place: int, options: Options) -> Iterator[Panel]:
    by_language: dict[str, list[Clip]] = {}
    for clip in readings():
        if any(segment.source for segment in clip.truth.segments) and clip.name not in _OTHER_TEXT:
            by_language.setdefault(clip.language, []).append(clip)
    chance = random.Random(f"{_SEED}-{place}")
    language = sorted(by_language)[place % len(by_language)]
    clips = chance.sample(by_language[language], min(_READINGS, len(by_language[language])))
    pauses = [chance.uniform(*_PAUSES) for _ in clips]
    path, spans = join(f"omissions-{place}", [clip.path for clip in clips], pauses)
    texts = [source_text(clip.truth) for clip in clips]
    for system in _SYSTEMS if options.ours else _SYSTEMS[1:]:
        document = peers.transcribe(system, path, language, options)
        runs = [
            find_runs(text, *find_written(document, language, room), language=language)
            for text, room in zip(texts, find_rooms(spans), strict=True)
        ]
        said, written = " ".join(texts), source_text(document)
        unmarked, marked = (tuple(length for each in runs for length in each[side]) for side in (0, 1))
        yield Panel(
            language=language,
            system=system,
            words=score_words(said, written, language),
            digits=score_words(write_digits(said, language), write_digits(written, language), language),
            unmarked=unmarked,
            marked=marked,
        )


def write_digits(text: str, language: str) -> str:
    """A text whose plain numbers are written in digits; dates, money and measures stay as they are."""
    parts, reached = [], 0
    for found in find_quantities(text, language):
        values = [found.value] if found.value is not None else [found.low, found.high]
        if found.kind == "number" and None not in values:
            written = " ".join(decimal_text(value) for value in values if value is not None)
            parts += [text[reached : found.start], f" {written} "]
            reached = found.end
    return "".join((*parts, text[reached:]))


def _seeded_table(seeded: Sequence[Seeded], right: Sequence[Heard]) -> Table:
    words, alarms = sum(one.words for one in right), sum(one.alarms for one in right)
    groups = (("all", list(seeded)), (f"over {_LONG} ms of speech", [one for one in seeded if one.speech > _LONG]))
    return Table(
        title=f"Seeded omissions that are found; {alarms} false alarms in {words} words of right hearings",
        columns=("omissions", "seeded", "found", "%", "95 %"),
        rows=tuple(
            (name, str(len(ones)), str(sum(one.found for one in ones)), per_cent(_recall([ones])), _interval(ones))
            for name, ones in groups
        ),
    )


def _interval(ones: Sequence[Seeded]) -> str:
    return between(bootstrap(_by_clip(ones), _recall))


def _by_clip(ones: Sequence[Seeded]) -> list[list[Seeded]]:
    return [[one for one in ones if one.clip == clip] for clip in dict.fromkeys(one.clip for one in ones)]


def _recall(drawn: Sequence[Sequence[Seeded]]) -> float | None:
    ones = [one for clip in drawn for one in clip]
    return sum(one.found for one in ones) / len(ones) if ones else None


def _seeded_figures(seeded: Sequence[Seeded], right: Sequence[Heard]) -> Iterator[Measured]:
    words, alarms = sum(one.words for one in right), sum(one.alarms for one in right)
    for name, ones in (("recall", list(seeded)), ("recall, long", [one for one in seeded if one.speech > _LONG])):
        yield Measured(
            system=peers.OURS, language="all", name=name, value=_recall([ones]), unit="share",
            interval=bootstrap(_by_clip(ones), _recall), counts={"seeded": len(ones)},
        )  # fmt: skip
    value = alarms / words if words else None
    yield Measured(system=peers.OURS, language="all", name="false alarms", value=value, unit="share", words=words)


def _panel_groups(found: Sequence[Panel]) -> Iterator[tuple[str, str, list[Panel]]]:
    for language in (*sorted({one.language for one in found}), "all"):
        for system in dict.fromkeys(one.system for one in found):
            yield language, system, [one for one in found if one.system == system and language in (one.language, "all")]


def _panel_table(found: Sequence[Panel]) -> Table:
    return Table(
        title="Panels of readings in a random order, with random pauses",
        columns=(
            "language", "system", "panels", "words", "WER %", "95 %", "WER %, numbers as digits",
            "runs left out, unmarked", "their words", "runs left out, marked", "their words",
        ),
        rows=tuple(
            (
                language,
                system,
                str(len(mine)),
                str(pool(one.words for one in mine).length),
                per_cent(_rate(mine)),
                between(bootstrap(mine, _rate)),
                per_cent(pool(one.digits for one in mine).rate),
                *_counted([one.unmarked for one in mine]),
                *_counted([one.marked for one in mine]),
            )
            for language, system, mine in _panel_groups(found)
        ),
    )  # fmt: skip


def _rate(drawn: Sequence[Panel]) -> float | None:
    return pool(one.words for one in drawn).rate


def _counted(runs: Sequence[Sequence[int]]) -> tuple[str, str]:
    lengths = [length for each in runs for length in each]
    return str(len(lengths)), str(sum(lengths))


def _panel_figures(found: Sequence[Panel]) -> Iterator[Measured]:
    for language, system, mine in _panel_groups(found):
        counts = {
            "unmarked runs": sum(len(one.unmarked) for one in mine),
            "marked runs": sum(len(one.marked) for one in mine),
        }
        yield Measured(
            system=system, language=language, name="WER, random panels", value=_rate(mine), unit="share",
            interval=bootstrap(mine, _rate), words=pool(one.words for one in mine).length, counts=counts,
        )  # fmt: skip
        yield Measured(
            system=system, language=language, name="WER, random panels, numbers as digits",
            value=pool(one.digits for one in mine).rate, unit="share",
        )  # fmt: skip
