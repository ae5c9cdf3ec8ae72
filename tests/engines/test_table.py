"""The table of engines, and what importing them loads."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import dragoman
from dragoman.engines import ENGINES, find_engine, find_translator, is_translator
from dragoman.errors import SettingsError

LIBRARIES = {
    "av", "ctranslate2", "faster_whisper", "fxtranslate", "huggingface_hub", "numpy", "onnx", "onnxruntime", "scipy",
    "sentencepiece", "tokenizers",
}  # fmt: skip
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(dragoman.__path__, "dragoman.")
    # The desk's modules need its settings before they are imported.
    if module.name != "dragoman.__main__" and not module.name.startswith("dragoman.desk.")
)


@pytest.mark.parametrize("name", ENGINES)
def test_every_row_names_a_class(name: str) -> None:
    assert isinstance(find_engine(name), type)


def test_an_unknown_engine_lists_those_known() -> None:
    with pytest.raises(SettingsError, match=r"engine oracle: is not known; use one of whisper, vad, voices"):
        find_engine("oracle")


def test_an_unknown_translator_lists_those_that_translate() -> None:
    with pytest.raises(SettingsError, match=r"engines whisper: translates no text; use one of firefox"):
        find_translator("whisper")
    with pytest.raises(SettingsError, match=r"engines googl: is not known; use one of firefox"):
        find_translator("googl")


def loaded(*imports: str) -> set[str]:
    """The libraries for models that a new process has loaded once it has imported these."""
    code = f"import sys\nfor name in {imports!r}: __import__(name)\nprint(*sys.modules)"
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return {name.partition(".")[0] for name in output.split()} & LIBRARIES


def test_importing_dragoman_loads_no_model_library() -> None:
    assert loaded("dragoman") == set()


def test_importing_every_module_loads_no_model_library() -> None:
    assert "dragoman.engines.whisper" in MODULES
    assert loaded(*MODULES) == set()


def test_the_translators_are_known_by_their_method() -> None:
    translators = {name for name in ENGINES if is_translator(find_engine(name))}
    assert translators == {"apertium", "ctranslate2", "firefox", "llm", "libretranslate", "fake-llm"}
