"""Find mistyped ids on a page, and the ids that were probably meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dragoman.notation import NotationRow, Parsed
from dragoman.problems import Place, Problem
from dragoman.transcript.ids import ALPHABET

__all__ = ["find_mistyped"]

_MOST_NAMED = 3


def find_mistyped(parsed: Parsed, ids: Iterable[str], later: Collection[str] = ()) -> dict[int, Problem]:
    """The rows that begin with a mistyped id, by index, each with its problem.

    :param ids: the ids of the interview's passages when the page was made
    :param later: the ids of passages added since
    """
    known = set(ids)
    missing = _Missing(known - {row.id for row in parsed.rows})
    return {
        place: Problem("unknown-id", "error", _say(typed, known, missing, later), Place(row.id, row.line))
        for place, row in enumerate(parsed.rows)
        if (typed := _typed_id(row, known, missing))
    }


class _Missing:
    """The ids of the interview that are not on the page."""

    def __init__(self, ids: set[str]) -> None:
        self.ids = ids
        # One edit leaves the first three or the last four characters unchanged.
        self._heads = {id_[:3] for id_ in ids}
        self._tails = {id_[-4:] for id_ in ids}

    def find(self, typed: str) -> list[str]:
        """The ids at most one edit away from a word."""
        word = typed.lower()
        if word[:3] not in self._heads and word[-4:] not in self._tails:
            return []
        return sorted(self.ids & set(_one_edit_away(word)))


def _typed_id(row: NotationRow, known: Collection[str], missing: _Missing) -> str | None:
    """The word that was meant as an id, if it is not the id of a passage."""
    if row.id is not None:
        return None if row.id in known else row.id
    word = row.first_word
    return word if word and (row.is_id_shaped or missing.find(word)) else None


def _say(typed: str, known: Collection[str], missing: _Missing, later: Collection[str]) -> str:
    if typed in later:
        return f"passage {typed} was added after this page was made; delete its row, and edit it on a new page"
    if typed in known:
        return f"{typed} is an id, but no time and no name follow it; write the name, as in: {typed} ?: words"
    near = missing.find(typed)
    if near:
        return f"no passage of this interview has the id {typed}; probably meant: {' or '.join(near[:_MOST_NAMED])}"
    return f"no passage of this interview has the id {typed}; remove the id to add a new passage"


def _one_edit_away(word: str) -> Iterator[str]:
    """The word, and every word from which one changed, omitted or added character, or one swap, makes it."""
    yield word
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        for character in ALPHABET:
            yield head + character + tail
            if tail:
                yield head + character + tail[1:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
