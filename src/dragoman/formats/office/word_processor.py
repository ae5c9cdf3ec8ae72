"""Transcripts from word processors: paragraphs and tables become a document.

Paragraphs are read like published pages (:mod:`dragoman.formats.prose`). A table whose rows are passages has a column
for each language, and may have others for times and names.

The file is long because one decision, whether the table or the paragraphs have the passages, looks at rows, columns and
the text around them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.office.timed_paragraphs import read_timed
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.assemble_page import make_document as make_prose
from dragoman.formats.prose.assemble_page import with_duration
from dragoman.formats.prose.fact_lines import is_fact, read_head
from dragoman.formats.prose.fact_words import HEAD_KEYS, KEYS
from dragoman.formats.prose.facts import make_facts
from dragoman.formats.prose.head_people import find_head_role, place_people
from dragoman.formats.prose.paragraphs import Paragraph, Published, StyledText
from dragoman.formats.prose.web.metadata import Metadata
from dragoman.formats.reading.columns import ColumnHeading, read_heading
from dragoman.formats.reading.imported_cues import Heading, ImportedCue
from dragoman.formats.reading.imported_cues import make_document as make_rows
from dragoman.language.direction import text_direction
from dragoman.notation.speakers import may_be_name
from dragoman.notation.times import parse_span
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Speaker, Transcript
from dragoman.transcript.ids import speaker_id
from dragoman.transcript.sides import Side
from dragoman.transcript.span import Span
from dragoman.transcript.speaker_names import as_translated
from dragoman.transcript.text import Note, Struck, Text, plain

__all__ = ["Block", "Cell", "Table", "TableRow", "read_manuscript"]

Role = Literal["time", "name", "number", "text", "empty"]

_CLOCK = re.compile(r"[\[(]?\s*(\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?)(?:\s*(?:-->|[-–—→])\s*"
                    r"(\d{1,3}(?::\d{2}){1,2}(?:[.,]\d{1,3})?))?\s*[\])]?")  # fmt: skip
# Teams's notice, in the user's language, that somebody started or stopped the transcription.
_NOTICE = re.compile(
    r".{1,80} (?:started|stopped) transcription|.{1,80} hat die Transkription (?:gestartet|beendet)"
    r"|.{1,80} a (?:démarré|commencé|arrêté) la transcription|.{1,80} (?:inició|detuvo) la transcripción"
)
_NOTICES = 6
_SHOWN = 200
_KEY_AND_VALUE = 2
# The headings and two passages.
_FEWEST_ROWS = 3
_MOST_READ = 50
_LABEL = re.compile(r"\s*([^\s:：][^:：\n]{0,59}?)\s*(?::\s+|：\s*)")


class Cell(msgspec.Struct, frozen=True):
    """The content of a cell. ``mark`` is the passage whose bookmark is in it, ``anchor`` the one that a link in it
    refers to.
    """

    paragraphs: tuple[Paragraph, ...]
    mark: str | None = None
    anchor: str | None = None

    @property
    def text(self) -> str:
        """Its words, one line per paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class TableRow(msgspec.Struct, frozen=True):
    """A row of a table."""

    cells: tuple[Cell, ...]


class Table(msgspec.Struct, frozen=True):
    """A table; ``line`` is the number of the paragraph before it."""

    rows: tuple[TableRow, ...]
    line: int | None = None


Block = Paragraph | Table


def read_manuscript(blocks: Sequence[Block], options: ReadOptions, log: ProblemLog) -> Imported:
    """The document in these blocks: from a table whose columns say so, or one that is longer than the
    text around it, or else from all paragraphs.

    :raises FormatError: if there are no words, or the table has no passages
    """
    tables = [block for block in blocks if isinstance(block, Table)]
    largest = max(tables, key=_weight, default=None)
    prose = [block for block in blocks if isinstance(block, Paragraph)]
    stated = max(filter(_has_passages, tables), key=_weight, default=None)
    if stated is not None:
        return _read_table(stated, blocks, options, log)
    if largest is not None and _weight(largest) > sum(len(paragraph.text) for paragraph in prose):
        return _read_table(largest, blocks, options, log)
    paragraphs = tuple(_without_notices(list(_unrolled(blocks)), log))
    timed = read_timed(paragraphs, options, log)
    if timed is not None:
        return timed
    if not paragraphs:
        raise FormatError(options.path, "contains no words", "check whether it is the right file")
    imported = make_prose(Published(paragraphs=paragraphs), Metadata(), options)
    log.add(*imported.problems)
    return msgspec.structs.replace(imported, problems=log.listed())


