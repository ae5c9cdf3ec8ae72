"""Hypothesis strategies for documents: rich text, speakers, segments, transcripts. For any test to use."""

from __future__ import annotations

from hypothesis import strategies as st

from dragoman.transcript.document import (
    Copy,
    Date,
    Engine,
    Facts,
    Person,
    Publication,
    Recording,
    Segment,
    Speaker,
    Transcript,
    Word,
)
from dragoman.transcript.ids import mint_id
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

# Letters of several scripts, joiners and combining marks, digits, punctuation, brackets, quotation marks: what
# people type, and all that means something to some format.
_CHARACTERS = "abé n12 .,;-–—'’\"“”„«»‘‚ \n\t()[]{}（）【】*~/\\:：=|?؟<>&#_…\u0301\u064e\u200c\u200f\u00a0سلامこ人שה३۴"

words = (
    st.text(st.sampled_from(_CHARACTERS), max_size=8)
    | st.text(max_size=5)
    | st.sampled_from(
        [
            "gov–",
            "Ali Ahmadi",
            "nods",
            "laughs",
            "points at [it]",
            "[ph]",
            "12:34",
            "NAME: x",
            "= x",
            "//",
            "“a “b” c”",
            "'s",
        ]
    )
)
"""Strings, most of them awkward; empty ones too."""

languages = st.sampled_from(["es", "en", "ckb", "fa-Latn", "und", "pt-BR", "zh-Hans"])
durations = st.none() | st.integers(0, 10**7)


def _leaves() -> st.SearchStrategy[Inline]:
    return st.one_of(
        words,
        words,
        st.builds(
            Gap,
            st.sampled_from(["inaudible", "omitted", "untranscribed", "untranslated"]),
            durations,
            st.none() | words,
        ),
        st.builds(Redacted, st.none() | words),
        st.builds(Pause, durations),
        st.one_of(*(st.builds(kind, words) for kind in (Vocal, Incident, Kinesic, Writing, CutOff))),
        st.just(Overlap()),
    )


def _wrappers(inlines: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
    content = st.lists(inlines, max_size=4).map(tuple)
    return st.one_of(
        *(st.builds(kind, content) for kind in (Supplied, Unclear, Foreign, Phonetic, Struck, Gloss)),
        st.builds(CodeSwitch, languages, content),
        st.builds(Sic, content, st.none() | words),
        st.builds(Abbreviation, content, words),
        st.builds(Note, content, st.sampled_from(["reader", "desk"])),
        st.builds(Quote, content | words.map(lambda said: (f"“{said}”",)), words),
    )


texts: st.SearchStrategy[Text] = st.lists(st.recursive(_leaves(), _wrappers, max_leaves=6), max_size=6).map(tuple)
"""Rich texts with every mark, nested in every way, sensible or not."""

spans = st.builds(
    lambda start, length: Span(start, None if length is None else start + length),
    st.integers(0, 10**8),
    st.none() | st.integers(0, 10**6),
)

_authors = st.builds(Person, handle=st.just("mar")) | st.builds(Engine, name=st.just("fake"))


@st.composite
def speakers(draw: st.DrawFn) -> tuple[Speaker, ...]:
    """Up to four speakers, whose names may be missing, shared or awkward."""
    names = st.none() | st.sampled_from(["The host", "The host (S2)", "S1", "?", "a: b", "A | B"]) | words
    return tuple(
        Speaker(id=f"S{number}", label=draw(names), name=draw(names), role=draw(st.none() | words))
        for number in range(1, draw(st.integers(0, 4)) + 1)
    )


@st.composite
def segments(draw: st.DrawFn, number: int = 0, speaker_ids: tuple[str, ...] = ()) -> Segment:
    """A segment with the id of its number, by one of these speakers or nobody."""
    return Segment(
        id=mint_id("test", number),
        speaker=draw(st.sampled_from([None, *speaker_ids])),
        span=draw(st.none() | spans),
        language=draw(st.none() | languages),
        source=draw(st.none() | texts),
        target=draw(st.none() | texts),
        words=draw(st.sampled_from([(), (Word(text="hola", span=Span(0, 300), confidence=0.5),)])),
        state=draw(st.sampled_from(["initial", "translated", "reviewed", "final"])),
        source_origin=draw(st.none() | _authors),
        target_origin=draw(st.none() | _authors),
    )


dates = st.builds(
    Date,
    kind=st.sampled_from(["recorded", "aired", "first-published", "published-here", "corrected"]),
    edtf=st.none() | st.sampled_from(["2020-1X", "1979-02-11", "2020~", "late 2020"]),
    written=st.none() | words,
    calendar=st.none() | st.sampled_from(["persian", "islamic"]),
    place=st.none() | words,
)

publications = st.builds(
    Publication,
    address=st.sampled_from(["https://radio.example/a|b", "a reel", " "]),
    publisher=st.none() | words,
    date=st.none() | st.sampled_from(["2021-06-03", "2021"]),
    partial=st.none() | st.booleans(),
)

facts = st.builds(
    Facts,
    title=st.none() | words,
    title_target=st.none() | words,
    description=st.none() | words,
    publisher=st.none() | words,
    licence=st.none() | words,
    confidential=st.none() | st.booleans(),
    translators=st.lists(words, max_size=2).map(tuple),
    tags=st.lists(words, max_size=2).map(tuple),
    dates=st.lists(dates, max_size=2).map(tuple),
    publications=st.lists(publications, max_size=2).map(tuple),
    covers=st.none() | spans,
)

recordings = st.builds(
    Recording,
    duration=durations,
    languages=st.lists(languages, max_size=2).map(tuple),
    copies=st.sampled_from([(), (Copy(address="talk.mp3"),)]),
)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Whole documents, with and without a recording, facts, speakers and segments."""
    cast = draw(speakers())
    ids = tuple(speaker.id for speaker in cast)
    return Transcript(
        recording=draw(st.none() | recordings),
        facts=draw(facts),
        speakers=cast,
        segments=tuple(draw(segments(number, ids)) for number in range(draw(st.integers(0, 4)))),
        target_language=draw(st.none() | languages),
    )
