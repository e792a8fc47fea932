"""A network: its layers, the blocks of its parameters, and its graph over a batch.

A batch is a matrix of one column a sample, features × batch, so a layer is ``W @ h + b`` with W of
units × inputs and a column b of biases. All parameters lie in one flat vector, each block holding
``[W b]`` row by row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..engine.graph import Graph, Kind, Limits
from ..engine.ops import OPS
from ..engine.ops.op import Array
from .config import Config, LayerConfig
from .heads import HEADS, Head

PIECES = {"maxout": 2}
"""How many affine pieces a unit has, of which the largest is its value; one by default."""
UNBOUNDED = Limits(nodes=10_000, array_elements=2**40, total_elements=2**40)
"""Training bounds its networks and its data itself."""


@dataclass(frozen=True, slots=True)
class Block:
    """The weights and biases of one layer, or of one piece of its maxout units.

    In the flat vector the weight from input j to unit i stands at ``offset + i·columns + j``, and
    the bias of unit i, if there are biases, at ``j = inputs``.
    """

    layer: int
    """From 1; the last is the output."""
    piece: int
    units: int
    inputs: int
    offset: int
    bias: bool

    @property
    def name(self) -> str:
        """Such as ``layer1``; the second piece of maxout units is primed."""
        return f"layer{self.layer}" + "′" * self.piece

    @property
    def columns(self) -> int:
        """How many parameters a unit has."""
        return self.inputs + self.bias

    @property
    def size(self) -> int:
        """How many parameters the block has."""
        return self.units * self.columns

    def view(self, flat: Array) -> Array:
        """Return the block's part of a flat vector as units × columns."""
        part: Array = flat[self.offset : self.offset + self.size].reshape(self.units, self.columns)
        return part

    def weights(self, flat: Array) -> Array:
        """Return the weights: units × inputs."""
        return self.view(flat)[:, : self.inputs]

    def biases(self, flat: Array) -> Array:
        """Return the biases as a column: units × 1."""
        return self.view(flat)[:, self.inputs :]

    def symbol(self, kind: str) -> str:
        """Name the block's weights, ``W1``, or its biases, ``b1``."""
        return f"{kind}{self.layer}" + "′" * self.piece

    def parameter(self, index: int) -> str:
        """Name one parameter of the flat vector: ``W1[0,2]``, ``b1[0]``."""
        unit, column = divmod(index - self.offset, self.columns)
        if column == self.inputs:
            return f"{self.symbol('b')}[{unit}]"
        return f"{self.symbol('W')}[{unit},{column}]"


@dataclass(slots=True)
class Built:
    """The graph of a network over a batch."""

    graph: Graph
    x: int
    """The leaf of the batch."""
    leaves: list[tuple[int, ...]] = field(default_factory=list)
    """For each block the leaf of its weights and, where there are biases, the leaf of these."""
    layers: list[int] = field(default_factory=list)
    """The value of each layer: of hidden layers what they hand on, then the scores."""
    activated: list[int] = field(default_factory=list)
    """What the activation of each layer gives, before anything is left out or added."""
    masks: list[int] = field(default_factory=list)
    """The leaves that say which units are left out, of the layers that have dropout."""

    @property
    def scores(self) -> int:
        """What the output layer says, classes × batch."""
        return self.layers[-1]


