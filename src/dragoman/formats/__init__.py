"""Other people's files. A format is a module with ``read()`` and/or ``write()`` and a row in ``FORMATS``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from os import PathLike, fspath
from pathlib import Path, PurePath
from typing import Any, Literal

import msgspec

from dragoman.errors import Fix, FormatError, InputError, SettingsError
from dragoman.formats.options import Imported, ReadOptions, WriteOptions, Written
from dragoman.problems import Problem
from dragoman.transcript.document import Transcript
from dragoman.transcript.sides import find_sides

__all__ = ["FORMATS", "Format", "find_format", "find_readable", "find_writable", "read", "write"]

# Archives may be larger than texts; each format has a limit of its own below this one.
_MOST_BYTES = 256 * 1024 * 1024
_HEAD = 4096

# Formats that nothing else begins like, and that people save under the suffix of plain text.
_SAVED_AS_TEXT = ("vtt", "noscribe-vtt", "srt", "ass", "sbv", "rtf")

Direction = Literal["read", "write"]


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table: the module that knows the format, the suffixes it goes by, the text it holds.

    What a file of the format is known by, where several share a suffix: ``opens`` is a pattern for its beginning,
    ``holds`` are strings all of which it contains, ``holds_one`` strings of which it contains one. ``reader`` and
    ``writer`` name the module's functions; a format that can only be read, or only be written, has a module without
    the other, or an empty name.
    """

    module: str
    suffixes: tuple[str, ...]
    media_type: str
    title: str
    bilingual: bool
    opens: str | None = None
    holds: tuple[str, ...] = ()
    holds_one: tuple[str, ...] = ()
    reader: str = "read"
    writer: str = "write"


