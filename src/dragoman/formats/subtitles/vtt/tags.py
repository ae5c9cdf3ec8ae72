"""The words of a WebVTT cue: voices, languages, times of words, and our own classes for marks."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from dragoman.notation.gap_words import names_slip
from dragoman.notation.marks import read_square
from dragoman.problems import ProblemLog
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span, as_time, parse_timestamp
from dragoman.transcript.text import (
    CodeSwitch,
    CutOff,
    Foreign,
    Gloss,
    Incident,
    Inline,
    Mark,
    Phonetic,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Text,
    Unclear,
)

__all__ = ["Voiced", "read_payload"]

# Any other text that looks like a tag is words: some publishers mark doubtful ones as <[?]>.
_TAG = re.compile(
    r"<(/?)(v|c|i|b|u|lang|ruby|rt|font)((?:\.[^\s<>.]+)*)(?:[ \t\n]([^<>]*))?>|<(\d[\d:.]{4,20})>|<(br) ?/?>"
)
_STYLE = re.compile(r"</?(?:[biu]|c(?:\.color[^\s<>.]+|\.bg_[^\s<>.]+)*|font[^<>]*)>")
# If an opening tag has a meaning, so does its closing tag.
_MEANS = re.compile(r"<lang|<c\.(?!color|bg_)")
_VISIBLE_STYLE = re.compile(r"<(?:[biu]|c\.|font)")
_SIGN = re.compile(r"\s*(?:[-–—‐]{1,2}|>{2,3})\s*")
# The deepest nesting of marks; anything deeper is words.
_DEEPEST = 16


class Voiced(msgspec.Struct, frozen=True):
    """The part of a cue by one voice: words on lines, or rich text if it contains marks."""

    speaker: str | None
    text: str | Text
    language: str | None = None
    words: tuple[Word, ...] = ()


class _Open(msgspec.Struct):
    """An open tag, with its content so far."""

    name: str
    classes: tuple[str, ...]
    annotation: str
    content: list[Inline]


def read_payload(payload: str, start: int | None, log: ProblemLog, line: int | None) -> list[Voiced]:
    """The parts of a cue that begins at ``start`` ms, by voice. Text outside voices has no speaker."""
    payload = payload.strip("\n")
    bare = payload if _MEANS.search(payload) else _STYLE.sub("", payload)
    if len(bare) != len(payload) and _VISIBLE_STYLE.search(payload):
        log.count("styling", line)
    if "<" not in bare:
        return [Voiced(None, html.unescape(bare))]
    reader = _Reader(start, log, line)
    at = 0
    for match in _TAG.finditer(bare):
        reader.add(html.unescape(bare[at : match.start()]))
        reader.take(match)
        at = match.end()
    reader.add(html.unescape(bare[at:]))
    return reader.finish()


class _Reader:
    """Reads one payload; a voice ends where the next one begins."""

    def __init__(self, start: int | None, log: ProblemLog, line: int | None) -> None:
        self._log = log
        self._line = line
        self._stack = [_Open("", (), "", [])]
        self._voices: list[Voiced] = []
        self._speaker: str | None = None
        self._timed: list[tuple[int | None, list[str]]] = [(start, [])]

    def add(self, words: str) -> None:
        if words:
            self._stack[-1].content.append(words)
            self._timed[-1][1].append(words)

    def take(self, match: re.Match[str]) -> None:
        closing, name, classes, annotation, time, break_ = match.groups()
        if break_:
            self.add("\n")
        elif time:
            self._time(time, match.group())
        elif name == "v":
            self._voice(None if closing else html.unescape(annotation or ""))
        elif closing:
            self._close(name)
        elif len(self._stack) <= _DEEPEST:
            self._stack.append(_Open(name, tuple(filter(None, classes.split("."))), annotation or "", []))

    def finish(self) -> list[Voiced]:
        self._flush()
        return self._voices

    def _time(self, time: str, typed: str) -> None:
        ms = as_time(time, parse_timestamp)
        if ms is None:
            self.add(typed)
        else:
            self._timed.append((ms, []))

    def _voice(self, name: str | None) -> None:
        if _SIGN.fullmatch("".join(self._timed[0][1])) and len(self._stack) == len(self._timed) == 1:
            # A dash before a voice only repeats that it is a new voice.
            self._stack[0].content.clear()
            self._timed[0][1].clear()
        self._flush()
        self._speaker = name.strip() or None if name else None

    def _flush(self) -> None:
        while len(self._stack) > 1:
            self._pop()
        content = tuple(self._stack[0].content)
        words = tuple(_find_words(self._timed)) if len(self._timed) > 1 else ()
        if any(not isinstance(inline, str) or inline.strip() for inline in content):
            self._voices.append(_voiced(self._speaker, content, words))
        self._stack = [_Open("", (), "", [])]
        self._timed = [(None, [])]

    def _close(self, name: str) -> None:
        if any(tag.name == name for tag in self._stack[-_DEEPEST:]):
            while self._pop() != name:
                pass

    def _pop(self) -> str:
        tag = self._stack.pop()
        around = self._stack[-1]
        mark = _make(tag)
        if mark is not None:
            around.content.append(mark)
            return tag.name
        if tag.name == "i" and around.name == "lang" and not around.content:
            around.classes = (*around.classes, "i")
        elif tag.name == "rt":
            tag.content = ["(", *tag.content, ")"]
        elif tag.name != "c" or tag.classes:
            self._log.count("styling", self._line)
        around.content.extend(tag.content)
        return tag.name


def _voiced(speaker: str | None, content: Text, words: tuple[Word, ...]) -> Voiced:
    kept = [inline for inline in content if not isinstance(inline, str) or inline.strip()]
    language = None
    if len(kept) == 1 and isinstance(kept[0], CodeSwitch):
        language, content = kept[0].language, kept[0].content
    if all(isinstance(inline, str) for inline in content):
        return Voiced(speaker, "".join(map(str, content)), language, words)
    return Voiced(speaker, content, language, words)


def _find_words(timed: Sequence[tuple[int | None, Sequence[str]]]) -> Iterator[Word]:
    """The words between times: only the first word of each part has a known start."""
    for start, pieces in timed:
        for place, word in enumerate("".join(pieces).split()):
            known = place == 0 and start is not None
            yield Word(text=word, span=Span(start) if known and start is not None else None)


def _make(tag: _Open) -> Mark | None:
    """The mark for a tag; ``None`` if it is styling."""
    content = tuple(tag.content)
    if tag.name == "lang" and tag.annotation.strip() and content:
        # Our own files put words of the original in italics, but not words spoken in another language.
        return Foreign(content) if "i" in tag.classes else CodeSwitch(tag.annotation.strip(), content)
    if tag.name == "c":
        if "redacted" in tag.classes:
            return Redacted()
        return next((mark for name in tag.classes if (mark := _read_class(name, content)) is not None), None)
    return None


def _read_class(name: str, content: Text) -> Mark | None:
    if name in _FRAMES:
        kind, before, after = _FRAMES[name]
        framed = _unframed(content, before, after)
        return kind(framed) if framed else None
    if name == "sic":
        return _read_sic(content)
    words = "".join(inline for inline in content if isinstance(inline, str))
    if name == "cutoff" and len(content) == 1 and len(words) > 1 and words.endswith("–"):
        return CutOff(words[:-1])
    if name not in ("gap", "event") or len(content) != 1 or not (words.startswith("[") and words.endswith("]")):
        return None
    inner = words[1:-1].strip()
    mark = read_square(inner) if inner else None
    if isinstance(mark, Mark):
        return mark
    # The kind of an event that is not on the notation's lists is not stored in the file.
    return Incident(inner) if name == "event" and inner else None


_FRAMES: dict[str, tuple[Callable[[Text], Mark], str, str]] = {
    "supplied": (Supplied, "(", ")"),
    "unclear": (Unclear, "(?", ")"),
    "gloss": (Gloss, "[= ", "]"),
    "struck": (Struck, "~~", "~~"),
    "ph": (Phonetic, "", " [ph]"),
}
_SIC = re.compile(r" \[(?:sic: (?P<correction>[^\]]*)|(?P<sign>[^\]]*))\]\s*\Z")


def _unframed(content: Text, before: str, after: str) -> Text | None:
    """The content without the glyphs around it; ``None`` if they are missing."""
    parts = list(content)
    if not parts or not isinstance(parts[0], str) or not parts[0].startswith(before):
        return None
    parts[0] = parts[0][len(before) :]
    last = parts[-1]
    # A line break may precede the glyph.
    if not isinstance(last, str) or not last.replace("\n", " ").endswith(after):
        return None
    parts[-1] = last[: len(last) - len(after)]
    return tuple(part for part in parts if part != "") or None


def _read_sic(content: Text) -> Mark | None:
    last = content[-1] if content else None
    match = _SIC.search(last.replace("\n", " ")) if isinstance(last, str) else None
    if match is None or not isinstance(last, str):
        return None
    sign = match["sign"]
    if sign is not None and sign != "sic" and not names_slip(sign):
        return None
    rest = tuple(part for part in (*content[:-1], last[: match.start()]) if part != "")
    return Sic(rest, match["correction"], None if sign == "sic" else sign) if rest else None
