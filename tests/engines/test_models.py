"""Models by name: made ready, distinguished, downloaded only when asked."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.engines import models
from dragoman.engines.models import (
    MODELS,
    fetch_model,
    find_here,
    find_memory,
    find_model,
    fits,
    is_here,
)
from dragoman.errors import DragomanError, EngineError, Fix, SettingsError

Snapshot = Callable[..., str]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache")
    return tmp_path / "cache"


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The two halves of a model, as the packages that carry it have them."""
    halves = (tmp_path / "one", tmp_path / "two")
    for half in halves:
        half.mkdir()
    (halves[0] / "model.bin.part1").write_bytes(b"first ")
    (halves[1] / "model.bin.part2").write_bytes(b"second")
    for name in ("config.json", "tokenizer.json", "vocabulary.json"):
        (halves[1] / name).write_text("{}")
    monkeypatch.setattr(models, "_find_parts", lambda: halves)
    monkeypatch.setattr(models, "_BASE_SHA256", hashlib.sha256(b"first second").hexdigest())
    return halves


def write_model(folder: Path, *without: str) -> Path:
    folder.mkdir(parents=True)
    for name in {"model.bin", "config.json", "tokenizer.json"} - set(without):
        (folder / name).write_text("{}")
    return folder


def message(act: Callable[[], object]) -> str:
    with pytest.raises(DragomanError) as caught:
        act()
    return str(caught.value)


@pytest.mark.usefixtures("parts")
def test_the_halves_are_joined_once(cache: Path) -> None:
    assert find_model("base") == cache / "models" / "base"
    assert (cache / "models" / "base" / "model.bin").read_bytes() == b"first second"
    before = (cache / "models" / "base" / "model.bin").stat().st_mtime_ns
    find_model("base")
    assert (cache / "models" / "base" / "model.bin").stat().st_mtime_ns == before


def test_a_damaged_half_is_refused_and_leaves_nothing(parts: tuple[Path, Path], cache: Path) -> None:
    (parts[1] / "model.bin.part2").write_bytes(b"sec0nd")
    assert message(lambda: find_model("base")) == ("model base: was damaged in transit; install it again")
    assert list((cache / "models").iterdir()) == []


def test_a_half_that_is_missing_is_told(parts: tuple[Path, Path], cache: Path) -> None:
    (parts[1] / "model.bin.part2").unlink()
    assert "cannot be assembled" in message(lambda: find_model("base"))
    assert list((cache / "models").iterdir()) == []


@pytest.mark.usefixtures("parts")
def test_what_is_left_of_a_model_is_made_whole_again(cache: Path) -> None:
    write_model(cache / "models" / "base", "tokenizer.json")
    assert (find_model("base") / "model.bin").read_bytes() == b"first second"


@pytest.mark.usefixtures("parts")
def test_a_full_disk_is_told(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "copyfile", full)
    assert message(lambda: find_model("base")) == (
        f"model base: cannot be assembled in {cache}/models/base (no space left on device);"
        " free some space there, or name another folder in DRAGOMAN_CACHE"
    )
    assert list((cache / "models").iterdir()) == []


@pytest.mark.usefixtures("parts")
def test_base_is_here_once_its_packages_are() -> None:
    assert is_here("base")
    assert not is_here("small")


def test_a_model_that_is_not_here_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "_find_parts", lambda: None)
    assert message(lambda: find_model("small")) == ("model small: is not on this machine; get it (486 MB)")
    assert message(lambda: find_model("base")).endswith("; get it (148 MB), or install it")
    with pytest.raises(EngineError) as missing:
        find_model("small")
    assert missing.value.fixes == (Fix("get it (486 MB)", "models", options={"get": "small"}),)


