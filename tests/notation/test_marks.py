from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.notation.events import find_event
from dragoman.notation.marks import (
    ANYWHERE,
    NOTHING,
    Empty,
    Reaching,
    Switch,
    cuts_off,
    find_language,
    is_word_character,
    marks_inside,
    read_square,
)
from dragoman.transcript.text import (
    Abbreviation,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Note,
    Overlap,
    Pause,
    Phonetic,
    Quote,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Unclear,
    Vocal,
    Writing,
)


@pytest.mark.parametrize(
    ("raw", "mark"),
    [
        ("INAUDIBLE 3 s", Gap("inaudible", 3000)),
        ("inaudible 2.25s: a name", Gap("inaudible", 2250, "a name")),
        ("...", Gap("omitted")),
        ("…greetings", Gap("omitted", None, "greetings")),
        ("… 4s: greetings", Gap("omitted", 4000, "greetings")),
        ("pause ۴s", Pause(4000)),
        ("ED : see [note]", Note(("see [note]",), "desk")),
        ("sound: nods", Incident("nods")),
        (r"points at \[it\]", Kinesic("points at [it]")),
    ],
)
def test_square_brackets_are_read_by_what_they_say(raw: str, mark: object) -> None:
    assert read_square(raw) == mark


@pytest.mark.parametrize("raw", ["", "İnaudible", "inaudible 3", "whatever", "in: x", "src", "ph: x"])
def test_what_is_no_mark_is_none(raw: str) -> None:
    assert read_square(raw) is None


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("laughs", Vocal),
        ("Phone rings", Incident),
        ("nods", Kinesic),
        ("points at the map", Kinesic),
        ("pointsman", None),
    ],
)
def test_known_events_have_their_kind(description: str, kind: type | None) -> None:
    assert find_event(description) is kind


@pytest.mark.parametrize(("typed", "tag"), [("Persian", "fa"), ("pt-BR", "pt-BR"), ("prison", None), ("", None)])
def test_a_word_that_only_looks_like_a_tag_is_no_language(typed: str, tag: str | None) -> None:
    assert find_language(typed) == tag


def test_what_may_stand_inside_shrinks_with_depth() -> None:
    everywhere = frozenset({Supplied, Unclear, Quote, Phonetic})
    in_quote = marks_inside(Quote, everywhere)

    assert in_quote == {Supplied, Unclear, Phonetic}
    assert marks_inside(Supplied, in_quote) == {Phonetic}
    assert marks_inside(Unclear, everywhere) == frozenset()


@pytest.mark.parametrize("character", "aéسّ\u200c५ि'’-")
def test_words_are_made_of(character: str) -> None:
    assert is_word_character(character)


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [("v", "", True), ("v", ",", True), ("v", "e", False), ("9", "", False), ("", " ", False)],
)
def test_a_dash_cuts_behind_a_letter_and_before_none(before: str, after: str, *, cut: bool) -> None:
    assert cuts_off(before, after) is cut


@pytest.mark.parametrize(
    ("raw", "mark"),
    [
        ("untranslated", Gap("untranslated")),
        ("Untranscribed 12 s", Gap("untranscribed", 12_000)),
        ("inaudible 1,5s", Gap("inaudible", 1500)),
        ("inaudible 1.23456s", Gap("inaudible", 1234)),
        ("inaudible：一个名字", Gap("inaudible", None, "一个名字")),
        ("inaudible:", Gap("inaudible")),
        ("redacted", Redacted()),
        ("REDACTED: safety", Redacted("safety")),
        ("on screen: عاجل", Writing("عاجل")),
        ("On Screen：速報", Writing("速報")),
        ("voice: sighs: twice", Vocal("sighs: twice")),
        ("gesture: counts", Kinesic("counts")),
        ("= ولایت", Gloss(("ولایت",))),
        ("tr: one\ntwo", Note(("one\ntwo",), "reader")),
        (" nods\n", Kinesic("nods")),
        ("pause 0s", Pause(0)),
        ("pause 9999999s", Pause(9_999_999_000)),
        ("pause 4s: he weeps", Pause(4000, "he weeps")),
    ],
)
def test_what_square_brackets_say_is_read_in_any_case_width_and_script(raw: str, mark: object) -> None:
    assert read_square(raw) == mark


