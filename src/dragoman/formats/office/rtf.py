"""RTF, as saved by f4, MAXQDA and word processors: read like Word's files. Read only.

Source: Rich Text Format Specification 1.9.1. Pictures, headers, comments and field instructions are skipped.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import msgspec

from dragoman.errors import FormatError
from dragoman.formats.office.table_columns import Cell, Table, TableRow
from dragoman.formats.office.word_processor import Block, read_manuscript
from dragoman.formats.options import NAME_FORMAT, Imported, ReadOptions
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph
from dragoman.formats.reading.decode import check_size
from dragoman.formats.reading.xml import refuse_long_runs
from dragoman.problems import Problem, ProblemLog

__all__ = ["read"]

_TOKEN = re.compile(
    r"\\([A-Za-z]{1,40})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL
)
_MOST_TOKENS = 5_000_000
_DEEPEST = 2000
# Groups whose content is not part of the text.
_BESIDE_WORDS = (
    "colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc"
    " fldinst pntext listtext annotation atnid atnauthor atndate bkmkstart bkmkend datafield themedata nonshppict"
    " xmlnstbl listtable listoverridetable revtbl rsidtbl generator pgptbl filetbl fonttbl background shpinst"
)
_BESIDE = frozenset(_BESIDE_WORDS.split())
_SIGNS = {
    "par": "\n", "line": "\v", "sect": "\n", "page": "\n", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "", "\n": "\n", "\r": "\n"}
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


class _State(msgspec.Struct):
    """The state of a group."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    hidden: bool = False
    beside: bool = False
    note: bool = False
    fonts: bool = False
    skipped: int = 1
    encoding: str = "cp1252"


def read(content: bytes, options: ReadOptions) -> Imported:
    """Read the document in an RTF file.

    :raises FormatError: if the file is not RTF, is too large or too deeply nested, or has no words
    """
    check_size(content, options)
    if not content.lstrip().startswith(b"{\\rtf"):
        raise FormatError(options.path, "is not an RTF file", ("save it as RTF", NAME_FORMAT), line=1, column=1)
    if content.count(b"\\") + content.count(b"{") > _MOST_TOKENS:
        raise FormatError(options.path, "is larger than any transcript", "split it into parts", line=1, column=1)
    loader = _Loader(content.decode("latin-1"), options)
    blocks = tuple(loader.blocks())
    log = ProblemLog()
    if loader.deleted:
        message = "tracked changes are read as accepted: insertions are kept, deletions are not"
        log.add(Problem("changes-accepted", "note", message))
    if loader.comments:
        message = "{comments} comments are left out; to keep one, move it into the text or a footnote"
        log.add(Problem.of("comments-left-out", "note", message, comments=loader.comments))
    return read_manuscript(blocks, options, log)


