from __future__ import annotations

from dragoman.formats.prose.layout import find_layout
from styled_pages import page


def words(*lines: str) -> list[tuple[str | None, str]]:
    return [(passage.label, passage.words) for passage in find_layout(page(*lines)).passages]


def test_questions_in_bold_belong_to_the_speaker_whose_words_are_bold() -> None:
    found = words("*Blog: Why?*", "Ana: a", "*And then?*", "It ended.", "*Why?*", "Ana: b", "*Blog: Well?*", "Ana: c")
    assert found[2:5] == [("Blog", "And then?"), ("Ana", "It ended."), ("Blog", "Why?")]


def test_questions_in_bold_are_nobodys_where_no_speakers_words_are_bold() -> None:
    found = words("*Ana:* a", "*And then?*", "It ended.", "*Bea:* b", "*Ana:* c", "*Bea:* d")
    assert found[1:3] == [(None, "And then?"), ("Ana", "It ended.")]


def test_bold_words_that_ask_nothing_stay_with_the_speaker_above() -> None:
    assert words("*Ana:* a", "*I mean it.*", "*Bea:* b", "*Ana:* c", "*Bea:* d")[1] == ("Ana", "I mean it.")


def test_a_name_alone_on_its_line_is_the_label_of_the_words_below() -> None:
    found = words("*ANA*", "a", "*And then?*", "It ended.", "*BEA*", "b", "*ANA*", "c", "*BEA*", "d")
    assert found[:3] == [("ANA", "a"), (None, "And then?"), ("ANA", "It ended.")]


def test_paragraphs_without_other_type_continue_the_turn_above() -> None:
    assert words("*Ana:* a", "more", "*Bea:* b", "*Ana:* c", "*Bea:* d")[1] == ("Ana", "more")
