import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parser

from dragoman.formats import write
from dragoman.formats.options import WriteOptions
from dragoman.transcript.document import Copy, Engine, Recording, Segment, Tombstone, Transcript
from dragoman.transcript.text import Note
from interviews import arabic_english, english_persian, hostile, passage, spanish_english
from programs import needs_package, needs_program


def page(transcript: Transcript, **options: object) -> str:
    return write(transcript, "page", msgspec.convert(options, WriteOptions)).content.decode()


def tree(transcript: Transcript, **options: object) -> Any:
    return parser.document_fromstring(page(transcript, **options))


def small(*segments: Segment) -> Transcript:
    return Transcript(recording=Recording(languages=("es",)), target_language="en", segments=segments)


ONE = passage(1, None, 1.5, 3, "Hola.", "Hello.")


def test_a_row_has_both_texts_with_language_and_direction() -> None:
    source, target = tree(arabic_english()).get_element_by_id("s00000002").findall("blockquote")
    assert (source.get("lang"), source.get("dir"), source.text_content()) == ("ar", "rtl", "متى بدأت العمل بالطين؟")
    assert (target.get("lang"), target.get("dir")) == ("en", "ltr")


def test_a_passage_in_another_language_has_its_own() -> None:
    row = tree(arabic_english()).get_element_by_id("s00000008")
    assert row.find("blockquote").get("lang") == "fr"
    assert "in French" in row.text_content()


def test_a_time_is_a_link_that_plays_there_without_a_script() -> None:
    link = tree(small(ONE), media="a.mp3").get_element_by_id("s00000001").find(".//a")
    assert link.get("href") == "a.mp3#t=1.5"
    assert link.find("time").get("datetime") == "PT1.5S"


def test_without_sound_times_are_plain_and_there_is_no_script() -> None:
    found = tree(small(ONE))
    assert found.get_element_by_id("s00000001").find(".//time").text == "0:01"
    assert not list(found.iter("script", "audio", "video"))
    assert found.get_element_by_id("s00000001").find(".//a") is None


def test_a_copy_that_starts_later_is_played_from_its_own_beginning() -> None:
    recording = Recording(languages=("es",), copies=(Copy(address="part.mp3", offset=1000),))
    found = tree(msgspec.structs.replace(small(ONE), recording=recording), media="part.mp3")
    row = found.get_element_by_id("s00000001")
    assert (row.get("data-start"), row.get("data-end")) == ("0.5", "2")
    assert row.find(".//time").text == "0:01"


