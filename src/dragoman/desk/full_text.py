"""The full-text table of the index: FTS5 on SQLite, ``tsvector`` on PostgreSQL. One row a passage, of folded words.

Folding makes Arabic and Persian letters, digits, vowel signs, joiners and accents alike on both sides, so that both
databases are given words that they only have to cut at spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from dragoman.language.folding import fold

__all__ = ["CREATE", "DROP", "MOST_RANKED", "fold_words", "put", "rank", "remove", "search", "storable"]

MOST_RANKED = 2_000
"""Of more hits, only so many of the newest are ranked."""

_TABLE = "desk_words"
_MOST_WORDS = 12
# BM25: how little a word counts that is said again, and how little one in a long passage. Both are the usual values.
_REPEATED, _LONG = 1.2, 0.75

CREATE = {
    "sqlite": f'CREATE VIRTUAL TABLE {_TABLE} USING fts5(words, tokenize="unicode61 remove_diacritics 0")',
    "postgresql": f"CREATE TABLE {_TABLE} (rowid bigint PRIMARY KEY, words tsvector NOT NULL);"
    f"CREATE INDEX {_TABLE}_index ON {_TABLE} USING gin (words)",
}
DROP = f"DROP TABLE {_TABLE}"


def fold_words(*texts: tuple[str, str]) -> str:
    """The words of some texts as they are compared, each text with its BCP 47 tag."""
    return " ".join(fold(storable(text), language or "und") for text, language in texts)


def storable(text: str) -> str:
    """A text without the one character that PostgreSQL cannot hold."""
    return text.replace("\0", "")


def put(rows: Sequence[tuple[int, str]]) -> None:
    """Write the words of passages, by their numbers, which are free."""
    value = "to_tsvector('simple', %s)" if connection.vendor == "postgresql" else "%s"
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_TABLE} (rowid, words) VALUES (%s, {value})", rows)


def remove(numbers: Iterable[int]) -> None:
    """Take passages out, by their numbers."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {_TABLE} WHERE rowid = %s", [(number,) for number in numbers])


def search(words: str, most: int) -> tuple[list[int], bool]:
    """The numbers of passages that hold all of the words, the best first.

    The last word may be the beginning of one. On SQLite it is not, where more than ``MOST_RANKED`` passages hold it as
    it stands: FTS5 first merges the passages of all words that begin like it. Passages with larger numbers are newer.

    :param words: as somebody typed them
    :returns: the numbers, and whether there were more hits than are ranked
    """
    terms = fold(storable(words), "und").split()[:_MOST_WORDS]
    if not terms:
        return [], False
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _search_postgresql(cursor, terms, most)
        return _search_sqlite(cursor, terms, most)


def _search_sqlite(cursor: CursorWrapper, terms: Sequence[str], most: int) -> tuple[list[int], bool]:
    quoted = ['"' + term.replace('"', '""') + '"' for term in terms]
    matches = f"FROM {_TABLE} WHERE {_TABLE} MATCH %s"
    begins = _ask(cursor, f"SELECT 1 {matches} LIMIT 1 OFFSET %s", quoted[-1], MOST_RANKED) == []
    newest = f"SELECT rowid, words {matches} ORDER BY rowid DESC LIMIT %s"
    found = _ask(cursor, newest, " ".join(quoted) + "*" * begins, MOST_RANKED + 1)
    ranked = rank(found[:MOST_RANKED], [*(f" {term} " for term in terms[:-1]), f" {terms[-1]}" + " " * (not begins)])
    return ranked[:most], len(found) > MOST_RANKED


def rank(hits: Sequence[tuple[int, str]], terms: Sequence[str]) -> list[int]:
    """The numbers of hits, the best first: by BM25 (Robertson and Zaragoza 2009), with every term alike.

    FTS5 ranks by it too, but goes through every passage that holds a term to weigh it, which takes longer than all the
    rest. All hits hold all of the terms, so that the weights would say little. Lengths are in characters.

    :param hits: numbers, and folded words
    :param terms: with a space at each end that has to be the end of a word
    """
    usual = sum(len(words) for _, words in hits) / max(1, len(hits))
    scored = []
    for number, words in hits:
        room = _REPEATED * (1 - _LONG + _LONG * len(words) / usual)
        padded = f" {words} "
        counts = (padded.count(term) or 1 for term in terms)
        scored.append((sum(count / (count + room) for count in counts), number))
    return [number for _, number in sorted(scored, reverse=True)]


def _search_postgresql(cursor: CursorWrapper, terms: Sequence[str], most: int) -> tuple[list[int], bool]:
    quoted = ["'" + term.replace("\\", "\\\\").replace("'", "''") + "'" for term in terms]
    matches = f"FROM {_TABLE} WHERE words @@ to_tsquery('simple', %s)"
    wanted = " & ".join(quoted) + ":*"
    # One more than are ranked, to see whether there are more; the oldest of them is not ranked then.
    rows = _ask(
        cursor,
        f"WITH newest AS (SELECT rowid, words {matches} ORDER BY rowid DESC LIMIT %s),"
        " hits AS (SELECT count(*) > %s AS cut, min(rowid) AS oldest FROM newest)"
        " SELECT rowid, cut FROM newest, hits WHERE NOT cut OR rowid > oldest"
        " ORDER BY ts_rank(words, to_tsquery('simple', %s)) DESC, rowid DESC LIMIT %s",
        *(wanted, MOST_RANKED + 1, MOST_RANKED, wanted, most),
    )
    return [row[0] for row in rows], bool(rows) and bool(rows[0][1])


def _ask(cursor: CursorWrapper, query: str, *values: str | int) -> list[tuple[Any, ...]]:
    cursor.execute(query, values)
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
