from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.errors import FolderError
from dragoman.press.entry import make_entry
from dragoman.press.site import bundle_site
from dragoman.press.site_files import write_site
from dragoman.press.site_list import find_all_slugs, read_entries, read_standing, refuse_others
from dragoman.press.site_model import Interview
from dragoman.press.site_writer import Bundle
from dragoman.transcript.document import Tombstone
from dragoman.transcript.edition import withhold
from editions import DESK, corrected, interview
from interviews import arabic_english, spanish_english

BEES = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))
FIRST = msgspec.structs.replace(BEES, editions=BEES.editions[:1])


def test_the_entries_of_a_site_are_read_back(tmp_path: Path) -> None:
    other = msgspec.structs.replace(interview(arabic_english()), slug="potter")
    write_site(tmp_path, bundle_site([BEES, other], DESK))
    assert read_entries(tmp_path) == (make_entry(BEES), make_entry(other))


def test_an_entry_that_was_tampered_with_is_left_out(tmp_path: Path) -> None:
    write_site(tmp_path, bundle_site([BEES], DESK))
    for damage in ("", "[", '{"slug": "../x", "title": "", "hashes": ["a"]}', '{"slug": "bees"}', "\ud800"):
        (tmp_path / "bees" / "entry.json").write_bytes(damage.encode(errors="surrogatepass"))
        assert (read_entries(tmp_path), find_all_slugs(tmp_path)) == ((), ["bees"])


def test_a_folder_that_nobody_published_is_on_no_list(tmp_path: Path) -> None:
    write_site(tmp_path, [Bundle("index.html", None, lambda: {"index.html": b""})])
    (tmp_path / "wasps").mkdir()
    (tmp_path / "wasps" / "entry.json").write_text('{"slug": "wasps", "title": "W", "hashes": ["a"]}')
    assert (read_entries(tmp_path), find_all_slugs(tmp_path)) == ((), [])


def test_another_interview_at_the_same_address_is_refused(tmp_path: Path) -> None:
    write_site(tmp_path, bundle_site([BEES], DESK))
    with pytest.raises(FolderError, match=r"bees: is another interview on the site; remove it first"):
        bundle_site([interview(arabic_english())], DESK, standing=read_standing(tmp_path))


def test_an_older_copy_takes_no_edition_off() -> None:
    with pytest.raises(FolderError, match="bees: has 2 editions on the site, and the folder given has 1"):
        refuse_others([make_entry(FIRST)], [make_entry(BEES)])


def test_a_later_edition_and_a_withdrawn_passage_are_the_same_interview() -> None:
    buried = withhold(FIRST.editions[0], ("segment:s00000002",), Tombstone(date="2026-06-01"))
    assert not is_refused(BEES, FIRST)
    assert not is_refused(msgspec.structs.replace(FIRST, editions=(buried,)), FIRST)


def is_refused(new: Interview, published: Interview) -> bool:
    """Whether an interview may not take the place of one that is on the site."""
    try:
        refuse_others([make_entry(new)], [make_entry(published)])
    except FolderError:
        return True
    return False
