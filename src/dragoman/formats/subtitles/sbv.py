"""SubViewer for YouTube (``.sbv``): ``0:00:01.000,0:00:04.000``, words, an empty line. Read only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.errors import FormatError
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import check_number, decode
from dragoman.formats.reading.imported_cues import ImportedCue
from dragoman.formats.reading.times import read_time
from dragoman.formats.subtitles.bilingual_cues import make_subtitles
from dragoman.problems import Place, Problem, ProblemLog

__all__ = ["read"]

_TIMES = re.compile(r"^[ \t]*(\d{1,4}:\d{1,2}:[^\s,]{1,12}),(\S{1,20})[ \t]*$", re.MULTILINE)
# The line break in YouTube's own files.
_BREAK = "[br]"


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the subtitles as passages.

    :raises FormatError: if there is no line with times
    """
    decoded = decode(content, options)
    check_number(decoded.text.count("\n") // 2, options)
    log = ProblemLog()
    log.add(*decoded.problems)
    passages = list(_find_passages(decoded.text, log))
    if not passages:
        fault, fix = "contains no subtitle", "each has a line such as 0:00:01.000,0:00:04.000"
        raise FormatError(options.path, fault, fix, line=1, column=1)
    return make_subtitles(passages, options, log, carried=True)


def _find_passages(text: str, log: ProblemLog) -> Iterator[ImportedCue]:
    matches = list(_TIMES.finditer(text))
    ends = [*(match.start() for match in matches[1:]), len(text)][: len(matches)]
    line, at = 1, 0
    if matches and text[: matches[0].start()].strip():
        message = "some words have no time; they are kept without one"
        log.add(Problem("words-without-time", "warning", message, Place(line=1, column=1)))
        yield ImportedCue(text=text[: matches[0].start()].strip(), line=1)
    for match, end in zip(matches, ends, strict=True):
        line += text.count("\n", at, match.start())
        at = match.start()
        yield ImportedCue(
            start=read_time(match[1], log, Place(line=line, column=match.start(1) - match.start() + 1)),
            end=read_time(match[2], log, Place(line=line, column=match.start(2) - match.start() + 1)),
            text=text[match.end() : end].strip("\n").replace(_BREAK, "\n"),
            line=line,
        )
