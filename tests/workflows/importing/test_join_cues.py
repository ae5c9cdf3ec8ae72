from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.transcript.document import Segment, Transcript, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import Supplied, Text, plain
from dragoman.workflows.importing.join_cues import join_sentences, join_turns


def cue(number: int, text: str | Text, speaker: str | None = None, *, target: str | None = None) -> Segment:
    """A subtitle of a second, one right behind the other."""
    return Segment(
        id=f"s{number:08}",
        speaker=speaker,
        span=Span(number * 1000, number * 1000 + 1000),
        source=(text,) if isinstance(text, str) else text,
        target=(target,) if target else None,
    )


def joined(*segments: Segment) -> list[tuple[str, Span | None, Text | None]]:
    return [(s.id, s.span, s.source) for s in join_sentences(Transcript(segments=segments)).segments]


def test_a_sentence_over_several_subtitles_is_one_passage() -> None:
    assert joined(cue(1, "I was nine"), cue(2, "and we paid"), cue(3, "a hundred.")) == [
        ("s00000001", Span(1000, 4000), ("I was nine and we paid a hundred.",))
    ]


def test_a_subtitle_with_the_end_of_a_sentence_in_it_is_cut_at_the_time_of_the_word() -> None:
    first, second = joined(cue(1, "I was"), cue(2, "nine. We"), cue(3, "paid."))
    assert first == ("s00000001", Span(1000, 2714), ("I was nine.",))
    assert second[1:] == (Span(2714, 4000), ("We paid.",))
    assert second[0] not in ("s00000001", "s00000002", "s00000003")


def test_the_times_of_subtitles_live_on_in_words() -> None:
    [segment] = join_sentences(Transcript(segments=(cue(1, "ab cd"), cue(2, "e.")))).segments
    assert segment.words == (
        Word(text="ab", span=Span(1000, 1500), interpolated=True),
        Word(text="cd", span=Span(1500, 2000), interpolated=True),
        Word(text="e.", span=Span(2000, 3000)),
    )


def test_measured_words_stay_as_they_are() -> None:
    words = (Word(text="Yes", span=Span(1100, 1200)), Word(text="but", span=Span(1300)))
    first = cue(1, "Yes but")
    document = Transcript(
        segments=(Segment(id=first.id, span=first.span, source=first.source, words=words), cue(2, "no."))
    )
    assert join_sentences(document).segments[0].words[:2] == words


def test_another_speaker_a_dash_and_a_pause_end_a_sentence() -> None:
    assert len(joined(cue(1, "and so", "S1"), cue(2, "he went.", "S2"))) == 2
    assert len(joined(cue(1, "and so"), cue(2, "- he went."))) == 2
    assert len(joined(cue(1, "and so"), cue(9, "he went."))) == 2


def test_abbreviations_initials_and_ordinals_end_none() -> None:
    for text in ("Mr. Soto met J. Ruiz.", "Am 5. Oktober kam er.", "He paid 3.50 a hive.", "At 5 p.m. he left."):
        assert [source for _, _, source in joined(cue(1, text))] == [(text,)]


def test_marks_are_joined_and_cut_with_the_words() -> None:
    found = joined(cue(1, ("She (", Supplied(("his wife. Then she",)), ")")), cue(2, "left."))
    assert [source for _, _, source in found] == [
        ("She (", Supplied(("his wife. ",))),
        (Supplied(("Then she",)), ") left."),
    ]


def test_with_both_sides_nothing_is_cut() -> None:
    first = cue(1, "Era niño. Y", target="I was a child. And")
    second = cue(2, "pagué.", target="I paid.")
    [segment] = join_sentences(Transcript(segments=(first, second), target_language="en")).segments
    assert (segment.source, segment.target) == (("Era niño. Y pagué.",), ("I was a child. And I paid.",))


def test_a_turn_is_one_passage_whatever_the_pauses() -> None:
    document = Transcript(segments=(cue(1, "One.", "S1"), cue(30, "Two.", "S1"), cue(31, "Three.", "S2")))
    turns = join_turns(document).segments
    assert [(t.id, t.source) for t in turns] == [("s00000001", ("One. Two.",)), ("s00000031", ("Three.",))]


def test_somebody_unknown_has_a_turn_until_there_is_a_pause() -> None:
    document = Transcript(segments=(cue(1, "One."), cue(2, "Two."), cue(30, "Three.")))
    assert [turn.source for turn in join_turns(document).segments] == [("One. Two.",), ("Three.",)]


@given(st.lists(st.text("ab. ?\n", min_size=1, max_size=12).filter(str.strip), max_size=6))
@settings(max_examples=60)
def test_no_word_is_lost(texts: list[str]) -> None:
    document = Transcript(segments=tuple(cue(number, text.strip()) for number, text in enumerate(texts)))
    said = " ".join(texts).split()
    for whole in (join_sentences(document), join_turns(document)):
        assert " ".join(plain(segment.source or ()) for segment in whole.segments).split() == said
