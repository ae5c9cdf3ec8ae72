"""The readings of brackets. A reading is a function from a bracket to its meaning, or ``None``.

Profiles (:mod:`dragoman.conventions.profiles`) have a list of readings for each kind of bracket: the first one with a
result decides.

The file is long because it is a list of short functions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from dragoman.conventions.remarks import PHONETIC, find_sound, is_remark
from dragoman.language.sentences import SENTENCE_ENDS
from dragoman.notation.gap_words import (
    LOST,
    LOST_SIGNS,
    OMITTED,
    OMITTED_SIGNS,
    PAUSE_SIGNS,
    PAUSES,
    SLIP_SIGNS,
    SLIPS,
    fold_remark,
    names_omission,
)
from dragoman.notation.lines import SPACE
from dragoman.notation.marks import Empty, Reaching, Switch, read_square
from dragoman.transcript.text import (
    CodeSwitch,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Mark,
    Note,
    Overlap,
    Pause,
    Phonetic,
    Sic,
    Supplied,
    Unclear,
    Vocal,
    Writing,
)

__all__ = [
    "AsTyped",
    "Bracket",
    "BracketKind",
    "Read",
    "Reading",
    "Words",
    "ask",
    "capitals",
    "dots",
    "doubled",
    "doubted",
    "every_event",
    "every_note",
    "every_supplied",
    "every_unclear",
    "explained",
    "guessed_at",
    "is_known_remark",
    "is_sentence",
    "kept",
    "known_in_notation",
    "lost",
    "measured",
    "noted",
    "nothing",
    "omitted",
    "overlapping",
    "part_of_word",
    "paused",
    "phonetic",
    "reference",
    "remark",
    "scene",
    "sentence",
    "slip",
    "sound",
    "sound_at",
    "sound_between_sentences",
    "stated_supplied",
    "timed",
    "written_by_us",
]

BracketKind = Literal["( )", "(( ))", "[ ]", "{ }"]


class Bracket(msgspec.Struct, frozen=True, kw_only=True):
    """A pair of brackets as typed. ``before`` and ``after`` are the adjacent characters, empty at an edge.

    ``alone`` is true if nothing else is in the paragraph, ``opens`` if no words are before it there, ``between`` if it
    is between sentences or clauses and not within one.
    """

    kind: BracketKind
    content: str
    before: str = ""
    after: str = ""
    alone: bool = False
    opens: bool = False
    between: bool = False


class AsTyped(msgspec.Struct, frozen=True):
    """Brackets that are not a translator's mark and stay as typed, and the reason."""

    why: str


class Words(msgspec.Struct, frozen=True):
    """A mark whose content is the words in the brackets, which may contain further marks."""

    kind: type[Supplied] | type[Unclear] | type[Gloss] | type[Note]


Read = Mark | Reaching | Words | AsTyped
Reading = Callable[[Bracket], Read | None]

# Longer brackets say more than that words were lost or that nobody spoke.
_LONGEST = 80
_SECONDS = re.compile(
    r"(?P<words>.*?)[\s:,]*\(?(?P<seconds>\d{1,5}(?:[.,]\d{1,3})?)\s*(?:s|sec|secs|second|seconds|sek|seg)?\.?\)?"
    r"(?:\s*(?P<after>pause|silence))?",
    re.IGNORECASE | re.DOTALL,
)
_CLOCK = re.compile(
    r"\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?(?:\s*(?:-->|[-–—])\s*\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?)?"
)
_DOTS = re.compile(r"\.{1,3}|-{1,3}|–|—|°h|h°")
_REFERENCE = re.compile(r"\d{1,3}|\*{1,3}|†|‡")
_EDITOR = re.compile(
    r"(?P<who>(?:translator|editor|transcriber|interviewer|author|desk|transl|trans|tr|ed|tn|t\.\s?n|n\.\s?t|ndt)s?"
    r"(?:[’']s)?\.?(?:\s+note)?|note|nb|n\.b\.|مترجم|توضیح مترجم|ملاحظة|المترجم|המתרגם)\s*[:：–—-]\s*(?P<said>.+)",
    re.IGNORECASE | re.DOTALL,
)
_STATED = re.compile(r"\s*supplied\s*[:：]\s*(\S.*?)\s*", re.IGNORECASE | re.DOTALL)
_SCREEN = re.compile(
    r"(?:text |caption |shown )?on[- ]screen(?: text| caption)?\s*[:：]\s*(.+)", re.IGNORECASE | re.DOTALL
)


