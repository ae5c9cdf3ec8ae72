import pytest

from dragoman.errors import FormatError
from dragoman.formats import read
from dragoman.formats.options import ReadOptions
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span

CONTENT = b"""<?xml version="1.0" encoding="utf-8" ?><timedtext format="3"><head><wp id="0"/></head><body><w id="1"/>
<p t="80" d="3910" w="1"><s ac="0">What</s><s t="240"> if</s></p>
<p t="2070" d="1920" w="1" a="1">
</p>
<p t="2080" d="1390">Hello &amp; bye</p></body></timedtext>"""


def test_paragraphs_are_passages_and_their_pieces_words() -> None:
    first, second = read(CONTENT, "srv3", ReadOptions()).transcript.segments
    assert (first.source, first.span) == (("What if",), Span(80, 2080))
    assert first.words == (Word(text="What", span=Span(80)), Word(text="if", span=Span(320)))
    assert (second.source, second.span, second.words) == (("Hello & bye",), Span(2080, 3470), ())


def test_other_xml_is_refused() -> None:
    with pytest.raises(FormatError, match=r"talk:1:1: is XML of another kind \(tt\)"):
        read(b"<tt/>", "srv3", ReadOptions(path="talk"))
