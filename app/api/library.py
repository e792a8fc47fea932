"""The gates as a library of layers: groups and names as Torch and Caffe had them."""

import ast
from functools import cache
from typing import NamedTuple

from ..language.foreign import ROWS
from ..language.python_tree import expression_of

GROUPS: dict[str, tuple[str, ...]] = {
    "Simple layers": (
        *("arithmetic", "functions", "choices", "linear algebra", "affine", "pooling"),
        *("reductions", "shapes"),
    ),
    "Transfer functions": ("activations", "normalizers", "dropout", "attention"),
    "Criterions": ("losses",),
    "Containers": ("made of gates",),
}
"""The families of gates under the headings of Torch's own documentation."""


class Elsewhere(NamedTuple):
    """What a gate is called in the layer libraries of the lectures; empty: they have none."""

    torch: str = ""
    """Of Torch 7, in Lua."""
    caffe: str = ""


LAYERS: dict[str, Elsewhere] = {
    "add": Elsewhere("nn.CAddTable", "Eltwise (SUM)"),
    "subtract": Elsewhere("nn.CSubTable", "Eltwise (SUM, coeff −1)"),
    "multiply": Elsewhere("nn.CMulTable", "Eltwise (PROD)"),
    "divide": Elsewhere("nn.CDivTable"),
    "power": Elsewhere("nn.Power", "Power"),
    "negate": Elsewhere("nn.MulConstant(-1)", "Power (scale −1)"),
    "square": Elsewhere("nn.Square", "Power (power 2)"),
    "exp": Elsewhere("nn.Exp", "Exp"),
    "log": Elsewhere("nn.Log", "Log"),
    "sqrt": Elsewhere("nn.Sqrt", "Power (power 0.5)"),
    "abs": Elsewhere("nn.Abs", "AbsVal"),
    "identity": Elsewhere("nn.Identity"),
    "sigmoid": Elsewhere("nn.Sigmoid", "Sigmoid"),
    "tanh": Elsewhere("nn.Tanh", "TanH"),
    "relu": Elsewhere("nn.ReLU", "ReLU"),
    "leaky_relu": Elsewhere("nn.LeakyReLU", "ReLU (negative_slope)"),
    "elu": Elsewhere("nn.ELU", "ELU"),
    "softplus": Elsewhere("nn.SoftPlus", "BNLL"),
    "step": Elsewhere("", "Threshold"),
    "max": Elsewhere("nn.CMaxTable", "Eltwise (MAX)"),
    "min": Elsewhere("nn.CMinTable"),
    "matmul": Elsewhere("nn.MM", "InnerProduct"),
    "dot": Elsewhere("nn.DotProduct"),
    "linear": Elsewhere("nn.Linear", "InnerProduct"),
    "conv1d": Elsewhere("nn.TemporalConvolution"),
    "conv2d": Elsewhere("nn.SpatialConvolution", "Convolution"),
    "max_pool2d": Elsewhere("nn.SpatialMaxPooling", "Pooling (MAX)"),
    "avg_pool2d": Elsewhere("nn.SpatialAveragePooling", "Pooling (AVE)"),
    "global_avg_pool": Elsewhere("", "Pooling (AVE, global)"),
    "sum": Elsewhere("nn.Sum", "Reduction (SUM)"),
    "mean": Elsewhere("nn.Mean", "Reduction (MEAN)"),
    "amax": Elsewhere("nn.Max"),
    "amin": Elsewhere("nn.Min"),
    "reshape": Elsewhere("nn.Reshape", "Reshape"),
    "flatten": Elsewhere("nn.View(-1)", "Flatten"),
    "transpose": Elsewhere("nn.Transpose"),
    "concat": Elsewhere("nn.JoinTable", "Concat"),
    "squeeze": Elsewhere("nn.Squeeze"),
    "broadcast_to": Elsewhere("nn.Replicate", "Tile"),
    "index": Elsewhere("nn.Select", "Slice"),
    "softmax": Elsewhere("nn.SoftMax", "Softmax"),
    "log_softmax": Elsewhere("nn.LogSoftMax"),
    "batch_norm": Elsewhere("nn.BatchNormalization", "BatchNorm, then Scale"),
    "dropout": Elsewhere("nn.Dropout", "Dropout"),
    "squared_error": Elsewhere("nn.MSECriterion (sizeAverage off)"),
    "half_squared_error": Elsewhere("", "EuclideanLoss"),
    "mse": Elsewhere("nn.MSECriterion"),
    "bce": Elsewhere("nn.BCECriterion"),
    "bce_with_logits": Elsewhere("", "SigmoidCrossEntropyLoss"),
    "cross_entropy": Elsewhere("nn.ClassNLLCriterion, of logarithms", "MultinomialLogisticLoss"),
    "softmax_cross_entropy": Elsewhere("nn.CrossEntropyCriterion", "SoftmaxWithLoss"),
    "hinge": Elsewhere("nn.MultiMarginCriterion, over the classes"),
    "mul_constant": Elsewhere("nn.MulConstant", "Power (scale)"),
}


def group_of(family: str) -> str:
    """Return the heading of a family."""
    return next(group for group, families in GROUPS.items() if family in families)


@cache
def other_names() -> dict[str, tuple[str, ...]]:
    """Return what NumPy, PyTorch, JAX and others call each gate, as far as that is one call."""
    found: dict[str, dict[str, None]] = {}
    for row in ROWS:
        if not isinstance(row.form, str) or not row.form:
            continue
        form = expression_of(row.form)
        if isinstance(form, ast.Call) and isinstance(form.func, ast.Name):
            plain = all(isinstance(argument, ast.Name) for argument in form.args)
            if plain and not row.words:
                names = (name.rpartition(":")[2] for name in row.names.split())
                found.setdefault(form.func.id, {}).update(dict.fromkeys(names))
    return {gate: tuple(names) for gate, names in found.items()}
