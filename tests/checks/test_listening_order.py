from __future__ import annotations

from typing import Any

import msgspec
import pytest

from bitexts import bitext
from dragoman.checks import check_bitext
from dragoman.checks.bitext import make_bitext
from dragoman.checks.listening_order import Risk, Weights, find_risks, plan_listening, read_weights
from dragoman.transcript.document import Engine, Transcript, Word

ROWS = (
    ("Buenos días a todos.", "Good morning everybody."),
    ("Éramos 300 en casa.", "There were 3,000 of us."),
    ("Llovía mucho.", "It rained a lot."),
)


def risks(document: Transcript, weights: Weights | None = None) -> tuple[Risk, ...]:
    made = make_bitext(document)
    return find_risks(made, check_bitext(made), weights)


def changed(document: Transcript, place: int, **fields: Any) -> Transcript:
    segments = list(document.segments)
    segments[place] = msgspec.structs.replace(segments[place], **fields)
    return msgspec.structs.replace(document, segments=tuple(segments))


def test_an_error_comes_first_and_says_why() -> None:
    first = risks(bitext(*ROWS))[0]
    assert first.segment == "s00000001"
    assert first.reasons[0].startswith("300 in the original is 3,000")


@pytest.mark.parametrize("text", [None, "[untranscribed 4s]"])
def test_speech_without_words_comes_before_everything(text: str | None) -> None:
    first = risks(bitext(*ROWS, (text, text)))[0]
    assert (first.segment, first.reasons, first.words) == ("s00000003", ("speech without words",), "")


def test_a_passage_is_quoted_with_a_sign_where_words_are_missing() -> None:
    [first] = risks(bitext(("Después vino la [inaudible 3s] y lo (perdimos) todo.", "Then came the [inaudible 3s].")))
    assert first.words == "Después vino la […] y lo todo."


def test_laughter_is_not_speech_without_words() -> None:
    assert risks(bitext(("[laughs]", None))) == ()


def test_unsure_words_come_before_sure_ones() -> None:
    unsure = (Word(text="Llovía", confidence=0.1), Word(text="mucho", confidence=0.3))
    first = risks(changed(bitext(ROWS[0], ROWS[2]), 1, words=unsure))[0]
    assert (first.segment, first.reasons) == (
        "s00000001",
        ("about 2 of 2 words may be wrong, such as “Llovía”, “mucho”",),
    )


def test_doubt_about_words_that_a_person_replaced_is_settled() -> None:
    unsure = (Word(text="Yobía", confidence=0.1), Word(text="mucho", confidence=0.4))
    [first] = risks(changed(bitext(ROWS[2]), 0, words=unsure))
    assert first.reasons == ("the engine was unsure of “mucho”",)
    assert first.risk == 0.78


def test_an_engines_own_words_are_doubted_as_they_are() -> None:
    unsure = (Word(text="Yobía", confidence=0.1), Word(text="mucho", confidence=0.4))
    [first] = risks(changed(bitext(ROWS[2]), 0, words=unsure, source_origin=Engine(name="whisper")))
    assert first.reasons == ("about 2 of 2 words may be wrong, such as “Yobía”, “mucho”",)


def test_one_unsure_word_is_named_without_its_comma() -> None:
    words = (Word(text="Llovía,", confidence=0.4), Word(text="mucho", confidence=1.0))
    first = risks(changed(bitext(ROWS[0], ROWS[2]), 1, words=words))[0]
    assert first.reasons == ("the engine was unsure of “Llovía”",)


def test_a_risk_has_the_first_words_of_its_passage() -> None:
    [risk] = risks(bitext(("Llovía mucho. " * 20, None)))
    assert risk.words.startswith("Llovía mucho.")
    assert len(risk.words) <= 100


def test_what_somebody_heard_comes_last() -> None:
    assert risks(changed(bitext(*ROWS), 1, heard_by=("ana",)))[-1].segment == "s00000001"


def test_two_at_once_are_risky() -> None:
    document = bitext(ROWS[0], ("// Llovía mucho.", "// It rained a lot."))
    assert risks(document)[0].reasons == ("two speak at once",)


def test_weights_can_be_set() -> None:
    quiet = Weights(error=0, number=0, name=0, unsure_without_confidence=0)
    assert [risk.risk for risk in risks(bitext(*ROWS), quiet)] == [0, 0, 0]


def test_weights_are_read_from_a_line() -> None:
    weights = read_weights("number 1, name 0.5,shortest 3000")
    assert (weights.number, weights.name, weights.shortest) == (1.0, 0.5, 3000)
    assert weights.error == Weights().error


@pytest.mark.parametrize(
    ("stated", "fault"),
    [
        ("nubmer 1", "has no weight called 'nubmer'"),
        ("number", "has no number for number"),
        ("number -1", "has no number for number"),
        ("number 1e999", "has no number for number"),
        ("number nan", "has no number for number"),
        ("", "has no weight called ''"),
    ],
)
def test_a_line_of_weights_that_makes_no_sense(stated: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_weights(stated)


def test_a_plan_takes_what_fits_into_the_time() -> None:
    found = risks(bitext(*ROWS))
    assert [risk.segment for risk in plan_listening(found, 5 / 60)] == ["s00000001"]
    assert len(plan_listening(found, 1)) == 3


def test_a_plan_leaves_out_what_was_heard() -> None:
    found = risks(bitext(*ROWS))
    assert "s00000001" not in [risk.segment for risk in plan_listening(found, 1, heard=["s00000001"])]


def test_a_short_word_that_is_unsure_is_shown_with_its_neighbours() -> None:
    words = (Word(text="Iba", confidence=0.9), Word(text="a", confidence=0.1), Word(text="casa.", confidence=0.9))
    [risk] = risks(changed(bitext(("Iba a casa.", "I was going home.")), 0, words=words))
    assert "the engine was unsure of “Iba a casa”" in risk.reasons


def test_the_names_of_a_passage_are_shown_and_a_weekday_is_none() -> None:
    [named, day] = risks(bitext(("Vi a Tomás.", "I saw Tomás."), ("Vino el lunes.", "He came on Monday.")))
    assert "it has names: Tomás" in (*named.reasons, *day.reasons)
    assert sum(reason.startswith("it has names") for reason in (*named.reasons, *day.reasons)) == 1
