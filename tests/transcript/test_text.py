from __future__ import annotations

import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.transcript.text import (
    Abbreviation,
    CodeSwitch,
    CutOff,
    Foreign,
    Gap,
    Gloss,
    Inline,
    Note,
    Overlap,
    Pause,
    Phonetic,
    Quote,
    Redacted,
    Sic,
    Struck,
    Supplied,
    Text,
    Unclear,
    Vocal,
    find_marks,
    is_deep,
    joined,
    plain,
    split_text,
    text_length,
    tidy,
)

_strings = st.text(st.characters(codec="utf-8"), max_size=12)


def _wrappers(content: st.SearchStrategy[Text]) -> st.SearchStrategy[Inline]:
    kinds = (Supplied, Gloss, Unclear, Foreign, Phonetic, Sic, Struck, Note)
    return st.one_of(
        *(st.builds(kind, content) for kind in kinds),
        st.builds(CodeSwitch, st.just("en"), content),
        st.builds(Quote, content, _strings),
        st.builds(Abbreviation, content, _strings),
    )


def _texts() -> st.SearchStrategy[Text]:
    leaves: st.SearchStrategy[Inline] = st.one_of(
        _strings,
        st.builds(CutOff, _strings),
        st.just(Overlap()),
        st.builds(Gap, st.just("inaudible"), st.none() | st.integers(0, 9000)),
        st.builds(Vocal, _strings),
    )
    inner = st.lists(leaves, max_size=3).map(tuple)
    return st.lists(leaves | _wrappers(inner), max_size=5).map(lambda inlines: tidy(tuple(inlines)))


texts = _texts()


def test_plain_keeps_supplied_and_doubtful_words() -> None:
    assert plain(("He said ", Supplied(("to all",)), " in ", Unclear(("Karaj",)))) == "He said to all in Karaj"


def test_plain_leaves_out_what_stands_beside_the_words() -> None:
    text: Text = (
        Overlap(),
        "ten toman",
        Gloss(("a dollar",)),
        Note(("check",), "desk"),
        Pause(2000),
        Redacted("safety"),
    )
    assert plain(text) == "ten toman"


def test_plain_can_leave_out_a_kind_of_mark() -> None:
    assert plain(("yes ", Supplied(("sir",)), Struck(("no",))), without=(Supplied, Struck)) == "yes "


def test_a_cut_off_word_is_read_as_far_as_it_goes() -> None:
    assert plain(("the ", CutOff("gov"), " fell")) == "the gov fell"


def test_marks_are_found_outer_ones_first() -> None:
    inner = Foreign(("faqih",))
    outer = Supplied(("the ", inner))
    assert list(find_marks(("a", outer, Vocal("laughs")))) == [outer, inner, Vocal("laughs")]


def test_marks_inside_marks_inside_marks_are_deep() -> None:
    text: Text = ("a",)
    for _ in range(32):
        assert not is_deep(text)
        text = (Supplied(text),)
    assert is_deep(text)


def test_tidy_joins_strings_and_composes_letters() -> None:
    assert tidy(("cafe", "\u0301", "", " x")) == ("café x",)


def test_tidy_keeps_joiners_and_digits_as_they_were_typed() -> None:
    assert tidy(("می‌خواهم ۱۲",)) == ("می‌خواهم ۱۲",)


def test_joined_puts_a_space_between() -> None:
    assert joined(("one",), ("two",)) == ("one two",)


def test_joined_with_nothing_adds_nothing() -> None:
    assert joined(None, ("two",)) == ("two",)
    assert joined(("one",), None) == ("one",)
    assert joined(None, None) is None


def test_a_cut_inside_a_mark_continues_it_in_both_halves() -> None:
    assert split_text(("a ", Supplied(("to all viewers",)), " z"), 8) == (
        ("a ", Supplied(("to all",))),
        (Supplied((" viewers",)), " z"),
    )


def test_a_mark_without_words_at_the_cut_stays_with_the_first_half() -> None:
    assert split_text(("one", Vocal("laughs"), "two"), 3) == (("one", Vocal("laughs")), ("two",))


def test_a_cut_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot cut a text of 3 characters after 4"):
        split_text(("one",), 4)


def test_a_mark_in_json_names_itself() -> None:
    assert msgspec.json.encode(("a ", Supplied(("b",)))) == b'["a ",{"mark":"supplied","content":["b"]}]'


@given(texts)
def test_texts_come_back_from_json(text: Text) -> None:
    assert msgspec.json.decode(msgspec.json.encode(text), type=Text) == text


@given(texts)
def test_tidy_is_idempotent(text: Text) -> None:
    assert tidy(text) == text


@given(texts, st.data())
def test_a_cut_loses_no_character(text: Text, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, text_length(text)))
    first, second = split_text(text, at)
    whole = unicodedata.normalize("NFC", plain(first) + plain(second))
    assert whole == unicodedata.normalize("NFC", plain(text))


@given(texts, st.data())
def test_a_cut_loses_no_mark(text: Text, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, text_length(text)))
    first, second = split_text(text, at)
    before = {type(mark) for mark in find_marks(text)}
    assert {type(mark) for mark in (*find_marks(first), *find_marks(second))} == before
