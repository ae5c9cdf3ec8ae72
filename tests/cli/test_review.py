from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Transcript
from interviews import passage

ROWS = (
    passage(1, None, 0, 4, "Hola.", "Hello."),
    passage(2, None, 4, 9, "Ya.", "So."),
    passage(3, None, 9, 12, "No.", "No."),
)


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "talk", Transcript(segments=ROWS), Engine(name="whisper")).path


def states(interview: Path) -> list[str]:
    return [segment.state for segment in open_folder(interview).transcript.segments]


@pytest.mark.parametrize(
    ("words", "reviewed"),
    [
        (("s00000001", "s00000003"), [0, 2]),
        (("0:04-0:12",), [1, 2]),
        (("all",), [0, 1, 2]),
        (("0:00-0:04", "all"), [0, 1, 2]),
    ],
)
def test_passages_are_reviewed(interview: Path, words: tuple[str, ...], reviewed: list[int]) -> None:
    assert main(["review", str(interview), *words, "--handle", "ana"]) == 0
    assert [place for place, state in enumerate(states(interview)) if state == "reviewed"] == reviewed
    assert len(open_folder(interview).groups) == 2


def test_a_state_is_set_once_and_taken_back(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["review", str(interview), "all", "--handle", "ana"])
    assert main(["review", str(interview), "all", "--handle", "ana"]) == 0
    assert "3 passages reviewed, signed ana (0 changed)" in capsys.readouterr().out
    assert main(["review", str(interview), "s00000002", "--state", "translated", "--handle", "ana"]) == 0
    assert states(interview) == ["reviewed", "translated", "reviewed"]


@pytest.mark.parametrize("word", ["s00000009", "1:00-2:00", "tomorrow", "everything-else", ""])
def test_words_that_name_no_passage(interview: Path, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(interview), "s00000001", word]) == 2
    assert states(interview) == [ROWS[0].state] * 3
    assert "passage" in capsys.readouterr().err
