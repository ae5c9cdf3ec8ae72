from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.cli import main
from dragoman.folder import create_folder, open_folder
from dragoman.transcript.document import Engine, Speaker
from interviews import spanish_english


@pytest.fixture
def interview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return create_folder(tmp_path / "interview", spanish_english(), Engine(name="whisper")).path


def speaker(interview: Path, place: int) -> Speaker:
    return open_folder(interview).transcript.speakers[place]


def test_speakers_are_named_in_one_action(interview: Path) -> None:
    assert main(["name", str(interview), "S1=El anfitrión", "S2=María  Gómez"]) == 0
    assert [speaker(interview, place).label for place in (0, 1)] == ["El anfitrión", "María Gómez"]
    assert len(open_folder(interview).groups) == 2


def test_who_it_is_stands_behind_a_bar(interview: Path) -> None:
    main(["name", str(interview), "S1=Host | Ana Ruiz"])
    assert (speaker(interview, 0).label, speaker(interview, 0).name) == ("Host", "Ana Ruiz")


def test_a_label_alone_leaves_the_full_name(interview: Path) -> None:
    main(["name", str(interview), "S1=Host"])
    assert speaker(interview, 0).name == "Pablo Soto"


def test_a_speaker_is_found_by_what_stands_before_the_words(interview: Path) -> None:
    main(["name", str(interview), "The host=Host"])
    assert speaker(interview, 0).label == "Host"


def test_names_can_be_exchanged(interview: Path) -> None:
    main(["name", str(interview), "S1=Elena Ruiz", "S2=The host"])
    assert [speaker(interview, place).label for place in (0, 1)] == ["Elena Ruiz", "The host"]


def test_the_views_follow(interview: Path) -> None:
    main(["name", str(interview), "S1=El anfitrión"])
    assert "<v El anfitrión>" in (interview / "tone.es.vtt").read_text(encoding="utf-8")


def test_a_speaker_without_passages_is_listed_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = spanish_english()
    document = msgspec.structs.replace(document, speakers=(*document.speakers, Speaker(id="S9", label="Nobody")))
    path = create_folder(tmp_path / "other", document, Engine(name="whisper")).path
    main(["name", str(path)])
    assert "S9  Nobody  no passage" in capsys.readouterr().out.splitlines()


def test_without_names_the_speakers_are_listed(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["name", str(interview)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "S1  The host (Pablo Soto)  5 passages",
        "S2  Elena Ruiz  5 passages",
        "?   nobody known  2 passages",
    ]


def test_somebody_who_is_not_there_is_not_named(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["name", str(interview), "S1=Host", "S9=Ana"]) == 2
    assert "has no speaker S9; its speakers are S1 (The host), S2 (Elena Ruiz)" in capsys.readouterr().err
    assert speaker(interview, 0).label == "The host"


@pytest.mark.parametrize("word", ["S1", "=Ana", "S1=", "S1= | Ana"])
def test_a_name_that_names_nobody_is_refused(interview: Path, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["name", str(interview), word]) == 2
    assert 'names no speaker; write it as S1="The host"' in capsys.readouterr().err


def test_an_edited_page_is_not_lost_over_a_name(interview: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["view", str(interview)])
    (interview / "tone.txt").write_text("my work", encoding="utf-8")
    assert main(["name", str(interview), "S1=Host"]) == 2
    assert "apply it first" in capsys.readouterr().err
    assert speaker(interview, 0).label == "The host"


def test_one_passage_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = spanish_english()
    short = msgspec.structs.replace(whole, segments=whole.segments[:1])
    create_folder(tmp_path / "short", short, Engine(name="whisper"))
    assert main(["name", str(tmp_path / "short")]) == 0
    assert capsys.readouterr().out.startswith("S1  The host (Pablo Soto)  1 passage\n")
