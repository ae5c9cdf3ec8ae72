"""Texts made to be slow: no reader takes more than in proportion to their size, in time and in memory.

What takes less than a twentieth of a second at the greatest size is taken as it is. All else is timed at two sizes, in
processor time: twice the text may take 2.6 times as long, in the least of two to five runs. Four times as long, which
is what a quadratic reader takes, is beyond what a busy machine adds.
"""

from __future__ import annotations

import io
import json
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress
from xml.sax.saxutils import escape

import pytest

from dragoman.errors import DragomanError
from dragoman.formats import find_readable, find_writable, read, write
from dragoman.formats.options import WriteOptions
from dragoman.transcript.document import Segment, Transcript
from dragoman.transcript.span import Span

SIZE = 12_000
SHORT = 0.05
GROWTH = 2.6
# Bytes for each byte of the file, and what every reader and writer needs.
MEMORY, LEAST = 30, 500_000

# What stands before, what is repeated, what stands behind.
PATTERNS = [
    ("x", " ", "x"),
    ("x", "\t", "x"),
    ("x", "\xa0", "x"),
    ("x", "\n", "y"),
    ("[", " ", "]"),
    ("(", " ", "x"),
    ("x", " ", "12:34"),
    ("A", " ", ": b"),
    ("<br", " ", ">"),
    ("A: [", "[", "b"),
    ("", "(", ""),
    ("", "]", ""),
    ("**", "a ", "x"),
    ("A: ", "[*a*] ", ""),
    ("A: ", "[a] (b) ", ""),
    ("", "\n= ", ""),
    ("", "\n\n= a", ""),
    ("A", "\u0301", ": b"),
    ("http://", "a.", "b"),
    ("", " -", " x"),
    ("1", "1", ":00"),
    ("", "12:34 ", ""),
    ("", "00:00:01,000 --> 00:00:02,000\n", ""),
    ("<v ", "A", ""),
    ("", "{\\i1}", ""),
    ("<", "a", "x"),
    ("", "</b>", ""),
    ("&", "a", ";"),
    ("", "&#x", ""),
    ("", "A: b\n", ""),
    ("", "> ", "x"),
    ("", "1. ", "x"),
    ("", "Ana Li ", "x"),
    ("", "a_", ""),
    ("", "[a", "](b"),
    ("", '"a', ""),
    ("", "\\", ""),
    ("", "\u200b", ""),
    ("", "\u202e", ""),
    ("", "\u5b57", ""),
    ("", "1,", ""),
    ("", "x x ", ""),
]

