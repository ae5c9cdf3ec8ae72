import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dragoman.conventions.profiles import NOTATION
from dragoman.formats.subtitles.cues import Cue, find_cues, voice
from dragoman.formats.subtitles.line_breaking import break_lines
from dragoman.problems import Place
from dragoman.render.runs import render_plain
from dragoman.transcript.document import Recording, Segment, Speaker, Tombstone, Transcript, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import Note, Supplied
from interviews import arabic_english, passage, spanish_english

LONG = (
    "When we came down from the hills in spring there was nobody at the station. The clock had stopped,"
    " the benches were gone, and somebody had written the names of the villages on the wall in chalk."
)


def interview(*segments: Segment) -> Transcript:
    return Transcript(
        recording=Recording(languages=("en",)), speakers=(Speaker(id="S1", label="Host"),), segments=segments
    )


def shown(cue: Cue) -> str:
    return render_plain([run for atom in cue.atoms for run in atom.runs]).rstrip()


def test_a_passage_that_fits_is_one_cue_with_its_id() -> None:
    (cue,) = find_cues(interview(passage(1, "S1", 0.4, 3, "How did it begin?", None)), "source", NOTATION).cues
    assert (cue.id, cue.span, shown(cue)) == ("s00000001", Span(400, 3000), "How did it begin?")
    assert cue.speaker == Speaker(id="S1", label="Host")


def test_a_long_passage_is_cut_where_sentences_and_clauses_end() -> None:
    cues = find_cues(interview(passage(1, None, 0, 18, LONG, None)), "source", NOTATION).cues
    assert [cue.id for cue in cues] == ["s00000001", "s00000001-2", "s00000001-3"]
    assert [shown(cue)[-1] for cue in cues] == [".", ",", "."]
    assert " ".join(map(shown, cues)) == LONG
    assert all(len(break_lines(cue.atoms)) <= 2 for cue in cues)


def test_cues_of_a_passage_follow_one_another_without_a_gap() -> None:
    cues = find_cues(interview(passage(1, None, 1, 18, LONG, None)), "source", NOTATION).cues
    assert (cues[0].span.start, cues[-1].span.end) == (1000, 18_000)
    assert [cue.span.end for cue in cues[:-1]] == [cue.span.start for cue in cues[1:]]


def test_a_cut_takes_the_time_of_its_word() -> None:
    first = LONG.index("The clock")
    words = tuple(Word(text=w, span=Span(9_000, 9_100) if w == "The" else None) for w in LONG.split())
    segment = msgspec.structs.replace(passage(1, None, 0, 18, LONG, None), words=words)
    second = find_cues(interview(segment), "source", NOTATION).cues[1]
    assert shown(second).startswith(LONG[first : first + 9])
    assert second.span.start == 9_000


def test_words_times_mean_nothing_for_the_translation() -> None:
    words = tuple(Word(text=w, span=Span(17_000, 17_100)) for w in LONG.split())
    segment = msgspec.structs.replace(passage(1, None, 0, 18, LONG, LONG), words=words)
    assert find_cues(interview(segment), "target", NOTATION).cues[1].span.start < 9_000


def test_a_slow_passage_is_cut_by_time() -> None:
    text = "We walked, and walked, and then we walked on again to the sea."
    assert len(find_cues(interview(passage(1, None, 0, 12, text, None)), "source", NOTATION).cues) == 2
    assert len(find_cues(interview(passage(1, None, 0, 30, "Yes.", None)), "source", NOTATION).cues) == 1


def test_a_passage_too_short_for_its_words_is_not_cut_to_flashes() -> None:
    cues = find_cues(interview(passage(1, None, 0, 1, LONG, None)), "source", NOTATION).cues
    assert len(cues) == 1


def test_an_end_that_is_not_known_is_the_next_start() -> None:
    segments = (passage(1, None, 1, None, "One.", None), passage(2, None, 4, None, "Two.", None))
    spans = [cue.span for cue in find_cues(interview(*segments), "source", NOTATION).cues]
    assert spans == [Span(1000, 4000), Span(4000, 7000)]


def test_a_passage_without_a_time_is_left_out_and_named() -> None:
    found = find_cues(interview(passage(1, None, None, None, "One.", None)), "source", NOTATION)
    assert found.cues == ()
    assert [(p.code, p.where) for p in found.problems] == [
        ("no-cue", Place()),
        ("cue-without-time", Place(segment="s00000001")),
    ]


def test_a_passage_without_a_translation_is_left_out_and_named() -> None:
    found = find_cues(spanish_english(), "target", NOTATION)
    assert [p.where.segment for p in found.problems if p.code == "cue-without-text"] == ["s00000009", "s00000010"]


def test_what_was_withdrawn_and_notes_are_in_no_cue() -> None:
    gone = Segment(id="s00000002", span=Span(0, 9), source=("SECRET",), withdrawn=Tombstone(date="2024-05-02"))
    noted = Segment(id="s00000001", span=Span(0, 2000), source=("Yes", Note(("SECRET",), "desk"), Note(("SECRET",))))
    assert [shown(cue) for cue in find_cues(interview(gone, noted), "source", NOTATION).cues] == ["Yes"]


def test_a_mark_that_is_cut_is_there_in_both_cues() -> None:
    segment = Segment(id="s00000001", span=Span(0, 9000), source=(Supplied((LONG,)),))
    assert all(shown(cue)[0] + shown(cue)[-1] == "()" for cue in find_cues(interview(segment), "source", NOTATION).cues)


def test_both_sides_means_the_translation_where_there_is_one() -> None:
    assert find_cues(spanish_english(), "both", NOTATION).column == "target"
    assert find_cues(interview(passage(1, None, 0, 1, "One.", None)), "both", NOTATION).column == "source"


def test_beside_the_original_a_speaker_has_the_name_in_their_script() -> None:
    cue = find_cues(arabic_english(), "source", NOTATION).cues[3]
    assert (voice(cue, "source"), voice(cue, "target")) == ("سامي الحلواني", "Sami al-Halwani")


def test_a_cue_of_a_passage_in_another_language_has_its_own() -> None:
    assert find_cues(arabic_english(), "source", NOTATION).cues[-1].language == "fr"


@given(st.text(max_size=400), st.integers(0, 10**6), st.none() | st.integers(0, 10**5))
def test_any_passage_gives_cues_in_order_within_its_time(text: str, start: int, length: int | None) -> None:
    span = Span(start, None if length is None else start + length)
    cues = find_cues(interview(Segment(id="s00000001", span=span, source=(text,))), "source", NOTATION).cues
    assert all(cue.span.end is not None and cue.span.end > cue.span.start for cue in cues)
    assert [cue.span.start for cue in cues] == sorted({cue.span.start for cue in cues})
    letters = [character for character in text if character.isalnum()]
    assert [character for cue in cues for character in shown(cue) if character.isalnum()] == letters