@pytest.mark.parametrize(
    ("media", "href"),
    [
        ("my%20interview.mp3", "my%20interview.mp3"),
        ("a b#1?.mp3", "a%20b%231%3F.mp3"),
        ("12:30.mp3", "12%3A30.mp3"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("//other.example/a.mp3", "/other.example/a.mp3"),
        ("https://a.example/a.mp3?x=1", "https://a.example/a.mp3?x=1"),
        ("http://[", "http%3A//%5B"),
        ("https://a.example;script-src *", "https%3A//a.example%3Bscript-src%20%2A"),
    ],
)
def test_the_sounds_address_can_name_nothing_but_sound(media: str, href: str) -> None:
    found = tree(small(ONE), media=media)
    assert found.find(".//audio").get("src") == href


def test_pictures_get_a_video_player() -> None:
    assert tree(arabic_english(), media="a.mp4").find(".//video") is not None
    assert tree(small(ONE), media="a.webm").find(".//video") is not None


def test_the_policy_lets_only_the_pages_own_script_and_style_run() -> None:
    found = tree(small(ONE), media="a.mp3")
    policy = found.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    for name in ("script", "style"):
        digest = hashlib.sha256(found.find(f".//{name}").text.encode()).digest()
        assert f"{name}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "media-src 'self' file:" in policy


def test_sound_on_the_web_is_allowed_from_its_host_alone() -> None:
    assert "media-src https://a.example:8000;" in page(small(ONE), media="https://a.example:8000/x.mp3")


def test_a_speaker_is_named_once_a_turn() -> None:
    rows = tree(spanish_english()).find_class("passage")
    names = ["".join(head.text_content() for head in row.find_class("who")) for row in rows]
    assert names[:5] == ["The host", "", "Elena Ruiz", "", "The host"]
    assert names[7] == "Speaker not known"


def test_what_is_not_there_says_so() -> None:
    found = tree(spanish_english())
    assert "not translated yet" in found.get_element_by_id("s00000009").text_content()
    assert "not transcribed" in found.get_element_by_id("s00000010").text_content()


def test_a_side_that_is_nowhere_is_no_column_but_is_named() -> None:
    text = page(small(passage(1, None, 0, 1, None, "Hello.")))
    assert "Spanish, not transcribed, translated into English" in text
    assert "absent" not in parser.document_fromstring(text).get_element_by_id("s00000001").attrib.get("class", "")
    assert "Spanish, not translated yet into English" in page(small(passage(1, None, 0, 1, "Hola.", None)))


def test_a_withdrawn_passage_leaves_its_place_and_nothing_else() -> None:
    gone = Segment(
        id="s00000001", source=("SECRET",), target=("SECRET",), withdrawn=Tombstone(date="2024-05-02", reason="safety")
    )
    found = tree(small(gone, passage(2, None, 0, 1, "Hola.", "Hello.")))
    assert found.get_element_by_id("s00000001").text_content() == "This passage was withdrawn on 2024-05-02: safety."
    assert b"SECRET" not in parser.tostring(found)


def test_notes_to_the_desk_are_nowhere() -> None:
    text = ("Hola", Note(("SECRET",), "desk"))
    assert "SECRET" not in page(small(Segment(id="s00000001", source=text, target=text)))
    assert "check with the producer" not in page(spanish_english())


def test_notes_to_the_reader_stand_at_the_end_and_lead_back() -> None:
    found = tree(spanish_english())
    note = found.get_element_by_id("n3")
    assert "the drought of 2012 is likely" in note.text_content()
    assert found.get_element_by_id("n3-ref").get("href") == "#n3"
    assert note.find(".//a[@role='doc-backlink']").get("href") == "#n3-ref"


def test_chapters_stand_where_they_begin_and_are_listed() -> None:
    found = tree(spanish_english())
    assert [link.text_content() for link in found.findall(".//nav//a")] == ["Beginnings", "The drought"]
    assert found.get_element_by_id("chapter-2").getnext().get("id") == "s00000006"


def test_a_models_folder_is_not_named() -> None:
    origin = Engine(name="faster-whisper", model="/home/ana/models/base")
    text = page(small(msgspec.structs.replace(ONE, source_origin=origin)))
    assert "a machine (faster-whisper base)" in text
    assert "ana" not in text


def test_an_id_that_is_no_passages_stays_out_of_the_way() -> None:
    found = tree(small(msgspec.structs.replace(ONE, id="transcript")))
    assert re.fullmatch(r"s[0-9a-z]{8}", found.find_class("passage")[0].get("id"))


def test_a_draft_says_so_and_asks_not_to_be_indexed() -> None:
    found = tree(small(ONE), banner="Draft – not checked")
    assert found.find_class("banner")[0].text == "Draft – not checked"
    assert found.find(".//meta[@name='robots']").get("content") == "noindex"


def test_one_side_can_be_asked_for() -> None:
    text = page(spanish_english(), side="source")
    assert "Buenas tardes" in text
    assert "Good afternoon" not in text


def test_nothing_known_is_a_page_without_a_colophon() -> None:
    assert tree(Transcript()).find(".//footer") is None


def test_the_same_document_gives_the_same_bytes() -> None:
    assert page(spanish_english(), media="a.mp3") == page(spanish_english(), media="a.mp3")


HARMLESS = {
    *("id", "class", "lang", "dir", "href", "rel", "role", "title", "cite", "datetime", "content", "name", "charset"),
    *("http-equiv", "open", "tabindex", "aria-label", "aria-labelledby", "aria-hidden", "data-until"),
}
BREAKING_OUT = ["</p><script>", '" onload="x', "-->", "</title><img src=x onerror=x>", "\x00"]


@given(st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(BREAKING_OUT))
def test_no_text_can_change_what_the_page_is_built_of(words: str) -> None:
    found = [e for e in tree(hostile(words + "x"), banner=words).iter() if isinstance(e.tag, str)]
    assert not {"script", "img", "iframe", "form", "base"} & {e.tag for e in found}
    assert {name for e in found for name, _ in e.items()} <= HARMLESS


def test_addresses_that_run_something_are_not_linked_to() -> None:
    found = tree(hostile("javascript:alert(1)"), media="javascript:alert(1)")
    targets = [e.get(name) for e in found.iter() for name in ("href", "src", "cite") if e.get(name)]
    assert targets
    assert not [target for target in targets if target.lower().startswith("javascript:")]


@pytest.mark.external
def test_the_html_checker_finds_no_fault(tmp_path: Path) -> None:
    java, jar = needs_program("java"), needs_package("vnu-jar/build/dist/vnu.jar")
    for make in (spanish_english, arabic_english, english_persian, Transcript):
        for media in ("a.mp3", "a.mp4", None):
            text = page(make(), media=media, banner="Draft")
            (tmp_path / f"{make.__name__}-{media}.html").write_text(text, encoding="utf-8")
    # It does not compare the policy's hashes with what they are of; Chromium does, in tests/browser.
    settings = ["--format", "json", "--filterpattern", ".*Content Security Policy.*"]
    checked = [java, "-jar", str(jar), *settings, *map(str, tmp_path.iterdir())]
    found = subprocess.run(checked, capture_output=True, check=False, text=True).stderr
    assert json.loads(found)["messages"] == []
