"""Each kind of error, planted into a passage in view."""

from __future__ import annotations

import pytest

from benchmarks.seeding import KINDS, FaultSite, Name, Planted, count_names, plant, plant_everywhere
from dragoman.notation import parse
from dragoman.transcript.document import Transcript
from dragoman.transcript.text import plain

NAMES = (Name("Ferrer", "Ferrer"), Name("Oviedo", "Oviedo"))


def make(*pairs: tuple[str, str]) -> Transcript:
    lines = [f"A: {original}\n= {translation}" for original, translation in pairs]
    return parse("dragoman-notation 1\noriginal: es\ntranslation: en\n\n" + "\n\n".join(lines)).transcript


def spoil(kind: str, *pairs: tuple[str, str], place: int = 0, seed: int = 0) -> Planted | None:
    return plant(kind, FaultSite(transcript=make(*pairs), place=place, names=NAMES), seed)


def changed(planted: Planted | None, place: int = 0) -> str:
    assert planted is not None
    return plain(planted.transcript.segments[place].target or ())


def test_a_digit_becomes_another_and_the_passage_is_named() -> None:
    planted = spoil("number: a digit", ("Somos 7.", "There are 7 of us."))
    assert planted is not None
    assert changed(planted) in {f"There are {digit} of us." for digit in "12345689"}
    assert planted.segments == (planted.transcript.segments[0].id,)


def test_a_year_stays_in_its_century() -> None:
    texts = {changed(spoil("number: a digit", ("En 1964.", "In 1964."), seed=seed)) for seed in range(40)}
    assert len(texts) > 5
    assert all(text.startswith("In 19") and text.endswith(".") and text != "In 1964." for text in texts)


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("number: a factor of ten", "It cost 14,500 marks.", "It cost 1,450 marks."),
        ("number: a factor of ten", "It cost 25 marks.", "It cost 250 marks."),
        ("number: a word", "Fifty of us.", "Sixty of us."),
        ("number: fifteen and fifty", "I was fifteen.", "I was fifty."),
        ("number: the unit", "He paid 300 tomans.", "He paid 300 rials."),
        ("number: the unit", "About 4.2 million.", "About 4.2 billion."),
        ("number: the unit", "It lost 60% of them.", "It lost 60 points of them."),
        ("negation: dropped", "I did not see him.", "I did see him."),
        ("negation: dropped", "Nobody came.", "Everybody came."),
        ("negation: added", "The door was open.", "The door was not open."),
    ],
)
def test_it_is_spoilt_like_this(kind: str, right: str, wrong: str) -> None:
    assert changed(spoil(kind, ("–", right))) == wrong


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number: a factor of ten", "In 1964, at 7:30."),
        ("number: a digit", "He paid (all of the 300 tomans)."),
        ("number: the unit", "In those days he paid."),
        ("negation: dropped", "He came, not she. That's it, isn't it?"),
        ("negation: added", "There was nobody."),
        ("negation: added", "So he was ill?"),
        ("negation: added", "Nobody said he was ill."),
        ("negation: dropped", "Why didn't he come?"),
        ("sentence deleted", "One sentence with several words."),
        ("silent translation", "Yes, indeed."),
    ],
)
def test_nothing_to_spoil(kind: str, text: str) -> None:
    assert spoil(kind, ("–", text)) is None


def test_a_name_is_counted_in_the_whole_document() -> None:
    document = make(("Ferrer y Ferrer, de Oviedo.", "Ferrer and Ferrer, from Oviedo."), ("Ferrer.", "Ferrer."))
    assert count_names(document, NAMES) == {NAMES[0]: 3, NAMES[1]: 1}


def test_a_name_seen_twice_is_respelled_at_one_place() -> None:
    text = changed(spoil("name: seen twice", ("Ferrer, de Oviedo, y Ferrer.", "Ferrer, from Oviedo, and Ferrer.")))
    assert text.count("Ferrer") == 1
    assert "from Oviedo" in text


def test_a_name_seen_once_is_respelled_behind_its_first_letter() -> None:
    text = changed(spoil("name: seen once", ("Ferrer, de Oviedo, y Ferrer.", "Ferrer, from Oviedo, and Ferrer.")))
    assert text.startswith("Ferrer, from O")
    assert "Oviedo" not in text


def test_a_whole_sentence_goes() -> None:
    pair = ("–", "The first one is long enough. The second one is as well.")
    texts = {changed(spoil("sentence deleted", pair, seed=seed)).strip() for seed in range(20)}
    assert texts == {"The first one is long enough.", "The second one is as well."}


def test_two_translations_change_places_and_both_passages_are_named() -> None:
    pairs = (("Uno.", "This is the first of all."), ("Dos.", "This is the second of all."))
    planted = spoil("translations swapped", *pairs)
    assert planted is not None
    assert [changed(planted, place) for place in (0, 1)] == [pairs[1][1], pairs[0][1]]
    assert planted.segments == tuple(segment.id for segment in planted.transcript.segments)


@pytest.mark.parametrize(("kind", "side"), [("loop: translation", "target"), ("loop: original", "source")])
def test_a_phrase_comes_again_and_again(kind: str, side: str) -> None:
    planted = spoil(kind, ("uno dos tres", "one two three"))
    assert planted is not None
    text = plain(getattr(planted.transcript.segments[0], side))
    assert text.split() == plain(getattr(make(("uno dos tres", "one two three")).segments[0], side)).split() * (
        len(text.split()) // 3
    )
    assert len(text.split()) >= 12


def test_the_original_gives_way_to_the_translation() -> None:
    planted = spoil("silent translation", ("Llegué el martes al pueblo.", "I came to the village on Tuesday."))
    assert planted is not None
    assert planted.transcript.segments[0].source == planted.transcript.segments[0].target


def test_a_clause_is_put_in_where_a_sentence_ends() -> None:
    text = changed(spoil("unmarked addition", ("Llegué.", "I came on Tuesday.")))
    assert text.startswith("I came on Tuesday")
    assert len(text) > 40


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_plants_the_same(kind: str) -> None:
    first_pair = (
        "Ferrer pagó en Oviedo.",
        "Ferrer paid 30 tomans in Oviedo. He was not there, and fifteen of us were.",
    )
    document = make(first_pair, ("Ferrer estaba enfermo.", "Ferrer said he was ill."))
    first, second = (plant_everywhere(kind, document, NAMES, seed=3) for _ in range(2))
    assert first == second
    assert first
    assert {planted.kind for planted in first} == {kind}


def test_no_more_than_wanted() -> None:
    document = make(*(("–", f"There are {number} of us here.") for number in range(20, 30)))
    assert len(plant_everywhere("number: a digit", document, most=4)) == 4
    assert len(plant_everywhere("number: a digit", document)) == 10
