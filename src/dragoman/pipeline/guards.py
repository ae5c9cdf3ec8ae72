"""What a model should not be believed: loops, invented text, silent translation. Each guard is a pure function.

A guard looks at what was heard in a chunk and says what is wrong with it, or nothing. What one rejects is heard
again with other settings; what is rejected each time becomes a marked gap (``docs/guards.md``).
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


def find_rejection(heard: Transcription, chunk: Chunk, guards: Sequence[Guard] | None = None) -> Problem | None:
    """What the first guard that objects says; all are asked unless some are named."""
    return next(
        (found for guard in (GUARDS if guards is None else guards) if (found := guard(heard, chunk)) is not None), None
    )


def find_loop(heard: Transcription, chunk: Chunk) -> Problem | None:
    """The same words over and over, as a model writes them that has lost its way, however sure it is."""
    where = Place(start=chunk.span.start)
    if repeated := _repeated(heard.words, heard.language):
        return Problem.of("loop", "warning", "the model repeated itself: {repeated}", where, repeated=repeated)
    if repeated := _repeated(heard.translated, "en"):
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


def find_invention(heard: Transcription, chunk: Chunk) -> Problem | None:
    """Words where nobody speaks: the model doubts them, and so does the silence around them, or they are too many."""
    why = _doubt(heard, sum(span.duration or 0 for span in chunk.speech) / 1000)
    if why is None:
        return None
    return Problem.of(
        "invented", "warning", "what the model wrote is not believed: {why}", Place(start=chunk.span.start), why=why
    )


def _doubt(heard: Transcription, spoken: float) -> str | None:
    """Why the words of a chunk with so many seconds of speech may be invented."""
    if not heard.words or heard.confidence is None:
        return None
    if heard.confidence < _LEAST_CONFIDENCE:
        return f"it gives its own words {heard.confidence:.0%}"
    if heard.confidence < _DOUBTED_CONFIDENCE and heard.silence is not None and heard.silence > _SILENCE:
        return f"it gives its own words {heard.confidence:.0%}, and silence {heard.silence:.0%}"
    if len(heard.words) > 5 and len(heard.words) / max(spoken, 0.5) > _MOST_A_SECOND:
        return f"{len(heard.words)} words in {spoken:.1f} s of speech"
    return None


def find_silent_translation(heard: Transcription, chunk: Chunk) -> Problem | None:
    """English where another language was spoken: the text as said and its translation are the same.

    Where both are in the language spoken, it is the translation that was not made.
    """
    if heard.language in (None, "en"):
        return None
    said, translated = (_folded(_not_names(words), "en") for words in (heard.words, heard.translated))
    if len(said) < _LEAST_WORDS or SequenceMatcher(None, said, translated, autojunk=False).ratio() < _ALIKE:
        return None
    if _count_small(heard.words, heard.language) > _count_small(heard.words, "en"):
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


def find_other_script(heard: Transcription, chunk: Chunk) -> Problem | None:
    """Words in Latin letters where the language spoken is written in others: English, or a transliteration."""
    if heard.language is None or len(heard.words) < _LEAST_WORDS or is_written_in_latin(heard.language):
        return None
    latin, others = count_letters_by_script("".join(word.text for word in heard.words))
    if latin <= others:
        return None
    return Problem.of(
        "other-script",
        "warning",
        "the model wrote {spoken} in Latin letters",
        Place(start=chunk.span.start),
        spoken=language_name(heard.language),
        language=heard.language,
    ).suggesting("type the words")


def find_other_language(heard: Transcription, chunk: Chunk) -> Problem | None:
    """Words in a language that was named, where the model is all but certain that another one is spoken."""
    if heard.suspected is None or (not heard.words and heard.language != heard.suspected):
        return None
    if heard.words and heard.language and is_near(heard.language, heard.suspected):
        return None
    return refuse_language(heard.suspected, chunk)


def refuse_language(language: str, chunk: Chunk) -> Problem:
    """The problem of speech in a language that is none of those named."""
    named = Fix("name it too and draft again", "draft", ("RECORDING",), {"source": f"…,{language}"})
    return Problem.of(
        "other-language-spoken",
        "warning",
        "{spoken} is spoken here, as the model hears it, and is none of the languages named",
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


def is_sure(heard: Transcription) -> bool:
    """Whether a model is so sure of its words that they are believed where the finder of speech found none."""
    sure = heard.confidence is not None and heard.confidence >= _SURE
    return sure and len(heard.words) >= _SURE_WORDS and (heard.silence is None or heard.silence <= _SILENCE)


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
    """What a rejected chunk is heard again with, in turn."""
    halves: bool = True
    """Whether what still repeats itself is transcribed in halves."""
    missed: bool = True
    """Whether speech that was passed over is heard again alone."""
    faint: bool = True
    """Whether faint speech that a second look found is heard."""
