"""Words and voices to words with speakers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.base import SpeakerSpan
from dragoman.pipeline.attribute import attribute, is_listening
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span
from heard import spoken, voices, words


def test_a_word_is_of_the_voice_that_it_overlaps() -> None:
    said = words((0, 1, "uno"), (4, 5, "dos"))
    assert attribute(said, voices((0, 2, 0), (3.5, 6, 1))) == (0, 1)


def test_without_voices_nobody_is_named() -> None:
    assert attribute(spoken("uno dos"), ()) == (None, None)


def test_the_nearest_voice_within_half_a_second_is_taken() -> None:
    said = words((2.3, 2.6, "uno"), (5, 5.4, "dos"))
    assert attribute(said, voices((0, 2, 0))) == (0, None)


def test_a_word_without_time_has_no_voice() -> None:
    assert attribute((Word(text=" uno"),), voices((0, 2, 0))) == (None,)


def test_a_second_voice_has_no_words() -> None:
    said = words((0, 1, "uno"), (1.8, 2.3, "dos"))
    second = SpeakerSpan(Span(1500, 2500), 0, second=True)
    assert attribute(said, (*voices((0, 1.9, 0), (1.9, 4, 1)), second)) == (0, 1)


def test_voices_may_come_in_any_order() -> None:
    said = words((0, 1, "uno"), (4, 5, "dos"))
    assert attribute(said, voices((3.5, 6, 1), (0, 2, 0))) == (0, 1)


def test_the_tail_of_a_sentence_stays_with_its_speaker() -> None:
    said = spoken("Vendimos cien panes ese día. ¿Y ahora? Ahora más.")
    assert attribute(said, voices((0, 1.5, 0), (1.5, 5, 1))) == (0, 0, 0, 0, 0, 1, 1, 1, 1)


def test_the_head_of_a_sentence_goes_to_its_speaker() -> None:
    said = spoken("Vendimos cien panes. ¿Y ahora usted vende más?")
    assert attribute(said, voices((0, 2.5, 0), (2.5, 5, 1))) == (0, 0, 0, 1, 1, 1, 1, 1)


def test_a_pause_is_a_place_to_change_too() -> None:
    said = words((0, 0.4, "vendimos"), (0.5, 0.9, "cien"), (1.4, 1.8, "y"), (1.9, 2.3, "ahora"))
    assert attribute(said, voices((0, 1.8, 0), (1.8, 3, 1))) == (0, 0, 1, 1)


def test_a_change_does_not_move_far() -> None:
    said = spoken("Vendimos. Y luego mi hermano Tomás compró el horno que usted sabe")
    told = attribute(said, voices((0, 3.5, 0), (3.5, 9, 1)))
    assert told == (0,) * 7 + (1,) * 5


def test_an_interjection_keeps_its_word() -> None:
    said = spoken("Vendimos cien panes. sí y luego más y más cada año")
    told = attribute(said, voices((0, 0.9, 0), (0.9, 2, 1), (2, 6, 0)))
    assert told[3] == 1
    assert told.count(1) >= 1


def test_next_to_an_unknown_voice_nothing_moves() -> None:
    said = spoken("Vendimos cien panes. | Y luego más")
    assert attribute(said, voices((0, 1, 0))) == (0, 0, 0, None, None, None)


_times = st.integers(0, 60_000)


@given(
    st.lists(st.tuples(_times, st.integers(0, 900), st.sampled_from(["a", "b.", "c,"])), max_size=30),
    st.lists(st.tuples(_times, st.integers(0, 9000), st.integers(0, 3)), max_size=12),
)
def test_every_word_gets_a_voice_that_is_there_or_none(
    said: list[tuple[int, int, str]], told: list[tuple[int, int, int]]
) -> None:
    given_words = words(*((at / 1000, (at + length) / 1000, text) for at, length, text in sorted(said)))
    given_voices = voices(*((at / 1000, (at + length) / 1000, voice) for at, length, voice in told))
    found = attribute(given_words, given_voices)
    assert len(found) == len(given_words)
    assert set(found) <= {None, *(voice for _, _, voice in told)}


def test_another_voice_for_a_moment_inside_a_sentence_is_no_voice() -> None:
    said = spoken("Vendimos cien panes y luego muchos más cada año")
    assert attribute(said, voices((0, 1.4, 0), (1.4, 2.4, 1), (2.4, 6, 0))) == (0,) * 9


def test_what_a_listener_says_inside_a_sentence_stays_theirs() -> None:
    said = spoken("Vendimos cien panes sí, sí y luego muchos más")
    assert attribute(said, voices((0, 1.4, 0), (1.4, 2.4, 1), (2.4, 6, 0))) == (0, 0, 0, 1, 1, 0, 0, 0, 0)


def test_a_question_between_two_sentences_is_no_moment() -> None:
    said = spoken("Vendimos cien panes. ¿Y ahora? Ahora más.")
    assert attribute(said, voices((0, 1.5, 0), (1.5, 2.4, 1), (2.4, 4, 0))) == (0, 0, 0, 1, 1, 0, 0)


def test_a_short_answer_told_a_word_too_early_is_no_moment() -> None:
    said = spoken("I didn't know you were there. Neither did I. Okay. I thought")
    told = attribute(said, voices((0, 2.4, 0), (2.4, 3.9, 1), (3.9, 8, 0)))
    assert told == (0,) * 6 + (1,) * 3 + (0,) * 3


def test_words_that_no_voice_is_near_to_go_with_their_sentence() -> None:
    said = spoken("Vendimos cien panes y luego muchos más. Bueno")
    assert attribute(said, voices((0, 1.2, 0))) == (0, 0, 0, 0, 0, 0, 0, None)


def test_the_head_of_a_sentence_without_a_voice_goes_with_the_rest() -> None:
    said = words((0, 0.4, "Y"), (0.5, 0.9, "luego"), (2.0, 2.4, "más."))
    assert attribute(said, voices((2, 3, 1))) == (1, 1, 1)


def test_the_tail_of_a_sentence_stays_where_its_time_is_doubtful() -> None:
    said = words(
        (0, 0.4, "cien"), (0.5, 0.9, "panes"), (2.5, 2.5, "al"), (4.5, 4.9, "día."), (5, 5.4, "¿Y"), (5.5, 6, "hoy?")
    )
    assert attribute(said, voices((0, 1, 0), (2.4, 7, 1))) == (0, 0, 0, 0, 1, 1)


def test_a_tail_whose_time_is_sure_and_far_does_not() -> None:
    said = words(
        (0, 0.4, "cien"), (0.5, 0.9, "panes"), (2.5, 2.9, "al"), (4.5, 4.9, "día."), (5, 5.4, "¿Y"), (5.5, 6, "hoy?")
    )
    assert attribute(said, voices((0, 1, 0), (2.4, 7, 1))) == (0, 0, 1, 1, 1, 1)


@pytest.mark.parametrize("text", [" Mhm.", " sí,", " ¡Claro!", " Ja.", " نعم،", " да"])
def test_listeners_say_it(text: str) -> None:
    assert is_listening(text)


@pytest.mark.parametrize("text", [" panes", " no", ""])
def test_listeners_do_not_say_it(text: str) -> None:
    assert not is_listening(text)
