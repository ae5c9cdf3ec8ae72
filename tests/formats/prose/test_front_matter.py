from __future__ import annotations

from dragoman.formats.prose.front_matter import read_front, turns_of, with_entities
from dragoman.formats.prose.paragraphs import StyledText


def test_front_matter_is_facts() -> None:
    front = read_front(
        [
            "---",
            "title: \"The flood,\\_2021\"",
            "date: '2021-03-04'",
            "tags: [flood, 'bread']",
            "categories:",
            "- Interviews",
            "source_url: https://x.example/a",
            "---",
            "Ana: a",
        ]
    )  # fmt: skip
    assert front.first == 8
    assert front.facts.title == "The flood,\u00a02021"
    assert (front.facts.published, front.facts.address) == ("2021-03-04", "https://x.example/a")
    assert (front.facts.tags, front.facts.categories) == (("flood", "bread"), ("Interviews",))


def test_a_value_on_two_lines_is_one() -> None:
    front = read_front(["---", 'title: "Remarks by A and B of the Republic of\\', '  \\ Korea"', "---"])
    assert front.facts.title == "Remarks by A and B of the Republic of Korea"


def test_a_rule_is_no_front_matter() -> None:
    assert read_front(["---", "Ana: a", "", "Bea: b"]).first == 0
    assert read_front(["---", "one two three", "---"]).first == 0


def test_comments_alone_are_front_matter() -> None:
    assert read_front(["---", "# text transcript for Interview", "---", "Ana: a"]).first == 3


def test_entities_are_resolved_where_they_stand() -> None:
    found = with_entities(StyledText(text="a&#8212;b &amp c &nope; &lt;", line=1, column=1))
    assert [(piece.text, piece.column) for piece in found] == [("a", 1), ("—", 2), ("b &amp c &nope; ", 9), ("<", 25)]


def test_turns_in_front_matter_are_read() -> None:
    front = read_front(
        [
            "---",
            "title: Bread",
            "transcript:",
            "- header: Arrival",
            "- line: Where did you bake?",
            "  time: '1:08'",
            "  who: Pablo",
            "- line: In the valley.",
            "  who: Ana",
            "---",
        ]
    )
    assert front.lines == ((4, "# Arrival"), (5, "[1:08] Pablo: Where did you bake?"), (8, "Ana: In the valley."))
    assert [paragraph.kind for paragraph in turns_of(front)] == ["heading", "paragraph", "paragraph", "rule"]


def test_facts_are_no_turns() -> None:
    front = read_front(["---", "title: Bread", "guests:", "- name: Ana", "  text: https://x.example/", "---"])
    assert (front.lines, front.facts.title) == ((), "Bread")


def test_who_speaks_is_a_fact() -> None:
    front = read_front(["---", "speakers: ['Ana Ruiz']", "translation_by: Mar Vidal", "---"])
    assert (front.facts.speakers, front.facts.translators) == (("Ana Ruiz",), ("Mar Vidal",))


def test_a_transcript_that_is_one_value_is_read_by_its_lines() -> None:
    front = read_front(
        ["---", "title: Bread", "transcript: |", "  Ana: Is it baked?", "", "  Pio: No.", "tags: x", "---"]
    )
    assert front.lines == ((4, "Ana: Is it baked?"), (6, "Pio: No."))
    assert (front.facts.title, front.facts.tags) == ("Bread", ("x",))


def test_a_folded_value_is_one_line() -> None:
    front = read_front(["---", "description: >-", "  About bread: how", "  it is baked.", "title: Bread", "---"])
    assert (front.facts.description, front.facts.title) == ("About bread: how it is baked.", "Bread")


def test_the_language_of_the_original_speaks_for_a_translation() -> None:
    front = read_front(["---", "lang: en", "original_language: ku", "---"])
    assert front.facts.says == ("Translated from Kurdish",)
