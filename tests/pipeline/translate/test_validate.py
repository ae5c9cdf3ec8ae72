from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.base import TranslationReply
from dragoman.notation import parse_text, serialize_text
from dragoman.pipeline.translate.marks import put_back
from dragoman.pipeline.translate.passages import Passage
from dragoman.pipeline.translate.validate import Asked, Verdict, validate
from dragoman.transcript.glossary import Term

ORIGINALS = (
    "¿Cómo empezó todo aquello en el pueblo?",
    "Mi abuela me llevó al colmenar en 1979 y no volvimos.",
    "[laughs] Éramos catorce hermanos y no había pan.",
)
RIGHT = (
    "How did all that begin in the village?",
    "My grandmother took me to the apiary in 1979 and we did not come back.",
    "[laughs] We were fourteen brothers and sisters, and there was no bread.",
)


def passage(place: int, text: str) -> Passage:
    return Passage(id=f"s{place:08}", place=place, turn=place, language="es", text=parse_text(text)[0])


def judge(
    *answers: str,
    originals: tuple[str, ...] = ORIGINALS,
    notation: bool = True,
    terms: tuple[Term, ...] = (),
    target: str = "en",
) -> Verdict:
    passages = tuple(passage(place, text) for place, text in enumerate(originals))
    pairs = tuple((f"s{place:08}", answer) for place, answer in enumerate(answers))
    ids = frozenset(each.id for each in passages)
    asked = Asked(passages=passages, target=target, notation=notation, terms=terms, labels=frozenset({"ana"}), ids=ids)
    return validate(asked, TranslationReply(targets=pairs))


def one(original: str, answer: str, **options: object) -> Verdict:
    return judge(answer, originals=(original,), **options)  # type: ignore[arg-type]


def test_right_translations_are_taken() -> None:
    verdict = judge(*RIGHT)
    assert verdict.faults == {}
    assert tuple(map(serialize_text, verdict.targets.values())) == RIGHT


def test_a_missing_id_is_a_fault_and_the_others_show_whose_they_are() -> None:
    verdict = judge(*RIGHT[:2])
    assert verdict.faults["s00000002"].kind == "missing"
    assert set(verdict.targets) == {"s00000000", "s00000001"}


def test_lines_that_moved_up_are_not_taken() -> None:
    verdict = judge(RIGHT[0] + " " + RIGHT[1], RIGHT[2])
    assert verdict.targets == {}


def test_two_that_changed_places_are_not_taken() -> None:
    verdict = judge(RIGHT[0], RIGHT[2], RIGHT[1])
    assert set(verdict.targets) == {"s00000000"}


def test_a_doubled_id_is_not_taken() -> None:
    asked = Asked(passages=(passage(0, ORIGINALS[0]),), target="en", notation=True)
    reply = TranslationReply(targets=(("s00000000", RIGHT[0]), ("s00000000", RIGHT[1])))
    assert "more than once" in validate(asked, reply).faults["s00000000"].reason


def test_an_answer_for_one_passage_with_another_id_beside_it_is_not_taken() -> None:
    asked = Asked(passages=(passage(0, ORIGINALS[0]),), target="en", notation=True)
    reply = TranslationReply(targets=(("s00000000", RIGHT[0]), ("s00000009", RIGHT[1])))
    assert validate(asked, reply).targets == {}


@pytest.mark.parametrize("answer", ["", "  ", "…", "—", "\u200b", "?!"])
def test_an_answer_without_words_is_empty(answer: str) -> None:
    assert one(ORIGINALS[1], answer).faults["s00000000"].kind == "empty"


@pytest.mark.parametrize(
    "answer",
    [
        "Here is your translation: My grandmother took me there in 1979 and we did not return.",
        "Translation: My grandmother took me to the apiary in 1979 and we did not return.",
        "My grandmother took me to the apiary in 1979 and we did not return. (Note: an apiary holds bees.)",
        "```My grandmother took me to the apiary in 1979 and we did not return.```",
        '{"id": "s00000000", "text": "My grandmother took me to the apiary in 1979"}',
        "s00000000 My grandmother took me to the apiary in 1979 and we did not return.",
        "<think>Hm.</think> My grandmother took me to the apiary in 1979, we did not return.",
        "ANA: My grandmother took me to the apiary in 1979 and we did not return.",
        "My grandmother took me to the apiary in 1979\nand we did not return.",
    ],
)
def test_chatter_is_not_taken(answer: str) -> None:
    assert one(ORIGINALS[1], answer).targets == {}


def test_what_sounds_like_chatter_and_is_said_is_taken() -> None:
    said = one("Nota: aquí está la traducción de la carta.", "Note: here is the translation of the letter.")
    assert serialize_text(said.targets["s00000000"]) == "Note: here is the translation of the letter."


def test_a_refusal_is_told_from_testimony() -> None:
    refused = one(ORIGINALS[1], "I'm sorry, but I can't assist with that.")
    assert refused.faults["s00000000"].kind == "refused"
    said = one("Lo siento, pero no puedo dormir desde aquello.", "I'm sorry, but I cannot sleep since that.")
    assert said.faults == {}


@pytest.mark.parametrize("answer", [ORIGINALS[1], "Моя бабушка привела меня на пасеку в 1979 и мы не вернулись."])
def test_what_is_not_in_the_language_is_not_taken(answer: str) -> None:
    assert one(ORIGINALS[1], answer).targets == {}


