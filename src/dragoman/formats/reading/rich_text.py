"""Words of other files as rich text: cleaned, with brackets turned into marks.

:func:`read_words` is the only way from typed words to rich text, so that profiles apply in one place.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence

import msgspec

from dragoman.conventions.brackets import as_problem, read_brackets
from dragoman.conventions.profiles import DEFAULT, find_profile
from dragoman.conventions.remarks import find_sound
from dragoman.errors import FormatError
from dragoman.formats.options import ReadOptions
from dragoman.notation import parse_text
from dragoman.notation.lines import compose
from dragoman.notation.marks import read_square
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.text import Gap, Incident, Inline, Mark, Pause, Supplied, Text, Vocal, Wrapper, plain, tidy

__all__ = [
    "clean_text",
    "clean_words",
    "join_lines",
    "join_texts",
    "one_line",
    "read_marks",
    "read_words",
    "strip_text",
]

# Invisible characters that control the direction of text.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Sorting the combining marks of a letter takes quadratic time; no language has so many.
_LONG_RUN = re.compile(r"[^\w\s\x00-\x7f]{65,}")
_MOST_MARKS = 64

_BRACKETED = re.compile(r"\[ {0,2}([^\[\]]{1,60}?) {0,2}\]|\( {0,2}([^()]{1,60}?) {0,2}\)")

# Scripts without spaces between words: their lines are joined without one.
_UNSPACED = "\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\u0e01-\u0e5b"
_TOUCHING = re.compile(f"[{_UNSPACED}]{{2}}")


def read_words(words: str, options: ReadOptions, log: ProblemLog, line: int | None = None) -> Text:
    """Typed words as rich text, by the requested profile.

    Without a profile, only self-explanatory sounds in a dozen languages (``[Music]``, ``(rires)``), ``[inaudible]`` and
    ``[pause]`` become marks, and texts with other words in brackets are counted; ``"dragoman"`` reads the whole
    notation, and any other profile its publisher's brackets.

    :raises SettingsError: if the profile is unknown
    """
    if options.profile is None:
        text = _read_sounds(words) if "[" in words or "(" in words else (words,)
        if any(_has_bracketed_words(inline) for inline in text if isinstance(inline, str)):
            log.count("brackets", line)
        return text
    if options.profile != DEFAULT:
        bracketed = read_brackets(words, find_profile(options.profile))
        log.add(*(as_problem(fault, Place(line=line)) for fault in bracketed.faults))
        return bracketed.text
    text, problems = parse_text(words)
    log.add(*(msgspec.structs.replace(problem, where=Place(line=line)) for problem in problems))
    return tuple(map(_unless_voiced, text))


def read_marks(text: Text, options: ReadOptions, log: ProblemLog, line: int | None = None) -> Text:
    """The same text with marks in its strings; existing marks stay as they are."""
    out: list[Inline] = []
    for inline in text:
        if not isinstance(inline, str):
            out.append(inline)
            continue
        bare = inline.strip()
        at = inline.find(bare)
        out += [inline[:at], *read_words(bare, options, log, line), inline[at + len(bare) :]]
    return tidy(tuple(out))


def _read_sounds(words: str) -> Text:
    out: list[Inline] = []
    at = 0
    for match in _BRACKETED.finditer(words):
        mark = _sound(match[1], match[2])
        if mark is not None:
            out += [words[at : match.start()], mark]
            at = match.end()
    return tuple(inline for inline in (*out, words[at:]) if inline != "")


def _unless_voiced(inline: Inline) -> Inline:
    """The mark, but a sound of the voice for supplied words that name one: nobody supplies "(rires)"."""
    words = plain(inline.content) if isinstance(inline, Supplied) else ""
    return Vocal(words) if words and find_sound(words) is Vocal else inline


def _has_bracketed_words(words: str) -> bool:
    """Whether there are letters in brackets, which may be the translator's own words."""
    return any(map(str.isalpha, "".join(match.group() for match in _BRACKETED.finditer(words))))


def _sound(square: str | None, rounded: str | None) -> Mark | None:
    kind = find_sound(square or rounded or "")
    if kind in (Vocal, Incident) or (kind is not None and square):
        return kind(square or rounded or "")
    mark = read_square(square) if square else None
    if isinstance(mark, Pause):
        return mark
    return mark if isinstance(mark, Gap) and mark.reason == "inaudible" else None