class Network:
    """The structure of a network, without any values."""

    def __init__(self, config: Config, features: int, classes: int) -> None:
        self.features = features
        self.classes = classes
        self.head: Head = HEADS[config.loss]
        output = LayerConfig(units=self.head.units(classes), activation="identity")
        self.layers: tuple[LayerConfig, ...] = (*config.layers, output)
        """Hidden layers and the output layer."""
        self.output_activation = config.output_activation
        self.blocks = tuple(_blocks(self.layers, features, config.bias))
        self.size = sum(block.size for block in self.blocks)
        self.starts = [block.offset for block in self.blocks if block.piece == 0]
        """Where the parameters of each layer begin."""

    @property
    def rows(self) -> int:
        """How many numbers all layers make of one point, every piece of a unit counted."""
        return sum(block.units for block in self.blocks)

    def weight_mask(self) -> Array:
        """Return 1 for every weight and 0 for every bias, as a flat vector."""
        mask = np.zeros(self.size)
        for block in self.blocks:
            block.weights(mask)[:] = 1.0
        return mask

    def parameter(self, index: int) -> str:
        """Name one parameter of the flat vector."""
        block = next(b for b in reversed(self.blocks) if b.offset <= index)
        return block.parameter(index)

    @property
    def dropping(self) -> list[LayerConfig]:
        """The layers of which units are left out."""
        return [layer for layer in self.layers if layer.dropout]

    def build(self, x: Array, *, drop: bool = False, watched: bool = False) -> Built:
        """Return the graph from a batch, features × batch, to the scores.

        With ``drop`` a layer with dropout is multiplied by a mask, units × batch, all ones here;
        with ``watched`` the batch has a gradient too.
        """
        graph = Graph(UNBOUNDED)
        kind = Kind.INPUT if watched else Kind.CONSTANT
        built = Built(graph, graph.leaf(kind, x, name="X"))
        value, blocks = built.x, iter(self.blocks)
        for layer in self.layers:
            pieces = [
                self._affine(built, next(blocks), value)
                for _ in range(PIECES.get(layer.activation, 1))
            ]
            below, value = value, _activate(graph, layer, pieces)
            built.activated.append(value)
            if drop and layer.dropout:
                ones = np.ones((layer.units, x.shape[1]))
                built.masks.append(graph.leaf(Kind.CONSTANT, ones, name="mask"))
                value = graph.gate(OPS["multiply"], (value, built.masks[-1]))
            if layer.residual:
                value = graph.gate(OPS["add"], (value, below))
            built.layers.append(value)
        return built

    def loss(self, built: Built, labels: Array) -> tuple[int, int]:
        """Add the loss, summed over the batch; returns the leaf of its target and its node."""
        graph = built.graph
        target = graph.leaf(Kind.CONSTANT, self.head.target(labels, self.classes), name="y")
        return target, self.head.loss(graph, self._answer(built), target)

    def shown(self, built: Built) -> int:
        """Add what the plane shows: probabilities, scores, or a value."""
        return self.head.shown(built.graph, self._answer(built))

    def _answer(self, built: Built) -> int:
        if self.output_activation == "identity":
            return built.scores
        return built.graph.gate(OPS[self.output_activation], (built.scores,))

    def _affine(self, built: Built, block: Block, x: int) -> int:
        graph = built.graph
        weights = np.zeros((block.units, block.inputs))
        leaves = [graph.leaf(Kind.INPUT, weights, name=block.symbol("W"))]
        value = graph.gate(OPS["matmul"], (leaves[0], x))
        if block.bias:
            leaves.append(
                graph.leaf(Kind.INPUT, np.zeros((block.units, 1)), name=block.symbol("b"))
            )
            value = graph.gate(OPS["add"], (value, leaves[1]))
        built.leaves.append(tuple(leaves))
        return value


def _activate(graph: Graph, layer: LayerConfig, pieces: Sequence[int]) -> int:
    if layer.activation == "identity":
        return pieces[0]
    if layer.activation == "maxout":
        return graph.gate(OPS["max"], pieces)
    op = OPS[layer.activation]
    params = {param.name: getattr(layer, param.name) for param in op.params}
    return graph.gate(op, pieces, params)


def _blocks(layers: Sequence[LayerConfig], features: int, bias: bool) -> Iterator[Block]:
    inputs, offset = features, 0
    for number, layer in enumerate(layers, 1):
        for piece in range(PIECES.get(layer.activation, 1)):
            block = Block(number, piece, layer.units, inputs, offset, bias)
            offset += block.size
            yield block
        inputs = layer.units
