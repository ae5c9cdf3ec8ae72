"""Whatever the file: a reader ends in a document or in the reader's own error, and takes time in proportion."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import FormatError
from dragoman.formats import FORMATS, find_readable, read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.decode import MOST_BYTES, MOST_PASSAGES
from dragoman.transcript.document import Transcript
from mutations import mutated
from samples import SAMPLES

NAMES = sorted(SAMPLES)
# Formats without a sample -> which test breaks their files.
ELSEWHERE = {
    "noscribe-vtt": "WebVTT with one word more",
    "json": "test_dragoman_json.py",
    "tei": "tei/test_tei.py",
    "iso24624": "read as TEI",
    "docx": "office/test_docx.py",
    "odt": "office/test_odt.py",
    "rtf": "office/test_rtf.py",
    "xlsx": "office/test_sheets.py",
    "ods": "office/test_sheets.py",
    "eaf": "annotation/test_eaf.py",
    "rttm": "nist/test_rttm.py",
    "stm": "nist/test_stm.py",
    "ctm": "nist/test_ctm.py",
    "text-table": "read as tsv",
    "web-page": "prose/test_hostile_pages.py",
    "markdown": "prose/test_hostile_pages.py",
    "plain-text": "prose/test_hostile_pages.py",
}
OPTIONS = ReadOptions(path="talk")
# Beginnings that get past the first look.
STARTS = {"vtt": b"WEBVTT\n\n", "srt": b"1\n00:00:01,000 --> 00:00:02,000\n", "sbv": b"0:00:01.000,0:00:02.000\n"}


def check(name: str, content: bytes, options: ReadOptions = OPTIONS) -> None:
    """What is read is a document that JSON can hold."""
    try:
        transcript = read(content, name, options).transcript
    except FormatError:
        return
    assert msgspec.json.decode(msgspec.json.encode(transcript), type=Transcript) == transcript


def test_every_format_that_is_read_has_a_sample() -> None:
    assert {*SAMPLES, *ELSEWHERE} == {*find_readable()}
    assert not {*SAMPLES} & {*ELSEWHERE}


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_good_file_that_was_broken_is_read_or_refused(name: str, data: Any) -> None:
    side = data.draw(st.sampled_from(["source", "target"]))
    profile = data.draw(st.sampled_from([None, "dragoman"]))
    options = ReadOptions(path="talk", side=side, profile=profile, fix_punctuation=True)
    check(name, data.draw(mutated(SAMPLES[name])), options)


@pytest.mark.parametrize("name", NAMES)
@given(content=st.binary(max_size=300))
@settings(max_examples=40)
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    check(name, content)
    check(name, STARTS.get(name, b"") + content)


# XML in an encoding that it does not name is not well-formed.
XML = [name for name in NAMES if FORMATS[name].media_type.endswith("xml")]
NAMELESS = ("utf-16-le", "utf-16-be", "utf-32")
ENCODED = [
    (name, encoding)
    for name in NAMES
    for encoding in ("utf-16", "utf-8-sig", *NAMELESS)
    if name not in XML or encoding not in NAMELESS
]


@pytest.mark.parametrize(("name", "encoding"), ENCODED)
def test_a_good_file_is_read_in_every_encoding_of_unicode(name: str, encoding: str) -> None:
    text = SAMPLES[name].decode().replace('encoding="UTF-8"', "").replace('encoding="utf-8"', "")
    assert read(text.encode(encoding), name, OPTIONS).transcript == read(text.encode(), name, OPTIONS).transcript


@pytest.mark.parametrize("name", NAMES)
def test_what_is_larger_than_any_transcript_is_refused(name: str) -> None:
    with pytest.raises(FormatError, match=r"talk:1:1: is larger than 64 MiB"):
        read(STARTS.get(name, b"") + b"x" * (MOST_BYTES + 1), name, OPTIONS)


@pytest.mark.parametrize(
    ("name", "passage"),
    [
        ("vtt", b"00:01.000 --> 00:02.000\na\n\n"),
        ("vtt", b"a\n\n"),
        ("srt", b"00:00:01,000 --> 00:00:02,000\n"),
        ("sbv", b"0:00:01.000,0:00:02.000\na\n"),
        ("ass", b"Dialogue: ,\n"),
    ],
)
def test_more_passages_than_any_transcript_are_refused(name: str, passage: bytes) -> None:
    with pytest.raises(FormatError, match=r"talk:1:1: has more than 500,000 passages"):
        read(STARTS.get(name, b"") + passage * (MOST_PASSAGES + 1), name, OPTIONS)


def test_a_passage_of_too_many_lines_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk:2:1: has a passage of more than 10,000 lines"):
        read(STARTS["srt"] + b"- a\n" * 20_000, "srt", OPTIONS)


MANY = 20_000
LONG = {
    "one line": b"x " * MANY,
    "spaces": b" " * 2 * MANY + b"x",
    "empty lines": b"\n" * 2 * MANY + b"x",
    "opening brackets": b"[" * MANY,
    "round brackets": b"(a" * MANY,
    "tags": b"<c>" * MANY,
    "closing tags": b"</c>" * MANY,
    "open tags": b"<v " * MANY,
    "ampersands": b"&" * MANY,
    "arrows": b"-->" * MANY,
    "arrows on lines": b"-->\n" * MANY,
    "dashes": b"- a\n" * MANY,
    "colons": b"A: b\n" * MANY,
    "vowel signs": "\u064e\u0651".encode() * MANY,
    "dots": b"." * MANY,
    "exclamation marks": b"!" * MANY + "\u0633".encode(),
    "quotation marks": b'"' * MANY,
    "commas": b"," * MANY,
    "braces": b"{" * MANY,
    "NULs": b"\x00" * MANY,
    "halves of characters": b"\xed\xa0\x80" * MANY,
    "steering characters": "a\u202eb".encode() * MANY,
    "numbers": b"7\n" * MANY,
    "slashes": b"//S00: " * MANY,
    "carriage returns": b"\r" * MANY,
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", sorted(LONG))
def test_long_runs_of_anything_are_taken_in_their_stride(name: str, kind: str) -> None:
    """Anything that takes quadratic time would take minutes here."""
    for content in (LONG[kind], STARTS.get(name, b"") + LONG[kind]):
        outcome: object
        try:
            outcome = read(content, name, OPTIONS)
        except FormatError as error:
            outcome = error
        assert isinstance(outcome, Imported | FormatError)


def nested(name: str, depth: int) -> bytes:
    """A file of a format with something nested as deep as is asked for."""
    deep = {
        "vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "<lang fr>", "x", "</lang>", ""),
        "ttml": (SAMPLES["ttml"].decode().split("<body>")[0] + "<body><div><p>", '<span xml:lang="fr">', "x", "</span>",
                 "</p></div></body></tt>"),
        "srv3": ("<timedtext><body>", "<p t='1' d='2'>", "x", "</p>", "</body></timedtext>"),
        "otr": ('{"media-time": 0, "text": "', "<div>", "x", "</div>", '"}'),
        "noscribe": ("<p>", "<b>", '<a name="ts_0_1_S00">S00: x</a>', "</b>", "</p>"),
        "podcast-html": ("<cite>A</cite><p>", "<b>", "x", "</b>", "</p>"),
    }.get(name, ('{"segments": ', "[", "1", "]", "}"))  # fmt: skip
    start, opening, inner, closing, end = deep
    return (start + opening * depth + inner + closing * depth + end).encode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("depth", [50, 5_000, 100_000])
def test_deep_nesting_is_read_or_refused(name: str, depth: int) -> None:
    check(name, nested(name, depth))


@pytest.mark.parametrize("name", ["ttml", "srv3"])
def test_entities_are_not_expanded(name: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE tt [<!ENTITY l0 "ha"><!ENTITY file SYSTEM "file:///etc/passwd">{laughs}]>'
    root = b"<tt " if name == "ttml" else b"<timedtext"
    with pytest.raises(FormatError, match="talk: declares entities"):
        read(SAMPLES[name].replace(root, bomb.encode() + root), name, OPTIONS)


def linking(name: str, secret: str) -> bytes:
    """A file of a format with every way to have another file read that the format knows."""
    entity = f'<!DOCTYPE a SYSTEM "{secret}" [<!ENTITY % more SYSTEM "{secret}"><!ENTITY file SYSTEM "{secret}">]>'
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}" parse="text"/>'
    style = f'<?xml-stylesheet href="{secret}"?>'
    if name == "ttml":
        body = f'<body><div><p begin="1s" end="2s">x<image src="{secret}"/>{include}</p></div></body>'
        return f'{style}<tt xmlns="http://www.w3.org/ns/ttml">{body}</tt>'.encode()
    if name == "tei":
        text = f'<text><body><u>x{include}<ptr target="{secret}"/></u></body></text>'
        return f'{style}<TEI xmlns="http://www.tei-c.org/ns/1.0">{text}</TEI>'.encode()
    if name == "eaf":
        head = f'<HEADER><MEDIA_DESCRIPTOR MEDIA_URL="{secret}"/></HEADER>{include}'
        note = '<ALIGNABLE_ANNOTATION ANNOTATION_ID="a1"><ANNOTATION_VALUE>x</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>'
        tier = f'<TIER TIER_ID="t"><ANNOTATION>{note}</ANNOTATION></TIER>'
        return f'{style}<ANNOTATION_DOCUMENT EXTERNAL_REF="{secret}">{head}{tier}</ANNOTATION_DOCUMENT>'.encode()
    return f"{style}{entity}<timedtext><body><p t='1' d='2'>x&file;</p></body></timedtext>".encode()


def linking_docx(secret: str) -> bytes:
    """A DOCX file whose relations lead out of it: to a chunk, a template, and a main part beside it."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = '<w:body><w:altChunk r:id="r1"/><w:p><w:r><w:t>A: x</w:t></w:r></w:p></w:body>'
    chunk = f'<Relationship Id="r1" Type="{kinds}/aFChunk" Target="{secret}" TargetMode="External"/>'
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{word}" xmlns:r="{kinds}">{body}</w:document>',
        "word/_rels/document.xml.rels": f"<Relationships>{chunk}</Relationships>",
        "_rels/.rels": f'<R><Relationship Type="{kinds}/officeDocument" Target="word/document.xml"/></R>',
        f"../../..{secret}": "A: y",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["ttml", "tei", "eaf", "srv3", "docx"])
def test_no_file_that_another_one_names_is_read(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TESTIMONY")
    before = sorted(tmp_path.parent.rglob("*"))
    content = linking_docx(str(secret)) if name == "docx" else linking(name, str(secret))
    with suppress(FormatError):
        imported = read(content, name, OPTIONS)
        assert b"TESTIMONY" not in msgspec.json.encode(imported.transcript)
        assert imported.transcript.segments
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_a_file_named_in_a_page_is_not_looked_at() -> None:
    page = b'<!DOCTYPE html SYSTEM "file:///etc/passwd"><cite>A</cite><p>x<img src="file:///etc/passwd"></p>'
    assert read(page, "podcast-html", OPTIONS).transcript.segments[0].source == ("x",)
