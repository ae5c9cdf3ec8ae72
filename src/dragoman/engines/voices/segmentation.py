"""pyannote's segmentation network, which finds the voices that speak in every 17 ms, as an ONNX model.

Source: Bredin & Laurent 2021, "End-to-end speaker segmentation for overlap-aware resegmentation", and for its first
layer, a filter bank, Ravanelli & Bengio 2018, "Speaker recognition from raw waveform with SincNet".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dragoman.engines.voices.graph import Graph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["make_segmentation"]

_RATE = 16_000
_TAPS = 251
_LAYERS, _UNITS = 4, 128
_GATES = (0, 3, 1, 2)
"""The order of an LSTM's gates is input, forget, cell, output in PyTorch; input, output, forget, cell in ONNX."""
_SLOPE = 0.01


def make_segmentation(weights: Mapping[str, NDArray[Any]]) -> bytes:
    """The serialized ONNX model: audio of shape (windows, samples), 16 kHz -> probability of each class.

    The shape of the output is (windows, frames, 7).
    """
    graph = Graph(weights)
    found = graph.add("Unsqueeze", "given", graph.whole(1))
    found = _normalize(graph, found, "sincnet.wav_norm1d")
    found = graph.add("Conv", found, graph.constant("filters", _make_filters(weights)), strides=[10])
    found = _pool(graph, graph.add("Abs", found), 0)
    for layer in (1, 2):
        bias = graph.weight(f"sincnet.conv1d.{layer}.bias")
        found = _pool(graph, graph.add("Conv", found, graph.weight(f"sincnet.conv1d.{layer}.weight"), bias), layer)
    # To (frames, windows, channels), as ONNX's LSTM takes it.
    found = graph.add("Transpose", found, perm=[2, 0, 1])
    for layer in range(_LAYERS):
        found = _recur(graph, found, layer)
    found = graph.add("Transpose", found, perm=[1, 0, 2])
    for name in ("linear.0", "linear.1"):
        found = graph.add("LeakyRelu", _multiply(graph, found, name), alpha=_SLOPE)
    found = graph.add("Softmax", _multiply(graph, found, "classifier"), axis=-1)
    return graph.serialize(["windows", "samples"], found)


def _normalize(graph: Graph, given: str, name: str) -> str:
    scale, shift = graph.weight(f"{name}.weight"), graph.weight(f"{name}.bias")
    return graph.add("InstanceNormalization", given, scale, shift, epsilon=1e-5)


def _pool(graph: Graph, given: str, layer: int) -> str:
    found = graph.add("MaxPool", given, kernel_shape=[3], strides=[3])
    return graph.add("LeakyRelu", _normalize(graph, found, f"sincnet.norm1d.{layer}"), alpha=_SLOPE)


def _recur(graph: Graph, given: str, layer: int) -> str:
    """A bidirectional LSTM layer: shape (frames, windows, channels) -> (frames, windows, 2 x 128)."""
    import numpy as np

    inner, outer, inner_bias, outer_bias = (
        np.stack([_gated(graph, f"{name}_l{layer}{way}") for way in ("", "_reverse")])
        for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
    )
    parts = {"inner": inner, "outer": outer, "bias": np.concatenate([inner_bias, outer_bias], axis=1)}
    names = [graph.constant(f"lstm.{layer}.{part}", value) for part, value in parts.items()]
    found = graph.add("LSTM", given, *names, direction="bidirectional", hidden_size=_UNITS)
    # Shape (frames, directions, windows, units): both directions side by side.
    found = graph.add("Transpose", found, perm=[0, 2, 1, 3])
    return graph.add("Reshape", found, graph.whole(0, 0, 2 * _UNITS))


def _gated(graph: Graph, name: str) -> NDArray[np.float32]:
    """A weight or a bias with its gates in ONNX's order."""
    import numpy as np

    parts = np.split(graph.weights[f"lstm.{name}"], len(_GATES))
    return np.concatenate([parts[gate] for gate in _GATES])


def _multiply(graph: Graph, given: str, name: str) -> str:
    matrix = graph.constant(f"{name}.weight", graph.weights[f"{name}.weight"].T)
    return graph.add("Add", graph.add("MatMul", given, matrix), graph.weight(f"{name}.bias"))


def _make_filters(weights: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
    """Windowed band-pass filters from their learned edges in Hz, shape (filters, 1, 251): cosines, then sines."""
    import numpy as np

    low, band = (weights[f"sincnet.conv1d.0.filterbank.{edge}_hz_"].astype(np.float64) for edge in ("low", "band"))
    lowest = 50 + np.abs(low)
    highest = np.minimum(lowest + 50 + np.abs(band), _RATE / 2)
    middle = _TAPS // 2
    turn = 2 * np.pi * np.arange(-middle, middle + 1) / _RATE
    turn[middle] = 1.0
    width = turn * (highest - lowest)
    even = (np.sin(highest * turn) - np.sin(lowest * turn)) / width
    odd = (np.cos(lowest * turn) - np.cos(highest * turn)) / width
    even[:, middle], odd[:, middle] = 1.0, 0.0
    window = np.hamming(_TAPS)
    window[middle] = 1.0
    filters: NDArray[np.float32] = (np.concatenate([even, odd]) * window)[:, None].astype(np.float32)
    return filters
