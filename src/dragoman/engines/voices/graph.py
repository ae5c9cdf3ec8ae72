"""Builds an ONNX model operator by operator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Graph"]

_OPSET, _FORMAT = 17, 9
_EPSILON = 1e-5
"""PyTorch's default: added to a variance before the square root is taken."""


class Graph:
    """Collects operators. Most methods return the name of an output, which is the input of another operator.

    :param weights: the network's saved tensors by name
    """

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        self.weights = weights
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def add(self, operator: str, *inputs: str, outputs: int = 1, **attributes: Any) -> str:
        """Add an operator, and return the name of its first output."""
        from onnx import helper

        names = [f"v{len(self._nodes)}.{number}" for number in range(outputs)]
        self._nodes.append(helper.make_node(operator, inputs, names, **attributes))
        return names[0]

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """Store a tensor once, and return its name."""
        from onnx import numpy_helper

        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(value.copy(), name)
        return name

    def weight(self, name: str) -> str:
        """Store a saved tensor, and return its name."""
        return self.constant(name, self.weights[name])

    def whole(self, *numbers: int) -> str:
        """Store integers, such as a shape or axes, and return the name of their tensor."""
        import numpy as np

        return self.constant("int " + " ".join(map(str, numbers)), np.array(numbers, np.int64))

    def convolve(self, given: str, name: str, **attributes: Any) -> str:
        """Add a convolution, with a bias if one was saved.

        A 1-D kernel becomes a 2-D kernel of height one, for which onnxruntime is a tenth faster.
        """
        weight = self.weights[f"{name}.weight"]
        kernel = self.constant(f"{name}.weight", weight.reshape(*weight.shape[:2], -1, weight.shape[-1]))
        bias = [self.weight(f"{name}.bias")] if f"{name}.bias" in self.weights else []
        return self.add("Conv", given, kernel, *bias, **attributes)

    def normalize(self, given: str, name: str) -> str:
        """Add a batch normalization with the means and variances of training."""
        import numpy as np

        mean, variance = self.weights[f"{name}.running_mean"], self.weights[f"{name}.running_var"]
        scale = self.weights.get(f"{name}.weight", np.ones_like(mean))
        shift = self.weights.get(f"{name}.bias", np.zeros_like(mean))
        parts = {"scale": scale, "shift": shift, "mean": mean, "variance": variance}
        inputs = [self.constant(f"{name}.{part}", value) for part, value in parts.items()]
        return self.add("BatchNormalization", given, *inputs, epsilon=_EPSILON)

    def serialize(self, given: Sequence[str | int], result: str) -> bytes:
        """The model in ONNX's format, with one float32 input of the shape ``given`` and the output ``result``."""
        from onnx import TensorProto, helper

        takes = helper.make_tensor_value_info("given", TensorProto.FLOAT, given)
        gives = helper.make_tensor_value_info(result, TensorProto.FLOAT, None)
        graph = helper.make_graph(self._nodes, "network", [takes], [gives], list(self._constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_FORMAT)
        written: bytes = model.SerializeToString()
        return written
