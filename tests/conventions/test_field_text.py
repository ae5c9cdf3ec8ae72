"""A text as an editor shows and reads it with a publisher's brackets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.conventions.field_text import read_in_profile, serialize_in_profile
from dragoman.conventions.profiles import NOTATION, PROFILES
from dragoman.notation import as_typed_text, parse_text, serialize_field
from dragoman.transcript.text import (
    Foreign,
    Gap,
    Gloss,
    Incident,
    Kinesic,
    Note,
    Phonetic,
    Supplied,
    Text,
    Unclear,
    Vocal,
)
from strategies import texts

_PIECES = (
    *"()[]{}（】*–/\\?\n ab",
    "~~",
    "((",
    "))",
    "[ph]",
    "[supplied: ",
    "{supplied: ",
    "laughs",
    "[to her]",
    "(x)",
)
_TYPED = st.lists(st.sampled_from(_PIECES) | st.text(max_size=2), max_size=20).map("".join)
_NAMES = st.sampled_from(sorted(PROFILES))


def read(typed: str, name: str) -> Text:
    """What is typed with a profile."""
    return read_in_profile(typed, PROFILES[name])[0]


@pytest.mark.parametrize(
    ("name", "typed", "text"),
    [
        ("square", "I gave it [to her].", ("I gave it ", Supplied(("to her",)), ".")),
        ("square", "my cousin (the tall one) came", ("my cousin (the tall one) came",)),
        ("square", "so [laughs] we left", ("so ", Vocal("laughs"), " we left")),
        ("square", "the (?Barley) road", ("the ", Unclear(("Barley",)), " road")),
        ("square", "to [*la vega*, the plain]", ("to ", Supplied((Foreign(("la vega",)), ", the plain")))),
        ("wai", "to [her]. (door slams)", ("to ", Supplied(("her",)), ". ", Incident("door slams"))),
        ("gat", "I (gave) it {to her}", ("I ", Unclear(("gave",)), " it ", Supplied(("to her",)))),
        ("gat", "yes [I know] (( ))", ("yes [I know] ", Gap("inaudible"))),
        ("exmaralda", "so [bus stops] {supplied: they}", ("so ", Incident("bus stops"), " ", Supplied(("they",)))),
        ("court", "then [UI] he left", ("then ", Gap("inaudible"), " he left")),
        ("court", "Kovac [PH] left [supplied: it]", (Phonetic(("Kovac",)), " left ", Supplied(("it",)))),
        ("dragoman", "I gave it (to her)", ("I gave it ", Supplied(("to her",)))),
    ],
)  # fmt: skip
def test_typed_brackets_mean_what_the_profile_says_and_come_back(name: str, typed: str, text: Text) -> None:
    assert read(typed, name) == text
    assert serialize_in_profile(text, PROFILES[name]) == typed


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_marks_of_the_notation_mean_the_same_with_every_profile(name: str) -> None:
    typed = "the vega [= a plain] of Kovac [ph] [tr: sung] [ed: ask] [inaudible 3s]"
    text = ("the vega ", Gloss(("a plain",)), " of ", Phonetic(("Kovac",)), " ", Note(("sung",), "reader"))
    rest = (" ", Note(("ask",), "desk"), " ", Gap("inaudible", 3000))
    assert read(typed, name) == (*text, *rest)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("[supplied: He raises his hand.]", (Supplied(("He raises his hand.",)),)),
        ("the arts [supplied: music] and letters", ("the arts ", Supplied(("music",)), " and letters")),
        ("[He raises his hand.]", (Kinesic("He raises his hand."),)),
    ],
)
def test_supplied_words_that_would_be_read_as_an_event_are_called_supplied(typed: str, text: Text) -> None:
    assert serialize_in_profile(text, PROFILES["square"]) == typed
    assert read(typed, "square") == text


def test_brackets_that_a_profile_keeps_need_no_backslash_and_others_do() -> None:
    text: Text = ("the (old) [new] road",)
    assert serialize_in_profile(text, PROFILES["square"]) == r"the (old) \[new\] road"
    assert serialize_in_profile(text, PROFILES["gat"]) == r"the \(old\) [new] road"


@pytest.mark.parametrize("typed", ["I gave it [to", "I gave it to her]", "(so they", "a {b", r"a \[b\] [c"])
def test_half_a_mark_stays_as_it_was_typed(typed: str) -> None:
    assert serialize_in_profile(read(typed, "square"), PROFILES["square"]) == typed


def test_what_fills_a_text_is_an_event_until_more_is_typed() -> None:
    shown = serialize_in_profile(read("[to her]", "square"), PROFILES["square"])
    assert read(shown, "square") == (Incident("to her"),)
    assert read(f"I gave it {shown}", "square") == ("I gave it ", Supplied(("to her",)))


def test_a_bracket_without_a_meaning_is_reported() -> None:
    _text, problems = read_in_profile("a [b", PROFILES["square"])
    assert [(one.code, one.where.column) for one in problems] == [("unclosed-mark", 3)]


@given(texts)
def test_the_profile_of_the_notation_is_the_notation(text: Text) -> None:
    assert serialize_in_profile(text, NOTATION) == serialize_field(text)
    assert read_in_profile(serialize_field(text), NOTATION) == parse_text(serialize_field(text))


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("words", ["?", "?a", "؟", "?? b", "a?"])
def test_doubtful_words_that_begin_with_a_question_mark_keep_it(words: str, name: str) -> None:
    text = (Unclear((words,)),)
    assert read(serialize_in_profile(text, PROFILES[name]), name) == text


@settings(max_examples=300)
@given(texts, _NAMES)
def test_a_field_keeps_every_text_with_every_profile(text: Text, name: str) -> None:
    assert read(serialize_in_profile(text, PROFILES[name]), name) == as_typed_text(text)


@settings(max_examples=400)
@given(_TYPED, _NAMES)
def test_whatever_is_typed_is_shown_with_the_same_meaning(typed: str, name: str) -> None:
    text = read(typed, name)
    assert read(serialize_in_profile(text, PROFILES[name]), name) == text


@pytest.mark.parametrize(
    "typed", ["[" * 5000, "[" * 3000 + "a" + "]" * 3000, "(" * 3000 + "a" + ")" * 3000, "[a]" * 3000]
)
def test_no_text_takes_long_or_raises(typed: str) -> None:
    for name in PROFILES:
        read(typed, name)
