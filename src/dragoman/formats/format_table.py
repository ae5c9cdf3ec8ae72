"""The table of formats: the module of each, its suffixes, and how its files begin.

The file is long because it is a table: one row for each format.
"""

from __future__ import annotations

import msgspec

__all__ = ["FORMATS", "Format"]


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table.

    :param module: where ``reader`` and ``writer`` are. For a format that can only be read, or only be written, the name
        of the other function is empty or not defined there
    :param suffixes: what its files end in, in lower case; the first is the one that is written
    :param media_type: its registered type, else the one in use. Pages give it for downloads, feeds for captions; where
        it names JSON or XML, tests change every value of a sample
    :param title: its name for people, without a full stop; those of downloads are translated
    :param bilingual: whether a file can hold the original and the translation
    :param opens: a regular expression for the beginning of a file (its first 4,096 characters)
    :param holds: strings that a file contains, anywhere in it
    :param holds_one: strings of which a file contains at least one
    :param in_text: whether files with a suffix of prose, such as ``.txt``, are read in this format if they begin as
        ``opens`` says. Only for beginnings that no prose has; those with ``{``, ``[`` or ``<`` are read so without it

    ``opens``, ``holds`` and ``holds_one`` distinguish formats with one suffix, and recognize files that have another.
    If several rows fit a file, the first with its suffix is taken: a format whose files fit another one too stands
    before that.
    """

    module: str
    suffixes: tuple[str, ...]
    media_type: str
    title: str
    bilingual: bool
    opens: str | None = None
    holds: tuple[str, ...] = ()
    holds_one: tuple[str, ...] = ()
    in_text: bool = False
    reader: str = "read"
    writer: str = "write"


FORMATS = {
    # Before WebVTT, because its files are WebVTT too.
    "noscribe-vtt": Format(
        module="dragoman.formats.annotation.noscribe.vtt",
        suffixes=(".vtt",),
        media_type="text/vtt",
        title="WebVTT of noScribe",
        bilingual=False,
        opens=r"WEBVTT",
        holds=("noScribe",),
        in_text=True,
    ),
    "vtt": Format(
        module="dragoman.formats.subtitles.vtt",
        suffixes=(".vtt",),
        media_type="text/vtt",
        title="WebVTT",
        bilingual=False,
        opens=r"WEBVTT",
        in_text=True,
    ),
    "srt": Format(
        module="dragoman.formats.subtitles.srt",
        suffixes=(".srt",),
        media_type="application/x-subrip",
        title="SubRip",
        bilingual=False,
        opens=r"\s*(?:\d+\s*\n)?\s*\d+:\d\d:\d\d[,.]\d+ *-->",
        in_text=True,
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
        in_text=True,
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
        in_text=True,
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
    # ELAN's tab-delimited export, and other tables saved as text.
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
