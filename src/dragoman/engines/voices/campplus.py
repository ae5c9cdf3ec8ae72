"""CAM++, the network that computes an embedding of 192 numbers of a voice, as an ONNX model.

Source: Wang et al. 2023, "CAM++: A Fast and Efficient Network for Speaker Verification Using Context-Aware Masking",
and its authors' code in 3D-Speaker (Apache-2.0). The weights have the names that they have there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dragoman.engines.voices.fbank import FILTERS
from dragoman.engines.voices.graph import Graph

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LONGEST", "make_campplus"]

LONGEST = 200
"""Frames in a window at most. The network takes the mean over segments of 200 frames and the mean over all frames; up
to this length both are the same."""
_FLOAT = 1
"""ONNX's number for 32-bit floats."""
_BLOCKS = ((12, 1), (24, 2), (16, 2))
"""The number of layers of each dense block, and their dilation in frames."""


def make_campplus(weights: Mapping[str, NDArray[Any]]) -> bytes:
    """The serialized ONNX model: features of shape (windows, frames, 80) -> embeddings of shape (windows, 192)."""
    graph = Graph(weights)
    found = _front(graph, graph.add("Transpose", "given", perm=[0, 2, 1]))
    found = graph.convolve(found, "xvector.tdnn.linear", strides=[1, 2], pads=[0, 2, 0, 2])
    found = _normalize(graph, found, "xvector.tdnn.nonlinear")
    for number, (layers, dilation) in enumerate(_BLOCKS, 1):
        for layer in range(1, layers + 1):
            new = _dense_layer(graph, found, f"xvector.block{number}.tdnnd{layer}", dilation)
            found = graph.add("Concat", found, new, axis=1)
        found = _normalize(graph, found, f"xvector.transit{number}.nonlinear")
        found = graph.convolve(found, f"xvector.transit{number}.linear")
    found = _normalize(graph, found, "xvector.out_nonlinear")
    found = graph.convolve(_find_statistics(graph, found), "xvector.dense.linear")
    found = _normalize(graph, found, "xvector.dense.nonlinear")
    return graph.serialize(["windows", "frames", FILTERS], graph.add("Squeeze", found, graph.whole(2, 3)))


def _front(graph: Graph, given: str) -> str:
    """Convolutions over frequency and time, then frequencies and channels as one dimension."""
    found = graph.add("Unsqueeze", given, graph.whole(1))
    found = _convolve(graph, found, "head.conv1", "head.bn1")
    for layer in ("layer1", "layer2"):
        found = _residual(graph, found, f"head.{layer}.0", 2)
        found = _residual(graph, found, f"head.{layer}.1", 1)
    found = _convolve(graph, found, "head.conv2", "head.bn2", 2)
    width = graph.weights["xvector.tdnn.linear.weight"].shape[1]
    return graph.add("Reshape", found, graph.whole(0, width, 1, -1))


def _convolve(graph: Graph, given: str, name: str, norm: str, stride: int = 1) -> str:
    found = graph.convolve(given, name, strides=[stride, 1], pads=[1, 1, 1, 1])
    return graph.add("Relu", graph.normalize(found, norm))


def _residual(graph: Graph, given: str, name: str, stride: int) -> str:
    found = _convolve(graph, given, f"{name}.conv1", f"{name}.bn1", stride)
    found = graph.convolve(found, f"{name}.conv2", pads=[1, 1, 1, 1])
    found = graph.normalize(found, f"{name}.bn2")
    if stride > 1:
        given = graph.convolve(given, f"{name}.shortcut.0", strides=[stride, 1])
        given = graph.normalize(given, f"{name}.shortcut.1")
    return graph.add("Relu", graph.add("Add", found, given))


def _normalize(graph: Graph, given: str, name: str) -> str:
    return graph.add("Relu", graph.normalize(given, f"{name}.batchnorm"))


def _dense_layer(graph: Graph, given: str, name: str, dilation: int) -> str:
    """New channels, each multiplied by a mask from the mean over the window (context-aware masking)."""
    found = graph.convolve(_normalize(graph, given, f"{name}.nonlinear1"), f"{name}.linear1")
    found = _normalize(graph, found, f"{name}.nonlinear2")
    pads = [0, dilation, 0, dilation]
    local = graph.convolve(found, f"{name}.cam_layer.linear_local", pads=pads, dilations=[1, dilation])
    mean = graph.add("ReduceMean", found, axes=[-1])
    context = graph.convolve(graph.add("Add", mean, mean), f"{name}.cam_layer.linear1")
    context = graph.convolve(graph.add("Relu", context), f"{name}.cam_layer.linear2")
    return graph.add("Mul", local, graph.add("Sigmoid", context))


def _find_statistics(graph: Graph, given: str) -> str:
    """Mean and standard deviation of every channel over time, as channels of one frame."""
    import numpy as np

    mean = graph.add("ReduceMean", given, axes=[-1])
    squares = graph.add("ReduceSumSquare", graph.add("Sub", given, mean), axes=[-1])
    one = graph.constant("one", np.ones(1, np.float32))
    frames = graph.add("Cast", graph.add("Gather", graph.add("Shape", given), graph.whole(3)), to=_FLOAT)
    # A single frame has no deviation.
    others = graph.add("Max", graph.add("Sub", frames, one), one)
    return graph.add("Concat", mean, graph.add("Sqrt", graph.add("Div", squares, others)), axis=1)
