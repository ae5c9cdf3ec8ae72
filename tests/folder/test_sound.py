from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.folder import Folder, create_folder
from dragoman.folder.sound import find_local_copies, find_missing_sound, is_remote
from dragoman.transcript.document import Copy, Engine, Recording
from interviews import spanish_english


def with_copies(path: Path, *addresses: str) -> Folder:
    copies = tuple(Copy(address=address) for address in addresses)
    document = msgspec.structs.replace(spanish_english(), recording=Recording(copies=copies))
    return create_folder(path / "interview", document, Engine(name="whisper"))


def test_a_copy_in_the_web_is_not_local_and_never_missing(tmp_path: Path) -> None:
    folder = with_copies(tmp_path, "https://x.example/a.mp3")
    assert find_local_copies(folder.transcript) == ()
    assert find_missing_sound(folder) is None


def test_a_copy_that_is_not_in_its_place_is_missing(tmp_path: Path) -> None:
    folder = with_copies(tmp_path, "https://x.example/a.mp3", "../a.mp3")
    assert find_missing_sound(folder) == "../a.mp3"
    (tmp_path / "a.mp3").touch()
    assert find_missing_sound(folder) is None


def test_an_address_with_escapes_is_found(tmp_path: Path) -> None:
    folder = with_copies(tmp_path, "la%20voz.mp3")
    (folder.path / "la voz.mp3").touch()
    assert find_missing_sound(folder) is None


@pytest.mark.parametrize("address", ["\0", "a" * 5000 + ".mp3"])
def test_an_address_that_is_no_path_is_a_missing_one(tmp_path: Path, address: str) -> None:
    assert find_missing_sound(with_copies(tmp_path, address)) == address


@pytest.mark.parametrize(("address", "remote"), [("https://x.example/a", True), ("C:/a.mp3", False), ("a.mp3", False)])
def test_an_address_with_a_scheme_is_remote(address: str, remote: bool) -> None:
    assert is_remote(address) is remote
