"""Subtitles with two languages in each cue, one above the other: split into original and translation.

The languages are distinguished by script, or by their short words if the script is the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from dragoman.errors import Fix
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.imported_cues import Heading, ImportedCue, make_document
from dragoman.formats.reading.speaker_labels import find_speakers
from dragoman.language.function_words import find_function_language, function_counts
from dragoman.language.script_language import find_script, find_script_language
from dragoman.problems import Place, Problem, ProblemLog

__all__ = ["GUESSED", "BilingualCues", "is_turned", "make_subtitles", "split_bilingual"]

# Percentages: a file is bilingual if so many of its cues have two languages, and so many of these have the same one
# first.
_SHARE, _ORDER = 70, 90
_FEWEST = 2
_FEWEST_WORDS = 3
_MOST_LINES = 12
_SAMPLE = 2000


GUESSED = Problem(
    "sides-guessed",
    "warning",
    "each subtitle has two languages, and nothing says which is the original; the first is taken for it",
    fixes=(Fix("name the languages", "convert", ("FILE",), {"source_language": "LANG", "target_language": "LANG"}),),
)


class BilingualCues(msgspec.Struct, frozen=True):
    """Cues, and the options and the heading for them: in a bilingual file, with both languages."""

    cues: list[ImportedCue]
    options: ReadOptions
    heading: Heading


_Halves = tuple[str, str]


class _Way(msgspec.Struct, frozen=True):
    """How the cues of a file are split: ``cut`` gives the halves of a cue's lines, or ``None`` if it cannot tell."""

    cut: Callable[[Sequence[str]], _Halves | None]
    languages: tuple[str | None, str | None]


def make_subtitles(
    cues: Sequence[ImportedCue],
    options: ReadOptions,
    log: ProblemLog,
    heading: Heading | None = None,
    *,
    carried: bool = False,
) -> Imported:
    """The document of these cues, in one language or two; each passage with its speaker.

    :param carried: whether a name applies until the next one, see :func:`find_speakers`
    :raises FormatError: if a text cannot be read safely
    """
    both = split_bilingual(cues, options, log, heading)
    passages = find_speakers(both.cues, both.options, log, carried=carried)
    return make_document(passages, both.options, log, both.heading)


def split_bilingual(
    cues: Sequence[ImportedCue], options: ReadOptions, log: ProblemLog, heading: Heading | None = None
) -> BilingualCues:
    """The cues; bilingual ones with one language as text and the other as translation. Other files are unchanged.

    The options (``--from``, ``--to``) say which is the original; otherwise it is the first line, with a warning.
    """
    same = BilingualCues(list(cues), options, heading or Heading())
    sample = [lines for cue in cues[:_SAMPLE] if len(lines := _lines(cue)) > 1]
    if len(sample) < _FEWEST or len(sample) * 100 < _SHARE * sum(bool(_lines(cue)) for cue in cues[:_SAMPLE]):
        return same
    way = _by_script(sample) or _by_words(sample)
    return _apart(same, way, log) if way else same


def _lines(cue: ImportedCue) -> list[str]:
    if not isinstance(cue.text, str) or cue.translation or cue.text.count("\n") > _MOST_LINES:
        return []
    return [line for line in cue.text.split("\n") if any(map(str.isalpha, line))]


def _apart(file: BilingualCues, way: _Way, log: ProblemLog) -> BilingualCues:
    turned = is_turned(way.languages, file.options)
    if turned is None:
        log.add(GUESSED)
    source, target = way.languages[::-1] if turned else way.languages
    return BilingualCues(
        [_cut(cue, way, log, is_turned=bool(turned)) for cue in file.cues],
        msgspec.structs.replace(file.options, side="source"),
        msgspec.structs.replace(file.heading, language=source or file.heading.language, other_language=target),
    )


def _cut(cue: ImportedCue, way: _Way, log: ProblemLog, *, is_turned: bool) -> ImportedCue:
    lines = [line for line in cue.text.split("\n") if line.strip()] if isinstance(cue.text, str) else []
    halves = way.cut(lines) if lines else None
    if halves is None:
        if cue.text:
            message = "the two languages of this subtitle cannot be distinguished; it stays as it is, as the original"
            log.add(Problem("sides-unsure", "warning", message, Place(line=cue.line)))
        return cue
    text, translation = halves[::-1] if is_turned else halves
    return msgspec.structs.replace(cue, text=text, translation=translation, words=cue.words if text == cue.text else ())