def _without_notices(paragraphs: Sequence[Paragraph], log: ProblemLog) -> Iterator[Paragraph]:
    """The paragraphs without Teams's notices in the first few and the last of them."""
    last = len(paragraphs) - 1
    for number, paragraph in enumerate(paragraphs):
        if (number < _NOTICES or number == last) and _NOTICE.fullmatch(paragraph.text):
            line = paragraph.pieces[0].line if paragraph.pieces else None
            message = "a notice of the program is left out: {text}"
            log.add(Problem.of("page-text-left-out", "note", message, Place(line=line), text=paragraph.text))
        else:
            yield paragraph


def _weight(table: Table) -> int:
    """The number of characters in a table whose rows can be passages."""
    if _width(table) < 2:
        return 0
    return sum(len(cell.text) for row in table.rows for cell in row.cells)


def _has_passages(table: Table) -> bool:
    """Whether the columns of a table say that its rows are passages, however long the text around it is.

    Its first row names a column of words and others, in a language with a table; or a column below it has only times
    and another has words.
    """
    if _weight(table) == 0 or len(table.rows) < _FEWEST_ROWS:
        return False
    heads = [read_heading(cell.text) for cell in table.rows[0].cells]
    named = _find_named(heads)
    if {"source", "target"} & named.keys() and len(named) > 1:
        return True
    roles = _find_roles(table.rows[1:])
    return "time" in roles and "text" in roles


def _unrolled(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif _states_facts(block):
            yield from map(_as_fact, block.rows)
        else:
            yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)


def _states_facts(table: Table) -> bool:
    """Whether the rows of a table are keys of a head and their values: ``Interviewer``, ``Ana Ruiz``."""
    keys = [row.cells[0].text.strip(" :：").casefold() for row in table.rows if len(row.cells) == _KEY_AND_VALUE]
    known = sum(key in KEYS or key in HEAD_KEYS or find_head_role(key) is not None for key in keys)
    return len(keys) == len(table.rows) and known * 2 >= len(keys) > 0


def _as_fact(row: TableRow) -> Paragraph:
    """A row as one line: ``Interviewer: Ana Ruiz``."""
    key, value = (" ".join(cell.text.split()) for cell in row.cells)
    first = next((p.pieces[0] for cell in row.cells for p in cell.paragraphs if p.pieces), None)
    text = f"{key.rstrip(' :：')}: {value}"
    return Paragraph(text=text, pieces=(StyledText(text=text, line=first.line if first else None),))


class _Columns(msgspec.Struct, frozen=True):
    """The roles of a table's columns; ``first`` is the number of the first row that is a passage."""

    first: int
    time: int | None = None
    name: int | None = None
    source: int | None = None
    target: int | None = None
    source_language: str | None = None
    target_language: str | None = None


class _Part(msgspec.Struct, frozen=True):
    """A table of passages: its place among the blocks and its columns. ``is_joined`` says that only empty lines are
    between it and the one before, which may so name the speaker of its first row.
    """

    at: int
    table: Table
    columns: _Columns
    is_joined: bool = False


def _read_table(table: Table, blocks: Sequence[Block], options: ReadOptions, log: ProblemLog) -> Imported:
    columns = _find_columns(table)
    parts = _find_parts(table, columns, blocks)
    used = [part.at for part in parts]
    above = list(_unrolled(blocks[: used[0]]))
    between = list(_unrolled([blocks[at] for at in range(used[0], used[-1]) if at not in used]))
    below = list(_unrolled(blocks[used[-1] + 1 :]))
    title = next((p.text for p in (*above, *below) if p.kind == "heading"), None)
    heading = Heading(language=columns.source_language, other_language=columns.target_language, title=title)
    passages: list[ImportedCue] = []
    rows = 0
    for part in parts:
        _tell_columns(part.table, part.columns, log)
        passages += _read_rows(part, passages[-1:] if part.is_joined else [], rows, log)
        rows += len(part.table.rows)
    if columns.name is None and options.labels:
        passages, speakers = _with_labels(passages)
        heading = msgspec.structs.replace(heading, speakers=speakers)
    if not passages:
        raise FormatError(options.path, "contains a table without passages", "check whether it is the right file")
    imported = make_rows(passages, msgspec.structs.replace(options, side="source"), log, heading)
    transcript = _with_head(imported.transcript, above, [*between, *below], title, log)
    return msgspec.structs.replace(imported, transcript=transcript, problems=log.listed())


