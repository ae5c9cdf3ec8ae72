"""Checks quotation marks, dashes, ellipses, colons and spaces against the style guide (``[style]``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.checks.bitext import Bitext, place_of, shorten
from dragoman.problems import Problem
from dragoman.transcript.text import Struck, Text, find_marks, plain

__all__ = ["check"]

_OPENS = r"(?:(?<=^)|(?<=[\s(\[—–«“„‘]))"
_CLOSES = r"(?=$|[\s.,;:!?)\]…—–»”’])"
# The style used -> the quotation marks that it excludes. An apostrophe, or inches after a figure, is not one.
_STRAIGHT = r"(?<!\d)\""
_SINGLE_PAIR = rf"{_OPENS}‘(?=\w)[^‘’“”]*’{_CLOSES}"
_FOREIGN_QUOTES = {
    "curly": re.compile(rf"{_STRAIGHT}|[„‟«»‹›]|^[^“]*?{_SINGLE_PAIR}"),
    "single": re.compile(rf"{_STRAIGHT}|[„‟«»‹›]|^[^‘]*?“"),
    "low": re.compile(rf"{_STRAIGHT}|[«»‹›”]|{_OPENS}“(?=\w)"),
    "low-high": re.compile(rf"{_STRAIGHT}|[«»‹›“]"),
    "guillemets": re.compile(rf"{_STRAIGHT}|[„‟]|^[^«]*?[»“]"),
    "inward": re.compile(rf"{_STRAIGHT}|[„‟]|^[^»]*?[«“]"),
    "straight": re.compile(r"[“”„‟«»‹›]"),
}
_LOOKS = {
    "curly": "“words”",
    "single": "‘words’",
    "low": "„words“",
    "low-high": "„words”",
    "guillemets": "«words»",
    "inward": "»words«",
    "straight": '"words"',
    "em": "words—words",
    "em-spaced": "words — words",
    "en-spaced": "words – words",
    "sign": "…",
    "dots": "...",
    "spaced": ". . .",
}
# A dash between words. Between figures it is a range, and at the end an interruption.
_DASH = re.compile(r"(?<=[^\s\d])(\s*)(—|–|--+|(?<=\s)-(?=\s))(\s*)(?=[\w\"“‘«(])|(?<=\d)(\s+)(—|–|-)(\s+)(?=[^\s\d])")
_DASHES = {"em": ("", "—", ""), "em-spaced": (" ", "—", " "), "en-spaced": (" ", "–", " ")}
_ELLIPSES = {
    "sign": re.compile(r"\.{3,}|\.(?:[  ]\.){2,}"),
    "dots": re.compile(r"…|\.(?:[  ]\.){2,}"),
    "spaced": re.compile(r"…|\.{3,}"),
}
_COLON = re.compile(r"(?<=[^\W\d_]):\s+([^\W\d_]+)")
_SPACES = re.compile(r"(?<!\S)\S+[ \t\u00a0]{2,}\S+")


def check(bitext: Bitext) -> Iterator[Problem]:
    """At most one problem for each rule and passage; none without a style guide."""
    style_guide = bitext.style_guide
    if style_guide is None:
        return
    small = _find_small(bitext) if style_guide.colon == "small" else frozenset()
    for pair in bitext.pairs:
        text, where = pair.target.text, place_of(pair)
        if not text:
            continue
        words = plain(text, without=(Struck,))
        if style_guide.quotes and (found := _FOREIGN_QUOTES[style_guide.quotes].search(words)):
            sign = found.group()[-1] if found.group()[-1] != "’" else "‘"
            message = f"quotation marks are {_LOOKS[style_guide.quotes]} in the style guide, here {{sign}}"
            yield Problem.of("style-quotes", "note", message, where, sign=sign)
        if style_guide.dash and (dash := _find_dash(words, style_guide.dash)):
            message = f"a dash is “{_LOOKS[style_guide.dash]}” by the style guide: “{{words}}”"
            yield Problem.of("style-dash", "note", message, where, words=shorten(dash))
        if style_guide.ellipsis and any(_ELLIPSES[style_guide.ellipsis].search(string) for string in _strings(text)):
            message = f"three dots are {_LOOKS[style_guide.ellipsis]} by the style guide"
            yield Problem.of("style-ellipsis", "note", message, where)
        if style_guide.colon and (word := _find_behind_colon(words, style_guide.colon, small)):
            message = f"a colon is followed by a {style_guide.colon} letter by the style guide: “: {{word}}”"
            yield Problem.of("style-colon", "note", message, where, word=shorten(word))
        if style_guide.spaces and (wide := _find_wide(text)):
            yield Problem.of("style-spaces", "note", "there are two spaces in a row: “{wide}”", where, wide=wide)


def _find_dash(words: str, wanted: str) -> str | None:
    for found in _DASH.finditer(words):
        before, sign, behind = (group or "" for group in (found.groups()[:3] if found[2] else found.groups()[3:]))
        given = (" " if before else "", sign, " " if behind else "")
        if given != _DASHES[wanted]:
            return words[max(0, found.start() - 12) : found.end() + 12].strip()
    return None


def _find_behind_colon(words: str, wanted: str, small: frozenset[str]) -> str | None:
    for found in _COLON.finditer(words):
        word = found[1]
        if word[0].islower() if wanted == "capital" else word[0].isupper() and word.lower() in small:
            return word
    return None


def _find_small(bitext: Bitext) -> frozenset[str]:
    """Words that the document writes in lower case somewhere, so that they are not names."""
    said = (pair.target.said for pair in bitext.pairs)
    return frozenset(word for text in said for word in re.findall(r"[^\W\d_]+", text) if word.islower())


def _find_wide(text: Text) -> str | None:
    found = next(filter(None, map(_SPACES.search, _strings(text))), None)
    return None if found is None else shorten(found.group())


def _strings(text: Text) -> Iterator[str]:
    """The plain strings of a text and of its marks, separately: strings before and after a mark are not adjacent."""
    yield from (inline for inline in text if isinstance(inline, str))
    for mark in find_marks(text):
        content = getattr(mark, "content", None)
        if isinstance(content, tuple):
            yield from (inline for inline in content if isinstance(inline, str))
