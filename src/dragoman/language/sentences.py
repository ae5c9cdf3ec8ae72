"""The ends of sentences and clauses, in all scripts."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from dragoman.language.folding import primary

__all__ = [
    "CLAUSE_ENDS",
    "CLOSERS",
    "COMMAS",
    "DASHES",
    "SENTENCE_ENDS",
    "ends_clause",
    "ends_sentence",
    "ends_with_question",
    "ends_with_stop",
    "find_ends",
    "has_question",
    "split_sentences",
]

# Sentence ends of scripts with a space between sentences, and of those without one.
_SPACED, _UNSPACED = ".!?…؟۔।։", "。！？"
SENTENCE_ENDS = frozenset(_SPACED + _UNSPACED)
"""Characters that end a sentence."""
COMMAS = frozenset(",;:،؛、，；：")
"""Characters that end a clause, without a space before them."""
DASHES = frozenset("–—")
CLAUSE_ENDS = COMMAS | DASHES
"""Characters that end a clause."""
_ALL_CLOSERS = "\"'”’»)]」』）"
CLOSERS = frozenset(_ALL_CLOSERS)
"""Closing quotation marks and brackets, which may follow the end of a sentence."""

_QUESTION_MARKS = frozenset("?؟？")
# U+037E becomes U+003B in NFC: only in Greek, a semicolon is a question mark.
_GREEK_QUESTION_MARKS = _QUESTION_MARKS | {";"}

# Abbreviations, whose full stop does not end a sentence.
_SHORTENED = """
mr mrs ms dr prof st sr jr gen col sgt lt capt rev hon gov vs nos vol pp fig etc eg ie e.g i.e a.m p.m approx inc
bzw usw ca ggf nr hr fr sra srta dra ud uds dott m mm mme mlle av cf z г гг ул т т.е тыс млн см др
"""
_ABBREVIATIONS = frozenset(_SHORTENED.split())
# Titles in one language and words in another, such as "sig." for signor and Danish "sig". Only split_sentences() takes
# them for abbreviations.
_AMBIGUOUS = frozenset(("sen", "rep", "sig"))
_LOOK_BACK = 20

# A word may end with a vowel sign in Hebrew, Arabic and the scripts of India and South-East Asia.
_WORD_SIGNS = "".join(char for char in map(chr, range(0x300, 0xE80)) if unicodedata.category(char)[0] == "M")
_CLOSING = re.escape("".join(sorted(CLOSERS)))
_END = re.compile(rf"[{_SPACED}]{{1,8}}[\"'”’»)\]]{{0,4}}(?=\s|\Z)|[{_UNSPACED}]{{1,4}}[」』”’）]{{0,2}}")
_BEHIND_LETTER = re.compile(
    rf"(?:(?<=[^\W\d_])|(?<=[{_WORD_SIGNS}]))"
    rf"(?:\.(?!\w)|[{_SPACED.replace('.', '')}{_UNSPACED}])+[{_CLOSING}]*(?=\s|$)"
)
_BEHIND_DIGIT = re.compile(rf"(?<=\d)[{_SPACED}{_UNSPACED}][{_CLOSING}]*(?=\s+[^\W\d_a-zà-ÿ]|$)")
_SHORT_WORDS = "|".join(re.escape(word) for word in sorted(_ABBREVIATIONS | _AMBIGUOUS))
_SHORT = re.compile(rf"\b(?:[^\W\d_]|{_SHORT_WORDS})\.$", re.IGNORECASE)


def find_ends(text: str) -> list[int]:
    """The offsets after the sentences of a text and the space after them; the last may be the text's length.

    For cutting a text: a full stop after initials, ordinals and abbreviations is not an end, nor is one before a
    lower-case letter.
    """
    ends = []
    for match in _END.finditer(text):
        after = match.end()
        while after < len(text) and text[after].isspace():
            after += 1
        if not text[after : after + 1].islower() and not _is_abbreviation(text, match):
            ends.append(after)
    return ends


def ends_sentence(text: str) -> bool:
    """Whether a sentence ends at the end of a text, by the rules of :func:`find_ends`."""
    bare = text.rstrip()
    return bool(bare) and find_ends(bare[-100:])[-1:] == [len(bare[-100:])]


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    if match.group() != ".":
        return False
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()].split()
    word = before[-1].lstrip("(\"'“«[") if before and not text[match.start() - 1].isspace() else ""
    is_ordinal = word.isdecimal() and len(word) <= 2
    is_initial = len(word) == 1 and word.isalpha() and word.isupper()
    return is_initial or is_ordinal or word.casefold() in _ABBREVIATIONS


def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without the space around them.

    For comparing a text with its translation: a full stop before a lower-case letter is an end too.
    """
    ends = {
        match.end()
        for match in _BEHIND_LETTER.finditer(text)
        if not _SHORT.search(text, max(0, match.end() - 8), match.end())
    }
    ends |= {match.end() for match in _BEHIND_DIGIT.finditer(text)}
    places = [0, *sorted(ends | {len(text)})]
    pieces = (text[start:end].strip() for start, end in pairwise(places))
    return tuple(piece for piece in pieces if piece)


def ends_with_stop(text: str) -> bool:
    """Whether the last character ends sentences; closing quotation marks and brackets after it are ignored.

    For single words: an abbreviation ends with a stop too.
    """
    return _last(text) in SENTENCE_ENDS


def ends_clause(text: str) -> bool:
    """Whether the last character is one of :data:`CLAUSE_ENDS`."""
    return text[-1:] in CLAUSE_ENDS


def ends_with_question(text: str, language: str | None) -> bool:
    """Whether a text ends with a question mark; closing quotation marks and brackets after it are ignored."""
    return _last(text) in _find_question_marks(language)


def has_question(text: str, language: str | None) -> bool:
    """Whether a text contains a question mark. ``language`` is a BCP 47 tag."""
    return any(mark in text for mark in _find_question_marks(language))


def _find_question_marks(language: str | None) -> frozenset[str]:
    return _GREEK_QUESTION_MARKS if primary(language or "und") == "el" else _QUESTION_MARKS


def _last(text: str) -> str:
    """The last character, without spaces and closing quotation marks and brackets."""
    return text.rstrip().rstrip(_ALL_CLOSERS)[-1:]
