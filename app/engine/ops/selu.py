"""The activation selu: an elu that keeps mean 0 and variance 1 from layer to layer."""

from collections.abc import Iterator

import numpy as np

from ..compiled.steps import Step, Steps, number
from .activations import KINK_AT_ZERO, write_elu, write_elu_vjp
from .edges import Edge, has_nan
from .op import Array, Op

SELU_SCALE, SELU_ALPHA = 1.0507009873554805, 1.6732632423543772
"""λ and α of selu, to the digits of PyTorch."""


@Steps
def _selu(x: Array, out: Array) -> Iterator[Step]:
    yield from write_elu.write(x, out, SELU_ALPHA)
    yield np.multiply, out, number(SELU_SCALE, out), out


@Steps
def _selu_vjp(g: Array, y: Array, x: Array, out: Array) -> Iterator[Step]:
    yield from write_elu_vjp.write(g, y, x, out, SELU_ALPHA)
    yield np.multiply, out, number(SELU_SCALE, out), out


OPS = (
    Op(
        name="selu",
        glyph="SELU",
        family="activations",
        arguments=("x",),
        forward=_selu,
        vjps=(_selu_vjp,),
        formula="λ * (max(0, x) + α * (exp(min(x, 0)) - 1))",
        derivatives=("λ * (step(x > 0) + α * exp(x) * step(x <= 0))",),
        behaviour="gates",
        summary="Lets λ of the upstream gradient through where x is positive and λ·α·eˣ of it "
        "elsewhere.",
        numpy=f"{SELU_SCALE} * np.where({{x}} > 0, {{x}}, "
        f"{SELU_ALPHA} * np.expm1(np.minimum({{x}}, 0)))",
        numpy_vjps=(
            f"{{g}} * {SELU_SCALE} * np.where({{x}} > 0, 1, "
            f"{SELU_ALPHA} * np.exp(np.minimum({{x}}, 0)))",
        ),
        torch="torch.nn.functional.selu({x})",
        torch_module="nn.SELU()",
        torch_edges=(
            Edge(
                has_nan,
                f"{SELU_SCALE} * torch.where({{x}} > 0, {{x}}, "
                f"{SELU_ALPHA} * torch.expm1(torch.where({{x}} > 0, 0, {{x}})))",
            ),
        ),
        definition=f"elu = max(0, x) + {SELU_ALPHA} * expm1(min(x, 0))\nreturn {SELU_SCALE} * elu",
        domains=KINK_AT_ZERO,
        convention=f"λ is {SELU_SCALE} and α is {SELU_ALPHA}. The derivative at 0 is λ·α.",
        at_kink="The derivative at 0 is λ·α.",
    ),
)
