"""Lines of code for the numbers at which a gate's plain ones would print other gradients.

At a kink, or where zero meets an infinity, the trace follows the convention of the gate; NumPy
multiplies 0 by ∞, and PyTorch has conventions of its own. A gate that stands there is written with
another line, and everywhere else with its plain one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Text: TypeAlias = str | Callable[..., str]
"""A template, or a function of ``(shapes, **params)`` that gives one."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a gate stands: the numbers of one run."""

    args: tuple[NDArray[np.float64], ...]
    y: NDArray[np.float64]
    """The value."""
    g: NDArray[np.float64] | None
    """The upstream gradient; ``None`` where none arrives."""
    flows: tuple[bool, ...]
    """For each argument whether a gradient flows back to it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Another line, and where it is needed."""

    at: Callable[[Stand], Any]
    """Tells whether a gate stands where the plain line does not do."""
    text: Text
    """The template in place of the plain one, with the same holes."""
    helper: str = ""
    """A definition that the line calls, printed once at the top of the script."""
    warns: bool = True
    """Whether NumPy warns, or Python's own floats raise, on the way to the right number."""


Edges: TypeAlias = tuple[Edge, ...]
"""The first that holds is taken."""
SlotEdges: TypeAlias = Mapping[int, Edges]


def without_bias(text: Callable[..., str]) -> Edge:
    """Leave the bias, argument 2, out of a line that ends in it, where it is a 0 of the program."""

    def line(*args: Any, **params: Any) -> str:
        return text(*args, **params).removesuffix(" + {b}")

    def at(stand: Stand) -> bool:
        bias = stand.args[2]
        return not bias.ndim and not stand.flows[2] and bool(bias == 0.0)

    return Edge(at, line, warns=False)


def not_finite_upstream(stand: Stand) -> bool:
    """Tell whether an infinity or NaN arrives, which a product with 0 does not stop."""
    return stand.g is not None and not np.isfinite(stand.g).all()


def has_nan(stand: Stand) -> bool:
    """Tell whether an argument is NaN somewhere."""
    return any(np.isnan(argument).any() for argument in stand.args)