FORMATS = {
    # Before WebVTT, which its files are as well.
    "noscribe-vtt": Format(
        module="dragoman.formats.annotation.noscribe.vtt",
        suffixes=(".vtt",),
        media_type="text/vtt",
        title="WebVTT of noScribe",
        bilingual=False,
        opens=r"WEBVTT",
        holds=("noScribe",),
    ),
    "vtt": Format(
        module="dragoman.formats.subtitles.vtt",
        suffixes=(".vtt",),
        media_type="text/vtt",
        title="WebVTT",
        bilingual=False,
        opens=r"WEBVTT",
    ),
    "srt": Format(
        module="dragoman.formats.subtitles.srt",
        suffixes=(".srt",),
        media_type="application/x-subrip",
        title="SubRip",
        bilingual=False,
        opens=r"\s*(?:\d+\s*\n)?\s*\d+:\d\d:\d\d[,.]\d+ *-->",
    ),
    "page": Format(
        module="dragoman.formats.pages.draft_page",
        suffixes=(".html",),
        media_type="text/html",
        title="HTML page",
        bilingual=True,
    ),
    "json": Format(
        module="dragoman.formats.dragoman_json",
        suffixes=(".json",),
        media_type="application/json",
        title="Dragoman's own JSON",
        bilingual=True,
        opens=r'\s*\{\s*"format"\s*:\s*"dragoman-export"',
    ),
    "tei": Format(
        module="dragoman.formats.tei",
        suffixes=(".tei.xml", ".tei"),
        media_type="application/tei+xml",
        title="TEI, both languages and every mark",
        bilingual=True,
        opens=r"[\s\S]*?<(?:\w+:)?TEI(?:\.2)?[\s>]",
    ),
    "iso24624": Format(
        module="dragoman.formats.tei.iso24624",
        suffixes=(".iso.xml",),
        media_type="application/tei+xml",
        title="TEI after ISO 24624, flat",
        bilingual=True,
    ),
    "xliff": Format(
        module="dragoman.formats.translation.xliff1",
        suffixes=(".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
        media_type="application/xliff+xml",
        title="XLIFF 1.2, for translation programs",
        bilingual=True,
        opens=r"[\s\S]*?<(?:\w+:)?xliff[^>]*?\sversion=[\"']1",
    ),
    "xliff2": Format(
        module="dragoman.formats.translation.xliff2",
        suffixes=(".xlf2", ".xlf", ".xliff"),
        media_type="application/xliff+xml",
        title="XLIFF 2.0, for translation programs",
        bilingual=True,
        opens=r"[\s\S]*?<(?:\w+:)?xliff[^>]*?\sversion=[\"']2",
    ),
    "tmx": Format(
        module="dragoman.formats.translation.tmx",
        suffixes=(".tmx",),
        media_type="application/x-tmx+xml",
        title="TMX, pairs for a translation memory",
        bilingual=True,
        opens=r"[\s\S]*?<tmx[\s>]",
    ),
    "docx": Format(
        module="dragoman.formats.office.docx",
        suffixes=(".docx",),
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        title="Word",
        bilingual=True,
        opens="PK",
        holds=("word/document.xml",),
    ),
    "odt": Format(
        module="dragoman.formats.office.odt",
        suffixes=(".odt",),
        media_type="application/vnd.oasis.opendocument.text",
        title="OpenDocument text",
        bilingual=True,
        opens="PK",
        holds=("content.xml", "application/vnd.oasis.opendocument.text"),
    ),
    "rtf": Format(
        module="dragoman.formats.office.rtf",
        suffixes=(".rtf",),
        media_type="application/rtf",
        title="RTF",
        bilingual=True,
        opens=r"\s*\{\\rtf",
    ),
    "xlsx": Format(
        module="dragoman.formats.office.xlsx",
        suffixes=(".xlsx", ".xlsm"),
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        title="Excel",
        bilingual=True,
        opens="PK",
        holds=("xl/workbook.xml",),
    ),
    "ods": Format(
        module="dragoman.formats.office.ods",
        suffixes=(".ods",),
        media_type="application/vnd.oasis.opendocument.spreadsheet",
        title="OpenDocument spreadsheet",
        bilingual=True,
        opens="PK",
        holds=("content.xml", "application/vnd.oasis.opendocument.spreadsheet"),
    ),
    "epub": Format(
        module="dragoman.formats.pages.epub",
        suffixes=(".epub",),
        media_type="application/epub+zip",
        title="EPUB 3",
        bilingual=True,
    ),
    "blog": Format(
        module="dragoman.formats.pages.blog",
        suffixes=(".blog.html",),
        media_type="text/html",
        title="HTML to paste into a blog",
        bilingual=True,
    ),
    "eaf": Format(
        module="dragoman.formats.annotation.eaf",
        suffixes=(".eaf",),
        media_type="text/x-eaf+xml",
        title="ELAN",
        bilingual=True,
        opens=r"[\s\S]*?<ANNOTATION_DOCUMENT[\s>]",
    ),
    "textgrid": Format(
        module="dragoman.formats.annotation.textgrid",
        suffixes=(".textgrid",),
        media_type="text/praat-textgrid",
        title="Praat's TextGrid",
        bilingual=True,
        opens=r'[^\n]*"ooTextFile',
    ),
    "exmaralda": Format(
        module="dragoman.formats.annotation.exmaralda",
        suffixes=(".exb", ".exs"),
        media_type="application/xml",
        title="EXMARaLDA",
        bilingual=True,
        opens=r"[\s\S]*?<(?:basic|segmented)-transcription[\s>]",
    ),
    "transcriber": Format(
        module="dragoman.formats.annotation.transcriber",
        suffixes=(".trs",),
        media_type="application/xml",
        title="Transcriber",
        bilingual=False,
        opens=r"[\s\S]*?<Trans[\s>]",
    ),
    "ohms": Format(
        module="dragoman.formats.annotation.ohms",
        suffixes=(".ohms.xml", ".xml"),
        media_type="application/xml",
        title="OHMS",
        bilingual=False,
        opens=r"[\s\S]*?<ROOT[\s>]",
        holds=("<record",),
    ),
    "rttm": Format(
        module="dragoman.formats.nist.rttm",
        suffixes=(".rttm",),
        media_type="text/plain",
        title="RTTM turns",
        bilingual=False,
    ),
    "stm": Format(
        module="dragoman.formats.nist.stm",
        suffixes=(".stm",),
        media_type="text/plain",
        title="STM turns",
        bilingual=False,
    ),
    "ctm": Format(
        module="dragoman.formats.nist.ctm",
        suffixes=(".ctm",),
        media_type="text/plain",
        title="CTM words",
        bilingual=False,
    ),
    "sbv": Format(
        module="dragoman.formats.subtitles.sbv",
        suffixes=(".sbv",),
        media_type="text/plain",
        title="SubViewer, as YouTube takes it",
        bilingual=False,
        opens=r"\s*\d+:\d\d:\d\d\.\d+,\d+:\d\d",
    ),
    "ass": Format(
        module="dragoman.formats.subtitles.ass",
        suffixes=(".ass", ".ssa"),
        media_type="text/x-ssa",
        title="SubStation Alpha",
        bilingual=False,
        opens=r"\s*\[Script Info\]",
    ),
    "ttml": Format(
        module="dragoman.formats.subtitles.ttml",
        suffixes=(".ttml", ".dfxp", ".itt", ".xml"),
        media_type="application/ttml+xml",
        title="TTML and IMSC",
        bilingual=False,
        opens=r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:\w+:)?tt[\s>]",
    ),
    "sami": Format(
        module="dragoman.formats.subtitles.sami",
        suffixes=(".smi", ".sami"),
        media_type="application/x-sami",
        title="SAMI",
        bilingual=True,
        opens=r"\s*<[Ss][Aa][Mm][Ii]",
    ),
    "youtube": Format(
        module="dragoman.formats.subtitles.youtube",
        suffixes=(".json3", ".json"),
        media_type="application/json",
        title="YouTube captions, JSON",
        bilingual=False,
        holds=('"events"', '"tStartMs"'),
    ),
    "srv3": Format(
        module="dragoman.formats.subtitles.youtube.srv3_reader",
        suffixes=(".srv3", ".xml"),
        media_type="application/xml",
        title="YouTube captions, XML",
        bilingual=False,
        holds=("<timedtext",),
    ),
    "aws-transcribe": Format(
        module="dragoman.formats.recognizers.aws_transcribe",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON of Amazon Transcribe",
        bilingual=False,
        holds=('"results"', '"transcripts"', '"items"'),
    ),
    "deepgram": Format(
        module="dragoman.formats.recognizers.deepgram",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON of Deepgram",
        bilingual=False,
        holds=('"results"', '"channels"', '"alternatives"'),
    ),
    "azure-speech": Format(
        module="dragoman.formats.recognizers.azure_speech",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON of Azure's speech service",
        bilingual=False,
        holds_one=('"recognizedPhrases"', '"combinedPhrases"'),
    ),
    "revai": Format(
        module="dragoman.formats.recognizers.revai",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON of Rev.ai",
        bilingual=False,
        holds=('"monologues"', '"elements"'),
    ),
    "google-speech": Format(
        module="dragoman.formats.recognizers.google_speech",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON of Google's Speech-to-Text",
        bilingual=False,
        holds=('"results"', '"alternatives"', '"transcript"'),
    ),
    "whisper": Format(
        module="dragoman.formats.recognizers.whisper",
        suffixes=(".whisper.json", ".json"),
        media_type="application/json",
        title="JSON of Whisper and WhisperX",
        bilingual=False,
        holds=('"segments"', '"start"', '"end"', '"text"'),
    ),
    "whisper-cpp": Format(
        module="dragoman.formats.recognizers.whisper",
        writer="",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON of whisper.cpp",
        bilingual=False,
        holds=('"transcription"', '"offsets"'),
    ),
    "whisper-chunks": Format(
        module="dragoman.formats.recognizers.whisper",
        writer="",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON of Hugging Face's Whisper",
        bilingual=False,
        holds=('"timestamp"', '"text"'),
        holds_one=('"chunks"', '"speakers"'),
    ),
    "assemblyai": Format(
        module="dragoman.formats.recognizers.assemblyai",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON of AssemblyAI",
        bilingual=False,
        holds=('"text"', '"words"', '"status"'),
    ),
    "whisper-words": Format(
        module="dragoman.formats.recognizers.whisper",
        writer="",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON of OpenAI's Whisper, words alone",
        bilingual=False,
        opens=r"\s*\{",
        holds=('"text"', '"words"', '"word"', '"start"'),
    ),
    "speechmatics": Format(
        module="dragoman.formats.recognizers.speechmatics",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON of Speechmatics",
        bilingual=False,
        holds=('"job"', '"confidence"'),
    ),
    "json-list": Format(
        module="dragoman.formats.recognizers.json_list",
        suffixes=(".json",),
        media_type="application/json",
        title="JSON list of texts with times",
        bilingual=False,
        opens=r'\s*(?:\[\s*\{|\{[\s\S]{0,400}?"snippets")',
        holds=('"text"', '"start"'),
    ),
    "podcast-json": Format(
        module="dragoman.formats.subtitles.podcast_json",
        suffixes=(".podcast.json", ".json"),
        media_type="application/json",
        title="Podcast transcript, JSON",
        bilingual=False,
        holds=('"segments"', '"body"'),
    ),
    "podcast-html": Format(
        module="dragoman.formats.subtitles.podcast_html",
        suffixes=(".podcast.html",),
        media_type="text/html",
        title="Podcast transcript, HTML",
        bilingual=False,
        opens=r"\s*<(?:cite|time)\b",
    ),
    "noscribe": Format(
        module="dragoman.formats.annotation.noscribe",
        suffixes=(".noscribe.html", ".html"),
        media_type="text/html",
        title="HTML of noScribe",
        bilingual=False,
        holds=("noScribe", 'name="ts_'),
    ),
    "otr": Format(
        module="dragoman.formats.annotation.otranscribe",
        suffixes=(".otr",),
        media_type="application/json",
        title="oTranscribe",
        bilingual=False,
        holds=('"text"', '"media-time"'),
    ),
    "csv": Format(
        module="dragoman.formats.office.csv_tsv",
        suffixes=(".csv",),
        media_type="text/csv",
        title="Table, comma-separated",
        bilingual=True,
    ),
    "tsv": Format(
        module="dragoman.formats.office.csv_tsv",
        reader="read_tsv",
        writer="write_tsv",
        suffixes=(".tsv",),
        media_type="text/tab-separated-values",
        title="Table, tab-separated",
        bilingual=True,
    ),
    # ELAN's tab-delimited export, and other tables that are saved as text.
    "text-table": Format(
        module="dragoman.formats.office.csv_tsv",
        reader="read_tsv",
        writer="",
        suffixes=(".txt",),
        media_type="text/tab-separated-values",
        title="Table in a text file, tab-separated",
        bilingual=True,
        opens=r"(?:[^\t\n]*\t){2,}[^\t\n]*\n(?:[^\t\n]*\t)*\d+:\d\d(?::\d\d)?(?:\.\d+)?\t",
    ),
    "web-page": Format(
        module="dragoman.formats.prose.web.reader",
        suffixes=(".html", ".htm", ".xhtml", ".mhtml", ".mht"),
        media_type="text/html",
        title="published web page",
        bilingual=False,
    ),
    "markdown": Format(
        module="dragoman.formats.prose.markdown",
        suffixes=(".md", ".markdown"),
        media_type="text/markdown",
        title="Markdown",
        bilingual=False,
    ),
    "plain-text": Format(
        module="dragoman.formats.prose.plaintext",
        suffixes=(".txt", ".text"),
        media_type="text/plain",
        title="plain text",
        bilingual=False,
    ),
    "wordpress": Format(
        module="dragoman.formats.prose.web.wordpress",
        suffixes=(".xml", ".wxr"),
        media_type="application/rss+xml",
        title="WordPress export",
        bilingual=False,
        opens=r"[\s\S]*?<rss[\s\S]*?wordpress\.org/export",
    ),
}


