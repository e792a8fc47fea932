"""Classes of other tools that make functions: ``nn.MSELoss()`` is called like ``F.mse_loss``."""

import ast
from typing import NamedTuple

from ..python_tree import expression_of
from .row import TENSORFLOW, TORCH

_LOSS = "size_average reduce reduction"


class Class(NamedTuple):
    """What a class makes: the function that is called, and the names of the maker's arguments."""

    function: str
    options: str = ""
    given: str = ""
    """Arguments that the maker gives to the function where it is not told others: ``start=1``."""

    def usual(self) -> list[ast.keyword]:
        """Return those arguments."""
        call = expression_of(f"f({self.given})")
        assert isinstance(call, ast.Call)
        return call.keywords


_TORCH = {
    "MSELoss": Class("mse_loss", _LOSS),
    "L1Loss": Class("l1_loss", _LOSS),
    "SmoothL1Loss": Class("smooth_l1_loss", f"{_LOSS} beta"),
    "HuberLoss": Class("huber_loss", "reduction delta"),
    "BCELoss": Class("binary_cross_entropy", f"weight {_LOSS}"),
    "BCEWithLogitsLoss": Class("binary_cross_entropy_with_logits", f"weight {_LOSS} pos_weight"),
    "CrossEntropyLoss": Class(
        "cross_entropy", "weight size_average ignore_index reduce reduction label_smoothing"
    ),
    "NLLLoss": Class("nll_loss", "weight size_average ignore_index reduce reduction"),
    "KLDivLoss": Class("kl_div", f"{_LOSS} log_target"),
    "CosineSimilarity": Class("cosine_similarity", "dim eps", "dim=1"),
    "PairwiseDistance": Class("pairwise_distance", "p eps keepdim"),
    "ReLU": Class("relu", "inplace"),
    "ReLU6": Class("relu6", "inplace"),
    "LeakyReLU": Class("leaky_relu", "negative_slope inplace"),
    "ELU": Class("elu", "alpha inplace"),
    "CELU": Class("celu", "alpha inplace"),
    "SELU": Class("selu", "inplace"),
    "GELU": Class("gelu", "approximate"),
    "SiLU": Class("silu", "inplace"),
    "Mish": Class("mish", "inplace"),
    "Sigmoid": Class("sigmoid"),
    "LogSigmoid": Class("logsigmoid"),
    "Tanh": Class("tanh"),
    "Tanhshrink": Class("tanhshrink"),
    "Softsign": Class("softsign"),
    "Softplus": Class("softplus", "beta threshold"),
    "Softshrink": Class("softshrink", "lambd"),
    "Hardshrink": Class("hardshrink", "lambd"),
    "Hardtanh": Class("hardtanh", "min_val max_val inplace"),
    "Hardsigmoid": Class("hardsigmoid", "inplace"),
    "Hardswish": Class("hardswish", "inplace"),
    "Softmax": Class("softmax", "dim"),
    "Softmin": Class("softmin", "dim"),
    "LogSoftmax": Class("log_softmax", "dim"),
    "Flatten": Class("flatten", "start_dim end_dim", "start_dim=1"),
}
_KERAS = {
    name: Class(f"called_{name}", "from_logits" if "Cross" in name else "")
    for name in (
        *("MeanSquaredError", "MeanAbsoluteError", "BinaryCrossentropy"),
        *("CategoricalCrossentropy", "SparseCategoricalCrossentropy"),
    )
}

CLASSES: dict[tuple[str, str], Class] = {
    **{
        (TORCH, name): kind._replace(function=f"torch.nn.functional.{kind.function}")
        for name, kind in _TORCH.items()
    },
    **{
        (TENSORFLOW, name): kind._replace(function=f"tf.keras.losses.{kind.function}")
        for name, kind in _KERAS.items()
    },
}
"""By the family and the name of a class."""
