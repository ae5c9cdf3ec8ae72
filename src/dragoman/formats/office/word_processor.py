"""Transcripts from word processors: paragraphs and tables become a document.

Paragraphs are read like published pages (:mod:`dragoman.formats.prose`). A table whose rows are passages has a column
for each language, and may have others for times and names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.office.table_columns import (
    Cell,
    Columns,
    Table,
    TableRow,
    continue_columns,
    find_columns,
    has_passages,
    read_clock,
    read_voice,
    states_facts,
    weigh,
)
from dragoman.formats.office.timed_paragraphs import read_timed
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.prose.assemble_page import make_document as make_prose
from dragoman.formats.prose.assemble_page import with_duration
from dragoman.formats.prose.fact_lines import is_fact, read_head
from dragoman.formats.prose.facts import make_facts
from dragoman.formats.prose.head_people import place_people
from dragoman.formats.prose.paragraphs import Paragraph, Published, StyledText
from dragoman.formats.prose.web.metadata import Metadata
from dragoman.formats.reading.imported_cues import Heading, ImportedCue
from dragoman.formats.reading.imported_cues import make_document as make_rows
from dragoman.language.direction import text_direction
from dragoman.notation.speakers import may_be_name
from dragoman.problems import Place, Problem, ProblemLog
from dragoman.transcript.document import Speaker, Transcript
from dragoman.transcript.ids import speaker_id
from dragoman.transcript.sides import Side
from dragoman.transcript.speaker_names import as_translated
from dragoman.transcript.text import Note, Struck, Text, plain

__all__ = ["Block", "read_manuscript"]


# Teams's notice, in the user's language, that somebody started or stopped the transcription.
_NOTICE = re.compile(
    r".{1,80} (?:started|stopped) transcription|.{1,80} hat die Transkription (?:gestartet|beendet)"
    r"|.{1,80} a (?:démarré|commencé|arrêté) la transcription|.{1,80} (?:inició|detuvo) la transcripción"
)
_NOTICES = 6
_SHOWN = 200
_MOST_READ = 50
_LABEL = re.compile(r"\s*([^\s:：][^:：\n]{0,59}?)\s*(?::\s+|：\s*)")


Block = Paragraph | Table


def read_manuscript(blocks: Sequence[Block], options: ReadOptions, log: ProblemLog) -> Imported:
    """The document in these blocks: from a table whose columns say so, or one that is longer than the
    text around it, or else from all paragraphs.

    :raises FormatError: if there are no words, or the table has no passages
    """
    tables = [block for block in blocks if isinstance(block, Table)]
    largest = max(tables, key=weigh, default=None)
    prose = [block for block in blocks if isinstance(block, Paragraph)]
    stated = max(filter(has_passages, tables), key=weigh, default=None)
    if stated is not None:
        return _read_table(stated, blocks, options, log)
    if largest is not None and weigh(largest) > sum(len(paragraph.text) for paragraph in prose):
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


def _unrolled(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif states_facts(block):
            yield from map(_as_fact, block.rows)
        else:
            yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)


def _as_fact(row: TableRow) -> Paragraph:
    """A row as one line: ``Interviewer: Ana Ruiz``."""
    key, value = (" ".join(cell.text.split()) for cell in row.cells)
    first = next((p.pieces[0] for cell in row.cells for p in cell.paragraphs if p.pieces), None)
    text = f"{key.rstrip(' :：')}: {value}"
    return Paragraph(text=text, pieces=(StyledText(text=text, line=first.line if first else None),))


class _Part(msgspec.Struct, frozen=True):
    """A table of passages: its place among the blocks and its columns. ``is_joined`` says that only empty lines are
    between it and the one before, which may so name the speaker of its first row.
    """

    at: int
    table: Table
    columns: Columns
    is_joined: bool = False


def _read_table(table: Table, blocks: Sequence[Block], options: ReadOptions, log: ProblemLog) -> Imported:
    columns = find_columns(table)
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


def _find_parts(table: Table, columns: Columns, blocks: Sequence[Block]) -> list[_Part]:
    """A table of passages and those that go on with it, in order."""
    parts: list[_Part] = []
    for at, block in enumerate(blocks):
        if not isinstance(block, Table):
            continue
        is_joined = bool(parts) and not any(p.text.strip() for p in _unrolled(blocks[parts[-1].at + 1 : at]))
        own = columns if block is table else continue_columns(block, table, columns, is_joined=is_joined)
        if own is not None:
            parts.append(_Part(at, block, own, is_joined))
    return parts


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


def _tell_columns(table: Table, columns: Columns, log: ProblemLog) -> None:
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


def _passage(row: TableRow, columns: Columns, number: int) -> ImportedCue | None:
    def at(column: int | None) -> Cell:
        return row.cells[column] if column is not None and column < len(row.cells) else Cell(())

    name, time = read_voice(at(columns.name).text), read_clock(at(columns.time).text)
    time = time or read_clock(at(columns.name).text)
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


def _rich(cell: Cell) -> Text:
    """The words of a cell, with struck text and footnotes."""
    out: list[str | Struck | Note] = []
    for number, paragraph in enumerate(cell.paragraphs):
        out += ["\n"] if number else []
        for piece in paragraph.pieces:
            out += [Struck((piece.text,)) if piece.struck and piece.text else piece.text]
            out += [Note((piece.note,))] if piece.note else []
    return tuple(inline for inline in out if inline != "")
