from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from dragoman.errors import FolderError
from dragoman.press.site import bundle_site
from dragoman.press.site_files import SiteFiles, locked_site, open_site, take_down, write_site
from dragoman.press.site_writer import Bundle, Content, keep, read_kept, write_bundle
from editions import DESK, interview
from interviews import arabic_english, spanish_english

BEES = interview(spanish_english())
OTHER = msgspec.structs.replace(interview(arabic_english()), slug="potter")


class Killed(BaseException):
    """What no handler of the code under test may take for an error of its own."""


def bundle(files: dict[str, Content], key: str | None = None, top: str = "bees") -> Bundle:
    return Bundle(top, key, lambda: files)


def made(bundles: tuple[Bundle, ...]) -> list[Bundle]:
    """The same, made once and for all."""
    return [bundle(one.make(), one.key, one.top) for one in bundles]


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in (".lock", ".folders.json")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def deadly(real: Callable[..., Any], kill_at: int) -> Callable[..., Any]:
    left = iter(range(kill_at, -1, -1))

    def call(*arguments: Any, **named: Any) -> Any:
        if next(left) == 0:
            raise Killed
        return real(*arguments, **named)

    return call


def test_what_is_made_from_the_same_is_not_made_again(tmp_path: Path) -> None:
    write_site(tmp_path, [bundle({"bees/a.html": b"one"}, "key")])
    assert write_site(tmp_path, [Bundle("bees", "key", lambda: pytest.fail("made again"))]) == ()
    assert write_site(tmp_path, [bundle({"bees/a.html": b"two"}, "other")]) == ("bees/a.html",)


def test_the_records_of_the_site_are_not_written_again_if_nothing_changed(tmp_path: Path) -> None:
    site = [bundle({"bees/a.html": b"one"}, "key")]
    for _time in range(2):
        write_site(tmp_path, site)
    before = [(tmp_path / name).stat().st_ino for name in ("files.json", ".folders.json")]
    write_site(tmp_path, site)
    assert [(tmp_path / name).stat().st_ino for name in ("files.json", ".folders.json")] == before


def test_the_log_of_a_killed_run_is_taken_into_the_records_even_if_nothing_changed(tmp_path: Path) -> None:
    site = [bundle({"bees/a.html": b"one"}, "key")]
    write_site(tmp_path, site)
    known = read_kept(tmp_path)["bees"]
    (tmp_path / "files.log").write_bytes(msgspec.json.encode(known) + b"\n")
    write_site(tmp_path, site)
    assert not (tmp_path / "files.log").exists()
    assert read_kept(tmp_path)["bees"] == known


def test_a_file_that_somebody_deleted_is_written_again(tmp_path: Path) -> None:
    site = [bundle({"bees/a.html": b"one", "bees/b.html": b"two"}, "key")]
    write_site(tmp_path, site)
    (tmp_path / "bees" / "a.html").unlink()
    assert write_site(tmp_path, site) == ("bees/a.html",)


def test_every_file_is_looked_at_where_that_is_asked_for(tmp_path: Path) -> None:
    site = [bundle({"bees/a.html": b"one"}, "key")]
    write_site(tmp_path, site)
    (tmp_path / "bees" / "a.html").write_bytes(b"damaged")
    assert write_site(tmp_path, site) == ()
    assert write_site(tmp_path, site, whole=True) == ("bees/a.html",)


def test_what_is_written_by_a_call_is_written_once(tmp_path: Path) -> None:
    site = [bundle({"bees/sound.webm": lambda path: path.write_text("sound")})]
    assert write_site(tmp_path, site) == ("bees/sound.webm",)
    assert write_site(tmp_path, site) == ()
    assert (tmp_path / "bees" / "sound.webm").read_text() == "sound"


def test_one_interview_that_changed_is_all_that_is_written(tmp_path: Path) -> None:
    write_site(tmp_path, bundle_site([BEES, OTHER], DESK))
    again = msgspec.structs.replace(interview(arabic_english(), note="mended"), slug="potter")
    changed = write_site(tmp_path, bundle_site([BEES, again], DESK))
    assert not [name for name in changed if name.startswith("bees/")]
    assert "potter/index.html" in changed


