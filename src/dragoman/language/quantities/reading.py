"""A text cut into words and figures, with the look-ups of the parsers."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeVar

from dragoman.language.digits import DIGITS, Number, WrittenNumber, read_figure
from dragoman.language.quantities.atoms import WORD, Phrases
from dragoman.language.quantities.calendars import Date
from dragoman.language.quantities.lexicon import Lexicon

__all__ = ["Amount", "Dated", "Reading", "Token", "read"]

T = TypeVar("T")

_TOKEN = re.compile(rf"({DIGITS})|{WORD}")
_LINK = " \t\n\r\u00a0\u2009\u202f\u200c\u200d-‐‑־"
_NEAR = _LINK + "'’./\"״׳”\u200e\u200f"
_DASH = re.compile(r"\s?[-–—−‒‐‑]\s?")


class Token(NamedTuple):
    """A piece of a word, or a run of digits. ``start`` and ``end`` are the offsets of the whole word."""

    key: str
    whole: str
    start: int
    end: int
    digits: bool
    head: bool
    last: bool


class Amount(NamedTuple):
    """A number in a text. ``end`` is the place (index of a token) after it."""

    value: Number
    end: int
    ordinal: bool = False
    weak: bool = False
    """True if other languages often omit it, or if it may not be a number."""
    approximate: bool = False
    scale: int = 1
    """The factor that also applies to a number before it in a range ("5 to 10 thousand")."""
    figures: bool = False
    fraction: bool = False
    other: Number | None = None
    parts: tuple[Number, ...] = ()
    """The two figures of a share ("3/4")."""


class Dated(NamedTuple):
    """A date, or the first year of a decade, and the place after it."""

    date: Date
    end: int


class Reading:
    """A text in tokens. A place is the index of a token; an offset counts characters."""

    def __init__(self, text: str, language: str, lexicon: Lexicon, tokens: list[Token], openers: list[int]) -> None:
        self.text = text
        self.language = language
        self.lexicon = lexicon
        self.tokens = tokens
        self.openers = openers
        """The places of the tokens with which a quantity may begin."""
        self.end = len(tokens)
        self.amounts: dict[tuple[int, bool], Amount | None] = {}
        """The numbers found so far, which all parsers of dates, times and measures use."""

    def key(self, at: int) -> str:
        """The key of the token at a place; empty outside the text."""
        return self.tokens[at].key if 0 <= at < self.end else ""

    def raw(self, at: int) -> str:
        """The word or figure at a place, as written."""
        token = self.tokens[at]
        return self.text[token.start : token.end]

    def gap(self, at: int) -> str:
        """The text between the token before and this one."""
        return self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def linked(self, at: int) -> bool:
        """Whether only a space, a hyphen or an abbreviation's stop separates the token from the one before it."""
        if not 0 < at < self.end:
            return False
        gap = self.gap(at)
        if gap == " " or not gap:
            return True
        if len(gap) > 3:
            return False
        return not gap.strip(_LINK) or (gap.startswith(".") and self.key(at - 1) in self.lexicon.abbreviations)

    def near(self, at: int) -> bool:
        """As :meth:`linked`, but an apostrophe, a slash or a full stop may separate them too."""
        if not 0 < at < self.end:
            return False
        gap = self.gap(at)
        return self.linked(at) or (len(gap) <= 3 and gap != ". " and not gap.strip(_NEAR))

    def follows(self, at: int) -> bool:
        """As :meth:`near`, or after an ordinal's full stop ("11. Februar")."""
        return self.near(at) or (0 < at < self.end and self.gap(at) == ". " and self.tokens[at - 1].digits)

    def dashed(self, at: int) -> bool:
        """Whether only a dash separates the token from the one before it."""
        return 0 < at < self.end and _DASH.fullmatch(self.gap(at)) is not None

    def phrase(self, phrases: Phrases[T], at: int) -> tuple[T, int] | None:
        """The payload of the longest phrase that begins at this place, and the place after it; or ``None``."""
        if at >= self.end:
            return None
        entries = phrases.by_first.get(self.tokens[at].key)
        if entries is None:
            return None
        for rest, payload in entries:
            stop = at + 1 + len(rest)
            if stop <= self.end and self.tokens[stop - 1].last and (not rest or self._goes_on(at + 1, rest)):
                return payload, stop
        return None

    def _goes_on(self, at: int, rest: tuple[str, ...]) -> bool:
        if self.tokens[at].key != rest[0]:
            return False
        return all(self.key(at + k) == word and self.near(at + k) for k, word in enumerate(rest))

    def may_open(self, at: int) -> bool:
        """Whether a quantity or a phrase may begin here, by this word and the next: a quick test before parsing."""
        token, lexicon = self.tokens[at], self.lexicon
        if token.digits or token.key in lexicon.counting or token.whole in lexicon.denominators:
            return True
        if token.key in lexicon.decades:
            return True
        following = self.tokens[at + 1] if at + 1 < self.end else None
        for word in {token.key, token.whole}:
            seconds = lexicon.seconds.get(word)
            if seconds is None:
                if word in lexicon.leads and word not in lexicon.articles:
                    return True
            elif following is not None and (following.key in seconds or following.whole in seconds):
                return True
        if token.key not in lexicon.articles or following is None:
            return False
        return (
            following.digits
            or following.key in lexicon.atoms
            or following.key in lexicon.leads
            or following.key in lexicon.nouns_of
        )

    def trap(self, at: int) -> int | None:
        """The place after a phrase that only looks like a number, or ``None``; words are compared with prefixes."""
        first = self.tokens[at]
        for word in (first.whole, first.key):
            for rest, _ in self.lexicon.traps.by_first.get(word, ()):
                stop = self._next_word(at)
                for following in rest:
                    if not self.near(stop) or self.tokens[stop].whole != following:
                        break
                    stop = self._next_word(stop)
                else:
                    return stop
        return None

    def _next_word(self, at: int) -> int:
        start = self.tokens[at].start
        while at < self.end and self.tokens[at].start == start:
            at += 1
        return at

    def after(self, phrases: Phrases[T], at: int) -> tuple[T, int] | None:
        """As :meth:`phrase`, if the token is :meth:`near` the one before it."""
        return self.phrase(phrases, at) if self.near(at) else None

    def figure(self, at: int, *, measured: bool = False) -> WrittenNumber | None:
        """The value of the run of digits at a place; ``None`` if it is not one figure."""
        return read_figure(self.raw(at), self.language, measured=measured)

    def plain_digits(self, at: int) -> int:
        """The number of digits of a figure without separators; 0 if there is no such figure."""
        raw = self.raw(at) if at < self.end and self.tokens[at].digits else ""
        return len(raw) if raw.isdecimal() else 0


def read(text: str, language: str, lexicon: Lexicon) -> Reading:
    """A text in tokens. A run of digits that is not one figure is cut at its separators."""
    tokens: list[Token] = []
    openers: list[int] = []
    pieces = lexicon.pieces
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastindex is None:
            for key, whole, head, last, opens in pieces(match.group()):
                if opens:
                    openers.append(len(tokens))
                tokens.append(Token(key, whole, start, end, False, head, last))
            continue
        run = match.group()
        spans = ((start, end),) if run.isdecimal() or read_figure(run, language) else _digit_spans(run, start)
        for first, stop in spans:
            openers.append(len(tokens))
            tokens.append(Token("0", "0", first, stop, True, True, True))
    return Reading(text, language, lexicon, tokens, openers)


def _digit_spans(run: str, start: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + match.start(), start + match.end()) for match in re.finditer(r"\d+", run))
