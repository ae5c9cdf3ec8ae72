"""Transcripts as plain text: names before the words, blank lines or line breaks between paragraphs. Read only."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.assemble_page import make_document
from dragoman.formats.prose.broken_words import join_broken_words
from dragoman.formats.prose.front_matter import read_front, turns_of, with_entities
from dragoman.formats.prose.label_candidates import find_opening
from dragoman.formats.prose.label_evidence import key_of
from dragoman.formats.prose.paragraphs import Paragraph, Published, StyledText, bounded, cut_lines, make_paragraph
from dragoman.formats.prose.printed_pages import find_running_lines, without_line_numbers
from dragoman.formats.prose.two_languages import are_changes
from dragoman.formats.reading.decode import decode
from dragoman.formats.reading.times import ARROW, find_frame_rate
from dragoman.language.sentences import SENTENCE_ENDS
from dragoman.problems import ProblemLog
from dragoman.transcript.span import format_timestamp, parse_time

__all__ = ["read"]

_STOPS = SENTENCE_ENDS | frozenset(';:)]"”»')

_FRAME_TIME = r"\d\d[:;]\d\d[:;]\d\d[:;]\d\d"
_FRAMES = re.compile(
    rf"\A([ \t]*[\[(]?)({_FRAME_TIME})(?:([ \t]*(?:{ARROW}|[-–—])[ \t]*)({_FRAME_TIME}))?(?=[\])\s]|\Z)"
)
_FEWEST_FRAMES = 2
_RULE = re.compile(r"[ \t]*(?:[-–—―_*=~#•·][ \t]*){2,}")
# Most lines wrapped to fit a page have a length in this range.
_SHORTEST_FULL, _LONGEST_WRAPPED = 45, 100


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the transcript in a text file.

    :raises FormatError: if the file is not text, or is larger than any transcript
    """
    decoded = decode(content, options)
    log = ProblemLog()
    lines = without_line_numbers(_without_frames(cut_lines(decoded.text, options), log), log)
    front = read_front(lines)
    running = find_running_lines(lines, log)
    own = [line for number, line in enumerate(lines) if number not in running]
    lines = join_broken_words(lines, running, log, wrapped=_is_wrapped(own))
    paragraphs = bounded(itertools.chain(turns_of(front), _paragraphs(lines, front.first, running, options)), options)
    imported = make_document(Published(paragraphs=paragraphs), front.facts, options)
    return msgspec.structs.replace(imported, problems=(*decoded.problems, *log.listed(), *imported.problems))


def _without_frames(lines: list[str], log: ProblemLog) -> list[str]:
    """The lines; times in frames at their beginnings, as written by editing programs, become clock times."""
    found = [match for line in lines if (match := _FRAMES.match(line))]
    if len(found) < _FEWEST_FRAMES:
        return lines
    rate = find_frame_rate((time for match in found for time in match.group(2, 4) if time), log)

    def plain(match: re.Match[str]) -> str:
        clocks = [format_timestamp(parse_time(time, rate)) for time in match.group(2, 4) if time]
        return match[1] + " --> ".join(clocks)

    return [_FRAMES.sub(plain, line) for line in lines]


def _paragraphs(
    lines: Sequence[str], first: int, running: Collection[int], options: ReadOptions
) -> Iterator[Paragraph]:
    """The paragraphs from the line with this index on, without the lines that every page repeats."""
    own = [line for number, line in enumerate(lines) if number not in running]
    wrapped = _is_wrapped(own)
    is_change = are_changes(own if wrapped else (), options.language, options.target_language)
    parted = _are_parted([line for number, line in enumerate(lines[first:], first) if number not in running])
    before = ""
    labels = _labels(own) if wrapped else frozenset[str]()
    block: list[StyledText] = []
    soft = False
    for number, line in enumerate(lines[first:], first + 1):
        if number - 1 in running:
            continue
        blank = not line.strip()
        if block and (
            blank or _RULE.fullmatch(line) or not wrapped or _begins(line, labels) or is_change(before, line)
        ):
            yield from _finish(block, soft=soft)
            block = []
        soft = soft if block else parted and _goes_on(before)
        before = line
        if _RULE.fullmatch(line):
            yield Paragraph(text="", kind="rule")
        elif not blank:
            block += [StyledText(text=" ", line=number)] if block else []
            block += with_entities(StyledText(text=line.rstrip(), line=number, column=1))
    yield from _finish(block, soft=soft)


def _are_parted(lines: Sequence[str]) -> bool:
    """Whether empty lines separate the paragraphs, so that other lines may continue the one before."""
    return sum(bool(line.strip()) and not after.strip() for line, after in itertools.pairwise(lines)) > 1


def _goes_on(line: str) -> bool:
    """Whether a line ends inside a sentence."""
    return bool(line.strip()) and not _RULE.fullmatch(line) and line.rstrip()[-1] not in _STOPS


def _finish(block: list[StyledText], *, soft: bool) -> Iterator[Paragraph]:
    if block:
        block[0] = _dedented(block[0])
        paragraph = make_paragraph(block, soft=soft, spaces_count=True)
        if paragraph is not None:
            yield paragraph


def _dedented(piece: StyledText) -> StyledText:
    text = piece.text.lstrip()
    return msgspec.structs.replace(piece, text=text, column=(piece.column or 1) + len(piece.text) - len(text))


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a paragraph consists of several lines wrapped to fit a page."""
    within = [line for line, after in itertools.pairwise(lines) if line.strip() and after.strip()]
    full = sum(_SHORTEST_FULL <= len(line) <= _LONGEST_WRAPPED for line in within)
    return len(within) > 2 and full * 10 > len(within) * 6 and max(map(len, lines)) <= 3 * _LONGEST_WRAPPED


def _labels(lines: Sequence[str]) -> frozenset[str]:
    """The texts before a colon at the beginning of several lines."""
    counts: dict[str, int] = {}
    for line in lines:
        label = _label(line)
        if label:
            counts[label] = counts.get(label, 0) + 1
    return frozenset(label for label, count in counts.items() if count > 1)


def _label(line: str) -> str | None:
    paragraph = make_paragraph([StyledText(text=line[:200])], spaces_count=True)
    opening = find_opening(paragraph) if paragraph else None
    return key_of(opening.label) if opening and (opening.colon or opening.shape == "letter") else None


def _begins(line: str, labels: frozenset[str]) -> bool:
    return bool(labels) and _label(line) in labels