class _Loader:
    """Makes blocks from the tokens of a file and counts paragraphs."""

    def __init__(self, text: str, options: ReadOptions) -> None:
        self.deleted = False
        self.comments = 0
        self._text = text
        self._options = options
        self._stack: list[_State] = []
        self._state = _State()
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._pending = 0
        self._pieces: list[StyledText] = []
        self._note: list[str] = []
        self._cell: list[Paragraph] = []
        self._cells: list[Cell] = []
        self._rows: list[TableRow] = []
        self._in_table = False
        self._level = 0
        self._count = 0

    def blocks(self) -> Iterator[Block]:
        """The paragraphs and tables in order."""
        at = 0
        while match := _TOKEN.match(self._text, at):
            at = match.end()
            word, number, byte, symbol, brace, plain = match.groups()
            if byte:
                self._take_bytes(bytes.fromhex(byte))
                continue
            if plain:
                self._take_bytes(plain.encode("latin-1"))
                continue
            self._flush()
            if brace == "{":
                self._open()
            elif brace == "}":
                self._close()
            elif symbol:
                self._take_symbol(symbol)
            elif word == "bin":
                at = min(len(self._text), at + max(0, int(number or 0)))
            elif word:
                yield from self._control(word, int(number) if number else None)
        self._flush()
        yield from self._end_paragraph()
        yield from self._end_table()

    def _open(self) -> None:
        if len(self._stack) < _DEEPEST:
            self._stack.append(self._state)
            self._state = msgspec.structs.replace(self._state)
        else:
            raise FormatError(self._options.path, "is nested deeper than any transcript", line=1, column=1)

    def _close(self) -> None:
        if not self._stack:
            return
        ended, self._state = self._state, self._stack.pop()
        if ended.note and not self._state.note:
            note = " ".join("".join(self._note).split())
            self._note = []
            self._pieces.append(StyledText(text="", note=note or None, line=self._count + 1))

    def _take_bytes(self, typed: bytes) -> None:
        """Add bytes of the text, without those that repeat a character already given in Unicode."""
        skipped = min(self._pending, len(typed))
        self._pending -= skipped
        self._bytes += typed[skipped:]

    def _flush(self) -> None:
        if self._bytes:
            self._add(bytes(self._bytes).decode(self._state.encoding, "replace"))
            self._bytes.clear()

    def _take_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._state.beside = True
        elif symbol in _SYMBOLS:
            self._add(_SYMBOLS[symbol])
        elif symbol in "\\{}":
            self._add(symbol)

    def _add(self, words: str) -> None:
        state = self._state
        if state.beside or state.hidden or not words:
            return
        if state.note:
            self._note.append(words)
            return
        self._pieces.append(
            StyledText(text=words, bold=state.bold, italic=state.italic, struck=state.struck, line=self._count + 1)
        )

    def _control(self, word: str, number: int | None) -> Iterator[Block]:
        state, is_on = self._state, number != 0
        if word != "u":
            self._pending = 0
        if word in _BESIDE:
            self.comments += word == "annotation"
            state.beside, state.fonts = True, word == "fonttbl"
        elif word == "footnote":
            state.note, state.beside = True, False
        elif word == "u" and number is not None:
            self._add(chr(number % 65536))
            self._pending = state.skipped
        elif word == "uc":
            state.skipped = max(0, min(number or 0, 10))
        elif word in ("ansicpg", "f", "fcharset"):
            self._set_font(word, number or 0)
        elif word in ("b", "i", "strike", "v", "deleted", "plain"):
            self._set_letters(word, is_on=is_on)
        elif word == "outlinelevel":
            self._level = min(6, max(0, number or 0) + 1)
        elif word == "pard":
            self._in_table, self._level = False, 0
        elif word == "intbl":
            self._in_table = True
        elif word in ("cell", "row"):
            self._end_cell(is_row=word == "row")
        elif word in _SIGNS and not state.beside:
            if _SIGNS[word] == "\n" and not state.note:
                yield from self._end_paragraph()
            else:
                self._add(_SIGNS[word])

    def _set_letters(self, word: str, *, is_on: bool) -> None:
        state = self._state
        if word == "b":
            state.bold = is_on
        elif word == "i":
            state.italic = is_on
        elif word == "strike":
            state.struck = is_on
        elif word == "plain":
            state.bold = state.italic = state.struck = state.hidden = False
        else:
            state.hidden = is_on
            self.deleted = self.deleted or (word == "deleted" and is_on)

    def _set_font(self, word: str, number: int) -> None:
        state = self._state
        if word == "ansicpg":
            state.encoding = _known(f"cp{number}")
        elif word == "fcharset":
            self._fonts[self._font] = _CHARSETS.get(number, "")
        elif state.fonts:
            self._font = number
        elif self._fonts.get(number):
            state.encoding = self._fonts[number]

    def _end_paragraph(self) -> Iterator[Block]:
        paragraphs = list(self._make_paragraphs())
        if self._in_table:
            self._cell += paragraphs
        else:
            if paragraphs:
                yield from self._end_table()
            yield from paragraphs

    def _end_cell(self, *, is_row: bool) -> None:
        self._cell += self._make_paragraphs()
        if not is_row:
            self._cells.append(Cell(tuple(self._cell)))
        elif self._cells:
            self._rows.append(TableRow(tuple(self._cells)))
            self._cells = []
        self._cell = []

    def _end_table(self) -> Iterator[Block]:
        if self._rows:
            yield Table(tuple(self._rows), self._count)
            self._rows = []

    def _make_paragraphs(self) -> Iterator[Paragraph]:
        """The paragraph that ends here; if it contains line breaks, a soft one for each line."""
        pieces, self._pieces = self._pieces, []
        self._count += 1
        lines: list[list[StyledText]] = [[]]
        for piece in _with_pairs(pieces):
            first, *rest = piece.text.split("\v")
            lines[-1].append(msgspec.structs.replace(piece, text=first))
            lines += [[msgspec.structs.replace(piece, text=line, note=None)] for line in rest]
        soft = False
        for line in lines:
            refuse_long_runs("".join(piece.text for piece in line), self._options.path, self._count)
            made = make_paragraph(line, kind="heading" if self._level else "paragraph", level=self._level, soft=soft)
            if made is not None:
                yield made
                soft = True


def _with_pairs(pieces: list[StyledText]) -> Iterator[StyledText]:
    """The pieces, with equally formatted neighbours joined, and surrogate halves combined."""
    held: StyledText | None = None
    for piece in pieces:
        same = held is not None and not held.note and not piece.note and _letters(held) == _letters(piece)
        if held is not None and same:
            held = msgspec.structs.replace(held, text=held.text + piece.text)
        else:
            if held is not None:
                yield _whole(held)
            held = piece
    if held is not None:
        yield _whole(held)


def _letters(piece: StyledText) -> tuple[bool, bool, bool]:
    return piece.bold, piece.italic, piece.struck


def _whole(piece: StyledText) -> StyledText:
    text = piece.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\x00", "\ufffd")
    return msgspec.structs.replace(piece, text=text)


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"
