from __future__ import annotations

import pytest
from lxml import etree

from dragoman.errors import FormatError
from dragoman.formats.options import ReadOptions
from dragoman.formats.reading.xml import add, clean, local_name, make_xml, parse_xml, refuse_long_runs

OPTIONS = ReadOptions(path="talk.xml")


def test_a_fault_is_named_with_line_and_column() -> None:
    with pytest.raises(FormatError, match=r"talk.xml:2:\d+: is not well-formed XML") as caught:
        parse_xml(b"<a>\n<b></a>", OPTIONS)
    assert caught.value.line == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_entities_are_refused_before_anything_expands(encoding: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    with pytest.raises(FormatError, match="declares entities"):
        parse_xml(bomb.encode(encoding), OPTIONS)


@pytest.mark.parametrize("encoding", ["utf-7", "cp037"])
def test_entities_are_refused_in_encodings_that_hide_their_letters(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    content = declared.encode(encoding)
    if encoding == "utf-7":
        content = (
            declared.partition("?>")[0].encode() + b"?>" + "+ADw-".join(declared.partition("?>")[2].split("<")).encode()
        )
    with pytest.raises(FormatError, match=r"entities|XML"):
        parse_xml(content, OPTIONS)


def test_no_other_file_is_read_for_a_document_type() -> None:
    root = parse_xml(b'<!DOCTYPE TEI SYSTEM "file:///etc/passwd"><TEI/>', OPTIONS)
    assert local_name(root) == "TEI"


def test_depth_has_an_end() -> None:
    with pytest.raises(FormatError, match="not well-formed"):
        parse_xml(b"<a>" * 100_000, OPTIONS)


def test_more_markup_than_any_transcript_has_is_refused_unread() -> None:
    with pytest.raises(FormatError, match=r"more XML than any transcript in part\.xml"):
        parse_xml(b"<a/>" * 2_000_001, OPTIONS, "part.xml")


@pytest.mark.parametrize("content", [b"", b"no xml", b"\x00\x01", b'<?xml version="1.0" encoding="nonsense"?><a/>'])
def test_what_is_no_xml_is_refused(content: bytes) -> None:
    with pytest.raises(FormatError, match=r"talk\.xml"):
        parse_xml(content, OPTIONS)


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert clean("a\x00b\ud800c\r\nd\ufffe") == "a\ufffdb\ufffdc\nd\ufffd"


def test_what_is_added_is_in_its_parents_namespace() -> None:
    root = parse_xml(b'<a xmlns="urn:x"/>', OPTIONS)
    add(root, "b", "x < y", type="t", gone=None)
    assert make_xml(root).endswith(b'<a xmlns="urn:x"><b type="t">x &lt; y</b></a>\n')


def test_a_letter_under_a_thousand_marks_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk\.xml:7: has a letter with more marks"):
        refuse_long_runs("a" + "\u0301" * 1000, "talk.xml", 7)
    assert refuse_long_runs("مَدْرَسَةٌ", "talk.xml") == "مَدْرَسَةٌ"


def test_an_id_that_stands_twice_is_no_fault() -> None:
    assert len(parse_xml(b'<a><b xml:id="x"/><b xml:id="x"/></a>', OPTIONS)) == 2
    with pytest.raises(FormatError, match="not well-formed"):
        parse_xml(b'<a><b xml:id="x"/><b xml:id="x"/><c></a>', OPTIONS)


def test_no_other_file_is_read_where_an_id_stands_twice() -> None:
    content = b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a><b xml:id="x"/><b xml:id="x"/></a>'
    assert len(parse_xml(content, OPTIONS)) == 2


def test_a_name_with_a_prefix_that_was_never_declared_is_a_name() -> None:
    root = etree.fromstring(b"<a><w9:rtl/></a>", etree.XMLParser(recover=True))
    assert local_name(root[0]) == "w9:rtl"
