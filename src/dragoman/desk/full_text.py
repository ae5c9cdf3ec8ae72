"""The full-text table of the index: FTS5 on SQLite, ``tsvector`` on PostgreSQL. One row of folded words for each
passage.

Folding unifies Arabic and Persian letters, digits, vowel signs, joiners and accents, so that both databases get words
that they only need to split at spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from dragoman.language.folding import fold

__all__ = ["CREATE", "DROP", "MOST_RANKED", "fold_words", "put", "remove", "search", "storable"]

MOST_RANKED = 20_000
"""With more hits, only this many of the newest are ranked."""

_TABLE = "desk_words"
_MOST_WORDS = 12

CREATE = {
    "sqlite": f'CREATE VIRTUAL TABLE {_TABLE} USING fts5(words, tokenize="unicode61 remove_diacritics 0")',
    "postgresql": f"CREATE TABLE {_TABLE} (rowid bigint PRIMARY KEY, words tsvector NOT NULL);"
    f"CREATE INDEX {_TABLE}_index ON {_TABLE} USING gin (words)",
}
DROP = f"DROP TABLE {_TABLE}"


def fold_words(*texts: tuple[str, str]) -> str:
    """The folded words of some texts, each given with its BCP 47 tag."""
    return " ".join(fold(storable(text), language or "und") for text, language in texts)


def storable(text: str) -> str:
    """The text without the null character, which PostgreSQL cannot store."""
    return text.replace("\0", "")


def put(rows: Sequence[tuple[int, str]]) -> None:
    """Insert the words of passages, by their unused numbers."""
    value = "to_tsvector('simple', %s)" if connection.vendor == "postgresql" else "%s"
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_TABLE} (rowid, words) VALUES (%s, {value})", rows)


def remove(numbers: Iterable[int]) -> None:
    """Delete passages, by their numbers."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {_TABLE} WHERE rowid = %s", [(number,) for number in numbers])


def search(words: str, most: int) -> tuple[list[int], bool]:
    """The numbers of the passages with all of the words, best first. The last word may be the beginning of one.

    Passages with larger numbers are newer.

    :param words: as typed
    :returns: the numbers, and whether there were more hits than are ranked
    """
    terms = fold(storable(words), "und").split()[:_MOST_WORDS]
    if not terms:
        return [], False
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            return _search_postgresql(cursor, terms, most)
        return _search_sqlite(cursor, terms, most)


def _search_sqlite(cursor: object, terms: Sequence[str], most: int) -> tuple[list[int], bool]:
    quoted = ['"' + term.replace('"', '""') + '"' for term in terms]
    wanted = " ".join(quoted) + "*"
    run = cursor.execute  # type: ignore[attr-defined]
    newest = f"SELECT rowid FROM {_TABLE} WHERE {_TABLE} MATCH %s ORDER BY rowid DESC LIMIT 1 OFFSET %s"
    last = run(newest, [wanted, MOST_RANKED]).fetchone()
    first = last[0] + 1 if last else 0
    ranked = f"SELECT rowid FROM {_TABLE} WHERE {_TABLE} MATCH %s AND rowid >= %s ORDER BY rank, rowid DESC LIMIT %s"
    return [row[0] for row in run(ranked, [wanted, first, most]).fetchall()], last is not None


def _search_postgresql(cursor: object, terms: Sequence[str], most: int) -> tuple[list[int], bool]:
    quoted = ["'" + term.replace("\\", "\\\\").replace("'", "''") + "'" for term in terms]
    wanted = " & ".join(quoted) + ":*"
    # One more than are ranked, to see whether there are more; then the oldest one is not ranked.
    cursor.execute(  # type: ignore[attr-defined]
        f"WITH newest AS (SELECT rowid, words FROM {_TABLE} WHERE words @@ to_tsquery('simple', %s)"
        " ORDER BY rowid DESC LIMIT %s),"
        " hits AS (SELECT count(*) > %s AS cut, min(rowid) AS oldest FROM newest)"
        " SELECT rowid, cut FROM newest, hits WHERE NOT cut OR rowid > oldest"
        " ORDER BY ts_rank(words, to_tsquery('simple', %s)) DESC, rowid DESC LIMIT %s",
        [wanted, MOST_RANKED + 1, MOST_RANKED, wanted, most],
    )
    rows = cursor.fetchall()  # type: ignore[attr-defined]
    return [row[0] for row in rows], bool(rows) and bool(rows[0][1])