def clean_words(words: str, options: ReadOptions, log: ProblemLog, line: int | None = None) -> str:
    """The words in NFC, without invisible direction controls and without unpaired surrogates.

    Joiners, digits and vowel signs stay as they are.

    :raises FormatError: if a letter has more combining marks than any language uses
    """
    if words.isascii():
        return words
    if _SURROGATE.search(words):
        words = _SURROGATE.sub("\ufffd", words)
    if _BIDI.search(words):
        words = _without_bidi(words, log, line)
    for match in _LONG_RUN.finditer(words):
        if sum(unicodedata.combining(character) > 0 for character in match.group()) > _MOST_MARKS:
            raise FormatError(
                options.path, "has a letter with more marks than any language uses", "remove them", line=line
            )
    return words if unicodedata.is_normalized("NFC", words) else compose(words)


def clean_text(text: Text, options: ReadOptions, log: ProblemLog, line: int | None = None) -> Text:
    """The text with all its strings cleaned, including those inside marks.

    :raises FormatError: if a letter has more combining marks than any language uses
    """
    out: list[Inline] = []
    for inline in text:
        if isinstance(inline, str):
            out.append(clean_words(inline, options, log, line))
        elif isinstance(inline, Wrapper):
            content = clean_text(inline.content, options, log, line)
            out.append(msgspec.structs.replace(inline, content=content))
        else:
            out.append(inline)
    return tuple(out)


def _without_bidi(words: str, log: ProblemLog, line: int | None) -> str:
    for match in _BIDI.finditer(words):
        log.count("bidi", line)
        if words[match.start() - 1 : match.start()].isalnum() and words[match.end() : match.end() + 1].isalnum():
            message = "an invisible character that controls the direction of text is inside a word; it is removed"
            log.add(Problem("bidi-control-in-word", "warning", message, Place(line=line)))
    return _BIDI.sub("", words)


def join_lines(words: str) -> str:
    """Words on several lines as one line: a line break becomes a space, or nothing in scripts without spaces."""
    if "\n" not in words:
        return words.strip()
    if words.isascii() and " \n" not in words and "\n " not in words and "\n\n" not in words and "\t" not in words:
        return words.replace("\n", " ").strip()
    pieces = [piece for line in words.split("\n") if (piece := line.strip())]
    if words.isascii() or len(pieces) < 2:
        return " ".join(pieces)
    gaps = (_gap(a, b) for a, b in itertools.pairwise(pieces))
    return "".join(itertools.chain.from_iterable(zip(pieces, (*gaps, ""), strict=True)))


def join_texts(texts: Sequence[str | Text]) -> str | Text:
    """Texts from several places as one, joined like lines."""
    if all(isinstance(text, str) for text in texts):
        return "\n".join(map(str, texts))
    return one_line(tuple(inline for text in texts for inline in ("\n", *_as_text(text))))


def one_line(text: Text) -> Text:
    """A text on one line, also inside marks; neighbouring strings are joined."""
    out: list[Inline] = []
    for words, group in itertools.groupby(text, lambda inline: isinstance(inline, str)):
        if words:
            out.append(_one_line("".join(map(str, group))))
        else:
            out += (_with_one_line(inline) for inline in group)
    return tuple(inline for inline in out if inline != "")


def strip_text(text: Text) -> Text:
    """The text without space at its ends."""
    parts = list(tidy(text))
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    if parts and isinstance(parts[-1], str):
        parts[-1] = parts[-1].rstrip()
    return tidy(tuple(parts))


def _with_one_line(inline: Inline) -> Inline:
    if isinstance(inline, Wrapper):
        return msgspec.structs.replace(inline, content=one_line(inline.content))
    return inline


def _one_line(words: str) -> str:
    if "\n" not in words:
        return words
    bare = join_lines(words)
    if not bare:
        return " "
    return f"{' ' if words[0].isspace() else ''}{bare}{' ' if words[-1].isspace() else ''}"


def _as_text(words: str | Text) -> Text:
    return (words,) if isinstance(words, str) else words


def _gap(before: str, after: str) -> str:
    return "" if _TOUCHING.match(before[-1:] + after[:1]) else " "
