"""What printed pages add to a text: running heads and feet, page numbers, and the numbers of lines."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from dragoman.formats.reading.tape_lines import is_tape_line
from dragoman.language.sentences import SENTENCE_ENDS
from dragoman.problems import Place, Problem, ProblemLog

__all__ = ["find_running_lines", "without_line_numbers"]

_NUMBER = re.compile(r"\d{1,4}")
_TIME = re.compile(r"\d[:.]\d\d")
_LINE_NUMBER = re.compile(r"[ \t]{0,8}(\d{1,5})(?=[ \t]|$)")
_FEWEST_PAGES = 3
_FEWEST_LETTERS = 6
# A page has more lines than this.
_SHORTEST_PAGE = 4
_LONGEST = 120
_FEWEST_NUMBERED = 5
_SHOWN = 60


def find_running_lines(lines: Sequence[str], log: ProblemLog) -> frozenset[int]:
    """The indexes of lines that every page repeats with its number, and of what is beside them on every page.

    The number must increase by one from page to page; times and labels of tapes are no page numbers.
    """
    keys = [_key_of(line) for line in lines]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key is not None and "#" in key and sum(map(str.isalpha, key)) >= _FEWEST_LETTERS:
            places[key].append(number)
    running = {number for found in places.values() if _are_pages(lines, found) for number in found}
    beside = Counter(keys[near] for number in running for near in _beside(lines, number) if near not in running)
    for number in list(running):
        running.update(near for near in _beside(lines, number) if _repeats(keys[near], beside))
    if running:
        first = min(running)
        shown = " ".join(lines[first].split())[:_SHOWN]
        message = "lines that every page repeats are left out ({number}), such as “{shown}”"
        log.add(
            Problem.of("page-text-left-out", "note", message, Place(line=first + 1), number=len(running), shown=shown)
        )
    return frozenset(running)


def _key_of(line: str) -> str | None:
    """The line without its numbers; ``None`` for one that is empty, long, a sentence, a time, or about a tape."""
    bare = " ".join(line.split())
    if not bare or len(bare) > _LONGEST or bare[-1] in SENTENCE_ENDS or _TIME.search(bare) or is_tape_line(bare):
        return None
    return _NUMBER.sub("#", bare)


def _are_pages(lines: Sequence[str], found: Sequence[int]) -> bool:
    """Whether one of the numbers in these lines is that of the page."""
    if len(found) < _FEWEST_PAGES:
        return False
    if any(after - before < _SHORTEST_PAGE for before, after in itertools.pairwise(found)):
        return False
    numbers = [[int(number) for number in _NUMBER.findall(lines[place])] for place in found]
    return any(
        all(after == before + 1 for before, after in itertools.pairwise(column))
        for column in zip(*numbers, strict=False)
    )


def _beside(lines: Sequence[str], number: int) -> list[int]:
    """The next lines with words before and after a line, if only empty lines are between."""
    found = []
    for step in (-1, 1):
        near = number + step
        while 0 <= near < len(lines) and not lines[near].strip():
            near += step
        if 0 <= near < len(lines):
            found.append(near)
    return found


def _repeats(key: str | None, beside: Counter[str | None]) -> bool:
    return key is not None and beside[key] >= _FEWEST_PAGES - 1 and (key == "#" or "#" not in key) and ":" not in key


def without_line_numbers(lines: list[str], log: ProblemLog) -> list[str]:
    """The lines; numbers that count them at their beginnings become spaces, so that every column stays."""
    first = next((n for n, line in enumerate(lines) if (match := _LINE_NUMBER.match(line)) and match[1] == "1"), None)
    if first is None:
        return lines
    counted = [number for number in range(first, len(lines)) if lines[number].strip()]
    found = {number: match for number in counted if (match := _LINE_NUMBER.match(lines[number]))}
    values = [int(match[1]) for match in found.values()]
    follow = all(after in (before + 1, 1) for before, after in itertools.pairwise(values))
    if (
        len(found) < _FEWEST_NUMBERED
        or len(found) * 10 < len(counted) * 9
        or not follow
        or max(values) < len(values) / 3
    ):
        return lines
    message = "numbers that count the lines are left out: {number}"
    log.add(Problem.of("page-text-left-out", "note", message, Place(line=first + 1), number=len(found)))
    return [
        " " * found[number].end() + line[found[number].end() :] if number in found else line
        for number, line in enumerate(lines)
    ]
