"""Writes small ONNX files with the package onnx, and records what it says of them.

Run by a Python that has ``onnx`` and ``numpy``: ``python -m tests.architectures.with_onnx``. The
reader itself does not use that package.
"""

import json
from importlib import import_module
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

DATA = Path(__file__).resolve().parent.parent / "data" / "onnx"
onnx: Any = import_module("onnx")
helper: Any = import_module("onnx.helper")
numpy_helper: Any = import_module("onnx.numpy_helper")
shape_inference: Any = import_module("onnx.shape_inference")
TensorProto = onnx.TensorProto
FLOAT = TensorProto.FLOAT


class Net:
    """A graph that grows from its input to its output."""

    def __init__(self, *shape: int | str) -> None:
        self.nodes: list[Any] = []
        self.held: list[Any] = []
        self.learn = 0
        self.input = helper.make_tensor_value_info("input", FLOAT, shape)

    def weight(self, name: str, *shape: int, learns: bool = True) -> str:
        """Add an array of weights."""
        numbers = np.random.default_rng(len(self.held)).normal(size=shape).astype(np.float32)
        self.held.append(numpy_helper.from_array(numbers, name))
        self.learn += prod(shape) if learns else 0
        return name

    def whole(self, name: str, *numbers: int) -> str:
        """Add whole numbers, such as sizes."""
        self.held.append(numpy_helper.from_array(np.array(numbers, np.int64), name))
        return name

    def scalar(self, name: str, number: float) -> str:
        """Add a number."""
        self.held.append(numpy_helper.from_array(np.array(number, np.float32), name))
        return name

    def put(self, kind: str, inputs: list[str], output: str, **options: Any) -> str:
        """Add an operator and return what it makes."""
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"/{output}", **options))
        return output

    def model(self, name: str, *, stripped: bool) -> Any:
        """Return the file; of one that is stripped the weights are said to be elsewhere."""
        output = helper.make_tensor_value_info(self.nodes[-1].output[0], FLOAT, None)
        graph = helper.make_graph(self.nodes, name, [self.input], [output], self.held)
        opsets = [helper.make_opsetid("", 17)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
        inferred = shape_inference.infer_shapes(model, strict_mode=True)
        onnx.checker.check_model(inferred)
        if stripped:
            for tensor in inferred.graph.initializer:
                if len(tensor.raw_data) > 1_000:
                    tensor.ClearField("raw_data")
                    tensor.data_location = TensorProto.EXTERNAL
                    tensor.external_data.add(key="location", value="/etc/passwd")
        return inferred


def perceptron() -> Net:
    """Return two layers, in both ways that files have them."""
    net = Net("batch", 784)
    w, b = net.weight("W1", 784, 4), net.weight("b1", 4)
    x = net.put("Add", [net.put("MatMul", ["input", w], "m"), b], "a")
    x = net.put("Sigmoid", [x], "h")
    x = net.put("Gemm", [x, net.weight("W2", 3, 4), net.weight("b2", 3)], "z", transB=1)
    net.put("Softmax", [x], "p", axis=1)
    return net


def lenet() -> Net:
    """Return convolutions, poolings and a scaled layer."""
    net = Net(1, 1, 28, 28)
    x = net.put(
        "Conv", ["input", net.weight("c1", 6, 1, 5, 5), net.weight("d1", 6)], "conv",
        kernel_shape=[5, 5], pads=[2, 2, 2, 2],
    )  # fmt: skip
    x = net.put("MaxPool", [net.put("Relu", [x], "r")], "pool", kernel_shape=[2, 2], strides=[2, 2])
    x = net.put("Conv", [x, net.weight("c2", 8, 6, 5, 5), net.weight("d2", 8)], "conv2")
    x = net.put("Tanh", [x], "t")
    x = net.put("AveragePool", [x], "pool2", kernel_shape=[2, 2], strides=[2, 2])
    x = net.put("Flatten", [x], "f")
    x = net.put("Dropout", [x], "drop")
    net.put("Gemm", [x, net.weight("W", 10, 200), net.weight("b", 10)], "out", transB=1, alpha=0.5)
    return net


def residual() -> Net:
    """A block with a shortcut, in the words of a newer exporter, and branches that are joined."""
    net = Net("n", 3, 32, 32)
    x = net.put("Conv", ["input", net.weight("c1", 8, 3, 3, 3)], "conv", auto_pad="SAME_UPPER")
    running = [net.weight(name, 8, learns=False) for name in "mv"]
    x = net.put(
        "BatchNormalization",
        [x, net.weight("g", 8), net.weight("s", 8), *running],
        "bn",
        epsilon=0.001,
    )
    r = net.put("Relu", [x], "r")
    y = net.put("Conv", [r, net.weight("c2", 8, 4, 3, 3)], "conv2", pads=[1, 1, 1, 1], group=2)
    y = net.put("Mul", [y, net.scalar("half", 0.5)], "scaled")
    x = net.put("Relu", [net.put("Add", [y, r], "sum")], "r2")
    x = net.put("Concat", [x, net.put("Identity", [r], "same")], "cat", axis=1)
    x = net.put("GlobalAveragePool", [x], "gap")
    x = net.put("Reshape", [x, net.whole("rows", 0, -1)], "flat")
    net.put("Gemm", [x, net.weight("W", 16, 10), net.weight("b", 10)], "out")
    return net


def attention() -> Net:
    """Return one head, with what came added."""
    net = Net(1, 6, 16)
    pair = [net.weight("g", 16), net.weight("s", 16)]
    x = net.put("LayerNormalization", ["input", *pair], "ln", axis=-1)
    q, k, v = (net.put("MatMul", [x, net.weight(f"W{n}", 16, 16)], n) for n in "qkv")
    scores = net.put("MatMul", [q, net.put("Transpose", [k], "kt", perm=[0, 2, 1])], "s0")
    scores = net.put("Mul", [scores, net.scalar("scale", 0.25)], "scores")
    y = net.put("MatMul", [net.put("Softmax", [scores], "weights", axis=-1), v], "mixed")
    net.put("Add", [y, "input"], "out")
    return net


def repeated() -> Net:
    """Return six layers of a transformer's second half, which follow each other."""
    net = Net(1, 4, 8)
    x = "input"
    for k in range(6):
        pair = [net.weight(f"g{k}", 8), net.weight(f"s{k}", 8)]
        y = net.put("LayerNormalization", [x, *pair], f"ln{k}", axis=-1)
        y = net.put("MatMul", [y, net.weight(f"U{k}", 8, 16)], f"u{k}")
        y = net.put("Relu", [net.put("Add", [y, net.weight(f"c{k}", 16)], f"a{k}")], f"r{k}")
        y = net.put("MatMul", [y, net.weight(f"V{k}", 16, 8)], f"v{k}")
        x = net.put("Add", [y, x], f"sum{k}")
    net.put("MatMul", [x, net.weight("W", 8, 3)], "out")
    return net


def dynamic() -> Net:
    """``x.view(x.size(0), -1)``, as it is exported with a batch of any size, and HardSwish."""
    net = Net("n", 2, 4, 4)
    x = net.put("HardSwish", ["input"], "hard")
    n = net.put("Gather", [net.put("Shape", [x], "sizes"), net.whole("zero", 0)], "first", axis=0)
    shape = net.put("Concat", [n, net.whole("rest", -1)], "shape", axis=0)
    x = net.put("Reshape", [x, shape], "flat")
    net.put("Gemm", [x, net.weight("W", 5, 32), net.weight("b", 5)], "out", transB=1)
    return net


def main() -> None:
    """Write the files and the record."""
    record = {}
    for build in (perceptron, lenet, residual, attention, dynamic, repeated):
        name, net = build.__name__, build()
        model = net.model(name, stripped=name in {"perceptron", "residual"})
        (DATA / f"{name}.onnx").write_bytes(model.SerializeToString())
        sizes = model.graph.output[0].type.tensor_type.shape.dim
        shape = [size.dim_value or 1 for size in sizes]
        record[name] = {"parameters": net.learn, "shape": shape}
    (DATA / "record.json").write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
