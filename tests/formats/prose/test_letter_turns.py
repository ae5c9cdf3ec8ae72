from __future__ import annotations

from dragoman.formats.prose.letter_turns import find_letter_turns
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph


def page(*lines: str) -> list[Paragraph]:
    made = [make_paragraph([StyledText(text=line)], spaces_count=True) for line in lines]
    return [paragraph for paragraph in made if paragraph is not None]


def labels(*lines: str) -> list[str]:
    return [opening.label for opening in find_letter_turns(page(*lines)).values()]


def test_letters_for_question_and_answer_are_labels() -> None:
    assert labels("P. ¿Por qué?", "R. Porque no: nunca.", "P. ¿Y él?", "R. Tampoco.") == ["P", "R", "P", "R"]


def test_the_words_in_full_belong_to_their_letters() -> None:
    lines = ("PREGUNTA. ¿Por qué?", "RESPUESTA. No sé.", "P. ¿Y él?", "R. Tampoco.", "P. ¿Ya?", "R. Sí.")
    assert labels(*lines) == ["P", "R"] * 3


def test_arabic_letters_are_labels() -> None:
    assert labels("س. لماذا؟", "ج. لا أعرف.", "س. ومتى؟", "ج. غدًا.") == ["س", "ج", "س", "ج"]


def test_initials_of_names_are_no_labels() -> None:
    assert labels("P. Sánchez llegó tarde.", "R. López no vino.", "P. Sánchez se fue.", "R. López llamó.") == []


def test_an_enumeration_is_no_interview() -> None:
    assert labels("D. ¿Uno?", "D. ¿Dos?", "D. ¿Tres?", "R. Cuatro.", "R. Cinco.", "R. Seis.") == []


def test_a_time_before_the_letter_is_the_turn_s() -> None:
    found = find_letter_turns(page("0:05 P. ¿Sí?", "0:09 R. No.", "0:12 P. ¿No?", "0:14 R. Sí."))
    assert [opening.span and opening.span.start for opening in found.values()] == [5000, 9000, 12000, 14000]
