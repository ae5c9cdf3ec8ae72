"""Networks written down operator by operator, at work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.voices import network
from dragoman.engines.voices.graph import Graph
from dragoman.engines.voices.network import Network, open_network
from dragoman.engines.voices.weights import Weights
from dragoman.errors import EngineError

pytest.importorskip("onnx")
pytest.importorskip("onnxruntime")

Opened = Callable[..., Network]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A network of given weights that is made by a function."""

    def opened(make: Callable[[Graph], str], **weights: np.ndarray) -> Network:
        named = {name.replace("_", "."): value.astype(np.float32) for name, value in weights.items()}
        monkeypatch.setattr(network, "find_weights", lambda _: Path("none"))
        monkeypatch.setattr(network, "read_tensors", lambda path, table: named)

        def written(found: object) -> bytes:
            graph = Graph(named)
            return graph.serialize(["n", "c", "f", "t"], make(graph))

        return open_network(Weights("none", ""), written, None, 1)

    return opened


def row(*numbers: float) -> np.ndarray:
    """A sound of one channel, as a picture of height one."""
    return np.array(numbers, np.float32).reshape(1, 1, 1, -1)


def test_a_convolution_over_a_row(opened: Opened) -> None:
    run = opened(lambda graph: graph.convolve("given", "a"), a_weight=np.ones((1, 1, 2)))
    assert run(row(1, 2, 3)).ravel().tolist() == [3, 5]


def test_a_bias_that_was_saved_is_added(opened: Opened) -> None:
    run = opened(lambda graph: graph.convolve("given", "a"), a_weight=np.ones((1, 1, 1)), a_bias=np.array([10]))
    assert run(row(1, 2)).ravel().tolist() == [11, 12]


def test_a_normalization_by_what_was_learned(opened: Opened) -> None:
    learned = {"a.running_mean": np.array([2.0]), "a.running_var": np.array([4.0 - 1e-5])}
    run = opened(lambda graph: Graph.normalize(_with(graph, learned), "given", "a"))
    assert run(row(4, 8)).ravel().tolist() == pytest.approx([1, 3])


def _with(graph: Graph, weights: dict[str, np.ndarray]) -> Graph:
    graph.weights = {name: value.astype(np.float32) for name, value in weights.items()}
    return graph


def test_any_length_is_taken(opened: Opened) -> None:
    run = opened(lambda graph: graph.add("ReduceMean", "given", axes=[-1]))
    assert [run(row(*range(length))).item() for length in (1, 3, 5)] == [0, 1, 2]


def test_without_the_libraries_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(EngineError, match=r"voices: need onnxruntime; install it"):
        open_network(Weights("other", ""), lambda _: b"", None, 1)
