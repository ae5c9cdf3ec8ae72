from __future__ import annotations

from pathlib import Path

import pytest

from bitexts import bitext
from dragoman.errors import FolderError
from dragoman.folder import Folder, create_folder, open_folder
from dragoman.folder.suggestions import Suggestion, add_suggestions, hash_original, is_current, load_suggestions
from dragoman.transcript.document import Engine

DOCUMENT = bitext(("Buenos días.", "Good morning."), ("Éramos 300.", "There were 300 of us."))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return create_folder(tmp_path / "interview", DOCUMENT, Engine(name="whisper"))


def suggest(folder: Folder, place: int, text: str, engine: str = "llm") -> Suggestion:
    segment = folder.transcript.segments[place]
    return Suggestion(
        segment=segment.id,
        original=hash_original(segment.source),
        target=(text,),
        engine=Engine(name=engine),
        time="2026-01-01T00:00:00Z",
    )


def test_suggestions_stand_in_the_order_of_the_passages(folder: Folder) -> None:
    added = [suggest(folder, 1, "We were 300."), suggest(folder, 0, "Good day.")]
    add_suggestions(folder, added)
    assert load_suggestions(folder) == tuple(reversed(added))


def test_a_newer_one_by_the_same_engine_takes_the_place_of_an_older(folder: Folder) -> None:
    add_suggestions(folder, [suggest(folder, 0, "Good day."), suggest(folder, 0, "Hello.", "apertium")])
    add_suggestions(folder, [suggest(folder, 0, "A good morning.")])
    assert [one.target for one in load_suggestions(folder)] == [("A good morning.",), ("Hello.",)]


def test_one_of_another_original_is_known(folder: Folder) -> None:
    stale = Suggestion(segment="s00000001", original="0", target=("x",), engine=Engine(name="llm"), time="")
    add_suggestions(folder, [stale, suggest(folder, 0, "Good day.")])
    segments = folder.transcript.segments
    assert [is_current(one, segments[place]) for place, one in enumerate(load_suggestions(folder))] == [True, False]


def test_one_of_no_passage_is_not_shown(folder: Folder) -> None:
    gone = Suggestion(segment="s99999999", original="0", target=("x",), engine=Engine(name="llm"), time="")
    add_suggestions(folder, [gone])
    assert load_suggestions(folder) == ()


def test_nobody_else_reads_them(folder: Folder) -> None:
    add_suggestions(folder, [suggest(folder, 0, "Good day.")])
    assert (folder.path / ".dragoman" / "suggestions.json").stat().st_mode & 0o777 == 0o600


def test_a_damaged_file_is_told(folder: Folder) -> None:
    (folder.path / ".dragoman" / "suggestions.json").write_text("{")
    with pytest.raises(FolderError, match=r"suggestions\.json: is damaged; move it away"):
        load_suggestions(open_folder(folder.path))
