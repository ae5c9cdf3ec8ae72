from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.engines.models import MODELS
from dragoman.workflows import models


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache that holds the model ``tiny`` alone."""
    folder = tmp_path / "models" / "tiny"
    folder.mkdir(parents=True)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (folder / name).write_text("{}")
    monkeypatch.setenv("DRAGOMAN_CACHE", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "150")
    monkeypatch.setattr("dragoman.engines.models._find_parts", lambda: None)
    return tmp_path


def rows(output: str) -> dict[str, str]:
    return {line.split()[0]: line for line in output.splitlines()[1:]}


def test_every_model_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models"]) == 0
    assert list(rows(capsys.readouterr().out)) == [*MODELS, "voices"]


def test_what_is_here_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(["models"])
    listed = rows(capsys.readouterr().out)
    assert "yes" in listed["tiny"]
    assert "yes" not in listed["base"]


def test_what_a_model_cannot_do_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(["models"])
    listed = rows(capsys.readouterr().out)
    assert listed["turbo"].endswith("not trained to translate")
    assert "99 languages" in listed["large-v3"]
    assert "99 languages" not in listed["base.en"]


def test_the_path_of_a_model_is_printed_alone(cache: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--path", "tiny"]) == 0
    assert capsys.readouterr() == (f"{cache}/models/tiny\n", "")


def test_a_model_that_is_not_here_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--path", "large-v3"]) == 2
    assert capsys.readouterr().err == (
        "dragoman: model large-v3: is not on this machine; get it (3090 MB) with: dragoman models --get large-v3\n"
    )


def test_an_unknown_model_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--get", "huge"]) == 2
    assert capsys.readouterr().err.startswith("dragoman: model huge: is not known; use one of tiny, base, small")


def test_a_model_is_fetched_only_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(models, "fetch_model", lambda name: Path("/models") / name)
    assert main(["models", "--get", "small"]) == 0
    assert capsys.readouterr().out == "/models/small\n"


def test_voices_are_fetched_by_name(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(models, "fetch_voices", lambda: Path("/models/voices"))
    assert main(["models", "--get", "voices"]) == 0
    assert capsys.readouterr().out == "/models/voices\n"


def test_voices_that_are_not_here_are_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("dragoman.engines.voices.weights.find_spec", lambda name: None)
    assert main(["models", "--path", "voices"]) == 2
    assert capsys.readouterr().err == (
        "dragoman: voice model: is not on this machine; get it (81 MB) with: dragoman models --get voices,"
        " or draft without speakers with: dragoman draft RECORDING --speakers none\n"
    )


@pytest.mark.parametrize(("here", "said"), [(True, "yes"), (False, "–")])
def test_it_is_told_whether_voices_are_here(
    here: bool, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(models, "has_voices", lambda: here)
    main(["models"])
    assert rows(capsys.readouterr().out)["voices"].split()[:3] == ["voices", said, "81"]


def test_two_wishes_at_once_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["models", "--path", "tiny", "--get", "tiny"])
    assert ended.value.code == 2
    assert "not allowed with" in capsys.readouterr().err


def test_advice_names_a_model_that_can_and_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(models, "find_memory", lambda: 3900)
    assert main(["models", "--advise", "Arabic"]) == 0
    assert capsys.readouterr().out.startswith("Arabic: small; get it with: dragoman models --get small\n")


def test_advice_for_no_language_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--advise", "klingonese"]) == 2
    assert capsys.readouterr().err.startswith("dragoman: --advise klingonese: is not a known language")


@pytest.mark.parametrize(
    ("language", "memory", "begins"),
    [
        (
            "ar",
            16_000,
            "Arabic: large-v3; get it with: dragoman models --get large-v3\n  tiny: words unmeasured, 78 MB\n",
        ),
        ("fa", 1000, "Persian: base; get it with: dragoman models --get base\n"),
        ("es", 600, "Spanish: tiny, which is installed\n  tiny: words unmeasured, 78 MB"),
        ("hy", 2000, "Armenian: small; get it with: dragoman models --get small\n  tiny: words unmeasured, 78 MB\n"),
        (
            "de",
            800,
            "German: base; get it with: dragoman models --get base\n  tiny: words unmeasured, 78 MB\n"
            "  base: 15 % of words wrong (measured here on 230 words), 148 MB\n",
        ),
    ],
)
def test_advice_depends_on_language_and_memory(
    language: str, memory: int, begins: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(models, "find_memory", lambda: memory)
    assert main(["models", "--advise", language]) == 0
    assert capsys.readouterr().out.startswith(begins)


def test_what_translates_a_pair_is_told_with_size_and_licence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert main(["models", "--pair", "Persian", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Persian to English: nothing on this machine"
    assert "dragoman models --get firefox-fa-en (25 MB); not measured here" in lines[1]
    assert lines[-1] == "  nllb-600m: ctranslate2, 634 MB, CC-BY-NC-4.0: no commercial use"


def test_a_licence_is_shown_before_anything_is_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "--get", "nllb-600m"]) == 2
    assert capsys.readouterr().err == (
        "dragoman: model nllb-600m: may be used under CC-BY-NC-4.0 alone: non-commercial use only;"
        " accept it (CC-BY-NC-4.0) with: dragoman models --get nllb-600m --accept-licence CC-BY-NC-4.0\n"
    )
