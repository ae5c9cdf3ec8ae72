"""Publishing that is stopped half-way, and goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from dragoman.errors import CancelledError
from dragoman.folder import Session, create_folder, sign
from dragoman.press import gather, site_list
from dragoman.press.site_list import read_entries
from dragoman.settings.dragoman_toml import Settings
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person
from dragoman.transcript.merge import intend
from dragoman.workflows.publish import Published, PublishOptions, publish
from dragoman.workflows.publish_notes import find_notes
from dragoman.workflows.release import ReleaseOptions, release
from dragoman.workflows.watcher import SILENT, Watcher
from interviews import arabic_english, english_persian, spanish_english
from watching import Remembering

SETTINGS = Settings(name="The Desk", handle="ana", site="https://example.org")
SQUARE = Settings(name="The Desk", handle="ana", site="https://example.org", profile="square")


@pytest.fixture
def interviews(tmp_path: Path) -> Path:
    for name, make in (("bees", spanish_english), ("potter", arabic_english), ("weaver", english_persian)):
        folder = create_folder(tmp_path / "interviews" / name, make(), Engine(name="whisper")).path
        add_edition(folder, name)
    return tmp_path / "interviews"


def add_edition(folder: Path, slug: str | None = None) -> None:
    release(settings=SETTINGS, options=ReleaseOptions(folder=folder, slug=slug, anyway="a test"))


def publish_to(site: Path, interviews: Path, watcher: Watcher = SILENT, settings: Settings = SETTINGS) -> Published:
    return publish(settings=settings, options=PublishOptions(interviews=interviews, site=site), watcher=watcher)


def contents(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def pages(site: Path) -> dict[str, bytes]:
    """All files but those of the search, whose numbers of interviews stay when one is taken off, and their list."""
    return {name: content for name, content in contents(site).items() if not name.startswith(("search/", "files.json"))}


def count_looks(interviews: Path, site: Path) -> int:
    watcher = Remembering()
    publish_to(site, interviews, watcher)
    return watcher.looks


def test_it_is_asked_between_interviews_whether_to_stop(interviews: Path, tmp_path: Path) -> None:
    watcher = Remembering()
    publish_to(tmp_path / "site", interviews, watcher)
    reports = [(stage, done) for stage, done, _, _ in watcher.reports]
    assert reports == [*(("reading", done) for done in range(1, 4)), *(("publishing", done) for done in range(4))]
    assert watcher.looks > 3


def test_wherever_it_is_stopped_it_goes_on_and_ends_in_the_same_site(interviews: Path, tmp_path: Path) -> None:
    for stop_after in range(1, count_looks(interviews, tmp_path / "whole") + 1):
        site = tmp_path / f"site{stop_after}"
        with pytest.raises(CancelledError):
            publish_to(site, interviews, Remembering(stop_after=stop_after))
        publish_to(site, interviews)
        assert contents(site) == contents(tmp_path / "whole")


def test_what_was_finished_is_not_made_again_and_is_listed_at_the_end(interviews: Path, tmp_path: Path) -> None:
    site, looks = tmp_path / "site", count_looks(interviews, tmp_path / "whole")
    with pytest.raises(CancelledError):
        publish_to(site, interviews, Remembering(stop_after=looks))
    assert not (site / "index.html").exists()
    changed = [path.relative_to(site).as_posix() for path, _ in publish_to(site, interviews).changed]
    assert changed[-1] == "index.html"
    assert not [name for name in changed if name.startswith(("bees/", "potter/", "weaver/"))]
    assert [entry.slug for entry in read_entries(site)] == ["bees", "potter", "weaver"]


def test_an_interview_whose_entry_cannot_be_read_is_named(interviews: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_to(site, interviews)
    (site / "potter" / "entry.json").write_text("{")
    assert publish_to(site, interviews / "bees").unlisted == (site / "potter",)


def test_an_entry_that_the_site_is_known_to_have_is_not_read_again(
    interviews: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What was written shortly before proves nothing otherwise.
    monkeypatch.setattr(gather, "_COARSE", 0)
    publish_to(tmp_path / "site", interviews)
    monkeypatch.setattr(site_list, "_read_entry", lambda path: pytest.fail(f"{path} was read"))
    assert not publish_to(tmp_path / "site", interviews).changed


def test_a_change_of_the_brackets_publishes_anew(interviews: Path, tmp_path: Path) -> None:
    publish_to(tmp_path / "site", interviews)
    publish_to(tmp_path / "site", interviews, settings=SQUARE)
    publish_to(tmp_path / "new", interviews, settings=SQUARE)
    made = contents(tmp_path / "site")
    assert "[words]  added by the translator" in made["bees/e1/bees.legend.txt"].decode()
    assert made == contents(tmp_path / "new")


def mark_confidential(folder: Path, *, answer: bool = True) -> None:
    session = Session(folder)
    by = sign(session.folder, Person(handle="ana"))
    facts = msgspec.structs.replace(session.transcript.facts, confidential=answer)
    made = edit.set_facts(session.transcript, facts, by)
    session.commit(intend(session.transcript, made, by, epoch=session.epoch))
    session.close()


def test_an_interview_that_became_confidential_is_taken_off_the_site(interviews: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_to(site, interviews)
    mark_confidential(interviews / "bees")
    done = publish_to(site, interviews)
    assert (done.interviews, [one.path.name for one in done.confidential]) == (2, ["bees"])
    assert done.confidential[0].taken_off == (site / "bees",)
    assert not (site / "bees").exists()
    publish_to(tmp_path / "fresh", interviews)
    assert pages(site) == pages(tmp_path / "fresh")
    assert not [name for name, content in contents(site).items() if b"How did it all begin?" in content]


def test_one_beside_the_published_interview_that_became_confidential_is_taken_off_too(
    interviews: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish_to(site, interviews)
    mark_confidential(interviews / "potter")
    done = publish_to(site, interviews / "bees")
    assert [(one.path.name, one.taken_off) for one in done.confidential] == [("potter", (site / "potter",))]
    assert not (site / "potter").exists()
    assert (site / "weaver").exists()
    assert publish_to(site, interviews / "bees").confidential == ()


def test_one_beside_the_published_interview_that_was_never_on_this_site_is_not_named(
    interviews: Path, tmp_path: Path
) -> None:
    publish_to(tmp_path / "site", interviews / "bees")
    mark_confidential(interviews / "potter")
    assert publish_to(tmp_path / "site", interviews / "bees").confidential == ()


def test_a_copy_that_is_published_stays_when_the_interview_beside_it_becomes_confidential(
    interviews: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish_to(site, interviews / "potter")
    shutil.copytree(interviews / "potter", interviews / "copy")
    mark_confidential(interviews / "potter")
    assert publish_to(site, interviews / "copy").confidential == ()
    assert (site / "potter" / "index.html").exists()


def test_the_publisher_is_told_what_was_taken_off_and_what_to_do(interviews: Path, tmp_path: Path) -> None:
    site, folder = tmp_path / "site", interviews / "bees"
    publish_to(site, interviews)
    mark_confidential(folder)
    [note] = [note for note in find_notes(SETTINGS, publish_to(site, interviews)) if "confidential" in note.says]
    assert (note.severity, note.says) == (
        "warning",
        f"{folder} was marked as confidential after its edition 1: {site / 'bees'} is deleted; delete it on every host "
        "and in every copy of the site; to publish it again, write “confidential: no” among its facts, or release an "
        "edition in spite of it, with a reason",
    )


def test_the_only_interview_of_a_site_is_taken_off_too(interviews: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_to(site, interviews / "bees")
    mark_confidential(interviews / "bees")
    assert publish_to(site, interviews / "bees").interviews == 0
    assert not (site / "bees").exists()
    assert read_entries(site) == ()


def test_it_is_published_again_when_it_is_not_confidential_any_more(interviews: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish_to(site, interviews)
    before = pages(site)
    mark_confidential(interviews / "bees")
    publish_to(site, interviews)
    mark_confidential(interviews / "bees", answer=False)
    assert publish_to(site, interviews).confidential == ()
    assert pages(site) == before


def test_an_edition_that_was_released_in_spite_of_it_is_published(interviews: Path, tmp_path: Path) -> None:
    mark_confidential(interviews / "bees")
    release(settings=SETTINGS, options=ReleaseOptions(folder=interviews / "bees", note="agreed", anyway="she agreed"))
    done = publish_to(tmp_path / "site", interviews)
    assert (done.interviews, done.confidential) == (3, ())


def test_an_interview_in_which_somebody_says_confidential_is_published(interviews: Path, tmp_path: Path) -> None:
    session = Session(interviews / "bees")
    by = sign(session.folder, Person(handle="ana"))
    made = edit.set_target(session.transcript, session.transcript.segments[0].id, ("It is confidential.",), by)
    session.commit(intend(session.transcript, made, by, epoch=session.epoch))
    session.close()
    assert publish_to(tmp_path / "site", interviews).confidential == ()