def ask(bracket: Bracket, readings: tuple[Reading, ...]) -> Read | None:
    """The result of the first reading that has one for this bracket; ``None`` if none has."""
    return next((read for reading in readings if (read := reading(bracket)) is not None), None)


def known_in_notation(bracket: Bracket) -> Read | None:
    """A mark of Dragoman's notation in square brackets."""
    square = read_square(bracket.content)
    if isinstance(square, Switch):
        return CodeSwitch(square.language, (bracket.content[square.at :].strip(SPACE),))
    return None if isinstance(square, Empty) else square


def written_by_us(bracket: Bracket) -> Read | None:
    """A mark that Dragoman writes if the publisher has no sign for it: ``[redacted: safety]``, ``[= riverbed]``.

    ``[ed: …]`` is not one: on other publishers' pages it is a note to readers, in the notation a note for the desk.
    """
    content = bracket.content.strip()
    return None if content.casefold().startswith("ed:") else known_in_notation(bracket)


def stated_supplied(bracket: Bracket) -> Read | None:
    """``supplied: to all``, for publishers whose brackets mean something else."""
    match = _STATED.fullmatch(bracket.content)
    return Supplied((match[1],)) if match else None


def sound(bracket: Bracket) -> Read | None:
    """A sound, an event or a gesture that its words name: ``Laughter.``"""
    kind = find_sound(bracket.content)
    return kind(bracket.content.strip()) if kind else None


def capitals(bracket: Bracket) -> Read | None:
    """An event in capitals, as in captions: ``INTERPOSING VOICES``. Supplied words are not written in capitals."""
    content = bracket.content.strip()
    is_event = content.isupper() and content.lower() != content and len(content.split()) > 1
    return Incident(content) if is_event and len(content) <= _LONGEST and bracket.between else None


def sound_at(bracket: Bracket) -> Read | None:
    """A sound, a pause or a spelling with its time, as transcription services write it: ``crosstalk 00:13:10``."""
    words, clock = _without_clock(bracket.content)
    words = words.strip(" \t\u00a0@,;:–—-")
    if clock is None or not words or len(bracket.content) > _LONGEST:
        return None
    if fold_remark(words) in PHONETIC:
        return Reaching(Phonetic)
    if fold_remark(words) in PAUSES:
        return Pause(None, f"at {clock}" if fold_remark(words) in PAUSE_SIGNS else bracket.content.strip())
    kind = find_sound(words)
    return kind(f"{words} at {clock}") if kind else None


def guessed_at(bracket: Bracket) -> Read | None:
    """A best guess with its time: ``Karaj @ 12:34``, ``Karaj 00:12:34``."""
    words, clock = _without_clock(bracket.content)
    words = words.strip(" \t\u00a0@,;:–—-")
    if clock is None or not bracket.content.strip().endswith(clock) or not 0 < len(words.split()) <= _MOST_GUESSED:
        return None
    return Unclear((words,)) if any(map(str.isalpha, words)) and len(words) <= _LONGEST else None


_MOST_GUESSED = 6
_FIRST_PERSON = re.compile(
    r"\b(?:i|we|me|us|my|our|you|your|yo|nosotros|mi|ich|wir|mein|unser|je|nous|mon|notre|eu|nós|io|noi|я|мы|вы)\b|"
    r"(?<!\w)(?:من|ما|شما|أنا|نحن|أنت|אני|אנחנו)(?!\w)",
    re.IGNORECASE,
)
# Verbs of gestures, after a subject: "He raises his hand."
_GESTURE = re.compile(
    r"\b(?:raises?|lifts?|shows?|points?|nods?|shakes?|shrugs?|smiles?|frowns?|waves?|gestures?|holds?|stands?|sits?|looks?|"
    r"turns?|wipes?|claps?|bows?|kneels?|hugs?|kisses|winks?|counts?|levanta|muestra|señala|asiente|sonríe|zeigt|nickt|hebt|lächelt|"
    r"lève|montre|hoche|sourit|mostra|sorri|sorride)\b|نشان می‌دهد|بالا می‌برد|اشاره می‌کند|لبخند|يرفع|يشير|يبتسم|يهز",
    re.IGNORECASE,
)
_FEWEST_WORDS = 2


def sentence(bracket: Bracket) -> Read | None:
    """A sentence that describes an event, between spoken sentences: ``He raises his hand.``

    Words in the first or second person are spoken, wherever they are.
    """
    content = bracket.content.strip()
    if not bracket.between or not is_sentence(content):
        return None
    return (Kinesic if _GESTURE.search(content) else Incident)(content)


