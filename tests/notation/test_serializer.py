from __future__ import annotations

import pytest

from dragoman.notation import parse, parse_text, serialize, serialize_text
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript
from dragoman.transcript.span import Span
from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Inline,
    Kinesic,
    Note,
    Overlap,
    Pause,
    Phonetic,
    Quote,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Text,
    Unclear,
    Vocal,
    Writing,
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


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("(to all viewers)", Supplied(("to all viewers",))),
        ("(?Karaj)", Unclear(("Karaj",))),
        ("[inaudible]", Gap("inaudible")),
        ("[inaudible 3.5s]", Gap("inaudible", 3500)),
        ("[inaudible: a name]", Gap("inaudible", None, "a name")),
        ("[…]", Gap("omitted")),
        ("[… greetings]", Gap("omitted", None, "greetings")),
        ("[untranscribed 12s]", Gap("untranscribed", 12_000)),
        ("[untranslated]", Gap("untranslated")),
        ("[redacted]", Redacted()),
        ("[redacted: safety]", Redacted("safety")),
        ("[laughs]", Vocal("laughs")),
        ("[voice: laughs bitterly]", Vocal("laughs bitterly")),
        ("[phone rings]", Incident("phone rings")),
        ("[sound: a tram passes]", Incident("a tram passes")),
        ("[nods]", Kinesic("nods")),
        ("[points at the map]", Kinesic("points at the map")),
        ("[gesture: counts on his fingers]", Kinesic("counts on his fingers")),
        ("[pause]", Pause()),
        ("[pause 4s]", Pause(4000)),
        ("[on screen: BREAKING]", Writing("BREAKING")),
        ("*velāyat-e faqih*", Foreign(("velāyat-e faqih",))),
        ("[= guardianship of the jurist]", Gloss(("guardianship of the jurist",))),
        ("[in English: human rights]", CodeSwitch("en", ("human rights",))),
        ("Ahmadi [ph]", Phonetic(("Ahmadi",))),
        ("{Ali Ahmadi} [ph]", Phonetic(("Ali Ahmadi",))),
        ("Baghdad [sic]", Sic(("Baghdad",))),
        ("{the year 1987} [sic: 1978]", Sic(("the year 1987",), "1978")),
        ("pbuh [abbr: peace be upon him]", Abbreviation(("pbuh",), "peace be upon him")),
        ("[tr: a pun on two senses]", Note(("a pun on two senses",), "reader")),
        ("[ed: check the date]", Note(("check the date",), "desk")),
        ("“Be just” [src: Quran 5:8, tr. N. N.]", Quote(("“Be just”",), "Quran 5:8, tr. N. N.")),
        ("{be just} [src: Quran 5:8]", Quote(("be just",), "Quran 5:8")),
        ("~~no~~", Struck(("no",))),
        ("gov–", CutOff("gov")),
        ("(?كرج)", Unclear(("كرج",))),
        ("*ولایت فقیه*", Foreign(("ولایت فقیه",))),
        ("[in Hebrew: שלום לכולם]", CodeSwitch("he", ("שלום לכולם",))),
        ("احمدی [ph]", Phonetic(("احمدی",))),
        ("«اعدلوا» [src: القرآن 5:8]", Quote(("«اعدلوا»",), "القرآن 5:8")),
    ],
)
def test_each_mark_is_typed_as_the_table_of_the_notation_says(typed: str, text: Inline) -> None:
    assert serialize_text((text,)) == typed
    assert parse_text(typed) == ((text,), ())


@pytest.mark.parametrize(
    ("ms", "typed"),
    [(1, "0.001s"), (10, "0.01s"), (900, "0.9s"), (1000, "1s"), (10_000, "10s"), (3_600_000, "3600s")],
)
def test_seconds_are_written_without_zeros_at_the_end(ms: int, typed: str) -> None:
    assert serialize_text((Pause(ms),)) == f"[pause {typed}]"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ((Redacted("a [b]"),), r"[redacted: a \[b\]]"),
        ((Writing("【速報】"),), r"[on screen: \【速報\】]"),
        ((Sic(("a",), "b\\c"),), r"a [sic: b\\c]"),
        ((Gloss(("5 * 3 (so)",)),), "[= 5 * 3 (so)]"),
        ((Supplied(("؟",)),), r"(\؟)"),
        (("（全角）",), r"\（全角\）"),
        ((Sic(("the year",)), CutOff("a b")), "{the year} [sic]{a b}–"),
        ((Phonetic(("張三",)), "說"), "張三 [ph]說"),
        ((Abbreviation(("صلعم",), "صلى الله عليه وسلم"),), "صلعم [abbr: صلى الله عليه وسلم]"),
    ],
)
def test_what_would_be_read_as_a_mark_is_escaped(text: Text, typed: str) -> None:
    assert serialize_text(text) == typed
    assert parse_text(typed) == (text, ())


def test_an_overlap_alone_is_two_slashes() -> None:
    assert serialize_text((Overlap(),)) == "//"


def test_lines_of_a_text_are_not_indented_where_it_stands_alone() -> None:
    assert serialize_text(("one\ntwo",)) == "one\ntwo"


@pytest.mark.parametrize(
    ("speakers", "name"),
    [
        ((Speaker(id="S1", label="مجری"),), "مجری"),
        ((Speaker(id="S1", label="a: b"),), r"a\: b"),
        ((Speaker(id="S1", label="?"),), r"\?"),
        ((Speaker(id="S1", label="A"), Speaker(id="S2", label="A")), "A (S1)"),
        ((Speaker(id="S1"),), "S1"),
    ],
)
def test_a_passage_stands_behind_its_speaker_s_name(speakers: tuple[Speaker, ...], name: str) -> None:
    segments = (Segment(id="s4k2m9xpq", speaker="S1", source=("x",)),)
    page = serialize(Transcript(speakers=speakers, segments=segments))

    assert page.endswith(f"\n\ns4k2m9xpq {name}: x\n")
    assert parse(page).transcript.segments[0].speaker == "S1"
