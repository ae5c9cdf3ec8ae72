"""What comes back from each format that is read and written: what its page under docs/formats says."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.formats import find_readable, find_writable, read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.notation import parse_text
from dragoman.transcript.document import Facts, Recording, Segment, Speaker, Transcript, display_name
from dragoman.transcript.ids import mint_id
from dragoman.transcript.sides import SideChoice
from dragoman.transcript.span import Span
from dragoman.transcript.text import Text
from interviews import spanish_english

# Letters with joiners and vowel signs, digits, punctuation that means nothing to any format; a script a document.
_SCRIPTS = {
    "Latin": "abzéñŁ12",
    "Cyrillic": "Жжщ7",
    "Arabic": "سلامکی۳۴\u064e\u200c",
    "Hebrew": "שהלם",
    "Hindi": "हनम\u0940",
}


def _words(letters: str) -> st.SearchStrategy[str]:
    return st.builds(
        lambda core, end: core + end,
        st.text(st.sampled_from(letters), min_size=1, max_size=9).filter(lambda word: word[0].isalpha()),
        st.sampled_from(["", "", "", ".", ",", "؟", "!", "’s", "-a"]),
    )


_NAMES = st.sampled_from(["The host", "Elena Ruiz", "سامي", "שרה", "S1", "你好"])


class Kept(NamedTuple):
    """What a format keeps of a passage; what it does not keep is ``None`` on both sides."""

    id: str | None
    span: Span | None
    speaker: str | None
    source: Text | None
    target: Text | None


class Format(NamedTuple):
    """What a format keeps: ids, the ends of times, times in steps of so many ms, both languages."""

    name: str
    ids: bool
    ends: bool
    step: int = 1
    both: bool = False


FORMATS = [
    Format("vtt", ids=True, ends=True),
    Format("srt", ids=False, ends=True),
    Format("ass", ids=False, ends=True, step=10),
    Format("ttml", ids=True, ends=True),
    Format("whisper", ids=False, ends=True),
    Format("otr", ids=False, ends=False),
    Format("podcast-json", ids=False, ends=True),
    Format("podcast-html", ids=True, ends=False),
    Format("youtube", ids=False, ends=True),
    Format("noscribe", ids=True, ends=True),
    Format("csv", ids=True, ends=True, both=True),
    Format("tsv", ids=True, ends=True, both=True),
    Format("xliff", ids=True, ends=True, both=True),
    Format("xliff2", ids=True, ends=True, both=True),
]

# Formats that make no round trip here -> why.
ELSEWHERE = {
    "json": "keeps the whole document: test_dragoman_json.py",
    "tei": "keeps every mark: tei/test_tei.py",
    "iso24624": "comes back as TEI does: tei/test_iso24624.py",
    "tmx": "holds pairs without times and speakers: translation/test_tmx.py",
    "docx": "is edited and taken back in: office/test_docx.py",
    "eaf": "keeps every mark: annotation/test_eaf.py",
}


def test_every_format_that_is_read_and_written_makes_a_round_trip() -> None:
    rows = {row.name for row in FORMATS}
    assert rows | {*ELSEWHERE} == {*find_readable()} & {*find_writable()}
    assert not rows & {*ELSEWHERE}


@st.composite
def documents(draw: st.DrawFn, longest: int = 7) -> Transcript:
    """Passages one after another, each with a time and a known speaker, few enough words for one subtitle."""
    names = draw(st.lists(_NAMES, min_size=1, max_size=3, unique=True))
    speakers = tuple(Speaker(id=f"S{number}", label=name) for number, name in enumerate(names, 1))
    script = _words(_SCRIPTS[draw(st.sampled_from(sorted(_SCRIPTS)))])
    segments, start = [], draw(st.integers(0, 10**7))
    for number in range(draw(st.integers(1, 5))):
        words = draw(st.lists(script, min_size=1, max_size=longest))
        end = start + 10 * draw(st.integers(100, 600))
        segments.append(
            Segment(
                id=mint_id("test", number),
                speaker=draw(st.sampled_from(speakers)).id,
                span=Span(start, end),
                source=parse_text(" ".join(words))[0],
                target=parse_text(" ".join(reversed(words)))[0],
            )
        )
        start = end + draw(st.integers(0, 900))
    return Transcript(
        recording=Recording(languages=(draw(st.sampled_from(["es", "fa", "he"])),)),
        facts=Facts(title="A title", title_target="Another"),
        speakers=speakers,
        segments=tuple(segments),
        target_language="en",
    )


def kept(transcript: Transcript, row: Format) -> list[Kept]:
    names = {speaker.id: display_name(speaker) for speaker in transcript.speakers}
    return [
        Kept(
            segment.id if row.ids else None,
            _kept_span(segment.span, row),
            names.get(segment.speaker or ""),
            segment.source,
            segment.target if row.both else None,
        )
        for segment in transcript.segments
    ]


def _kept_span(span: Span | None, row: Format) -> Span | None:
    if span is None:
        return None
    end = span.end // row.step * row.step if span.end is not None and row.ends else None
    return Span(span.start // row.step * row.step, end)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
@given(transcript=documents())
@settings(max_examples=30)
def test_short_passages_come_back(row: Format, transcript: Transcript) -> None:
    content = write(transcript, row.name, WriteOptions(side="both" if row.both else "source")).content
    back = read(content, row.name, ReadOptions()).transcript
    assert kept(back, row) == kept(transcript, row)


@pytest.mark.parametrize("name", ["vtt", "ttml", "csv", "podcast-html", "whisper", "noscribe"])
@given(transcript=documents())
@settings(max_examples=15)
def test_languages_and_the_title_come_back_where_there_is_a_place(name: str, transcript: Transcript) -> None:
    back = read(write(transcript, name, WriteOptions(side="source")).content, name, ReadOptions()).transcript
    assert back.source_language == transcript.source_language
    assert back.facts.title == (None if name in ("csv", "whisper") else "A title")


@pytest.mark.parametrize("name", ["vtt", "ttml"])
@given(transcript=documents(longest=60))
@settings(max_examples=20)
def test_long_passages_are_whole_again_under_their_ids(name: str, transcript: Transcript) -> None:
    row = Format(name, ids=True, ends=True)
    back = read(write(transcript, name, WriteOptions(side="source")).content, name, ReadOptions()).transcript
    assert kept(back, row) == kept(transcript, row)


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
@given(transcript=documents())
@settings(max_examples=12)
def test_a_translation_comes_back_as_one(row: Format, transcript: Transcript) -> None:
    content = write(transcript, row.name, WriteOptions(side="target")).content
    back = read(content, row.name, ReadOptions(side="target")).transcript
    assert [segment.target for segment in back.segments] == [segment.target for segment in transcript.segments]
    assert not any(segment.source for segment in back.segments)


MARKS = [
    "To (all) viewers", "In (?Karaj) now", "[inaudible 3s] yes", "[… greetings] Hello", "[laughs] Yes", "Oh [applause]",
    "He [nods] said", "Ahmadi [ph] came", "Baghdad [sic] fell", "Baghdad [sic: Tehran] fell", "I ~~never~~ said",
    "5 miles [= 8 km] on", "Said [in French: oui, oui] twice", "[on screen: NEWS] Look",
]  # fmt: skip


@pytest.mark.parametrize("typed", [*MARKS, "the gov– the", "the *masa madre* is"])
def test_webvtt_has_a_place_for_marks(typed: str) -> None:
    assert _through("vtt", typed, ReadOptions()) == parse_text(typed)[0]


@pytest.mark.parametrize("typed", [*MARKS, "Wait [pause 4s] then", "the gov– the", "[redacted: safety] said"])
@pytest.mark.parametrize("row", [row for row in FORMATS if row.name != "vtt"], ids=lambda row: row.name)
def test_other_formats_give_marks_back_with_the_profile(row: Format, typed: str) -> None:
    assert _through(row.name, typed, ReadOptions(profile="dragoman")) == parse_text(typed)[0]


# What leaves no sign in plain words: its format says so when it is written.
SIGNLESS = {
    "// But no": "overlaps",
    "the *masa madre* is": "which words are of the original",
    "pbuh [abbr: peace be upon him] said": "what abbreviations stand for",
    "“Be just.” [src: Quran 5:8] he said": "sources of quotations",
}
KEPT = {
    ("vtt", "the *masa madre* is"),
    ("ttml", "the *masa madre* is"),
    ("noscribe", "// But no"),
    *((name, typed) for name in ("xliff", "xliff2") for typed in SIGNLESS),
}


@pytest.mark.parametrize("typed", SIGNLESS)
@pytest.mark.parametrize("name", [row.name for row in FORMATS])
def test_a_mark_that_leaves_no_sign_is_named(name: str, typed: str) -> None:
    if (name, typed) in KEPT:
        assert _through(name, typed, ReadOptions()) == parse_text(typed)[0]
        return
    [problem] = write(_saying(typed), name, WriteOptions(side="source")).problems
    assert (problem.code, SIGNLESS[typed] in problem.message) == ("left-out", True)


@pytest.mark.parametrize("typed", ["Wait [pause 4s] then", "[redacted: safety] said"])
def test_webvtt_names_what_it_does_not_show(typed: str) -> None:
    assert [problem.code for problem in write(_saying(typed), "vtt", WriteOptions()).problems] == ["left-out"]


@pytest.mark.parametrize("row", [row for row in FORMATS if not row.both], ids=lambda row: row.name)
def test_of_both_sides_the_one_that_is_left_out_is_named(row: Format) -> None:
    both, one = (write(spanish_english(), row.name, WriteOptions(side=side)).problems for side in ("both", "target"))
    assert {problem.code for problem in both} - {problem.code for problem in one} == {"one-side-written"}


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_facts_without_a_place_are_named(row: Format) -> None:
    said = [problem.message for problem in write(spanish_english(), row.name, WriteOptions(side="source")).problems]
    assert any("facts beyond titles" in message for message in said)


def test_webvtt_says_which_side_it_holds() -> None:
    sides: list[SideChoice] = ["source", "target"]
    found = [read(write(spanish_english(), "vtt", WriteOptions(side=side)).content, "vtt").side for side in sides]
    assert found == [None, "target"]


def _saying(typed: str) -> Transcript:
    return Transcript(
        recording=Recording(languages=("en",)),
        segments=(Segment(id="s00000001", span=Span(0, 3000), source=parse_text(typed)[0]),),
    )


def _through(name: str, typed: str, options: ReadOptions) -> Text | None:
    content = write(_saying(typed), name, WriteOptions(side="source")).content
    return read(content, name, options).transcript.segments[0].source
