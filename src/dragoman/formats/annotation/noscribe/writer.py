"""Write an interview as noScribe's HTML, which its editor plays: a link with times and speaker for each passage.

What noScribe has no place for (ids, languages, passages without a time) is in attributes that it ignores.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.formats.annotation.noscribe.typing import type_pauses
from dragoman.formats.options import WriteOptions, Written
from dragoman.formats.plain_lines import PlainLine, PlainLines, find_lines, typed
from dragoman.formats.reading.xml import clean
from dragoman.language.direction import direction
from dragoman.problems import Place, Problem
from dragoman.render.review_share import heard_line
from dragoman.transcript.document import Transcript
from dragoman.transcript.sides import Side, anchor, text_on
from dragoman.transcript.span import Span
from dragoman.transcript.tags import is_tag
from dragoman.transcript.text import Overlap, Pause

__all__ = ["MADE", "write"]

_CODE = re.compile(r"S\d{2,3}", re.ASCII)
# noScribe's editor keeps this text, which identifies the file when it is read again.
MADE = "Written by Dragoman for the editor of noScribe."
_STYLE = "p, li { white-space: pre-wrap; } a { color: inherit; text-decoration: none; }"


def write(transcript: Transcript, options: WriteOptions) -> Written:
    """Write the passages of ``options.side``, a paragraph per turn; for ``"both"``, the translation if there is one."""
    found = find_lines(transcript, options, "noScribe's HTML", marks=(Overlap, Pause))
    codes = _find_codes(found.lines)
    paragraphs = [_paragraph(turn, codes, found) for turn in _find_turns(found.lines, found.column)]
    language = f' lang="{found.language}"' if found.language and is_tag(found.language) else ""
    content = "\n".join(
        (
            "<!DOCTYPE html>",
            f"<html{language}>",
            "<head>",
            '<meta charset="UTF-8" />',
            '<meta name="generator" content="Dragoman" />',
            *([f'<meta name="audio_source" content="{_escape(options.media)}" />'] if options.media else []),
            f"<title>{_escape(found.title or '')}</title>",
            f'<style type="text/css">{_STYLE}</style>',
            "</head>",
            "<body>",
            *([f'<p style="font-weight: 600">{_escape(found.title)}</p>'] if found.title else []),
            *paragraphs,
            # After the passages, where it is not taken for the title.
            f'<p><span style="color: #909090; font-size: 0.8em">{_escape(heard_line(transcript))} {MADE}</span></p>',
            "</body>",
            "</html>",
        )
    )
    return Written((content + "\n").encode("utf-8", "replace"), (*_untimed(found.lines), *found.problems))


def _find_codes(lines: Iterable[PlainLine]) -> dict[str, str]:
    """The noScribe code (S00 and so on) for each speaker's id; ids that are such codes already are kept."""
    ids = list(dict.fromkeys(line.segment.speaker for line in lines if line.segment.speaker and line.speaker))
    own = {id_ for id_ in ids if _CODE.fullmatch(id_)}
    free = (code for number in range(len(ids) + len(own)) if (code := f"S{number:02}") not in own)
    return {id_: id_ if id_ in own else next(free) for id_ in ids}


def _find_turns(lines: Sequence[PlainLine], column: Side) -> Iterator[list[PlainLine]]:
    """The consecutive passages of a speaker, with those of anybody who interrupts."""
    turn: list[PlainLine] = []
    for line in lines:
        if turn and not _falls_in(line, column) and line.segment.speaker != turn[0].segment.speaker:
            yield turn
            turn = []
        turn.append(line)
    if turn:
        yield turn


def _falls_in(line: PlainLine, column: Side) -> bool:
    return isinstance(next(iter(text_on(column, line.segment) or ()), None), Overlap)


def _paragraph(turn: Sequence[PlainLine], codes: dict[str, str], found: PlainLines) -> str:
    links = "".join(_link(line, number == 0, codes, found) for number, line in enumerate(turn))
    rtl = ' dir="rtl"' if direction(turn[0].language) == "rtl" else ""
    # The first space would indent the turn.
    return f"<p{rtl}>{links.replace('> ', '>', 1)}</p>"


def _link(line: PlainLine, is_first: bool, codes: dict[str, str], found: PlainLines) -> str:
    falls_in = "//" if _falls_in(line, found.column) else ""
    code = falls_in + codes.get(line.segment.speaker or "", "")
    span = line.segment.span
    label = " ".join((line.speaker or "").split()) if is_first or falls_in else ""
    attributes = [
        _name(span, code) if span else f'data-speaker="{code}"',
        f'data-id="{anchor(line.segment.id)}"',
        *([f'data-label="{_escape(label)}"'] if label else []),
        *([f'lang="{line.language}"'] if line.language != found.language and is_tag(line.language or "") else []),
    ]
    time = f' <span style="color: #78909C">[{_clock(span.start)}]</span>' if span and label else ""
    before = f"{_escape(label)}:{time} " if label else ""
    words = _escape(typed(type_pauses(text_on(found.column, line.segment) or ()), found.profile))
    return f"<a {' '.join(attributes)}> {falls_in}{before}{words}{falls_in}</a>"


def _name(span: Span, code: str) -> str:
    """The link's name; an unknown end is written as the start."""
    return f'name="ts_{span.start}_{span.start if span.end is None else span.end}_{code}"'


def _clock(ms: int) -> str:
    seconds = ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _escape(text: str) -> str:
    return html.escape(" ".join(clean(text).split()))


def _untimed(lines: Sequence[PlainLine]) -> Iterator[Problem]:
    for line in lines:
        if line.segment.span is None:
            message = "the passage has no time, so noScribe cannot play it"
            yield Problem("cue-without-time", "warning", message, Place(segment=line.segment.id))
