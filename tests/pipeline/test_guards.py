"""What a model should not be believed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dragoman.engines.base import Chunk, Transcription
from dragoman.pipeline.guards import find_rejection, is_sure
from dragoman.transcript.span import Span
from heard import spoken

CHUNK = Chunk(samples=np.zeros(0, np.float32), span=Span(5000, 15_000), speech=(Span(5000, 15_000),))


def rejection(said: str, translated: str = "", *, chunk: Chunk = CHUNK, **more: Any) -> str | None:
    given: dict[str, Any] = {"language": "es", "confidence": 0.8, "silence": 0.05} | more
    problem = find_rejection(Transcription(words=spoken(said), translated=spoken(translated), **given), chunk)
    return problem.code if problem else None


def test_ordinary_speech_is_believed() -> None:
    assert rejection("Empecé el catorce de marzo con mi hermano.", "I began on the fourteenth of March.") is None


def test_nothing_heard_is_no_fault() -> None:
    assert rejection("", confidence=None) is None


@pytest.mark.parametrize("said", ["no, no, no, no", "sí sí sí", "muy muy muy muy caro, muy caro"])
def test_people_repeat_themselves(said: str) -> None:
    assert rejection(said) is None


@pytest.mark.parametrize("said", ["gracias " * 6, "muchas gracias " * 4, "y luego se fue a casa " * 3])
def test_a_loop_is_rejected(said: str) -> None:
    assert rejection(said) == "loop"


def test_a_number_without_an_end_is_a_loop() -> None:
    assert rejection("Uno dos 500" + ".000" * 60) == "loop"


def test_a_loop_of_the_translation_is_another_matter() -> None:
    assert rejection("Uno dos tres.", "thank you " * 5) == "translation-loop"


def test_words_that_go_round_one_word_are_a_loop() -> None:
    assert rejection("Uno dos tres.", "The palace and the palace's palace.") == "translation-loop"
    assert rejection("el palacio y el palacio, palacio, palacios") == "loop"


@pytest.mark.parametrize(
    "said", ["Adelante, adelante, siga adelante, por favor.", "go ahead, go ahead, go ahead", "nunca, nunca, nunca más"]
)
def test_people_say_a_word_again(said: str) -> None:
    assert rejection(said) is None


def test_another_language_than_the_one_named_is_not_believed() -> None:
    assert rejection("Gracias a todos por venir.", suspected="en") == "other-language-spoken"


def test_a_language_near_to_the_one_named_is_let_be() -> None:
    assert rejection("Gracias a todos por venir.", suspected="gl") is None


def test_words_that_the_model_doubts_itself_are_invented() -> None:
    assert rejection("Subtítulos realizados por la comunidad.", confidence=0.2) == "invented"
    assert rejection("Subtítulos realizados por la comunidad.", confidence=0.5, silence=0.8) == "invented"


def test_a_doubt_where_somebody_speaks_is_kept() -> None:
    assert rejection("Subtítulos realizados por la comunidad.", confidence=0.5, silence=0.1) is None


def test_more_words_than_can_be_said_are_invented() -> None:
    blip = Chunk(samples=CHUNK.samples, span=CHUNK.span, speech=(Span(6000, 6100),))
    assert rejection("una dos tres cuatro cinco seis siete ocho", chunk=blip) == "invented"


def test_english_where_spanish_was_spoken_is_rejected() -> None:
    said = "I started on the fourteenth of March with my brother."
    assert rejection(said, said) == "silent-translation"


def test_spanish_in_place_of_a_translation_concerns_the_translation_alone() -> None:
    said = "Empecé el catorce de marzo con mi hermano en la tienda."
    assert rejection(said, said) == "not-translated"


def test_another_english_than_the_translation_is_a_silent_translation() -> None:
    said = "I began on the fourteenth of March, in the old bakery."
    assert rejection(said, "I started on the fourteenth of March at the old bakery.") == "silent-translation"


def test_names_that_both_languages_share_are_none() -> None:
    said = "Clara Montes, Nadia Rahmani, Toledo, Lima y París, 1978 y 1999."
    assert rejection(said, "Clara Montes, Nadia Rahmani, Toledo, Lima and Paris, 1978 and 1999.") is None


def test_english_where_english_was_spoken_is_not() -> None:
    said = "I started on the fourteenth of March."
    assert rejection(said, said, language="en") is None


@pytest.mark.parametrize(("language", "said"), [("he", "Germania, Zarfat ve Italia"), ("ru", "Anna skazala net")])
def test_a_language_in_letters_that_are_not_its_own_is_rejected(language: str, said: str) -> None:
    assert rejection(said, "Germany, France and Italy", language=language) == "other-script"


@pytest.mark.parametrize(
    ("language", "said"), [("he", "הוא עובד ב-BBC ו-CNN"), ("sr-Latn", "Ana je rekla ne"), ("he", "IBM Intel")]
)
def test_names_in_latin_letters_are_let_be(language: str, said: str) -> None:
    assert rejection(said, language=language) is None


def test_a_problem_says_where() -> None:
    problem = find_rejection(Transcription(language="es", words=spoken("gracias " * 6), confidence=0.9), CHUNK)
    assert problem is not None
    assert problem.where.start == 5000


@pytest.mark.parametrize(
    ("said", "confidence", "silence", "sure"),
    [
        ("los luchadores rindieron homenaje", 0.8, 0.1, True),
        ("los luchadores rindieron homenaje", 0.6, 0.1, False),
        ("los luchadores rindieron homenaje", 0.8, 0.7, False),
        ("Thank you.", 0.9, 0.1, False),
        ("", None, 0.1, False),
    ],
)
def test_faint_speech_is_believed_where_the_model_is_sure(
    said: str, confidence: float | None, silence: float, sure: bool
) -> None:
    heard = Transcription(language="es", words=spoken(said), confidence=confidence, silence=silence)
    assert is_sure(heard) is sure
