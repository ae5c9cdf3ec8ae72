from __future__ import annotations

from dragoman.formats.prose.layout import Layout, find_layout
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph


def layout(*lines: str) -> Layout:
    """A page: "## …" is a heading, "---" a rule."""
    made: list[Paragraph] = []
    for line in lines:
        kind, text = ("heading", line[3:]) if line.startswith("## ") else ("paragraph", line)
        paragraph = make_paragraph([StyledText(text=text)], kind=kind, level=2, spaces_count=True)  # type: ignore[arg-type]
        made += [paragraph] if paragraph else []
    return find_layout(made)


def said(found: Layout) -> list[tuple[str | None, str]]:
    return [(passage.label, passage.words) for passage in found.passages]


TURNS = ("Ana: One.", "Bea: Two.", "Ana: Three.")


def test_a_last_chapter_is_a_chapter() -> None:
    found = layout("## Arrival", *TURNS, "## Flood", "Bea: Four.", "## Return", "The water went.")
    assert said(found)[-1] == ("Bea", "The water went.")
    assert [paragraph.text for paragraph in found.left_out] == ["Arrival", "Flood", "Return"]


def test_behind_the_first_heading_of_a_page_nobody_is_named() -> None:
    assert said(layout(*TURNS, "## Afterwards", "The water went."))[-1] == (None, "The water went.")


def test_a_pages_own_heading_ends_what_is_said() -> None:
    found = layout(*TURNS, "## Comments", "Maria: Lovely!")
    assert said(found)[-1] == ("Ana", "Three.")
    assert [paragraph.text for paragraph in found.left_out] == ["Comments", "Maria: Lovely!"]


def test_chapters_of_a_talk_that_nobody_opened_by_name_are_nobodys() -> None:
    opening = "Hello. I talk about bread."
    found = layout(
        opening, "Q: So?", "A: Yes.", "Q: And?", "A: No.", "## Salt", "Salt is dear.", "Q: Is it?", "A: It is."
    )
    assert (None, "Salt is dear.") in said(found)


def test_an_appeal_within_a_talk_is_no_end() -> None:
    behind = " ".join(["We went on and on, over the hills and through the towns."] * 8)
    assert said(layout(*TURNS, "They asked us to donate blood, and to subscribe.", behind))[-1] == ("Ana", behind)


def test_a_line_of_dashes_is_nobodys_words() -> None:
    for rule in ("——", "- - -", "***", "―――", "* * *"):
        assert said(layout(*TURNS, rule))[-1] == ("Ana", "Three.")


def test_a_programs_line_is_left_out() -> None:
    found = layout(*TURNS, "Transcribed by https://otter.ai")
    assert said(found)[-1] == ("Ana", "Three.")
    assert [paragraph.text for paragraph in found.left_out] == ["Transcribed by https://otter.ai"]


def test_other_articles_of_a_site_are_not_said_in_other_languages() -> None:
    for heading in ("Leia também", "Lea también", "À lire aussi", "Lesen Sie auch", "اقرأ أيضًا"):
        found = layout(*TURNS, f"## {heading}", "The drought in figures")
        assert said(found)[-1] == ("Ana", "Three.")
