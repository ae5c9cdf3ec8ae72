from __future__ import annotations

from pathlib import Path

import pytest

from bitexts import bitext
from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.formats.names_csv import read_names
from dragoman.transcript.document import Engine

ROWS = (("در کرج.", "It is in Karaj."), ("از کرج.", "From Karaj."), ("به کرج.", "To Persia."))


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "interview", bitext(*ROWS, languages="fa en"), Engine(name="whisper")).path


def approve(interview: Path, old: str = "proposed", new: str = "approved") -> None:
    file = interview / "names.csv"
    file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")


def test_names_are_proposed_in_a_table(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "build", str(interview)]) == 0
    said = capsys.readouterr().out
    assert "Karaj" in said
    assert "2 names, 2 of them new" in said
    assert "dragoman names apply" in said


def test_approved_names_are_taken_in(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["names", "build", str(interview)])
    approve(interview)
    assert main(["names", "apply", str(interview), "--handle", "ana"]) == 0
    assert "2 names added, 0 changed, 0 taken out" in capsys.readouterr().out
    main(["history", str(interview)])
    assert "added 2 names of the ledger" in capsys.readouterr().out


def test_a_forbidden_rendering_fails_the_check(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("terms.csv").write_text("original,translation,forbidden\nکرج,Karaj,Persia\n", encoding="utf-8")
    assert main(["names", "import", str(interview), "terms.csv", "--handle", "ana"]) == 0
    capsys.readouterr()
    assert main(["names", "check", str(interview)]) == 1
    assert "Persia may not stand for کرج" in capsys.readouterr().out


def test_a_missing_rendering_alone_does_not(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("terms.csv").write_text("original,translation\nکرج,Karaj\n", encoding="utf-8")
    main(["names", "import", str(interview), "terms.csv", "--handle", "ana"])
    capsys.readouterr()
    assert main(["names", "check", str(interview)]) == 0
    assert "کرج is not rendered as Karaj" in capsys.readouterr().out


def test_the_table_of_the_settings_is_taken_in(interview: Path) -> None:
    Path("dragoman.toml").write_text('[style]\nglossary = "desk.csv"\n', encoding="utf-8")
    Path("desk.csv").write_text("original,translation\nکرج,Karaj\n", encoding="utf-8")
    assert main(["names", "import", str(interview), "--handle", "ana"]) == 0
    assert [term.target for term in open_folder(interview).transcript.glossary] == [("Karaj",)]


def test_without_a_table_to_take_in(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "import", str(interview)]) == 2
    assert "has no table to apply" in capsys.readouterr().err


def test_without_a_table_of_the_folder(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "apply", str(interview), "--handle", "ana"]) == 2
    assert "dragoman names build" in capsys.readouterr().err


def test_the_ledger_is_written_as_a_table(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "export", str(interview), "out.csv"]) == 0
    assert main(["names", "export", str(interview), "out.csv"]) == 2
    assert "--force" in capsys.readouterr().err