def write(transcript: Transcript, name: str, options: WriteOptions) -> Written:
    """The document in the format of this name.

    :raises SettingsError: for a name that is not in ``FORMATS``, or whose format can only be read
    """
    writer = _load(name, "write")
    written: Written = writer(transcript, options)
    return msgspec.structs.replace(written, problems=(*written.problems, *_find_left_side(transcript, name, options)))


def read(source: bytes | PathLike[str], name: str | None = None, options: ReadOptions | None = None) -> Imported:
    """The document in a file, or in a file's content, which is in the format of this name, or of the one it looks like.

    :raises SettingsError: for a name that is not in ``FORMATS``, or whose format can only be written
    :raises InputError: where the file cannot be read, is in no known format, or is not in the one that it should be in
    """
    options = options or ReadOptions()
    if not isinstance(source, bytes):
        options = msgspec.structs.replace(options, path=fspath(source))
        source = _read_file(source)
    name = name or find_format(options.path, source)
    if name is None:
        raise FormatError(options.path, "is in no format that can be read", "name its format", line=1, column=1)
    imported: Imported = _load(name, "read")(source, options)
    return imported


def find_format(path: str, content: bytes | None = None) -> str | None:
    """The name of the format of a file, or ``None``: by its suffix, of several the longest, and by what is in it.

    :param content: of a file to be read; where the suffix says what the content does not, the content is believed
    """
    file = PurePath(path).name.lower()
    fitting = [(len(suffix), name) for name, row in FORMATS.items() for suffix in row.suffixes if file.endswith(suffix)]
    longest = max(fitting)[0] if fitting else 0
    named = [name for length, name in fitting if length == longest]
    if content is None:
        return next((name for name in named if _can(name, "write")), named[0] if named else None)
    head = _find_head(content)
    unsigned = [name for name in named if _fits(FORMATS[name], head, content) is None and _can(name, "read")]
    signed = [name for name in (*named, *FORMATS) if _fits(FORMATS[name], head, content)]
    if unsigned == ["plain-text"]:
        # Anything may be saved as text; what begins like subtitles or RTF is that.
        unsigned = [name for name in signed if name in _SAVED_AS_TEXT] or unsigned
    found = next(iter([name for name in signed if name in named] or unsigned or signed or named), None)
    # JSON that is neither ours nor of a program that is known may be a list of what was said.
    return "json-list" if found == "json" and not signed and _TIMED_OBJECTS.search(head) else found


