"""What a model should not be believed: loops, invented text, silent translation. Each guard is a pure function.

A guard looks at the transcription of a chunk and says what is wrong with it, or nothing. A chunk that one rejects is
transcribed again with other settings; what is rejected each time becomes a marked gap (``docs/guards.md``).
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
"""The code of a rejection for which a chunk is transcribed in halves."""
OTHER_LANGUAGE = "other-language-spoken"
"""The code of a rejection that no other settings can help."""
TRANSLATION = ("translation-loop", "not-translated")
"""The codes of rejections that concern the translation alone."""
_LEAST_CONFIDENCE = 0.30
"""Mean probability of a chunk's words below which they are taken for invented, whatever else."""
_DOUBTED_CONFIDENCE = 0.60
"""... and where the model itself leans to silence, or little of the chunk is speech."""
_SILENCE = 0.60
_MOST_A_SECOND = 12.0
"""Words a second of speech that nobody says."""
_SURE, _SURE_WORDS = 0.70, 3
"""Mean probability, and number of words, from which faint speech is believed: a word or two are soon invented."""
_LEAST_WORDS = 3
_ALIKE = 0.60
"""Share of a text that its translation repeats word by word, above which it was translated, not transcribed: in seven
languages a true text shared 0.09 at most, and four of five translations 0.64 or more."""


def find_rejection(transcription: Transcription, chunk: Chunk, guards: Sequence[Guard] | None = None) -> Problem | None:
    """What the first guard that objects says; all are asked unless some are named."""
    return next(
        (
            found
            for guard in (GUARDS if guards is None else guards)
            if (found := guard(transcription, chunk)) is not None
        ),
        None,
    )


def find_loop(transcription: Transcription, chunk: Chunk) -> Problem | None:
    """The same words over and over, as a model writes them that has lost its way, however sure it is."""
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
    """Words where nobody speaks: the model doubts them, and so does the silence around them, or they are too many."""
    why = _doubt(transcription, sum(span.duration or 0 for span in chunk.speech) / 1000)
    if why is None:
        return None
    return Problem.of(
        "invented", "warning", "what the model wrote is not believed: {why}", Place(start=chunk.span.start), why=why
    )


def _doubt(transcription: Transcription, spoken: float) -> str | None:
    """Why the words of a chunk with so many seconds of speech may be invented."""
    if not transcription.words or transcription.confidence is None:
        return None
    if transcription.confidence < _LEAST_CONFIDENCE:
        return f"it gives its own words {transcription.confidence:.0%}"
    if (
        transcription.confidence < _DOUBTED_CONFIDENCE
        and transcription.silence is not None
        and transcription.silence > _SILENCE
    ):
        return f"it gives its own words {transcription.confidence:.0%}, and silence {transcription.silence:.0%}"
    if len(transcription.words) > 5 and len(transcription.words) / max(spoken, 0.5) > _MOST_A_SECOND:
        return f"{len(transcription.words)} words in {spoken:.1f} s of speech"
    return None


def find_silent_translation(transcription: Transcription, chunk: Chunk) -> Problem | None:
    """English where another language was spoken: the text as said and its translation are the same.

    Where both are in the language spoken, it is the translation that was not made.
    """
    if transcription.language in (None, "en"):
        return None
    said, translated = (_folded(_not_names(words), "en") for words in (transcription.words, transcription.translated))
    if len(said) < _LEAST_WORDS or SequenceMatcher(None, said, translated, autojunk=False).ratio() < _ALIKE:
        return None
    if _count_small(transcription.words, transcription.language) > _count_small(transcription.words, "en"):
        where = Place(start=chunk.span.start)
        return Problem("not-translated", "warning", "the model wrote the original in place of a translation", where)
    return Problem(
        "silent-translation",
        "warning",
        "the words written down are English, not what was spoken",
        Place(start=chunk.span.start),
    )


def _count_small(words: Sequence[Word], language: str | None) -> int:
    """How many of the words are small words of a language, such as articles."""
    small = FUNCTION_WORDS.get(primary(language or ""), frozenset())
    return sum(fold(word.text, language or "und") in small for word in words)


def find_other_script(transcription: Transcription, chunk: Chunk) -> Problem | None:
    """Words in Latin letters where the language spoken is written in others: English, or a transliteration."""
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
    """Words in a language that was named, where the model is all but certain that another one is spoken."""
    if transcription.suspected is None or (
        not transcription.words and transcription.language != transcription.suspected
    ):
        return None
    if transcription.words and transcription.language and is_near(transcription.language, transcription.suspected):
        return None
    return refuse_language(transcription.suspected, chunk)


def refuse_language(language: str, chunk: Chunk) -> Problem:
    """The problem of speech in a language that is none of those named."""
    named = Fix("name it too and draft again", "draft", ("RECORDING",), {"source": f"…,{language}"})
    return Problem.of(
        "other-language-spoken",
        "warning",
        "{spoken} seems to be spoken here, and is none of the languages named",
        Place(start=chunk.span.start),
        spoken=language_name(language),
        language=language,
    ).suggesting(named, "type the words")


def refuse_unable(language: str, chunk: Chunk) -> Problem:
    """The problem of speech in a language that the model cannot write well enough."""
    able = Fix("see which models can", "models", options={"language": language})
    insist = Fix("insist", "draft", ("RECORDING",), {"words": "anyway"})
    return Problem.of(
        "model-unable",
        "warning",
        "the model cannot write {spoken} well enough, and it is spoken here",
        Place(start=chunk.span.start),
        spoken=language_name(language),
        language=language,
    ).suggesting("type the words", able, insist)


def _not_names(words: Sequence[Word]) -> list[Word]:
    """Words that two languages hardly share: not names, nor numbers in digits."""
    texts = [word.text.strip() for word in words]
    return [
        word for word, text in zip(words, texts, strict=True) if not text[:1].isupper() and not text[:1].isdecimal()
    ]


def is_sure(transcription: Transcription) -> bool:
    """Whether a model is so sure of its words that they are believed where the finder of speech found none."""
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
    """What is watched for, and what is done about it. A draft watches for all; a measurement leaves one out."""

    guards: tuple[Guard, ...] = GUARDS
    other_settings: tuple[dict[str, float], ...] = ({"repeat_penalty": 1.15}, {"repeat_penalty": 1.3, "beam": 2})
    """The settings with which a rejected chunk is transcribed again, in turn."""
    halves: bool = True
    """Whether what still repeats itself is transcribed in halves."""
    missed: bool = True
    """Whether speech without words is transcribed again alone."""
    faint: bool = True
    """Whether faint speech that a second look found is transcribed."""
