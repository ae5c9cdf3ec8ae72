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
    assert list(rows(capsys.readouterr().out)) == list(MODELS)


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
    monkeypatch.setattr(models, "fetch_model", lambda name, cache: Path("/models") / name)
    assert main(["models", "--get", "small"]) == 0
    assert capsys.readouterr().out == "/models/small\n"


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
    assert capsys.readouterr().err.startswith("dragoman: --advise klingonese: is no language that is known here")


@pytest.mark.parametrize(
    ("language", "memory", "begins"),
    [
        (
            "ar",
            16_000,
            "Arabic: large-v3; get it with: dragoman models --get large-v3\n  tiny: words unmeasured, 78 MB\n",
        ),
        ("fa", 1000, "Persian: base; get it with: dragoman models --get base\n"),
        ("es", 600, "Spanish: tiny, which is here\n  tiny: words unmeasured, 78 MB"),
        ("hy", 2000, "Armenian: small; get it with: dragoman models --get small\n  tiny: words unmeasured, 78 MB\n"),
        (
            "de",
            800,
            "German: base; get it with: dragoman models --get base\n  tiny: words unmeasured, 78 MB\n"
            "  base: 13 % of words wrong (measured here on 230 words), 148 MB\n",
        ),
    ],
)
def test_advice_depends_on_language_and_memory(
    language: str, memory: int, begins: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(models, "find_memory", lambda: memory)
    assert main(["models", "--advise", language]) == 0
    assert capsys.readouterr().out.startswith(begins)
