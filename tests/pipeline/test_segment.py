"""Words to passages: sentences and breaths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.pipeline.segment import Said, Stretch, find_stretches
from dragoman.transcript.document import Word
from dragoman.transcript.span import Span
from heard import spoken, words


def said(given: tuple[Word, ...], voice: int | None = 0, language: str = "es") -> list[Said]:
    return [Said(word, voice, language) for word in given]


def cut(heard: list[Said]) -> list[str]:
    return [stretch.text for stretch in find_stretches(heard)]


def test_sentences_of_some_length_are_passages() -> None:
    heard = said(spoken("Hoy estamos en el mercado. Carmen vende pan desde niña."))
    assert cut(heard) == ["Hoy estamos en el mercado.", "Carmen vende pan desde niña."]


def test_short_sentences_stay_together() -> None:
    assert cut(said(spoken("Sí. No. Claro que sí."))) == ["Sí. No. Claro que sí."]


def test_a_short_sentence_does_not_make_its_neighbour_too_long() -> None:
    heard = said(spoken("Sí. " + "palabra " * 16 + "fin."))
    assert cut(heard)[0] == "Sí."


def test_a_change_of_speaker_cuts_at_the_word() -> None:
    first, second = spoken("¿Y cuánto cuesta porque"), spoken("No, caro no.", start=2)
    assert cut([*said(first, 0), *said(second, 1)]) == ["¿Y cuánto cuesta porque", "No, caro no."]


def test_a_change_of_language_cuts() -> None:
    first, second = spoken("Hola a todos"), spoken("hello everyone", start=2)
    assert cut([*said(first), *said(second, language="en")]) == ["Hola a todos", "hello everyone"]


def test_a_wide_pause_cuts_inside_a_sentence() -> None:
    assert cut(said(spoken("Y entonces | | vino mi abuela."))) == ["Y entonces", "vino mi abuela."]


def test_a_narrow_pause_does_not() -> None:
    assert cut(said(spoken("Y entonces | vino mi abuela."))) == ["Y entonces vino mi abuela."]


def test_a_sentence_without_end_is_cut_at_a_comma_near_its_middle() -> None:
    text = "uno dos tres, " + "palabra " * 14 + "medio, " + "palabra " * 17 + "fin"
    first, second = cut(said(spoken(text)))
    assert first.endswith("medio,")
    assert second.endswith("fin")


def test_no_words_are_no_passages() -> None:
    assert find_stretches([]) == ()


def test_a_passage_lasts_from_its_first_word_to_its_last() -> None:
    assert find_stretches(said(words((1, 1.5, "uno"), (1.6, 2.25, "dos."))))[0].span == Span(1000, 2250)


def test_text_without_spaces_stays_so() -> None:
    heard = [Said(Word(text=text, span=Span(0, 500)), 0, "zh") for text in ("你", "好", "。")]
    assert cut(heard) == ["你好。"]


_said = st.lists(
    st.tuples(
        st.integers(0, 3000),
        st.integers(0, 1500),
        st.sampled_from(["a", "b.", "c,", "¿d?"]),
        st.sampled_from([None, 0, 1]),
        st.sampled_from(["es", "en"]),
    ),
    max_size=60,
)


@given(_said)
def test_no_word_is_lost_and_no_passage_mixes_voices(drawn: list[tuple[int, int, str, int | None, str]]) -> None:
    at, heard = 0, []
    for gap, length, text, voice, language in drawn:
        at += gap
        heard.append(Said(Word(text=f" {text}", span=Span(at, at + length)), voice, language))
        at += length
    found = find_stretches(heard)
    assert [each for stretch in found for each in stretch.said] == heard
    assert all(len({(each.voice, each.language) for each in stretch.said}) == 1 for stretch in found)
    assert all((stretch.span.duration or 0) <= 15_000 or len(stretch.said) < 4 for stretch in found)


@given(_said.filter(bool))
def test_passages_that_are_cut_again_stay_as_they_are(
    drawn: list[tuple[int, int, str, int | None, str]],
) -> None:
    at, heard = 0, []
    for gap, length, text, voice, language in drawn:
        at += gap
        heard.append(Said(Word(text=f" {text}", span=Span(at, at + length)), voice, language))
        at += length
    spans = [Stretch(stretch.said).span for stretch in find_stretches(heard)]
    assert spans == sorted(spans, key=lambda span: span.start)
