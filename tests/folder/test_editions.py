from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import FolderError
from dragoman.folder import Folder, create_folder, versions
from dragoman.folder.editions import load_editions, save_edition
from dragoman.transcript.document import Person, Segment, Transcript
from dragoman.transcript.edition import Edition, find_breaks, seal_edition

DOCUMENT = Transcript(segments=(Segment(id="s00000001", source=("Hola.",)),))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return create_folder(tmp_path / "interview", DOCUMENT, Person(handle="ana"))


def edition(before: Edition | None = None) -> Edition:
    return seal_edition(Edition(transcript=DOCUMENT), before, lambda: secrets.token_hex(16))


def test_editions_come_back_in_order(folder: Folder) -> None:
    first = edition()
    second = edition(first)
    save_edition(folder, first)
    save_edition(folder, second)
    assert load_editions(folder) == (first, second)
    assert find_breaks(load_editions(folder)) == ()


def test_an_edition_is_never_written_over(folder: Folder) -> None:
    path = save_edition(folder, edition())
    before = path.read_bytes()
    with pytest.raises(FolderError, match="exists already, and an edition never changes"):
        save_edition(folder, edition())
    assert path.read_bytes() == before


def test_a_draft_is_no_edition(folder: Folder) -> None:
    with pytest.raises(FolderError, match="takes no drafts"):
        save_edition(folder, Edition(transcript=DOCUMENT))


def test_an_edition_follows_on_the_one_before(folder: Folder) -> None:
    save_edition(folder, edition())
    with pytest.raises(FolderError, match="does not follow the previous edition"):
        save_edition(folder, edition(edition()))


@pytest.mark.parametrize("content", [b"", b"{}", b'{"format":"dragoman-edition","version":1,"edition":7}'])
def test_a_file_that_is_no_edition_is_named(folder: Folder, content: bytes) -> None:
    (folder.path / "editions" / "1.json").write_bytes(content)
    with pytest.raises(FolderError, match=r"1.json: is "):
        load_editions(folder)


def test_an_old_edition_is_upgraded_in_memory_and_hashed_as_it_was_written(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = edition()
    path = save_edition(folder, first)
    before = path.read_bytes()
    monkeypatch.setitem(versions.VERSIONS, "edition", 2)
    monkeypatch.setitem(versions.UPGRADES, ("edition", 1), _with_note)
    assert load_editions(folder)[0].note == "upgraded"
    assert path.read_bytes() == before
    save_edition(folder, edition(first))


def _with_note(value: Any) -> Any:
    return value | {"version": 1, "edition": value["edition"] | {"note": "upgraded"}}