XML = {
    "ttml": '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="0s" end="1s">{}</p></div></body></tt>',
    "srv3": '<timedtext format="3"><body><p t="0" d="1000">{}</p></body></timedtext>',
    "podcast-html": "<cite>A:</cite><time>0:00</time><p>{}</p>",
    "noscribe": '<html><body><p><a name="ts_0_1000_S00">{}</a></p></body></html>',
    "web-page": "<html><body><article><p>{}</p></article></body></html>",
    "wordpress": '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><wp:post_type>post</wp:post_type>'
    "<title>t</title><content:encoded>&lt;p&gt;Ana: Well?&lt;/p&gt;&lt;p&gt;Ben: Yes.&lt;/p&gt;&lt;p&gt;Ana: So?"
    "&lt;/p&gt;&lt;p&gt;Ben: Well.&lt;/p&gt;{}</content:encoded></item></channel></rss>",
    "eaf": '<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="t2" '
    'TIME_VALUE="1000"/></TIME_ORDER><TIER TIER_ID="t"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="x" '
    'TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t2">'
    "<ANNOTATION_VALUE>{}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>",
    "tei": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><u who="#A">{}</u></body></text></TEI>',
    "xliff": '<xliff version="1.2"><file source-language="de" target-language="en"><body><trans-unit id="1">'
    "<source>{}</source></trans-unit></body></file></xliff>",
    "xliff2": '<xliff version="2.0" srcLang="de" trgLang="en"><file id="f"><unit id="u"><segment><source>{}</source>'
    "</segment></unit></file></xliff>",
    "tmx": '<tmx version="1.4"><header srclang="de"/><body><tu><tuv xml:lang="de"><seg>{}</seg></tuv>'
    '<tuv xml:lang="en"><seg>x</seg></tuv></tu></body></tmx>',
    "exmaralda": "<basic-transcription><head/><basic-body><common-timeline>"
    '<tli id="T0" time="0"/><tli id="T1" time="1"/></common-timeline><tier id="TIE0" type="t" category="v">'
    '<event start="T0" end="T1">{}</event></tier></basic-body>'
    "</basic-transcription>",
    "transcriber": '<Trans><Episode><Section><Turn startTime="0" endTime="1"><Sync time="0"/>{}</Turn>'
    "</Section></Episode></Trans>",
    "ohms": "<ROOT><record><transcript>{}</transcript></record></ROOT>",
    "iso24624": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><u who="#A">{}</u></body></text></TEI>',
}
JSON = {
    "youtube": '{"events":[{"tStartMs":0,"dDurationMs":1000,"segs":[{"utf8":%s}]}]}',
    "whisper": '{"segments":[{"start":0,"end":1,"text":%s}]}',
    "podcast-json": '{"version":"1.0.0","segments":[{"startTime":0,"endTime":1,"body":%s}]}',
    "otr": '{"text":%s,"media":"a.mp3","media-time":0}',
    "json": '{"format":"dragoman-export","version":1,"transcript":{"segments":[{"id":"saaaaaaaa","source":[%s]}]}}',
    "aws-transcribe": '{"results":{"transcripts":[],"items":[{"type":"pronunciation","start_time":"0","end_time":"1",'
    '"alternatives":[{"content":%s}]}]}}',
    "deepgram": '{"results":{"channels":[{"alternatives":[{"words":[{"word":%s,"start":0,"end":1}]}]}]}}',
    "azure-speech": '{"recognizedPhrases":[{"offsetInTicks":0,"durationInTicks":10000000,"nBest":[{"display":%s}]}]}',
    "revai": '{"monologues":[{"speaker":0,"elements":[{"type":"text","value":%s,"ts":0,"end_ts":1}]}]}',
    "google-speech": '{"results":[{"alternatives":[{"transcript":%s}],"resultEndTime":"1s"}]}',
    "whisper-cpp": '{"transcription":[{"offsets":{"from":0,"to":1000},"text":%s}]}',
    "whisper-chunks": '{"chunks":[{"timestamp":[0,1],"text":%s}]}',
    "whisper-words": '{"text":"x","words":[{"word":%s,"start":0,"end":1}]}',
    "assemblyai": '{"status":"completed","text":"x","words":[],'
    '"utterances":[{"speaker":"A","start":0,"end":1000,"text":%s,"words":[]}]}',
    "speechmatics": '{"job":{},"results":[{"type":"word","start_time":0,"end_time":1,'
    '"alternatives":[{"content":%s,"confidence":1}]}]}',
    "json-list": '[{"start":0,"end":1,"text":%s}]',
}
PLAIN = {
    "vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\n{}",
    "srt": "1\n00:00:00,000 --> 00:00:01,000\n{}",
    "sbv": "0:00:00.000,0:00:01.000\n{}",
    "ass": "[Events]\nFormat: Start, End, Name, Text\nDialogue: 0:00:00.00,0:00:01.00,A,{}",
    "csv": "start,end,speaker,original\n0,1,A,{}\n",
    "tsv": "start\tend\ttext\n0\t1\t{}\n",
    "stm": "f 1 A 0.0 1.0 {}",
    "ctm": "f 1 0.0 1.0 {}",
    "noscribe-vtt": "WEBVTT noScribe\n\n00:00.000 --> 00:01.000\n{}",
    "rtf": "{\\rtf1\\ansi {}\\par}",
    "textgrid": 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n1\n<exists>\n1\n'
    '"IntervalTier"\n"A"\n0\n1\n1\n0\n1\n"{}"\n',
    "sami": "<SAMI><BODY><SYNC Start=0><P Class=ENCC>{}</BODY></SAMI>",
    "text-table": "start\tend\ttext\n0:00\t0:01\t{}\n",
    "rttm": "SPEAKER f 1 0.0 1.0 <NA> <NA> {} <NA> <NA>",
    "plain-text": "{}",
    "markdown": "{}",
}


def word_file(text: str) -> bytes:
    paragraphs = "".join(f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in text.split("\n"))
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped({"word/document.xml": f"<w:document {names}><w:body>{paragraphs}</w:body></w:document>"})


def open_document(text: str) -> bytes:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n"))
    office, words = ("urn:oasis:names:tc:opendocument:xmlns:" + kind + ":1.0" for kind in ("office", "text"))
    body = f"<office:body><office:text>{paragraphs}</office:text></office:body>"
    root = f'<office:document-content xmlns:office="{office}" xmlns:text="{words}">{body}</office:document-content>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": root})


def zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(text: str) -> bytes:
    cells = "".join(f'<row><c t="inlineStr"><is><t>{line}</t></is></c></row>' for line in ["text", *text.split("\n")])
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = '<Relationship Id="r1" Target="worksheets/a.xml"/>'
    sheet = '<sheets><sheet name="Talk" sheetId="1" r:id="r1"/></sheets>'
    return zipped(
        {
            "xl/workbook.xml": f'<workbook {main} xmlns:r="{kinds}">{sheet}</workbook>',
            "xl/_rels/workbook.xml.rels": f"<Relationships>{link}</Relationships>",
            "xl/worksheets/a.xml": f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>",
        }
    )


def open_spreadsheet(text: str) -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(f"<table:table-row>{cell.format(line)}</table:table-row>" for line in ["text", *text.split("\n")])
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    body = f'<office:body><office:spreadsheet><table:table table:name="Talk">{rows}</table:table></office:spreadsheet>'
    content = f"<office:document-content {spaces}>{body}</office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


