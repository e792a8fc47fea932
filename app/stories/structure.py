"""A program that is ready to be told and drawn, with any numbers of its shapes."""

from threading import Lock

from pydantic_core import to_json

from ..choices import Labels
from ..drawing import Fit, Placement, is_fitted, place
from ..engine.lazily import lazily
from ..engine.ops.op import Shape
from ..trace import Prepared

NUMBERS_PER_ELEMENT = 4
"""Value, gradient, and for its use a local derivative and a contribution."""
NODE_WEIGHT = 1_000
"""What a node weighs beside its elements: its names, formulas and places, in float64 numbers."""


PLACEMENTS = 4
"""Boxes for which the placement is kept, those asked for last."""


class _Placed:
    def __init__(self, placement: Placement) -> None:
        self.placement = placement

    @lazily
    def json(self) -> bytes:
        """As it stands in answers, of which few have it."""
        return to_json(self.placement)


class Structure:
    """A prepared program and, once somebody asks, where its nodes are."""

    def __init__(self, prepared: Prepared, placed_nodes: int, labels: Labels = "numbers") -> None:
        self.prepared = prepared
        self._labels = labels
        self.nodes = len(prepared.view.graph)
        self.weight = NUMBERS_PER_ELEMENT * prepared.elements + NODE_WEIGHT * self.nodes
        self._placed_nodes = placed_nodes
        self._placements: dict[Fit | None, _Placed] = {}
        self._lock = Lock()

    def takes(self, shapes: frozenset[tuple[str, Shape]]) -> bool:
        """Tell whether numbers of these names and shapes can take the place of its own."""
        program = self.prepared.program
        leaves = {**program.inputs, **program.constants}
        nodes = program.graph.nodes
        return all(
            name in leaves
            and nodes[leaves[name]].shape == shape
            and not nodes[leaves[name]].shape_only
            for name, shape in shapes
        )

    def placement(self, fit: Fit | None = None) -> Placement:
        """Where everything is, at its natural size or in a box.

        Raises :class:`LimitError` where there is too much to place.
        """
        return self._placed(fit).placement

    def layout_json(self, fit: Fit | None = None) -> bytes:
        """The placement as it stands in answers."""
        return self._placed(fit).json

    def is_placed(self, fit: Fit | None = None) -> bool:
        """Whether the placement costs nothing any more."""
        return self._box(fit) in self._placements

    def _box(self, fit: Fit | None) -> Fit | None:
        """Return the box that a placement is made for: none, where it would be the same for all."""
        return fit if is_fitted(self.prepared) else None

    def _placed(self, fit: Fit | None) -> "_Placed":
        fit = self._box(fit)
        known = self._placements.get(fit)
        if known is None:
            placement = place(self.prepared, self._placed_nodes, fit, self._labels)
            known = _Placed(placement)
            with self._lock:
                self._placements[fit] = known
                while len(self._placements) > PLACEMENTS:
                    del self._placements[next(iter(self._placements))]
        return known