@pytest.mark.parametrize("name", ["huge", "", "~nobody-of-that-name/model", "../base", "a\x1bb"])
def test_an_unknown_name_lists_those_known(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    fault = message(lambda: find_model(name))
    assert "is neither known nor a folder; use one of tiny, base, small" in fault or "has no model.bin" in fault


def test_a_folder_of_ones_own_is_used_where_it_lies(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "mine")
    assert find_model(str(folder)) == folder


@pytest.mark.parametrize("missing", ["model.bin", "config.json", "tokenizer.json"])
def test_a_folder_that_lacks_a_file_says_which(tmp_path: Path, missing: str) -> None:
    folder = write_model(tmp_path / "mine", missing)
    assert message(lambda: find_model(str(folder))) == (
        f"model {folder}: has no {missing}; name a folder with a Whisper model for CTranslate2"
    )


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A hub whose download does what ``hub["does"]`` says; remembers what it was asked."""
    seen: dict[str, Any] = {"does": write_model}

    def snapshot_download(repository: str, local_dir: Path, **named: Any) -> None:
        seen.update(named, repository=repository, environment=dict(os.environ))
        seen["does"](local_dir)

    library = types.ModuleType("huggingface_hub")
    library.__dict__["snapshot_download"] = snapshot_download
    monkeypatch.setitem(sys.modules, "huggingface_hub", library)
    for variable in ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "HF_HUB_DISABLE_IMPLICIT_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
    return seen


def test_a_model_that_is_asked_for_is_fetched(hub: dict[str, Any], cache: Path) -> None:
    assert fetch_model("small") == cache / "models" / "small"
    assert find_model("small") == cache / "models" / "small"
    assert (hub["repository"], hub["token"]) == ("Systran/faster-whisper-small", False)


def test_nothing_is_told_to_the_hub(hub: dict[str, Any]) -> None:
    fetch_model("small")
    assert [hub["environment"].get(name) for name in ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK")] == ["1", "1"]
    assert hub["environment"]["HF_HUB_DISABLE_IMPLICIT_TOKEN"] == "1"


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (ConnectionError("https://secret"), "could not be downloaded (ConnectionError); check the connection"),
        (OSError(errno.ENOSPC, "full"), "could not be downloaded (the disk is full); free some space"),
    ],
)
def test_a_download_that_fails_is_told_and_goes_on_later(
    hub: dict[str, Any], cache: Path, error: Exception, fault: str
) -> None:
    def fail(folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "half").write_text("kept")
        raise error

    hub["does"] = fail
    fix = "run the command again: it continues the download"
    assert message(lambda: fetch_model("small")) == f"model small: {fault} and {fix}"
    assert (cache / "models" / "small.part" / "half").read_text() == "kept"
    assert not is_here("small")


def test_a_download_that_lacks_a_file_is_no_model(hub: dict[str, Any]) -> None:
    hub["does"] = lambda folder: write_model(folder, "tokenizer.json")
    assert "was not downloaded completely" in message(lambda: fetch_model("small"))
    assert not is_here("small")


def test_an_unknown_model_is_not_sought_on_the_hub(hub: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match=r"model huge: is not known"):
        fetch_model("huge")
    assert "repository" not in hub


def test_without_the_hubs_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(EngineError, match="cannot be downloaded; install the library for it"):
        fetch_model("small")


def test_the_table_says_what_each_can_do() -> None:
    assert [name for name, model in MODELS.items() if not model.translates] == ["turbo"]
    assert [name for name, model in MODELS.items() if model.only_english] == ["base.en", "small.en"]


@pytest.mark.usefixtures("parts")
def test_those_here_are_listed_in_the_tables_order(cache: Path) -> None:
    for name in ("small", "tiny"):
        (cache / "models" / name).mkdir(parents=True)
        for file in ("model.bin", "config.json", "tokenizer.json"):
            (cache / "models" / name / file).write_text("{}")
    assert find_here() == ("tiny", "base", "small")


@pytest.mark.parametrize(("memory", "fitting"), [(None, True), (699, False), (700, True)])
def test_a_model_fits_that_takes_no_more_than_half_of_the_memory(memory: int | None, fitting: bool) -> None:
    assert fits("base", memory) is fitting


def test_the_memory_is_told_or_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (find_memory() or 1) > 0
    monkeypatch.setattr(os, "sysconf", lambda name: {"SC_PAGE_SIZE": 4096, "SC_PHYS_PAGES": 2_000_000}[name])
    assert find_memory() == 8192
    monkeypatch.setattr(os, "sysconf", int)
    assert find_memory() is None