ZIPPED: dict[str, Callable[[str], bytes]] = {
    "docx": word_file,
    "odt": open_document,
    "xlsx": workbook,
    "ods": open_spreadsheet,
}


def envelope(name: str, text: str) -> bytes:
    """A file of a format that has this text where words belong."""
    if name in ZIPPED:
        return ZIPPED[name](escape(text))
    if name in JSON:
        return (JSON[name] % json.dumps(text)).encode()
    if name in XML:
        return XML[name].replace("{}", escape(text)).encode()
    return PLAIN[name].replace("{}", text).encode()


@pytest.mark.parametrize("name", [name for name in find_readable() if name != "rttm"])
def test_every_format_with_words_has_an_envelope(name: str) -> None:
    """A reader that refuses its envelope at once would not be timed."""
    assert "Hello" in str(read(envelope(name, "Hello there."), name).transcript.segments)


def repeated(pattern: tuple[str, str, str], size: int) -> str:
    before, unit, behind = pattern
    return before + unit * (size // len(unit)) + behind


def measure(name: str, content: bytes) -> float:
    """The processor time that reading takes, in seconds."""
    start = time.process_time()
    with suppress(DragomanError):
        read(content, name)
    return time.process_time() - start


def grows_in_proportion(name: str, pattern: tuple[str, str, str], first: float) -> bool:
    """Whether the text takes at most 2.6 times as long as half of it, in the least of two to five runs of both."""
    content, half = (envelope(name, repeated(pattern, size)) for size in (SIZE, SIZE // 2))
    longer, shorter = [first], [measure(name, half)]
    for _ in range(4):
        longer.append(measure(name, content))
        shorter.append(measure(name, half))
        if min(longer) <= GROWTH * min(shorter) + SHORT / 5:
            return True
    return False


@pytest.mark.parametrize("name", find_readable())
def test_twice_the_text_takes_about_twice_the_time(name: str) -> None:
    for pattern in PATTERNS:
        # First a size at which even a cubic reader comes to an end.
        small = measure(name, envelope(name, repeated(pattern, SIZE // 32)))
        assert small < 20 * SHORT, pattern
        first = measure(name, envelope(name, repeated(pattern, SIZE)))
        # A busy machine spoils one comparison, and not three in a row.
        assert first <= SHORT or any(grows_in_proportion(name, pattern, first) for _ in range(3)), pattern


def peak_of(work: Callable[[], object]) -> tuple[int, int]:
    """How many bytes a piece of work takes at most, and how many its result holds."""
    with suppress(DragomanError):
        work()  # what is imported and kept once
    tracemalloc.start()
    try:
        with suppress(DragomanError):
            _result = work()
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return peak, held


@pytest.mark.parametrize("unit", ["x x ", "Ana said that it rains.\n", "12:34 "])
@pytest.mark.parametrize("name", find_readable())
def test_memory_is_a_small_multiple_of_the_file(name: str, unit: str) -> None:
    content = envelope(name, repeated(("", unit, ""), SIZE))
    assert peak_of(lambda: read(content, name))[0] <= MEMORY * len(content) + LEAST


LONG_PARTS = {
    "whisper": '{"segments":[{"start":0,"end":NaN,"text":"%s"}]}',
    "markdown": "| Speaker | Words |\n|---|---|\n| Ana | %s |\n| Ben | Yes. |\n",
}


@pytest.mark.parametrize("name", LONG_PARTS)
def test_a_long_string_beside_no_number_and_a_long_cell_take_a_small_multiple(name: str) -> None:
    content = (LONG_PARTS[name] % repeated(("", "x x ", ""), 4 * SIZE)).encode()
    assert peak_of(lambda: read(content, name))[0] <= MEMORY * len(content) + LEAST


@pytest.mark.parametrize("unit", ["A: b\n", "[a] "])
@pytest.mark.parametrize("name", find_readable())
def test_of_many_small_things_memory_is_a_small_multiple_of_what_is_read(name: str, unit: str) -> None:
    """Every few characters are a passage or a mark, which takes more than they do."""
    content = envelope(name, repeated(("", unit, ""), SIZE))
    peak, held = peak_of(lambda: read(content, name))
    assert peak <= 2 * MEMORY * len(content) + 4 * held + LEAST


@pytest.mark.parametrize("name", find_writable())
def test_writing_a_long_passage_takes_a_small_multiple_of_its_memory(name: str) -> None:
    words = repeated(("", "x x ", ""), 4 * SIZE)
    passage = Segment(id="saaaaaaaa", span=Span(0, 60_000), source=(words,), target=(words,))
    transcript = Transcript(segments=(passage,), target_language="en")
    assert peak_of(lambda: write(transcript, name, WriteOptions()))[0] <= MEMORY * len(words) + LEAST
