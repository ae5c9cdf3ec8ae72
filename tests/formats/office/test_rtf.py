from __future__ import annotations

from contextlib import suppress
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import FormatError
from dragoman.formats import find_format, read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.transcript.document import Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import Note, Text
from mutations import mutated

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset178 Arial;}}{\stylesheet{\s1 Heading;}}"
F4 = (
    r"\f0\fs24 I: Guten Tag, woher kommen Sie? #00:00:05-2#\par"
    r" B: Aus dem Tal, f\'fcnf Tage lang. #00:00:12-7#\par I: Allein? #00:00:14-1#\par}"
)
TALK = r"{\b Host:} Where?\par {\b Ana:} In 1979.\par {\b Host:} And then?\par {\b Ana:} Nothing.\par}"


def rtf(body: str) -> Imported:
    return read((HEAD + body).encode("ascii"), "rtf", ReadOptions(path="talk.rtf"))


def said(imported: Imported) -> list[tuple[str | None, Span | None, Text | None]]:
    labels = {speaker.id: speaker.label for speaker in imported.transcript.speakers}
    return [(labels.get(s.speaker or ""), s.span, s.source) for s in imported.transcript.segments]


def words(body: str) -> Text | None:
    """What the second speaker says first."""
    return said(rtf(TALK.replace("In 1979.", body)))[1][2]


def test_f4_marks_where_one_passage_ends_and_the_next_begins() -> None:
    assert said(rtf(F4)) == [
        ("I", Span(0, 5200), ("Guten Tag, woher kommen Sie?",)),
        ("B", Span(5200, 12_700), ("Aus dem Tal, fünf Tage lang.",)),
        ("I", Span(12_700, 14_100), ("Allein?",)),
    ]


def test_bold_names_are_speakers_as_in_word() -> None:
    assert [(name, text) for name, _, text in said(rtf(TALK))] == [
        ("Host", ("Where?",)),
        ("Ana", ("In 1979.",)),
        ("Host", ("And then?",)),
        ("Ana", ("Nothing.",)),
    ]


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (r"f\'fcnf", "fünf"),
        (r"f\u252?nf", "fünf"),
        (r"f\u252\'fcnf", "fünf"),
        (r"f\uc2\u252\'fc?nf", "fünf"),
        (r"f\uc0\u252 nf", "fünf"),
        (r"\u1587?\u1604?\u1575?\u1605?", "سلام"),
        (r"{\f1\'d3\'e1\'c7\'e3}", "سلام"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"a \{b\} \\ c", "a {b} \\ c"),
        (r"\ldblquote no\rdblquote\~a\_b\-c", "“no”\u00a0a\u2011bc"),
        (r"one{\*\unknown two} three", "one three"),
        (r"one{\v hidden}{\deleted gone} three", "one three"),
        (r"one {\pict\bin4 }{\}two}three", "one three"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt one}} two", "one two"),
    ],
)
def test_the_words_of_a_file(typed: str, text: str) -> None:
    assert words(typed) == (text,)


def test_a_footnote_is_a_note() -> None:
    assert words(r"one{\super\chftn{\footnote\pard a \b remark}} two") == ("one", Note(("a remark",)), " two")


def test_a_table_is_read_row_by_row() -> None:
    def row(*cells: str) -> str:
        return r"\trowd " + "".join(rf"\pard\intbl {cell}\cell" for cell in cells) + r"\row"

    table = row("Time", "Speaker", "Text") + row("0:01", "Ana", "Hello there.") + row("0:03", "Ben", "Good day.")
    assert said(rtf(table + r"\pard}")) == [
        ("Ana", Span(1000), ("Hello there.",)),
        ("Ben", Span(3000), ("Good day.",)),
    ]


def test_comments_and_deletions_are_told() -> None:
    imported = rtf(TALK.replace("Nothing.", r"No{\*\annotation a remark}{\deleted gone}."))
    assert {"comments-left-out", "changes-accepted"} <= {problem.code for problem in imported.problems}


def test_a_file_is_known_by_what_it_holds_and_others_are_refused() -> None:
    assert find_format("talk.txt", (HEAD + TALK).encode()) == "rtf"
    assert find_format("talk.rtf", (HEAD + TALK).encode()) == "rtf"
    with pytest.raises(FormatError, match=r"talk.rtf:1:1: is not an RTF file"):
        read(b"PK", "rtf", ReadOptions(path="talk.rtf"))


@pytest.mark.parametrize(
    "body", ["{" * 3000, r"\'fc" * 3000, r"\u1?" * 3000, r"{\b " * 1500 + "x", r"\bin999999999999 x"]
)
def test_long_runs_are_read_or_refused(body: str) -> None:
    with suppress(FormatError):
        rtf(body)


@given(data=st.data())
@settings(max_examples=60)
def test_a_good_file_that_was_broken_is_read_or_refused(data: Any) -> None:
    content = data.draw(mutated((HEAD + data.draw(st.sampled_from([F4, TALK]))).encode()))
    with suppress(FormatError):
        transcript = read(content, "rtf", ReadOptions(path="talk")).transcript
        assert msgspec.json.decode(msgspec.json.encode(transcript), type=Transcript) == transcript