def test_a_run_that_is_killed_at_any_write_leaves_whole_pages_and_the_next_one_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = made(bundle_site([BEES], DESK))
    after = made(bundle_site([OTHER, interview(spanish_english(), note="another")], DESK))
    write_site(tmp_path / "wanted", after)
    wanted = contents(tmp_path / "wanted")
    write_site(tmp_path / "old", before)
    old = contents(tmp_path / "old")
    for kill_at in range(200):
        site = tmp_path / str(kill_at)
        write_site(site, before)
        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", deadly(os.replace, kill_at))
            try:
                changed = write_site(site, after)
            except Killed:
                pass
            else:
                # It was killed at every file that it writes, each of which is replaced once at least.
                written = [name for name in changed if name in wanted]
                assert kill_at >= len(written) > 0
                return
        left = {
            name: content for name, content in contents(site).items() if not name.endswith((".new", ".log", ".json"))
        }
        assert all(content in (old.get(name), wanted.get(name)) for name, content in left.items())
        assert left["index.html"] == old["index.html"] or wanted.keys() - {"files.json"} <= contents(site).keys()
        write_site(site, after)
        assert contents(site) == wanted
    pytest.fail("it makes more writes than that")


def test_an_interview_is_taken_down_with_what_a_killed_run_left_of_it(tmp_path: Path) -> None:
    write_site(tmp_path, [bundle({"bees/a.html": b"one"}, "key"), bundle({"index.html": b"all"}, None, "index.html")])
    (tmp_path / "bees" / ".a.html.new").write_bytes(b"on")
    assert take_down(tmp_path, "bees", "index.html") == ("bees/a.html", "index.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "files.json"]


def test_what_another_process_is_writing_stays_recorded_when_the_record_is_saved(tmp_path: Path) -> None:
    bees, wasps = bundle({"bees/a.html": b"one"}, "k1"), bundle({"wasps/a.html": b"two"}, "k2", "wasps")
    with open_site(tmp_path) as files:
        files.settle(write_bundle(tmp_path, bees, None))
        write_bundle(tmp_path, wasps, None)
        for _twice in range(2):
            files.save_meanwhile()
            assert read_kept(tmp_path) == {
                "bees": keep("bees", ("bees/a.html",), key="k1"),
                "wasps": keep("wasps", ("wasps/a.html",)),
            }


def test_a_run_killed_after_a_save_can_be_run_again(tmp_path: Path) -> None:
    site = [bundle({"bees/a.html": b"one"}, "k1"), bundle({"wasps/a.html": b"two"}, "k2", "wasps")]
    with locked_site(tmp_path):
        files = SiteFiles(tmp_path)
        files.settle(write_bundle(tmp_path, site[0], None))
        write_bundle(tmp_path, site[1], None)
        files.save_meanwhile()
    assert write_site(tmp_path, site) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".folders.json", ".lock", "bees", "files.json", "wasps"]


def test_a_bundle_that_has_fewer_files_counts_as_incomplete_until_the_others_are_deleted(tmp_path: Path) -> None:
    write_site(tmp_path, [bundle({"bees/a.html": b"one", "bees/b.html": b"two"}, "k1")])
    with locked_site(tmp_path):
        files = SiteFiles(tmp_path)
        files.settle(write_bundle(tmp_path, bundle({"bees/a.html": b"new"}, "k2"), files.find("bees")))
        files.save_meanwhile()
    assert read_kept(tmp_path)["bees"] == keep("bees", ("bees/a.html", "bees/b.html"))


def test_a_bundle_that_a_killed_run_was_writing_again_is_incomplete(tmp_path: Path) -> None:
    with locked_site(tmp_path):
        files = SiteFiles(tmp_path)
        for number in ("1", "2"):
            files.settle(write_bundle(tmp_path, bundle({"bees/a.html": b"one"}, number), files.find("bees")))
            files.save_meanwhile()
        write_bundle(tmp_path, bundle({"bees/b.html": b"one"}, "3"), files.find("bees"))
    assert read_kept(tmp_path)["bees"] == keep("bees", ("bees/a.html", "bees/b.html"))


def test_half_a_line_of_a_killed_run_does_no_harm(tmp_path: Path) -> None:
    write_site(tmp_path, [bundle({"bees/a.html": b"one"}, "key")])
    (tmp_path / "files.log").write_bytes(b'{"top":"bees","na')
    assert write_site(tmp_path, [bundle({"bees/a.html": b"two"})]) == ("bees/a.html",)
    assert not (tmp_path / "files.log").exists()


def test_nothing_is_deleted_behind_a_link(tmp_path: Path) -> None:
    write_site(tmp_path / "site", [bundle({"bees/e1/a.html": b"one"}, "key")])
    shutil.move(tmp_path / "site" / "bees" / "e1", tmp_path / "elsewhere")
    (tmp_path / "site" / "bees" / "e1").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(FolderError, match="e1: is a link to somewhere else"):
        take_down(tmp_path / "site", "bees")
    assert (tmp_path / "elsewhere" / "a.html").read_bytes() == b"one"
