from __future__ import annotations

from dragoman.press.questions import Question, find_questions, render_questions
from dragoman.transcript.document import Segment, Speaker, Transcript

HOST, GUEST = Speaker(id="S1", label="The host"), Speaker(id="S2", name="Elena Ruiz")


def made(*rows: tuple[str, str, str | None]) -> Transcript:
    segments = tuple(
        Segment(id=f"s0000000{number}", speaker=speaker, source=(source,), target=(target,) if target else None)
        for number, (speaker, source, target) in enumerate(rows, 1)
    )
    return Transcript(target_language="en", speakers=(HOST, GUEST), segments=segments)


TALK = made(
    ("S1", "Buenas tardes. ¿Cómo empezó?", "Good afternoon. How did it begin?"),
    ("S2", "Con mi abuela.", "With my grandmother."),
    ("S1", "¿Y luego?", "And then?"),
    ("S2", "¿Luego? Nada.", "Then? Nothing."),
    ("S1", "¿Cuántas eran? Dígame.", "How many were there? Tell me."),
    ("S2", "Muchas.", "Many."),
)


def test_the_questions_of_whoever_asks_most_are_the_contents() -> None:
    assert find_questions(TALK) == (
        Question("s00000001", "How did it begin?", "en"),
        Question("s00000003", "And then?", "en"),
        Question("s00000005", "How many were there?", "en"),
    )


def test_without_a_translation_the_original_is_asked() -> None:
    asked = ("متى بدأتَ؟", "ولماذا؟", "ومن معك؟")
    transcript = made(*[row for words in asked for row in (("S1", words, None), ("S2", "لا أعلم.", None))])
    assert [question.words for question in find_questions(transcript)] == list(asked)


def test_two_questions_make_no_contents() -> None:
    assert find_questions(made(("S1", "¿A?", "A?"), ("S2", "B.", "B."), ("S1", "¿C?", "C?"))) == ()


def test_nobody_asks_where_no_speaker_is_known() -> None:
    assert find_questions(Transcript(segments=(Segment(id="s00000001", source=("Why?",)),))) == ()


def test_a_long_question_is_cut_at_a_word() -> None:
    long = f"Is it {'very ' * 40}long?"
    words = find_questions(made(*[("S1", "x", long), ("S2", "y", "No.")] * 3))[0].words
    assert len(words) <= 112
    assert words.endswith("very …")


def test_each_leads_to_its_passage_in_its_language() -> None:
    html = render_questions(find_questions(TALK))
    assert html is not None
    assert '<li><a href="#s00000003" lang="en" dir="ltr">And then?</a></li>' in html
    assert render_questions(()) is None
