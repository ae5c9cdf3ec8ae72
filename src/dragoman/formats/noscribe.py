"""noScribe's HTML: a paragraph a turn, and in it a link with times and speaker for each stretch. Read only.

Its WebVTT is read as any other; how it types pauses and voices that fall in is in ``noscribe_text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.base import Imported, ReadOptions
from dragoman.formats.encoding import decode
from dragoman.formats.findings import Findings
from dragoman.formats.markup import find_words, parse_html
from dragoman.formats.noscribe_text import find_maker, read_pauses
from dragoman.formats.passages import LATEST, Heading, Passage, make_document
from dragoman.transcript.text import Overlap, Pause, Text

__all__ = ["read"]

_ANCHOR = re.compile(r"ts_(\d{1,12})_(\d{1,12})_(//)?(.{0,60})", re.DOTALL)
_LABEL = re.compile(r"\s*(?://)?([^\[\]:\n]{1,60}): ?(?:\[\d{1,3}:\d\d(?::\d\d)?\] ?)?")
_PAUSE_ALONE = re.compile(r"\s*\((?:\.{1,3}|\d[^()]{0,40} (?:pause|Pause))\)\s*")


class _Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """What a link says: who (noScribe's code), when, whether they fall in, and the words behind the label."""

    code: str
    start: int
    end: int
    falls_in: bool
    words: str
    label: str | None
    line: int


def read(content: bytes, options: ReadOptions) -> Imported:
    """The stretches as passages; a typed pause belongs to the one before it.

    :raises FormatError: where there is none of noScribe's links
    """
    decoded = decode(content, options)
    findings = Findings()
    findings.add(*decoded.problems)
    root = parse_html(decoded.text, options)
    paragraphs = [stretches for element in root.iter("p") if (stretches := list(_find_stretches(element)))]
    if not paragraphs:
        fault = "holds none of the links with times that noScribe writes"
        raise FormatError(options.path, fault, "name the format that it is in", line=1, column=1)
    names = {one.code: one.label for stretches in paragraphs for one in stretches if one.label and one.code}
    passages = [passage for stretches in paragraphs for passage in _passages(stretches, names)]
    return make_document(passages, options, findings, _heading(root))


def _heading(root: Any) -> Heading:
    title, maker = None, None
    for element in root.iter("p"):
        words = find_words(element).strip()
        if element.find(".//a[@name]") is not None:
            break
        maker = maker or find_maker(words)
        title = title or (None if maker else words or None)
    named = root.find(".//meta[@name='audio_source']")
    media = named.get("content") if named is not None else None
    return Heading(
        title=title, language=maker.language if maker else None, media=media or (maker.media if maker else None)
    )


def _find_stretches(paragraph: Any) -> Iterator[_Stretch]:
    for anchor in paragraph.iter("a"):
        match = _ANCHOR.fullmatch(anchor.get("name") or "")
        if match is None:
            continue
        words = find_words(anchor)
        label = _LABEL.match(words) if match[4] and _is_labelled(words, match[4]) else None
        yield _Stretch(
            code=match[4],
            start=int(match[1]),
            end=int(match[2]),
            falls_in=match[3] is not None,
            words=words[label.end() :] if label else words,
            label=label[1].strip() if label else None,
            line=anchor.sourceline or 1,
        )


def _is_labelled(words: str, code: str) -> bool:
    """Whether a label stands before the words: noScribe's code, or a name put for it before the time."""
    bare = words.lstrip().removeprefix("//")
    return bare.startswith(f"{code}:") or re.match(r"[^\[\]:\n]{1,60}: ?\[\d", bare) is not None


def _passages(stretches: list[_Stretch], names: dict[str, str]) -> Iterator[Passage]:
    """The stretches of a turn, each with the pauses behind it."""
    runs: list[list[_Stretch]] = []
    for one in stretches:
        if runs and runs[-1][0].code == one.code and _PAUSE_ALONE.fullmatch(one.words):
            runs[-1].append(one)
        else:
            runs.append([one])
    for first, *pauses in runs:
        behind = [inline for pause in pauses for inline in (" ", _pause(pause))]
        yield Passage(
            start=first.start if first.start <= LATEST else None,
            end=pauses[-1].end if pauses else first.end,
            text=(*_text(first), *behind),
            speaker=names.get(first.code, first.code) or None,
            line=first.line,
        )


def _text(one: _Stretch) -> Text:
    if _PAUSE_ALONE.fullmatch(one.words):
        return (_pause(one),)
    words = " ".join(one.words.split())
    # The slashes say where somebody falls in, and where that ends.
    words = words.removeprefix("//").removesuffix("//").strip()
    return (*((Overlap(),) if one.falls_in else ()), *read_pauses(words))


def _pause(one: _Stretch) -> Pause:
    return Pause(max(0, one.end - one.start) if one.end >= one.start else None)