def _by_script(sample: Sequence[Sequence[str]]) -> _Way | None:
    """By the scripts of the lines, if nearly all cues have the same two in the same order."""
    orders: Counter[tuple[str, str]] = Counter()
    for lines in sample:
        kinds = [kind for line in lines if (kind := find_script(line))]
        groups = [kind for place, kind in enumerate(kinds) if place == 0 or kind != kinds[place - 1]]
        if len(groups) == 2:
            orders[groups[0], groups[1]] += 1
    order, most = next(iter(orders.most_common(1)), (("", ""), 0))
    if most < _FEWEST or orders.total() * 100 < _SHARE * len(sample) or most * 100 < _ORDER * orders.total():
        return None
    texts = ["\n".join(line for lines in sample for line in lines if find_script(line) == kind) for kind in order]
    first, second = (find_script_language(kind, text) for kind, text in zip(order, texts, strict=True))
    return _Way(lambda lines: _cut_by_script(lines, order), (first, second))


def _cut_by_script(lines: Sequence[str], order: tuple[str, str]) -> _Halves | None:
    kinds = [find_script(line) for line in lines]
    if any(kind not in order for kind in kinds if kind):
        return None
    second = kinds.index(order[1]) if order[1] in kinds else len(lines)
    if order[0] in kinds[second:] or not any(kinds):
        return None
    if None in kinds and second < len(lines):
        # A line with only digits may be in either language, unless each language has one line.
        if len(lines) != 2:
            return None
        second = 1
    return "\n".join(lines[:second]), "\n".join(lines[second:])


def _by_words(sample: Sequence[Sequence[str]]) -> _Way | None:
    """By the short words of the upper and lower halves, if all cues together leave no doubt."""
    even = [lines for lines in sample if len(lines) % 2 == 0 and not any(line.lstrip()[0] in "-–—" for line in lines)]
    if len(even) < _FEWEST or len(even) * 2 < len(sample):
        return None
    uppers = [function_counts(" ".join(lines[: len(lines) // 2])) for lines in even]
    lowers = [function_counts(" ".join(lines[len(lines) // 2 :])) for lines in even]
    upper, lower = sum(uppers, Counter()), sum(lowers, Counter())
    first, second = find_function_language(upper), find_function_language(lower)
    if first is None or second is None or first == second:
        return None
    if upper[first] < _FEWEST_WORDS or lower[second] < _FEWEST_WORDS:
        return None
    # At least half of the cues must show it on their own.
    sure = sum(a[first] > a[second] or b[second] > b[first] for a, b in zip(uppers, lowers, strict=True))
    against = sum(a[first] < a[second] or b[second] < b[first] for a, b in zip(uppers, lowers, strict=True))
    if sure * 2 < len(even) or against * 10 > len(even):
        return None
    return _Way(lambda lines: _cut_by_words(lines, first, second), (first, second))


def _cut_by_words(lines: Sequence[str], first: str, second: str) -> _Halves | None:
    leans = [counts[first] - counts[second] for counts in map(function_counts, lines)]
    if len(lines) == 1:
        if leans[0] == 0:
            return None
        return (lines[0], "") if leans[0] > 0 else ("", lines[0])
    middle = len(lines) / 2
    place = max(range(1, len(lines)), key=lambda n: (sum(leans[:n]) - sum(leans[n:]), -abs(n - middle)))
    if sum(leans[:place]) < 0 or sum(leans[place:]) > 0 or (len(lines) % 2 and not any(leans)):
        return None
    return "\n".join(lines[:place]), "\n".join(lines[place:])


def is_turned(languages: tuple[str | None, str | None], options: ReadOptions) -> bool | None:
    """Whether the second lines are the original; ``None`` if nothing tells."""
    first, second = (tag.partition("-")[0] if tag else None for tag in languages)
    source, target = (
        tag.partition("-")[0].lower() if tag else None for tag in (options.language, options.target_language)
    )
    if source in (first, second) and source and first != second:
        return source == second
    if target in (first, second) and target and first != second:
        return target == first
    # One of them is unknown, so the requested language is the other one.
    if source and None in (first, second):
        return first is not None
    if target and None in (first, second):
        return first is None
    return None
