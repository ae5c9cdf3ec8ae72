"""Read TEI elements inside an utterance into a text with marks: ours, and those of other programs."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import groupby
from typing import Literal

import msgspec

from dragoman.formats.reading.xml import DEEPEST, Element, local_name, refuse_long_runs
from dragoman.formats.tei.tei_xml import LANG, as_language, pointer, squeeze, squeeze_line
from dragoman.notation.gap_words import names_silence, names_slip
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Inline,
    Kinesic,
    Note,
    Overlap,
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
    tidy,
)

__all__ = ["Reading", "parse_duration", "read_event", "read_utterance"]

_DURATION = re.compile(r"P?T?(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8})(?:\.(\d{1,9}))?S?)?", re.ASCII | re.IGNORECASE)
_OPENING = "([{«“¿¡‘"
_CLOSING = ",.;:!?…)]}»”’؟،؛。，"

GapReason = Literal["inaudible", "omitted", "untranscribed", "untranslated"]
_REASONS: dict[str, GapReason] = {
    "editorial": "omitted",
    "omitted": "omitted",
    "untranscribed": "untranscribed",
    "untranslated": "untranslated",
}
_UNITS = {"s": 1000, "sec": 1000, "second": 1000, "seconds": 1000, "ms": 1, "min": 60_000, "minutes": 60_000}


class Reading(msgspec.Struct, frozen=True):
    """How to read the elements of a file. ``sources`` are the listed sources by id.

    ``ours``: this program wrote the file. ``original``: the language of the original, while a translation is read.
    """

    sources: dict[str, str] = {}
    ours: bool = False
    original: str | None = None
    path: str = "the text"


def read_utterance(element: Element, reading: Reading, *, overlaps: bool = False) -> Text | None:
    """The text of a ``u``, a ``seg`` or a ``span``; ``None`` if it is empty.

    :raises FormatError: if a letter has more combining marks than any language uses
    """
    text = list(_content(element, reading, 0))
    if text and isinstance(text[0], str):
        text[0] = text[0].lstrip(" \n")
    if text and isinstance(text[-1], str):
        text[-1] = text[-1].rstrip(" \n")
    said = tuple(inline for inline in text if inline != "")
    return ((Overlap(), *said) if overlaps else said) or None


def _joined(pieces: list[Inline], path: str, line: int | None) -> Text:
    """The pieces as a text: adjacent strings are joined, with normalized white space."""
    out: list[Inline] = []
    for are_strings, group in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if are_strings:
            words = refuse_long_runs(squeeze("".join(str(piece) for piece in group)), path, line)
            out += [words] if words else []
        else:
            out.extend(group)
    return tidy(tuple(out))


def _content(element: Element, reading: Reading, depth: int) -> Text:
    """The content of an element: its words and its children, up to the deepest nesting of marks."""
    if depth > DEEPEST:
        return _joined([_space("".join(element.itertext()))], reading.path, element.sourceline)
    pieces: list[Inline] = [_space(element.text or "")]
    for child in element:
        name = local_name(child)
        if name in ("w", "pc"):
            _join_token(pieces, name, _content(child, reading, depth + 1))
        elif name:
            pieces += _READERS.get(name, _content)(child, reading, depth + 1)
        pieces.append(_space(child.tail or ""))
    return _joined(pieces, reading.path, element.sourceline)


def _space(text: str) -> str:
    """Plain words: a line break in the file is a space; one in the text is an element."""
    return re.sub(r"[ \t\r\n]+", " ", text)


def _join_token(pieces: list[Inline], name: str, content: Text) -> None:
    """Append a word or a punctuation mark, with a space before it only if one belongs there."""
    before = "".join(piece for piece in pieces[-3:] if isinstance(piece, str))
    first = content[0][:1] if content and isinstance(content[0], str) else ""
    if (name == "pc" and first and first in _CLOSING) or before.rstrip(" ")[-1:] in (*_OPENING,):
        while pieces and isinstance(pieces[-1], str) and not pieces[-1].strip(" "):
            pieces.pop()
        if pieces and isinstance(pieces[-1], str):
            pieces[-1] = pieces[-1].rstrip(" ")
    elif before:
        pieces.append(" ")
    pieces += content


Reader = Callable[[Element, Reading, int], Text]


def _wrapped(kind: type[Supplied | Unclear | Gloss | Note | Struck]) -> Reader:
    return lambda element, reading, depth: (kind(_content(element, reading, depth)),)


def _event(kind: type[Vocal | Incident | Kinesic | Writing]) -> Reader:
    return lambda element, reading, depth: (kind(_description(element)),)


def _description(element: Element) -> str:
    holder = element.find("desc")
    words = squeeze_line("".join((element if holder is None else holder).itertext()))
    if re.fullmatch(r"\(\(.*\)\)", words):
        words = words[2:-2].strip()
    if words or holder is not None:
        return words
    return squeeze_line(element.get("type") or element.get("n") or "") or local_name(element)


def read_event(element: Element) -> Text:
    """An event between utterances."""
    return _READERS[local_name(element)](element, Reading(), 0)


def _gap(element: Element, reading: Reading, depth: int) -> Text:
    reason = element.get("reason") or "inaudible"
    description = element.find("desc")
    words = (squeeze_line("".join(description.itertext())) if description is not None else "") or None
    if reason == "redacted":
        return (Redacted(words),)
    return (Gap(_REASONS.get(reason, "inaudible"), _quantity(element), words),)


def _quantity(element: Element) -> int | None:
    unit, quantity = _UNITS.get(element.get("unit") or ""), element.get("quantity") or ""
    match = re.fullmatch(r"\d{1,12}(\.\d{1,9})?", quantity, re.ASCII)
    return round(float(quantity) * unit) if unit and match else parse_duration(element.get("dur"))


def parse_duration(text: str | None) -> int | None:
    """Ms of ``PT1M2.5S`` or ``0.5s``; ``None`` if it is not a duration."""
    match = _DURATION.fullmatch((text or "").strip())
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds, fraction = match.groups()
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0")[:3])


def _pause(element: Element, reading: Reading, depth: int) -> Text:
    words = squeeze_line(element.get("n") or "")
    return (
        Pause(parse_duration(element.get("dur")), words if words and (reading.ours or names_silence(words)) else None),
    )


def _foreign(element: Element, reading: Reading, depth: int) -> Text:
    content = _content(element, reading, depth)
    language = as_language(element.get(LANG))
    if (element.get("rend") or "").startswith("spoken"):
        return (CodeSwitch(language or "und", content),)
    if language is None or reading.ours or (reading.original and _same(language, reading.original)):
        return (Foreign(content),)
    return (CodeSwitch(language, content),)


def _same(tag: str, other: str) -> bool:
    return tag.lower().split("-")[0] == other.lower().split("-")[0]


def _person(element: Element, reading: Reading, depth: int) -> Text:
    content = _content(element, reading, depth)
    return (Phonetic(content),) if element.get("type") == "phonetic" else content


def _sic(element: Element, reading: Reading, depth: int) -> Text:
    sign = squeeze_line(element.get("rend") or "")
    return (Sic(_content(element, reading, depth), None, sign if names_slip(sign) else None),)


def _choice(element: Element, reading: Reading, depth: int) -> Text:
    """A slip with its correction, or an abbreviated formula; for other choices, the spoken words."""
    parts = {local_name(child): child for child in reversed(element)}
    if "sic" in parts:
        corrected = squeeze_line("".join(parts["corr"].itertext())) if "corr" in parts else ""
        return (Sic(_content(parts["sic"], reading, depth), corrected or None),)
    if "abbr" in parts and "expan" in parts:
        expansion = squeeze_line("".join(parts["expan"].itertext()))
        return (Abbreviation(_content(parts["abbr"], reading, depth), expansion),)
    said = parts.get("orig", parts.get("abbr", next(iter(element), None)))
    return () if said is None else _content(said, reading, depth)


def _deleted(element: Element, reading: Reading, depth: int) -> Text:
    if element.get("type") == "truncation":
        return (CutOff("".join(map(str, _content_words(element)))),)
    return (Struck(_content(element, reading, depth)),)


def _content_words(element: Element) -> Text:
    """The words of an element with its line breaks, whatever else it contains."""
    words = [_space(element.text or "")]
    for child in element.iterdescendants():
        words += ["\n" if local_name(child) == "lb" else _space(child.text or ""), _space(child.tail or "")]
    return (squeeze("".join(words)),)


def _quote(element: Element, reading: Reading, depth: int) -> Text:
    content = _content(element, reading, depth)
    target = pointer(element.get("source"))
    return content if target is None else (Quote(content, reading.sources.get(target, target)),)


def _line_break(element: Element, reading: Reading, depth: int) -> Text:
    return ("\n",)


def _nothing(element: Element, reading: Reading, depth: int) -> Text:
    return ()


_READERS: dict[str, Reader] = {
    "supplied": _wrapped(Supplied),
    "unclear": _wrapped(Unclear),
    "gloss": _wrapped(Gloss),
    "note": _wrapped(Note),
    "vocal": _event(Vocal),
    "incident": _event(Incident),
    "kinesic": _event(Kinesic),
    "writing": _event(Writing),
    "gap": _gap,
    "pause": _pause,
    "foreign": _foreign,
    "persName": _person,
    "sic": _sic,
    "choice": _choice,
    "del": _deleted,
    "quote": _quote,
    "lb": _line_break,
    **dict.fromkeys(("anchor", "shift", "desc", "certainty", "spanGrp", "timeline", "figure", "media"), _nothing),
}
