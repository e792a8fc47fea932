"""A view made runnable, in such a way that opening a gate changes no number outside of it.

A gate and its definition in smaller ones are two ways to compute one thing, and they round, or
overflow, at different places. So where gates are opened a second tape runs the program with them
closed, and every value that both have, and its gradient, is the closed one's. What lies inside an
opened gate is computed by the smaller gates, and what these make of it is compared: a difference
is told, never passed on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ...engine.compiled.placing import Placing
from ...engine.errors import EngineError
from ...engine.forward_mode import carry_tangents
from ...engine.ops.op import Array
from ...engine.tape import Tape
from .view import Closed, Ids, View

AGREES = 1e-10
"""Numbers that differ by less, relative to the larger of 1 and the closed gate's, are the same."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that the smaller gates of an opened gate make otherwise than the gate itself."""

    gate: int
    """The gate's id in the graph with gates closed."""
    node: int
    """The node of the view whose number it is."""
    of: Literal["value", "gradient", "tangent"]
    opened: float
    closed: float


class Run:
    """The tape of a view, and of the program with its opened gates closed where it has any."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.outputs: list[int] = list(dict.fromkeys(view.outputs.ravel().tolist()))
        self.closed: Tape | None = None
        self._went_back = False
        """Whether there are gradients, and not only the shapes of some."""
        self._carried: tuple[list[Array], list[Array | None]] | None = None
        if view.closed is None:
            self.tape = Tape(view.graph, self.outputs, shapes_do=True)
            return
        self.closed = Tape(view.closed.graph, [view.closed.output], shapes_do=True)
        self.closed.backward_calls()
        known = _shared(view.closed, self.closed.values)
        leaves = {cell: value for cell, value in known.items() if view.graph.nodes[cell].op is None}
        gates = {cell: value for cell, value in known.items() if cell not in leaves}
        gradients = _shared(view.closed, self.closed.gradients)
        placing = Placing(values=leaves, known=gates, known_gradients=gradients)
        self.tape = Tape(view.graph, self.outputs, placing, shapes_do=True)
        self._into = view.graph.edges_into()

    def forward(self) -> None:
        """Compute every value from the leaves of ``tape``.

        Raises:
            EngineError: a gate met data it cannot work on; its ``node`` is one of the view's.
        """
        self._went_back, self._carried = False, None
        if self.closed is not None:
            assert self.view.closed is not None
            try:
                self.closed.forward()
            except EngineError as error:
                if error.node is not None:
                    error.node = int(self.view.closed.images[error.node].flat[0])
                raise
        self.tape.forward()

    def backward(self, seed: object = None) -> None:
        """Compute every gradient; ``seed`` is a number, or an array of the output's shape.

        Raises:
            ShapeError: the seed does not fit the output.
        """
        if self.closed is not None:
            self.closed.backward(None if seed is None else {self.closed.outputs[0]: seed})
        self.tape.backward(self._seeds(seed))
        nodes = self.view.graph.nodes
        self._went_back = not any(nodes[output].shape_only for output in self.outputs)

    def _seeds(self, seed: object) -> dict[int, object] | None:
        ids = self.view.outputs
        if not ids.shape:
            return None if seed is None else {int(ids): seed}
        seeds = dict.fromkeys(self.outputs, 0.0)
        spread = np.broadcast_to(np.asarray(1.0 if seed is None else seed, np.float64), ids.shape)
        for output, part in zip(ids.ravel().tolist(), spread.ravel(), strict=True):
            seeds[output] += float(part)  # an element may stand in the output more than once
        return {**seeds}

    def carry(self, leaf: Ids, tangent: Array) -> tuple[list[Array], list[Array | None]]:
        """Carry the tangent of one leaf forward: see ``carry_tangents``.

        ``leaf`` are its ids in the view, in its shape at level scalars and 0-d elsewhere.
        """
        if leaf.shape:
            seeds: dict[int, object] = {
                int(cell): part for cell, part in zip(leaf.flat, tangent.flat, strict=True)
            }
        else:
            seeds = {int(leaf): tangent}
        if self.closed is None:
            return carry_tangents(self.tape, seeds)
        closed = self.view.closed
        assert closed is not None
        images = enumerate(closed.images)
        own = next(node for node, ids in images if ids.flat[0] == leaf.flat[0])
        tangents, _ = carry_tangents(self.closed, {own: tangent})
        self._carried = carry_tangents(self.tape, seeds, _shared(closed, tangents))
        return self._carried

    def gradient_of(self, leaf: Ids) -> Array | None:
        """Return the gradient of a leaf in its own shape, ``None`` where it has none.

        An element that nothing uses has none at level scalars; the array that it stands in does.
        """
        known = self.tape.placing.known_gradients
        parts = [known.get(k, self.tape.gradients[k]) for k in leaf.ravel().tolist()]
        if not leaf.shape:
            return parts[0]
        if all(part is None for part in parts):
            return None
        flat = np.array([0.0 if part is None else part.item() for part in parts])
        return flat.reshape(leaf.shape)

    def differences(self) -> Iterator[Difference]:
        """Compare every opened gate with the gate itself, in all that was run.

        Of each are told the first value that differs, the first tangent, and the first gradient
        that it hands on.
        """
        closed = self.view.closed
        if closed is None or not closed.opened:
            return
        assert self.closed is not None
        into, inside = closed.graph.edges_into(), self._edges_inside(closed)
        for gate in closed.opened:
            for cell, value in _parts(closed.images[gate], self.closed.values[gate]):
                own = self.tape.own.get(cell)
                if own is not None and (pair := _first_unlike(own, value)):
                    yield Difference(gate, cell, "value", *pair)
                    break
            yield from self._tangents_unlike(gate, closed.images[gate])
            if not self._went_back:
                continue
            wanted: dict[int, Array] = {}
            for edge in into[gate]:
                contribution = self.closed.contributions[edge.id]
                if contribution is not None:
                    for cell, part in _parts(closed.images[edge.source], contribution):
                        wanted[cell] = wanted.get(cell, 0.0) + part
            for cell, total in wanted.items():
                arrived = [self.tape.contributions[k] for k in inside.get((gate, cell), ())]
                handed = sum((c for c in arrived if c is not None), np.zeros(total.shape))
                if pair := _first_unlike(handed, total):
                    yield Difference(gate, cell, "gradient", *pair)
                    break

    def _tangents_unlike(self, gate: int, cells: Ids) -> Iterator[Difference]:
        if self._carried is None:
            return
        tangents, arrivals = self._carried
        for cell in cells.ravel().tolist():
            if cell not in self.tape.own:
                continue
            arrived = [arrivals[edge.id] for edge in self._into[cell]]
            own = sum((a for a in arrived if a is not None), np.zeros(tangents[cell].shape))
            if pair := _first_unlike(own, tangents[cell]):
                yield Difference(gate, cell, "tangent", *pair)
                break

    def _edges_inside(self, closed: Closed) -> dict[tuple[int, int], list[int]]:
        """Return the edges into what a gate was opened into, by the gate and their source."""
        nodes = self.view.graph.nodes
        by_path = {path: gate for gate, path in closed.opened.items()}
        longest = max(map(len, by_path))
        found: dict[tuple[int, int], list[int]] = {}
        for edge in self.view.graph.edges:
            group, outer = nodes[edge.target].group, nodes[edge.source].group
            for depth in range(1, min(len(group), longest) + 1):
                gate = by_path.get(group[:depth])
                if gate is not None and outer[:depth] != group[:depth]:
                    found.setdefault((gate, edge.source), []).append(edge.id)
        return found


def _parts(ids: Ids, array: Array) -> Iterator[tuple[int, Array]]:
    """Yield what an array of the closed graph is in the view: itself, or element by element."""
    if not ids.shape:
        yield int(ids), array
        return
    for place, cell in np.ndenumerate(ids):
        yield int(cell), array[(*place, ...)]


def _shared(closed: Closed, arrays: list[Array] | list[Array | None]) -> dict[int, Array]:
    """Return the arrays of the closed graph by the nodes of the view that they belong to.

    At level scalars several arrays may hold one element, moved about. The first of them is where it
    comes from, and has all of its gradient.
    """
    found: dict[int, Array] = {}
    for ids, array in zip(closed.images, arrays, strict=True):
        if array is not None:
            for cell, part in _parts(ids, array):
                found.setdefault(cell, part)
    return found


def _first_unlike(opened: Array, closed: Array) -> tuple[float, float] | None:
    """Return the first two numbers that are not the same."""
    with np.errstate(all="ignore"):
        near = np.abs(opened - closed) <= AGREES * np.maximum(1.0, np.abs(closed))
    same = near | (opened == closed) | (np.isnan(opened) & np.isnan(closed))
    if np.all(same):
        return None
    place = tuple(np.argwhere(~same)[0])
    return float(opened[place]), float(closed[place])
