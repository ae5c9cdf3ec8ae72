from __future__ import annotations

import pytest

from dragoman.press.downloads import find_downloads, name_side, plan_downloads
from dragoman.transcript.document import Engine, Segment, Transcript
from editions import released, unpacked
from interviews import spanish_english

FILES = {
    file.name.removeprefix("bees."): file for file in find_downloads(released(spanish_english()).transcript, "bees")
}
MEANING = "added by the translator; not said"


def test_the_formats_that_readers_take_away() -> None:
    assert set(FILES) == {
        "tei.xml", "es.vtt", "en.vtt", "es.srt", "en.srt", "docx", "epub", "json", "notation.txt", "txt", "legend.txt",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["tei.xml", "en.vtt", "docx", "epub", "txt", "legend.txt"])
def test_each_that_has_a_place_for_it_says_what_its_marks_mean(name: str) -> None:
    assert MEANING in unpacked(FILES[name].content).decode(errors="replace")


def test_tei_and_json_say_who_drafted() -> None:
    engine = Engine(name="whisper", model="base")
    files = find_downloads(released(spanish_english()).transcript, "bees", (engine,))
    for file in files:
        if file.name in ("bees.tei.xml", "bees.json"):
            assert b"whisper" in file.content


def test_the_text_has_each_passage_in_both_languages() -> None:
    text = FILES["txt"].content.decode()
    assert text.startswith("My grandmother and the bees\nLa abuela y las abejas\n\n(words)")
    assert "[0:06] The host:\n¿Cómo empezó todo?\nHow did it all begin?\n\n" in text
    assert "[note: She does not say which year" in text
    assert "[withdrawn 2024-05-02: at the speaker’s request]" in text


def test_notes_for_the_desk_are_in_none() -> None:
    for file in FILES.values():
        assert b"producer" not in unpacked(file.content)


def test_the_same_edition_makes_the_same_bytes() -> None:
    again = find_downloads(released(spanish_english()).transcript, "bees")
    assert [file.content for file in again] == [file.content for file in FILES.values()]


def test_a_publishers_brackets_are_in_each_that_shows_brackets() -> None:
    files = find_downloads(released(spanish_english()).transcript, "bees", profile="square")
    squared = {file.name.removeprefix("bees.") for file in files if file.content != FILES[file.name[5:]].content}
    assert squared == {"tei.xml", "en.vtt", "en.srt", "docx", "epub", "txt", "legend.txt"}


def test_the_element_of_a_mark_is_the_same_for_every_publisher() -> None:
    files = {file.name: file for file in find_downloads(released(spanish_english()).transcript, "bees", (), "square")}
    header, body = FILES["tei.xml"].content.split(b"</teiHeader>")
    squared_header, squared_body = files["bees.tei.xml"].content.split(b"</teiHeader>")
    assert squared_header == header.replace(b"shown as (words)", b"shown as [words]")
    assert squared_body == body


def test_a_publishers_brackets_are_in_the_text_and_its_legend() -> None:
    files = {file.name: file for file in find_downloads(released(spanish_english()).transcript, "bees", (), "square")}
    assert "[words]  added by the translator; not said\n" in files["bees.legend.txt"].content.decode()
    assert "[words]  added by the translator; not said\n" in files["bees.txt"].content.decode()


def test_a_file_is_named_by_its_language() -> None:
    sides = {file.name: name_side(file) for file in plan_downloads(spanish_english(), "bees")}
    assert (sides["bees.es.vtt"], sides["bees.en.vtt"], sides["bees.docx"]) == ("Spanish", "English", None)


def test_a_file_of_an_unknown_language_is_named_by_its_side() -> None:
    passage = Segment(id="s00000001", source=("Hola.",), target=("Hello.",))
    files = plan_downloads(Transcript(target_language="en", segments=(passage,)), "bees")
    assert {file.name: name_side(file) for file in files if file.format == "vtt"} == {
        "bees.und.vtt": "Original",
        "bees.en.vtt": "English",
    }
