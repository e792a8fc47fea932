"""What is written where at one step: a pure function of the trace and the step."""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..trace import NodeStory, ShapeOnly, Summary, Trace
from ..trace.cell_numbers import show_vector
from ..trace.model import Number
from ..trace.numbers import elements_of, show_number, show_shape, written_out
from .told import NOTHING_TOLD, Told, told_at


@dataclass(frozen=True, slots=True)
class Elements:
    """The numbers of an array, to be drawn."""

    shape: list[int]
    numbers: list[float]
    """Row by row; of an array that is too large to be listed those of its raster."""
    coarse: bool
    """Whether they are those of the raster."""
    digits: int


@dataclass(frozen=True, slots=True)
class Label:
    """One number in the picture. ``text`` is empty while it has not been computed."""

    text: str = ""
    """Of an array its shape, or, where it is a short vector, its numbers."""
    zero: bool = False
    """It was computed and is exactly zero."""
    array: Elements | None = None
    """Where it is more than one number, which is drawn."""


BLANK = Label()
SCALAR = "scalar"
"""What stands for the shape of a plain number."""

Kind: TypeAlias = Literal["edge", "output", "node"]
"""What a part of the picture stands for."""
State: TypeAlias = tuple[bool, ...]


class Moment:
    """The state of a trace after its first ``step`` steps; ``None`` is after all of them.

    With ``shapes`` the shape stands for each number: of a value at every step, as it follows from
    the program alone, and of a gradient once it has come.
    """

    def __init__(self, trace: Trace, step: int | None, digits: int, shapes: bool = False) -> None:
        self.trace = trace
        self.digits = digits
        self.shapes = shapes
        played = trace.steps if step is None else trace.steps[:step]
        self.played = len(played)
        self.current = played[-1] if played and step is not None else None
        self.told: Told = told_at(trace, self.current) if self.current else NOTHING_TOLD
        """Whose figures are being told."""
        self.valued = {n.id for n in trace.nodes if n.kind != "gate"}
        self.valued |= {s.node for s in played if s.phase == "forward"}
        self.seeded = {s.node for s in played if s.phase == "backward" and s.edge is None}
        self.flowed = {s.edge for s in played if s.edge is not None}
        self.outputs = frozenset(trace.outputs)
        self.waiting = [0] * len(trace.nodes)
        for edge in trace.edges:
            if edge.contribution is not None and edge.id not in self.flowed:
                self.waiting[edge.source] += 1

    def value(self, node: int) -> Label:
        """Return a node's value, once it is computed."""
        story = self.trace.nodes[node]
        if node not in self.valued and not self.shapes:
            return BLANK
        value = ShapeOnly(story.shape) if story.value is None else story.value
        return self._label(value, story.shape)

    def mark(self, node: int) -> Label:
        """Return what is said below a gate: how many margins of an opened hinge are active."""
        story = self.trace.nodes[node]
        if story.active is None or node not in self.valued:
            return BLANK
        if not story.shape:
            return Label("active") if story.active else BLANK
        return Label(f"{story.active} of {math.prod(story.shape)} active")

    def back(self, edge: int) -> Label:
        """Return what flows back through a wire; in forward mode the tangent it carries on."""
        wire = self.trace.edges[edge]
        if self.trace.mode == "forward":
            return self._tangent(wire.source)
        if wire.contribution is None or edge not in self.flowed:
            return BLANK
        return self._label(wire.contribution, self.trace.nodes[wire.source].shape)

    def total(self, node: int) -> Label:
        """Return a node's gradient or tangent, once it is complete."""
        story = self.trace.nodes[node]
        if self.trace.mode == "forward":
            return self._tangent(node)
        if story.gradient is None or self.waiting[node]:
            return BLANK
        if node in self.outputs and node not in self.seeded:
            return BLANK
        return self._label(story.gradient, story.shape)

    def _tangent(self, node: int) -> Label:
        """Return a node's tangent: a leaf's from the seed on, a gate's with its value."""
        story = self.trace.nodes[node]
        known = node in self.valued and self.played > 0
        return self._label(story.tangent, story.shape) if known else BLANK

    def is_now(self, node: NodeStory) -> bool:
        """Tell whether the last step played happened at this node."""
        return self.current is not None and self.current.node == node.id

    def is_told_now(self, edge: int) -> bool:
        """Tell whether a gradient has just come through a wire: a gate's wires speak together."""
        current = self.current
        if current is None or current.edge is None or edge not in self.flowed:
            return False
        return self.trace.edges[edge].target == current.node

    def state(self, kind: Kind, place: int) -> State:
        """Return all that makes an edge, an output or a node look otherwise than at other steps."""
        told = {"edge": self.told.edges, "output": self.told.outputs, "node": self.told.nodes}[kind]
        if kind == "edge":
            source = self.trace.edges[place].source
            come = place in self.flowed, self.is_told_now(place)
        else:
            source = place
            come = not self.waiting[place], place in self.seeded
        is_now = self.current is not None and kind == "node" and self.current.node == place
        return source in self.valued, *come, place in told, is_now, self.played > 0

    def _label(self, number: Number | None, shape: list[int]) -> Label:
        """Write a number, a short vector, or an array's shape."""
        if number is None:
            return BLANK
        if self.shapes or isinstance(number, ShapeOnly):
            return Label(show_shape(shape) or SCALAR)
        if isinstance(number, Summary):
            array = Elements(shape, number.raster, True, self.digits)
            return Label(show_shape(shape), number.norm == 0.0, array)
        if not isinstance(number, list):
            return Label(show_number(number, self.digits), number == 0.0)
        flat = list(elements_of(number))
        if len(flat) == 1:
            return Label(show_number(flat[0], self.digits), flat[0] == 0.0)
        array = Elements(shape, flat, False, self.digits)
        short = show_vector(flat, self.digits) if written_out(shape) else None
        return Label(short or show_shape(shape), not any(flat), array)
