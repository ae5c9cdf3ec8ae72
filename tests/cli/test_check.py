from __future__ import annotations

import json
from pathlib import Path

import pytest

from bitexts import bitext
from dragoman.cli import main
from dragoman.folder import commit, create_folder, open_folder, sign
from dragoman.folder.review import load_problems, record_problems
from dragoman.notation import serialize
from dragoman.problems import Problem
from dragoman.transcript import edit
from dragoman.transcript.document import Engine, Person

WRONG = bitext(("Buenos días.", "Good morning."), ("Éramos 300.", "There were 3,000 of us."))
RIGHT = bitext(("Buenos días.", "Good morning."), ("Éramos 300.", "There were 300 of us."))


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "interview", WRONG, Engine(name="whisper")).path


def problem(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    [line] = capsys.readouterr().out.splitlines()
    read: dict[str, object] = json.loads(line)
    return read


def retranslate(interview: Path, words: str) -> None:
    folder = open_folder(interview)
    commit(folder, edit.set_target(folder.transcript, "s00000001", (words,), sign(folder, Person(handle="ana"))))


def test_an_error_stands(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(interview)]) == 1
    assert capsys.readouterr().out.startswith("0:04  s00000001: error: 300 in the original is 3,000 (3000)")


def test_a_clean_interview_says_so_and_what_that_does_not_mean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = create_folder(tmp_path / "clean", RIGHT, Engine(name="whisper")).path
    assert main(["check", str(clean)]) == 0
    assert capsys.readouterr().out == (
        "nothing found in 2 passages; the checks cannot tell whether a sentence that has no fault of form is right\n"
    )
    main(["check", str(clean), "--only", "numbers"])
    assert capsys.readouterr().out == "nothing found in 2 passages by these checks alone: numbers\n"
    for silent in ("--quiet", "--json"):
        main(["check", str(clean), silent])
        assert capsys.readouterr().out == ""


def test_a_line_for_machines(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(interview), "--json"])
    line = problem(capsys)
    assert (line["code"], line["severity"], line["segment"], line["start"]) == (
        "number-changed",
        "error",
        "s00000001",
        4000,
    )


def test_a_page_is_checked_too(tmp_path: Path) -> None:
    for name, document, code in (("wrong.txt", WRONG, 1), ("right.txt", RIGHT, 0)):
        (tmp_path / name).write_text(serialize(document), encoding="utf-8")
        assert main(["check", str(tmp_path / name)]) == code


def test_only_some_families(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(interview), "--only", "form"]) == 0
    assert capsys.readouterr().out == "nothing found in 2 passages by these checks alone: form\n"


def test_a_family_that_there_is_none_of(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(interview), "--only", "colours"]) == 2
    assert "colours: is not a family of checks" in capsys.readouterr().err


def test_a_settled_problem_stands_no_longer(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(interview), "--json"])
    settled = str(problem(capsys)["id"])
    assert main(["check", str(interview), "--settle", settled[:8], "--reason", "he misspoke", "--handle", "ana"]) == 0
    assert main(["check", str(interview)]) == 0
    [finding] = load_problems(open_folder(interview))
    assert finding.settlement is not None
    assert (finding.settlement.reason, finding.settlement.by) == ("he misspoke", Person(handle="ana"))


def test_it_comes_back_if_the_text_changes(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(interview), "--json"])
    main(["check", str(interview), "--settle", str(problem(capsys)["id"]), "--reason", "he misspoke"])
    retranslate(interview, "There were 3,000 of us!")
    assert main(["check", str(interview)]) == 1


def test_a_settlement_wants_a_reason(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(interview), "--settle", "abc"]) == 2
    assert "say why" in capsys.readouterr().err


def test_an_id_that_there_is_none_of(interview: Path) -> None:
    assert main(["check", str(interview), "--settle", "abc", "--reason", "none"]) == 2


def test_what_was_mended_is_gone_and_can_come_back(interview: Path) -> None:
    main(["check", str(interview)])
    retranslate(interview, "There were 300 of us.")
    assert main(["check", str(interview)]) == 0
    [finding] = load_problems(open_folder(interview))
    assert finding.settlement is not None
    assert finding.settlement.how == "gone"
    retranslate(interview, "There were 3,000 of us.")
    assert main(["check", str(interview)]) == 1


def test_what_was_found_while_drafting_is_listed(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record_problems(open_folder(interview), [Problem("truncated", "warning", "the recording breaks off")])
    main(["check", str(interview)])
    assert "the recording breaks off [truncated]" in capsys.readouterr().out


PAGE = """dragoman-notation 1
original: es
translation: en
speaker A: Ana

[0:01-0:09] A: Hola, amigo.
= Hello (my friend, and more of it.
"""


@pytest.fixture
def typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    main(["convert", "page.txt", "interview"])
    return tmp_path / "interview"


def codes(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [json.loads(line)["code"] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("words", [(), ("--only", "form")])
@pytest.mark.parametrize("name", ["page.txt", "interview"])
def test_a_bracket_is_told_once(
    typed: Path, capsys: pytest.CaptureFixture[str], name: str, words: tuple[str, ...]
) -> None:
    capsys.readouterr()
    assert main(["check", str(typed.parent / name), "--json", *words]) == 1
    assert codes(capsys) == ["unclosed-mark"]


def test_what_a_page_was_told_is_gone_when_it_is_mended(typed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = open_folder(typed)
    [segment] = folder.transcript.segments
    commit(folder, edit.set_target(folder.transcript, segment.id, ("Hello.",), sign(folder, Person(handle="ana"))))
    capsys.readouterr()
    assert main(["check", str(typed), "--json"]) == 0
    assert codes(capsys) == []


def test_a_problem_that_is_gone_cannot_be_settled(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(interview), "--json"])
    id_ = str(problem(capsys)["id"])
    retranslate(interview, "There were 300 of us.")
    assert main(["check", str(interview), "--settle", id_, "--reason", "he misspoke"]) == 2
    assert "no longer has that problem" in capsys.readouterr().err


def test_the_rules_of_the_house_are_those_of_the_desk(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (interview.parent / "dragoman.toml").write_text('[style]\navoid = "morning: day"\n', encoding="utf-8")
    assert main(["check", str(interview), "--only", "form"]) == 0
    assert "note: “morning” is not used by the style guide, “day” is [style-word]" in capsys.readouterr().out