def _read_rows(part: _Part, before: Sequence[ImportedCue], rows: int, log: ProblemLog) -> list[ImportedCue]:
    """The passages of a table.

    :param before: the passage whose speaker goes on in rows without a name; empty if nobody's does
    :param rows: the number of rows in the tables before
    """
    columns = part.columns
    speaker = before[-1].speaker if before else None
    passages: list[ImportedCue] = []
    for number, row in enumerate(part.table.rows[columns.first :], rows + columns.first + 1):
        passage = _passage(row, columns, number)
        if passage is not None:
            # A name that is not repeated applies to the rows below it.
            if passage.speaker is None and columns.name is not None:
                passage = msgspec.structs.replace(passage, speaker=speaker)
            speaker = passage.speaker
            passages.append(passage)
        elif any(map(str.isalpha, words := " ".join(cell.text for cell in row.cells))):
            message = "a row of the table has no words in its columns of text; it says: {shown}"
            shown = " ".join(words.split())[:_SHOWN]
            log.add(Problem.of("row-left-out", "note", message, Place(line=number), shown=shown))
    return passages


def _find_parts(table: Table, columns: _Columns, blocks: Sequence[Block]) -> list[_Part]:
    """A table of passages and those that go on with it, in order."""
    parts: list[_Part] = []
    for at, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        is_joined = bool(parts) and not any(p.text.strip() for p in _unrolled(blocks[parts[-1].at + 1 : at]))
        own = columns if block is table else _continue_columns(block, table, columns, is_joined=is_joined)
        if own is not None:
            parts.append(_Part(at, block, own, is_joined))
    return parts


def _continue_columns(other: Table, table: Table, columns: _Columns, *, is_joined: bool) -> _Columns | None:
    """The columns of a table that goes on with a table of passages; ``None`` if nothing says that it does.

    Its first row repeats or names the columns; or it has times where the other has them; or it follows directly.
    """
    if _weight(other) == 0 or _width(other) != _width(table) or _states_facts(other):
        return None
    if columns.first and _read_row(other.rows[0]) == _read_row(table.rows[0]):
        return columns
    heads = [read_heading(cell.text) for cell in other.rows[0].cells]
    if len(_find_named(heads)) > 1 or sum(head.language is not None for head in heads) > 1:
        return _named_again(heads, columns)
    roles = _find_roles(other.rows)
    has_times = columns.time is not None and roles[columns.time] == "time"
    if not has_times and (columns.time is not None or not is_joined):
        return None
    return _turned(columns, table.rows[columns.first :], other.rows)


def _named_again(heads: Sequence[ColumnHeading], columns: _Columns) -> _Columns | None:
    """The columns of a table as its headings name them; ``None`` if they do not name the texts of the first table."""
    named = _find_named(heads)
    tags = [head.language for head in heads]
    wanted = (columns.source_language, columns.target_language)
    source, target = (tags.index(tag) if tag in tags and tag else None for tag in wanted)
    source = source if source is not None else named.get("source")
    target = target if target is not None else named.get("target")
    if source is None or source == target or (target is None) != (columns.target is None):
        return None
    time, name = named.get("start", columns.time), named.get("speaker", columns.name)
    if {source, target} & {time, name} - {None}:
        return None
    return msgspec.structs.replace(columns, first=1, time=time, name=name, source=source, target=target)


def _turned(columns: _Columns, rows: Sequence[TableRow], others: Sequence[TableRow]) -> _Columns | None:
    """The columns for rows without headings, with the sides exchanged if the directions of the scripts say so; ``None``
    if they fit no side.
    """
    own = msgspec.structs.replace(columns, first=0)
    ways = [_find_way(each, place) for each in (rows, others) for place in (columns.source, columns.target)]
    if None in ways or ways[0] == ways[1] or ways[:2] == ways[2:]:
        return own
    return _exchanged(own) if ways[2] != ways[3] else None


def _exchanged(columns: _Columns) -> _Columns:
    return msgspec.structs.replace(columns, source=columns.target, target=columns.source)


def _find_way(rows: Sequence[TableRow], place: int | None) -> str | None:
    return text_direction(
        " ".join(row.cells[place].text for row in rows if place is not None and place < len(row.cells))
    )


def _width(table: Table) -> int:
    return max((len(row.cells) for row in table.rows), default=0)


def _read_row(row: TableRow) -> list[str]:
    return [" ".join(cell.text.split()).casefold() for cell in row.cells]


