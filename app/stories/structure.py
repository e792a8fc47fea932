"""A program that is ready to be told and drawn, with any numbers of its shapes."""

from pydantic_core import to_json

from ..drawing import Placement, place
from ..engine.lazily import lazily
from ..engine.ops.op import Shape
from ..trace import Prepared

NUMBERS_PER_ELEMENT = 4
"""Value, gradient, and for its use a local derivative and a contribution."""
NODE_WEIGHT = 500
"""What a node weighs beside its elements: its names, formulas and place, in float64 numbers."""


class Structure:
    """A prepared program and, once somebody asks, where its nodes are."""

    def __init__(self, prepared: Prepared, placed_nodes: int) -> None:
        self.prepared = prepared
        self.nodes = len(prepared.view.graph)
        self.weight = NUMBERS_PER_ELEMENT * prepared.elements + NODE_WEIGHT * self.nodes
        self._placed_nodes = placed_nodes

    def takes(self, shapes: frozenset[tuple[str, Shape]]) -> bool:
        """Tell whether numbers of these names and shapes can take the place of its own."""
        program = self.prepared.program
        leaves = {**program.inputs, **program.constants}
        return all(
            name in leaves and program.graph.nodes[leaves[name]].shape == shape
            for name, shape in shapes
        )

    @lazily
    def placement(self) -> Placement:
        """Where everything is; raises :class:`LimitError` where there is too much to place."""
        return place(self.prepared, self._placed_nodes)

    @lazily
    def layout_json(self) -> bytes:
        """The placement as it stands in answers."""
        return to_json(self.placement)

    @property
    def is_placed(self) -> bool:
        """Whether the placement costs nothing any more."""
        return "layout_json" in self.__dict__
