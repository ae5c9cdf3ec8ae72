from __future__ import annotations

import pytest

from dragoman.notation.events import find_event
from dragoman.notation.marks import cuts_off, find_language, is_word_character, marks_inside, read_square
from dragoman.transcript.text import Gap, Incident, Kinesic, Note, Pause, Phonetic, Quote, Supplied, Unclear, Vocal


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


@pytest.mark.parametrize("raw", ["", "İnaudible", "pause 4s: x", "inaudible 3", "whatever", "in: x", "src", "ph: x"])
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
