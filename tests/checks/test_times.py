from __future__ import annotations

from dragoman.checks import find_problems
from dragoman.transcript.document import Recording, Segment, Transcript, Word
from dragoman.transcript.span import Span


def codes(*words: Word, source: str = "Hola, ¿qué tal?", span: Span | None = None) -> list[str]:
    segment = Segment(id="s00000000", span=span, source=(source,), words=words)
    document = Transcript(recording=Recording(languages=("es",)), segments=(segment,))
    return [problem.code for problem in find_problems(document, ("speech",))]


def test_a_word_that_lasts_too_long() -> None:
    assert codes(Word(text="Hola", span=Span(0, 9000))) == ["impossible-times"]


def test_a_word_before_the_one_before_it() -> None:
    words = Word(text="Hola", span=Span(3000, 3400)), Word(text="qué", span=Span(1000, 1200))
    assert codes(*words) == ["impossible-times"]


def test_more_than_a_mouth_can_say() -> None:
    assert codes(source="Vinieron muchos vecinos con sus mulas y una campana vieja", span=Span(0, 1000)) == [
        "impossible-times"
    ]


def test_times_as_they_are() -> None:
    words = Word(text="Hola", span=Span(0, 400)), Word(text="qué", span=Span(500, 700))
    assert codes(*words, span=Span(0, 1000)) == []
