from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import FolderError
from dragoman.folder import Folder, create_folder
from dragoman.folder.people import (
    find_shown,
    forget_people,
    load_renamed,
    load_shown,
    rename_handle,
    save_shown,
)
from dragoman.transcript.document import Engine
from interviews import spanish_english


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper"))


def test_a_renamed_handle_is_shown_as_the_new_one(folder: Folder) -> None:
    rename_handle(folder, "translator", "ana")
    assert find_shown(folder) == {"translator": "ana"}
    save_shown(folder, {"ana": "Ana Ruiz"})
    assert find_shown(folder) == {"translator": "Ana Ruiz", "ana": "Ana Ruiz"}
    assert find_shown(folder, {"ana": ""}) == {"translator": "", "ana": ""}


def test_what_was_renamed_in_a_circle_has_an_end(folder: Folder) -> None:
    for old, new in (("a", "b"), ("b", "c"), ("c", "a")):
        rename_handle(folder, old, new)
    assert load_renamed(folder) == {"b": "c", "c": "a"}
    assert find_shown(folder) == {"b": "a", "c": "a"}
    (folder.path / "people.json").write_text('{"a": {"handle": "b"}, "b": {"handle": "a"}}', encoding="utf-8")
    assert find_shown(folder).keys() == {"a", "b"}


def test_a_name_is_forgotten_in_every_place(folder: Folder) -> None:
    save_shown(folder, {"ana": "Ana Ruiz", "eva": "Eva"})
    rename_handle(folder, "mar", "anaruiz")
    forget_people(folder, lambda text: "ruiz" in text.casefold())
    assert (load_shown(folder), load_renamed(folder)) == ({"ana": "", "eva": "Eva"}, {})


@pytest.mark.parametrize("content", ["[", '{"a": 1}', '{"a": {"handle": 1}}', "\ud800"])
def test_a_file_that_is_no_such_table_is_an_error(folder: Folder, content: str) -> None:
    (folder.path / "people.json").write_bytes(content.encode(errors="surrogatepass"))
    with pytest.raises(FolderError, match="is damaged"):
        load_shown(folder)
