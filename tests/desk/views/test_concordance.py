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
