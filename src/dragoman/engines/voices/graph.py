"""A network written down operator by operator, as an ONNX model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Graph"]

_OPSET, _FORMAT = 17, 9
_EPSILON = 1e-5
"""What PyTorch adds to a variance before it divides by its root."""


class Graph:
    """Collects operators. Each method returns the name of what it computes, to be given to the next.

    :param weights: tensors by name, as the network was saved
    """

    def __init__(self, weights: Mapping[str, NDArray[Any]]) -> None:
        self.weights = weights
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def add(self, operator: str, *inputs: str, outputs: int = 1, **attributes: Any) -> str:
        """The first of an operator's outputs."""
        from onnx import helper

        names = [f"v{len(self._nodes)}.{number}" for number in range(outputs)]
        self._nodes.append(helper.make_node(operator, inputs, names, **attributes))
        return names[0]

    def constant(self, name: str, value: NDArray[Any]) -> str:
        """A tensor of the network, stored once."""
        from onnx import numpy_helper

        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(value.copy(), name)
        return name

    def weight(self, name: str) -> str:
        """A tensor as it was saved."""
        return self.constant(name, self.weights[name])

    def whole(self, *numbers: int) -> str:
        """Whole numbers: a shape, axes."""
        import numpy as np

        return self.constant("int " + " ".join(map(str, numbers)), np.array(numbers, np.int64))

    def convolve(self, given: str, name: str, **attributes: Any) -> str:
        """A convolution, with a bias where one was saved.

        Sound is a picture of height one, for which onnxruntime's kernels are a tenth faster than for a row.
        """
        weight = self.weights[f"{name}.weight"]
        kernel = self.constant(f"{name}.weight", weight.reshape(*weight.shape[:2], -1, weight.shape[-1]))
        bias = [self.weight(f"{name}.bias")] if f"{name}.bias" in self.weights else []
        return self.add("Conv", given, kernel, *bias, **attributes)

    def normalize(self, given: str, name: str) -> str:
        """A batch normalization with the means and variances of training."""
        import numpy as np

        mean, variance = self.weights[f"{name}.running_mean"], self.weights[f"{name}.running_var"]
        scale = self.weights.get(f"{name}.weight", np.ones_like(mean))
        shift = self.weights.get(f"{name}.bias", np.zeros_like(mean))
        parts = {"scale": scale, "shift": shift, "mean": mean, "variance": variance}
        inputs = [self.constant(f"{name}.{part}", value) for part, value in parts.items()]
        return self.add("BatchNormalization", given, *inputs, epsilon=_EPSILON)

    def serialize(self, given: Sequence[str | int], result: str) -> bytes:
        """The model, which takes ``given`` of a shape and gives ``result``."""
        from onnx import TensorProto, helper

        takes = helper.make_tensor_value_info("given", TensorProto.FLOAT, given)
        gives = helper.make_tensor_value_info(result, TensorProto.FLOAT, None)
        graph = helper.make_graph(self._nodes, "network", [takes], [gives], list(self._constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_FORMAT)
        written: bytes = model.SerializeToString()
        return written
