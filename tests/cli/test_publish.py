from __future__ import annotations

import filecmp
from pathlib import Path

import msgspec
import numpy as np
import pytest
from filelock import FileLock

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.folder.views import page_path
from dragoman.media.sound import RATE, read_sound
from dragoman.press.site_list import read_entries
from dragoman.transcript.document import Engine
from dragoman.transcript.span import Span
from editions import files_holding
from interviews import arabic_english, english_persian, spanish_english
from sounds import tone, write_wav

SECOND = "s00000002"


@pytest.fixture
def interviews(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    toml = '[desk]\nname = "The Desk"\n[site]\naddress = "https://example.org"\ntakedown = "down@example.org"\n'
    (tmp_path / "dragoman.toml").write_text(toml, encoding="utf-8")
    for name, make in (("bees", spanish_english), ("potter", arabic_english)):
        create_folder(tmp_path / "interviews" / name, make(), Engine(name="whisper"))
        main(["release", f"interviews/{name}", "--slug", name, "--anyway", "a test"])
    return tmp_path / "interviews"


def publish(interviews: Path, *options: str) -> int:
    return main(["publish", str(interviews), "-o", str(interviews.parent / "site"), *options])


def add(interviews: Path, name: str) -> int:
    """Publish one interview to the site of all."""
    return main(["publish", str(interviews / name), "-o", str(interviews.parent / "site")])


def test_a_site_is_written_and_then_nothing(interviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(interviews) == 0
    page = (interviews.parent / "site" / "bees" / "index.html").read_text(encoding="utf-8")
    for words in ("The Desk", "https://example.org/bees/e1/", "mailto:down@example.org"):
        assert words in page
    capsys.readouterr()
    assert publish(interviews) == 0
    assert capsys.readouterr().out.startswith("2 interviews, 0 files changed")


def test_a_site_without_an_address_for_errors_is_told(
    interviews: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(interviews)
    assert "address for errors" not in capsys.readouterr().err
    (tmp_path / "dragoman.toml").write_text('[desk]\nname = "The Desk"\n', encoding="utf-8")
    assert publish(interviews) == 0
    said = capsys.readouterr().err
    assert "name no address for errors and takedowns; write takedown = " in said
    assert "note: the site has no address, so there are no feeds" in said


@pytest.fixture
def elsewhere(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is not below the interviews' settings."""
    path = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.chdir(path)
    return path


def test_from_another_folder_the_settings_of_the_interviews_are_used(
    interviews: Path, elsewhere: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(interviews) == 0
    assert (tmp_path / "site" / "feeds" / "all.rss").exists()
    said = f"dragoman: settings: {tmp_path / 'dragoman.toml'}, for the current folder has none\n"
    assert said in capsys.readouterr().err


def test_a_settings_file_in_the_current_folder_takes_precedence(
    interviews: Path, elsewhere: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (elsewhere / "dragoman.toml").write_text('[site]\naddress = "https://example.com"\n', encoding="utf-8")
    assert publish(interviews) == 0
    assert "https://example.com/bees/" in (tmp_path / "site" / "bees" / "index.html").read_text(encoding="utf-8")
    assert "dragoman: settings" not in capsys.readouterr().err


def test_settings_without_the_address_of_the_site_are_refused(
    interviews: Path, elsewhere: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(interviews)
    (elsewhere / "dragoman.toml").write_text('[desk]\nhandle = "ana"\n', encoding="utf-8")
    capsys.readouterr()
    assert publish(interviews) == 2
    assert f"run this in {tmp_path}, whose dragoman.toml has the settings" in capsys.readouterr().err
    assert (tmp_path / "site" / "feeds" / "all.rss").exists()
    assert publish(interviews, "--site", "https://example.org") == 0


def test_a_site_whose_settings_are_gone_keeps_its_feeds(
    interviews: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(interviews)
    (tmp_path / "dragoman.toml").unlink()
    capsys.readouterr()
    assert publish(interviews) == 2
    assert f"below [site] in {interviews / 'dragoman.toml'}, or give the address with --site" in capsys.readouterr().err


def test_without_settings_and_a_record_of_the_publisher_nothing_is_unpublished_or_withdrawn(
    interviews: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(interviews)
    site = tmp_path / "site"
    for name in ("dragoman.toml", "site/.publisher.json"):
        (tmp_path / name).unlink()
    for command in (["unpublish", "bees", "-o", str(site)], ["withdraw", "interviews/bees", SECOND, "--site", "site"]):
        capsys.readouterr()
        assert main(command) == 2
        assert "now no address is set, so its feeds would be deleted" in capsys.readouterr().err
    assert (site / "bees" / "index.html").exists()
    assert open_folder(interviews / "bees").transcript.segments[1].withdrawn is None


@pytest.mark.parametrize("verb", ["unpublish", "withdraw"])
def test_without_a_record_of_the_publisher_the_settings_beside_the_interviews_are_used(
    interviews: Path, elsewhere: Path, tmp_path: Path, verb: str
) -> None:
    publish(interviews)
    site = tmp_path / "site"
    (site / ".publisher.json").unlink()
    commands = {
        "unpublish": ["unpublish", "bees", "-o", str(site)],
        "withdraw": ["withdraw", str(interviews / "bees"), SECOND, "--site", str(site)],
    }
    assert main(commands[verb]) == 0
    assert b"https://example.org/potter/" in (site / "feeds" / "all.rss").read_bytes()


def test_several_that_are_published_name_what_the_site_loses(
    interviews: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(interviews)
    (tmp_path / "dragoman.toml").write_text('[site]\naddress = "https://example.org"\n', encoding="utf-8")
    capsys.readouterr()
    assert main(["publish", "interviews/bees", "interviews/potter", "-o", "site"]) == 0
    assert "warning: interviews/bees: the site was published before with the publisher's name" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize("verb", ["unpublish", "withdraw"])
def test_the_lists_stay_as_they_were_published_wherever_an_interview_is_removed(
    interviews: Path, elsewhere: Path, tmp_path: Path, verb: str
) -> None:
    publish(interviews)
    (tmp_path / "dragoman.toml").unlink()
    site = tmp_path / "site"
    commands = {
        "unpublish": ["unpublish", "bees", "-o", str(site)],
        "withdraw": ["withdraw", str(interviews / "bees"), SECOND, "--site", str(site)],
    }
    assert main(commands[verb]) == 0
    assert not (site / "bees").exists()
    assert b"https://example.org/potter/" in (site / "feeds" / "all.rss").read_bytes()
    assert b"The Desk" in (site / "index.html").read_bytes()


@pytest.fixture
def templates(interviews: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A publisher's own index page, with which the interviews are published."""
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "index.html").write_text("Our own page", encoding="utf-8")
    publish(interviews, "--templates", str(folder))
    capsys.readouterr()
    return folder


def test_lists_in_a_template_of_ones_own_are_not_written_without_it(
    interviews: Path, templates: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    assert main(["unpublish", "bees", "-o", str(site)]) == 2
    assert "name their folder with --templates" in capsys.readouterr().err
    assert (site / "bees" / "index.html").exists()
    assert main(["unpublish", "bees", "-o", str(site), "--templates", str(templates)]) == 0
    assert (site / "index.html").read_text(encoding="utf-8") == "Our own page"


def test_no_template_prevents_a_withdrawal_and_the_lists_are_said_to_be_plain(
    interviews: Path, templates: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    assert main(["withdraw", str(interviews / "bees"), SECOND, "--site", str(site)]) == 0
    assert f"the lists of {site} are written with the built-in templates" in capsys.readouterr().out
    assert not (site / "bees").exists()
    own = ["--templates", str(templates)]
    publish(interviews, *own)
    assert main(["withdraw", str(interviews / "bees"), "s00000004", "--site", str(site), *own]) == 0
    assert "built-in templates" not in capsys.readouterr().out
    assert (site / "index.html").read_text(encoding="utf-8") == "Our own page"


def test_a_dry_run_says_what_would_be_published_and_writes_nothing(
    interviews: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = interviews.parent / "site"
    create_folder(interviews / "weaver", english_persian(), Engine(name="whisper"))
    create_folder(interviews / "letters", english_persian(), Engine(name="whisper"))
    main(["release", str(interviews / "letters"), "--anyway", "x", "--not-before", "2999-01-01"])
    capsys.readouterr()
    assert publish(interviews, "--dry-run") == 0
    assert capsys.readouterr().out.splitlines() == [
        f"new: {interviews / 'bees'}: bees, edition 1",
        f"held back: {interviews / 'letters'}",
        f"new: {interviews / 'potter'}: potter, edition 1",
        f"not released: {interviews / 'weaver'}",
        "2 new, 0 changed, 0 unchanged, 1 held back, 0 failed, 1 not released; nothing is written",
    ]
    assert not site.exists()
    publish(interviews)
    main(["withdraw", str(interviews / "bees"), SECOND])
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert publish(interviews, "--dry-run") == 0
    assert f"changed: {interviews / 'bees'}: bees, edition 1\n" in (said := capsys.readouterr().out)
    assert f"unchanged: {interviews / 'potter'}: potter, edition 1\n" in said
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_a_dry_run_says_that_all_editions_are_in_deeper_folders(
    interviews: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(interviews.parent, "--dry-run") == 2
    assert "has editions only in deeper folders" in capsys.readouterr().err


def test_a_dry_run_names_what_could_not_be_published(interviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_folder(interviews / "again", spanish_english(), Engine(name="whisper"))
    main(["release", str(interviews / "again"), "--slug", "bees", "--anyway", "a test"])
    capsys.readouterr()
    assert publish(interviews, "--dry-run") == 1
    again = interviews / "again"
    assert f"failed: {interviews / 'bees'}: needs the address bees, which {again} has" in capsys.readouterr().err


def test_what_a_site_loses_is_named_once(interviews: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(interviews)
    (tmp_path / "dragoman.toml").write_text('[site]\naddress = "https://example.org"\n', encoding="utf-8")
    capsys.readouterr()
    assert add(interviews, "bees") == 0
    lost = "before with the publisher's name, the address for errors and takedowns, and now without"
    assert lost in capsys.readouterr().err
    assert add(interviews, "bees") == 0
    assert "and now without" not in capsys.readouterr().err


def test_an_interview_is_unpublished_from_another_folder(interviews: Path, elsewhere: Path, tmp_path: Path) -> None:
    publish(interviews)
    assert main(["unpublish", "bees", "-o", str(tmp_path / "site")]) == 0
    assert not (tmp_path / "site" / "bees").exists()
    assert (tmp_path / "site" / "feeds" / "all.rss").exists()


def test_one_interview_alone(interviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(interviews / "bees") == 0
    assert "1 interview, " in capsys.readouterr().out


@pytest.mark.parametrize("order", [("bees", "potter"), ("potter", "bees")])
def test_a_second_interview_leaves_the_first_on_the_site(
    interviews: Path, tmp_path: Path, order: tuple[str, str]
) -> None:
    first, second = order
    assert add(interviews, first) == 0
    (interviews / first).rename(tmp_path / "elsewhere")
    pages = {path: path.read_bytes() for path in (tmp_path / "site" / first).rglob("*") if path.is_file()}
    assert add(interviews, second) == 0
    assert {path: path.read_bytes() for path in pages} == pages
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{slug}/index.html"' in index for slug in order)


def test_one_by_one_or_at_once_makes_the_same_site(interviews: Path, tmp_path: Path) -> None:
    publish(interviews)
    (tmp_path / "site").rename(tmp_path / "at-once")
    add(interviews, "potter")
    add(interviews, "bees")
    compared = filecmp.dircmp(
        tmp_path / "at-once", tmp_path / "site", ignore=["files.json", ".editions.json", ".folders.json"]
    )
    assert (compared.left_only, compared.right_only, compared.diff_files) == ([], [], [])


def test_a_publish_that_was_killed_takes_nothing_off(
    interviews: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(interviews, "bees")
    with monkeypatch.context() as patch:
        patch.setattr("dragoman.press.site_writer.os.replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        assert add(interviews, "potter") == 130
    capsys.readouterr()
    assert add(interviews, "bees") == 0
    assert (tmp_path / "site" / "bees" / "e1" / "index.html").exists()
    assert "site/potter is not in the list of interviews; publish it again" in capsys.readouterr().err
    assert add(interviews, "potter") == 0
    assert 'href="bees/index.html"' in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_two_at_once_write_one_after_the_other(interviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(interviews, "bees")
    held = FileLock(interviews.parent / "site" / ".lock")
    with held:
        assert add(interviews, "potter") == 2
    assert "is being written by another program" in capsys.readouterr().err


def test_an_interview_is_unpublished(interviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(interviews)
    site = interviews.parent / "site"
    assert main(["unpublish", "bees", "-o", str(site)]) == 0
    assert not (site / "bees").exists()
    assert "bees" not in (site / "index.html").read_text(encoding="utf-8")
    assert main(["unpublish", "bees", "-o", str(site)]) == 2
    assert "has no interview bees; it has: potter" in capsys.readouterr().err


def test_what_was_withdrawn_is_nowhere_on_the_site(interviews: Path) -> None:
    publish(interviews)
    site = interviews.parent / "site"
    assert any(b"How did it all begin" in path.read_bytes() for path in site.rglob("*") if path.is_file())
    main(["withdraw", str(interviews / "bees"), "s00000002", "--reason", "at her request"])
    publish(interviews)
    files = [path for path in site.rglob("*") if path.is_file()]
    words = ("How did it all begin", "empezó todo", "How%20did%20it%20all")
    assert [path for path in files for word in words if word.encode() in path.read_bytes()] == []
    assert b"at her request" in (site / "bees" / "index.html").read_bytes()


def test_a_site_that_is_named_loses_its_pages_at_once(interviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(interviews)
    site = interviews.parent / "site"
    (site / "mine.txt").write_text("He asked: How did it all begin?", encoding="utf-8")
    assert main(["withdraw", str(interviews / "bees"), "s00000002", "--site", str(site)]) == 1
    assert not (site / "bees").exists()
    assert (site / "potter" / "index.html").exists()
    assert f"still contains it: delete or correct it: {site / 'mine.txt'}" in capsys.readouterr().out
    publish(interviews)
    assert b"was withdrawn" in (site / "bees" / "e1" / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("options", "fault"),
    [(("--templates", "gone"), "gone: is not a folder"), (("--site", "example"), "is not the address of a site")],
)
def test_options_that_make_no_sense(
    interviews: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], fault: str
) -> None:
    assert publish(interviews, *options) == 2
    assert fault in capsys.readouterr().err


def test_there_must_be_an_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(tmp_path) == 2
    said = capsys.readouterr().err
    assert f"has no editions to publish; make one with: dragoman release {tmp_path}" in said


def test_editions_in_deeper_folders_need_an_option(interviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(interviews.parent) == 2
    said = f"{interviews.parent}: has editions only in deeper folders; "
    assert f"{said}include them with: dragoman publish {interviews.parent} -o " in (told := capsys.readouterr().err)
    assert told.endswith(" --nested\n")


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An interview of a recording that lies beside it, of which a passage is redacted."""
    monkeypatch.chdir(tmp_path)
    document = spanish_english()
    timed = [msgspec.structs.replace(s, span=Span(60_000, 61_000)) if s.withdrawn else s for s in document.segments]
    document = msgspec.structs.replace(document, segments=tuple(timed))
    folder = create_folder(tmp_path / "bees", document, Engine(name="whisper"))
    write_wav(folder.path / "tone.mp3", tone(64))
    main(["release", str(folder.path), "--anyway", "a test"])
    return folder.path


def loudest(site: Path, start: float, end: float) -> float:
    [copy] = site.rglob("sound-*.webm")
    sound = np.concatenate([block[0] for block in read_sound(copy)])
    return float(np.abs(sound[round(start * RATE) : round(end * RATE)]).max())


def test_a_copy_of_the_sound_is_silent_where_a_passage_is_redacted_or_withdrawn(spoken: Path) -> None:
    site = spoken.parent / "site"
    assert main(["publish", str(spoken), "-o", str(site), "--media", "copy"]) == 0
    assert loudest(site, 44.8, 52) < 0.001
    assert loudest(site, 6.5, 8.9) > 0.3
    main(["withdraw", str(spoken), "s00000002", "--site", str(site)])
    assert list(site.rglob("sound-*")) == []
    assert main(["publish", str(spoken), "-o", str(site), "--media", "copy"]) == 0
    assert loudest(site, 6.2, 9) < 0.001
    assert loudest(site, 10, 20) > 0.3


def test_the_page_plays_the_copy_and_without_it_nothing(spoken: Path) -> None:
    site = spoken.parent / "site"
    main(["publish", str(spoken), "-o", str(site), "--media", "copy"])
    [copy] = site.rglob("sound-*.webm")
    page = (site / "my-grandmother-and-the-bees" / "e1" / "index.html").read_text(encoding="utf-8")
    assert f'src="../../my-grandmother-and-the-bees/{copy.name}"' in page
    assert "media-src &#39;self&#39; file:" in page
    main(["publish", str(spoken), "-o", str(site)])
    assert not copy.exists()


def test_a_copy_is_made_once(spoken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = spoken.parent / "site"
    main(["publish", str(spoken), "-o", str(site), "--media", "copy"])
    capsys.readouterr()
    main(["publish", str(spoken), "-o", str(site), "--media", "copy"])
    assert "0 files changed" in capsys.readouterr().out


def publish_copies(spoken: Path) -> int:
    """Publish all interviews beside this one, each with a copy of its sound."""
    return main(["publish", str(spoken.parent), "-o", str(spoken.parent / "site"), "--media", "copy"])


@pytest.fixture
def silent(spoken: Path) -> Path:
    """Another interview beside that one, whose recording is gone."""
    folder = create_folder(spoken.parent / "potter", spanish_english(), Engine(name="whisper")).path
    main(["release", str(folder), "--slug", "potter", "--anyway", "a test"])
    return folder


def test_an_interview_whose_recording_is_gone_is_published_without_sound_and_the_others_with_it(
    spoken: Path, silent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = spoken.parent / "site"
    capsys.readouterr()
    assert publish_copies(spoken) == 1
    said = capsys.readouterr().err
    assert f"potter is published without sound: has no recording at {silent / 'tone.mp3'} to copy" in said
    assert f"look for it by its hash with: dragoman relink {silent}" in said
    assert b"<audio" not in (site / "potter" / "index.html").read_bytes()
    assert b"<audio" in (site / "my-grandmother-and-the-bees" / "index.html").read_bytes()


def test_several_that_are_named_say_which_is_without_sound(
    spoken: Path, silent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = spoken.parent / "site"
    capsys.readouterr()
    assert main(["publish", str(spoken), str(silent), "-o", str(site), "--media", "copy"]) == 1
    said = capsys.readouterr()
    assert "published in part" in said.err
    assert "potter is published without sound: has no recording at" in said.err
    assert "without sound: 1" in said.out


def test_a_copy_that_was_published_stays_if_its_recording_is_gone(
    spoken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # From now on its hash is known.
    main(["relink", str(spoken), str(spoken / "tone.mp3")])
    publish_copies(spoken)
    (spoken / "tone.mp3").unlink()
    capsys.readouterr()
    assert publish_copies(spoken) == 0
    assert "0 files changed" in capsys.readouterr().out
    assert list(spoken.parent.rglob("sound-*.webm"))


def test_a_copy_that_may_no_longer_be_heard_goes_though_its_recording_is_gone(spoken: Path) -> None:
    publish_copies(spoken)
    (spoken / "tone.mp3").unlink()
    main(["withdraw", str(spoken), SECOND])
    assert publish_copies(spoken) == 1
    site = spoken.parent / "site"
    assert list(site.rglob("sound-*")) == []
    assert b"<audio" not in (site / "my-grandmother-and-the-bees" / "index.html").read_bytes()


def test_an_interview_whose_recording_cannot_be_read_is_published_without_sound(
    spoken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = spoken.parent / "site"
    (spoken / "tone.mp3").write_bytes(b"no sound")
    capsys.readouterr()
    assert publish_copies(spoken) == 1
    assert "my-grandmother-and-the-bees is published without sound: " in capsys.readouterr().err
    assert [path.name for path in site.rglob("*sound-*")] == []
    [entry] = read_entries(site)
    assert entry.media is None
    assert publish_copies(spoken) == 1
    assert "1 interview, 0 files changed" in capsys.readouterr().out


def test_what_may_not_be_heard_and_has_no_time_keeps_the_sound_unpublished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = create_folder(tmp_path / "bees", spanish_english(), Engine(name="whisper"))
    write_wav(folder.path / "tone.mp3", tone(2))
    main(["release", str(folder.path), "--anyway", "a test"])
    assert main(["publish", str(folder.path), "-o", str(tmp_path / "site"), "--media", "copy"]) == 1
    assert "has a passage s00000011 that may not be heard, and no time for it" in capsys.readouterr().err
    assert list((tmp_path / "site").rglob("sound-*")) == []
    assert (tmp_path / "site" / "my-grandmother-and-the-bees" / "index.html").exists()


def test_an_interview_that_may_not_be_seen_yet_is_in_no_file(interviews: Path) -> None:
    create_folder(interviews / "letters", english_persian(), Engine(name="whisper"))
    main(["release", str(interviews / "letters"), "--slug", "zzletters", "--anyway", "x", "--not-before", "2999-01-01"])
    assert publish(interviews) == 0
    site = interviews.parent / "site"
    assert files_holding(site, "zzletters", "Letters", "2999-01", "نامه", "came on") == []
    assert not (site / "zzletters").exists()


def mark_confidential(interview: Path) -> None:
    """Add the fact to the page, and apply it."""
    page = page_path(open_folder(interview))
    page.write_text(page.read_text(encoding="utf-8").replace("\n\n", "\nconfidential: yes\n\n", 1), encoding="utf-8")
    assert main(["apply", str(interview)]) == 0


def test_what_became_confidential_is_deleted_and_the_next_steps_are_printed(
    interviews: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(interviews)
    mark_confidential(interviews / "bees")
    capsys.readouterr()
    assert publish(interviews) == 0
    told = capsys.readouterr()
    assert "1 interview, " in told.out
    assert f"deleted {interviews.parent / 'site' / 'bees' / 'index.html'}" in told.out
    assert "bees was marked as confidential after its edition 1" in told.err
    assert "write “confidential: no” among its facts" in told.err


def test_a_dry_run_names_what_became_confidential(interviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mark_confidential(interviews / "bees")
    capsys.readouterr()
    publish(interviews, "--dry-run")
    assert f"confidential: {interviews / 'bees'}: it is not published\n" in capsys.readouterr().out


def test_what_became_confidential_makes_no_site(interviews: Path, tmp_path: Path) -> None:
    mark_confidential(interviews / "bees")
    assert add(interviews, "bees") == 0
    assert not (tmp_path / "site").exists()


def test_of_several_interviews_those_that_became_confidential_are_named(
    interviews: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark_confidential(interviews / "bees")
    capsys.readouterr()
    assert main(["publish", "interviews/bees", "interviews/potter", "-o", "site"]) == 0
    told = "".join(capsys.readouterr())
    assert "1 published, 0 published in part, 0 failed, 1 skipped" in told
    assert "confidential since its last edition, and not published any more: interviews/bees" in told
