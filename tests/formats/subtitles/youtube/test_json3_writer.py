import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.formats import read, write
from dragoman.formats.options import ReadOptions, WriteOptions
from dragoman.notation import parse_text
from dragoman.transcript.document import Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.span import Span
from interviews import spanish_english


def passage(number: int, words: str, span: Span | None, *heard: Word, speaker: str | None = None) -> Segment:
    return Segment(id=f"s{number:08}", span=span, source=parse_text(words)[0], words=heard, speaker=speaker)


def talk(*segments: Segment) -> Transcript:
    speakers = (Speaker(id="S1", label="Anna"), Speaker(id="S2", label="Elena Ruiz"))
    return Transcript(recording=Recording(languages=("en",)), speakers=speakers, segments=segments)


def events(transcript: Transcript) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(write(transcript, "youtube", WriteOptions(side="source")).content)[
        "events"
    ]
    return found


def back(transcript: Transcript) -> Transcript:
    return read(write(transcript, "youtube", WriteOptions(side="source")).content, "youtube").transcript


def word(text: str, start: int | None = None, **more: Any) -> Word:
    return Word(text=text, span=None if start is None else Span(start, start + 100), **more)


def test_a_file_is_what_programs_that_fetch_captions_save() -> None:
    content = json.loads(write(talk(passage(1, "Hello.", Span(80, 2080))), "youtube", WriteOptions()).content)
    assert content == {
        "wireMagic": "pb3",
        "generator": "Dragoman",
        "pens": [{}],
        "wsWinStyles": [{}],
        "wpWinPositions": [{}],
        "events": [{"tStartMs": 80, "dDurationMs": 2000, "segs": [{"utf8": "Hello."}]}],
    }


def test_words_whose_times_are_known_are_pieces_of_their_own() -> None:
    heard = (word("what", 1000), word("if"), word("so", 1900))
    [event] = events(talk(passage(1, "What if, so?", Span(1000, 3000), *heard, speaker="S1")))
    assert event["segs"] == [
        {"utf8": "Anna:"},
        {"utf8": " What if,", "tOffsetMs": 0},
        {"utf8": " so?", "tOffsetMs": 900},
    ]


def test_times_of_words_come_back_behind_a_name() -> None:
    heard = (word("What", 1000), word("if"), word("so", 1900))
    [segment] = back(talk(passage(1, "What if so?", Span(1000, 3000), *heard, speaker="S1"))).segments
    assert segment.source == ("What if so?",)
    assert segment.words == (
        Word(text="What", span=Span(1000)),
        Word(text="if"),
        Word(text="so?", span=Span(1900)),
    )


def test_what_was_heard_and_is_redacted_since_is_nowhere() -> None:
    heard = (word("Her", 0), word("name", 200), word("Rosa", 400), word("said", 800))
    content = write(
        talk(passage(1, "Her name [redacted] said", Span(0, 1000), *heard)), "youtube", WriteOptions()
    ).content
    assert b"Rosa" not in content
    assert b'{\n          "utf8": " said",\n          "tOffsetMs": 800' in content


def test_times_that_were_worked_out_or_run_backwards_are_none() -> None:
    heard = (word("one", 500), word("two", 700, interpolated=True), word("three", 100), word("four", 900))
    [event] = events(talk(passage(1, "one two three four", Span(400, 1000), *heard)))
    assert event["segs"] == [{"utf8": "one two three", "tOffsetMs": 100}, {"utf8": " four", "tOffsetMs": 500}]


def test_an_end_that_is_not_known_has_no_duration() -> None:
    assert events(talk(passage(1, "Hello.", Span(80)))) == [{"tStartMs": 80, "segs": [{"utf8": "Hello."}]}]
    assert back(talk(passage(1, "Hello.", Span(80)))).segments[0].span == Span(80)


def test_a_passage_without_a_time_is_left_out_and_named() -> None:
    written = write(talk(passage(1, "Hello.", None), passage(2, "Bye.", Span(0, 9))), "youtube", WriteOptions())
    assert [problem.code for problem in written.problems] == ["cue-without-time"]
    assert [event["segs"] for event in json.loads(written.content)["events"]] == [[{"utf8": "Bye."}]]


def test_what_people_repeat_and_talk_over_each_other_is_not_folded() -> None:
    said = [passage(n, "Yes." if n % 2 else "Yes. No.", Span(n * 500, n * 500 + 600)) for n in range(12)]
    assert [(s.source, s.span) for s in back(talk(*said)).segments] == [(s.source, s.span) for s in said]


def test_what_is_lost_is_named() -> None:
    heard = talk(passage(1, "Hello.", Span(0, 9), word("Hello", 0)))
    [ends] = write(heard, "youtube", WriteOptions()).problems
    assert (ends.code, "keeps when words begin" in ends.message) == ("left-out", True)
    said = [problem.message for problem in write(spanish_english(), "youtube", WriteOptions(side="target")).problems]
    assert [
        part for part in ("the title", "facts beyond titles", "notes") if any(part in message for message in said)
    ] == [
        "the title",
        "facts beyond titles",
        "notes",
    ]


WORDS = st.lists(st.sampled_from(["yes", "no", "Élan,", "سلام", "שלום", "7.5", "–", "(all)"]), min_size=1, max_size=6)


@given(st.lists(st.tuples(WORDS, st.integers(0, 3000), st.integers(0, 900), st.booleans()), min_size=1, max_size=8))
@settings(max_examples=100)
def test_words_and_times_come_back_whatever_overlaps(rows: list[tuple[list[str], int, int, bool]]) -> None:
    said = tuple(
        passage(n, " ".join(words), Span(start, start + lasting if ends else None))
        for n, (words, start, lasting, ends) in enumerate(rows)
    )
    content = write(talk(*said), "youtube", WriteOptions(side="source")).content
    returned = read(content, "youtube", ReadOptions(profile="dragoman")).transcript.segments
    assert [(s.source, s.span) for s in returned] == [(s.source, s.span) for s in said]


@given(st.lists(st.integers(0, 400), min_size=2, max_size=9))
@settings(max_examples=60)
def test_beginnings_of_words_come_back(gaps: list[int]) -> None:
    times = [1000 + sum(gaps[: n + 1]) for n in range(len(gaps))]
    names = [f"word{n}" for n in range(len(gaps))]
    heard = tuple(word(name, time) for name, time in zip(names, times, strict=True))
    [segment] = back(talk(passage(1, " ".join(names), Span(1000, 9000), *heard, speaker="S2"))).segments
    assert segment.words == tuple(Word(text=n, span=Span(t)) for n, t in zip(names, times, strict=True))
