"""The gate that leaves out numbers at random, with a mask that a seed decides."""

import numpy as np
from numpy.typing import NDArray

from ..errors import ArgumentError
from .edges import Edge
from .op import Array, Op, Param, Pattern, Shape

_TORCH = """\
import numpy as np


def dropout(x, p, seed):  # what is left out is what the program leaves out
    kept = np.random.default_rng(seed).uniform(size=tuple(x.shape)) >= p
    return x * torch.from_numpy(np.asarray(kept / (1 - p)))"""


def _shape(x: Shape, p: float, seed: int) -> Shape:
    if not 0 <= p < 1:
        raise ArgumentError(
            f"dropout: p cannot be {p:g}", hint="p is what is left out: at least 0, less than 1"
        )
    if seed < 0:
        raise ArgumentError(f"dropout: seed cannot be {seed}", hint="seed is a whole number from 0")
    return x


def _kept(shape: Shape, p: float, seed: int) -> NDArray[np.bool_]:
    """Return the mask."""
    return np.asarray(np.random.default_rng(seed).uniform(size=shape) >= p)


def _dropout(x: Array, out: Array, p: float, seed: int) -> None:
    np.copyto(out, np.where(_kept(x.shape, p, seed), x / (1 - p), 0.0))


def _vjp(g: Array, y: Array, x: Array, out: Array, p: float, seed: int) -> None:
    _dropout(g, out, p, seed)


def _masked(hole: str) -> str:
    kept = f"np.random.default_rng({{seed}}).uniform(size=np.shape({hole})) >= {{p}}"
    return f"np.where({kept}, {hole} / (1 - {{p}}), 0)"


def _definition(shapes: tuple[Shape], p: float, seed: int) -> str:
    """Write the mask as the random numbers that it comes from."""
    sizes = ", ".join(map(str, shapes[0]))
    drawn = f"const(uniform({sizes or 1}, seed={seed})){'' if sizes else '[0]'}"
    return f"mask = step({drawn} - p)\nreturn mask * x / (1 - p)"


def _written(slot: int, shapes: tuple[Shape], p: float, seed: int) -> str:
    """Write the same of ones, which is the mask divided by what is kept."""
    sizes = ", ".join(map(str, shapes[0]))
    return f"g * dropout({f'ones({sizes})' if sizes else '1'}, p={p}, seed={seed})"


OPS = (
    Op(
        name="dropout",
        glyph="drop",
        family="dropout",
        arguments=("x",),
        forward=_dropout,
        vjps=(_vjp,),
        formula="mask * x / (1 - p)",
        derivatives=("g * mask / (1 - p)",),
        behaviour="gates",
        summary="Lets the upstream gradient through, divided by 1 − p, where a number was kept, "
        "and blocks it where it was left out.",
        numpy=_masked("{x}"),
        numpy_vjps=(_masked("{g}"),),
        torch="torch.nn.functional.dropout({x}, {p})",
        torch_edges=(Edge(lambda stand: True, "dropout({x}, {p}, {seed})", _TORCH, warns=False),),
        pattern=Pattern.BLOCK,
        shape=_shape,
        jvps="linear",
        params=(
            Param("p", 0.5, "number", "The share of numbers that is left out."),
            Param("seed", 0, "whole", "Decides which: another seed, another mask."),
        ),
        sample=((4,),),
        smooth_inside=True,
        definition=_definition,
        written=_written,
        convention="The mask is 1 where a random number between 0 and 1 is at least p, and 0 "
        "elsewhere; the seed decides, and the same seed leaves out the same. What is kept grows "
        "by 1 / (1 − p), so that the mean stays as it is.",
    ),
)
