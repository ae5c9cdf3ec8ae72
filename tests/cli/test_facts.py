from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Date, Engine, Facts
from interviews import spanish_english

Capture = pytest.CaptureFixture[str]
RADIO = Facts(rights_holder="Example Radio", tags=("bees",))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, own in (("one", Facts()), ("two", Facts(rights_holder="Another Radio", tags=("wasps",)))):
        create_folder(Path("all", name), msgspec.structs.replace(spanish_english(), facts=own), Engine(name="whisper"))


def facts(name: str) -> Facts:
    return open_folder(Path("all", name)).transcript.facts


def add(*words: str) -> int:
    return main(["facts", "all", "--add", "rights holder: Example Radio", "--add", "tag: bees", *words])


def test_what_an_interview_has_stays_and_is_named(capsys: Capture) -> None:
    assert add("--handle", "ana") == 1
    assert facts("one") == RADIO
    assert facts("two") == Facts(rights_holder="Another Radio", tags=("wasps", "bees"))
    assert capsys.readouterr().err == (
        "dragoman: changed in part: all/two: “tag: bees”: added; “rights holder: Another Radio”: stays, and differs "
        "from “rights holder: Example Radio”; use --replace to replace what differs\n"
    )
    assert [len(open_folder(Path("all", name)).groups) for name in ("one", "two")] == [2, 2]


def test_a_fact_is_replaced_if_that_is_asked_for_and_undone_as_usual() -> None:
    assert add("--replace") == 0
    assert facts("two").rights_holder == "Example Radio"
    assert main(["undo", "all/two"]) == 0
    assert facts("two") == Facts(rights_holder="Another Radio", tags=("wasps",))


def test_a_dry_run_changes_nothing(capsys: Capture) -> None:
    assert add("--dry-run", "--replace") == 0
    assert (facts("one").tags, facts("two").tags) == ((), ("wasps",))
    said = capsys.readouterr().out
    assert "would change: all/one: “rights holder: Example Radio”: added; “tag: bees”: added\n" in said
    assert "“rights holder: Example Radio”: replaces “rights holder: Another Radio”" in said
    assert not list(Path("all").glob("report*"))


def test_a_table_has_a_row_for_each(capsys: Capture) -> None:
    assert main(["facts", "all", "--write", "facts.csv"]) == 0
    assert main(["facts", "all", "--write", "facts.csv"]) == 2
    Path("facts.csv").write_text("interview,aired\none,2021-02-27\nthree,2020\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["facts", "all", "--table", "facts.csv", "--handle", "ana"]) == 0
    assert facts("one").dates == (Date(kind="aired", edtf="2021-02-27"),)
    assert facts("two").dates == ()
    assert "no interview in these folders is called three; its row is left out" in capsys.readouterr().err


def test_one_interview_has_no_report(capsys: Capture) -> None:
    assert main(["facts", "all/one", "--add", "aired: 2021"]) == 0
    assert capsys.readouterr().out == "changed: “aired: 2021”: added\n"
    assert main(["facts", "all/one", "--add", "aired: 2022"]) == 1
    assert not list(Path("all").glob("report*"))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--add", "colour: red"], "--add colour: red: states no fact"),
        (["--add", "aired: soon"], "cannot be read"),
        (["--table", "none.csv"], "none.csv: does not exist"),
        ([], "use one of --add, --table and --write"),
    ],
)
def test_what_states_no_fact_is_refused(words: list[str], message: str, capsys: Capture) -> None:
    assert main(["facts", "all", *words]) == 2
    assert message in capsys.readouterr().err
    assert facts("one") == Facts()
