from __future__ import annotations

import pytest

from dragoman.formats import read
from dragoman.formats.options import Imported, ReadOptions
from dragoman.problems import Place
from dragoman.transcript.text import Note, Struck, Supplied, plain


def markdown(text: str, profile: str | None = None) -> Imported:
    return read(text.encode(), "markdown", ReadOptions(profile=profile))


def words(text: str, profile: str | None = None) -> list[str]:
    return [plain(segment.source or ()) for segment in markdown(text, profile).transcript.segments]


def test_paragraphs_go_over_lines_and_hard_breaks_do_not() -> None:
    assert words("Ana: one\ntwo  \nBea: three\\\nAna: four\n\nmore\nwords") == [
        "one two",
        "three",
        "four",
        "more words",
    ]


def test_spaces_and_dashes_stay_as_typed() -> None:
    assert words("Q    One.  Two — three\n\nMS. X:  Four\n\nQ    Five\n\nMS. X:  Six") == [
        "One.  Two — three",
        "Four",
        "Five",
        "Six",
    ]


def test_a_wrapped_line_that_looks_like_a_label_is_none() -> None:
    assert words("Ana: then\nBea: this\n\nBea: b\n\nAna: c\n\nBea: d")[0] == "then Bea: this"


@pytest.mark.parametrize("struck", ["~~a b~~", "<s>a b</s>", "<del>a b</del>", "<s>a\nb</s>"])
def test_struck_words_stay_legible(struck: str) -> None:
    text = f"Ana: so {struck} \\[c\\] d\n\nBea: e\n\nAna: f"
    assert markdown(text, "square").transcript.segments[0].source == (
        "so ",
        Struck(("a b",)),
        " ",
        Supplied(("c",)),
        " d",
    )


def test_emphasis_and_links_are_words() -> None:
    text = "**Ana:** a *b* __c__ [d](https://x.example/1) <https://y.example>\n\n**Bea:** e_f_g 2 * 3\n\n**Ana:** h"
    assert words(text)[:2] == ["a b c d https://y.example", "e_f_g 2 * 3"]


def test_two_pairs_of_brackets_are_no_link() -> None:
    assert words("Ana: [the] (old) man\n\nBea: [so](and so) b\n\nAna: c", "wai")[1] == "so b"


def test_a_footnote_comes_to_where_it_is_called() -> None:
    found = markdown("Ana: stones[^1].\n\nBea: b\n\nAna: c\n\n[^1]: A ford.").transcript
    assert found.segments[0].source == ("stones", Note(("A ford.",)), ".")
    assert len(found.segments) == 3


def test_escapes_and_entities_are_characters() -> None:
    assert words("Ana: 1\\*2 &mdash; a&#8212;b \\& c\n\nBea: d\n\nAna: e")[0] == "1*2 — a—b & c"


def test_headings_rules_quotations_and_lists() -> None:
    text = "# The flood\n\nSub\n---\n\n> Ana: a\n\n- Bea: b\n- Ana: c\n\n* * *\n\nAfterwards."
    found = markdown(text)
    assert [plain(segment.source or ()) for segment in found.transcript.segments] == ["a", "b", "c"]
    assert found.transcript.facts.title == "The flood"
    assert "“Afterwards.”" in found.problems[-1].message


def test_comments_are_left_out() -> None:
    assert words("Ana: a <!-- Bea: b\n\n --> c\n\nBea: d\n\nAna: e")[-2:] == ["d", "e"]


def test_a_place_is_that_of_the_file() -> None:
    found = markdown("---\ntitle: T\n---\n\n> Ana: one\n> two (three\n\nBea: b\n\nAna: c")
    (where,) = [problem.where for problem in found.problems if problem.code == "unclosed-bracket"]
    assert where == Place(line=6, column=7)


def test_a_table_of_names_and_words_is_turns() -> None:
    typed = (
        "| Speaker | Text |\n|:---|---|\n| Lena | When did you *dive*? |\n| Oskar | In 1951. |\n| Lena | How deep? |\n"
    )
    transcript = read(typed.encode(), "markdown", ReadOptions()).transcript
    assert [speaker.label for speaker in transcript.speakers] == ["Lena", "Oskar"]
    assert [plain(segment.source or ()) for segment in transcript.segments] == [
        "When did you dive?",
        "In 1951.",
        "How deep?",
    ]


def test_a_table_of_something_else_keeps_its_words_row_by_row() -> None:
    typed = "Ana: Look.\n\nBea: Yes.\n\nAna: So.\n\n| Year | Bees | Rain |\n|---|---|---|\n| 1951 | 2 | 3 |\n\nBea: No."
    said = [
        plain(segment.source or ()) for segment in read(typed.encode(), "markdown", ReadOptions()).transcript.segments
    ]
    assert said[3:5] == ["Year | Bees | Rain", "1951 | 2 | 3"]


def test_lines_of_one_paragraph_that_all_state_facts_are_lines() -> None:
    typed = "# Talk\n\nVideo: https://v.example/1\nLength: 1 h 12 min\nTopic: salt\n\nAna: A.\n\nBea: B.\n\nAna: C.\n"
    transcript = read(typed.encode(), "markdown", ReadOptions()).transcript
    assert transcript.recording is not None
    assert transcript.recording.duration == 72 * 60_000
    assert transcript.facts.description == "Topic: salt"


def test_a_line_in_another_language_is_a_paragraph_of_its_own() -> None:
    typed = (
        "Ana: ¿Dónde está la casa?\nWhere is the house?\n\n"
        "Luis: No lo sé, pero es muy grande.\nI do not know, but it is big."
    )
    [first, second] = markdown(typed).transcript.segments
    assert (plain(first.target or ()), plain(second.target or ())) == (
        "Where is the house?",
        "I do not know, but it is big.",
    )