_TIMED_OBJECTS = re.compile(r'\[\s*\{[\s\S]{0,2000}?"(?:start|begin|from|time|offset|ts|tStart)\w{0,20}"\s*:')


def find_readable() -> tuple[str, ...]:
    """The names of the formats that can be read."""
    return tuple(name for name in FORMATS if _can(name, "read"))


def find_writable() -> tuple[str, ...]:
    """The names of the formats that can be written."""
    return tuple(name for name in FORMATS if _can(name, "write"))


def _find_left_side(transcript: Transcript, name: str, options: WriteOptions) -> Iterator[Problem]:
    """The problem that a format in one language holds half of a document of which both sides were asked for."""
    if not FORMATS[name].bilingual and len(find_sides(transcript, options.side)) > 1:
        message = "{title} holds one language, here the translation"
        other = Fix("write the original", options={"side": "original"})
        yield Problem.of("one-side-written", "note", message, title=FORMATS[name].title).suggesting(other)


def _read_file(path: PathLike[str]) -> bytes:
    try:
        with Path(path).open("rb") as file:
            # One byte more than any format takes says that the file is too large.
            return file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})", "look at the name") from error


def _find_head(content: bytes) -> str:
    head = content[:_HEAD]
    wide = head.count(0) * 4 > len(head)
    text = head.decode(
        "utf-16-be" if wide and head[:1] in (b"\x00", b"\xfe") else "utf-16-le" if wide else "utf-8", "replace"
    )
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _fits(row: Format, head: str, content: bytes) -> bool | None:
    """Whether a file is what the row says of its format; ``None`` where the row says nothing."""
    if row.opens is None and not row.holds and not row.holds_one:
        return None
    if row.opens is not None and not re.match(row.opens, head):
        return False
    if row.holds_one and not any(string.encode() in content for string in row.holds_one):
        return False
    return all(string.encode() in content for string in row.holds)


def _can(name: str, direction: Direction) -> bool:
    return _find_function(name, direction) is not None


def _load(name: str, direction: Direction) -> Callable[..., Any]:
    if name not in FORMATS:
        raise SettingsError("format", name, "is not known", f"use one of {', '.join(FORMATS)}")
    function = _find_function(name, direction)
    if function is None:
        raise SettingsError("format", name, f"can only be {'read' if direction == 'write' else 'written'}")
    return function


def _find_function(name: str, direction: Direction) -> Callable[..., Any] | None:
    row = FORMATS[name]
    function = getattr(import_module(row.module), row.reader if direction == "read" else row.writer, None)
    return function if callable(function) else None
