"""Along what a loss surface is computed: one element of a leaf, or a direction of parameters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np

from ..engine.errors import ArgumentError, ShapeError, shorten
from ..engine.ops.op import Array, describe_shape
from ..engine.vmap import PLACES
from ..language import Program
from ..language.names import normal
from ..training.config import OptimizerConfig
from .learner import Learner
from .parameters import Parameters

HALF_RANGE = 2.0
"""An axis without bounds goes so far to both sides, times the size of what stands there, or 1."""

Direction = Literal["gradient", "random"]


@dataclass(frozen=True, slots=True)
class AxisAsk:
    """What is asked for: a ``name`` with the ``index`` of an element, or a direction."""

    name: str | None = None
    index: tuple[int, ...] = ()
    direction: Direction | Mapping[str, Array] | None = None
    seed: int = 1
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: place t is ``at`` where the program's own numbers are."""

    label: str
    """``W[0,2]``, or what the direction is."""
    at: float
    low: float
    high: float
    element: tuple[int, tuple[int, ...]] | None = None
    """The leaf and the index of the element that is t."""
    direction: Mapping[int, Array] = field(default_factory=dict)
    """By leaf what is added for each unit of t, in the leaf's shape."""

    @np.errstate(all="ignore")
    def places(self, count: int) -> Array:
        """Return so many places from the low end to the high one, both included.

        Where these are farther apart than numbers go, there are NaN between them.
        """
        return np.linspace(self.low, self.high, count)

    @property
    def leaves(self) -> set[int]:
        """Which leaves move along it."""
        return {*self.direction} | ({self.element[0]} if self.element else set())


def read_axes(
    program: Program, asks: Sequence[AxisAsk], names: Sequence[str] | None = None
) -> list[Axis]:
    """Find what the axes are about; ``names`` are the parameters of directions.

    A ``gradient`` is that of the output at the program's numbers, a ``random`` direction is drawn
    from a normal distribution by its seed; both have unit length over all parameters, and a random
    one is at right angles to the directions before it.

    Raises:
        ArgumentError: there is no such leaf or element, or nothing flows back along a direction.
        ShapeError: numbers of a direction have the wrong shape.
    """
    learner = None
    if any(ask.direction is not None for ask in asks):
        learner = Learner(program, OptimizerConfig(), names)
    axes: list[Axis] = []
    flat: list[Array] = []
    for k, ask in enumerate(asks):
        if ask.direction is None:
            axis = _element(program, ask)
            if any(axis.element == other.element for other in axes):
                raise ArgumentError(
                    f"both axes are {axis.label}", hint="let the second be another number"
                )
        else:
            assert learner is not None
            vector = _vector(learner, ask, flat)
            flat.append(vector)
            axis = _along(learner, ask, vector, k)
        axes.append(_within(axis, ask))
    return axes


def _element(program: Program, ask: AxisAsk) -> Axis:
    leaves = {**program.inputs, **program.constants}
    name = normal(ask.name or "")
    if name not in leaves:
        some = ", ".join(list(leaves)[:8]) + ", …" * (len(leaves) > 8)
        raise ArgumentError(
            f"{shorten(ask.name or 'an axis without a name')} is no number of the program",
            hint=f"name one of {some}" if leaves else "bind a name to a number first",
        )
    value = program.graph.values[leaves[name]]
    index: tuple[int, ...] = _checked_index(name, value, ask.index)
    label = f"{name}[{','.join(map(str, index))}]" if index else name
    at = float(value[index])
    reach = HALF_RANGE * max(1.0, abs(at)) if np.isfinite(at) else HALF_RANGE
    return Axis(label, at, at - reach, at + reach, element=(leaves[name], index))


def _checked_index(name: str, value: Array, index: tuple[int, ...]) -> tuple[int, ...]:
    shape = value.shape
    if index and not shape:
        raise ArgumentError(f"{name} is a number and takes no index", hint="leave it out")
    if len(index) != len(shape) and not (not index and value.size == 1):
        raise ArgumentError(
            f"{name} has shape {describe_shape(shape)}; its element needs {len(shape)} "
            f"index{'' if len(shape) == 1 else 'es'}, not {len(index)}",
            hint=f'give "index": {[0] * len(shape)}',
        )
    for axis, (k, size) in enumerate(zip(index, shape, strict=False)):  # or no index at all
        if not -size <= k < size:
            raise ArgumentError(
                f"{name} has no element {list(index)}: axis {axis} has size {size}",
                hint=f"it goes from 0 to {size - 1}",
            )
    full = index or (0,) * len(shape)
    return tuple(k % size for k, size in zip(full, shape, strict=True))


