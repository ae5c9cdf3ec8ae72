"""Files of weights read without the library that wrote them."""

from __future__ import annotations

import io
import pickle
import sys
import types
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dragoman.engines.voices.torch_file import read_tensors
from dragoman.errors import EngineError


class Storage:
    def __init__(self, kind: str, key: str) -> None:
        self.pid = ("storage", getattr(sys.modules["torch"], kind), key, "cpu", 0)


class Tensor:
    """Pickles as PyTorch's tensors do."""

    def __init__(self, kind: str, key: str, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> None:
        self.made_of: tuple[Any, ...] = (Storage(kind, key), offset, shape, strides, False, OrderedDict())

    def __reduce__(self) -> tuple[Any, ...]:
        return sys.modules["torch._utils"].__dict__["_rebuild_tensor_v2"], self.made_of


class Pickler(pickle.Pickler):
    def persistent_id(self, value: object) -> Any:
        return value.pid if isinstance(value, Storage) else None


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a pickle of PyTorch's names, under the names that it has there."""
    torch, inner = types.ModuleType("torch"), types.ModuleType("torch._utils")
    for kind in ("FloatStorage", "LongStorage", "HalfStorage"):
        torch.__dict__[kind] = type(kind, (), {"__module__": "torch"})

    def _rebuild_tensor_v2(*_: object) -> None: ...

    _rebuild_tensor_v2.__module__, _rebuild_tensor_v2.__qualname__ = "torch._utils", "_rebuild_tensor_v2"
    inner.__dict__["_rebuild_tensor_v2"] = _rebuild_tensor_v2
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "torch._utils", inner)


def write(path: Path, value: object, **storages: np.ndarray) -> Path:
    table = io.BytesIO()
    Pickler(table, protocol=2).dump(value)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("any/data.pkl", table.getvalue())
        for key, numbers in storages.items():
            archive.writestr(f"any/data/{key}", numbers.tobytes())
    return path


NUMBERS = np.arange(8, dtype="<f4")


def test_a_tensor_is_read_by_its_shape_and_strides(tmp_path: Path) -> None:
    table = OrderedDict(plain=Tensor("FloatStorage", "a", 2, (2, 3), (3, 1)))
    table["turned"] = Tensor("FloatStorage", "a", 0, (3, 2), (1, 3))
    found = read_tensors(write(tmp_path / "w.pt", table, a=NUMBERS))
    assert found["plain"].tolist() == [[2, 3, 4], [5, 6, 7]]
    assert found["turned"].tolist() == [[0, 3], [1, 4], [2, 5]]


def test_whole_numbers_are_read(tmp_path: Path) -> None:
    table = {"count": Tensor("LongStorage", "n", 0, (), ())}
    assert read_tensors(write(tmp_path / "w.pt", table, n=np.array([7], "<i8")))["count"] == 7


def test_the_tensors_of_an_entry_are_read(tmp_path: Path) -> None:
    table = {"made": "2024", "state": {"a": Tensor("FloatStorage", "a", 0, (1,), (1,))}}
    assert list(read_tensors(write(tmp_path / "w.pt", table, a=NUMBERS), "state")) == ["a"]


class Hostile:
    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.mark,)


def test_nothing_that_a_file_names_is_run(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"is not a file of weights \(it names "):
        read_tensors(write(tmp_path / "w.pt", {"a": Hostile(tmp_path / "mark")}))
    assert not (tmp_path / "mark").exists()


@pytest.mark.parametrize(
    "tensor",
    [
        ("FloatStorage", "a", 0, (9,), (1,)),
        ("FloatStorage", "a", 4, (2, 3), (3, 1)),
        ("FloatStorage", "a", -1, (2,), (1,)),
        ("FloatStorage", "a", 0, (2,), (-1,)),
        ("FloatStorage", "missing", 0, (1,), (1,)),
        ("HalfStorage", "a", 0, (1,), (1,)),
    ],
)
def test_a_tensor_outside_its_numbers_is_refused(tmp_path: Path, tensor: tuple[Any, ...]) -> None:
    with pytest.raises(EngineError, match="is not a file of weights"):
        read_tensors(write(tmp_path / "w.pt", {"a": Tensor(*tensor)}, a=NUMBERS))


@pytest.mark.parametrize("content", [b"", b"PK", b"not a file of weights"])
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "w.pt"
    path.write_bytes(content)
    with pytest.raises(EngineError, match="download it again"):
        read_tensors(path)


def test_an_entry_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"\('state'\)"):
        read_tensors(write(tmp_path / "w.pt", {}), "state")
