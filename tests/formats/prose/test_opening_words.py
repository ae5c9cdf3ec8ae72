from __future__ import annotations

import pytest

from dragoman.formats.prose.layout import Layout, find_layout
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph

TURNS = ("Q: Who made it?", "A: My mother.", "Q: When?", "A: In 1939.")


def layout(*lines: str, speaker: str | None = None) -> Layout:
    made: list[Paragraph] = []
    for line in lines:
        kind, text = ("heading", line[2:]) if line.startswith("# ") else ("paragraph", line)
        paragraph = make_paragraph([StyledText(text=text)], kind=kind, level=2, spaces_count=True)  # type: ignore[arg-type]
        made += [paragraph] if paragraph else []
    return find_layout(made, speaker=speaker)


def said(found: Layout) -> list[tuple[str | None, str]]:
    return [(passage.label, passage.words) for passage in found.passages]


def head(found: Layout) -> list[str]:
    return [paragraph.text for paragraph in found.head]


SPEECH = ("Good evening. I am going to talk about bread.", "The second thing is salt, which everybody forgets.")


def test_a_speech_before_the_questions_is_nobodys_words() -> None:
    found = layout(*SPEECH, *TURNS)
    assert said(found)[:3] == [(None, SPEECH[0]), (None, SPEECH[1]), ("Q", "Who made it?")]
    assert head(found) == []


def test_a_speech_is_the_only_speakers_where_the_page_names_one() -> None:
    found = layout(*SPEECH, *TURNS, speaker="Ana Ruiz")
    assert [label for label, _ in said(found)[:3]] == ["Ana Ruiz", "Ana Ruiz", "Q"]
    assert found.labels[0] == "Ana Ruiz"


@pytest.mark.parametrize(
    "line",
    [
        "A talk about bread, with Ana Ruiz.",
        "We publish below the full text of an interview.",
        "I translated it; words in round brackets are mine.",
    ],
)
def test_a_line_about_the_talk_describes_it(line: str) -> None:
    found = layout(line, *TURNS)
    assert (head(found), said(found)[0][0]) == ([line], "Q")


@pytest.mark.parametrize(
    "line",
    [
        "Buenas tardes, vamos a hablar del pan.",
        "با سلام، من از نان می‌گویم.",
        "أيها الإخوة، نحن هنا اليوم.",
        "Wir danken Ihnen.",
    ],
)
def test_people_speak_to_an_audience_in_many_languages(line: str) -> None:
    assert said(layout(line, *TURNS))[0] == (None, line)


def test_a_long_text_before_the_first_name_is_no_description() -> None:
    text = " ".join(["Bread is older than the plough, and salt is older than bread."] * 15)
    assert said(layout("Source: Radio", text, *TURNS))[0] == (None, text)


def test_between_title_and_facts_stands_a_description() -> None:
    found = layout("# Bread", "Flour, water, patience.", "Source: Radio Delta", *SPEECH, *TURNS)
    assert head(found) == ["Bread", "Flour, water, patience.", "Source: Radio Delta"]
    assert said(found)[0] == (None, SPEECH[0])


def test_all_behind_the_word_transcript_is_said() -> None:
    found = layout("Description:", "Of bread.", "Transcript:", "Flour is dear.", *TURNS)
    assert said(found)[0] == (None, "Flour is dear.")
    assert [paragraph.text for paragraph in found.left_out] == ["Transcript:"]


def test_facts_above_a_talk_without_labels_are_its_head() -> None:
    found = layout("Topic: Bread", "Website: https://bread.example/", "Flour is dear.", "Salt is not.")
    assert head(found) == ["Topic: Bread", "Website: https://bread.example/"]
    assert said(found) == [(None, "Flour is dear."), (None, "Salt is not.")]


def test_a_transcript_of_something_is_a_title_at_the_top() -> None:
    assert head(layout("Transcript of the meeting", "Present: Ana, Bea", *TURNS)) == [
        "Transcript of the meeting",
        "Present: Ana, Bea",
    ]


def test_who_wrote_a_text_is_no_part_of_the_talk() -> None:
    assert said(layout("By Tess Okoro", "Flour is dear.", "Salt is not.")) == [
        (None, "Flour is dear."),
        (None, "Salt is not."),
    ]
