"""What listeners say, and who speaks at the same time as another."""

from __future__ import annotations

from dragoman.pipeline.asides import find_overlapping, split_asides, take_translated
from dragoman.pipeline.segment import Said, Stretch
from dragoman.transcript.span import Span
from heard import spoken, voices, words


def said(text: str, told: str) -> list[Said]:
    """The words of a text, each of the voice that its digit names; ``-`` is nobody."""
    return [
        Said(word, None if voice == "-" else int(voice), "es") for word, voice in zip(spoken(text), told, strict=True)
    ]


def stretch(start: float, end: float, voice: int | None) -> Stretch:
    return Stretch((Said(words((start, end, "pan"))[0], voice, "es"),))


def test_a_yes_inside_a_sentence_stands_by_itself() -> None:
    main, asides = split_asides(said("Vendimos cien sí, sí panes cada año.", "0011000"))
    assert "".join(each.word.text for each in main) == " Vendimos cien panes cada año."
    assert [aside.text for aside in asides] == ["sí, sí"]


def test_an_answer_after_a_sentence_is_a_turn() -> None:
    main, asides = split_asides(said("¿Vendían pan? Sí. ¿Cuánto?", "00101"[:4]))
    assert len(main) == 4
    assert asides == ()


def test_other_words_inside_a_sentence_are_a_turn() -> None:
    assert split_asides(said("Vendimos cien cuántos panes", "0010"))[1] == ()


def test_between_two_people_nobody_listens() -> None:
    assert split_asides(said("Vendimos sí panes", "012"))[1] == ()
    assert split_asides(said("Vendimos sí panes", "0-0"))[1] == ()


def test_nothing_said_has_no_asides() -> None:
    assert split_asides([]) == ((), ())


def test_its_translation_is_what_a_listener_says_at_that_time() -> None:
    translated = spoken("We sold yes, a hundred yes loaves")
    taken, rest = take_translated(translated, Span(1000, 1600))
    assert [word.text for word in taken] == [" yes,"]
    assert len(rest) == 6


def test_who_begins_before_another_ends_overlaps() -> None:
    assert find_overlapping((stretch(0, 5, 0), stretch(3, 4, 1), stretch(5, 6, 0)), ()) == (False, True, False)


def test_a_hair_is_no_overlap() -> None:
    assert find_overlapping((stretch(0, 5, 0), stretch(4.8, 7, 1)), ()) == (False, False)


def test_ones_own_words_do_not_overlap() -> None:
    assert find_overlapping((stretch(0, 5, 0), stretch(3, 4, 0), stretch(3, 4, None)), ()) == (False, False, False)


def test_voices_told_at_the_same_time_overlap_for_the_one_who_falls_in() -> None:
    told = voices((0, 5, 0), (4, 8, 1))
    assert find_overlapping((stretch(0, 4.5, 0), stretch(4.5, 8, 1)), told) == (False, True)


def test_who_goes_on_with_a_turn_does_not_fall_in() -> None:
    told = voices((0, 5, 0), (5, 8, 1), (5.5, 6.5, 0))
    assert find_overlapping((stretch(5, 6, 1), stretch(6, 8, 1)), told) == (False, False)


def test_who_begins_long_after_they_spoke_together_does_not() -> None:
    told = voices((0, 5, 0), (4, 5, 1))
    assert find_overlapping((stretch(0, 5, 0), stretch(5.5, 7, 1)), told) == (False, False)


def test_voices_one_after_another_do_not() -> None:
    told = voices((0, 5, 0), (5, 8, 1))
    assert find_overlapping((stretch(0, 4.5, 0), stretch(4.5, 8, 1)), told) == (False, False)
