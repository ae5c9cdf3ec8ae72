from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Speaker
from interviews import spanish_english


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper")).path


def speakers(interview: Path) -> tuple[Speaker, ...]:
    return open_folder(interview).transcript.speakers


def test_the_second_one_s_passages_go_to_the_first(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge-speakers", str(interview), "S1", "S2", "--handle", "ana"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "S1  The host (Pablo Soto)  10 passages",
        "?   nobody known  2 passages",
    ]


def test_the_second_one_s_name_becomes_an_alias(interview: Path) -> None:
    main(["merge-speakers", str(interview), "S1", "S2"])
    (left,) = speakers(interview)
    assert (left.id, left.label, left.name) == ("S1", "The host", "Pablo Soto")
    assert "Elena Ruiz" in left.aliases


def test_it_is_one_action_that_undo_takes_back(interview: Path) -> None:
    main(["merge-speakers", str(interview), "S1", "S2", "--handle", "ana"])
    assert len(open_folder(interview).groups) == 2
    assert main(["undo", str(interview), "--handle", "ana"]) == 0
    assert open_folder(interview).transcript == spanish_english()


def test_speakers_are_found_by_what_stands_before_the_words(interview: Path) -> None:
    assert main(["merge-speakers", str(interview), "Elena Ruiz", "The host"]) == 0
    assert [speaker.id for speaker in speakers(interview)] == ["S2"]


def test_the_views_follow(interview: Path) -> None:
    main(["merge-speakers", str(interview), "S1", "S2"])
    assert "<v Elena Ruiz>" not in (interview / "tone.es.vtt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ("S1", "speaker S1: cannot be merged with itself"),
        ("S9", "has no speaker S9; its speakers are S1 (The host), S2 (Elena Ruiz)"),
    ],
)
def test_somebody_who_is_not_there_is_not_merged(
    interview: Path, second: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge-speakers", str(interview), "S1", second]) == 2
    assert said in capsys.readouterr().err
    assert speakers(interview) == spanish_english().speakers


def test_a_speaker_without_passages_is_on_the_page_to_type_on_alone(interview: Path) -> None:
    page = interview / "tone.txt"
    main(["view", str(interview)])
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("Elena Ruiz:", "The host:"), encoding="utf-8")
    assert main(["apply", str(interview)]) == 0
    assert [speaker.id for speaker in speakers(interview)] == ["S1", "S2"]
    assert "speaker S2: Elena Ruiz" in page.read_text(encoding="utf-8")
    assert '<bdi class="label">Elena Ruiz' not in (interview / "index.html").read_text(encoding="utf-8")
