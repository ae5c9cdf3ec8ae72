from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings

from dragoman.errors import FormatError
from dragoman.formats import find_format, read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.formats.reading.zip import write_archive
from dragoman.notation import serialize_text
from dragoman.transcript.document import Transcript
from mutations import mutated

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
STYLES = """<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="BB" style:family="text" style:parent-style-name="B"/>"""
TALK = """<text:p><text:span text:style-name="BB">The host:</text:span> Good <text:s text:c="3"/>day.</text:p>
<text:p><text:span text:style-name="B">Ana:</text:span> Hello.</text:p>
<text:p><text:span text:style-name="B">The host:</text:span> So?</text:p>"""


def part(body: str) -> bytes:
    return (
        f"<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    ).encode()


def packed(content: bytes) -> bytes:
    kind = b"application/vnd.oasis.opendocument.text"
    return write_archive([("mimetype", kind), ("content.xml", content)])


def loaded(content: bytes) -> Imported:
    return read(content, "odt", ReadOptions(path="talk.odt"))


def words(body: str) -> list[str]:
    return [serialize_text(s.source or ()) for s in loaded(packed(part(body))).transcript.segments]


def test_a_file_is_known_by_what_it_holds() -> None:
    assert find_format("talk", packed(part(TALK))) == "odt"


def test_bold_is_found_through_the_style_above() -> None:
    transcript = loaded(packed(part(TALK))).transcript
    assert [speaker.label for speaker in transcript.speakers] == ["The host", "Ana"]
    assert words(TALK) == ["Good day.", "Hello.", "So?"]


def test_tracked_changes_are_accepted_and_comments_left_out() -> None:
    tracked = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
    )
    comment = "<office:annotation><text:p>Really?</text:p></office:annotation>"
    imported = loaded(packed(part(tracked + TALK.replace("Hello.", f"Hello{comment}."))))
    assert [serialize_text(s.source or ()) for s in imported.transcript.segments] == ["Good day.", "Hello.", "So?"]
    assert [p.code for p in imported.problems][:2] == ["changes-accepted", "comments-left-out"]


def test_a_billion_spaces_are_a_few() -> None:
    bomb = TALK.replace('text:c="3"', 'text:c="1000000000"')
    assert words(bomb) == ["Good day.", "Hello.", "So?"]


def test_a_row_that_is_repeated_a_billion_times_stands_once() -> None:
    cells = "".join(f"<table:table-cell><text:p>{text * 30}</text:p></table:table-cell>" for text in ("uno ", "one "))
    row = f'<table:table-row table:number-rows-repeated="1000000000">{cells}</table:table-row>'
    assert len(words(f"<table:table>{row}</table:table>")) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK", r"talk\.odt: is damaged, or no such document"),
        (write_archive([("a", b"b")]), "is not an ODT file: it contains no text"),
        (packed(b"<a>\n<b></a>"), r"talk\.odt:2:\d+: is not well-formed XML in content\.xml"),
        (packed(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), r"declares entities, which are not read in content\.xml"),
        (packed(part("<text:section>" * 300 + "</text:section>" * 300)), "content.xml|no words"),
        (packed(part(f"<text:p>a{'&#769;' * 500}</text:p>")), r"talk\.odt:1: has a letter with more marks"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        loaded(content)


@given(mutated(part(TALK)))
@settings(max_examples=150, deadline=None)
def test_a_broken_part_is_read_or_refused(content: bytes) -> None:
    with suppress(FormatError):
        assert isinstance(loaded(packed(content)).transcript, Transcript)
