"""What surrounds the model: languages, devices, what is missing. The model itself is heard in tests/speech."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

import pytest

from dragoman.engines import whisper
from dragoman.engines.base import TranscribeOptions
from dragoman.engines.whisper import Vad
from dragoman.engines.whisper_languages import find_code, find_likeliest, find_suspected
from dragoman.engines.whisper_tokens import encode_names
from dragoman.errors import EngineError


@pytest.mark.parametrize(
    ("tag", "code"),
    [("es", "es"), ("es-MX", "es"), ("zh-Hans-CN", "zh"), ("prs", "fa"), ("jv", "jw"), ("nb", "no"), ("arz", "ar")],
)
def test_a_tag_has_the_name_that_the_model_knows(tag: str, code: str) -> None:
    assert find_code(tag) == code


def test_a_sure_language_is_taken() -> None:
    assert find_likeliest({"es": 0.7, "gl": 0.3}, TranscribeOptions(likely=("gl",))) == "es"


def test_an_unsure_one_is_that_of_its_surroundings() -> None:
    assert find_likeliest({"gl": 0.5, "es": 0.4, "pt": 0.1}, TranscribeOptions(likely=("es",))) == "es"


def test_without_surroundings_the_likeliest_is_taken() -> None:
    assert find_likeliest({"gl": 0.5, "es": 0.4}, TranscribeOptions()) == "gl"
    assert find_likeliest({"gl": 0.5, "es": 0.4}, TranscribeOptions(likely=("cy",))) == "gl"


def test_of_equally_likely_ones_always_the_same_is_taken() -> None:
    assert {
        find_likeliest(dict(each), TranscribeOptions()) for each in ([("a", 0.5), ("b", 0.5)], [("b", 0.5), ("a", 0.5)])
    } == {"b"}


def test_a_language_that_is_none_of_those_named_is_suspected() -> None:
    assert find_suspected({"en": 0.97, "es": 0.02}, ("es", "fr")) == "en"
    assert find_suspected({"en": 0.8, "es": 0.1}, ("es",)) is None


@pytest.mark.parametrize("named", [("en-GB",), ("es", "en")])
def test_a_language_that_is_named_is_not(named: tuple[str, ...]) -> None:
    assert find_suspected({"en": 0.97, "es": 0.02}, named) is None


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """A CTranslate2 that finds as many devices as it is told."""
    library = types.ModuleType("ctranslate2")
    library.__dict__["get_cuda_device_count"] = lambda: 0
    monkeypatch.setitem(sys.modules, "ctranslate2", library)
    return library


@pytest.mark.usefixtures("runner")
def test_without_a_device_the_processor_is_used() -> None:
    assert whisper._plan("auto", 3) == (3, "cpu", "int8")
    assert whisper._plan("cpu", None)[0] >= 1


@pytest.mark.usefixtures("runner")
def test_a_device_that_is_asked_for_and_missing_is_told() -> None:
    with pytest.raises(EngineError, match=r"device cuda: is not an NVIDIA device .*; run the model on the processor"):
        whisper._plan("cuda", None)


def test_a_device_that_is_there_is_used(runner: types.ModuleType) -> None:
    runner.__dict__["get_cuda_device_count"] = lambda: 1
    assert whisper._plan("auto", None)[1:] == ("cuda", "float16")
    assert whisper._plan("cpu", None)[1] == "cpu"


@pytest.mark.parametrize("library", ["ctranslate2", "faster_whisper"])
def test_a_missing_library_names_the_extra(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(EngineError, match="needs the packages CTranslate2 and faster-whisper; install them"):
        whisper._plan("cpu", 1) if library == "ctranslate2" else whisper._load(Path(), "cpu", "int8", 1)


def test_without_the_library_there_is_no_finder_of_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    monkeypatch.setitem(sys.modules, "faster_whisper.vad", None)
    with pytest.raises(EngineError, match="needs the packages CTranslate2 and faster-whisper; install them"):
        Vad()


def test_two_models_have_two_fingerprints(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"one" * 50_000)
    (tmp_path / "b.bin").write_bytes(b"two" * 50_000)
    first, second = (whisper._fingerprint(tmp_path / name) for name in ("a.bin", "b.bin"))
    assert first != second
    assert first.startswith("150000-")


def test_a_small_file_has_a_fingerprint_too(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"x")
    assert whisper._fingerprint(tmp_path / "a.bin").startswith("1-")


class Watcher:
    """Refuses faster-whisper, and remembers the environment in which it was asked for."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}

    def find_spec(self, name: str, *_: object) -> None:
        if name == "faster_whisper":
            self.seen = dict(os.environ)
            raise ImportError(name)


def test_telemetry_is_off_before_the_library_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    watcher = Watcher()
    monkeypatch.delitem(sys.modules, "faster_whisper", raising=False)
    monkeypatch.setattr(sys, "meta_path", [watcher, *sys.meta_path])
    for name in ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(EngineError):
        whisper._load(Path(), "cpu", "int8", 1)
    assert [watcher.seen.get(name) for name in ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK")] == ["1", "1"]


def test_names_go_before_the_words_as_if_they_had_been_said() -> None:
    class Tokenizer:
        sot_prev = 1

        def encode(self, text: str) -> list[int]:
            return [ord(letter) for letter in text]

    assert encode_names(Tokenizer(), ()) == []
    assert encode_names(Tokenizer(), ("Ana", "Eva")) == [1, *map(ord, " Ana, Eva")]
    assert len(encode_names(Tokenizer(), ("Ana",) * 99)) == 101


@pytest.mark.parametrize(
    ("device", "workers", "size", "together"),
    [
        ("cpu", 2, 148_000_000, 4),
        ("cpu", 4, 148_000_000, 2),
        ("cpu", 16, 148_000_000, 1),
        ("cpu", 2, 486_000_000, 1),
        ("cuda", 4, 148_000_000, 1),
    ],
)
def test_chunks_are_decoded_together_where_there_is_room(device: str, workers: int, size: int, together: int) -> None:
    assert whisper._find_together(device, workers, size) == together
