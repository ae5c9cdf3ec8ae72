"""Captions in place of a machine's words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.engines.base import SpeakerSpan, Transcription
from dragoman.pipeline.captions import assemble_captions
from dragoman.pipeline.gaps import TranscribedChunk
from dragoman.pipeline.options import Captions, Drafted, DraftOptions
from dragoman.transcript.document import Copy, Date, Engine, Facts, Recording, Segment, Speaker, Transcript, Word
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap, Incident, Text, plain

ENGINE = Engine(name="whisper", model="base")
TYPED = Engine(name="typed captions", settings={"file": "talk.es.vtt"})
RECORDING = Recording(duration=60_000, copies=(Copy(address="talk.mp4", sha256="ab"),))


def caption(number: int, start: int, end: int, text: str | Text, speaker: str | None = None) -> Segment:
    source = (text,) if isinstance(text, str) else text
    return Segment(id=f"s{number:08}", span=Span(start, end), source=source, speaker=speaker)


def heard(start: int, end: int, *english: tuple[str, int, int], suspected: str | None = None) -> TranscribedChunk:
    words = tuple(Word(text=f" {text}", span=Span(first, last)) for text, first, last in english)
    span = Span(start, end)
    return TranscribedChunk(
        span, None, (span,), Transcription(language="es", words=(), translated=words, suspected=suspected)
    )


def laid(
    *captions: Segment,
    hearings: tuple[TranscribedChunk, ...] = (),
    voices: tuple[SpeakerSpan, ...] = (),
    speakers: tuple[str | Speaker, ...] = (),
    facts: Facts = Facts(),  # noqa: B008
    **options: object,
) -> Drafted:
    named = tuple(one if isinstance(one, Speaker) else Speaker(id=one, label=one) for one in speakers)
    found = Captions(Transcript(segments=captions, speakers=named, facts=facts), TYPED)
    wanted = DraftOptions(**{"source": "es", "target": "en", "captions": found, **options})  # type: ignore[arg-type]
    return assemble_captions(hearings, voices, RECORDING, wanted, ENGINE)


def said(drafted: Drafted) -> list[str]:
    return [plain(segment.source or ()) for segment in drafted.transcript.segments]


WORDS = ["Nací en Valencia.", "y", "Luego vine aquí, hace mucho. ¿Y usted?", "- Sí."]
HALVES = (caption(1, 1000, 4000, "Nací en"), caption(2, 4000, 8000, "Valencia. Luego vine aquí."))


def test_captions_are_joined_and_cut_into_sentences() -> None:
    drafted = laid(*HALVES)
    assert said(drafted) == ["Nací en Valencia.", "Luego vine aquí."]
    first, second = drafted.transcript.segments
    assert first.span is not None
    assert second.span is not None
    assert first.span.start == 1000
    assert 4000 < second.span.start < 8000 == second.span.end


def test_words_have_times_shared_by_length_and_marked_so() -> None:
    (segment,) = laid(caption(1, 0, 4000, "uno dos")).transcript.segments
    assert segment.words == (
        Word(text="uno", span=Span(0, 2000), interpolated=True),
        Word(text="dos", span=Span(2000, 4000), interpolated=True),
    )


def test_times_of_words_that_the_captions_have_are_kept() -> None:
    words = (Word(text="uno", span=Span(0)), Word(text="dos", span=Span(3000)))
    one = caption(1, 0, 4000, "uno dos")
    (segment,) = laid(Segment(id=one.id, span=one.span, source=one.source, words=words)).transcript.segments
    assert [word.span for word in segment.words] == [Span(0, 3000), Span(3000, 4000)]


def test_the_origin_is_the_captions_and_the_translations_the_engine() -> None:
    drafted = laid(*HALVES, hearings=(heard(0, 9000, ("Born.", 1000, 4000)),))
    first, second = drafted.transcript.segments
    assert (first.source_origin, first.target_origin, first.state) == (TYPED, ENGINE, "translated")
    assert (second.target, second.state) == ((Gap("untranslated"),), "initial")
    assert [problem.code for problem in drafted.problems] == ["untranslated"]


def test_the_translation_lies_where_it_was_heard() -> None:
    english = (("Born", 1000, 2000), ("there.", 2000, 5000), ("Then", 6000, 7000), ("here.", 7000, 8000))
    drafted = laid(*HALVES, hearings=(heard(0, 9000, *english),))
    assert [segment.target for segment in drafted.transcript.segments] == [("Born there.",), ("Then here.",)]


def test_without_a_machine_there_is_no_translation_yet() -> None:
    drafted = laid(*HALVES, hearings=(heard(0, 9000),), words=False)
    assert {segment.target for segment in drafted.transcript.segments} == {None}
    assert drafted.transcript.target_language == "en"
    assert drafted.problems == ()


def test_voices_cut_and_name_the_passages() -> None:
    voices = (SpeakerSpan(Span(0, 4000), 0), SpeakerSpan(Span(4000, 9000), 1))
    drafted = laid(caption(1, 0, 4000, "¿Dónde nació?"), caption(2, 4000, 8000, "En Valencia."), voices=voices)
    assert [segment.speaker for segment in drafted.transcript.segments] == ["S1", "S2"]
    assert [speaker.label for speaker in drafted.transcript.speakers] == ["Speaker 1", "Speaker 2"]


def test_a_voice_is_called_what_the_captions_call_it() -> None:
    voices = (SpeakerSpan(Span(0, 4000), 0), SpeakerSpan(Span(4000, 19_000), 1))
    rest = (caption(2, 4000, 8000, "En Valencia."), caption(3, 8000, 12_000, "Hace mucho tiempo."))
    drafted = laid(caption(1, 0, 4000, "¿Dónde?", "Ana"), *rest, voices=voices, speakers=("Ana",))
    assert [speaker.label for speaker in drafted.transcript.speakers] == ["Ana", "Speaker 2"]


def test_captions_that_say_who_speaks_are_believed() -> None:
    both = (caption(1, 0, 4000, "¿Dónde?", "Ana"), caption(2, 4000, 8000, "En Valencia.", "Eva"))
    drafted = laid(*both, voices=(SpeakerSpan(Span(0, 9000), 0),), speakers=("Ana", "Eva"))
    assert [speaker.label for speaker in drafted.transcript.speakers] == ["Ana", "Eva"]
    assert [segment.speaker for segment in drafted.transcript.segments] == ["S1", "S2"]


def test_what_the_captions_say_of_a_speaker_is_kept() -> None:
    ana = Speaker(id="A1", label="Ana", name="Ana Gil", role="interviewer", term="t00000001")
    drafted = laid(caption(1, 0, 4000, "¿Dónde?", "A1"), speakers=(ana,))
    assert drafted.transcript.speakers == (Speaker(id="S1", label="Ana", name="Ana Gil", role="interviewer"),)


def test_what_the_captions_say_of_a_speaker_is_kept_with_the_voice() -> None:
    ana = Speaker(id="A1", label="Ana", name="Ana Gil", role="interviewer")
    voices = (SpeakerSpan(Span(0, 4000), 1), SpeakerSpan(Span(4000, 19_000), 0))
    rest = (caption(2, 4000, 8000, "En Valencia."), caption(3, 8000, 12_000, "Hace mucho tiempo."))
    drafted = laid(caption(1, 0, 4000, "¿Dónde?", "A1"), *rest, voices=voices, speakers=(ana,))
    assert drafted.transcript.speakers == (
        Speaker(id="S1", label="Speaker 1"),
        Speaker(id="S2", label="Ana", name="Ana Gil", role="interviewer"),
    )


def test_the_facts_of_the_captions_are_kept() -> None:
    facts = Facts(title="Una panadera", confidential=True, dates=(Date(kind="recorded", edtf="1994-03-12"),))
    assert laid(*HALVES, facts=facts).transcript.facts == facts


def test_who_translated_the_file_did_not_translate_the_draft() -> None:
    assert laid(*HALVES, facts=Facts(translators=("Ana Gil",))).transcript.facts.translators == ()


def test_the_range_that_is_drafted_replaces_that_of_the_captions() -> None:
    drafted = laid(*HALVES, facts=Facts(covers=Span(0, 60_000)), covers=Span(1000, 9000))
    assert drafted.transcript.facts.covers == Span(1000, 9000)


def test_marks_stay_what_they_are() -> None:
    drafted = laid(
        caption(1, 0, 2000, (Incident("applause"),)),
        caption(2, 2000, 8000, ("Gracias. ", Incident("door slams"), " Buenas noches a todos ustedes.")),
    )
    assert [segment.source for segment in drafted.transcript.segments] == [
        (Incident("applause"),),
        ("Gracias. ", Incident("door slams"), " Buenas noches a todos ustedes."),
    ]


def test_only_captions_of_the_excerpt_are_taken() -> None:
    drafted = laid(*HALVES, caption(3, 20_000, 23_000, "Adiós a todos."), covers=Span(9000, 30_000))
    assert said(drafted) == ["Adiós a todos."]


def test_captions_of_something_longer_are_told() -> None:
    codes = [problem.code for problem in laid(caption(1, 63_000, 65_000, "Hola."), words=False).problems]
    assert codes == ["captions-too-long"]


@pytest.mark.parametrize(("suspected", "told"), [("fr", ["captions-other-language"]), (None, [])])
def test_captions_in_another_language_than_is_spoken_are_told(suspected: str | None, told: list[str]) -> None:
    drafted = laid(*HALVES, hearings=(heard(0, 9000, suspected=suspected),), words=False)
    assert [problem.code for problem in drafted.problems] == told


SPOKEN = "nací en valencia en una casa grande luego vine aquí y me quedé muchos años"


def transcribed(start: int, words: str, each: int = 500) -> TranscribedChunk:
    """What a model understood: words of the same length, one after the other."""
    said = tuple(
        Word(text=f" {word}", span=Span(at, at + each))
        for at, word in zip(range(start, 60_000, each), words.split(), strict=False)
    )
    span = Span(start, start + each * len(said))
    return TranscribedChunk(span, None, (span,), Transcription(language="es", words=said))


def untimed(*texts: str) -> tuple[Segment, ...]:
    return tuple(Segment(id=f"s{number:08}", source=(text,)) for number, text in enumerate(texts, 1))


def test_the_words_of_a_text_get_the_times_at_which_the_model_recognized_them() -> None:
    text = untimed("Nací en Valencia, en una casa grande.", "Luego vine aquí y me quedé muchos años.")
    drafted = laid(*text, hearings=(transcribed(10_000, SPOKEN),))
    first, second = drafted.transcript.segments
    assert first.words[0] == Word(text="Nací", span=Span(10_000, 10_500))
    assert (first.span, second.span) == (Span(10_000, 13_500), Span(13_500, 17_500))
    assert "text-placed" not in {problem.code for problem in drafted.problems}


def test_a_word_that_the_model_did_not_recognize_has_a_computed_time_and_is_marked_so() -> None:
    text = untimed("Nací en Valencia, en una casita grande. Luego vine aquí y me quedé muchos años.")
    drafted = laid(*text, hearings=(transcribed(0, SPOKEN),))
    inferred = [word.text for each in drafted.transcript.segments for word in each.words if word.interpolated]
    assert inferred == ["casita"]


def test_a_passage_that_nobody_speaks_has_no_time_and_is_named() -> None:
    preface = "Este prólogo es del editor, y nadie lo dice en la grabación, porque se escribió muchos meses después."
    drafted = laid(*untimed(preface, f"{SPOKEN}."), hearings=(transcribed(0, SPOKEN),))
    first = drafted.transcript.segments[0]
    assert (first.span, {word.span for word in first.words}) == (None, {None})
    [problem] = [one for one in drafted.problems if one.code == "text-placed"]
    assert (problem.code, problem.where.segment) == ("text-placed", first.id)
    assert "it has no time" in problem.message


def test_a_text_that_the_model_understood_otherwise_is_placed_by_its_pace() -> None:
    drafted = laid(*untimed("Uno dos tres. Cuatro cinco seis."), hearings=(transcribed(0, SPOKEN),))
    [problem] = [one for one in drafted.problems if one.code == "text-placed"]
    assert problem.where.segment is None
    assert all(segment.span for segment in drafted.transcript.segments)


def test_single_short_words_are_equal_by_chance() -> None:
    text = untimed("Y luego", f"{SPOKEN}.")
    drafted = laid(*text, hearings=(transcribed(0, f"y esto no lo ha dicho nunca nadie en esta casa {SPOKEN}"),))
    assert drafted.transcript.segments[0].words[0].interpolated or drafted.transcript.segments[0].span is None


def test_no_captions_are_an_empty_draft() -> None:
    assert laid().transcript.segments == ()


@example([(0, 2000, WORDS[0])] * 3, [], True)
@given(
    st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 9_000), st.sampled_from(WORDS)), max_size=12),
    st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 9_000), st.integers(0, 2)), max_size=6),
    st.booleans(),
)
def test_every_word_comes_out_once_whatever_the_times(
    typed: list[tuple[int, int, str]], spoken: list[tuple[int, int, int]], timed: bool
) -> None:
    found = [caption(number, start, start + length, text) for number, (start, length, text) in enumerate(typed)]
    if not timed:
        found = [Segment(id=each.id, source=each.source) for each in found]
    voices = tuple(SpeakerSpan(Span(start, start + length), voice) for start, length, voice in spoken)
    drafted = laid(*found, hearings=(heard(0, 30_000), heard(30_000, 60_000)), voices=voices)
    words = sorted(word for text in said(drafted) for word in text.split())
    assert words == sorted(word for _, _, text in typed for word in text.split())
    starts = [segment.span.start for segment in drafted.transcript.segments if segment.span]
    assert starts == sorted(starts)