def is_sentence(content: str) -> bool:
    """Whether the content of brackets is a whole sentence about somebody else."""
    words = content.split()
    if len(words) < _FEWEST_WORDS or len(content) > _LONGEST_SENTENCE or _FIRST_PERSON.search(content):
        return False
    begins = content[0].isupper() or (content[0].isalpha() and not content[0].islower())
    ends = content[-1] in SENTENCE_ENDS or (_SUBJECT.match(content) is not None)
    return begins and ends


_LONGEST_SENTENCE = 300
# A subject, and a verb of the present tense: "He raises his hand and smiles at the camera".
_SUBJECT = re.compile(
    r"(?:He|She|They|Everyone|Everybody|Both|(?:The|A|An) [a-z]+|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) "
    r"(?:(?:then|now|again|both|all|suddenly|slowly) )?(?:[a-z]{2,}s\b|are\b|raise|laugh|nod|leave|enter|stand|look|"
    r"point)"
)


def is_known_remark(content: str) -> bool:
    """Whether the content of brackets is a sound, a gap, a pause or a time with every publisher."""
    bare = _without_clock(content)[0].strip(" \t\u00a0@,;:–—-")
    key = fold_remark(bare)
    return not key or key in LOST | PAUSES | OMITTED | SLIPS | PHONETIC or find_sound(bare) is not None


def sound_between_sentences(bracket: Bracket) -> Read | None:
    """A sound, an event or a gesture that cannot be a word of the sentence, as in "the arts (music) and letters"."""
    read = sound(bracket)
    return read if bracket.between or isinstance(read, Vocal) else None


def lost(bracket: Bracket) -> Read | None:
    """Inaudible words, with the time or the length if it is given."""
    if len(bracket.content) > _LONGEST:
        return None
    content = bracket.content.strip()
    if fold_remark(content) in LOST:
        return Gap("inaudible", None, _own_words(content, LOST_SIGNS))
    match = _SECONDS.fullmatch(content)
    if match and fold_remark(match["words"]) in LOST and not re.search(r"\d:\d", content):
        return Gap("inaudible", _ms(match["seconds"]), _own_words(match["words"].strip(), LOST_SIGNS))
    words, clock = _without_clock(content)
    if clock and fold_remark(words) in LOST:
        return Gap("inaudible", None, f"at {clock}" if fold_remark(words) in LOST_SIGNS else content)
    return None


def _own_words(words: str, signs: frozenset[str]) -> str | None:
    """An author's words for a gap, a pause or a slip; ``None`` for a sign, which each publisher has its own of."""
    return None if fold_remark(words) in signs else words


def paused(bracket: Bracket) -> Read | None:
    """A silence, with its length if it is given."""
    if len(bracket.content) > _LONGEST:
        return None
    content = bracket.content.strip()
    if fold_remark(content) in PAUSES:
        return Pause(None, _own_words(content, PAUSE_SIGNS))
    match = _SECONDS.fullmatch(content)
    words = match["words"].strip() + (match["after"] or "") if match else ""
    return (
        Pause(_ms(match["seconds"]), _own_words(words, PAUSE_SIGNS)) if match and fold_remark(words) in PAUSES else None
    )


def measured(bracket: Bracket) -> Read | None:
    """A silence as conversation analysts write it: ``(.)``, ``(1.5)``."""
    content = bracket.content.strip()
    if _DOTS.fullmatch(content):
        return Pause()
    return Pause(_ms(content)) if re.fullmatch(r"\d{1,3}[.,]\d{1,2}", content) else None


def dots(bracket: Bracket) -> Read | None:
    """``(.)``, a short silence; ``(...)``, an omission."""
    content = bracket.content.strip()
    if content in (".", "..", "-", "--"):
        return Pause()
    return Gap("omitted") if content in OMITTED_SIGNS else None


def nothing(bracket: Bracket) -> Read | None:
    """Empty brackets: inaudible words."""
    return None if bracket.content.strip() else Gap("inaudible")


def omitted(bracket: Bracket) -> Read | None:
    """Words that an editor left out."""
    content = bracket.content.strip()
    if content in OMITTED_SIGNS:
        return Gap("omitted")
    if names_omission(content):
        return Gap("omitted", None, content)
    match = re.fullmatch(r"(?:…|\.\.\.)\s*(.+)|(.*\S)\s*(?:…|\.\.\.)", content, re.DOTALL)
    return Gap("omitted", None, (match[1] or match[2]).strip()) if match else None


def explained(bracket: Bracket) -> Read | None:
    """An explanation of the words before, after an equals sign."""
    content = bracket.content.strip()
    return Gloss((content[1:].strip(),)) if content.startswith("=") and content[1:].strip() else None


