"""Runs the voice models with onnxruntime."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.engines.models import silence_libraries
from dragoman.engines.voices.torch_file import read_tensors
from dragoman.engines.voices.weights import Weights, find_weights
from dragoman.errors import EngineError, Fix

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Network", "open_network"]

Network = Callable[["NDArray[np.float32]"], "NDArray[np.float32]"]
Make = Callable[[Mapping[str, "NDArray[Any]"]], bytes]


@cache
def open_network(weights: Weights, make: Make, table: str | None, threads: int) -> Network:
    """A network as a function from its input array to its output array, both float32.

    It is cached in the process, because loading it takes a quarter of a second.

    :param make: returns the model in ONNX's format for the weights
    :param table: the entry of the file that contains the weights, if not all of it
    :raises EngineError: if the weights or the libraries are missing, or the weights are damaged
    """
    silence_libraries()
    try:
        import onnxruntime

        model = make(read_tensors(find_weights(weights), table))
    except ImportError as error:
        raise EngineError("voices", f"need {error.name}", Fix("install it", package="dragoman[speech]")) from None
    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads, settings.inter_op_num_threads = threads, 1
    # Memory is freed after each call, whatever the shapes of the inputs.
    settings.enable_cpu_mem_arena = settings.enable_mem_pattern = False
    session = onnxruntime.InferenceSession(model, settings, providers=["CPUExecutionProvider"])
    (given,) = session.get_inputs()

    def run(values: NDArray[np.float32]) -> NDArray[np.float32]:
        found: NDArray[np.float32] = session.run(None, {given.name: values})[0]
        return found

    return run