def _with_head(
    transcript: Transcript, above: Sequence[Paragraph], below: Sequence[Paragraph], title: str | None, log: ProblemLog
) -> Transcript:
    """The document with the facts that the paragraphs around its table state; others below it are reported."""
    languages = transcript.recording.languages if transcript.recording else ()
    head = read_head(_bare_head(above, title), next(iter(languages), None), title, below)
    for paragraph in below:
        if paragraph.text and paragraph.text != title and not is_fact(paragraph.text):
            line = paragraph.pieces[0].line if paragraph.pieces else None
            message = "“{shown}” is outside the table of passages, and is left out"
            shown = paragraph.text[:_SHOWN] + ("…" if len(paragraph.text) > _SHOWN else "")
            log.add(Problem.of("page-text-left-out", "note", message, Place(line=line), shown=shown))
    side = _side_of_title(head.title or title, transcript)
    facts = make_facts(head, Metadata(title=title), (), side)
    speakers = place_people(transcript.speakers, head.people, log)
    return with_duration(msgspec.structs.replace(transcript, facts=facts, speakers=speakers), head.duration)


def _side_of_title(title: str | None, transcript: Transcript) -> Side:
    """The text that a title belongs to: the translation's if it is written in the direction of only that."""
    way = text_direction(title or "")
    first = transcript.segments[:_MOST_READ]
    original = text_direction(" ".join(plain(segment.source or ()) for segment in first))
    translation = text_direction(" ".join(plain(segment.target or ()) for segment in first))
    return "target" if way is not None and original != way == translation else "source"


def _bare_head(paragraphs: Sequence[Paragraph], title: str | None) -> list[Paragraph]:
    return [paragraph for paragraph in paragraphs if paragraph.text and paragraph.text != title]


def _tell_columns(table: Table, columns: _Columns, log: ProblemLog) -> None:
    """Report the columns with words that are neither a text nor a name nor a time."""
    used = {columns.time, columns.name, columns.source, columns.target}
    for place in range(max(len(row.cells) for row in table.rows)):
        cells = [row.cells[place].text for row in table.rows if place < len(row.cells)]
        if place not in used and any(map(str.isalpha, "".join(cells[columns.first :]))):
            message = "column {number} of the table is left out; it begins: {words}"
            words = " ".join(" ".join(cells).split())[:_SHOWN]
            log.add(Problem.of("column-left-out", "note", message, Place(line=1), number=place + 1, words=words))


def _with_labels(passages: list[ImportedCue]) -> tuple[list[ImportedCue], tuple[Speaker, ...]]:
    """The passages of a table without a column of names, whose texts begin with ``Name:``, and the speakers.

    A label counts if it occurs again, or is before both texts; a passage without one continues the one above.
    """
    labels = [(_find_label(passage.text), _find_label(passage.translation)) for passage in passages]
    counts = Counter(label for pair in labels for label in pair if label)
    speakers: dict[str, Speaker] = {}
    named: list[ImportedCue] = []
    for passage, (own, other) in zip(passages, labels, strict=True):
        if not (own and other) and counts[own or other or ""] < 2:
            named.append(msgspec.structs.replace(passage, speaker=named[-1].speaker if named else None))
            continue
        name = own or other or ""
        speaker = speakers.get(name) or Speaker(id=speaker_id(len(speakers) + 1), label=name)
        speakers[name] = as_translated(speaker, other) if other and not speaker.name_native else speaker
        text = _without_label(passage.text) if own else passage.text
        translation = _without_label(passage.translation) if other else passage.translation
        named.append(msgspec.structs.replace(passage, text=text, translation=translation, speaker=speaker.id))
    return named, tuple(speakers.values())


def _find_label(text: str | Text) -> str | None:
    first = text[0] if text and not isinstance(text, str) else ""
    match = _LABEL.match(first) if isinstance(first, str) else None
    return match[1] if match and may_be_name(match[1]) else None


def _without_label(text: str | Text) -> Text:
    bare = _LABEL.sub("", str(text[0]), count=1)
    return tuple(inline for inline in (bare, *text[1:]) if inline != "")


def _passage(row: TableRow, columns: _Columns, number: int) -> ImportedCue | None:
    def at(column: int | None) -> Cell:
        return row.cells[column] if column is not None and column < len(row.cells) else Cell(())

    name, time = _read_voice(at(columns.name).text), _read_clock(at(columns.time).text)
    time = time or _read_clock(at(columns.name).text)
    text, translation = _rich(at(columns.source)), _rich(at(columns.target))
    if not text and not translation:
        return None
    return ImportedCue(
        start=time.start if time else None,
        end=time.end if time else None,
        text=text,
        translation=translation,
        speaker=name,
        id=next((cell.mark for cell in row.cells if cell.mark), None),
        line=number,
    )


