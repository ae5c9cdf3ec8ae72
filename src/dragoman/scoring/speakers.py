"""Who spoke when, and are the words assigned to the right speakers? Measured with the field's standard tools.

Who spoke when: the diarization error rate with no collar and overlapping speech scored, and the Jaccard error rate
(pyannote.metrics). Words by speaker: cpWER and, with a collar in time, tcpWER (meeteval).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from dragoman.errors import EngineError
from dragoman.language.folding import words as fold
from dragoman.scoring.library import load
from dragoman.scoring.words import Edits
from dragoman.transcript.document import Segment
from dragoman.transcript.span import Span
from dragoman.transcript.text import plain

__all__ = [
    "Diarization",
    "Spoken",
    "SpokenWords",
    "Voice",
    "find_spoken",
    "find_voices",
    "score_spoken",
    "score_voices",
]

# meeteval's own limit: above it, the search for the best pairing of speakers does not finish.
_MOST_SPEAKERS = 20


class Voice(msgspec.Struct, frozen=True):
    """A span in which somebody speaks. The speaker's name does not matter, only that it is always the same."""

    speaker: str
    span: Span


class Diarization(msgspec.Struct, frozen=True, kw_only=True):
    """Times in ms, with overlapping speech counted once per speaker; add two to pool them.

    ``jaccard`` is the sum of the Jaccard errors of the truth's speakers, and ``speakers`` is how many there are.
    """

    speech: int = 0
    missed: int = 0
    false_alarm: int = 0
    confusion: int = 0
    jaccard: float = 0.0
    speakers: int = 0

    @property
    def der(self) -> float | None:
        """The diarization error rate, which may exceed 1; ``None`` if the truth has no speech."""
        return (self.missed + self.false_alarm + self.confusion) / self.speech if self.speech else None

    @property
    def jer(self) -> float | None:
        """The Jaccard error rate, from 0 to 1; ``None`` if the truth has no speaker."""
        return self.jaccard / self.speakers if self.speakers else None

    def __add__(self, other: Diarization) -> Diarization:
        return Diarization(
            speech=self.speech + other.speech,
            missed=self.missed + other.missed,
            false_alarm=self.false_alarm + other.false_alarm,
            confusion=self.confusion + other.confusion,
            jaccard=self.jaccard + other.jaccard,
            speakers=self.speakers + other.speakers,
        )


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """Consecutive folded words of one speaker. ``span`` needs an end if times are scored."""

    speaker: str
    words: tuple[str, ...]
    span: Span | None = None


class SpokenWords(msgspec.Struct, frozen=True, kw_only=True):
    """Edits under the best pairing of speakers; ``missed`` and ``invented`` count speakers without a partner."""

    edits: Edits
    missed: int
    invented: int


def find_voices(segments: Iterable[Segment]) -> tuple[Voice, ...]:
    """The spans of speech in a document, without those whose speaker or end is unknown."""
    return tuple(
        Voice(segment.speaker, segment.span)
        for segment in segments
        if segment.speaker is not None and segment.span is not None and segment.span.duration
    )


def find_spoken(segments: Iterable[Segment], language: str) -> tuple[Spoken, ...]:
    """The originals as folded words by speaker; all unknown speakers count as one."""
    return tuple(
        Spoken(
            speaker=segment.speaker or "",
            words=fold(plain(segment.source), segment.language or language),
            span=segment.span,
        )
        for segment in segments
        if segment.source is not None
    )


def score_voices(truth: Sequence[Voice], hypothesis: Sequence[Voice], whole: Span) -> Diarization:
    """The diarization error within ``whole``: collar 0, overlap scored.

    :raises EngineError: if pyannote.metrics is not installed
    """
    core = load("pyannote.core", "pyannote.metrics")
    metrics = load("pyannote.metrics.diarization", "pyannote.metrics")
    reference, guess = _annotation(core, truth), _annotation(core, hypothesis)
    scored = core.Timeline([_seconds(core, whole)])
    time = metrics.DiarizationErrorRate(collar=0.0, skip_overlap=False)(reference, guess, uem=scored, detailed=True)
    jaccard = metrics.JaccardErrorRate(collar=0.0, skip_overlap=False)(reference, guess, uem=scored, detailed=True)
    return Diarization(
        speech=_ms(time["total"]),
        missed=_ms(time["missed detection"]),
        false_alarm=_ms(time["false alarm"]),
        confusion=_ms(time["confusion"]),
        jaccard=float(jaccard["speaker error"]),
        speakers=int(jaccard["speaker count"]),
    )


def score_spoken(truth: Sequence[Spoken], hypothesis: Sequence[Spoken], *, collar: float | None = None) -> SpokenWords:
    """cpWER, or tcpWER with a collar in seconds (5 is usual): a word counts only for the speaker who said it.

    :raises EngineError: if meeteval is not installed, if there are more than 20 speakers, or if a collar is given and a
        stretch has no end
    """
    wer = load("meeteval.wer", "meeteval")
    for side in (truth, hypothesis):
        if (count := len({spoken.speaker for spoken in side})) > _MOST_SPEAKERS:
            raise EngineError("meeteval", f"can pair at most {_MOST_SPEAKERS} speakers, but there are {count}")
    for remarks in ("preprocess", "time_constrained"):
        # Remarks about long passages on the terminal; they are not errors.
        logging.getLogger(remarks).setLevel(logging.ERROR)
    if collar is None:
        found = wer.cp_word_error_rate(_texts(truth), _texts(hypothesis), reference_sort=False, hypothesis_sort=False)
    else:
        found = wer.time_constrained_minimum_permutation_word_error_rate(
            _stretches(truth), _stretches(hypothesis), collar=collar
        )
    edits = Edits(
        hits=found.length - found.substitutions - found.deletions,
        substitutions=found.substitutions,
        deletions=found.deletions,
        insertions=found.insertions,
    )
    return SpokenWords(edits=edits, missed=found.missed_speaker, invented=found.falarm_speaker)


def _annotation(core: Any, voices: Sequence[Voice]) -> Any:
    annotation = core.Annotation()
    for number, voice in enumerate(voices):
        annotation[_seconds(core, voice.span), number] = voice.speaker
    # A speaker who overlaps with themselves is still one speaker.
    return annotation.support()


def _seconds(core: Any, span: Span) -> Any:
    return core.Segment(span.start / 1000, (span.start if span.end is None else span.end) / 1000)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _texts(spoken: Sequence[Spoken]) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for stretch in spoken:
        texts.setdefault(stretch.speaker, []).extend(stretch.words)
    return {speaker: " ".join(words) for speaker, words in texts.items()}


def _stretches(spoken: Sequence[Spoken]) -> Any:
    return load("meeteval.io", "meeteval").SegLST([_stretch(stretch) for stretch in spoken])


def _stretch(stretch: Spoken) -> dict[str, str | float]:
    if stretch.span is None or stretch.span.end is None:
        raise EngineError("meeteval", "needs times, and some words have none", "leave out the collar")
    return {
        "speaker": stretch.speaker,
        "words": " ".join(stretch.words),
        "start_time": stretch.span.start / 1000,
        "end_time": stretch.span.end / 1000,
    }