@pytest.mark.parametrize(
    ("raw", "reaching"),
    [
        ("ph", Reaching(Phonetic)),
        ("PH", Reaching(Phonetic)),
        ("sic", Reaching(Sic)),
        ("sic: 1978", Reaching(Sic, "1978")),
        ("abbr: peace be upon him", Reaching(Abbreviation, "peace be upon him")),
        ("src: Quran 5:8", Reaching(Quote, "Quran 5:8")),
    ],
)
def test_marks_about_the_words_before_them_reach(raw: str, reaching: Reaching) -> None:
    assert read_square(raw) == reaching


@pytest.mark.parametrize(
    ("reaching", "mark"),
    [
        (Reaching(Phonetic), Phonetic(("x",))),
        (Reaching(Unclear), Unclear(("x",))),
        (Reaching(Sic), Sic(("x",), None)),
        (Reaching(Sic, "y"), Sic(("x",), "y")),
        (Reaching(Abbreviation, "y"), Abbreviation(("x",), "y")),
        (Reaching(Quote, "y"), Quote(("x",), "y")),
    ],
)
def test_a_mark_that_reaches_is_put_over_the_words(reaching: Reaching, mark: object) -> None:
    assert reaching.over(("x",)) == mark


@pytest.mark.parametrize(
    ("raw", "switch"),
    [
        ("in Persian: سلام", Switch("fa", 11)),
        ("in ckb: سڵاو", Switch("ckb", 7)),
        ("IN english: yes", Switch("en", 11)),
        ("in pt-BR：sim", Switch("pt-BR", 9)),
    ],
)
def test_words_in_another_language_begin_behind_the_colon(raw: str, switch: Switch) -> None:
    assert read_square(raw) == switch


@pytest.mark.parametrize("raw", ["=", "= ", "tr:", "ed: ", "src:", "sic:", "abbr:", "redacted:", "voice:", "in fa:"])
def test_a_key_without_words_is_empty(raw: str) -> None:
    assert read_square(raw) == Empty()


@pytest.mark.parametrize("raw", ["pause 12345678s", "inaudible 12345678s", "in the house: no"])
def test_what_is_too_long_or_says_more_is_no_mark(raw: str) -> None:
    assert read_square(raw) is None


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("FARSI", "fa"),
        ("Western Armenian", "hyw"),
        ("en_us", "en-US"),
        ("spa", "es"),
        ("fa-Latn-alalc97", "fa-Latn-alalc97"),
        ("house", None),
        ("e", None),
        ("en-" + "x" * 80, None),
        ("فارسی", None),
    ],
)
def test_a_language_is_a_tag_or_an_english_name(typed: str, tag: str | None) -> None:
    assert find_language(typed) == tag


def test_every_mark_but_an_overlap_may_stand_anywhere() -> None:
    assert Overlap not in ANYWHERE
    assert {Supplied, Unclear, Quote, Struck, CutOff, Note} <= ANYWHERE


@pytest.mark.parametrize("kind", [Unclear, Foreign, Struck, Phonetic, Sic, Abbreviation, CutOff])
def test_other_marks_hold_plain_words_only(kind: type) -> None:
    assert marks_inside(kind, ANYWHERE) == NOTHING


@pytest.mark.parametrize("character", " \n\t.,;:!?؟،“”«»()[]{}*~/\\–—…|=")
def test_no_word_is_made_of(character: str) -> None:
    assert not is_word_character(character)


@pytest.mark.parametrize("character", ["\u05b9", "\u0651", "\u093f", "\u0301", "ʼ", "׳", "״", "٣", "字", "\u200d"])
def test_signs_of_a_script_belong_to_its_words(character: str) -> None:
    assert is_word_character(character)


@pytest.mark.parametrize(
    ("before", "after", "cut"),
    [
        ("م", "", True),
        ("م", " ", True),
        ("\u064e", "،", True),
        ("\u200c", "", True),
        ("א", "ב", False),
        ("म", "\u093f", False),
        (" ", "", False),
        ("٣", "", False),
        (")", "", False),
        ("v", "9", False),
    ],
)
def test_a_dash_cuts_off_a_word_of_any_script(before: str, after: str, *, cut: bool) -> None:
    assert cuts_off(before, after) is cut


@given(st.text(max_size=40))
def test_no_square_brackets_make_it_raise(raw: str) -> None:
    read_square(raw)