def _read_clock(text: str) -> Span | None:
    match = _CLOCK.search(text)
    return parse_span(f"{match[1]}-{match[2]}" if match[2] else match[1]) if match else None


def _read_voice(text: str) -> str | None:
    return " ".join(_CLOCK.sub(" ", text).split()).strip(" :：-–—[]()|") or None


def _rich(cell: Cell) -> Text:
    """The words of a cell, with struck text and footnotes."""
    out: list[str | Struck | Note] = []
    for number, paragraph in enumerate(cell.paragraphs):
        out += ["\n"] if number else []
        for piece in paragraph.pieces:
            out += [Struck((piece.text,)) if piece.struck and piece.text else piece.text]
            out += [Note((piece.note,))] if piece.note else []
    return tuple(inline for inline in out if inline != "")


def _find_columns(table: Table) -> _Columns:
    """The columns by their headings, or else by their content."""
    heads = [read_heading(cell.text) for cell in table.rows[0].cells]
    named = _find_named(heads)
    is_headed = bool(named) or sum(head.language is not None for head in heads) > 1 or _is_above_times(table)
    rows = table.rows[1:] if is_headed else table.rows
    roles = _find_roles(rows)
    taken = {place for role, place in named.items() if role not in ("source", "target")}
    texts = [c for c in range(len(roles)) if roles[c] == "text" and c not in taken]
    texts = sorted({*texts, *(place for role, place in named.items() if role in ("source", "target"))})
    source, target = _find_sides(named, texts)
    return _Columns(
        first=1 if is_headed else 0,
        time=_first(named.get("start"), [c for c in range(len(roles)) if roles[c] == "time"]),
        name=_first(named.get("speaker"), [c for c in range(len(roles)) if roles[c] == "name" and c not in texts]),
        source=source,
        target=target,
        source_language=heads[source].language if source is not None and source < len(heads) else None,
        target_language=heads[target].language if target is not None and target < len(heads) else None,
    )


def _is_above_times(table: Table) -> bool:
    """Whether the first row has a word above a column that has only times: a heading in any language."""
    roles = _find_roles(table.rows[1:])
    heads = [cell.text.strip() for cell in table.rows[0].cells]
    return any(role == "time" and head and not _CLOCK.search(head) for role, head in zip(roles, heads, strict=False))


def _find_roles(rows: Sequence[TableRow]) -> list[Role]:
    """What each column of some rows contains."""
    width = max((len(row.cells) for row in rows), default=0)
    return [_find_role([row.cells[c].text.strip() for row in rows if c < len(row.cells)]) for c in range(width)]


def _first(named: int | None, found: Sequence[int]) -> int | None:
    return named if named is not None else next(iter(found), None)


def _find_named(heads: Sequence[ColumnHeading]) -> dict[str, int]:
    """The first column of each role that the beginning of a heading names."""
    named: dict[str, int] = {}
    for place, head in enumerate(heads):
        if head.role is not None and head.fit in ("whole", "first"):
            named.setdefault("source" if head.role == "text" else head.role, place)
    return named


def _find_sides(named: dict[str, int], texts: Sequence[int]) -> tuple[int | None, int | None]:
    """The columns of the original and of the translation: by their headings, or else with the original first."""
    source, target = named.get("source"), named.get("target")
    if source is None:
        source = next((c for c in texts if c != target), None)
    if target is None:
        target = next((c for c in texts if c != source and (source is None or c > source)), None)
    return source, target


def _find_role(texts: Sequence[str]) -> Role:
    """What a column contains, judged by its words."""
    filled = [text for text in texts if text]
    if not filled:
        return "empty"
    if sum(_CLOCK.fullmatch(text) is not None for text in filled) * 10 > len(filled) * 8:
        return "time"
    if all(text.strip(".#)").isdecimal() for text in filled):
        return "number"
    bare = [_read_voice(text) or "" for text in filled]
    names = sum(may_be_name(text) for text in bare if text)
    few = len(Counter(bare)) <= max(2, len(filled) // 2)
    return "name" if names * 10 > len(filled) * 8 and (few or len(filled) < 3) and _is_short(bare) else "text"


def _is_short(texts: Sequence[str]) -> bool:
    return sum(len(text) for text in texts) <= 30 * len(texts) and any(text_direction(text) for text in texts)
