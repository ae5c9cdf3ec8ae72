from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder
from dragoman.transcript.document import Engine
from interviews import arabic_english, spanish_english


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


def test_a_site_is_written_and_then_nothing(interviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(interviews) == 0
    page = (interviews.parent / "site" / "bees" / "index.html").read_text(encoding="utf-8")
    for words in ("The Desk", "https://example.org/bees/e1/", "mailto:down@example.org"):
        assert words in page
    capsys.readouterr()
    assert publish(interviews) == 0
    assert capsys.readouterr().out.startswith("2 interviews, 0 of ")


def test_one_interview_alone(interviews: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(interviews / "bees") == 0
    assert "1 interview, " in capsys.readouterr().out


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
    assert main(["withdraw", str(interviews / "bees"), "s00000002", "--site", str(site)]) == 0
    assert not (site / "bees").exists()
    assert (site / "potter" / "index.html").exists()
    assert f"still holds it, delete or mend it: {site / 'mine.txt'}" in capsys.readouterr().out
    publish(interviews)
    assert b"was withdrawn" in (site / "bees" / "e1" / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("options", "fault"),
    [(("--templates", "gone"), "gone: is no folder"), (("--site", "example"), "is no address of a site")],
)
def test_options_that_make_no_sense(
    interviews: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], fault: str
) -> None:
    assert publish(interviews, *options) == 2
    assert fault in capsys.readouterr().err


def test_there_must_be_an_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert publish(tmp_path) == 2
    assert "has no editions to publish" in capsys.readouterr().err
