from __future__ import annotations

from dragoman.formats.prose.layout import Layout, find_layout
from dragoman.formats.prose.paragraphs import Paragraph, StyledText, make_paragraph
from dragoman.transcript.span import Span


def page(*lines: str) -> list[Paragraph]:
    """Paragraphs: "---" is a rule, "# …" a heading, "<…" a link, "+…" follows a line break."""
    made: list[Paragraph] = []
    for line in lines:
        kind, text = ("heading", line[2:]) if line.startswith("# ") else ("paragraph", line)
        piece = StyledText(text=text.lstrip("<+"), link="https://x.example/" if text.startswith("<") else None)
        paragraph = make_paragraph([piece], kind=kind, soft=text.startswith("+"), spaces_count=True)  # type: ignore[arg-type]
        made.append(Paragraph(text="", kind="rule") if line == "---" or paragraph is None else paragraph)
    return made


def layout(*lines: str) -> Layout:
    return find_layout(page(*lines))


def words(found: Layout) -> list[tuple[str | None, str]]:
    return [(passage.label, passage.words) for passage in found.passages]


TURNS = ("Ana: a", "Bea: b", "Ana: c", "Bea: d")


def test_what_stands_before_the_first_turn_is_the_head() -> None:
    found = layout("Source: Radio", "A line.", *TURNS)
    assert [paragraph.text for paragraph in found.head] == ["Source: Radio", "A line."]
    assert found.turns == 4


def test_several_paragraphs_are_one_speakers() -> None:
    assert words(layout("Ana: a", "more", "Bea: b", "Ana: c", "Bea: d"))[:2] == [("Ana", "a"), ("Ana", "more")]


def test_a_scene_before_the_first_turn_is_nobodys() -> None:
    assert words(layout("[music plays]", *TURNS))[0] == (None, "[music plays]")


def test_a_rule_behind_the_last_turn_ends_what_is_said() -> None:
    found = layout(*TURNS, "her last words", "---", "Written in May.")
    assert words(found)[-1] == ("Bea", "her last words")
    assert [paragraph.text for paragraph in found.left_out] == ["Written in May."]


def test_an_appeal_behind_the_last_turn_ends_what_is_said() -> None:
    found = layout(*TURNS, "Support us on Patreon.", "And so on.")
    assert [paragraph.text for paragraph in found.left_out] == ["Support us on Patreon.", "And so on."]


def test_a_button_between_turns_is_left_out() -> None:
    found = layout("Ana: a", "<Subscribe now", "Bea: b", "Ana: c", "Bea: d")
    assert [label for label, _ in words(found)] == ["Ana", "Bea", "Ana", "Bea"]
    assert [paragraph.text for paragraph in found.left_out] == ["Subscribe now"]


def test_a_heading_between_turns_is_left_out_and_kept_for_the_report() -> None:
    found = layout("Ana: a", "# Part two", "Bea: b", "Ana: c", "Bea: d")
    assert [paragraph.text for paragraph in found.left_out] == ["Part two"]


def test_the_hour_at_the_end_is_nobodys() -> None:
    assert words(layout(*TURNS, "4:00 P.M. EST"))[-1] == (None, "4:00 P.M. EST")


def test_a_line_behind_a_line_break_goes_on() -> None:
    assert words(layout("Ana: a", "+b", "Bea: c", "Ana: d", "Bea: e", "Ana: f"))[0] == ("Ana", "a\nb")


def test_where_line_breaks_are_all_there_is_lines_are_paragraphs() -> None:
    assert words(layout("Ana: a", "+b", "+c", "+Bea: d", "+e", "+Ana: f"))[:2] == [("Ana", "a"), ("Ana", "b")]


def test_a_time_within_a_paragraph_cuts_it() -> None:
    found = layout("Ana: a [00:01:05] b", "Bea: c", "Ana: d", "[00:02:00]", "Bea: e")
    assert [(passage.words.strip(), passage.span) for passage in found.passages] == [
        ("a", None),
        ("b", Span(65_000)),
        ("c", None),
        ("d", None),
        ("e", Span(120_000)),
    ]


def test_without_labels_every_paragraph_is_nobodys() -> None:
    found = layout("One.", "# Two", "Three.")
    assert words(found) == [(None, "One."), (None, "Three.")]
    assert found.turns == 0


def test_labels_are_not_looked_for_where_they_are_not_wanted() -> None:
    assert words(find_layout(page(*TURNS), labels=False))[0] == (None, "Ana: a")


def test_what_a_page_says_of_itself_behind_the_last_turn_is_not_said() -> None:
    found = layout("Ana: a", "Bea: b", "Ana: c", "This interview has been edited for clarity.")
    assert [paragraph.text[:14] for paragraph in found.left_out] == ["This interview"]


def test_facts_at_the_foot_are_facts() -> None:
    found = layout("Ana: a", "Bea: b", "Ana: c", "and d", "Translated by Mar Vidal. First aired on 3 May 2021.")
    assert words(found)[-1] == ("Ana", "and d")
    assert [paragraph.text[:10] for paragraph in found.foot] == ["Translated"]


def test_a_heading_before_the_first_turn_is_one_of_those_between_turns() -> None:
    found = layout("# Talk", "An intro", "# One", "Ana: a", "Bea: b", "# Two", "Ana: c")
    assert [paragraph.text for paragraph in found.left_out] == ["One", "Two"]
    assert [paragraph.text for paragraph in found.head] == ["Talk", "An intro"]


def test_nobody_says_who_made_the_transcript() -> None:
    found = layout(*TURNS, "Transkrypcja: Ewa Lis")
    assert words(found)[-1] == (None, "Transkrypcja: Ewa Lis")
    assert found.unsure == ()
