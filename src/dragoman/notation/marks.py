"""The marks in square brackets, which marks may be nested, and which characters belong to a word.

The conventions of publishers are other tables (:mod:`dragoman.conventions.profiles`); the stored meaning is the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

import msgspec

from dragoman.notation.events import find_event
from dragoman.notation.gap_words import names_loss, names_omission, names_silence, names_slip
from dragoman.notation.lines import SPACE, unescape
from dragoman.transcript.tags import find_tag
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Mark,
    Note,
    Pause,
    Phonetic,
    Quote,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Text,
    Unclear,
    Vocal,
    Writing,
)

__all__ = [
    "ANYWHERE",
    "MOST_SECONDS",
    "NOTHING",
    "Empty",
    "Reaching",
    "Square",
    "Switch",
    "cuts_off",
    "find_language",
    "is_word_character",
    "marks_inside",
    "read_square",
]

Kinds = frozenset[type]

NOTHING: Kinds = frozenset()
# All marks except Overlap, which is only valid at the beginning of a whole text.
ANYWHERE: Kinds = frozenset(
    {Supplied, Unclear, Gap, Redacted, Vocal, Incident, Kinesic, Pause, Writing, Foreign, Gloss}
    | {CodeSwitch, Phonetic, Sic, Struck, CutOff, Abbreviation, Note, Quote}
)

# Seven digits of seconds are 115 days; no language tag in use is nearly as long as 60 characters.
MOST_SECONDS = 10**7
LONGEST_TAG = 60


class Reaching(msgspec.Struct, frozen=True):
    """A mark about the words before it: its kind, its argument, such as a correction, and its author's word for it."""

    kind: type[Phonetic] | type[Sic] | type[Abbreviation] | type[Quote] | type[Unclear]
    argument: str | None = None
    sign: str | None = None

    def over(self, content: Text) -> Mark:
        """The mark around these words."""
        if self.kind is Phonetic:
            return Phonetic(content)
        if self.kind is Unclear:
            return Unclear(content)
        if self.kind is Sic:
            return Sic(content, self.argument, self.sign)
        if self.kind is Abbreviation:
            return Abbreviation(content, self.argument or "")
        return Quote(content, self.argument or "")


class Switch(msgspec.Struct, frozen=True):
    """The beginning of words in another language; ``at`` is the offset in the brackets at which the words begin."""

    language: str
    at: int


class Empty(msgspec.Struct, frozen=True):
    """A mark with a key and without content."""


Square = Mark | Reaching | Switch | Empty


def read_square(raw: str) -> Square | None:
    """The meaning of square brackets with this content as typed; ``None`` if the notation does not know it."""
    content = raw.strip(SPACE)
    for read in (_gloss, _timed, _bare, _keyed, _omission, _own_words, _event):
        square = read(content)
        if square is not None:
            return square
    return _switch(raw)


def find_language(text: str) -> str | None:
    """The BCP 47 tag for a language's name or tag on a page; ``None`` for others, and for tags that are too long."""
    tag = find_tag(text)
    return tag if tag is not None and len(tag.partition("-")[0]) <= 3 and len(tag) <= LONGEST_TAG else None


def marks_inside(kind: type, allowed: Kinds) -> Kinds:
    """The kinds of marks allowed inside a mark of this kind, if ``allowed`` are those allowed around it."""
    if kind is Supplied:
        return allowed & {Foreign, Phonetic, Quote}
    return allowed - {Quote} if kind is Quote else NOTHING


def is_word_character(character: str) -> bool:
    """Whether a character belongs to a word: letters, digits, their marks and joiners, apostrophe and hyphen."""
    return character.isalnum() or character in _IN_WORDS or _is_combining(character)


def cuts_off(before: str, after: str) -> bool:
    """Whether an en dash between these characters (empty at an edge) means that the word before it was cut off."""
    letter = before != "" and (before.isalpha() or before in _JOINERS or _is_combining(before))
    return letter and not (after != "" and (after.isalnum() or _is_combining(after)))


