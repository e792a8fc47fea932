"""Writes small ONNX files with the package onnx, and records what it says of them.

Run by a Python that has ``onnx`` and ``numpy``: ``python -m tests.architectures.with_onnx``. The
reader itself does not use that package.
"""

import json
from math import prod
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, shape_inference

DATA = Path(__file__).resolve().parent.parent / "data" / "onnx"
FLOAT = TensorProto.FLOAT


class Net:
    """A graph that grows from its input to its output."""

    def __init__(self, *shape):
        self.nodes, self.held, self.learn = [], [], 0
        self.input = helper.make_tensor_value_info("input", FLOAT, shape)

    def weight(self, name, *shape, learns=True):
        numbers = np.random.default_rng(len(self.held)).normal(size=shape).astype(np.float32)
        self.held.append(numpy_helper.from_array(numbers, name))
        self.learn += prod(shape) if learns else 0
        return name

    def whole(self, name, *numbers):
        self.held.append(numpy_helper.from_array(np.array(numbers, np.int64), name))
        return name

    def scalar(self, name, number):
        self.held.append(numpy_helper.from_array(np.array(number, np.float32), name))
        return name

    def put(self, kind, inputs, output, **options):
        self.nodes.append(helper.make_node(kind, inputs, [output], name=f"/{output}", **options))
        return output

    def model(self, name, opset=17, stripped=False):
        output = helper.make_tensor_value_info(self.nodes[-1].output[0], FLOAT, None)
        graph = helper.make_graph(self.nodes, name, [self.input], [output], self.held)
        opsets = [helper.make_opsetid("", opset)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
        inferred = shape_inference.infer_shapes(model, strict_mode=True)
        checker.check_model(inferred)
        if stripped:
            for tensor in inferred.graph.initializer:
                if len(tensor.raw_data) > 1_000:
                    tensor.ClearField("raw_data")
                    tensor.data_location = TensorProto.EXTERNAL
                    tensor.external_data.add(key="location", value="/etc/passwd")
        return inferred


def perceptron():
    net = Net("batch", 784)
    w, b = net.weight("W1", 784, 4), net.weight("b1", 4)
    x = net.put("Add", [net.put("MatMul", ["input", w], "m"), b], "a")
    x = net.put("Sigmoid", [x], "h")
    x = net.put("Gemm", [x, net.weight("W2", 3, 4), net.weight("b2", 3)], "z", transB=1)
    net.put("Softmax", [x], "p", axis=1)
    return net


def lenet():
    net = Net(1, 1, 28, 28)
    x = net.put(
        "Conv", ["input", net.weight("c1", 6, 1, 5, 5), net.weight("d1", 6)], "conv",
        kernel_shape=[5, 5], pads=[2, 2, 2, 2],
    )  # fmt: skip
    x = net.put("MaxPool", [net.put("Relu", [x], "r")], "pool", kernel_shape=[2, 2], strides=[2, 2])
    x = net.put("Conv", [x, net.weight("c2", 8, 6, 5, 5), net.weight("d2", 8)], "conv2")
    x = net.put("AveragePool", [net.put("Tanh", [x], "t")], "pool2", kernel_shape=[2, 2], strides=[2, 2])  # fmt: skip
    x = net.put("Flatten", [x], "f")
    x = net.put("Dropout", [x], "drop")
    net.put("Gemm", [x, net.weight("W", 10, 200), net.weight("b", 10)], "out", transB=1, alpha=0.5)
    return net


def residual():
    """A block with a shortcut, in the words of a newer exporter, and branches that are joined."""
    net = Net("n", 3, 32, 32)
    x = net.put("Conv", ["input", net.weight("c1", 8, 3, 3, 3)], "conv", auto_pad="SAME_UPPER")
    x = net.put(
        "BatchNormalization",
        [x, net.weight("g", 8), net.weight("s", 8), net.weight("m", 8, learns=False), net.weight("v", 8, learns=False)],
        "bn", epsilon=0.001,
    )  # fmt: skip
    r = net.put("Relu", [x], "r")
    y = net.put("Conv", [r, net.weight("c2", 8, 4, 3, 3)], "conv2", pads=[1, 1, 1, 1], group=2)
    y = net.put("Mul", [y, net.scalar("half", 0.5)], "scaled")
    x = net.put("Relu", [net.put("Add", [y, r], "sum")], "r2")
    x = net.put("Concat", [x, net.put("Identity", [r], "same")], "cat", axis=1)
    x = net.put("GlobalAveragePool", [x], "gap")
    x = net.put("Reshape", [x, net.whole("rows", 0, -1)], "flat")
    net.put("Gemm", [x, net.weight("W", 16, 10), net.weight("b", 10)], "out")
    return net


def attention():
    net = Net(1, 6, 16)
    x = net.put("LayerNormalization", ["input", net.weight("g", 16), net.weight("s", 16)], "ln", axis=-1)  # fmt: skip
    q, k, v = (net.put("MatMul", [x, net.weight(f"W{n}", 16, 16)], n) for n in "qkv")
    scores = net.put("MatMul", [q, net.put("Transpose", [k], "kt", perm=[0, 2, 1])], "s0")
    scores = net.put("Mul", [scores, net.scalar("scale", 0.25)], "scores")
    y = net.put("MatMul", [net.put("Softmax", [scores], "weights", axis=-1), v], "mixed")
    net.put("Add", [y, "input"], "out")
    return net


def dynamic():
    """``x.view(x.size(0), -1)``, as it is exported with a batch of any size, and HardSwish."""
    net = Net("n", 2, 4, 4)
    x = net.put("HardSwish", ["input"], "hard")
    n = net.put("Gather", [net.put("Shape", [x], "sizes"), net.whole("zero", 0)], "first", axis=0)
    shape = net.put("Concat", [n, net.whole("rest", -1)], "shape", axis=0)
    x = net.put("Reshape", [x, shape], "flat")
    net.put("Gemm", [x, net.weight("W", 5, 32), net.weight("b", 5)], "out", transB=1)
    return net


def main():
    record = {}
    for build in (perceptron, lenet, residual, attention, dynamic):
        name, net = build.__name__, build()
        model = net.model(name, stripped=name in {"perceptron", "residual"})
        (DATA / f"{name}.onnx").write_bytes(model.SerializeToString())
        sizes = model.graph.output[0].type.tensor_type.shape.dim
        shape = [size.dim_value or 1 for size in sizes]
        record[name] = {"parameters": net.learn, "shape": shape}
    (DATA / "record.json").write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
