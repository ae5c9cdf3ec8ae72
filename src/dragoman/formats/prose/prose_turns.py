"""A paragraph of a speaker's words, and the times inside it or at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.formats.prose.label_candidates import find_clock, find_lone_time
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, TableCell, cut
from dragoman.transcript.span import Span

__all__ = ["ProseTurn", "are_closing", "are_opening", "by_times", "is_time", "with_closing_times"]


class ProseTurn(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of a speaker's words, before its brackets are interpreted.

    ``is_carried``: the label is before another paragraph, above this one.
    """

    pieces: tuple[StyledText, ...]
    label: str | None = None
    is_carried: bool = False
    span: Span | None = None
    language: str | None = None
    cell: TableCell | None = None

    @property
    def words(self) -> str:
        """The words as typed."""
        return "".join(piece.text for piece in self.pieces)


_TIME = re.compile(
    r"(?:\[\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?(?:\s*(?:-->|[-–—])\s*\d{1,2}(?::\d{2}){1,2}[.,\d]*)?\]|"
    r"#\d{1,2}(?::\d{2}){2}(?:[-.,]\d{1,3})?#)\s*"
)


def by_times(
    paragraph: Paragraph, start: int, label: str | None, span: Span | None, *, closing: bool = False
) -> Iterator[ProseTurn]:
    """The paragraph, cut at each time in square brackets inside it.

    :param closing: a time at its end belongs to it, and not to the next one
    """
    text = paragraph.text
    whole = ProseTurn(pieces=(), label=label, language=paragraph.language, cell=paragraph.cell)
    at, now = start, span
    for match in _TIME.finditer(text, start):
        time = find_clock(match.group())[1]
        if time is None or (closing and _CLOSES.fullmatch(text[match.start() :].strip())):
            continue
        if text[at : match.start()].strip():
            yield msgspec.structs.replace(whole, pieces=cut(paragraph, at, match.start()), span=now)
        at, now = match.end(), time
    if text[at:].strip():
        yield msgspec.structs.replace(whole, pieces=cut(paragraph, at), span=now)
    elif now is not span:
        yield ProseTurn(pieces=(), span=now)


# Trint writes the seconds that the words took behind the time at which they ended: [00:00:04][4.0].
_CLOSES = re.compile(
    r"(?:[\[(]\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?[\])](?:\[\d{1,5}\.\d{1,2}\])?|"
    r"#\d{1,2}(?::\d{2}){2}(?:[-.,]\d{1,3})?#)[\s.]*\Z"
)
_FEWEST_CLOSING = 2
# The first passage of an f4 transcript begins with the recording, if it ends within this time.
_NEAR_BEGINNING = 120_000


def is_time(text: str) -> bool:
    """Whether a paragraph is only a time."""
    end, span = find_clock(text[:60])
    return (span is not None and end == len(text)) or find_lone_time(text) is not None


def are_closing(texts: Iterable[str]) -> bool:
    """Whether most paragraphs end with a time, as typed by f4, MAXQDA and Trint: the time at which the words ended."""
    said = [text for text in texts if text and not is_time(text)]
    closed = sum(_CLOSES.search(text[-40:]) is not None for text in said)
    return closed >= _FEWEST_CLOSING and closed * 2 > len(said)


def are_opening(texts: Iterable[str]) -> bool:
    """Whether most paragraphs begin with a time, in any brackets or none: ``(00:02) Where was it?``"""
    said = [text for text in texts if text and not is_time(text)]
    opened = sum(find_clock(text[:60])[1] is not None for text in said)
    return opened >= _FEWEST_CLOSING and opened * 2 > len(said)


def with_closing_times(turns: Iterable[ProseTurn]) -> Iterator[ProseTurn]:
    """The passages without the times at their ends; each extends from the end of the one before to its own."""
    before: int | None = None
    for number, turn in enumerate(turns):
        start = turn.span.start if turn.span else before
        match = _CLOSES.search(turn.words)
        time = find_clock(match.group())[1] if match else None
        if number == 0 and start is None and time is not None and time.start <= _NEAR_BEGINNING:
            start = 0
        end = time.start if time else turn.span.end if turn.span else None
        before = end
        yield msgspec.structs.replace(turn, pieces=_until(turn, match), span=_between(start, end))


def _until(turn: ProseTurn, match: re.Match[str] | None) -> tuple[StyledText, ...]:
    if match is None:
        return turn.pieces
    whole = Paragraph(text=turn.words, pieces=turn.pieces)
    return cut(whole, 0, len(turn.words[: match.start()].rstrip()))


def _between(start: int | None, end: int | None) -> Span | None:
    if start is None:
        return None
    return Span(start, end if end is not None and end > start else None)