def test_what_was_left_out_is_told(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("terms.csv").write_text("original,colour\nکرج,red\n", encoding="utf-8")
    main(["names", "import", str(interview), "terms.csv", "--handle", "ana"])
    assert "name-column-left-out" in capsys.readouterr().err


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two interviews that render a name differently, and one that does not have it."""
    monkeypatch.chdir(tmp_path)
    said = {
        "one": ROWS[:2],
        "two": (("در کرج.", "It is in Caraj."), ("از تهران.", "From Tehran."), ("به تهران.", "To Tehran.")),
        "three": (("سلام.", "Hello."),),
    }
    for name, rows in said.items():
        create_folder(tmp_path / "drafts" / name, bitext(*rows, languages="fa en"), Engine(name="whisper"))
    return Path("drafts")


def ledger(name: str) -> dict[str, tuple[str, ...]]:
    return {term.source[0]: term.target for term in open_folder(Path("drafts", name)).transcript.glossary}


TABLE = "state;original;translation\napproved;کرج;Karaj\napproved;تهران;Tehran\nrejected;سلام;Hello\n"


def test_the_names_of_a_folder_of_interviews_are_proposed_in_one_table(
    many: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["names", "build", str(many)]) == 0
    said = capsys.readouterr().out
    assert "of 3 interviews" in said
    assert "dragoman names apply drafts\n" in said
    rows = read_names(Path("drafts/names.csv").read_bytes(), "names.csv").rows
    [karaj] = [row for row in rows if "کرج" in row.term.source]
    assert (karaj.state, karaj.count, karaj.places) == ("proposed", 3, ("one", "two"))
    assert "Karaj" in karaj.term.target
    assert not Path("drafts/one/names.csv").exists()


def test_what_a_person_decided_stays_if_the_table_is_built_again(many: Path) -> None:
    Path("drafts/names.csv").write_text(TABLE, encoding="utf-8")
    main(["names", "build", str(many)])
    rows = read_names(Path("drafts/names.csv").read_bytes(), "names.csv").rows
    decided = [(row.state, row.term.target, row.count) for row in rows[:3]]
    assert decided == [("approved", ("Karaj",), 3), ("approved", ("Tehran",), 2), ("rejected", ("Hello",), 0)]
    assert len([row for row in rows if "کرج" in row.term.source]) == 1


def test_each_interview_gets_the_names_that_occur_in_it(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("drafts/names.csv").write_text(TABLE, encoding="utf-8")
    assert main(["names", "apply", str(many), "--handle", "ana"]) == 0
    assert "2 changed, 0 without new views, 0 failed, 1 unchanged; added: 3" in capsys.readouterr().out
    assert ledger("one") == {"کرج": ("Karaj",)}
    assert ledger("two") == {"کرج": ("Karaj",), "تهران": ("Tehran",)}
    assert ledger("three") == {}


def test_a_term_is_changed_though_another_spelling_leads_it(many: Path) -> None:
    Path("terms.csv").write_text("original,translation,forbidden\nكرج | کرج,Caraj,Karadj\n", encoding="utf-8")
    main(["names", "import", "drafts/two", "terms.csv", "--handle", "ana"])
    Path("drafts/names.csv").write_text(TABLE, encoding="utf-8")
    main(["names", "apply", str(many), "--handle", "ana"])
    [term] = [one for one in open_folder(Path("drafts/two")).transcript.glossary if "کرج" in one.source]
    assert (term.source, term.target, term.forbidden) == (("كرج", "کرج"), ("Karaj",), ("Karadj",))


def test_a_removed_row_leaves_every_ledger(many: Path) -> None:
    Path("drafts/names.csv").write_text(TABLE, encoding="utf-8")
    main(["names", "apply", str(many), "--handle", "ana"])
    Path("drafts/names.csv").write_text(TABLE.replace("approved;کرج", "removed;کرج"), encoding="utf-8")
    main(["names", "apply", str(many), "--handle", "ana"])
    assert (ledger("one"), ledger("two")) == ({}, {"تهران": ("Tehran",)})


def test_a_dry_run_over_a_folder_changes_no_ledger(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("drafts/names.csv").write_text(TABLE, encoding="utf-8")
    assert main(["names", "apply", str(many), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "would change: drafts/two: 2 added\n" in out
    assert "2 would change, 0 without new views, 0 failed, 1 unchanged; added: 3" in out
    assert ledger("two") == {}


def test_a_dry_run_of_one_interview_changes_nothing(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["names", "build", str(interview), "--dry-run"]) == 0
    assert "2 of them new; nothing is written" in capsys.readouterr().out
    assert not (interview / "names.csv").exists()
    main(["names", "build", str(interview)])
    approve(interview)
    capsys.readouterr()
    assert main(["names", "apply", str(interview), "--dry-run"]) == 0
    assert "2 names added, 0 changed, 0 taken out; nothing is written" in capsys.readouterr().out
    assert open_folder(interview).transcript.glossary == ()


def test_a_table_that_would_lose_something_is_not_written_over(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = "original,translation,colour\nکرج,Karaj,blue\n"
    Path("terms.csv").write_text(table, encoding="utf-8")
    assert main(["names", "build", str(many), "terms.csv"]) == 2
    assert "terms.csv:1: the column colour has no place in a names ledger" in capsys.readouterr().err
    assert Path("terms.csv").read_text(encoding="utf-8") == table


def test_a_folder_is_checked_imported_and_exported(many: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("terms.csv").write_text("original,translation,forbidden\nکرج,Karaj,Caraj\n", encoding="utf-8")
    assert main(["names", "import", str(many), "terms.csv", "--handle", "ana"]) == 0
    assert ledger("three") == {"کرج": ("Karaj",)}
    assert main(["names", "check", str(many)]) == 1
    assert main(["names", "export", str(many), "all.csv"]) == 0
    [row] = read_names(Path("all.csv").read_bytes(), "all.csv").rows
    assert (row.state, row.term.target, row.count, row.places) == ("approved", ("Karaj",), 3, ("one", "two"))
    assert main(["names", "export", str(many), "all.csv"]) == 2
