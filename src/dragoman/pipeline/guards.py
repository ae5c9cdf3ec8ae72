"""Guards against a model's errors: loops, invented text, unrequested translation. Each guard is a pure function.

A guard checks the transcription of a chunk and returns the problem, or ``None``. A rejected chunk is transcribed again
with other settings; if every attempt is rejected, it becomes a marked gap (``docs/guards.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

import msgspec

from dragoman.checks.speech.function_words import FUNCTION_WORDS
from dragoman.engines.base import Chunk, Transcription
from dragoman.errors import Fix
from dragoman.language.direction import count_letters_by_script, is_written_in_latin
from dragoman.language.folding import fold, primary
from dragoman.language.folding import words as fold_words
from dragoman.language.loops import find_dense_repetition, find_loops, find_repeated_part
from dragoman.language.near_languages import is_near
from dragoman.problems import Place, Problem
from dragoman.transcript.document import Word
from dragoman.transcript.tags import language_name

__all__ = [
    "GUARDS",
    "LOOP",
    "OTHER_LANGUAGE",
    "TRANSLATION",
    "Watch",
    "find_invention",
    "find_loop",
    "find_other_language",
    "find_other_script",
    "find_rejection",
    "find_silent_translation",
    "is_sure",
    "refuse_language",
    "refuse_unable",
]

LOOP = "loop"
"""The code of the rejection after which a chunk is transcribed in halves."""
OTHER_LANGUAGE = "other-language-spoken"
"""The code of the rejection that other settings cannot change."""
TRANSLATION = ("translation-loop", "not-translated")
"""The codes of rejections that concern only the translation."""
_LEAST_CONFIDENCE = 0.30
"""If the mean probability of a chunk's words is lower, they count as invented."""
_DOUBTED_CONFIDENCE = 0.60
"""If it is lower than this, they do so if the model also tends towards silence."""
_SILENCE = 0.60
_MOST_A_SECOND = 12.0
"""Nobody speaks more words per second."""
_SURE, _SURE_WORDS = 0.70, 3
"""The mean probability and the number of words from which faint speech is trusted: one or two words are easily
invented.
"""
_LEAST_WORDS = 3
_ALIKE = 0.60
"""If a text and its translation are more alike than this, word by word, the text was translated rather than
transcribed: in seven languages a true text shared at most 0.09, and four of five translations 0.64 or more.
"""


def find_rejection(transcription: Transcription, chunk: Chunk, guards: Sequence[Guard] | None = None) -> Problem | None:
    """The problem that the first objecting guard returns; by default all guards are asked."""
    return next(
        (
            found
            for guard in (GUARDS if guards is None else guards)
            if (found := guard(transcription, chunk)) is not None
        ),
        None,
    )


def find_loop(transcription: Transcription, chunk: Chunk) -> Problem | None:
    """Detect the same words over and over: a model that is stuck writes them, however sure it is."""
    where = Place(start=chunk.span.start)
    if repeated := _repeated(transcription.words, transcription.language):
        return Problem.of("loop", "warning", "the model repeated itself: {repeated}", where, repeated=repeated)
    if repeated := _repeated(transcription.translated, "en"):
        return Problem.of(
            "translation-loop", "warning", "the translation repeated itself: {repeated}", where, repeated=repeated
        )
    return None


def _repeated(words: Sequence[Word], language: str | None) -> str | None:
    folded = _folded(words, language)
    if loops := find_loops(folded):
        return f'"{" ".join(loops[0].words[:6])}" {loops[0].times} times in a row'
    if part := find_repeated_part(folded):
        return f'"{part[0]}" {part[1]} times inside a word'
    dense = find_dense_repetition(folded)
    return f'"{" ".join(dense)}"' if dense else None


def find_invention(transcription: Transcription, chunk: Chunk) -> Problem | None:
    """Detect words where nobody speaks: improbable words, improbable words in likely silence, or too many words for the
    time.
    """
    why = _doubt(transcription, sum(span.duration or 0 for span in chunk.speech) / 1000)
    if why is None:
        return None
    return Problem.of(
        "invented", "warning", "the model's words are not reliable: {why}", Place(start=chunk.span.start), why=why
    )


def _doubt(transcription: Transcription, spoken: float) -> str | None:
    """Why the words of a chunk with that many seconds of speech may be invented."""
    if not transcription.words or transcription.confidence is None:
        return None
    if transcription.confidence < _LEAST_CONFIDENCE:
        return f"it rates its own words at {transcription.confidence:.0%}"
    if (
        transcription.confidence < _DOUBTED_CONFIDENCE
        and transcription.silence is not None
        and transcription.silence > _SILENCE
    ):
        return f"it rates its own words at {transcription.confidence:.0%}, and silence {transcription.silence:.0%}"
    if len(transcription.words) > 5 and len(transcription.words) / max(spoken, 0.5) > _MOST_A_SECOND:
        return f"{len(transcription.words)} words in {spoken:.1f} s of speech"
    return None