def _vector(learner: Learner, ask: AxisAsk, before: Sequence[Array]) -> Array:
    """Return a direction as a flat vector over the parameters."""
    if isinstance(ask.direction, Mapping):
        return _given(learner.parameters, ask.direction)
    if ask.direction == "gradient":
        vector = learner.look().copy()
    else:
        vector = np.random.default_rng(ask.seed).normal(size=learner.parameters.size)
        for other in before:
            length = float(other @ other)
            if length:
                vector -= (vector @ other) / length * other
    length = float(np.linalg.norm(vector))
    if not (np.isfinite(length) and length > 1e-12):
        what = "gradient is zero" if ask.direction == "gradient" else "parameters leave no room"
        raise ArgumentError(
            f"there is no {ask.direction} direction: the {what}",
            hint="take elements for axes, or other numbers",
        )
    return vector / length


def _given(parameters: Parameters, given: Mapping[str, Array]) -> Array:
    flat = np.zeros(parameters.size)
    blocks = {block.name: block for block in parameters.blocks}
    for name, value in given.items():
        block = blocks.get(normal(name))
        if block is None:
            raise ArgumentError(
                f"{shorten(name)} is no parameter", hint=f"they are {', '.join([*blocks][:8])}"
            )
        if value.shape != block.shape:
            raise ShapeError(
                f"{name} has shape {describe_shape(block.shape)}, its direction "
                f"{describe_shape(value.shape)}"
            )
        block.view(flat)[...] = value
    return flat


def _along(learner: Learner, ask: AxisAsk, vector: Array, number: int) -> Axis:
    size = float(np.linalg.norm(learner.values))
    reach = HALF_RANGE * max(1.0, size) if np.isfinite(size) else HALF_RANGE
    word = ask.direction if isinstance(ask.direction, str) else f"direction {number + 1}"
    parts = {leaf: part.copy() for leaf, part in learner.parameters.views(vector).items()}
    return Axis(word, 0.0, -reach, reach, direction=parts)


def _within(axis: Axis, ask: AxisAsk) -> Axis:
    low = axis.low if ask.low is None else ask.low
    high = axis.high if ask.high is None else ask.high
    if not low < high:
        raise ArgumentError(
            f"the axis {axis.label} goes from {low:g} to {high:g}", hint="low is less than high"
        )
    return replace(axis, low=low, high=high)


@np.errstate(all="ignore")
def values_at(program: Program, axes: Sequence[Axis], places: Sequence[Array]) -> dict[int, Array]:
    """Return the value of every leaf that moves, with the places in front: rows, then columns.

    ``places`` holds those of each axis. The first axis is that of the columns; where a leaf does
    not move along an axis of places, that has size 1.
    """
    moved: dict[int, Array] = {}
    for leaf in sorted({leaf for axis in axes for leaf in axis.leaves}):
        base = program.graph.values[leaf]
        here = [
            (axis, _in_front(places[k], k, base.ndim))
            for k, axis in enumerate(axes)
            if leaf in axis.leaves
        ]
        lead = np.broadcast_shapes(*(t.shape[:PLACES] for _, t in here))
        value = np.empty(lead + base.shape)
        value[...] = base
        for axis, t in here:
            if leaf in axis.direction:
                value += t * axis.direction[leaf]
        for axis, t in here:
            if axis.element is not None and axis.element[0] == leaf:
                element: tuple[Any, ...] = (..., *axis.element[1])
                value[element] = t.reshape(t.shape[:PLACES])
        moved[leaf] = value
    return moved


def _in_front(places: Array, number: int, rank: int) -> Array:
    """Lay the places of an axis along columns, or along rows, before so many axes of a value."""
    lead = (1, -1) if number == 0 else (-1, 1)
    return places.reshape(*lead, *(1,) * rank)
