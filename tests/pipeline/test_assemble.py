"""What was heard, and by which voices, to a document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dragoman.checks import CODES
from dragoman.engines.base import Transcription
from dragoman.pipeline.assemble import assemble, assemble_rows
from dragoman.pipeline.gaps import TranscribedChunk
from dragoman.pipeline.options import Drafted, DraftOptions
from dragoman.problems import Problem
from dragoman.transcript.document import Copy, Engine, Recording, Transcript, Word
from dragoman.transcript.ids import is_segment_id
from dragoman.transcript.span import Span
from dragoman.transcript.text import Gap, Overlap, plain
from heard import spoken, voices

RECORDING = Recording(duration=60_000, copies=(Copy(address="talk.wav", sha256="abc"),))
OPTIONS = DraftOptions(source="es", target="en")
ENGINE = Engine(name="whisper", model="base", settings={"compute": "int8"})


def hearing(
    start: float,
    said: str,
    translated: str = "",
    *,
    language: str = "es",
    channel: int | None = None,
    missed: tuple[Span, ...] = (),
    **more: Any,
) -> TranscribedChunk:
    """A chunk of ten seconds in which a text was heard from its first second on, and its translation beside it.

    Somebody speaks where there are words, and in what was ``missed``; without words all the time.
    """
    span = Span(round(start * 1000), round(start * 1000) + 10_000)
    heard = Transcription(language=language, words=spoken(said, start), translated=spoken(translated, start), **more)
    speech = sorted((*(word.span for word in heard.words if word.span), *missed), key=lambda each: each.start)
    return TranscribedChunk(span, channel, tuple(speech) or (span,), heard)


def made(*hearings: TranscribedChunk, told: Sequence[Any] = (), **changes: Any) -> Drafted:
    options = msgspec.structs.replace(OPTIONS, **changes)
    return assemble(hearings, told, RECORDING, options, ENGINE)


def rows(transcript: Transcript) -> list[tuple[str | None, str | None, str | None]]:
    return [
        (
            segment.speaker,
            plain(segment.source) if segment.source else None,
            plain(segment.target) if segment.target else None,
        )
        for segment in transcript.segments
    ]


def test_passages_have_words_without_the_space_before_them() -> None:
    (segment,) = made(hearing(0, "Hola a todos.", "Hello everyone.")).transcript.segments
    assert [word.text for word in segment.words] == ["Hola", "a", "todos."]
    assert segment.source == ("Hola a todos.",)
    assert segment.span == Span(0, 1400)


def test_ids_are_minted_from_recording_span_and_engine() -> None:
    first = made(hearing(0, "Hola.")).transcript.segments[0].id
    assert is_segment_id(first)
    assert made(hearing(0, "Adiós.")).transcript.segments[0].id == first
    assert made(hearing(0.1, "Hola.")).transcript.segments[0].id != first
    other = assemble([hearing(0, "Hola.")], (), RECORDING, OPTIONS, Engine(name="whisper", model="small"))
    assert other.transcript.segments[0].id != first


def test_speakers_are_numbered_as_they_are_heard() -> None:
    transcript = made(
        hearing(0, "Hola a todos. | | Buenos días a usted."), told=voices((0, 2, 0), (3, 7, 1))
    ).transcript
    assert [(speaker.id, speaker.label) for speaker in transcript.speakers] == [
        ("S1", "Speaker 1"),
        ("S2", "Speaker 2"),
    ]
    assert [row[:2] for row in rows(transcript)] == [("S1", "Hola a todos."), ("S2", "Buenos días a usted.")]


def test_a_voice_that_says_nothing_is_no_speaker() -> None:
    transcript = made(hearing(0, "Hola a todos."), told=voices((0, 2, 0), (30, 40, 1))).transcript
    assert [speaker.id for speaker in transcript.speakers] == ["S1"]


def test_a_sentence_may_run_over_two_chunks() -> None:
    first, second = hearing(0, "Mi abuela hizo", "My grandmother made"), hearing(1.6, "el horno.", "the oven.")
    assert rows(made(first, second).transcript) == [
        (None, "Mi abuela hizo el horno.", "My grandmother made the oven."),
    ]


def test_a_translation_lies_in_its_own_chunk() -> None:
    first, second = hearing(0, "Uno dos tres cuatro.", ""), hearing(20, "Cinco seis siete ocho.", "Five to eight.")
    drafted = made(first, second)
    assert rows(drafted.transcript)[1] == (None, "Cinco seis siete ocho.", "Five to eight.")
    assert drafted.transcript.segments[0].target == (Gap("untranslated"),)


def test_a_missing_translation_is_marked_and_told() -> None:
    drafted = made(hearing(0, "Uno dos tres cuatro."))
    (segment,) = drafted.transcript.segments
    assert (segment.target, segment.state, segment.target_origin) == ((Gap("untranslated"),), "initial", ENGINE)
    (problem,) = drafted.problems
    assert (problem.code, problem.where.segment, problem.where.start) == ("untranslated", segment.id, 0)


def test_where_nothing_was_asked_for_nothing_is_missing() -> None:
    drafted = made(hearing(0, "Hola a todos."), target=None)
    assert (drafted.transcript.segments[0].target, drafted.transcript.target_language) == (None, None)
    assert drafted.problems == ()


def test_what_is_said_in_the_language_wanted_needs_no_translation() -> None:
    drafted = made(
        hearing(0, "Hola a todos.", "Hello everyone."), hearing(20, "Thank you all.", language="en"), source=None
    )
    assert rows(drafted.transcript)[1] == (None, "Thank you all.", None)
    assert drafted.problems == ()


def test_mixed_languages_stand_on_the_passages() -> None:
    transcript = made(
        hearing(0, "Hola a todos amigos.", "Hello."), hearing(20, "Merci.", "Thanks.", language="fr"), source=None
    ).transcript
    assert [segment.language for segment in transcript.segments] == ["es", "fr"]
    assert transcript.recording is not None
    assert transcript.recording.languages == ("es", "fr")
    assert transcript.source_language == "und"


def test_one_language_stands_on_the_recording_alone() -> None:
    transcript = made(hearing(0, "Hola.", "Hello."), source=None).transcript
    assert [segment.language for segment in transcript.segments] == [None]
    assert transcript.source_language == "es"


def test_channels_that_speak_at_once_are_not_cut_to_pieces() -> None:
    left = hearing(0, "Uno dos tres cuatro cinco seis.", "One two three.", channel=0)
    right = hearing(1, "Sí claro que sí.", "Yes of course.", channel=1)
    assert rows(made(left, right).transcript) == [
        ("S1", "Uno dos tres cuatro cinco seis.", "One two three."),
        ("S2", "Sí claro que sí.", "Yes of course."),
    ]


LOOP = Problem("loop", "warning", "the model repeated itself")


def test_what_was_rejected_is_a_gap_in_its_place() -> None:
    lost = hearing(10, "", rejected=LOOP)
    drafted = made(hearing(0, "Hola.", "Hello."), lost, hearing(20, "Adiós.", "Goodbye."))
    assert drafted.transcript.segments[1].source == (Gap("untranscribed", duration=10_000),)
    assert drafted.problems == (LOOP,)


def test_what_has_no_words_is_a_gap_in_its_place_and_a_problem() -> None:
    drafted = made(hearing(0, "Uno dos. | | | Tres.", "One two. | | | Three.", missed=(Span(1000, 3900),)))
    assert [segment.source for segment in drafted.transcript.segments] == [
        ("Uno dos.",),
        (Gap("untranscribed", duration=2900),),
        ("Tres.",),
    ]
    (problem,) = drafted.problems
    assert (problem.code, problem.where.start) == ("untranscribed", 1000)
    assert problem.where.segment == drafted.transcript.segments[1].id


def test_a_gap_is_seen_in_the_translation_too() -> None:
    lost = hearing(10, "", rejected=LOOP)
    (gap,) = made(lost).transcript.segments
    assert (gap.target, gap.state) == ((Gap("untranscribed", duration=10_000),), "initial")
    assert made(lost, target=None).transcript.segments[0].target is None
    assert made(hearing(10, "", rejected=LOOP, language="en"), source=None).transcript.segments[0].target is None


def test_speech_that_a_chunk_ends_in_is_one_gap_with_what_follows() -> None:
    chunks = (
        hearing(0, "Uno.", missed=(Span(9300, 10_000),)),
        hearing(10, "| Dos.", missed=(Span(10_000, 10_500),)),
    )
    assert [segment.span for segment in made(*chunks).transcript.segments] == [
        Span(0, 400),
        Span(9300, 10_500),
        Span(11_000, 11_400),
    ]


_lengths = st.integers(100, 4_000)


@given(st.lists(st.tuples(_lengths, _lengths, st.booleans()), max_size=12), st.integers(1, 4))
def test_no_stretch_of_speech_is_without_a_row(told: list[tuple[int, int, bool]], count: int) -> None:
    at, stretches, said = 0, [], []
    for pause, length, has_word in told:
        stretches.append(Span(at + pause, at + pause + length))
        said += [Word(text=" uno", span=stretches[-1])] if has_word else []
        at += pause + length
    chunks: list[TranscribedChunk] = []
    edges = [len(stretches) * place // count for place in range(count + 1)]
    for first, behind in pairwise(edges):
        if first < behind:
            room = Span(stretches[first].start, stretches[behind - 1].end)
            inside = tuple(word for word in said if word.span and word.span.overlap(room))
            chunks.append(
                TranscribedChunk(room, None, tuple(stretches[first:behind]), Transcription(language="es", words=inside))
            )
    rows_made = made(*chunks, target=None).transcript.segments
    for stretch in stretches:
        if (stretch.duration or 0) > 1000:
            assert any(row.span and row.span.overlap(stretch) for row in rows_made)


def test_the_problem_counts_the_speech_without_its_pauses() -> None:
    (problem,) = made(hearing(0, "Uno.", missed=(Span(2000, 2800), Span(4000, 4800))), target=None).problems
    assert problem.message.startswith("1.6 s of speech")


def test_a_gap_cuts_a_sentence() -> None:
    drafted = made(hearing(0, "Uno dos | | tres cuatro.", missed=(Span(1000, 2900),)), target=None)
    assert [row[1] for row in rows(drafted.transcript)] == ["Uno dos", "", "tres cuatro."]


def test_a_gap_has_the_voice_that_speaks_there() -> None:
    drafted = made(hearing(0, "Uno dos.", missed=(Span(3000, 7000),)), told=voices((0, 5, 0), (5, 9, 1)), target=None)
    assert [(segment.speaker, segment.span) for segment in drafted.transcript.segments] == [
        ("S1", Span(0, 900)),
        ("S1", Span(3000, 5000)),
        ("S2", Span(5000, 7000)),
    ]


def test_gaps_of_two_channels_are_two() -> None:
    lost = [hearing(10, "", channel=channel, rejected=LOOP) for channel in (0, 1)]
    transcript = made(*lost).transcript
    assert [segment.speaker for segment in transcript.segments] == ["S1", "S2"]
    assert [speaker.id for speaker in transcript.speakers] == ["S1", "S2"]


FRENCH = Problem("other-language-spoken", "warning", "French is spoken here")


def test_a_language_that_was_not_named_has_a_marked_row_in_it() -> None:
    drafted = made(hearing(0, "Hola.", "Hello."), hearing(10, "", language="fr", rejected=FRENCH))
    spanish, french = drafted.transcript.segments
    assert (spanish.language, french.language) == ("es", "fr")
    assert french.source == (Gap("untranscribed", duration=10_000),)
    assert drafted.problems == (FRENCH,)


def test_chunks_in_a_row_with_one_problem_are_told_once() -> None:
    lost = [hearing(start, "", language="fr", rejected=FRENCH) for start in (0, 10, 30)]
    assert made(*lost[:2], hearing(20, "Hola.", "Hello."), lost[2]).problems == (FRENCH, FRENCH)


def test_words_in_a_language_near_to_the_one_heard_are_kept_and_told() -> None:
    drafted = made(hearing(0, "Hola.", "Hello.", suspected="gl"))
    assert drafted.transcript.segments[0].source == ("Hola.",)
    (problem,) = drafted.problems
    assert problem.code == "other-language-spoken"
    assert problem.message.startswith("Galician seems to be spoken here")


def test_the_codes_of_a_draft_are_none_of_the_checks() -> None:
    assert FRENCH.code not in {code for codes in CODES.values() for code in codes}


def test_nothing_heard_is_told() -> None:
    drafted = made()
    assert drafted.transcript.segments == ()
    assert drafted.transcript.source_language == "es"
    assert [problem.code for problem in drafted.problems] == ["no-speech"]


def test_rows_without_words_have_times_and_speakers() -> None:
    speech = (Span(0, 2500), Span(5000, 7000))
    deaf = TranscribedChunk(Span(0, 9000), None, speech, Transcription(language="fa", words=()))
    options = DraftOptions(source="fa", target="en", words=False)
    transcript = assemble_rows([deaf], voices((0, 4, 0), (4, 9, 1)), RECORDING, options, ENGINE).transcript
    assert [(segment.speaker, segment.span) for segment in transcript.segments] == [
        ("S1", Span(0, 2500)),
        ("S2", Span(5000, 7000)),
    ]
    assert all(
        (segment.source, segment.target, segment.source_origin) == (None,) * 3 for segment in transcript.segments
    )
    assert (transcript.source_language, transcript.target_language) == ("fa", "en")


_words = st.lists(
    st.tuples(st.integers(0, 9000), st.integers(0, 900), st.sampled_from(["a", "b.", "c,", "¿d?", "¡"])), max_size=25
)


def typed(drawn: list[tuple[int, int, str]], start: int) -> tuple[Word, ...]:
    return tuple(
        Word(text=f" {text}", span=Span(start + at, start + at + length)) for at, length, text in sorted(drawn)
    )


@given(st.lists(st.tuples(_words, _words, st.sampled_from(["es", "en", "fr"])), max_size=4), st.sampled_from([None, 2]))
def test_no_word_of_either_language_is_lost(drawn: list[tuple[Any, Any, str]], channels: int | None) -> None:
    hearings = [
        TranscribedChunk(
            Span(number * 10_000, number * 10_000 + 10_000),
            number % channels if channels else None,
            (),
            Transcription(
                language=language, words=typed(said, number * 10_000), translated=typed(translated, number * 10_000)
            ),
        )
        for number, (said, translated, language) in enumerate(drawn)
    ]
    transcript = made(*hearings, source=None, target="de", told=voices((0, 15, 0), (15, 40, 1))).transcript
    said = sum(len(each.transcription.words) for each in hearings)
    assert sum(len(segment.words) for segment in transcript.segments) == said
    translated = sum(len(each.transcription.translated) for each in hearings if each.transcription.words)
    assert sum(len(plain(segment.target or ()).split()) for segment in transcript.segments) == translated
    assert [segment.span.start for segment in transcript.segments if segment.span] == sorted(
        segment.span.start for segment in transcript.segments if segment.span
    )


def test_a_listeners_yes_does_not_shred_a_turn() -> None:
    transcript = made(
        hearing(0, "Vendimos cien sí, panes cada año.", "We sold yes, hundred loaves a year."),
        told=voices((0, 0.9, 0), (0.9, 1.5, 1), (1.5, 9, 0)),
    ).transcript
    assert rows(transcript) == [
        ("S1", "Vendimos cien panes cada año.", "We sold hundred loaves a year."),
        ("S2", "sí,", "yes,"),
    ]
    assert isinstance((transcript.segments[1].source or ())[0], Overlap)


def test_two_channels_that_speak_at_once_are_marked() -> None:
    transcript = made(
        hearing(0, "Vendimos cien panes cada año.", channel=0), hearing(1, "¿Y ahora?", channel=1), target=None
    ).transcript
    assert [segment.source for segment in transcript.segments] == [
        ("Vendimos cien panes cada año.",),
        (Overlap(), "¿Y ahora?"),
    ]
