"""Words that a printed page breaks at the ends of its lines: ``inter-`` and below it ``view``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from dragoman.language.function_words import function_counts
from dragoman.problems import Problem, ProblemLog

__all__ = ["join_broken_words"]

_SOFT = "\u00ad"
_BROKEN = re.compile(r"(?P<first>[^\W\d_][^\W\d_’']*)(?P<hyphen>[-\u2010\u00ad¬])\Z")
_REST = re.compile(r"(?P<second>[^\W\d_]+)(?P<more>(?:[^\s]*))[ \t]*")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def join_broken_words(lines: Sequence[str], running: Collection[int], log: ProblemLog, *, wrapped: bool) -> list[str]:
    """The lines; a word that is broken at the end of one is whole there, and no longer at the beginning of the next.

    The hyphen is dropped where it is a soft one, or where the whole word occurs elsewhere in the text. Elsewhere it
    stays, because ``well-known`` has one of its own, and nothing tells the two apart; in a text whose lines were broken
    to fit a page, the parts are put together with it. Before a conjunction, ``Haupt- und Nebensatz``, and before a
    capital, which may begin a label, they are not.

    :param running: the indexes of lines that every page repeats
    :param wrapped: whether lines were broken to fit a page
    """
    out = list(lines)
    known: frozenset[str] | None = None
    for number, following in _pairs(lines, running):
        match = _BROKEN.search(out[number].rstrip())
        rest = _REST.match(out[following].lstrip()) if match else None
        if match is None or rest is None:
            continue
        known = known if known is not None else _find_words(lines)
        hyphen = _choose_hyphen(match, rest, known, wrapped=wrapped)
        if hyphen is None:
            continue
        kept = out[following].lstrip()
        if not kept[rest.end() :] and "".join(out[following + 1 : following + 2]).strip():
            # An empty line would end the paragraph.
            continue
        margin = out[following][: len(out[following]) - len(kept)]
        left = kept[rest.end() :]
        out[number] = f"{out[number].rstrip()[: match.end('first')]}{hyphen}{rest['second']}{rest['more']}"
        out[following] = margin + left if left else ""
        log.count(f"broken{hyphen}", number + 1)
    for hyphen, message in _MESSAGES.items():
        count, where = log.counted(f"broken{hyphen}")
        if count:
            log.add(Problem.of("words-joined", "note", message, where, number=count))
    return out


_MESSAGES = {
    "": "words that were broken at the end of a line are joined: {number}",
    "-": "words that were broken at the end of a line keep their hyphen, for they may have one of their own: {number}",
}


def _pairs(lines: Sequence[str], running: Collection[int]) -> Iterator[tuple[int, int]]:
    """The lines that another line of the same paragraph follows, from the last to the first."""
    for number in range(len(lines) - 2, -1, -1):
        if number not in running and number + 1 not in running and lines[number + 1].strip():
            yield number, number + 1


def _choose_hyphen(match: re.Match[str], rest: re.Match[str], known: frozenset[str], *, wrapped: bool) -> str | None:
    """The hyphen between two parts of a word, empty if it has none; ``None`` if they may be no word."""
    first, second = match["first"], rest["second"]
    if match["hyphen"] in (_SOFT, "¬"):
        return ""
    whole, joined = f"{first}-{second}".casefold(), f"{first}{second}".casefold()
    if second[0].islower() and joined in known and whole not in known:
        return ""
    if whole in known:
        return "-"
    is_conjunction = rest["more"] == "" and function_counts(second)
    goes_on = second[0].islower() and ":" not in rest["more"] and not is_conjunction
    return "-" if wrapped and goes_on else None


def _find_words(lines: Sequence[str]) -> frozenset[str]:
    """The words of a text that no end of a line breaks, folded; those with a hyphen as they are and without it."""
    found: set[str] = set()
    for line in lines:
        bare = _BROKEN.sub("", line.rstrip())
        for match in _WORD.finditer(bare.casefold()):
            found.add(match.group().replace("\u2010", "-"))
    return frozenset(found)
