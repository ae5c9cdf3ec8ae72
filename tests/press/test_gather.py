from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import FolderError
from dragoman.folder.versions import StoredEdition
from dragoman.press import gather as module
from dragoman.press.gather import Gathered, Reading, gather, is_unchanged, read_index, read_interview, write_index
from dragoman.press.site_files import READ
from dragoman.transcript.edition import Edition
from editions import corrected, interview, released
from interviews import spanish_english

NOW = Reading(datetime(2026, 6, 1, tzinfo=UTC))
BEES = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))


def store(folder: Path, *editions: Edition) -> Path:
    (folder / "editions").mkdir(parents=True, exist_ok=True)
    for edition in editions:
        (folder / "editions" / f"{edition.number}.json").write_bytes(
            msgspec.json.encode(StoredEdition(edition=edition))
        )
    return folder


def read(folder: Path, reading: Reading = NOW) -> Gathered:
    found = gather(folder, reading)
    assert found is not None
    return found


def later(found: Gathered) -> dict[str, Gathered]:
    """The same as if it had been read an hour later."""
    return {found.folder: msgspec.structs.replace(found, read=time.time_ns() + 3_600_000_000_000)}


def test_what_nobody_touched_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = store(tmp_path, *BEES.editions)
    before = later(read(folder))
    monkeypatch.setattr(module, "parse_edition", lambda *_: pytest.fail("read again"))
    assert is_unchanged(folder, before) == next(iter(before.values()))


def test_what_changed_shortly_before_it_was_read_proves_nothing(tmp_path: Path) -> None:
    folder = store(tmp_path, *BEES.editions)
    found = read(folder)
    assert is_unchanged(folder, {found.folder: found}) is None


def test_other_bytes_of_the_same_size_and_time_are_seen(tmp_path: Path) -> None:
    folder = store(tmp_path, *BEES.editions)
    before = later(read(folder))
    path = folder / "editions" / "2.json"
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"beekeeper", b"beekeepes"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_size == times.st_size
    assert is_unchanged(folder, before) is None
    assert read(folder).entry != before[read(folder).folder].entry


def test_a_new_edition_and_one_that_is_gone_are_seen(tmp_path: Path) -> None:
    folder = store(tmp_path, BEES.editions[0])
    before = later(read(folder))
    store(folder, BEES.editions[1])
    assert is_unchanged(folder, before) is None


def test_what_a_later_moment_decides_about_is_read_each_time(tmp_path: Path) -> None:
    first = released(spanish_english())
    hidden = released(corrected(spanish_english(), "Later."), first, not_before="2026-06-02T00:00:00Z")
    found = read(store(tmp_path, first, hidden))
    assert not found.is_lasting
    assert is_unchanged(tmp_path, later(found)) is None
    write_index(tmp_path, "program", [found])
    assert read_index(tmp_path, "program") == {}


def test_the_index_is_that_of_one_program_and_tells_no_path(tmp_path: Path) -> None:
    found = read(store(tmp_path / "secret-source", *BEES.editions))
    write_index(tmp_path, "program", [found])
    assert read_index(tmp_path, "program") == {found.folder: found}
    assert read_index(tmp_path, "another") == {}
    assert b"secret-source" not in (tmp_path / READ).read_bytes()


@pytest.mark.parametrize("damage", [b"", b"[", b"{}", b"\xff", b"[" * 100_000])
def test_an_index_that_cannot_be_read_is_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / READ).write_bytes(damage)
    assert read_index(tmp_path, "program") == {}


def test_editions_whose_bytes_are_known_are_not_hashed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = store(tmp_path, *BEES.editions)
    known = read(folder).entry
    monkeypatch.setattr(module, "edition_hash", lambda _: pytest.fail("hashed again"))
    again = read_interview(folder, NOW, known)
    assert again is not None
    assert known is not None
    assert again.hashes == known.hashes


def test_editions_whose_bytes_are_others_are_verified(tmp_path: Path) -> None:
    folder = store(tmp_path, *BEES.editions)
    known = read(folder).entry
    store(folder, released(corrected(spanish_english(), "Forged.")))
    with pytest.raises(FolderError):
        read_interview(folder, NOW, known)


def test_equal_values_of_the_index_are_kept_once_and_stay_what_they_were(tmp_path: Path) -> None:
    found = [read(store(tmp_path / name, *BEES.editions)) for name in ("one", "two")]
    write_index(tmp_path, "key", found)
    index = read_index(tmp_path, "key")
    first, second = (index[one.folder] for one in found)
    assert [first, second] == found
    assert first.entry is not None
    assert second.entry is not None
    assert first.entry.words[0] is second.entry.words[0]
    assert first.entry.editions is second.entry.editions
