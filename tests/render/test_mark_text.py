import pytest

from dragoman.conventions.profiles import NOTATION
from dragoman.notation import parse_text, serialize_text
from dragoman.render.mark_text import find_legend, frame, without, wording
from dragoman.render.runs import flatten, render_plain
from dragoman.transcript.text import Gap, Note, Pause, Supplied, Vocal, find_marks
from interviews import spanish_english, typed

TYPED = [
    "Hello (to all).",
    "(?Karaj)",
    "[inaudible 3s]",
    "[inaudible 1.5s: wind]",
    "[untranscribed]",
    "[untranslated]",
    "[…]",
    "[… greetings]",
    "[redacted]",
    "[redacted: safety]",
    "[laughs]",
    "[phone rings]",
    "[nods]",
    "[pause 4s]",
    "[on screen: NEWS]",
    "5 miles [= 8 km]",
    "[in English: human rights]",
    "Ahmadi [ph]",
    "Baghdad [sic]",
    "Baghdad [sic: Tehran]",
    "~~no~~",
    "gov–",
    "[tr: a pun]",
]


@pytest.mark.parametrize("text", TYPED)
def test_what_is_shown_is_what_a_translator_types(text: str) -> None:
    parsed = typed(text)
    assert list(find_marks(parsed))
    assert render_plain(flatten(parsed, NOTATION)) == serialize_text(parsed) == text


def test_a_word_of_the_original_is_plain_where_there_are_no_italics() -> None:
    assert render_plain(flatten(typed("the *perestroika*"), NOTATION)) == "the perestroika"


def test_a_long_gap_is_told_in_minutes() -> None:
    assert wording(Gap("inaudible", 75_000), NOTATION) == "[inaudible 1:15]"


def test_words_without_a_mark_of_some_kind_close_up() -> None:
    assert without(typed("Yes [pause 4s] and [pause 2s]"), (Pause,)) == ("Yes and",)


def test_a_mark_that_held_nothing_else_goes_with_it() -> None:
    assert without((Supplied((Note(("x",)),)), " yes"), (Note,)) == ("yes",)
    assert without((Note(("x",)),), (Note,)) is None


def test_every_kind_of_mark_has_its_row_in_the_legend() -> None:
    segments = spanish_english().segments
    rows = find_legend([s.source for s in segments if s.source], [s.target for s in segments if s.target])
    kinds = {row.kind for row in rows}
    assert {"supplied", "unclear", "inaudible", "omitted", "redacted", "event", "pause", "screen", "foreign"} < kinds
    assert {"gloss", "switched", "phonetic", "sic", "struck", "cutoff", "abbreviation", "note", "quote"} < kinds


@pytest.mark.parametrize(
    ("typed_text", "by_editor", "by_both"),
    [
        (
            "(to all)",
            "added by the editor; not said",
            "added by the editor of the original, or by the translator; not said",
        ),
        (
            "the dam [= a wall]",
            "the editor’s explanation of the words before it",
            "an explanation of the words before it, by the editor of the original or by the translator",
        ),
        (
            "yes [tr: a pun]",
            "a note by the editor, at the end",
            "a note by the editor of the original or by the translator, at the end",
        ),
    ],
)
def test_what_is_added_to_an_original_is_the_editors(typed_text: str, by_editor: str, by_both: str) -> None:
    text = typed(typed_text)
    assert [row.meaning for row in find_legend([text], [])] == [by_editor]
    assert [row.meaning for row in find_legend([text], [text])] == [by_both]
    assert all("translator" in row.meaning for row in find_legend([], [text]))


def test_a_mark_without_words_has_no_frame() -> None:
    assert frame(Vocal("laughs"), NOTATION) == ("", "")


def test_the_notation_knows_no_other_problem_here() -> None:
    assert all(not parse_text(text)[1] for text in TYPED)
