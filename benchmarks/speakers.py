"""Who spoke when, and whose words are they? Beside senko alone, and beside senko joined with faster-whisper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np

from benchmarks import peers
from benchmarks.corpus import Clip, choose, conversations, panels
from benchmarks.frame import Measured, Options, Report, Table, between, per_cent
from benchmarks.sounds import write_readings
from dragoman.engines.voices.overlap import OverlapFinder
from dragoman.media.sound import read_sound
from dragoman.scoring.interval import bootstrap
from dragoman.scoring.speakers import (
    Diarization,
    SpokenWords,
    find_spoken,
    find_voices,
    score_spoken,
    score_voices,
)
from dragoman.scoring.words import pool
from dragoman.transcript.document import Transcript
from dragoman.transcript.span import Span

__all__ = ["run"]

TITLE = "Speakers: DER and cpWER beside senko"

_JOINED = f"{peers.PLAIN} + {peers.SENKO}"
_ALL = "all"
_COLLAR = 5.0
_MINUTES, _READERS = 60, 5
_CHUNK = 29_500
_TICK = 10
"""Ms by which speech of two at once is counted."""


class Turns(msgspec.Struct, frozen=True, kw_only=True):
    """One system's turns of one recording, scored; ``speakers`` is how many it found."""

    clip: Clip
    score: Diarization
    speakers: int


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """Ms in which two or more speak: by the truth, as found, and found where it is true."""

    clip: Clip
    true: int
    found: int
    right: int


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """One system's words by speaker, scored without and with regard to their times."""

    clip: Clip
    plain: SpokenWords
    timed: SpokenWords


def run(options: Options) -> Report:
    ours = [peers.OURS] if options.ours else []
    known = tuple(clip for clip in panels() if clip.truth.speakers)
    clips = choose(conversations(), options.most) + known
    turns = {
        system: [_turns(clip, system, options) for clip in clips] for system in [*ours, peers.SENKO, peers.SENKO_RAW]
    }
    spoken = tuple(clip for clip in (*conversations(), *known) if _words_of(clip) is not None)
    words = {system: [_words(clip, system, options) for clip in spoken] for system in [*ours, _JOINED]}
    figures = [figure for system, found in turns.items() for figure in _turn_figures(system, found)]
    figures += [figure for system, found in words.items() for figure in _word_figures(system, found)]
    together = [_together(clip) for clip in clips] if options.ours else []
    figures += _together_figures(together)
    counts = tuple(_counts(options)) if options.most is None else ()
    figures += counts
    return Report(
        tables=(
            _turn_table(turns),
            _total_table(figures),
            _word_table(words),
            _together_table(together),
            _count_table(counts),
        ),
        figures=tuple(figures),
        notes=(
            "DER with collar 0 and overlap scored, by pyannote.metrics; intervals are drawn over recordings.",
            f"tcpWER with a collar of {_COLLAR:g} s; both by meeteval, on folded words.",
            f"{_JOINED}: a segment is whose voice covers most of it.",
            "Two at once: the finder of overlapping speech alone, by hundredths of a second.",
            "Five readings: by five people at most; each recording is heard again for each row.",
        ),
    )


def _turns(clip: Clip, system: str, options: Options) -> Turns:
    found = find_voices(peers.transcribe(system, clip.path, clip.language, options).segments)
    length = clip.truth.recording.duration if clip.truth.recording else None
    score = score_voices(find_voices(clip.truth.segments), found, Span(0, length))
    return Turns(clip=clip, score=score, speakers=len({voice.speaker for voice in found}))


