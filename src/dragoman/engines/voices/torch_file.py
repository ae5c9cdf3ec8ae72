"""Reads the tensors of a file that PyTorch has saved, without PyTorch.

Such a file is a ZIP archive: ``data.pkl`` is a pickle that lists the tensors, and ``data/KEY`` contains the numbers of
one. Nothing that the pickle names is imported: a few names are replaced, and any other is an error.
"""

from __future__ import annotations

import io
import pickle
import zipfile
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import EngineError

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["read_tensors"]

_FAULTS = (OSError, zipfile.BadZipFile, pickle.UnpicklingError, StopIteration, LookupError, TypeError, ValueError)
_TYPES = {"FloatStorage": "<f4", "LongStorage": "<i8"}


def read_tensors(path: Path, name: str | None = None) -> Mapping[str, NDArray[Any]]:
    """The tensors by name, as read-only numpy arrays.

    :param name: the entry of the outermost table that contains them; without it, the table itself
    :raises EngineError: if PyTorch did not write the file, or it contains more than tensors
    """
    try:
        with zipfile.ZipFile(path) as archive:
            table = next(each for each in archive.namelist() if each.endswith("/data.pkl"))
            found = _Reader(archive, table.removesuffix("data.pkl")).load()
        tensors: Mapping[str, NDArray[Any]] = found if name is None else found[name]
    except _FAULTS as error:
        raise EngineError(str(path), f"is not a file of weights ({error})", "download it again") from error
    return tensors


class _Reader(pickle.Unpickler):
    """Reads ``data.pkl`` with numpy arrays in place of tensors."""

    def __init__(self, archive: zipfile.ZipFile, folder: str) -> None:
        super().__init__(io.BytesIO(archive.read(f"{folder}data.pkl")))
        self._archive, self._folder = archive, folder

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _rebuild
        if module == "torch" and name in _TYPES:
            return _TYPES[name]
        raise pickle.UnpicklingError(f"it names {module}.{name}")

    def persistent_load(self, pid: Any) -> NDArray[Any]:
        import numpy as np

        _, kind, key, *_ = pid
        return np.frombuffer(self._archive.read(f"{self._folder}data/{key}"), dtype=kind)


def _rebuild(
    storage: NDArray[Any], offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *more: object
) -> NDArray[Any]:
    """A tensor as a view of its numbers. Strides are in numbers, not bytes."""
    import numpy as np

    last = offset + sum((length - 1) * stride for length, stride in zip(shape, strides, strict=True))
    if min(offset, last, *strides, *shape) < 0 or last >= len(storage):
        raise ValueError("a tensor reaches beyond its numbers")
    apart = tuple(stride * storage.itemsize for stride in strides)
    return np.lib.stride_tricks.as_strided(storage[offset:], shape, apart, writeable=False)
