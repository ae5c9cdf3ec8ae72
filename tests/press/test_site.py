from __future__ import annotations

import getpass
import socket
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from dragoman.cli.terminal import as_command
from dragoman.errors import Fix, FolderError
from dragoman.folder import Folder, create_folder
from dragoman.folder.editions import save_edition
from dragoman.press.gather import Reading, find_interview_folders, gather, read_interview, refuse_doubles
from dragoman.press.site import bundle_site, unpublish
from dragoman.press.site_files import write_site
from dragoman.press.site_list import read_entries, read_standing
from dragoman.press.site_model import Interview
from dragoman.transcript.document import Engine, Person, Transcript
from dragoman.transcript.edition import Edition
from editions import DESK, SOUND, corrected, interview, make_site, released, unpacked, with_sound
from interviews import arabic_english, spanish_english

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BEES = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))
BUNDLES = bundle_site([BEES], DESK)
SITE = make_site([BEES], DESK)


def folder(root: Path, name: str, *editions: Edition) -> Folder:
    made = create_folder(root / name, spanish_english(), Engine(name="whisper"))
    for edition in editions:
        save_edition(made, edition)
    return made


def found_in(root: Path, now: datetime = NOW) -> list[Interview]:
    """The interviews below a folder that may be seen."""
    read = (read_interview(path, Reading(now)) for path in find_interview_folders(root))
    return [one for one in read if one is not None]


def test_every_edition_has_an_address_and_the_latest_two() -> None:
    assert {"bees/index.html", "bees/e1/index.html", "bees/e2/index.html"} <= SITE.keys()
    assert b"How did all this begin?" in SITE["bees/index.html"]
    assert b"How did it all begin?" in SITE["bees/e1/index.html"]


def test_the_index_is_last() -> None:
    assert list(SITE)[-1] == "index.html"


def test_every_link_within_the_site_leads_somewhere() -> None:
    from lxml import html as parser

    for name, content in SITE.items():
        if not name.endswith("index.html"):
            continue
        page = parser.document_fromstring(content)
        for target in (*page.xpath("//@href"), *page.xpath("//script/@src")):
            path, _, fragment = target.partition("#")
            if path and ":" not in path:
                where = (Path("/") / name).parent / path
                assert str(where.resolve())[1:] in SITE, (name, target)
            elif fragment and not path:
                assert page.xpath(f"//*[@id='{fragment}']"), (name, target)


def test_the_same_editions_make_the_same_bytes() -> None:
    assert make_site([BEES], DESK) == SITE


def test_nothing_of_the_makers_leaks() -> None:
    document = spanish_english()
    first = msgspec.structs.replace(
        document.segments[0],
        heard_by=("eva",),
        source_origin=Engine(name="whisper", model="/home/someone/models/base", settings={"path": "/srv/x"}),
        target_origin=Person(handle="secretive"),
    )
    document = msgspec.structs.replace(document, segments=(first, *document.segments[1:]))
    site = make_site([interview(document, shown={"secretive": "", "eva": "Eva L."})], DESK)
    whole = b"\n".join(map(unpacked, site.values()))
    for word in (
        getpass.getuser() + "@", socket.gethostname(), str(Path.home()) + "/", "/home/", "/srv/x", "secretive",
        "check with the producer", "tone.mp3",
    ):  # fmt: skip
        assert word.encode() not in whole, word


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    assert set(write_site(tmp_path / "site", BUNDLES)) >= set(SITE)
    assert write_site(tmp_path / "site", BUNDLES) == ()
    other = bundle_site([BEES], msgspec.structs.replace(DESK, support="Another line"))
    changed = write_site(tmp_path / "site", other)
    # The index for search is made with all that is the publisher's.
    assert {Path(name).suffix for name in changed if not name.startswith("search/")} == {".html"}


def test_an_interview_that_is_not_given_stays(tmp_path: Path) -> None:
    write_site(tmp_path, BUNDLES)
    other = msgspec.structs.replace(interview(arabic_english()), slug="potter")
    changed = write_site(tmp_path, bundle_site([other], DESK, standing=read_standing(tmp_path)))
    assert {name.partition("/")[0] for name in changed} == {
        "potter", "people", "years", "pages", "feeds", "search", "sitemap.xml", "index.html",
    }  # fmt: skip
    assert (tmp_path / "bees" / "e1" / "index.html").read_bytes() == SITE["bees/e1/index.html"]
    assert all(f'href="{slug}/index.html"' in (tmp_path / "index.html").read_text() for slug in ("bees", "potter"))


def test_what_an_interview_no_longer_has_is_deleted(tmp_path: Path) -> None:
    write_site(tmp_path, BUNDLES)
    (tmp_path / "bees" / "mine.txt").write_text("kept", encoding="utf-8")
    first = msgspec.structs.replace(BEES, editions=BEES.editions[:1])
    assert "bees/e2/index.html" in write_site(tmp_path, bundle_site([first], DESK))
    left = {path.name for path in (tmp_path / "bees").iterdir()}
    assert left == {"e1", "entry.json", "index.html", "mine.txt", "passages.json"}