def doubted(bracket: Bracket) -> Read | None:
    """``?name`` is a best guess; a bare ``?`` marks the word before it as one."""
    content = bracket.content.strip()
    if content in ("?", "؟", "??", "؟؟"):
        return Reaching(Unclear)
    return Words(Unclear) if content[:1] in ("?", "؟", "？") else None


def phonetic(bracket: Bracket) -> Read | None:
    """A name spelled by ear."""
    return Reaching(Phonetic) if fold_remark(bracket.content) in PHONETIC else None


def slip(bracket: Bracket) -> Read | None:
    """A slip of the speaker, perhaps with what was meant."""
    if fold_remark(bracket.content) in SLIPS:
        return Reaching(Sic, None, _own_words(bracket.content.strip(), SLIP_SIGNS))
    match = re.fullmatch(r"\s*sic\s*[:;,–—]\s*(\S.*?)\s*", bracket.content, re.IGNORECASE | re.DOTALL)
    return Reaching(Sic, match[1]) if match else None


def remark(bracket: Bracket) -> Read | None:
    """How the words were spoken or interpreted: ``As interpreted.``, ``in English``, ``through an interpreter``."""
    return Words(Note) if is_remark(bracket.content) else None


def noted(bracket: Bracket) -> Read | None:
    """A note that names the translator or the editor as its author, or text on the screen."""
    match = _SCREEN.fullmatch(bracket.content.strip())
    if match:
        return Writing(match[1].strip())
    return Words(Note) if _EDITOR.fullmatch(bracket.content.strip()) else None


def timed(bracket: Bracket) -> Read | None:
    """A time in the recording."""
    return AsTyped("a time") if _CLOCK.fullmatch(bracket.content.strip()) else None


def reference(bracket: Bracket) -> Read | None:
    """The number of a footnote or of an item."""
    return AsTyped("a number") if _REFERENCE.fullmatch(bracket.content.strip()) else None


def overlapping(bracket: Bracket) -> Read | None:
    """Overlapping speech, as court reporters mark it."""
    if fold_remark(bracket.content) not in ("ov", "overlap", "overlapping", "overlapping speech"):
        return None
    return Overlap() if bracket.opens and not bracket.alone else Incident(bracket.content.strip())


def scene(bracket: Bracket) -> Read | None:
    """An event that fills a whole paragraph, and so is not part of a sentence."""
    return Incident(bracket.content.strip()) if bracket.alone and bracket.content.strip() else None


def asked(bracket: Bracket) -> Read | None:
    """A question, or a word that a transcriber doubts, ``(Workuta?)``: it is not a sound."""
    return AsTyped("a question") if bracket.content.strip()[-1:] in ("?", "؟", "？") else None


def part_of_word(bracket: Bracket) -> Read | None:
    """Short brackets directly after a digit, as in ``401(k)``."""
    return AsTyped("part of a word") if bracket.before.isdigit() and len(bracket.content) < 4 else None


def doubled(bracket: Bracket) -> Read | None:
    """``[[DEL: x :DEL]]``, ``[[name]]``: markup of the program that wrote the text, not a translator's."""
    content = bracket.content.strip()
    is_outer = content[:1] == "[" and content[-1:] == "]"
    return AsTyped("doubled brackets") if is_outer or bracket.before + bracket.after == "[]" else None


def kept(why: str) -> Reading:
    """A reading that keeps every bracket as typed, for the reason ``why``."""
    return lambda bracket: AsTyped(why)


def every_supplied(bracket: Bracket) -> Read | None:
    """Any content is supplied."""
    return _filled(bracket, Words(Supplied))


def every_unclear(bracket: Bracket) -> Read | None:
    """Any content is a best guess."""
    return _filled(bracket, Words(Unclear))


def every_event(bracket: Bracket) -> Read | None:
    """Any content is an event, which is heard or seen and not said."""
    return _filled(bracket, (find_sound(bracket.content) or Incident)(bracket.content.strip()))


def every_note(bracket: Bracket) -> Read | None:
    """Any content is a note for readers."""
    return _filled(bracket, Words(Note))


def _filled(bracket: Bracket, read: Read) -> Read | None:
    return read if bracket.content.strip() else None


def _without_clock(content: str) -> tuple[str, str | None]:
    match = _CLOCK.search(content)
    if match is None:
        return content, None
    return (content[: match.start()] + content[match.end() :]).replace("at ", ""), match.group()


def _ms(seconds: str) -> int:
    whole, _, fraction = seconds.replace(",", ".").partition(".")
    return int(whole) * 1000 + int((fraction or "0").ljust(3, "0")[:3])
