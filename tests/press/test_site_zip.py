from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from dragoman.errors import FolderError
from dragoman.press.site import bundle_site
from dragoman.press.site_files import write_site
from dragoman.press.site_zip import write_zip
from editions import DESK, interview
from interviews import spanish_english

BUNDLES = bundle_site([interview(spanish_english())], DESK)


def test_a_zip_has_every_file_of_the_site_and_nothing_else(tmp_path: Path) -> None:
    written = write_site(tmp_path / "site", BUNDLES)
    (tmp_path / "site" / "mine.txt").write_text("private", encoding="utf-8")
    assert write_zip(tmp_path / "site", tmp_path / "site.zip") == len(written)
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        assert sorted(archive.namelist()) == sorted(written)
        assert archive.testzip() is None
        page = archive.read("bees/index.html")
    assert page == (tmp_path / "site" / "bees" / "index.html").read_bytes()


def test_the_same_site_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_site(tmp_path / name, BUNDLES)
        write_zip(tmp_path / name, tmp_path / f"{name}.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


def test_a_zip_does_not_lie_in_the_site_itself(tmp_path: Path) -> None:
    write_site(tmp_path / "site", BUNDLES)
    with pytest.raises(FolderError, match="is in the site that is to be packed"):
        write_zip(tmp_path / "site", tmp_path / "site" / "site.zip")
    assert not list((tmp_path / "site").glob("*.zip"))
