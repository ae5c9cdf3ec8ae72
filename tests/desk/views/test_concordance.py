"""Words looked up in all interviews and in the memory's files; and where a passage is in its recording."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

import sounds
from dragoman.desk import index
from dragoman.desk.interviews import interviews
from dragoman.folder import create_folder
from dragoman.folder.memory import add_pairs
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript.document import Copy, Engine, Recording
from interviews import spanish_english

ID = "s00000002"


@pytest.fixture
def talk(make_interview: Callable[[str], Path]) -> Path:
    path = make_interview("talk")
    make_interview("other")
    index.update(interviews())
    return path


def look_up(client: Any, words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get("/i/talk/concordance", {"q": words}).json()["hits"]
    return found


def test_words_are_found_in_every_interview_in_either_text(client: Any, talk: Path) -> None:
    assert {hit["key"] for hit in look_up(client, "empezo")} == {"talk", "other"}
    [hit, _] = look_up(client, "it all begin")
    assert hit["segment"] == ID
    assert hit["source"] == {"words": "¿Cómo empezó todo?", "language": "es", "direction": "ltr"}


def test_pairs_of_the_memory_s_files_are_found_and_have_no_passage(client: Any, talk: Path) -> None:
    add_pairs(talk.parent, "es", "en", ((("Un enjambre grande.",), ("A large swarm.",)),))
    [hit] = look_up(client, "swarm large")
    assert (hit["key"], hit["segment"], hit["target"]["words"]) == (None, None, "A large swarm.")
    assert hit["title"].startswith("memory")


NAMES = """original;translation;note
enjambre|enjambres;swarm;of bees
colmena|colmenas;hive;
"""


@pytest.fixture
def names(talk: Path, start: Callable[..., None]) -> Path:
    """The desk's table of names and terms."""
    file = talk.parent / "glossary.csv"
    file.write_text(NAMES, encoding="utf-8")
    start(settings=Settings(handle="ana", glossary=file))
    return file


def test_terms_of_the_desk_s_table_are_found_and_say_where_they_are(client: Any, names: Path) -> None:
    [hit] = look_up(client, "enjambr")
    assert (hit["key"], hit["segment"], hit["title"]) == (None, None, "glossary.csv")
    assert (hit["source"]["words"], hit["target"]["words"]) == ("enjambre / enjambres", "swarm")
    first, *others = look_up(client, "hive")
    assert first["target"]["words"] == "hive"
    assert {hit["key"] for hit in others} == {"talk", "other"}


def test_terms_of_the_desk_s_table_are_beside_a_passage_in_which_they_occur(client: Any, names: Path) -> None:
    found = client.get("/i/talk/passages/s00000001").json()
    [term] = [one for one in found["terms"] if one["place"]]
    assert (term["source"], term["target"], term["place"]) == ("colmena", ["hive"], "glossary.csv")
    names.unlink()
    assert "glossary.csv: does not exist" in client.get("/i/talk/passages/s00000001").json()["glossary"]


def test_the_page_of_the_search_shows_terms_of_the_desk_s_table(client: Any, names: Path) -> None:
    page = client.get("/search", {"q": "swarm"}).content.decode()
    assert "<h2>Names and terms in <bdi>glossary.csv</bdi></h2>" in page
    assert "<li><bdi>enjambre / enjambres</bdi> → <bdi>swarm</bdi> (<bdi>of bees</bdi>)</li>" in page


def test_a_changed_table_is_read_again_and_one_that_cannot_be_read_is_reported(client: Any, names: Path) -> None:
    assert look_up(client, "propolis") == []
    names.write_text(f"{NAMES}propóleo;propolis;\n", encoding="utf-8")
    assert [hit["source"]["words"] for hit in look_up(client, "propolis")] == ["propóleo"]
    names.unlink()
    assert look_up(client, "propolis") == []
    assert "glossary.csv: does not exist" in client.get("/search", {"q": "hive"}).content.decode()


def test_no_words_find_nothing(client: Any, talk: Path) -> None:
    assert look_up(client, " ") == []


def test_a_passage_says_when_it_is_spoken_and_by_how_much_its_file_begins_later(client: Any, root: Path) -> None:
    recording = Recording(media_type="audio/wav", copies=(Copy(address="part.wav", offset=2000),))
    document = msgspec.structs.replace(spanish_english(), recording=recording)
    path = create_folder(root / "talk", document, Engine(name="w")).path
    span = document.segments[1].span
    assert span
    without = client.get(f"/i/talk/passages/{ID}/spoken").json()
    assert (without["start"], without["end"], without["offset"]) == (span.start, span.end, None)
    sounds.write_wav(path / "part.wav", sounds.tone(5))
    assert client.get(f"/i/talk/passages/{ID}/spoken").json()["offset"] == 2000
    assert client.get("/i/talk/passages/nowhere/spoken").status_code == 404