_JOINERS = "\u200c\u200d"
_IN_WORDS = frozenset(_JOINERS + "'’ʼ-\u2010\u2011·׳״")


def _is_combining(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"


def _gloss(content: str) -> Square | None:
    return _filled(content[1:], lambda words: Gloss((words,))) if content.startswith("=") else None


def _filled(value: str, make: Callable[[str], Square]) -> Square:
    said = unescape(value).strip(SPACE)
    return make(said) if said else Empty()


Reason = Literal["inaudible", "omitted", "untranscribed", "untranslated"]
_REASONS: dict[str, Reason] = {
    "inaudible": "inaudible",
    "untranscribed": "untranscribed",
    "untranslated": "untranslated",
    "…": "omitted",
    "...": "omitted",
}
_TIMED = re.compile(
    r"((?ai:inaudible|untranscribed|untranslated|pause)|…|\.\.\.)"
    r"(?:\s*(\d{1,7})(?:[.,٫](\d{1,9}))?\s*[sS])?(?:\s*[:：](.*))?",
    re.DOTALL,
)


def _timed(content: str) -> Square | None:
    match = _TIMED.fullmatch(content)
    if match is None:
        return None
    word, seconds, fraction, description = match.groups()
    duration = None if seconds is None else _ms(seconds, fraction)
    said = unescape(description or "").strip(SPACE) or None
    return Pause(duration, said) if word.lower() == "pause" else Gap(_REASONS[word.lower()], duration, said)


_BARE: dict[str, Square] = {"ph": Reaching(Phonetic), "sic": Reaching(Sic), "redacted": Redacted()}


def _bare(content: str) -> Square | None:
    return _BARE.get(content.casefold())


_KEYED: dict[str, Callable[[str], Square]] = {
    "tr": lambda words: Note((words,), "reader"),
    "ed": lambda words: Note((words,), "desk"),
    "src": lambda source: Reaching(Quote, source),
    "sic": lambda correction: Reaching(Sic, correction),
    "abbr": lambda expansion: Reaching(Abbreviation, expansion),
    "redacted": Redacted,
    "on screen": Writing,
    "voice": Vocal,
    "sound": Incident,
    "gesture": Kinesic,
}
_KEY = re.compile(r"([^:：]{1,80})[:：]", re.DOTALL)


def _keyed(content: str) -> Square | None:
    match = _KEY.match(content)
    make = _KEYED.get(match[1].strip(SPACE).casefold()) if match else None
    return _filled(content[match.end() :], make) if match and make else None


def _omission(content: str) -> Square | None:
    for ellipsis in ("…", "..."):
        if content.startswith(ellipsis):
            return _filled(content.removeprefix(ellipsis), lambda what: Gap("omitted", None, what))
    return None


_LENGTH = re.compile(r"(.*\S)\s+(\d{1,7})(?:[.,٫](\d{1,9}))?\s*[sS]", re.DOTALL)


def _own_words(content: str) -> Square | None:
    """A gap, a pause or a slip in the words of its author, such as ``غير مسموع``, ``مکث 3s`` or ``كذا``."""
    match = _LENGTH.fullmatch(content)
    words = unescape(match[1] if match else content)
    duration = _ms(match[2], match[3]) if match else None
    if names_loss(words):
        return Gap("inaudible", duration, words)
    if names_omission(words):
        return Gap("omitted", duration, words)
    if names_slip(content):
        return Reaching(Sic, None, unescape(content))
    return Pause(duration, words) if names_silence(words) else None


def _ms(seconds: str, fraction: str | None) -> int:
    return int(seconds) * 1000 + int((fraction or "0").ljust(3, "0")[:3])


def _event(content: str) -> Square | None:
    kind = find_event(content)
    return kind(unescape(content)) if kind else None


def _switch(raw: str) -> Square | None:
    match = _KEY.match(raw)
    words = match[1].split(maxsplit=1) if match else []
    language = find_language(words[1]) if len(words) == 2 and words[0].casefold() == "in" else None
    if match is None or language is None:
        return None
    return Switch(language, match.end()) if raw[match.end() :].strip(SPACE) else Empty()