def _together(clip: Clip) -> Together:
    """What the draft's finder of overlapping speech makes of a recording, in chunks as long as a draft's."""
    finder = OverlapFinder()
    sound = np.concatenate([block[0] for block in read_sound(clip.path, None, channels=1)])
    voices = [each for each in find_voices(clip.truth.segments) if each.span.end is not None]
    ticks = len(sound) // (16 * _TICK) + 1
    speaking = np.zeros((ticks, len({each.speaker for each in voices}) or 1), dtype=bool)
    places = {speaker: place for place, speaker in enumerate(dict.fromkeys(each.speaker for each in voices))}
    for each in voices:
        speaking[each.span.start // _TICK : (each.span.end or 0) // _TICK, places[each.speaker]] = True
    true, found = speaking.sum(axis=1) > 1, np.zeros(ticks, dtype=bool)
    for first in range(0, len(sound), 16 * _CHUNK):
        for span in finder.find(sound[first : first + 16 * _CHUNK]):
            found[(first // 16 + span.start) // _TICK : (first // 16 + (span.end or 0)) // _TICK] = True
    counts = (int(each.sum()) * _TICK for each in (true, found, true & found))
    return Together(clip=clip, **dict(zip(("true", "found", "right"), counts, strict=True)))


def _together_figures(together: Sequence[Together]) -> Iterator[Measured]:
    true, found, right = (sum(getattr(each, name) for each in together) for name in ("true", "found", "right"))
    for name, value in (("precision", right / found if found else None), ("recall", right / true if true else None)):
        yield Measured(
            system="dragoman",
            language="en",
            name=f"{name} of overlapping speech",
            value=value,
            unit="part",
            recordings=len(together),
            counts={"true_ms": true, "found_ms": found, "right_ms": right},
        )


def _together_table(together: Sequence[Together]) -> Table:
    rows = [(each.clip.name, *(f"{ms / 1000:.1f}" for ms in (each.true, each.found, each.right))) for each in together]
    total = [f"{sum(getattr(each, name) for each in together) / 1000:.1f}" for name in ("true", "found", "right")]
    columns = ("recording", "true s", "found s", "right s")
    return Table(title="Two at once", columns=columns, rows=(*rows, ("all", *total)))


def _words(clip: Clip, system: str, options: Options) -> Words:
    truth = _words_of(clip) or clip.truth
    said = find_spoken(truth.segments, clip.language)
    heard = find_spoken(_heard(clip, system, options).segments, clip.language)
    return Words(clip=clip, plain=score_spoken(said, heard), timed=score_spoken(said, heard, collar=_COLLAR))


def _heard(clip: Clip, system: str, options: Options) -> Transcript:
    if system != _JOINED:
        return peers.transcribe(system, clip.path, clip.language, options)
    words, voices = (peers.transcribe(part, clip.path, clip.language, options) for part in (peers.PLAIN, peers.SENKO))
    return peers.with_voices(words, voices)


def _words_of(clip: Clip) -> Transcript | None:
    """The truth with both words and speakers, where there is one."""
    documents = [document for document in (clip.words, clip.truth) if document is not None]
    return next((one for one in documents if one.speakers and all(row.source for row in one.segments)), None)


def _turn_figures(system: str, found: Sequence[Turns]) -> Iterator[Measured]:
    scores = [turns.score for turns in found]
    whole = sum(scores, Diarization())
    for name, value, interval in (
        ("DER", whole.der, bootstrap(scores, lambda drawn: sum(drawn, Diarization()).der)),
        ("JER", whole.jer, bootstrap(scores, lambda drawn: sum(drawn, Diarization()).jer)),
    ):
        yield Measured(
            system=system,
            language="en",
            name=name,
            value=value,
            unit="share",
            interval=interval,
            recordings=len(found),
            counts={"speech_ms": whole.speech, "missed_ms": whole.missed}
            | {"false_alarm_ms": whole.false_alarm, "confusion_ms": whole.confusion},
            method="pyannote.metrics, collar 0, overlap scored",
        )


def _word_figures(system: str, found: Sequence[Words]) -> Iterator[Measured]:
    for name, edits in (
        ("cpWER", [words.plain.edits for words in found]),
        ("tcpWER", [words.timed.edits for words in found]),
    ):
        whole = pool(edits)
        yield Measured(
            system=system,
            language="en",
            name=name,
            value=whole.rate,
            unit="share",
            interval=bootstrap(edits, lambda drawn: pool(drawn).rate),
            words=whole.length,
            recordings=len(found),
            counts=msgspec.structs.asdict(whole),
            method="meeteval",
        )


def _counts(options: Options) -> Iterator[Measured]:
    """How many speakers are found in five readings over and over, unasked and asked for."""
    minutes = (options.minutes or (_MINUTES,))[0]
    path = write_readings(minutes)
    asked = [(peers.OURS, None), (f"{peers.OURS} --speakers {_READERS}", _READERS)] if options.ours else []
    found = [(system, peers.diarize(path, number)) for system, number in asked]
    found.append((peers.SENKO, peers.transcribe(peers.SENKO, path, "en", options)))
    for system, told in found:
        name = f"speakers in {minutes} minutes of five readings"
        yield Measured(system=system, language="en", name=name, value=float(len(told.speakers)), unit="speakers")


def _count_table(figures: Sequence[Measured]) -> Table:
    rows = tuple((figure.name, figure.system, f"{figure.value:.0f}") for figure in figures)
    return Table(title="How many speak", columns=("recording", "system", "found"), rows=rows)


def _turn_table(turns: dict[str, list[Turns]]) -> Table:
    rows = [(found.clip.name, system, found) for system, all_found in turns.items() for found in all_found]
    return Table(
        title="Who spoke when, by recording",
        columns=("recording", "system", "speakers (true)", "speech s", "missed s", "invented s", "confused s", "DER %"),
        rows=tuple(
            (
                name,
                system,
                f"{found.speakers} ({found.score.speakers})",
                *(f"{ms / 1000:.1f}" for ms in (found.score.speech, found.score.missed)),
                *(f"{ms / 1000:.1f}" for ms in (found.score.false_alarm, found.score.confusion)),
                per_cent(found.score.der),
            )
            for name, system, found in sorted(rows, key=lambda row: row[0])
        ),
    )


def _total_table(figures: Sequence[Measured]) -> Table:
    return Table(
        title="Pooled",
        columns=("figure", "system", "recordings", "words", "%", "95 %"),
        rows=tuple(
            (
                figure.name,
                figure.system,
                str(figure.recordings),
                "" if figure.words is None else str(figure.words),
                per_cent(figure.value),
                between(figure.interval),
            )
            for figure in sorted(figures, key=lambda figure: figure.name)
            if figure.unit == "share"
        ),
    )


def _word_table(words: dict[str, list[Words]]) -> Table:
    rows = [(found.clip.name, system, found) for system, all_found in words.items() for found in all_found]
    return Table(
        title="Whose words, by recording",
        columns=("recording", "system", "words", "cpWER %", "tcpWER %", "speakers missed", "speakers invented"),
        rows=tuple(
            (
                name,
                system,
                str(found.plain.edits.length),
                per_cent(found.plain.edits.rate),
                per_cent(found.timed.edits.rate),
                str(found.plain.missed),
                str(found.plain.invented),
            )
            for name, system, found in sorted(rows, key=lambda row: row[0])
        ),
    )