def test_a_short_original_that_comes_back_is_not_taken() -> None:
    verdict = one("Antes, más: 500 barras. [laughs]", "Antes, más: 500 barras. [laughs]")
    assert verdict.targets == {}
    assert "word for word" in verdict.faults["s00000000"].reason


def test_names_and_numbers_alone_may_be_the_same_in_both_languages() -> None:
    names = "Elena Ruiz, Carmen Romero, Sierra Blanca, 1979."
    assert one(names, names).faults == {}


@pytest.mark.parametrize("answer", ["Yes, in 1979.", RIGHT[1] * 6])
def test_what_is_far_too_short_or_too_long_is_not_taken(answer: str) -> None:
    long = ORIGINALS[1] + " Luego nos quedamos en la ciudad con mi tía."
    assert one(long, answer).targets == {}


def test_a_wrong_number_is_asked_about_and_then_a_doubt() -> None:
    verdict = one(ORIGINALS[1], "My grandmother took me to the apiary in 1997 and we did not come back.")
    assert "1979" in verdict.faults["s00000000"].reason
    assert not verdict.faults["s00000000"].hard
    assert "s00000000" in verdict.targets


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("My (grandmother took me to the apiary in 1979 and we did not come back.", "could not be read"),
        ("My grandmother took me to the apiary in 1979 and we [sobs] did not come back.", "vocal"),
        ("My grandmother took me to the [inaudible] in 1979 and we did not come back.", "inaudible"),
        ("My grandmother took me there in 1979 [ed: check] and we did not come back.", "note"),
        ("(My grandmother took me to the apiary in 1979 and we did not come back.)", "added"),
    ],
)
def test_marks_that_the_original_does_not_have_are_not_taken(answer: str, reason: str) -> None:
    fault = one(ORIGINALS[1], answer).faults["s00000000"]
    assert fault.hard
    assert reason in fault.reason


def test_a_mark_that_was_left_out_is_asked_about_and_put_back() -> None:
    verdict = one(ORIGINALS[2], RIGHT[2].removeprefix("[laughs] "))
    assert not verdict.faults["s00000000"].hard
    assert serialize_text(verdict.targets["s00000000"]) == RIGHT[2]


def test_the_apparatus_of_a_translator_is_taken() -> None:
    answer = "My grandmother (Carmen) took me to the *colmenar* [= apiary] of Ruiz [ph] in 1979; we did not come back."
    assert one(ORIGINALS[1], answer).faults == {}


def test_a_word_marked_as_added_that_the_original_has_is_doubtful() -> None:
    verdict = one("Fuimos con Carmen Romero al mercado viejo.", "We went with (Carmen Romero) to the old market.")
    assert "marked as added, and the original has it" in verdict.faults["s00000000"].reason


def test_a_forbidden_rendering_is_never_taken() -> None:
    term = Term(id="t1", source=("colmenar",), target=("apiary",), forbidden=("beehive",))
    answer = "My grandmother took me to the beehive in 1979 and we did not come back."
    assert one(ORIGINALS[1], answer, terms=(term,)).targets == {}


def test_a_preferred_rendering_that_is_missing_is_a_doubt() -> None:
    term = Term(id="t1", source=("colmenar",), target=("bee yard",))
    verdict = one(ORIGINALS[1], RIGHT[1], terms=(term,))
    assert "bee yard" in verdict.faults["s00000000"].reason
    assert "s00000000" in verdict.targets


def test_one_translation_for_two_originals_is_not_taken() -> None:
    assert judge(RIGHT[0], RIGHT[1], RIGHT[1]).targets.keys() <= {"s00000000"}


def test_brackets_of_an_engine_of_plain_words_are_plain() -> None:
    verdict = one("Fuimos (los dos) al mercado.", "We went (both) to the market.", notation=False)
    assert verdict.targets["s00000000"] == ("We went (both) to the market.",)


def test_nothing_is_answered() -> None:
    assert {fault.kind for fault in judge().faults.values()} == {"missing"}


IDS = ("s00000000", "s00000001", "s00000002", "s99999999")


@given(st.lists(st.tuples(st.sampled_from(IDS) | st.text(max_size=12), st.text()), max_size=5), st.booleans())
def test_no_answer_raises_and_each_passage_has_a_translation_or_a_hard_fault(
    pairs: list[tuple[str, str]], notation: bool
) -> None:
    passages = tuple(passage(place, text) for place, text in enumerate(ORIGINALS))
    asked = Asked(passages=passages, target="en", notation=notation, ids=frozenset(IDS))
    verdict = validate(asked, TranslationReply(targets=tuple(pairs), raw=str(pairs)))
    for each in passages:
        fault = verdict.faults.get(each.id)
        assert (each.id in verdict.targets) == (fault is None or not fault.hard)


@given(st.lists(st.sampled_from(("(", ")", "[", "]", "*", "~~", "[laughs]", "[ph]", "{", "\\", "–", " ", "miel"))))
def test_nor_do_marks_of_any_kind(pieces: list[str]) -> None:
    one(ORIGINALS[2], "".join(pieces))
    put_back(parse_text("".join(pieces))[0], parse_text("The honey. Yes.")[0])
