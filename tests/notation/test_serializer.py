from __future__ import annotations

import pytest

from dragoman.notation import serialize, serialize_text
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import (
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Incident,
    Note,
    Overlap,
    Phonetic,
    Quote,
    Struck,
    Supplied,
    Text,
    Vocal,
)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        (("a (b) [c] *d* {e} \\",), r"a \(b\) \[c\] \*d\* \{e\} \\"),
        (("1990–2000 gov– gov–x",), r"1990–2000 gov\– gov–x"),
        (("~a ~~ b",), r"\~a \~\~ b"),
        (("//x",), r"\//x"),
        ((Overlap(), "//x"), "// //x"),
        ((Supplied(("?a",)),), r"(\?a)"),
        ((Foreign(("a",)), Foreign(("b",))), "*a**b*"),
        ((Struck(("a",)), "~"), r"~~a~~\~"),
        (
            (Vocal("laughs"), Incident("laughs"), Vocal("laughs [twice]")),
            r"[laughs][sound: laughs][voice: laughs \[twice\]]",
        ),
        ((Gap("omitted", None, "a"), Gap("omitted", None, "3s"), Gap("omitted", 500, "a")), "[… a][…: 3s][… 0.5s: a]"),
        ((Note(("see (a) *b*",)),), "[tr: see (a) *b*]"),
        ((CodeSwitch("fa", ("a (b)",)), CodeSwitch("ckb-Latn", ("c",))), r"[in Persian: a \(b\)][in ckb-Latn: c]"),
        (("by", Phonetic(("Ali",))), "by{Ali} [ph]"),
        (("by ", Phonetic(("Ali",)), Phonetic(("A B",))), "by Ali [ph]{A B} [ph]"),
        ((CutOff("gov"), "ern"), "{gov}–ern"),
        ((CutOff("gov"), Phonetic(("Ali",))), "{gov}–Ali [ph]"),
        ((CutOff("1"),), "{1}–"),
        ((Quote(("“a”",), "b"), Quote(("“a” “b”",), "c")), "“a” [src: b]{“a” “b”} [src: c]"),
        (("a", Quote(("'b'",), "c")), "a{'b'} [src: c]"),
    ],
)
def test_text_is_written_with_no_more_signs_than_it_needs(text: Text, typed: str) -> None:
    assert serialize_text(text) == typed


def test_a_page_has_facts_then_rows() -> None:
    transcript = Transcript(
        recording=Recording(languages=("es",)),
        speakers=(Speaker(id="S1", label="The host"),),
        segments=(
            Segment(id="s4k2m9xpq", speaker="S1", span=Span(754_500, 760_000), source=("Hola\nhola",), target=("Hi",)),
            Segment(id="s4k2m9xpr", span=Span(760_000), language="fr", target=("Good day",)),
            Segment(id="s4k2m9xps", speaker="S1", language="fr", source=("Salut",)),
        ),
    )

    assert serialize(transcript) == (
        "dragoman-notation 1\noriginal: es\nspeaker S1: The host\n\n"
        "s4k2m9xpq [12:34.5-12:40] The host: Hola\n  hola\n= Hi\n\n"
        "s4k2m9xpr [12:40 fr] ?:\n= Good day\n\n"
        "s4k2m9xps [? fr] The host: Salut\n"
    )


def test_an_empty_document_is_the_first_line() -> None:
    assert serialize(Transcript()) == "dragoman-notation 1\n"
