"""The page that says what became of many: totals, order, and names that nobody can do harm with."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.workflows.draft_many import WORK
from dragoman.workflows.many.finished import DoneMany, Finished
from dragoman.workflows.many.report import is_report, write_report

ONE = Finished(path=Path("a.wav"), made=Path("a"), outcome="made", duration=3_600_000, seconds=90.0)


def page(*files: Finished, report: Path = Path("report.html"), running: bool = False) -> str:
    numbered = tuple(files)
    return write_report(DoneMany(work=WORK, files=numbered, report=report, seconds=61.0, running=running), 3)


def test_hours_of_sound_and_time_are_told_of_each_and_of_all() -> None:
    written = page(ONE, Finished(path=Path("b.wav"), outcome="made", duration=60_000, seconds=30.0))
    assert "1:01:00 of sound worked on; 1:01 by the clock, 2:00 of work in all processes together." in written
    assert '<td class="number" data-key="3600.0">1:00:00</td><td class="number" data-key="90.0">1:30</td>' in written


def test_what_failed_comes_first() -> None:
    written = page(ONE, Finished(path=Path("bad.wav"), outcome="failed", why="is empty", fixes=("copy it again",)))
    assert written.index("bad.wav") < written.index("a.wav")
    assert "is empty; copy it again" in written


def test_what_is_not_finished_is_told() -> None:
    assert "2 of 3 are not finished: the work goes on, or was stopped." in page(ONE, running=True)


def test_the_sound_of_what_was_skipped_is_not_counted() -> None:
    written = page(ONE, Finished(path=Path("b.wav"), outcome="skipped", duration=3_600_000))
    assert "1:00:00 of sound worked on" in written


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><img src=x>', "a\nb", "a\x1b[2J", "\u202egnp.wav", "\udcff.wav", "&amp;"]
)
def test_a_hostile_name_is_only_text(name: str) -> None:
    written = page(Finished(path=Path(name), made=Path(name), outcome="failed", why=name))
    rows = written[written.index("<tbody>") : written.index("</tbody>")]
    assert rows.count("<") == rows.count("<tr>") * 15
    assert not {"\x1b", "\u202e", "\udcff", "\r"} & set(written)
    written.encode()


def test_a_link_leads_to_the_file_whatever_its_name_is(tmp_path: Path) -> None:
    made = tmp_path / 'javascript:alert("مقابلة") #1'
    made.mkdir()
    (made / "index.html").touch()
    written = page(Finished(path=Path("a.wav"), made=made, outcome="made"), report=tmp_path / "report.html")
    address = "./javascript%3Aalert%28%22%D9%85%D9%82%D8%A7%D8%A8%D9%84%D8%A9%22%29%20%231/index.html"
    assert f'<a href="{address}">' in written


def test_what_is_not_there_is_not_linked() -> None:
    assert "<a " not in page(ONE)


def test_every_name_has_its_own_direction() -> None:
    assert '<th scope="row" lang="" dir="auto">مقابلة.wav</th>' in page(
        Finished(path=Path("مقابلة.wav"), outcome="skipped", why="it is drafted")
    )


def test_figures_have_columns_and_a_sum() -> None:
    files = [
        Finished(path=Path(name), outcome="made", figures={"passages": number}) for name, number in (("a", 3), ("b", 4))
    ]
    written = page(*files)
    assert '<th scope="col">Passages</th>' in written
    assert "<p>passages: 7.</p>" in written


def test_a_report_is_known_from_other_pages(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(page(ONE), encoding="utf-8")
    (tmp_path / "other.html").write_text("<!doctype html><title>Drafts</title>", encoding="utf-8")
    assert is_report(tmp_path / "report.html")
    assert not is_report(tmp_path / "other.html")
    assert not is_report(tmp_path / "none.html")
