from __future__ import annotations

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.press.published_with import record
from dragoman.press.site import bundle_site
from dragoman.press.site_files import write_site
from editions import DESK, corrected, interview
from interviews import spanish_english

WHERE = ("--address", "https://example.org/interviews")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made = interview(spanish_english(), corrected(spanish_english(), "How did all this begin?"))
    write_site(tmp_path / "site", bundle_site([made], DESK))
    return tmp_path / "site"


def test_an_issue_is_three_files(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["newsletter", str(site), "--since", "2026-05-01", "-o", "issue", *WHERE]) == 0
    assert sorted(path.name for path in (tmp_path / "issue").iterdir()) == ["issue.eml", "issue.html", "issue.txt"]
    assert capsys.readouterr().out.endswith("My grandmother and the bees: 1 new, 0 corrected\n")
    mail = message_from_bytes((tmp_path / "issue" / "issue.eml").read_bytes(), policy=default)
    assert [one.get_content_type() for one in mail.iter_parts()] == ["text/plain", "text/html"]


def test_an_issue_is_in_the_name_of_the_site_wherever_it_is_made(site: Path, tmp_path: Path) -> None:
    record(site, DESK, None)
    assert main(["newsletter", str(site), "--since", "2026-05-01", "-o", "issue"]) == 0
    text = (tmp_path / "issue" / "issue.txt").read_text(encoding="utf-8")
    assert "https://example.org/interviews/bees/" in text
    assert "The Example Desk" in text


def test_an_issue_is_of_the_pages_that_are_named(site: Path, tmp_path: Path) -> None:
    words = ["newsletter", str(site), "-o", "issue", *WHERE, "--unsubscribe", "*|UNSUB|*", "--pages", "bees"]
    assert main(words) == 0
    assert main(words) == 0
    assert "*|UNSUB|*" in (tmp_path / "issue" / "issue.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--pages", "wasps", *WHERE), "has no interview wasps; it has: bees"),
        (("--since", "May", *WHERE), "is not a date; write it as in 2026-05-01"),
        (("--since", "2027-01-01", *WHERE), "leaves nothing to report"),
        (("--since", "2026-05-01"), "dragoman: --address: is not known; give the site's address"),
        (("--since", "2026-05-01", "--unsubscribe", "javascript:alert(1)", *WHERE), "is not a way to unsubscribe"),
        (("--since", "2026-05-01", "--subject", "a\nBcc: b@c.example", *WHERE), "is not one line of text"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    site: Path, options: tuple[str, ...], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["newsletter", str(site), "-o", "issue", *options]) == 2
    assert fault in capsys.readouterr().err


def test_other_files_are_not_written_over(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "issue").mkdir()
    (tmp_path / "issue" / "mine.txt").write_text("kept", encoding="utf-8")
    assert main(["newsletter", str(site), "--since", "2026-05-01", "-o", "issue", *WHERE]) == 2
    assert "has other files in it" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "issue").iterdir()] == ["mine.txt"]


def test_a_folder_that_is_no_site_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["newsletter", str(tmp_path), "--since", "2026-05-01", "-o", str(tmp_path / "issue"), *WHERE]) == 2
    assert "is not a site with interviews" in capsys.readouterr().err