def find_silent_translation(transcription: Transcription, chunk: Chunk) -> Problem | None:
    """Detect English where another language was spoken: the transcription and the translation are the same.

    If both are in the language spoken, it is the translation that is missing.
    """
    if transcription.language in (None, "en"):
        return None
    said, translated = (_folded(_not_names(words), "en") for words in (transcription.words, transcription.translated))
    if len(said) < _LEAST_WORDS or SequenceMatcher(None, said, translated, autojunk=False).ratio() < _ALIKE:
        return None
    if _count_small(transcription.words, transcription.language) > _count_small(transcription.words, "en"):
        where = Place(start=chunk.span.start)
        return Problem("not-translated", "warning", "the model wrote the original instead of a translation", where)
    return Problem(
        "silent-translation",
        "warning",
        "the words are English, not the language spoken",
        Place(start=chunk.span.start),
    )


def _count_small(words: Sequence[Word], language: str | None) -> int:
    """How many of the words are function words of a language, such as articles."""
    small = FUNCTION_WORDS.get(primary(language or ""), frozenset())
    return sum(fold(word.text, language or "und") in small for word in words)


def find_other_script(transcription: Transcription, chunk: Chunk) -> Problem | None:
    """Detect Latin letters for a language with another script: English, or a transliteration."""
    if (
        transcription.language is None
        or len(transcription.words) < _LEAST_WORDS
        or is_written_in_latin(transcription.language)
    ):
        return None
    latin, others = count_letters_by_script("".join(word.text for word in transcription.words))
    if latin <= others:
        return None
    return Problem.of(
        "other-script",
        "warning",
        "the model wrote {spoken} in Latin letters",
        Place(start=chunk.span.start),
        spoken=language_name(transcription.language),
        language=transcription.language,
    ).suggesting("type the words")


def find_other_language(transcription: Transcription, chunk: Chunk) -> Problem | None:
    """Detect words in a named language where the model is almost certain that another one is spoken."""
    if transcription.suspected is None or (
        not transcription.words and transcription.language != transcription.suspected
    ):
        return None
    if transcription.words and transcription.language and is_near(transcription.language, transcription.suspected):
        return None
    return refuse_language(transcription.suspected, chunk)


def refuse_language(language: str, chunk: Chunk) -> Problem:
    """The problem of speech in a language that was not named."""
    named = Fix("name it too and draft again", "draft", ("RECORDING",), {"source": f"…,{language}"})
    return Problem.of(
        "other-language-spoken",
        "warning",
        "{spoken} seems to be spoken here, which is not one of the languages named",
        Place(start=chunk.span.start),
        spoken=language_name(language),
        language=language,
    ).suggesting(named, "type the words")


def refuse_unable(language: str, chunk: Chunk) -> Problem:
    """The problem of speech in a language that the model does not write well enough."""
    able = Fix("see which models can", "models", options={"language": language})
    insist = Fix("transcribe anyway", "draft", ("RECORDING",), {"words": "anyway"})
    return Problem.of(
        "model-unable",
        "warning",
        "the model cannot write {spoken} well enough, and it is spoken here",
        Place(start=chunk.span.start),
        spoken=language_name(language),
        language=language,
    ).suggesting("type the words", able, insist)


def _not_names(words: Sequence[Word]) -> list[Word]:
    """Words that two languages seldom share: no names, and no numbers in digits."""
    texts = [word.text.strip() for word in words]
    return [
        word for word, text in zip(words, texts, strict=True) if not text[:1].isupper() and not text[:1].isdecimal()
    ]


def is_sure(transcription: Transcription) -> bool:
    """Whether a model is sure enough of its words to trust them where the speech finder found no speech."""
    sure = transcription.confidence is not None and transcription.confidence >= _SURE
    return (
        sure
        and len(transcription.words) >= _SURE_WORDS
        and (transcription.silence is None or transcription.silence <= _SILENCE)
    )


def _folded(words: Sequence[Word], language: str | None) -> list[str]:
    return list(fold_words("".join(word.text for word in words), language or "und"))


Guard = Callable[[Transcription, Chunk], Problem | None]
GUARDS: tuple[Guard, ...] = (
    find_other_language,
    find_loop,
    find_silent_translation,
    find_other_script,
    find_invention,
)


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """The checks on a transcription, and what follows from them. A draft uses all; a measurement may leave one out."""

    guards: tuple[Guard, ...] = GUARDS
    other_settings: tuple[dict[str, float], ...] = ({"repeat_penalty": 1.15}, {"repeat_penalty": 1.3, "beam": 2})
    """The settings with which a rejected chunk is transcribed again, in turn."""
    halves: bool = True
    """Whether a chunk that still repeats itself is transcribed in halves."""
    missed: bool = True
    """Whether speech without words is transcribed again, alone."""
    faint: bool = True
    """Whether faint speech from the second search is transcribed."""