def test_an_interview_is_taken_off_a_site(tmp_path: Path) -> None:
    other = msgspec.structs.replace(interview(arabic_english()), slug="potter")
    write_site(tmp_path, bundle_site([BEES, other], DESK))
    gone = unpublish(tmp_path, "bees", DESK)
    assert {name.partition("/")[0] for name in gone} == {"bees", "people", "programmes", "search", "tags", "years"}
    assert not (tmp_path / "bees").exists()
    assert "bees" not in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert [entry.slug for entry in read_entries(tmp_path)] == ["potter"]


def test_only_an_interview_is_taken_off_a_site(tmp_path: Path) -> None:
    write_site(tmp_path, BUNDLES)
    for slug in ("assets", "index.html", "..", "wasps"):
        with pytest.raises(FolderError, match="has no interview"):
            unpublish(tmp_path, slug, DESK)


def test_somebody_elses_file_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("my own", encoding="utf-8")
    with pytest.raises(FolderError, match=r"index\.html: was not written by Dragoman"):
        write_site(tmp_path, BUNDLES)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", "index.html"]


def test_a_list_of_files_that_somebody_changed_deletes_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("kept", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "files.json").write_text(
        '[{"top": "bees", "names": ["../precious.txt", "/etc/hosts"]}]', encoding="utf-8"
    )
    write_site(tmp_path / "site", BUNDLES)
    assert (tmp_path / "precious.txt").exists()


def test_interviews_are_found_by_their_editions_alone(tmp_path: Path) -> None:
    made = folder(tmp_path, "bees", *BEES.editions)
    folder(tmp_path, "unreleased")
    (made.path / "history.jsonl").unlink()
    [found] = found_in(tmp_path)
    assert msgspec.structs.replace(found, hashes=(), sources=()) == BEES


def test_what_may_not_be_seen_yet_is_nowhere(tmp_path: Path) -> None:
    first = released(spanish_english())
    later = released(corrected(spanish_english(), "An embargoed word."), first, not_before="2026-06-02T00:00:00Z")
    folder(tmp_path, "bees", first, later)
    site = make_site(found_in(tmp_path), DESK)
    assert b"embargoed" not in b"".join(site.values())
    after = make_site(found_in(tmp_path, datetime(2026, 6, 2, tzinfo=UTC)), DESK)
    assert b"embargoed" in after["bees/index.html"]


def test_a_broken_chain_is_not_published(tmp_path: Path) -> None:
    made = folder(tmp_path, "bees", *BEES.editions)
    path = made.path / "editions" / "1.json"
    path.write_bytes(path.read_bytes().replace(b"beekeeper", b"housekeeper"))
    with pytest.raises(FolderError, match="that the next one does not follow"):
        found_in(tmp_path)


def test_a_chain_without_its_beginning_is_not_published(tmp_path: Path) -> None:
    made = folder(tmp_path, "bees", *BEES.editions)
    (made.path / "editions" / "1.json").unlink()
    with pytest.raises(FolderError, match="has no edition 1"):
        found_in(tmp_path)


def test_two_interviews_cannot_have_one_address(tmp_path: Path) -> None:
    folder(tmp_path, "bees", BEES.editions[0])
    folder(tmp_path, "wasps", BEES.editions[0])
    gathered = [(path, one) for path in find_interview_folders(tmp_path) if (one := gather(path, Reading(NOW)))]
    with pytest.raises(FolderError, match=r"needs the address bees, which .*/bees has, and an edition keeps") as found:
        refuse_doubles(gathered)
    again, elsewhere = (as_command(fix) for fix in found.value.fixes if isinstance(fix, Fix))
    wasps = tmp_path / "wasps"
    assert again == (
        f"if none of its editions was ever published, delete {wasps}/editions, and release it again with: "
        f"dragoman release {wasps} --slug bees-2"
    )
    assert elsewhere == f"publish it on another site with: dragoman publish {wasps} -o SITE"


def test_a_download_in_every_format_that_readers_know() -> None:
    names = [name.removeprefix("bees/e2/bees.") for name in SITE if name.startswith("bees/e2/bees.")]
    assert {"es.vtt", "en.vtt", "es.srt", "tei.xml", "json", "notation.txt"} <= set(names)
    assert not {name for name in names if name.endswith((".html", ".rttm"))}


def test_sound_is_not_copied() -> None:
    site = make_site([interview(with_sound(arabic_english()))], msgspec.structs.replace(DESK, media="link"))
    assert not [name for name in site if name.endswith(Path(SOUND).suffix)]


def test_an_edition_of_nothing() -> None:
    assert "bees/index.html" in make_site([interview(Transcript())], DESK)
